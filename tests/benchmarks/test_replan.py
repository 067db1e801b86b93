"""What now: a hall of the largest festival is lost for a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from scheduler.answer import answer_of
from scheduler.compile import compile_festival
from scheduler.construct import construct
from scheduler.replan import Replanned, announcement, replan
from scheduler.replan.fewest import Fewest, fewest
from scheduler.replan.overrun import Outlook, late_in, outlook
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.benchmarks.support import festival, first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from scheduler.replan import Announcement

HALL, DAY = "riverside-6", "2027-09-06"
ENOUGH = 150.0
"""Seconds, on a slow machine too: it ends as soon as it is proven, or nothing more is found."""


@cache
def _announced() -> Timetable:
    """Any valid timetable; one whose halls are not all full to the brim."""
    return construct(problem("metropolis"), seed=0, quick=True)


@cache
def _lost() -> Announcement:
    """The festival without a hall on one day, and what was announced."""
    whole = festival("metropolis")
    rooms = [
        one.model_copy(update={"open": [w for w in one.open if not str(w.from_).startswith(DAY)]})
        if one.id == HALL
        else one
        for one in whole.rooms
    ]
    changed = compile_festival(whole.model_copy(update={"rooms": rooms}))
    return announcement(changed, answer_of(problem("metropolis"), _announced()))


def test_the_first_answer(benchmark: BenchmarkFixture) -> None:
    announced = _lost()

    found: Fewest = benchmark.pedantic(lambda: fewest(announced, ENOUGH), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert verify(announced.problem, found.report.timetable).valid
    assert found.proven


@pytest.mark.usefixtures("measured")
def test_the_menu(benchmark: BenchmarkFixture) -> None:
    announced = _lost()

    found: Replanned = benchmark.pedantic(lambda: replan(announced, 60.0), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    # How many of them a minute is enough for depends on the machine; what there is holds.
    assert ["fewest", "+1", "+3", "free"][: len(found.variants)] == [one.name for one in found.variants]
    assert all(one.report.valid for one in found.variants)


def test_a_late_end(benchmark: BenchmarkFixture) -> None:
    metropolis, timetable = problem("metropolis"), first("metropolis")
    answer = answer_of(metropolis, timetable)
    followed = min(
        (later.start - one.end, one.showing.index)
        for one in timetable
        for later in timetable
        if one.room == later.room and one.end <= later.start and one.end - one.start > 60 * metropolis.minute
    )
    placement = timetable.placements[followed[1]]
    late = late_in(metropolis, timetable, placement.showing.key, 20, placement.end - 30 * metropolis.minute)

    found: Outlook = benchmark.pedantic(  # type: ignore[no-untyped-call]  # typed in part
        lambda: outlook(metropolis, answer, timetable, late), rounds=3
    )

    assert found.nothing.breaks
    assert [one.breaks for one in found.remedies] == [[]] * len(found.remedies)
