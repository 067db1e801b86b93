"""Comparing the places of one open showing with many that are fixed, all at once.

What the sums here come to is the same as adding up ``scheduler.times`` over the others, but their
cost hardly grows with how many these are: they are sorted once, not looped over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.select import Select
    from scheduler.timetable import Timetable


@dataclass(frozen=True, eq=False)
class Crowd:
    """Placements of many showings, as columns of equal length; ``values``: what each counts."""

    indices: NDArray[np.int64]
    rooms: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    days: NDArray[np.int64]
    blocks: NDArray[np.int64]
    slots: NDArray[np.int64]
    shifts: NDArray[np.int64]
    values: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)

    def only(self, which: NDArray[np.bool_]) -> Crowd:
        """Those for which it is true."""
        return self if which.all() else Crowd(*(column[which] for column in self._columns()))

    def counting(self, values: NDArray[np.int64]) -> Crowd:
        """The same with other values."""
        return Crowd(*self._columns()[:-1], values)

    def _columns(self) -> tuple[NDArray[np.int64], ...]:
        return (
            self.indices, self.rooms, self.starts, self.ends, self.days, self.blocks, self.slots, self.shifts,
            self.values,
        )  # fmt: skip


def crowd_of(
    problem: Problem,
    timetable: Timetable,
    indices: NDArray[np.int64],
    values: NDArray[np.int64],
    select: Select | None = None,
) -> Crowd:
    """Those of the showings that lie somewhere, where the selector selects them."""
    columns = timetable.columns[:, indices]
    crowd = Crowd(indices, *columns, values)
    crowd = crowd.only(columns[0] >= 0)
    if select is None or not select.speaks_of_places:
        return crowd
    showings = problem.showings
    places = zip(crowd.indices.tolist(), crowd.rooms.tolist(), crowd.days.tolist(), strict=True)
    chosen = [select.selects(problem, showings[index], room, day) for index, room, day in places]
    return crowd.only(np.array(chosen, dtype=bool))


def overlapping(showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that overlap it."""
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for begins, ends, lows, highs, values in _lines(showing, crowd):
        total += _below(lows, values, ends, "left") - _below(highs, values, begins, "right")
    return total


def common(showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the ticks in common with each, times its value, summed."""
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for begins, ends, lows, highs, values in _lines(showing, crowd):
        total += _run(lows, highs, values, ends) - _run(lows, highs, values, begins)
    return total


def common_minutes(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """The same in minutes, each product rounded up by itself."""
    if problem.minute == 1:
        return common(showing, crowd)
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for begins, ends, lows, highs, values in _lines(showing, crowd):
        ticks = np.minimum(ends, highs[:, None]) - np.maximum(begins, lows[:, None])
        total += -(-np.maximum(ticks, 0) * values[:, None] // problem.minute).sum(axis=0)
    return total


Line = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]"]


def _lines(showing: Showing, crowd: Crowd) -> Iterator[Line]:
    """Begins and ends of the positions, and of those whose times compare with them; and these' values."""
    at = showing.positions
    if not len(crowd) or not len(at):
        return
    if at.ends[0] == at.starts[0]:
        # Two that take no time never overlap, wherever they lie.
        crowd = crowd.only(crowd.ends > crowd.starts)
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
    points: NDArray[np.int64], values: NDArray[np.int64], limits: NDArray[np.int64], side: str
) -> NDArray[np.int64]:
    """At each limit, the values of all points below it ("left"), or not above it ("right")."""
    order = np.argsort(points, kind="stable")
    sums = np.concatenate(([0], np.cumsum(values[order])))
    return sums[np.searchsorted(points[order], limits, side=side)]  # type: ignore[call-overload, no-any-return]  # "left"


def _run(
    lows: NDArray[np.int64], highs: NDArray[np.int64], values: NDArray[np.int64], until: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Ticks of all that has run at each instant, times the values."""
    begun = until * _below(lows, values, until, "left") - _below(lows, values * lows, until, "left")
    return begun - (until * _below(highs, values, until, "left") - _below(highs, values * highs, until, "left"))
