"""Counters of tries: each for its window, and gone after it."""

from __future__ import annotations

import pytest

from web import limits
from web.limits import SWEPT, Counters


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What time it is, to be set."""
    moment = [1000.0]
    monkeypatch.setattr(limits, "time", lambda: moment[0])
    return moment


def test_a_counter_counts_until_its_window_is_over(clock: list[float]) -> None:
    counters = Counters()

    first = [counters.incr("a", 60), counters.incr("a", 60), counters.incr("b", 60), counters.get("a")]
    clock[0] += 59.9
    late = counters.incr("a", 60), counters.get("a")
    clock[0] += 0.1

    assert (first, late, counters.get("a"), counters.incr("a", 60)) == ([1, 2, 1, 2], (3, 3), 0, 1)


def test_counters_that_are_over_are_dropped(clock: list[float]) -> None:
    counters = Counters()
    for number in range(50):
        counters.incr(str(number), 10)
    clock[0] += SWEPT
    counters.incr("now", 10)

    assert (set(counters.storage), set(counters.expirations)) == ({"now"}, {"now"})
