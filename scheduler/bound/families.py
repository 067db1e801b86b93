"""Who is looked at together: showings of the same films, and whole tracks that must share a room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from scheduler.bound.cells import NEVER, Cells, cells_of
from scheduler.bound.titles import Places, Title, title

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing

MOST_ROWS = 50_000
"""Choices of days of one title; of more, its showings are looked at session by session, or one by one."""


@dataclass(frozen=True)
class Column:
    """Places of all showings of a family."""

    points: float
    """Without prices."""
    use: dict[tuple[int, int], float]
    """Ticks of each room-day."""
    places: tuple[Places, ...] = ()
    """Of each title."""


@dataclass(frozen=True)
class Family:
    """Titles that have a room in common, or a single one."""

    titles: tuple[Title, ...]
    at_home: frozenset[int] = frozenset()
    """Indices of the showings that share one room."""
    out: float = NEVER
    """Points of leaving it out altogether."""

    @property
    def dearest(self) -> float:
        """More points than its showings cost at the dearest of their places."""
        return sum(
            float(one.costs.max(where=one.costs < NEVER, initial=0)) for each in self.titles for one in each.cells
        )

    def home(self, supply: NDArray[np.float64]) -> int | None:
        """The room for those at home where the family costs least, of rooms that have the time; None = any.

        ``supply``: rooms x days, in ticks, of which the last day is none.
        """
        own = [(n, m) for n, each in enumerate(self.titles) for m, one in enumerate(each.cells) if self._at_home(one)]
        if not own:
            return None
        needed = sum(self.titles[n].cells[m].ticks for n, m in own)
        short = (needed > supply[:, :-1].sum(axis=1))[:, None]
        _, column = self.cheapest(np.where(short, NEVER, np.zeros(supply.shape)))
        first, second = own[0]
        return None if column is None else column.places[first][second][0]

    def _at_home(self, cells: Cells) -> bool:
        return cells.showing.index in self.at_home

    def cheapest(self, prices: NDArray[np.float64]) -> tuple[float, Column | None]:
        """Least points with prices (rooms x days, per tick) added, and where; above ``NEVER`` if there is no way."""
        reduced = [[one.costs + one.ticks[:, None] * prices for one in each.cells] for each in self.titles]
        if not self.at_home:
            points, found = self._in_any_room(reduced)
        else:
            points, found = self._in_one_room(reduced)
        if points > self.out:
            return self.out, Column(self.out, {})
        return points, None if found is None else self._column(points, found, prices)

    def _in_any_room(self, reduced: list[list[NDArray[np.float64]]]) -> tuple[float, list[Places] | None]:
        total, found = 0.0, []
        for each, own in zip(self.titles, reduced, strict=True):
            points, places = each.cheapest(own)
            if places is None:
                return NEVER, None
            total += points
            found.append(places)
        return total, found

    def _in_one_room(self, reduced: list[list[NDArray[np.float64]]]) -> tuple[float, list[Places] | None]:
        """Room by room, the most promising first, until no other can be better."""
        rooms = range(reduced[0][0].shape[0])
        held = {room: self._held(reduced, room) for room in rooms}
        lows = {room: sum(map(Title.lower, self.titles, held[room])) for room in rooms}
        best: tuple[float, list[Places] | None] = NEVER, None
        for room in sorted(rooms, key=lows.__getitem__):
            if lows[room] >= best[0]:
                break
            found = self._in_any_room(held[room])
            if found[0] < best[0]:
                best = found
        return best

    def _held(self, reduced: list[list[NDArray[np.float64]]], room: int) -> list[list[NDArray[np.float64]]]:
        """Those at home in this room only."""
        away = np.full(reduced[0][0].shape, NEVER)
        away[room] = 0
        return [
            [grid + away * self._at_home(one) for one, grid in zip(each.cells, own, strict=True)]
            for each, own in zip(self.titles, reduced, strict=True)
        ]

    def _column(self, points: float, found: list[Places], prices: NDArray[np.float64]) -> Column:
        use: dict[tuple[int, int], float] = {}
        for each, places in zip(self.titles, found, strict=True):
            for one, (room, day) in zip(each.cells, places, strict=True):
                if one.ticks[room] and day < prices.shape[1] - 1:
                    use[room, day] = use.get((room, day), 0.0) + float(one.ticks[room])
        return Column(points - sum(prices[place] * ticks for place, ticks in use.items()), use, tuple(found))


# -- taking a festival apart --------------------------------------------------------------------


def families(problem: Problem, tier: int) -> tuple[Family, ...]:
    """Every showing in one family; each that may be left out by itself.  Worked out once."""
    return problem.cached(("families", tier), lambda: tuple(_families(problem, tier)))


def _families(problem: Problem, tier: int) -> list[Family]:
    rules = rules_between(problem, tier)
    needed = [one for one in problem.showings if not one.optional]
    cells = {one.index: cells_of(problem, one, tier) for one in problem.showings}
    titles = [
        title(problem, [cells[one.index] for one in part], rules)
        for group in _of_one_film(problem, needed)
        for part in _small_enough(group, cells)
    ]
    spare = [one for one in problem.showings if one.optional]
    return [
        *_with_homes(problem, titles, rules),
        *(Family((title(problem, [cells[one.index]], ()),), out=float(one.value)) for one in spare),
    ]


def rules_between(problem: Problem, tier: int) -> list[Constraint]:
    """Musts and the rules of a tier that are about more than one showing."""
    return [rule for rule in problem.rules if not rule.alone and (rule.must or rule.tier == tier)]


def _of_one_film(problem: Problem, needed: Sequence[Showing]) -> Iterable[list[Showing]]:
    """Showings of the same sessions and films; connected ones together."""
    parent = {one.index: one.index for one in needed}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for group in [*problem.by_session.values(), *problem.by_film.values()]:
        own = [one.index for one in group if one.index in parent]
        for index in own[1:]:
            parent[root(index)] = root(own[0])
    found: dict[int, list[Showing]] = {}
    for one in needed:
        found.setdefault(root(one.index), []).append(one)
    return found.values()


def _small_enough(group: list[Showing], cells: dict[int, Cells]) -> Iterator[list[Showing]]:
    """The group, or its sessions, or its showings one by one."""
    if _fits(group, cells):
        yield group
        return
    by_session: dict[str, list[Showing]] = {}
    for one in group:
        by_session.setdefault(one.session.id, []).append(one)
    for part in by_session.values():
        yield from [part] if _fits(part, cells) else [[one] for one in part]


def _fits(group: list[Showing], cells: dict[int, Cells]) -> bool:
    """Whether all choices of days can be listed; who can start on none of the festival's days is alone."""
    listed = all((cells[one.index].costs[:, -1] >= NEVER).all() for one in group)
    return len(group) == 1 or (listed and prod(len(cells[one.index].days) for one in group) <= MOST_ROWS)


def _with_homes(problem: Problem, titles: list[Title], rules: Sequence[Constraint]) -> Iterator[Family]:
    """Titles that share a room become one family."""
    left = dict(enumerate(titles))
    for rule in rules:
        for group in rule.in_one_room(problem) if rule.must else ():
            home = frozenset(one.index for one in group)
            own = [n for n, each in left.items() if any(one.showing.index in home for one in each.cells)]
            if own:
                yield Family(tuple(left.pop(n) for n in own), home)
    for each in left.values():
        yield Family((each,))
