"""A plan: the rooms of blocks that each track uses, and how many of each sort lie in each block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.sessions.layout import Layout
    from scheduler.timetable import Timetable


@dataclass(frozen=True, eq=False)
class Plan:
    """What a plan says."""

    uses: NDArray[np.bool_]
    """Tracks x rooms x blocks."""
    counts: NDArray[np.int64]
    """Sorts x blocks."""
    choices: dict[tuple[int, int], dict[int, int]]
    """Of each choosy sort and block: how many lie in each room."""


def plan_of(layout: Layout, timetable: Timetable) -> Plan:
    """The plan that a complete timetable keeps."""
    uses = np.zeros(layout.allowed.shape, dtype=bool)
    counts = np.zeros((len(layout.sorts), len(layout.blocks)), dtype=np.int64)
    choices: dict[tuple[int, int], dict[int, int]] = {}
    for placement in timetable:
        sort = layout.sort_of[placement.showing.index]
        uses[sort.track, placement.room, placement.block] = True
        counts[sort.number, placement.block] += 1
        if sort.choosy:
            rooms = choices.setdefault((sort.number, placement.block), {})
            rooms[placement.room] = rooms.get(placement.room, 0) + 1
    return Plan(uses, counts, choices)
