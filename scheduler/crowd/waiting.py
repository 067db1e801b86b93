"""How long it is from the end of one to the start of the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd.members import Crowd
    from scheduler.problem import Showing


def wait_for_next(showing: Showing, others: Crowd, floors: NDArray[np.bool_]) -> NDArray[np.int64]:
    """At each place (rooms x positions), ticks from the showing's end to the first start then or later on its floor.

    ``NEVER`` where there is none.  ``floors``: rooms x rooms.
    """
    at, rooms = showing.positions, np.arange(len(floors))[:, None]
    if not showing.in_blocks:
        return _to_next(rooms, at.ends[None, :], others.rooms, others.starts, floors)
    inside = others.blocks >= 0
    there, elsewhere = others.only(inside), others.only(~inside)
    return np.minimum(
        _to_next(rooms, (at.ends + at.shifts)[None, :], there.rooms, there.starts + there.shifts, floors),
        _to_next(rooms, at.ends[None, :], elsewhere.rooms, elsewhere.starts, floors),
    )


def waits_for_next(crowd: Crowd, others: Crowd, floors: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of each, ticks from its end to the first start then or later of the others on its floor (rooms x rooms)."""
    wait = np.full(len(crowd), NEVER, dtype=np.int64)
    inside, theirs = crowd.blocks >= 0, others.blocks >= 0
    # What goes by the clock compares with everything by its times, blocks among themselves with their shifts.
    for who, whom, line in ((~inside, theirs | ~theirs, 0), (inside, ~theirs, 0), (inside, theirs, 1)):
        if who.any() and whom.any():
            mine, near = crowd.only(who), others.only(whom)
            ends, starts = mine.ends + line * mine.shifts, near.starts + line * near.shifts
            wait[who] = np.minimum(wait[who], _to_next(mine.rooms, ends, near.rooms, starts, floors))
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


def _to_next(
    rooms: NDArray[np.int64],
    ends: NDArray[np.int64],
    where: NDArray[np.int64],
    starts: NDArray[np.int64],
    floors: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Of each room and end, ticks to the first of the starts then or later in a room on that floor; else ``NEVER``."""
    if not len(starts) or not ends.size:
        return np.full(np.broadcast_shapes(rooms.shape, ends.shape), NEVER, dtype=np.int64)
    # The rooms lie behind one another on one line, each with the starts of all its floor.
    first = min(int(starts.min()), int(ends.min()))
    length = max(int(starts.max()), int(ends.max())) - first + 1
    floor, who = np.nonzero(floors[:, where])
    line = np.append(np.sort(floor * length + starts[who] - first), len(floors) * length)
    instants = rooms * length + ends - first
    found = line[np.searchsorted(line, instants, side="left")]
    return np.where(found < (rooms + 1) * length, found - instants, NEVER)
