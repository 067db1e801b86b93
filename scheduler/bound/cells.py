"""What a showing costs in each room on each day, at its cheapest start there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from scheduler.maps import static_map

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing

NEVER = 1e9
"""Points of what is impossible; far above any penalty, small enough to be added up exactly."""


@dataclass(frozen=True)
class Cells:
    """One showing by rooms x days; the last column is for starts on none of the festival's days."""

    showing: Showing
    costs: NDArray[np.float64]
    """Points at the first tier, ``NEVER`` where it cannot be."""
    ticks: NDArray[np.float64]
    """Of each room, how long it is taken until another can start; none for a showing in blocks."""

    @property
    def days(self) -> NDArray[np.int64]:
        """Days on which there is a place; the number of days stands for none of them."""
        return np.flatnonzero(self.costs.min(axis=0) < NEVER)


def cells_of(problem: Problem, showing: Showing, tier: int) -> Cells:
    """Size: O(rooms * positions), once."""
    found = static_map(problem, showing)
    prices = np.where(found.allowed, found.costs.get(tier, 0), NEVER)
    return Cells(showing, by_day(problem, showing, prices), lengths(problem, showing))


def lengths(problem: Problem, showing: Showing) -> NDArray[np.float64]:
    """Of each room, ticks from a start until another may start there; nothing for a showing in blocks."""
    step = grain(problem)
    ends = [0 if showing.in_blocks else showing.duration + room.turnaround(showing.type) for room in problem.rooms]
    return (-(-np.array(ends) // step) * step).astype(np.float64)


def grain(problem: Problem) -> int:
    """Ticks that starts by the clock lie apart, or a multiple of it: what ends in between holds a room until then."""
    return problem.cached("grain", lambda: _grain(problem))


def _grain(problem: Problem) -> int:
    starts = [one.positions.starts for one in problem.showings if not one.in_blocks and len(one.positions)]
    return max(1, int(np.gcd.reduce(np.concatenate(starts) - starts[0][0]))) if starts else 1


def by_day(problem: Problem, showing: Showing, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rooms x days of the lowest of rooms x positions; the last column is for none of the festival's days."""
    days, count = showing.positions.days, len(problem.days)
    lowest = np.full((len(problem.rooms), count + 1), NEVER)
    firsts = np.flatnonzero(np.diff(days, prepend=-2))
    for first, low in zip(firsts.tolist(), np.minimum.reduceat(prices, firsts, axis=1).T, strict=True):
        # Days come in order but where clocks or blocks go back and forth.
        lowest[:, days[first]] = np.minimum(lowest[:, days[first]], low)
    return lowest


def supplies(problem: Problem) -> NDArray[np.float64]:
    """Rooms x days: ticks that there are for starts of a day, turnaround past closing included; no limit on other days.

    As long as the room is open, and no longer than from the first start that any showing may have there to the last
    end.  Worked out once.
    """
    return problem.cached("supplies", lambda: np.minimum(_open(problem), _reached(problem)))


def _open(problem: Problem) -> NDArray[np.float64]:
    """As long as each room is open.

    Hours may lie in two days, as a start before ``day_ends`` belongs to the day before; what starts last may run on
    into the next, and takes as long as if another were to start after it.
    """
    clock, tick = problem.clock, problem.minute
    longest = max((one.duration for one in problem.showings), default=0)
    limits = [
        (clock.at(day, clock.day_ends) * tick, clock.at(day + timedelta(days=1), clock.day_ends) * tick)
        for day in problem.days
    ]
    supply = np.zeros((len(problem.rooms), len(limits) + 1))
    supply[:, -1] = np.inf
    for room in problem.rooms:
        after = max([room.turnaround_ticks, *room.turnaround_by_type.values()]) + grain(problem) - 1
        for (low, high), (number, (begins, ends)) in product(room.hours, enumerate(limits)):
            if low < ends and high > begins:
                ticks = min(high, ends + longest) - max(low, begins) + after
                supply[room.index, number] += room.parallel * ticks
    return supply


def _reached(problem: Problem) -> NDArray[np.float64]:
    """From the first start to the last end, wherever what concerns each showing alone lets it lie."""
    first = np.full((len(problem.rooms), len(problem.days) + 1), NEVER)
    sooner = first.copy()  # Ends, negated: the last is the lowest.
    for one in problem.showings:
        if not one.in_blocks and len(one.positions):
            allowed, starts = static_map(problem, one).allowed, one.positions.starts
            ends = starts + lengths(problem, one)[:, None]
            first = np.minimum(first, by_day(problem, one, np.where(allowed, starts, NEVER)))
            sooner = np.minimum(sooner, by_day(problem, one, np.where(allowed, -ends, NEVER)))
    lanes = np.array([[room.parallel] for room in problem.rooms], dtype=np.float64)
    ticks: NDArray[np.float64] = np.maximum(0.0, -sooner - first) * lanes
    ticks[:, -1] = np.inf
    return ticks
