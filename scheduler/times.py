"""Comparing the places of one open showing with something fixed, all at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from scheduler.presence import EVER
from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from scheduler.presence import Stay, Time
    from scheduler.problem import Engagement, Problem, Showing
    from scheduler.timetable import Placement


def spans(showing: Showing, of: Engagement | None = None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Begin and end, at each position of the showing, of it all or of one engagement in it."""
    at = showing.positions
    if of is None or of.throughout:
        return at.starts, at.ends
    begins = at.starts + of.begin
    return begins, at.ends if of.end is None else np.minimum(at.ends, at.starts + of.end)


def gaps(
    showing: Showing,
    other: Placement,
    mine: Engagement | None = None,
    theirs: Engagement | None = None,
) -> NDArray[np.int64]:
    """Ticks from the end of the earlier to the start of the later, at each position of the showing.

    Negative where they overlap (minus the common ticks, as long as neither lies inside the other);
    ``NEVER`` where both lie in different blocks that never clash.
    """
    before, after = waits(showing, other, mine, theirs)
    return np.maximum(before, after)


def waits(
    showing: Showing,
    other: Placement,
    mine: Engagement | None = None,
    theirs: Engagement | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """At each position: ticks from the showing's end to the other's start, and from the other's end to its start."""
    begins, ends = spans(showing, mine)
    start, end = (other.start, other.end) if theirs is None else theirs.span(other.start, other.end)
    before, after = start - ends, begins - end
    if other.block >= 0 and showing.in_blocks:
        apart = showing.positions.shifts != other.shift
        if apart.any():
            later = showing.positions.shifts > other.shift
            before = np.where(apart, np.where(later, -NEVER, NEVER), before)
            after = np.where(apart, np.where(later, NEVER, -NEVER), after)
    return before, after


def too_close(
    showing: Showing,
    other: Placement,
    least: NDArray[np.int64],
    mine: Engagement | None = None,
    theirs: Engagement | None = None,
) -> NDArray[np.bool_]:
    """Rooms x positions of the showing from which nobody gets to the other in time, nor the other way round.

    ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
    """
    before, after = waits(showing, other, mine, theirs)
    return (before < least[:, other.room, None]) & (after < least[other.room, :, None])


def shortage(
    showing: Showing,
    other: Placement,
    least: NDArray[np.int64] | int,
    mine: Engagement | None = None,
    theirs: Engagement | None = None,
) -> NDArray[np.int64]:
    """Ticks that somebody needed in both is short of, rooms x positions: common ones, or minus the gap, and ``least``.

    ``least`` is that from the room of whichever begins first to the other's; of equal begins the smaller one.
    """
    begins, ends = spans(showing, mine)
    begin, end = (other.start, other.end) if theirs is None else theirs.span(other.start, other.end)
    common = np.minimum(ends, end) - np.maximum(begins, begin)
    if other.block >= 0 and showing.in_blocks:
        common = np.where(showing.positions.shifts != other.shift, -NEVER, common)
    if isinstance(least, int):
        return (common + least)[None, :]
    out, back = least[:, other.room, None], least[other.room, :, None]
    need = np.where(begins < begin, out, np.where(begins > begin, back, np.minimum(out, back)))
    short: NDArray[np.int64] = common + need
    return short


def overlaps(showing: Showing, other: Placement) -> NDArray[np.int64]:
    """Common ticks at each position of the showing; 0 where there are none."""
    at = showing.positions
    common = np.minimum(at.ends, other.end) - np.maximum(at.starts, other.start)
    if other.block >= 0 and showing.in_blocks:
        common = np.where(at.shifts != other.shift, 0, common)
    shared: NDArray[np.int64] = np.maximum(common, 0)
    return shared


def amounts(problem: Problem, ticks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole minutes of so many ticks, rounded up; nothing below zero."""
    positive = np.maximum(ticks, 0)
    return positive if problem.minute == 1 else -(-positive // problem.minute)


def positions_at_once(one: Showing, other: Showing) -> NDArray[np.bool_]:
    """At which positions of two showings in blocks these overlap; positions x positions."""
    mine, theirs = one.positions, other.positions
    begins, ends = mine.starts + mine.shifts, mine.ends + mine.shifts
    together: NDArray[np.bool_] = (begins[:, None] < theirs.ends + theirs.shifts) & (
        theirs.starts + theirs.shifts < ends[:, None]
    )
    return together


def quarters(least: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each room the first that lies as far from every other, there and back (rooms x rooms, ticks)."""
    _, first, quarter = np.unique(np.hstack([least, least.T]), axis=0, return_index=True, return_inverse=True)
    return first[quarter.reshape(-1)]


def slots_taken(
    problem: Problem, blocks: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many slots of their blocks these stretches take."""
    lengths = problem.cached("slot lengths", lambda: _slot_lengths(problem))
    taken: NDArray[np.int64] = (ends - starts) // lengths[blocks]
    return taken


def _slot_lengths(problem: Problem) -> NDArray[np.int64]:
    spans = zip(problem.blocks, problem.block_times, strict=True)
    return np.array([(high - low) // block.slots for block, (low, high) in spans], dtype=np.int64)


def outside(showing: Showing, known: Stay, stretches: Iterable[Engagement]) -> NDArray[np.int64]:
    """Ticks, at each position, for which somebody needed for these stretches is not there.

    Between every two neighbouring edges of their times they are there or they are not.
    """
    total = np.zeros(len(showing.positions), dtype=np.int64)
    if known.always:
        return total
    blocks = showing.positions.blocks if showing.in_blocks else BY_CLOCK
    needed = [spans(showing, stretch) for stretch in stretches]
    edges = sorted({edge for one in (EVER, *known.there, *known.away) for edge in (one.low, one.high)})
    for low, high in pairwise(edges):
        absent = ~_covered(known.there, blocks, low) | _covered(known.away, blocks, low)
        for begins, ends in needed if absent.any() else ():
            total += absent * np.maximum(np.minimum(ends, high) - np.maximum(begins, low), 0)
    return total


BY_CLOCK: NDArray[np.int64] = np.full(1, -1, dtype=np.int64)
"""Block of what is placed by the clock, wherever it lies."""


def _covered(times: Iterable[Time], blocks: NDArray[np.int64], instant: int) -> NDArray[np.bool_]:
    """Of a showing placed in each of these blocks (-1: by the clock), whether the instant lies in one of the times."""
    covered = np.zeros(len(blocks), dtype=bool)
    for one in times:
        by_clock = one.low <= instant < one.high
        covered |= by_clock if one.block < 0 else (blocks == one.block) | ((blocks < 0) & by_clock)
    return covered
