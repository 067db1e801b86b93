"""What somebody's work comes to, day by day: as it is, and with one more stretch; for prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Span = tuple[int, int]
"""From and to in ticks."""


class Load(NamedTuple):
    """One day's work, in ticks, for each way in which it may go."""

    busy: NDArray[np.int64]
    """All stretches together."""
    reach: NDArray[np.int64]
    """From the first to the last."""
    free: NDArray[np.int64]
    """The longest stretch of a window without work; 0 without a window."""


class Workload:
    """The work of one person: stretches by the day that they belong to."""

    def __init__(self, stretches: NDArray[np.int64]) -> None:
        """``stretches``: day, begin and end (rows) of each."""
        self.days: dict[int, list[Span]] = {}
        for day, begin, end in sorted(stretches.T.tolist()):
            self.days.setdefault(day, []).append((begin, end))

    def load(self, day: int, window: Span | None) -> Load | None:
        """That day's work; None if there is none."""
        spans = self.days.get(day, [])
        if not spans:
            return None
        *others, (begin, end) = spans
        return _load(others, np.array([begin]), np.array([end]), window)

    def load_with(self, day: int, begins: NDArray[np.int64], ends: NDArray[np.int64], window: Span | None) -> Load:
        """The same with one more stretch, for each of these begins and ends."""
        return _load(self.days.get(day, []), begins, ends, window)

    def nights_with(
        self, days: NDArray[np.int64], begins: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> list[tuple[NDArray[np.int64], int]]:
        """Nights that come with one more stretch on each of these days, from and to (1), or go (-1), in ticks.

        From the end of each working day to the begin of the next; ``NEVER`` or more where there is none.
        """
        known = np.array(list(self.days), dtype=np.int64)
        first = np.array([*(min(begin for begin, _ in spans) for spans in self.days.values()), NEVER])
        last = np.array([-NEVER, *(max(end for _, end in spans) for spans in self.days.values())])
        low, high = np.searchsorted(known, days, side="left"), np.searchsorted(known, days, side="right")
        before, after, works = last[low], first[high], low < high
        begin, end = np.where(works, first[low], after), np.where(works, last[high], after)
        return [
            (np.where(works, np.minimum(begins, begin), begins) - before, 1),
            (after - np.where(works, np.maximum(ends, end), ends), 1),
            (begin - before, -1),
            (np.where(works, after - end, NEVER), -1),
        ]


def _load(spans: list[Span], begins: NDArray[np.int64], ends: NDArray[np.int64], window: Span | None) -> Load:
    first = np.minimum(begins, min((begin for begin, _ in spans), default=begins))
    last = np.maximum(ends, max((end for _, end in spans), default=ends))
    busy = sum(end - begin for begin, end in spans) + ends - begins
    free = np.zeros(len(begins), dtype=np.int64)
    for low, high in _gaps(window, spans) if window else ():
        free = np.maximum(free, np.maximum(np.minimum(high, begins) - low, high - np.maximum(low, ends)))
    return Load(busy, last - first, free)


def _gaps(window: Span, busy: Iterable[Span]) -> list[Span]:
    """Free stretches of a window."""
    free, begin = [], window[0]
    for low, high in sorted(busy):
        if low > begin:
            free.append((begin, min(low, window[1])))
        begin = max(begin, high)
    return [gap for gap in [*free, (begin, window[1])] if gap[1] > gap[0]]
