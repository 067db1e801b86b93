"""Most of a first timetable at once: each showing at a free place, what rules say of several asked afterwards.

To ask the rules for every showing takes most of the time in which somebody waits for a first timetable; yet few are
broken where showings with the same films or people are kept apart by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.maps import PlaceMap, possible_days, static_map, turnarounds
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement

ROUNDS = 5
"""How often it is asked what is broken, at the most; what is taken out can break what needs it."""

APART = 20
"""Minutes, besides the longest way, that showings with a person in common are kept apart."""

DAYS = 2
"""Days that are looked at for a showing first."""


def sketched(
    problem: Problem,
    showings: Sequence[Showing],
    start: Timetable,
    random: np.random.Generator,
    minded: Set[int],
    ask: Callable[[Showing, Timetable], Placement | None],
) -> Timetable:
    """``start`` with as many of these, in their order, as fit without breaking a must.

    ``minded``: indices of those for which rules are to be asked at once; ``ask`` does it.

    Showings in blocks, and those that may be left out, are left to others.
    Size: O(showings * rooms * positions), in a few calls of NumPy each.
    """
    sheet = _Sheet(problem, start, random)
    for showing in showings:
        if not showing.in_blocks and not showing.optional:
            sheet.put(ask(showing, sheet.timetable)) if showing.index in minded else sheet.lay(showing)
    made = sheet.timetable
    rank = {one.index: number for number, one in enumerate(showings)}
    for _ in range(ROUNDS):
        broken = _broken(problem, made, rank)
        if not broken:
            return made
        made = made.moved(dict.fromkeys(broken))
    return start


def _broken(problem: Problem, timetable: Timetable, rank: dict[int, int]) -> set[int]:
    """Of each must that is broken all showings but the one that was laid first: these have more places to go to."""
    found: set[int] = set()
    for rule in problem.rules:
        for violation in rule.violations(problem, timetable) if rule.must else ():
            there = {p.showing.index for p in violation.placements} & rank.keys() - found
            laid = sorted(there, key=rank.__getitem__)
            found.update(laid[1:] or laid)
    return found


class _Sheet:
    """Which hours of each room are taken."""

    def __init__(self, problem: Problem, start: Timetable, random: np.random.Generator) -> None:
        self.problem, self.start, self.random = problem, start, random
        self.rooms = np.arange(len(problem.rooms))[:, None]
        self.laid: dict[int, Placement] = {}
        last = max((int(one.positions.ends.max()) for one in problem.showings if len(one.positions)), default=0)
        self.longest = int(turnarounds(problem).max(initial=0))
        self.taken = np.zeros((len(problem.rooms), last + self.longest + 2), dtype=np.int32)
        self.so_far = np.zeros_like(self.taken)
        self.apart = int(problem.walks.max(initial=0)) + APART * problem.minute
        self.kin: dict[object, list[Placement]] = {}
        for placement in start:
            self._note(placement)

    @property
    def timetable(self) -> Timetable:
        """With all that has been laid."""
        return Timetable(self.problem, {**self.start.placements, **self.laid}, self.start.assignments)

    def put(self, placement: Placement | None) -> None:
        """It lies there, if anywhere."""
        if placement is not None:
            self.laid[placement.showing.index] = placement
            self._note(placement)

    def lay(self, showing: Showing) -> None:
        """On one of a few days without its films, if it is free there on any; else on whatever day it is."""
        days = possible_days(self.problem, showing)
        others = {p.day for mark in _works(showing) for p in self.kin.get(mark, ())}
        own = self.random.permutation([day for day in days.tolist() if day not in others])
        for some in (own[:DAYS], own[DAYS:], sorted(others.intersection(days.tolist()))):
            found = min(filter(None, (self._cheapest(showing, int(day)) for day in some)), default=None)
            if found is not None:
                self.put(placement_at(self.problem, showing, *found[1:]))
                return

    def _cheapest(self, showing: Showing, day: int) -> tuple[int, int, int] | None:
        """Cost, room and position of the cheapest free place of a day, the earliest of several."""
        alone, days = static_map(self.problem, showing), showing.positions.days
        first, last = np.searchsorted(days, (day, day + 1)).tolist()
        starts = showing.positions.starts[first:last]
        free = alone.allowed[:, first:last] & self._free(showing, starts) & self._away(showing, starts)
        if not free.any():
            return None
        costs = np.where(free, _costs(alone, first, last), np.iinfo(np.int64).max)
        room, position = divmod(int(costs.argmin()), costs.shape[1])
        return int(costs[room, position]), room, first + position

    def _free(self, showing: Showing, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Rooms x starts where nobody is in the way."""
        until = starts + (showing.duration + turnarounds(self.problem)[showing.index])[:, None]
        found: NDArray[np.bool_] = self.so_far[self.rooms, until] == self.so_far[:, starts]
        return found

    def _away(self, showing: Showing, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether at these starts it is away from all with which it has films or people in common."""
        away = np.ones(len(starts), dtype=bool)
        for mark in _marks(showing):
            for other in self.kin.get(mark, ()):
                away &= (starts >= other.end + self.apart) | (starts + showing.duration + self.apart <= other.start)
        return away

    def _note(self, placement: Placement) -> None:
        """Take the hours, also of rooms that share the floor."""
        after = self.problem.rooms[placement.room].turnaround_after(placement.showing)
        for room in (placement.room, *self.problem.rivals[placement.room]):
            # A room for several is held to be taken by one: this is only a sketch.
            self.taken[room, placement.start : placement.end + after] = 1
            np.cumsum(self.taken[room, :-1], out=self.so_far[room, 1:])
        for mark in _marks(placement.showing):
            self.kin.setdefault(mark, []).append(placement)


def _works(showing: Showing) -> Iterable[object]:
    yield showing.session.id
    yield from (("film", film.id) for film in showing.films)


def _marks(showing: Showing) -> Iterable[object]:
    yield from _works(showing)
    yield from (("person", person) for person in sorted(showing.persons))


def _costs(alone: PlaceMap, first: int, last: int) -> NDArray[np.int64]:
    """Of these positions only."""
    few = {tier: cost if cost.shape[1] == 1 else cost[:, first:last] for tier, cost in alone.costs.items()}
    return PlaceMap(alone.allowed[:, first:last], few, alone.tiers).total()
