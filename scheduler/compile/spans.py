"""Stretches of time, and what lies inside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Stretches from, to in ticks; sorted, none touching."""

LONG_AGO = -(10**12)
"""Ticks; before anything ends."""


def merged(hours: Iterable[tuple[int, int]]) -> Spans:
    """Sorted stretches, touching ones joined."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(hours):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        elif high > low:
            joined.append((low, high))
    return tuple(joined)


def until(starts: NDArray[np.int64], spans: Spans) -> NDArray[np.int64]:
    """When the stretch ends that each start lies in, so that what ends by then lies inside; long ago if in none."""
    lows, highs = (np.array(ends, dtype=np.int64) for ends in (zip(*spans, strict=True) if spans else ((), ())))
    which = np.searchsorted(lows, starts, side="right")
    return np.concatenate(([LONG_AGO], highs))[which]


def sealed(array: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same, shared from now on, so that nobody may write to it."""
    array.setflags(write=False)
    return array
