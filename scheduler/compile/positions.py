"""Where in time a showing may start: on the grid, or at a run of slots of a block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from scheduler.problem import Positions

if TYPE_CHECKING:
    from scheduler.compile.ground import Ground


class Starts:
    """Positions, one object for all showings that are alike in length."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._blocked: dict[int, Positions] = {}
        self._positions: dict[int, Positions] = {}

    def by_clock(self, duration: int) -> Positions:
        """Every start on the grid, for so many ticks."""
        if duration not in self._positions:
            none = np.full(len(self.ground.starts), -1, dtype=np.int64)
            shifts = np.zeros_like(none)
            self._positions[duration] = Positions(
                self.ground.starts, self.ground.starts + duration, self.ground.start_days, none, none, shifts
            )
        return self._positions[duration]

    def in_blocks(self, slots: int, whole: bool) -> Positions:
        """Every run of so many slots in a block; if ``whole``, all slots of the block."""
        key = -1 if whole else slots
        if key not in self._blocked:
            rows = [
                row for index in range(len(self.ground.block_times)) for row in self._block_rows(index, slots, whole)
            ]
            columns = np.array(rows, dtype=np.int64).reshape(-1, 6).T
            self._blocked[key] = Positions(*columns)
        return self._blocked[key]

    def _block_rows(self, index: int, slots: int, whole: bool) -> Iterator[tuple[int, ...]]:
        low, high = self.ground.block_times[index]
        there = self.ground.festival.blocks[index].slots
        taken = there if whole else slots
        slot = (high - low) // there
        day = self.ground.day_index[self.ground.clock.day(low // self.ground.minute)]
        for first in range(there - taken + 1):
            start = low + first * slot
            yield start, start + taken * slot, day, index, first, self.ground.shifts[index]
