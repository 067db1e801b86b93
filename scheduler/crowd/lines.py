"""A showing and a crowd on one line of time, and sums over all that lies before an instant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd.members import Crowd
    from scheduler.problem import Showing


Line = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.int64]"]


def lines(showing: Showing, crowd: Crowd) -> Iterator[Line]:
    """Begins and ends of the positions, and of those whose times compare with them; and these' values."""
    at = showing.positions
    if not len(crowd) or not len(at):
        return
    if at.ends[0] == at.starts[0]:
        # Two that take no time never overlap, wherever they lie.
        crowd = crowd.only(crowd.ends > crowd.starts)
    yield from comparable(showing, crowd)


def comparable(showing: Showing, crowd: Crowd) -> Iterator[Line]:
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


def below(
    points: NDArray[np.int64], values: NDArray[np.int64], limits: NDArray[np.int64], side: Literal["left", "right"]
) -> NDArray[np.int64]:
    """At each limit, the values of all points below it ("left"), or not above it ("right")."""
    order = np.argsort(points, kind="stable")
    sums = np.concatenate(([0], np.cumsum(values[order])))
    found: NDArray[np.int64] = sums[np.searchsorted(points[order], limits, side=side)]
    return found


def common(
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
    begun = until * below(lows, values, until, "left") - below(lows, values * lows, until, "left")
    return begun - (until * below(highs, values, until, "left") - below(highs, values * highs, until, "left"))
