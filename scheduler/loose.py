"""Decisions for parallel sessions that leave the slots open: which block and room, not yet which slot.

Which track has which room of which block is what is hard; the order inside is easy afterwards.  With
one literal a block and room there are several times fewer of them, and none that stand for the same.
What depends on the slot is told as it is in the first one, so the outcome is to be verified, and the
slots are to be improved by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.decisions import Cells, Decisions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Showing
    from scheduler.timetable import Placement, Timetable


class LooseDecisions(Decisions):
    """As ``Decisions``, for showings in blocks that take slots of a block and room together."""

    def _make(self, showing: Showing, mask: NDArray[np.bool_]) -> Cells:
        """One cell a block and room: its first position that is open."""
        first = np.zeros_like(mask)
        blocks = showing.positions.blocks
        for block in np.unique(blocks).tolist():
            here = np.flatnonzero(blocks == block)
            some = mask[:, here].any(axis=1)
            first[some, here[mask[:, here].argmax(axis=1)[some]]] = True
        return super()._make(showing, first)

    def _room_use(self) -> None:
        """No more slots are taken than a block has left in a room."""
        left: dict[tuple[int, int], int] = {}
        for placement in self.fixed:
            key = placement.block, placement.room
            left[key] = left.get(key, self._slots(placement.block)) - placement.showing.slots
        taken: dict[tuple[int, int], list[tuple[Any, int]]] = {}
        for index, cells in self.cells.items():
            showing = self.problem.showings[index]
            keys = zip(showing.positions.blocks[cells.positions].tolist(), cells.rooms.tolist(), strict=True)
            for key, literal in zip(keys, cells.literals, strict=True):
                taken.setdefault(key, []).append((literal, showing.slots))
        for key, uses in taken.items():
            literals, slots = zip(*uses, strict=True)
            most = left.get(key, self._slots(key[0])) * self.problem.rooms[key[1]].parallel
            self.model.add(cp_model.LinearExpr.weighted_sum(literals, slots) <= most)

    def _slots(self, block: int) -> int:
        return self.problem.blocks[block].slots

    def hint(self, timetable: Timetable) -> None:
        """Start from the blocks and rooms of a timetable."""
        for index, cells in self.cells.items():
            placement = timetable.placements.get(index)
            blocks = self.problem.showings[index].positions.blocks[cells.positions]
            there = (
                np.zeros(len(blocks), dtype=bool)
                if placement is None
                else (cells.rooms == placement.room) & (blocks == placement.block)
            )
            for literal, value in zip(cells.literals, there.tolist(), strict=True):
                self.model.add_hint(literal, value)

    def timetable(self, solver: Any) -> Timetable:
        """The timetable that the solver has found, in slots one after the other."""
        made = super().timetable(solver)
        groups: dict[tuple[int, int], list[Placement]] = {}
        for index in self.cells:
            placement = made.placements.get(index)
            if placement is not None:
                groups.setdefault((placement.block, placement.room), []).append(placement)
        changes: dict[int, Placement | None] = {}
        for (block, room), placements in groups.items():
            taken = [p for p in self.fixed.by_room.get(room, ()) if p.block == block]
            changes |= self._in_slots(block, room, placements, taken)
        settled = made.moved(changes)
        settled.assignments = made.assignments
        return settled

    def _in_slots(
        self, block: int, room: int, placements: list[Placement], taken: Iterable[Placement]
    ) -> dict[int, Placement | None]:
        """First slots that are free, in the order that is wished for; who finds none is left out."""
        free = np.full(self._slots(block), self.problem.rooms[room].parallel, dtype=np.int64)
        for one in taken:
            free[one.slot : one.slot + one.showing.slots] -= 1
        changes: dict[int, Placement | None] = {}
        for one in sorted(placements, key=_wished):
            at, need = one.showing.positions, one.showing.slots
            slots = at.slots[(at.blocks == block) & one.showing.legal[room]].tolist()
            slot = next((s for s in slots if (free[s : s + need] > 0).all()), None)
            changes[one.showing.index] = None
            if slot is not None:
                free[slot : slot + need] -= 1
                position = int(np.flatnonzero((at.blocks == block) & (at.slots == slot))[0])
                changes[one.showing.index] = placement_at(self.problem, one.showing, room, position)
        return changes


def _wished(placement: Placement) -> tuple[int, int, int]:
    """Those with a wish for the order first, then those that need most slots."""
    showing = placement.showing
    return showing.session.order or LAST, -showing.slots, showing.index


LAST = 10**9
"""The place in the order of what has no wish."""
