"""Stretches at which more is in use than there is: for checks, which share nothing with ``scheduler.usage``."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scheduler.timetable import Placement
    from scheduler.usage import Stock


class InUse(NamedTuple):
    """What one placement uses, from when to when; what is in different lanes never meets."""

    lane: int
    low: int
    high: int
    units: int
    by: Placement


class Shortage(NamedTuple):
    """A stretch without a break at which too much is in use, told at its worst."""

    low: int
    high: int
    ticks: int
    """Units short x ticks, or ticks of all who share the shortage."""
    used: int
    left: int
    by: tuple[Placement, ...]


def shortages(uses: Iterable[InUse], stock: Stock, minute: int, *, everyone: bool) -> Iterator[Shortage]:
    """Every shortage, lane by lane; where these come to no whole minutes, all of a lane together.

    ``everyone``: what counts is not the units short, but all who share the shortage.
    """
    lanes: dict[int, list[InUse]] = {}
    for one in uses:
        lanes.setdefault(one.lane, []).append(one)
    for lane in lanes.values():
        found = list(_of_lane(lane, stock, everyone=everyone))
        yield from [_joined(found)] if any(one.ticks % minute for one in found) else found


def _of_lane(uses: Sequence[InUse], stock: Stock, *, everyone: bool) -> Iterator[Shortage]:
    run: list[Shortage] = []
    for low, high, running in _steps(uses, stock):
        used, left = sum(one.units for one in running), _left(stock, low)
        if used > left:
            ticks = (high - low) * (len(running) if everyone else used - left)
            run.append(Shortage(low, high, ticks, used, left, tuple(one.by for one in running)))
        elif run:
            yield _joined(run)
            run = []
    if run:
        yield _joined(run)


def _steps(uses: Sequence[InUse], stock: Stock) -> Iterator[tuple[int, int, list[InUse]]]:
    """From one change to the next, and what is in use meanwhile, in the order given."""
    edges = sorted({edge for one in uses for edge in (one.low, one.high)} | {*stock.edges})
    coming = sorted(enumerate(uses), key=lambda entry: -entry[1].low)
    current: list[tuple[int, InUse]] = []
    for low, high in pairwise(edges):
        while coming and coming[-1][1].low <= low:
            current.append(coming.pop())
        current = sorted((entry for entry in current if entry[1].high > low), key=itemgetter(0))
        yield low, high, [one for _, one in current]


def _left(stock: Stock, instant: int) -> int:
    """Units that there are."""
    return stock.units if not stock.windows or any(low <= instant < high for low, high in stock.windows) else 0


def _joined(some: Sequence[Shortage]) -> Shortage:
    """From the first to the last; told at its worst."""
    worst = max(some, key=lambda one: one.used - one.left)
    by = tuple(dict.fromkeys(user for one in some for user in one.by))
    return Shortage(some[0].low, some[-1].high, sum(one.ticks for one in some), worst.used, worst.left, by)
