"""Verifying a timetable of 600 showings; nothing of one run may be left for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.reverify import reverify
from scheduler.timetable import Timetable
from scheduler.verify import Report, verify
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


def test_verifying_metropolis(benchmark: BenchmarkFixture) -> None:
    metropolis, placements = problem("metropolis"), first("metropolis").placements

    def anew() -> tuple[Report, int | list[int]]:
        report = verify(metropolis, Timetable(metropolis, dict(placements)))
        return report, report.penalty

    report, penalty = benchmark.pedantic(anew, rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    backwards = Timetable(metropolis, dict(sorted(placements.items(), reverse=True)))
    assert penalty == verify(metropolis, backwards).penalty
    assert len(report.timetable) == len(placements)


def test_verifying_what_a_move_can_touch(benchmark: BenchmarkFixture) -> None:
    metropolis, timetable = problem("metropolis"), first("metropolis")
    showing = max(metropolis.showings, key=lambda one: (len(one.persons), -one.index))
    before, after = verify(metropolis, timetable), timetable.without([showing])

    report = benchmark.pedantic(reverify, args=(before, metropolis, after, [showing]), rounds=3)  # type: ignore[no-untyped-call]  # typed in part

    assert report.amounts() == verify(metropolis, after).amounts()
