"""A fixed number of steps from the same start, each ended by CP-SAT's own count of work."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from scheduler.improve import Improver, Limits
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

STEPS = 4


def improved(festival: Problem, start: Timetable) -> Improver:
    improver = Improver(festival, start, seed=1, limits=Limits(seconds=600, deterministic=0.1))
    for _ in range(STEPS):
        improver.step(600)
    return improver


def test_improving_metropolis(benchmark: BenchmarkFixture) -> None:
    metropolis, start = problem("metropolis"), first("metropolis")
    before = Improver(metropolis, start).rank

    improver = benchmark.pedantic(improved, args=(metropolis, start), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert improver.rank <= before
    assert improver.rank[0] == before[0]


@pytest.mark.parametrize("way", ["ruin", "rings"])
def test_ways_from_the_same_start(benchmark: BenchmarkFixture, way: str) -> None:
    """Points after the same seconds: step by step as the reference, and a hundred showings at once."""
    metropolis, start = problem("metropolis"), first("metropolis")
    before, seconds = Improver(metropolis, start).rank, 20.0 if benchmark.enabled else 0.5

    def walked() -> Improver:
        improver, until = Improver(metropolis, start, seed=1), process_time() + seconds
        improver.chooser.earned = {way: 1.0}
        while process_time() < until:
            improver.step(until - process_time())
        return improver

    improver = benchmark.pedantic(walked, rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    benchmark.extra_info["points"] = improver.rank[2][0]
    assert improver.rank <= before
