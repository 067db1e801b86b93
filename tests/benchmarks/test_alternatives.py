"""What else: other timetables of a festival in parallel sessions and of the largest, and what a change would gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.alternatives import Alternative, alternatives
from scheduler.construct import construct
from scheduler.explain.watch import Watch
from scheduler.explain.ways import ways
from scheduler.sensitivity import Sensitivity, sensitivity
from scheduler.solve import Options
from tests.benchmarks.support import problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

TRIED = 5
"""Changes after which the look for more is ended."""


pytestmark = pytest.mark.usefixtures("measured")


@pytest.mark.parametrize("name", ["summit", "metropolis"])
def test_one_alternative(benchmark: BenchmarkFixture, name: str) -> None:
    whole = problem(name)
    start = construct(whole, seed=0, quick=True)

    found: list[Alternative] = benchmark.pedantic(  # type: ignore[no-untyped-call]  # typed in part
        lambda: alternatives(whole, start, 1, Options(30.0, workers=1)), rounds=1
    )

    assert found[0].report.valid
    assert all(far.elsewhere >= 0.1 * len(whole.showings) for one in found[1:] for far in one.distances)


def test_five_changes_of_the_largest_festival(benchmark: BenchmarkFixture) -> None:
    whole = problem("metropolis")
    start = construct(whole, seed=0, quick=True)

    def look() -> Sensitivity:
        asked: list[object] = []
        watch = Watch(600.0, stopped=lambda: len(asked) > TRIED, progress=asked.append)
        return sensitivity(whole, start, watch)

    found: Sensitivity = benchmark.pedantic(look, rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert found.tried == TRIED, "the last one is begun, and broken off"
    assert all(one.report.by_tier[0] < found.report.by_tier[0] for one in found.gains if not any(one.gain[:2]))


def test_ways_to_let_in_what_is_left_out(benchmark: BenchmarkFixture) -> None:
    whole = problem("too-full")
    start = construct(whole, seed=0)

    found = benchmark.pedantic(  # type: ignore[no-untyped-call]  # typed in part
        lambda: list(ways(whole, start, Watch(120.0))), rounds=2
    )

    assert len(found) == len(whole.showings) - len(start) > 0
