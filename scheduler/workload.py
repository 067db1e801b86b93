"""What somebody's work comes to, day by day: as it is, and with one more stretch; for prices."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

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

    def __init__(self, stretches: Iterable[tuple[int, int, int]]) -> None:
        """``stretches``: day, begin and end of each."""
        self.days: dict[int, list[Span]] = {}
        for day, begin, end in sorted(stretches):
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

    def nights(self) -> list[int]:
        """Ticks from the end of each working day to the begin of the next."""
        return [self._begin(after) - self._end(before) for before, after in pairwise(self.days)]

    def nights_with(self, day: int, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """The same with one more stretch, for each of these begins and ends."""
        before = [one for one in self.days if one < day]
        after = [one for one in self.days if one > day]
        spans = self.days.get(day, [])
        first = np.minimum(begins, min((begin for begin, _ in spans), default=begins))
        last = np.maximum(ends, max((end for _, end in spans), default=ends))
        nights = [
            np.array([self._begin(other) - self._end(one)]) for part in (before, after) for one, other in pairwise(part)
        ]
        nights += [first - self._end(one) for one in before[-1:]]
        nights += [self._begin(one) - last for one in after[:1]]
        return nights

    def _begin(self, day: int) -> int:
        return min(begin for begin, _ in self.days[day])

    def _end(self, day: int) -> int:
        return max(end for _, end in self.days[day])


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
