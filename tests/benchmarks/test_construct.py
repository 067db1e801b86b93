"""A first timetable of the large sample festival, with a fixed seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.compile import compile_festival
from scheduler.construct import construct
from scheduler.prove import contradictions
from scheduler.verify import verify
from tests.benchmarks.support import festival, first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from scheduler.problem import Problem
    from scheduler.timetable import Timetable


def test_constructing_metropolis(benchmark: BenchmarkFixture, measured: None) -> None:
    metropolis = problem("metropolis")

    timetable = benchmark.pedantic(construct, args=(metropolis,), kwargs={"seed": 0}, rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert [one.key for one in metropolis.showings if not one.optional and timetable.of(one) is None] == []
    assert {p.showing.key: p.place for p in timetable} == {p.showing.key: p.place for p in first("metropolis")}
    assert verify(metropolis, timetable).penalty == verify(metropolis, first("metropolis")).penalty


def test_a_first_timetable_of_metropolis(benchmark: BenchmarkFixture, measured: None) -> None:
    """What somebody waits for who types ``showgrid solve``, once the document is read; nothing is known beforehand."""

    def anew() -> tuple[tuple[Problem], dict[str, bool]]:
        return (compile_festival(festival("metropolis")),), {}

    def begun(metropolis: Problem) -> Timetable:
        assert list(contradictions(metropolis)) == []
        return construct(metropolis, quick=True)

    timetable = benchmark.pedantic(begun, setup=anew, rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    report = verify(timetable.problem, timetable)
    assert (report.valid, len(timetable)) == (True, len(timetable.problem.showings))
