"""Wall-clock time and elapsed minutes."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.clock import Clock

DAYS = 3 * 24 * 60


@pytest.mark.parametrize("grid", [1, 5, 7, 50, 60, 240])
@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Asia/Seoul", date(2024, 10, 25)),
        ("Europe/Berlin", date(2025, 3, 29)),  # an hour is left out on the second day
        ("Europe/Berlin", date(2025, 10, 25)),  # an hour comes twice
        ("Australia/Lord_Howe", date(2025, 10, 4)),  # clocks go forward by half an hour
        ("America/Sao_Paulo", date(2018, 11, 3)),  # midnight is left out
        ("Asia/Seoul", date(1908, 3, 31)),  # offsets with seconds
    ],
    ids=["plain", "forward", "back", "half", "midnight", "seconds"],
)
def test_multiples_are_where_clocks_show_them(zone: str, first: date, grid: int) -> None:
    clock = Clock(zone, first)

    shown = [clock.local(minute) for minute in range(DAYS)]
    wanted = [minute for minute, local in enumerate(shown) if (local.hour * 60 + local.minute) % grid == 0]

    assert list(clock.multiples(grid, 0, DAYS)) == wanted
    assert list(clock.multiples(grid, 61, 1501)) == [minute for minute in wanted if 61 <= minute < 1501]


def test_elapsed_minutes_begin_at_midnight_of_the_first_day_where_the_festival_is() -> None:
    clock = Clock("Asia/Seoul", date(2024, 10, 25))

    assert clock.local(0).isoformat() == "2024-10-25T00:00:00+09:00"
    assert clock.day(0) == date(2024, 10, 25)
