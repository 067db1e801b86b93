"""The answer: where each showing is placed, and who was chosen for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Engagement, Problem, Room, Showing
    from scheduler.select import Select

T = TypeVar("T")
NEVER = 10**9
"""A gap that no rule can find too small: the two are in blocks that never clash."""


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """One showing's room, start and end, in ticks; ``end`` is without turnaround."""

    showing: Showing
    room: int
    start: int
    end: int
    day: int
    """Index of the festival day; -1 if the start lies on none."""
    block: int = -1
    slot: int = -1
    """First slot, from 0."""
    shift: int = 0

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Room, start, block, slot: equal exactly if the showing lies at the same place."""
        return self.room, self.start, self.block, self.slot


@dataclass(frozen=True, order=True)
class Assignment:
    """Somebody chosen for a showing: the interpreter, the juror who attends it."""

    role: str
    """Id of the jury or resource."""
    session: str
    showing: int
    person: str


@dataclass(frozen=True)
class Unplaced:
    """A showing that lies nowhere, and what stands in its way."""

    session: str
    showing: int
    reason: str
    way: str | None = None
    """The cheapest way that was tried to let it in, if one was looked for and found."""


def gap(one: Placement, other: Placement) -> int:
    """Ticks from the end of the earlier to the start of the later; negative when they overlap."""
    return span_gap(one, (one.start, one.end), other, (other.start, other.end))


def span_gap(one: Placement, mine: tuple[int, int], other: Placement, theirs: tuple[int, int]) -> int:
    """The same of two stretches within the placements, such as the Q&A alone."""
    if one.shift != other.shift and one.block >= 0 and other.block >= 0:
        return NEVER
    return max(theirs[0] - mine[1], mine[0] - theirs[1])


def precedes(one: Placement, other: Placement) -> bool:
    """Whether one starts before the other; blocks without clock go by their listed order."""
    if one.block >= 0 and other.block >= 0:
        return one.start + one.shift < other.start + other.shift
    return one.start < other.start


def at_once(placements: Iterable[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Every two that overlap, each pair once, the earlier first.  Size: O(n log n + pairs)."""
    every = list(placements)
    in_blocks = [p for p in every if p.block >= 0]
    others = [p for p in every if p.block < 0]
    yield from _sweep((p.start + p.shift, p.end + p.shift, p) for p in in_blocks)
    yield from _sweep((p.start, p.end, p) for p in others)
    if in_blocks and others:
        for one, other in _sweep((p.start, p.end, p) for p in every):
            if (one.block < 0) != (other.block < 0):
                yield one, other


def in_one_block(placements: Iterable[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Every two of one block."""
    groups: dict[int, list[Placement]] = {}
    for placement in placements:
        if placement.block >= 0:
            groups.setdefault(placement.block, []).append(placement)
    for group in groups.values():
        yield from combinations(group, 2)


def _sweep(spans: Iterable[tuple[int, int, Placement]]) -> Iterator[tuple[Placement, Placement]]:
    running: list[tuple[int, int, Placement]] = []
    for begin, end, newest in sorted(spans, key=itemgetter(0)):
        running = [one for one in running if one[1] > begin]
        for since, _, one in running:
            if since < end:
                yield one, newest
        running.append((begin, end, newest))


@dataclass(eq=False)
class Timetable:
    """Placements by showing; never changed once made: ``moved`` makes another."""

    problem: Problem
    placements: dict[int, Placement]
    """Placement of each showing that lies somewhere, by index of the showing."""
    assignments: tuple[Assignment, ...] = ()
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.placements)

    def cached(self, key: Any, make: Callable[[], T]) -> T:
        """What ``make`` returned the first time it was asked for this key."""
        if key not in self._cache:
            self._cache[key] = make()
        found: T = self._cache[key]
        return found

    def __iter__(self) -> Iterator[Placement]:
        return iter(self.placements.values())

    def of(self, showing: Showing) -> Placement | None:
        """Where the showing lies, if anywhere."""
        return self.placements.get(showing.index)

    def those(self, showings: Iterable[Showing]) -> list[Placement]:
        """Placements of these showings, unplaced ones left out."""
        found = self.placements
        return [found[one.index] for one in showings if one.index in found]

    def moved(self, changes: dict[int, Placement | None]) -> Timetable:
        """The same but for these showings; None takes one out."""
        placements = {**self.placements}
        for index, placement in changes.items():
            if placement is None:
                placements.pop(index, None)
            else:
                placements[index] = placement
        made = Timetable(self.problem, placements, self.assignments)
        if "columns" in self.__dict__:
            made.__dict__["columns"] = _changed(self.columns, changes)
        return made

    def without(self, showings: Iterable[Showing]) -> Timetable:
        """The same with these taken out."""
        return self.moved({one.index: None for one in showings})

    def only(self, indices: Iterable[int]) -> Timetable:
        """The same with no showings but these, by index."""
        found = self.placements
        return Timetable(self.problem, {n: found[n] for n in indices if n in found}, self.assignments)

    def room(self, placement: Placement) -> Room:
        """The room it lies in."""
        return self.problem.rooms[placement.room]

    def selected(self, select: Select) -> list[Placement]:
        """Placements that are selected where they lie, in order of start."""
        if select.everything:
            return self.by_time
        key = ("selected", select)
        if key not in self._cache:
            grids = self.problem.selection(select)
            found = [p for p in self.by_time if p.showing.index in grids]
            if select.speaks_of_places:
                found = [
                    p
                    for p in found
                    if (
                        grids[p.showing.index][p.room, p.day]
                        if p.day >= 0
                        else select.selects(self.problem, p.showing, p.room, -1)
                    )
                ]
            self._cache[key] = found
        known: list[Placement] = self._cache[key]
        return known

    @cached_property
    def by_time(self) -> list[Placement]:
        """All, in order of start (blocks without clock in listed order, after the others)."""
        return sorted(self.placements.values(), key=lambda p: (p.start + p.shift, p.room, p.showing.index))

    @cached_property
    def columns(self) -> NDArray[np.int64]:
        """Room, start, end, day, block, slot and shift (rows) of every showing; room -1: it lies nowhere."""
        columns = np.full((7, len(self.problem.showings)), -1, dtype=np.int64)
        if self.placements:
            rows = [(p.room, p.start, p.end, p.day, p.block, p.slot, p.shift) for p in self]
            columns[:, list(self.placements)] = np.array(rows, dtype=np.int64).T
        return columns

    @cached_property
    def by_room(self) -> dict[int, list[Placement]]:
        """Of each room, in order of start."""
        return self.grouped(lambda p: (p.room,))

    @cached_property
    def by_room_day(self) -> dict[tuple[int, int], list[Placement]]:
        """Of each room and festival day, in order of start."""
        return self.grouped(lambda p: ((p.room, p.day),))

    @cached_property
    def by_person(self) -> dict[str, list[tuple[Placement, Engagement]]]:
        """Of each person what they are needed for, in order of the showings' start."""
        found: dict[str, list[tuple[Placement, Engagement]]] = {}
        for placement in self.by_time:
            for one in placement.showing.people:
                found.setdefault(one.person, []).append((placement, one))
        return found

    def grouped(self, keys: Callable[[Placement], Iterable[Any]]) -> dict[Any, list[Placement]]:
        """Placements under each of their keys, each list in order of start."""
        groups: dict[Any, list[Placement]] = {}
        for placement in self.by_time:
            for key in keys(placement):
                groups.setdefault(key, []).append(placement)
        return groups

    @cached_property
    def assigned(self) -> frozenset[Assignment]:
        """All that was chosen."""
        return frozenset(self.assignments)

    @cached_property
    def attending(self) -> dict[tuple[str, str], list[Placement]]:
        """Placed showings that each (role, person) was chosen for, in order of start."""
        found: dict[tuple[str, str], list[Placement]] = {}
        for one in self.assignments:
            showing = self.problem.by_key.get((one.session, one.showing))
            placement = self.of(showing) if showing else None
            if placement is not None:
                found.setdefault((one.role, one.person), []).append(placement)
        for chosen in found.values():
            chosen.sort(key=lambda p: (p.start + p.shift, p.room))
        return found


def _changed(columns: NDArray[np.int64], changes: dict[int, Placement | None]) -> NDArray[np.int64]:
    """The columns with some showings elsewhere."""
    made = columns.copy()
    for index, p in changes.items():
        made[:, index] = -1 if p is None else (p.room, p.start, p.end, p.day, p.block, p.slot, p.shift)
    return made
