"""No room is used twice at once: open showings against each other, turnaround and shared floor included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions.values import Values
    from scheduler.problem import Room, Showing

CLIQUE_ENTRIES = 1_500_000
"""Above so many entries, rooms are kept free of overlap by intervals rather than by cliques."""


@dataclass
class Stretches:
    """When a showing keeps a room busy, cell by cell."""

    here: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    literals: list[Any]

    def running(self, instant: int) -> list[Any]:
        """Literals of the cells that keep the room busy at an instant."""
        found = np.flatnonzero((self.begins <= instant) & (instant < self.ends))
        return [self.literals[i] for i in found.tolist()]


class RoomUse:
    """Puts on the model that no two overlap in a room."""

    def __init__(self, decisions: Values, *, by_intervals: bool = False) -> None:
        self.decisions = decisions
        self.most_entries = 0 if by_intervals else CLIQUE_ENTRIES
        self.model = decisions.model
        self.problem = decisions.problem

    def post(self) -> None:
        """Room by room, then for each two rooms that share floor.  Size: O(places * rooms in each other's way)."""
        for room in self.problem.rooms:
            sides = self._sides(room.index)
            for in_blocks, side in sides.items():
                self._one_room(room, side, line=in_blocks)
            if len(sides) == 2 and room.parallel == 1:
                self._never_both(room.index, sides[False], room.index, sides[True], line=False)
            for rival in self.problem.rivals[room.index]:
                if rival > room.index:
                    self._rivals(room.index, sides, rival)

    def _rivals(self, room: int, mine: Mapping[bool, list[Showing]], rival: int) -> None:
        for in_blocks, here in mine.items():
            for also_in_blocks, there in self._sides(rival).items():
                self._never_both(room, here, rival, there, line=in_blocks and also_in_blocks)

    def _sides(self, room: int) -> dict[bool, list[Showing]]:
        """Open showings that may lie in the room: those by the clock, those in blocks."""
        sides: dict[bool, list[Showing]] = {}
        for index, cells in self.decisions.cells.items():
            if (cells.rooms == room).any():
                showing = self.problem.showings[index]
                sides.setdefault(showing.in_blocks, []).append(showing)
        return sides

    def _one_room(self, room: Room, showings: list[Showing], *, line: bool) -> None:
        stretches = [self._stretches(one, room.index, line=line) for one in showings]
        if room.parallel > 1:
            self._keep_below(room, stretches, line=line)
        elif len(showings) > 1 and _clique_entries(stretches) > self.most_entries:
            self.model.add_no_overlap(
                [self._interval(s, room.index, one) for s, one in zip(showings, stretches, strict=True)]
            )
        elif len(showings) > 1:
            self._cliques(stretches)

    def _stretches(self, showing: Showing, room: int, *, line: bool) -> Stretches:
        """Begin, end with turnaround, and literal of each cell of a showing in a room."""
        cells, at = self.decisions.cells[showing.index], showing.positions
        here = np.flatnonzero(cells.rooms == room)
        positions = cells.positions[here]
        shift = at.shifts[positions] if line else 0
        ends = at.ends[positions] + shift + self.problem.rooms[room].turnaround_after(showing)
        return Stretches(here, at.starts[positions] + shift, ends, [cells.literals[i] for i in here])

    def _cliques(self, stretches: Sequence[Stretches]) -> None:
        """At each instant at which something may start, at most one of all that would be running."""
        seen: set[tuple[int, ...]] = set()
        for instant in _instants(stretches):
            running = [literal for one in stretches for literal in one.running(instant)]
            key = tuple(one.index for one in running)
            if len(running) > 1 and key not in seen:
                seen.add(key)
                self.model.add_at_most_one(running)

    def _interval(self, showing: Showing, room: int, stretches: Stretches) -> Any:
        """An interval that is there if the showing lies in the room."""
        cells = self.decisions.cells[showing.index]
        start = self.decisions.start(showing, line=True)
        there = self.decisions.within(showing, cells.rooms == room)
        lengths = np.unique(stretches.ends - stretches.begins)
        if len(lengths) == 1:
            return self.model.new_optional_fixed_size_interval_var(start, int(lengths[0]), there, "")
        sizes = (stretches.ends - stretches.begins).tolist()
        size = self.model.new_int_var(0, int(lengths[-1]), "")
        total = cp_model.LinearExpr.weighted_sum(stretches.literals, sizes)
        self.model.add(size == total).only_enforce_if(there)
        end = self.model.new_int_var(int(stretches.begins.min()), int(stretches.ends.max()), "")
        return self.model.new_optional_interval_var(start, size, end, there, "")

    def _keep_below(self, room: Room, stretches: Sequence[Stretches], *, line: bool) -> None:
        """A room for several at once: never more than it holds, fixed ones included."""
        fixed = [
            (p.start + (p.shift if line else 0), p.end + (p.shift if line else 0) + room.turnaround_after(p.showing))
            for p in self.decisions.fixed.by_room.get(room.index, ())
            if p.showing.in_blocks is line
        ]
        for instant in sorted({low for low, _ in fixed}.union(_instants(stretches))):
            left = room.parallel - sum(low <= instant < high for low, high in fixed)
            running = [literal for one in stretches for literal in one.running(instant)]
            if len(running) > left:
                self.model.add(cp_model.LinearExpr.sum(running) <= left)

    def _never_both(
        self, room: int, here: Sequence[Showing], rival: int, there: Sequence[Showing], *, line: bool
    ) -> None:
        """Whoever runs on one side keeps the other side empty."""
        mine = [self._stretches(one, room, line=line) for one in here]
        theirs = [self._stretches(one, rival, line=line) for one in there]
        for instant in sorted({*_instants(mine), *_instants(theirs)}):
            running = [[literal for one in side for literal in one.running(instant)] for side in (mine, theirs)]
            if running[0] and running[1]:
                # One switch an instant says which of the two sides is in use.
                switch = self.model.new_bool_var("")
                for literal in running[0]:
                    self.model.add_implication(literal, switch)
                for literal in running[1]:
                    self.model.add_implication(literal, ~switch)


def _clique_entries(stretches: Sequence[Stretches]) -> int:
    """Literals that all cliques together would name."""
    instants = np.array(_instants(stretches))
    return sum(
        int((np.searchsorted(instants, one.ends) - np.searchsorted(instants, one.begins)).sum()) for one in stretches
    )


def _instants(stretches: Iterable[Stretches]) -> list[int]:
    """Every begin, once, in order."""
    return sorted({begin for one in stretches for begin in one.begins.tolist()})
