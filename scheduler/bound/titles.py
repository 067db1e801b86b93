"""Showings that hold the same films, placed together at the least cost that their rules allow.

All days that they can take are listed, a row each; what rules cost by day is a number a row, worked
out once.  With prices on room-days, the cheapest rooms of a row follow one showing at a time;
where rules say what neighbours in time cost by their rooms, a chain from room to room, which
is looked at only for rows that can still be the best.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from scheduler.bound.cells import NEVER, Cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem

Places = tuple[tuple[int, int], ...]
"""Room and day of each showing of a title."""

AT_FIRST, AT_ONCE = 8, 64
"""Rows whose rooms are chained together in one go: of the most promising few first, for a limit."""


@dataclass(frozen=True)
class Title:
    """Showings that are placed together."""

    cells: tuple[Cells, ...]
    days: NDArray[np.int64]
    """Rows x showings: every choice of days that rules may allow."""
    costs: NDArray[np.float64]
    """Of each row, what rules cost by day."""
    chains: tuple[Chain, ...] = field(default=())

    def cheapest(self, reduced: Sequence[NDArray[np.float64]]) -> tuple[float, Places | None]:
        """Least points, and where; ``reduced``: rooms x days of each showing, prices included.

        Above ``NEVER`` and no places if there are none.
        """
        if not len(self.days):
            return NEVER, None
        lows = [one.min(axis=0) for one in reduced]
        rows = self.costs + sum(low[self.days[:, n]] for n, low in enumerate(lows))
        if not self.chains:
            row = int(rows.argmin())
            points = float(rows[row])
            return points, None if points >= NEVER else _at_lowest(reduced, self.days[row])
        return self._chained(reduced, rows)

    def _chained(
        self, reduced: Sequence[NDArray[np.float64]], rows: NDArray[np.float64]
    ) -> tuple[float, Places | None]:
        best, found = NEVER, None
        order = np.argsort(rows, kind="stable")
        for first in [0, *range(AT_FIRST, len(order), AT_ONCE)]:
            some = order[first : first + (AT_ONCE if first else AT_FIRST)]
            if rows[some[0]] >= best:
                break
            more = [chain.along(reduced, self.days[some], some) for chain in self.chains]
            points = rows[some] + sum(added for added, _ in more)
            row = int(points.argmin())
            if points[row] < best:
                best, places = float(points[row]), dict(enumerate(_at_lowest(reduced, self.days[some[row]])))
                for chain, (_, rooms) in zip(self.chains, more, strict=True):
                    places.update({n: (int(rooms[row, n]), places[n][1]) for n in chain.members})
                found = tuple(places[n] for n in range(len(reduced)))
        return best, found

    def lower(self, reduced: Sequence[NDArray[np.float64]]) -> float:
        """At least this much, chains left out."""
        rows = self.costs + sum(one.min(axis=0)[self.days[:, n]] for n, one in enumerate(reduced))
        return float(rows.min(initial=NEVER))


@dataclass(frozen=True)
class Chain:
    """Showings of one session, each of which minds the room of the next in time."""

    members: tuple[int, ...]
    """Which showings of the title."""
    links: NDArray[np.float64]
    """Showings x showings x rooms x rooms of the title: points if the second is the next of the first."""
    orders: NDArray[np.int64]
    """Rows x members: in order of time."""
    known: NDArray[np.bool_]
    """Rows of which the order is known; of showings of one day it is not, and nothing is counted."""

    def along(
        self, reduced: Sequence[NDArray[np.float64]], days: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Of these rows: points above each showing's cheapest room, and the rooms (rows x showings)."""
        stack = np.stack(reduced)
        orders, known = self.orders[rows], self.known[rows]
        number = np.arange(len(rows))
        least = np.zeros(len(rows))
        costs, came = None, []
        for step in range(orders.shape[1]):
            who = orders[:, step]
            here = stack[who, :, days[number, who]]
            least += here.min(axis=1)
            if costs is None:
                costs = here
                continue
            link = np.where(known[:, None, None], self.links[orders[:, step - 1], who], 0.0)
            ways = costs[:, :, None] + link
            came.append(ways.argmin(axis=1))
            costs = ways.min(axis=1) + here
        rooms = np.full((len(rows), stack.shape[0]), -1)
        last = costs.argmin(axis=1) if costs is not None else number
        points = costs[number, last] - least if costs is not None else least
        for step in reversed(range(orders.shape[1])):
            rooms[number, orders[:, step]] = last
            if step:
                last = came[step - 1][number, last]
        return points, rooms


def _at_lowest(reduced: Sequence[NDArray[np.float64]], days: NDArray[np.int64]) -> Places:
    """Each showing in its cheapest room of the day."""
    return tuple((int(one[:, day].argmin()), day) for one, day in zip(reduced, days.tolist(), strict=True))


# -- making them --------------------------------------------------------------------------------


def title(problem: Problem, cells: Sequence[Cells], rules: Sequence[Constraint]) -> Title:
    """The showings with what the rules cost between them.  ``rules``: of the tier, or musts."""
    days = np.stack([part.ravel() for part in np.meshgrid(*(one.days for one in cells), indexing="ij")], axis=1)
    showings = [one.showing for one in cells]
    costs = np.zeros(len(days))
    listed = (days < len(problem.days)).all()
    for rule in rules if listed else ():
        amounts = rule.by_days(problem, showings, days)
        costs += np.where(amounts > 0, NEVER, 0) if rule.must else amounts * float(rule.weight or 0)
    kept = costs < NEVER
    days, costs = days[kept], costs[kept]
    return Title(tuple(cells), days, costs, tuple(_chains(problem, cells, days, rules)))


def _chains(
    problem: Problem, cells: Sequence[Cells], days: NDArray[np.int64], rules: Sequence[Constraint]
) -> list[Chain]:
    by_session: dict[str, list[int]] = {}
    for number, one in enumerate(cells):
        by_session.setdefault(one.showing.session.id, []).append(number)
    chains = []
    for session, members in by_session.items():
        if 1 < len(members) == len(problem.by_session[session]):
            links = _links(problem, cells, members, rules)
            if links.any():
                chains.append(_chain(members, links, days))
    return chains


def _chain(members: list[int], links: NDArray[np.float64], days: NDArray[np.int64]) -> Chain:
    own = days[:, members]
    orders = np.argsort(own, axis=1, kind="stable")
    inside = np.take_along_axis(own, orders, axis=1)
    known = np.all(np.diff(inside, axis=1) > 0, axis=1) | (len(members) == 2)
    return Chain(tuple(members), links, np.array(members, dtype=np.int64)[orders], known)


def _links(
    problem: Problem, cells: Sequence[Cells], members: list[int], rules: Sequence[Constraint]
) -> NDArray[np.float64]:
    count, rooms = len(cells), len(problem.rooms)
    links = np.zeros((count, count, rooms, rooms))
    for one, other in combinations(members, 2):
        for rule in rules:
            amounts = rule.by_rooms(problem, cells[one].showing, cells[other].showing)
            points = np.where(amounts > 0, NEVER, 0) if rule.must else amounts * float(rule.weight or 0)
            links[one, other] += points
            links[other, one] += points.T
    return links
