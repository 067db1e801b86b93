"""From a document to a problem: masks of places, people, walks; nothing of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scheduler.compile import compile_festival
from tests.benchmarks.support import festival

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize(("name", "showings", "rooms"), [("metropolis", 600, 24), ("summit", 242, 10)])
def test_compiling_a_festival(benchmark: BenchmarkFixture, name: str, showings: int, rooms: int) -> None:
    document = festival(name)

    problem = benchmark.pedantic(compile_festival, args=(document,), rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    assert (len(problem.showings), len(problem.rooms)) == (showings, rooms)
