"""A first timetable of the large sample festival, with a fixed seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.construct import construct
from scheduler.verify import verify
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


def test_constructing_metropolis(benchmark: BenchmarkFixture) -> None:
    metropolis = problem("metropolis")

    timetable = benchmark.pedantic(construct, args=(metropolis,), kwargs={"seed": 0}, rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert [one.key for one in metropolis.showings if not one.optional and timetable.of(one) is None] == []
    assert {p.showing.key: p.place for p in timetable} == {p.showing.key: p.place for p in first("metropolis")}
    assert verify(metropolis, timetable).penalty == verify(metropolis, first("metropolis")).penalty
