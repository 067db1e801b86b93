"""From a document to a problem: masks of places, people, walks; then what each showing costs by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.compile import compile_festival
from scheduler.maps import PlaceMap, static_map
from scheduler.problem import Problem
from tests.benchmarks.support import festival

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize(("name", "showings", "rooms"), [("metropolis", 600, 24), ("summit", 242, 10)])
def test_compiling_a_festival(benchmark: BenchmarkFixture, name: str, showings: int, rooms: int) -> None:
    document = festival(name)

    problem = benchmark.pedantic(compile_festival, args=(document,), rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    assert (len(problem.showings), len(problem.rooms)) == (showings, rooms)


def test_what_each_showing_costs_by_itself(benchmark: BenchmarkFixture) -> None:
    document = festival("metropolis")

    def anew() -> tuple[tuple[Problem], dict[str, object]]:
        return (compile_festival(document),), {}

    def maps(problem: Problem) -> list[PlaceMap]:
        return [static_map(problem, one) for one in problem.showings]

    found = benchmark.pedantic(maps, setup=anew, rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    assert [one for one in found if not one.allowed.any()] == []
    assert sum(int(one.total()[one.allowed].min()) for one in found) > 0
