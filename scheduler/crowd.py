"""Comparing the places of one open showing with many that are fixed, all at once.

What the sums here come to is the same as adding up ``scheduler.times`` over the others, but their
cost hardly grows with how many these are: they are sorted once, not looped over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from scheduler.problem import FAR
from scheduler.times import quarters, slots_taken
from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.select import Select
    from scheduler.timetable import Placement, Timetable


@dataclass(frozen=True, eq=False)
class Crowd:
    """Placements of many showings, as columns; ``values``: what each counts."""

    indices: NDArray[np.int64]
    """Which showings."""
    places: NDArray[np.int64]
    """Their rows of ``Timetable.columns``."""
    values: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def rooms(self) -> NDArray[np.int64]:
        """Index of the room of each."""
        return self._row(0)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Ticks."""
        return self._row(1)

    @property
    def ends(self) -> NDArray[np.int64]:
        """Ticks."""
        return self._row(2)

    @property
    def days(self) -> NDArray[np.int64]:
        """Index of the festival day of each; -1 for none."""
        return self._row(3)

    @property
    def blocks(self) -> NDArray[np.int64]:
        """Index of the block of each; -1 for none."""
        return self._row(4)

    @property
    def slots(self) -> NDArray[np.int64]:
        """First slot of each, from 0."""
        return self._row(5)

    @property
    def shifts(self) -> NDArray[np.int64]:
        """Added to times when two in blocks are compared."""
        return self._row(6)

    def _row(self, number: int) -> NDArray[np.int64]:
        row: NDArray[np.int64] = self.places[number]
        return row

    def only(self, which: NDArray[np.bool_]) -> Crowd:
        """Those for which it is true."""
        return self if which.all() else Crowd(self.indices[which], self.places[:, which], self.values[which])

    def counting(self, values: NDArray[np.int64]) -> Crowd:
        """The same with other values."""
        return Crowd(self.indices, self.places, values)


def crowd_of(
    problem: Problem,
    timetable: Timetable,
    indices: NDArray[np.int64],
    values: NDArray[np.int64],
    select: Select | None = None,
) -> Crowd:
    """Those of the showings that lie somewhere, where the selector selects them."""
    crowd = Crowd(indices, timetable.columns[:, indices], values)
    crowd = crowd.only(crowd.rooms >= 0)
    if select is None or not select.speaks_of_places:
        return crowd
    of, grids = problem.cached(("grids", select), lambda: _grids(problem, select))
    chosen = grids[of[crowd.indices], crowd.rooms, crowd.days]
    for number in np.flatnonzero(crowd.days < 0).tolist():
        showing = problem.showings[int(crowd.indices[number])]
        chosen[number] = select.selects(problem, showing, int(crowd.rooms[number]), -1)
    return crowd.only(chosen)


def _grids(problem: Problem, select: Select) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Of each showing the number of its grid, and the grids, rooms x days: where it is selected."""
    kept: dict[int, int] = {}
    grids = [np.zeros((len(problem.rooms), max(1, len(problem.days))), dtype=bool)]
    of = np.zeros(len(problem.showings), dtype=np.int64)
    for index, grid in problem.selection(select).items():
        if id(grid) not in kept:
            kept[id(grid)] = len(grids)
            grids.append(grid)
        of[index] = kept[id(grid)]
    return of, np.stack(grids)


def indices_of(showings: Iterable[Showing]) -> NDArray[np.int64]:
    """Their indices."""
    return np.array([one.index for one in showings], dtype=np.int64)


def everybody(problem: Problem, timetable: Timetable) -> Crowd:
    """All that lie somewhere, each counting 1."""
    indices = np.arange(len(problem.showings))
    return crowd_of(problem, timetable, indices, np.ones_like(indices))


def overlapping(showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that overlap it."""
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for begins, ends, lows, highs, values in _lines(showing, crowd):
        total += _below(lows, values, ends, "left") - _below(highs, values, begins, "right")
    return total


def common_minutes(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the minutes in common with each times its value, rounded up by itself, all together."""
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for line in _lines(showing, crowd):
        begins, ends, lows, highs, values = line
        if problem.minute == 1 and len(lows) > SMALL:
            total += _common(*line)
        else:
            ticks = np.minimum(ends, highs[:, None]) - np.maximum(begins, lows[:, None])
            total += -(-np.maximum(ticks, 0) * values[:, None] // problem.minute).sum(axis=0)
    return total


def both_durations(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, of all that overlap it, the minutes that both last times the value, rounded up by itself."""
    lengths = showing.positions.ends - showing.positions.starts
    total = np.zeros(len(lengths), dtype=np.int64)
    for length in np.unique(lengths).tolist():
        minutes = -(-crowd.values * (crowd.ends - crowd.starts + length) // problem.minute)
        total += np.where(lengths == length, overlapping(showing, crowd.counting(minutes)), 0)
    return total


def common_slots(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the slots in common with each that lies in the same block, times its value."""
    at, crowd = showing.positions, crowd.only(crowd.blocks >= 0)
    if not len(crowd) or not showing.in_blocks:
        return np.zeros(len(at), dtype=np.int64)
    begins, ends, lows, highs = _slot_lines(problem, showing, crowd)
    return _common(begins, ends, lows, highs, crowd.values)


def _slot_lines(problem: Problem, showing: Showing, crowd: Crowd) -> tuple[NDArray[np.int64], ...]:
    """Begins and ends of the positions and of the crowd, in slots, block after block."""
    at = showing.positions
    begins = at.blocks * FAR + at.slots
    lows = crowd.blocks * FAR + crowd.slots
    ends = begins + slots_taken(problem, at.blocks, at.starts, at.ends)
    return begins, ends, lows, lows + slots_taken(problem, crowd.blocks, crowd.starts, crowd.ends)


def same_block(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that lie in the same block, at once or not."""
    held = np.zeros(len(problem.blocks) + 1, dtype=np.int64)
    np.add.at(held, crowd.blocks, crowd.values)
    # The last one collects what lies in no block.
    held[-1] = 0
    return held[showing.positions.blocks]


def wait_for_next(showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, ticks from the showing's end to the first start then or later; ``NEVER`` or more if none."""
    wait = np.full(len(showing.positions), NEVER, dtype=np.int64)
    for _, ends, lows, _, _ in _comparable(showing, crowd):
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


def same_slot(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that share a slot of the same block with it."""
    at, crowd = showing.positions, crowd.only(crowd.blocks >= 0)
    if not len(crowd) or not showing.in_blocks:
        return np.zeros(len(at), dtype=np.int64)
    begins, ends, lows, highs = _slot_lines(problem, showing, crowd)
    return _below(lows, crowd.values, ends, "left") - _below(highs, crowd.values, begins, "right")


def of_each_room(
    problem: Problem, crowd: Crowd, counted: Callable[[Crowd], NDArray[np.int64]]
) -> NDArray[np.int64] | int:
    """Rooms x positions: what is counted with those in that room alone."""
    rooms = np.unique(crowd.rooms).tolist()
    rows = {room: counted(crowd.only(crowd.rooms == room)) for room in rooms}
    nothing = np.zeros_like(next(iter(rows.values()))) if rows else np.zeros(1, dtype=np.int64)
    return np.stack([rows.get(room.index, nothing) for room in problem.rooms])


SMALL = 12
"""Of so few it is faster to compare each with all positions than to sort them."""


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


Line = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]"]


def _lines(showing: Showing, crowd: Crowd) -> Iterator[Line]:
    """Begins and ends of the positions, and of those whose times compare with them; and these' values."""
    at = showing.positions
    if not len(crowd) or not len(at):
        return
    if at.ends[0] == at.starts[0]:
        # Two that take no time never overlap, wherever they lie.
        crowd = crowd.only(crowd.ends > crowd.starts)
    yield from _comparable(showing, crowd)


def _comparable(showing: Showing, crowd: Crowd) -> Iterator[Line]:
    """The same, whatever lasts no time included."""
    at = showing.positions
    if not showing.in_blocks:
        yield at.starts, at.ends, crowd.starts, crowd.ends, crowd.values
        return
    inside = crowd.blocks >= 0
    there, elsewhere = crowd.only(inside), crowd.only(~inside)
    if len(there):
        yield (
            at.starts + at.shifts, at.ends + at.shifts, there.starts + there.shifts, there.ends + there.shifts,
            there.values,
        )  # fmt: skip
    if len(elsewhere):
        yield at.starts, at.ends, elsewhere.starts, elsewhere.ends, elsewhere.values


def _below(
    points: NDArray[np.int64], values: NDArray[np.int64], limits: NDArray[np.int64], side: Literal["left", "right"]
) -> NDArray[np.int64]:
    """At each limit, the values of all points below it ("left"), or not above it ("right")."""
    order = np.argsort(points, kind="stable")
    sums = np.concatenate(([0], np.cumsum(values[order])))
    found: NDArray[np.int64] = sums[np.searchsorted(points[order], limits, side=side)]
    return found


def _common(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    lows: NDArray[np.int64],
    highs: NDArray[np.int64],
    values: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Of each stretch, what it has in common with each of the others, times their values."""
    return _run(lows, highs, values, ends) - _run(lows, highs, values, begins)


def _run(
    lows: NDArray[np.int64], highs: NDArray[np.int64], values: NDArray[np.int64], until: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Ticks of all that has run at each instant, times the values."""
    begun = until * _below(lows, values, until, "left") - _below(lows, values * lows, until, "left")
    return begun - (until * _below(highs, values, until, "left") - _below(highs, values * highs, until, "left"))
