"""A fixed number of steps from the same start, each ended by CP-SAT's own count of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
