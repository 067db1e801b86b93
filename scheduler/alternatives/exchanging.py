"""Many showings change holes at once: an assignment problem, solved exactly.

Take up showings that have nothing to do with each other, each from a room-day of its own.  What
each would cost in each of the holes is read off its price map; the best permutation of all of them
is a linear assignment.  Neighbourhoods of a hundred showings take a fraction of a second, where
CP-SAT could handle twenty.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from scheduler.constraint import placement_at
from scheduler.maps import place_map
from scheduler.neighbours import marks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem
    from scheduler.timetable import Placement, Timetable

UNFIT = 10**12
"""Cost of a showing in a hole that it does not fit; more than any festival loses."""


def strangers(problem: Problem, timetable: Timetable, size: int, random: Random) -> list[Placement]:
    """Placements that share no room-day, session, person or film."""
    chosen: list[Placement] = []
    seen: set[object] = set()
    candidates = [placement for placement in timetable if not placement.showing.in_blocks]
    random.shuffle(candidates)
    for placement in candidates:
        marks = {(placement.room, placement.day, placement.block), *marks_of(placement.showing)}
        if seen.isdisjoint(marks):
            seen |= marks
            chosen.append(placement)
            if len(chosen) == size:
                break
    return chosen


def reassigned(problem: Problem, timetable: Timetable, chosen: list[Placement]) -> Timetable | None:
    """The timetable with the chosen showings in the best of each other's holes; None if it stays the same."""
    others = timetable.without([placement.showing for placement in chosen])
    holes = [_hole(problem, others, placement) for placement in chosen]
    costs = np.full((len(chosen), len(chosen)), UNFIT, dtype=np.int64)
    best = np.zeros((len(chosen), len(chosen)), dtype=np.int64)
    for row, placement in enumerate(chosen):
        found = place_map(problem, placement.showing, others)
        total = np.where(found.allowed, found.total(), UNFIT)
        starts = placement.showing.positions.starts
        for column, (room, low, high) in enumerate(holes):
            first, last = np.searchsorted(starts, (low, high))
            if first < last:
                at = int(total[room, first:last].argmin())
                costs[row, column], best[row, column] = total[room, first + at], first + at
    columns = _assignment(costs)
    if columns is None:
        return None
    changes = _changes(problem, chosen, holes, columns, best)
    return others.moved(changes)


def _changes(
    problem: Problem,
    chosen: list[Placement],
    holes: list[tuple[int, int, int]],
    columns: list[int],
    best: NDArray[np.int64],
) -> dict[int, Placement | None]:
    return {
        placement.showing.index: placement_at(problem, placement.showing, holes[column][0], int(best[row, column]))
        for row, (placement, column) in enumerate(zip(chosen, columns, strict=True))
    }


def _hole(problem: Problem, others: Timetable, placement: Placement) -> tuple[int, int, int]:
    """Room, and the ticks between which something may start where the placement was taken up."""
    low, high = -(10**9), 10**9
    for other in others.by_room.get(placement.room, ()):
        if other.start < placement.start:
            low = max(low, other.end)
        else:
            high = min(high, other.start)
    return placement.room, low, high


def _assignment(costs: NDArray[np.int64]) -> list[int] | None:
    """Column of each row at the least total; None if there is no fitting assignment."""
    rows, columns = np.nonzero(costs < UNFIT)
    solver = SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(rows.astype(np.int32), columns.astype(np.int32), costs[rows, columns])
    if solver.solve() != solver.OPTIMAL or solver.num_nodes() != len(costs):
        return None
    return [solver.right_mate(row) for row in range(len(costs))]
