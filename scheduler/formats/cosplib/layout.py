"""Where on the sheet of a solution the rooms, blocks and slots of a festival stand, and what all is called there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.fields import text_in

if TYPE_CHECKING:
    from scheduler.festival import Block, Room, Track
    from scheduler.problem import Problem


class Layout:
    """Row 1 names the rooms; then a row a block, with the track of each room; a blank row; then a row a slot."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        festival = problem.festival
        self.rooms = [_name(one) for one in festival.rooms]
        self.blocks = [_name(one) for one in festival.blocks]
        self.tracks = {one.id: _name(one) for one in festival.tracks}
        self.showings = {one.index: one.name() for one in problem.showings}
        self._firsts = [len(problem.blocks) + 2]
        for block in problem.blocks:
            self._firsts.append(self._firsts[-1] + block.slots)

    def row(self, block: int, slot: int) -> int:
        """Of a slot of a block; all counted from 0."""
        return self._firsts[block] + slot

    def slots(self) -> Iterator[tuple[int, int]]:
        """Every block and slot, in the order of the rows."""
        return ((number, slot) for number, block in enumerate(self.problem.blocks) for slot in range(block.slots))


def _name(one: Room | Block | Track) -> str:
    return text_in(one.name) or one.id
