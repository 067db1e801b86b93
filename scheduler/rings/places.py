"""Where a showing may go if others made room, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.cheapest import left_out
from scheduler.crossing import position_of
from scheduler.maps import busy, free_places, place_map, static_map, turnarounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

    Ints = NDArray[np.int64]

DEAR = 10**13
"""Points for a showing that lies nowhere, or breaks a must; more than all else."""

CELLS, STARTS = 16, 6
"""Rooms on a day that a showing may go to, and starts in each of them, at the most."""


@dataclass(frozen=True)
class Places:
    """Of one showing, its present place first, if there is one; or lying nowhere first, if it does."""

    showing: Showing
    rooms: Ints
    """-1: nowhere."""
    positions: Ints
    points: Ints
    """What changes by going there; nothing at the first."""

    @property
    def begins(self) -> Ints:
        """Ticks."""
        return self.showing.positions.starts[self.positions]

    def ends(self, problem: Problem) -> Ints:
        """Ticks, turnaround included."""
        after: Ints = turnarounds(problem)[self.showing.index, self.rooms]
        return self.begins + self.showing.duration + after


def places_of(
    problem: Problem, timetable: Timetable, fixed: Timetable, showing: Showing, slack: int, loses: float
) -> Places:
    """Places of a showing that change at most ``slack`` for the worse, and are free beside ``fixed``.

    ``timetable``: what it is priced beside, all others at their present places.  ``loses``: points that it has a part
    in losing now; places that cost more than that by themselves are not looked at.  Size: one price map.
    """
    stay, alone = staying(timetable, showing), static_map(problem, showing)
    room, position, lies = int(stay.rooms[0]), int(stay.positions[0]), stay.rooms[0] >= 0
    legal = alone.allowed & free_places(problem, showing, fixed)
    if lies:
        legal &= alone.total() <= loses + slack
        legal[room, position] = alone.allowed[room, position]
    columns = np.flatnonzero(legal.any(axis=0))
    few = showing.at(columns)
    found = place_map(problem, few, timetable.without([showing]), places=legal[:, columns])
    points, out = found.total(), min(left_out(problem, showing), DEAR)
    now = _now(points, found.allowed, room, int(np.searchsorted(columns, position))) if lies else out
    rooms, at = np.nonzero(found.allowed & (points <= now + slack))
    change, there = points[rooms, at] - now, columns[at]
    cells = rooms * (len(problem.days) + 2) + few.positions.days[at]
    kept = _thinned(cells, change, _tight(problem, showing, timetable)[rooms, there])
    rows = np.stack([rooms[kept], there[kept], change[kept]])
    rows = rows[:, (rows[0] != room) | (rows[1] != position)]
    leaves = [[-1], [0], [out - now]] if lies and out - now <= slack else [[], [], []]
    return Places(showing, *np.concatenate([[[room], [position], [0]], rows, leaves], axis=1).astype(np.int64))


def staying(timetable: Timetable, showing: Showing) -> Places:
    """Nowhere but where it is."""
    present = timetable.of(showing)
    room, position = (-1, 0) if present is None else (present.room, position_of(present))
    return Places(showing, np.array([room]), np.array([position]), np.zeros(1, dtype=np.int64))


def _now(points: Ints, allowed: NDArray[np.bool_], room: int, column: int) -> int:
    """What the present place costs."""
    there = column < points.shape[1] and allowed[room, column]
    return int(points[room, column]) if there else DEAR


def _tight(problem: Problem, showing: Showing, timetable: Timetable) -> NDArray[np.bool_]:
    """Rooms x positions: right behind what lies there, right before it, or in its place."""
    rooms, begins, ends, _ = busy(problem, timetable)
    starts = showing.positions.starts
    before = begins - showing.duration - turnarounds(problem)[showing.index, rooms]
    tight = np.zeros(showing.legal.shape, dtype=bool)
    for at in (
        np.searchsorted(starts, ends),
        np.searchsorted(starts, begins),
        np.searchsorted(starts, before, side="right") - 1,
    ):
        there = (at >= 0) & (at < len(starts))
        tight[rooms[there], at[there]] = True
    return tight


def _thinned(cells: Ints, points: Ints, tight: NDArray[np.bool_]) -> Ints:
    """Which places to keep: in the cheapest cells the cheapest of those that are tight, first or last of the cheapest.

    ``cells``: a number for room and day of each; places of a cell come in order of time.
    """
    if not len(cells):
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(cells, kind="stable")
    cells, points, tight = cells[order], points[order], tight[order]
    begins = np.flatnonzero(np.diff(cells, prepend=-1))
    group = np.cumsum(np.diff(cells, prepend=-1) > 0) - 1
    least = np.minimum.reduceat(points, begins)
    lows = np.flatnonzero(points == least[group])
    wanted = tight.copy()
    wanted[lows[np.diff(group[lows], prepend=-1) > 0]] = True
    wanted[lows[np.diff(group[lows], append=len(begins)) > 0]] = True
    cheap = np.zeros(len(begins), dtype=bool)
    cheap[np.argsort(least, kind="stable")[:CELLS]] = True
    few = np.flatnonzero(wanted & cheap[group])
    few = few[np.lexsort((points[few], group[few]))]
    firsts = np.flatnonzero(np.diff(group[few], prepend=-1))
    rank = np.arange(len(few)) - np.repeat(firsts, np.diff(firsts, append=len(few)))
    kept: Ints = order[few[rank < STARTS]]
    return kept
