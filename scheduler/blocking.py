"""Who stands in a showing's way: at which places it is one other alone, and which.

Room by room and without asking any rule; what is built in knows nothing else of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.maps import free_places, in_the_way
from scheduler.timetable import Timetable, gap, precedes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement

FREE, SEVERAL = -1, -2
"""Instead of a showing's index: nobody is in the way; more than one is, or nobody can say who."""


def sole_blockers(problem: Problem, showing: Showing, others: Timetable) -> NDArray[np.int64]:
    """Rooms x positions: index of the one showing that has to go for it, or ``FREE``, or ``SEVERAL``.

    Rooms that hold several at once count as ``SEVERAL`` where they are full.
    """
    count, total = (_in_blocks if showing.in_blocks else _by_clock)(problem, showing, others)
    found = np.where(count == 0, FREE, np.where(count == 1, total, SEVERAL))
    free = free_places(problem, showing, others)
    return np.where(free, FREE, np.where(showing.legal & (found == FREE), SEVERAL, found))


def _by_clock(problem: Problem, showing: Showing, others: Timetable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many are in the way, and the sum of their indices."""
    ones = np.ones(len(problem.showings), dtype=np.int64)
    count = in_the_way(problem, showing, others, ones)
    return count, in_the_way(problem, showing, others, np.arange(len(ones)))


def _in_blocks(problem: Problem, showing: Showing, others: Timetable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same, placement by placement: there are few positions."""
    count, total = (np.zeros(showing.legal.shape, dtype=np.int64) for _ in range(2))
    for other in others:
        alone = Timetable(problem, {other.showing.index: other})
        stands = showing.legal & ~free_places(problem, showing, alone)
        count += stands
        total += stands * other.showing.index
    return count, total


def in_way_of(problem: Problem, placement: Placement, others: Timetable) -> list[Placement]:
    """Placements that need the room, or its floor, at the same time; rooms for several never count."""
    rooms = (placement.room, *problem.rivals[placement.room])
    near = [one for room in rooms for one in others.by_room.get(room, ())]
    return [
        one
        for one in near
        if (one.room != placement.room or problem.rooms[one.room].parallel == 1) and _close(problem, placement, one)
    ]


def _close(problem: Problem, one: Placement, other: Placement) -> bool:
    first = one if precedes(one, other) else other
    return gap(one, other) < problem.rooms[first.room].turnaround_after(first.showing)
