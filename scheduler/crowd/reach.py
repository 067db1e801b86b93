"""Who gets in time from a showing to those of a crowd, or on from them to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.times import quarters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd.members import Crowd
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement


def near_to(placement: Placement, crowd: Crowd, least: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of each whether nobody gets from it in time for the placement, nor on to it.

    ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
    """
    shifts = np.where(crowd.blocks >= 0, placement.shift - crowd.shifts, 0) if placement.block >= 0 else 0
    before = crowd.starts - placement.end - shifts
    after = placement.start + shifts - crowd.ends
    near: NDArray[np.bool_] = (before < least[placement.room, crowd.rooms]) & (
        after < least[crowd.rooms, placement.room]
    )
    return near


def cut_off(
    problem: Problem, showing: Showing, crowd: Crowd, groups: NDArray[np.int64], least: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Rooms x positions: the values of all groups of which nobody gets from any to the showing, or on to it.

    ``groups``: where each group begins in the crowd, none empty; the value of its first counts.
    ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
    """
    # Rooms at like distances from all others have the same row.
    kinds, row = problem.cached(
        ("rows of rooms", least.tobytes()), lambda: np.unique(quarters(least), return_inverse=True)
    )
    out, back = least[np.ix_(kinds, crowd.rooms)], least[np.ix_(crowd.rooms, kinds)].T
    if showing.in_blocks:
        rows = _cut_off_slots(showing, crowd, groups, out, back)
    else:
        rows = _cut_off_starts(showing, crowd, groups, out, back)
    return rows[row.reshape(-1)]


def _cut_off_starts(
    showing: Showing,
    crowd: Crowd,
    groups: NDArray[np.int64],
    out: NDArray[np.int64],
    back: NDArray[np.int64],
) -> NDArray[np.int64]:
    """By the clock: around each of the crowd lies one run of starts that are too close to it."""
    starts = showing.positions.starts
    low = np.searchsorted(starts, crowd.starts - showing.duration - out, side="right")
    high = np.searchsorted(starts, crowd.ends + back, side="left")
    low, high = np.maximum.reduceat(low, groups, axis=1), np.minimum.reduceat(high, groups, axis=1)
    steps = np.zeros((len(out), len(starts) + 1), dtype=np.int64)
    values = np.where(low < high, crowd.values[groups], 0)
    rows = np.arange(len(out))[:, None]
    np.add.at(steps, (rows, low), values)
    np.add.at(steps, (rows, np.maximum(low, high)), -values)
    sums: NDArray[np.int64] = np.cumsum(steps, axis=1)[:, :-1]
    return sums


def _cut_off_slots(
    showing: Showing,
    crowd: Crowd,
    groups: NDArray[np.int64],
    out: NDArray[np.int64],
    back: NDArray[np.int64],
) -> NDArray[np.int64]:
    """In blocks there are few positions: each with each of the crowd."""
    at = showing.positions
    shifts = np.where(crowd.blocks[:, None] >= 0, at.shifts - crowd.shifts[:, None], 0)
    before = crowd.starts[:, None] - at.ends - shifts
    after = at.starts + shifts - crowd.ends[:, None]
    close = (before < out[:, :, None]) & (after < back[:, :, None])
    missed = np.logical_and.reduceat(close, groups, axis=1)
    sums: NDArray[np.int64] = np.einsum("cgp,g->cp", missed, crowd.values[groups])
    return sums
