"""Where in time a showing may start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.timetable import Placement

Ints: TypeAlias = "NDArray[np.int64]"


@dataclass(frozen=True, eq=False)
class Positions:
    """Where in time a showing may start, as columns of equal length."""

    starts: Ints
    """Ticks."""
    ends: Ints
    """Ticks, turnaround not included."""
    days: Ints
    """Index into ``problem.days``."""
    blocks: Ints
    """Index into ``problem.blocks``; -1 for a start by the clock."""
    slots: Ints
    """Slot of the block, from 0; -1 for a start by the clock."""
    shifts: Ints
    """Added to times when two block placements are compared; see ``Problem``."""

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def by_start(self) -> dict[tuple[int, int, int], int]:
        """Index of (start, block, slot)."""
        keys = zip(self.starts.tolist(), self.blocks.tolist(), self.slots.tolist(), strict=True)
        return {key: index for index, key in enumerate(keys)}

    def index_of(self, placement: Placement) -> int | None:
        """The one at which something is placed; None if it is placed at no legal time."""
        return self.by_start.get((placement.start, placement.block, placement.slot))
