"""Where else: all places of a showing, swaps, and chains, on the largest festival."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.suggest import Suggestion, chains, places, swaps
from tests.benchmarks.support import first, problem
from tests.suggest.support import broken_promises

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from scheduler.problem import Showing


def _many_people() -> Showing:
    return max(problem("metropolis").showings, key=lambda one: (len(one.persons), -one.index))


def test_all_places_of_a_showing(benchmark: BenchmarkFixture) -> None:
    metropolis, timetable, showing = problem("metropolis"), first("metropolis"), _many_people()

    def ask() -> list[Suggestion]:
        return places(metropolis, timetable.moved({}), showing).best(one_each=True)

    found = benchmark.pedantic(ask, rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert [broken_promises(one) for one in found[:2]] == [{}] * 2


def test_swaps_of_a_showing(benchmark: BenchmarkFixture) -> None:
    metropolis, timetable, showing = problem("metropolis"), first("metropolis"), _many_people()

    found = benchmark.pedantic(  # type: ignore[no-untyped-call]  # typed in part
        lambda: swaps(metropolis, timetable.moved({}), showing), rounds=3, warmup_rounds=1
    )

    assert [broken_promises(one) for one in found[:2]] == [{}] * len(found[:2])


def test_chains_of_a_showing(benchmark: BenchmarkFixture) -> None:
    metropolis, timetable, showing = problem("metropolis"), first("metropolis"), _many_people()

    found = benchmark.pedantic(  # type: ignore[no-untyped-call]  # typed in part
        lambda: chains(metropolis, timetable.moved({}), showing), rounds=3, warmup_rounds=1
    )

    assert [broken_promises(one) for one in found[:2]] == [{}] * len(found[:2])
