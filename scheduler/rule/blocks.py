"""Blocks, their rooms and their slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from scheduler.rule.places import Places

if TYPE_CHECKING:
    from scheduler.decisions import Lit
    from scheduler.problem import Showing


class Blocks(Places):
    """Where a showing lies, if it is placed by block."""

    def block_rooms(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        """Each (block, room) in which it may lie and is selected: true if it does.

        All of them at once, as asking ``where`` for each takes a whole model too long.
        """
        found = self.decisions.block_rooms(showing)
        select, problem = self.constraint.select, self.problem
        if not found or problem.always_selected(select, showing):
            return found
        grid = problem.selection(select).get(showing.index)
        if grid is None:
            return {}
        return {(b, r): literal for (b, r), literal in found.items() if grid[r, problem.block_days[b]]}

    def block_slots(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        """Each slot of a block, as (block, slot), that it may take and is selected in: true if it takes it."""
        at, chosen = showing.positions, self.problem.chosen_places(self.constraint.select, showing)
        found: dict[tuple[int, int], Lit] = {}
        for block, slot in self._slots_within_reach(showing):
            taken = (at.blocks == block) & (at.slots <= slot) & (slot < at.slots + showing.slots)
            found[block, slot] = self.where(showing, chosen & taken[None, :])
        return found

    def _slots_within_reach(self, showing: Showing) -> list[tuple[int, int]]:
        """Each (block, slot) that it may take, whether it is selected there or not, in order."""
        at = showing.positions
        starts = np.unique(self.places_of(showing)[1])
        firsts = [(int(at.blocks[p]), int(at.slots[p])) for p in starts.tolist() if at.blocks[p] >= 0]
        return sorted({(block, first + n) for block, first in firsts for n in range(showing.slots)})

    def used(self, showings: Sequence[Showing]) -> dict[int, dict[int, Lit]]:
        """Of each block the rooms in which any of them may lie and is selected: true if one does, or more."""
        key = (self.constraint.select, tuple(one.index for one in showings))
        known = self.decisions.uses
        if key not in known:
            known[key] = self._used(showings)
        return known[key]

    def _used(self, showings: Iterable[Showing]) -> dict[int, dict[int, Lit]]:
        found: dict[tuple[int, int], list[Lit]] = {}
        for showing in self.alive(showings):
            for where, literal in self.block_rooms(showing).items():
                found.setdefault(where, []).append(literal)
        used: dict[int, dict[int, Lit]] = {}
        for (block, room), literals in sorted(found.items()):
            used.setdefault(block, {})[room] = self.any(literals)
        return used
