"""Beside ours, the plain formulation: one start and one optional interval a room for each showing.

Reduced to what both can say: places, rooms free of overlap, and what a showing costs in a room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scheduler.compile import compile_festival
from scheduler.problem import Problem
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.validate import festival_from
from scheduler.verify import verify
from tests.laboratory.plain import plain

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

WORK = 20.0
"""CP-SAT's units of work that either may spend; both end long before."""


@pytest.fixture(scope="module")
def day() -> Problem:
    """Ten films for two halls of different size: a full day, each film wanting the hall that fits."""
    return compile_festival(
        festival_from(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "day", "timezone": "Asia/Seoul", "grid": 15},
                "days": [{"date": "2025-05-17", "open": "10:00", "close": "18:00"}],
                "rooms": [
                    {"id": "big", "capacity": 200, "turnaround": 15},
                    {"id": "little", "capacity": 100, "turnaround": 15},
                ],
                "sessions": [
                    {"id": f"film-{number}", "duration": 60, "audience": 40 + 15 * number} for number in range(10)
                ],
                "rules": [{"kind": "room_fits_audience", "weight": 1}],
            }
        )
    )


def textbook(problem: Problem) -> Timetable:
    timetable = plain(problem, work=WORK)
    assert timetable is not None
    return timetable


def ours(problem: Problem) -> Timetable:
    return solve(problem, Options(deterministic=WORK)).timetable


@pytest.mark.parametrize("way", [textbook, ours], ids=["one_interval_a_room", "showgrid"])
def test_both_ways_find_the_best_day(benchmark: BenchmarkFixture, day: Problem, way: Any) -> None:
    timetable = benchmark.pedantic(way, args=(day,), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    report = verify(day, timetable)
    assert report.valid
    assert report.penalty == verify(day, textbook(day)).penalty
