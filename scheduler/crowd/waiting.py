"""How long it is from the end of one to the start of the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from scheduler.crowd.lines import comparable
from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd.members import Crowd
    from scheduler.problem import Showing


def wait_for_next(showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, ticks from the showing's end to the first start then or later; ``NEVER`` or more if none."""
    wait = np.full(len(showing.positions), NEVER, dtype=np.int64)
    for _, ends, lows, _, _ in comparable(showing, crowd):
        wait = np.minimum(wait, _to_next(ends, lows))
    return wait


def waits_for_next(crowd: Crowd, others: Crowd, floors: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of each, ticks from its end to the first start then or later of the others on its floor (rooms x rooms)."""
    wait = np.full(len(crowd), NEVER, dtype=np.int64)
    inside, theirs = crowd.blocks >= 0, others.blocks >= 0
    # What goes by the clock compares with everything by its times, blocks among themselves with their shifts.
    for who, whom, line in ((~inside, theirs | ~theirs, 0), (inside, ~theirs, 0), (inside, theirs, 1)):
        for room in np.unique(crowd.rooms[who]).tolist() if whom.any() else ():
            mine, near = who & (crowd.rooms == room), whom & floors[room][others.rooms]
            ends, lows = crowd.ends + line * crowd.shifts, others.starts + line * others.shifts
            wait[mine] = np.minimum(wait[mine], _to_next(ends[mine], lows[near]))
    return wait


def starts_soon_after(
    showing: Showing, crowd: Crowd, ticks: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Where the showing starts when one of them has ended, less than so many ticks ago (of each its own).

    As columns: number in the crowd, position, ticks since then.
    """
    at, numbers = showing.positions, np.arange(len(crowd))
    lines = [(numbers, 0)]
    if showing.in_blocks:
        lines = [(np.flatnonzero(crowd.blocks < 0), 0), (np.flatnonzero(crowd.blocks >= 0), 1)]
    for who, line in lines:
        starts, ends = at.starts + line * at.shifts, (crowd.ends + line * crowd.shifts)[who]
        order = np.argsort(starts, kind="stable")
        low = np.searchsorted(starts[order], ends, side="left")
        count = np.maximum(np.searchsorted(starts[order], ends + ticks[who], side="left") - low, 0)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        positions = order[np.repeat(low, count) + within]
        yield np.repeat(who, count), positions, starts[positions] - np.repeat(ends, count)


def _to_next(ends: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    order = np.append(np.sort(starts), 3 * NEVER + ends.max(initial=0))
    return order[np.searchsorted(order, ends, side="left")] - ends
