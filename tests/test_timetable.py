"""Placements: which of two is first, which overlap, which are selected."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.select import Select
from scheduler.timetable import NEVER, Placement, at_once, gap, precedes, span_gap
from tests.constraints.support import placed, problem_of

HALL: dict[str, Any] = {
    "rooms": [{"id": "n1"}, {"id": "n2"}],
    "sessions": [{"id": name, "duration": 60} for name in "abc"],
}
PROBLEM = problem_of(HALL)


def at(start: int, end: int, block: int = -1, shift: int = 0) -> Placement:
    """A placement of the first session, in ticks; only its times matter."""
    return Placement(PROBLEM.showings[0], 0, start, end, 0, block, 0 if block >= 0 else -1, shift)


BY_CLOCK = at(100, 160)
EARLY, LATE = at(120, 180, 0, 1000), at(100, 160, 1, 2000)
"""In two blocks that never clash: the first stands first, whatever their hours."""


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        pytest.param(EARLY, LATE, True, id="blocks in their order"),
        pytest.param(LATE, EARLY, False, id="and not the other way round"),
        pytest.param(BY_CLOCK, EARLY, True, id="beside the clock by their hours"),
        pytest.param(EARLY, BY_CLOCK, False, id="and back"),
        pytest.param(LATE, BY_CLOCK, False, id="at the same minute"),
    ],
)
def test_which_starts_before(one: Placement, other: Placement, first: bool) -> None:
    assert precedes(one, other) is first


@pytest.mark.parametrize(
    ("one", "other", "ticks"),
    [
        pytest.param(BY_CLOCK, at(175, 200), 15, id="apart"),
        pytest.param(BY_CLOCK, at(160, 200), 0, id="touching"),
        pytest.param(BY_CLOCK, at(150, 200), -10, id="overlapping"),
        pytest.param(EARLY, LATE, NEVER, id="in blocks that never clash"),
        pytest.param(EARLY, at(190, 200, 0, 1000), 10, id="in one block"),
        pytest.param(LATE, at(175, 200), 15, id="a block beside the clock"),
    ],
)
def test_ticks_between_two_whichever_is_named_first(one: Placement, other: Placement, ticks: int) -> None:
    assert (gap(one, other), gap(other, one)) == (ticks, ticks)


def test_ticks_between_stretches_of_two() -> None:
    assert span_gap(BY_CLOCK, (140, 160), at(100, 200), (165, 170)) == 5


def test_what_overlaps_is_told_once_the_earlier_first() -> None:
    touching, within = at(160, 220), at(130, 140)

    assert list(at_once([within, touching, BY_CLOCK])) == [(BY_CLOCK, within)]


def test_what_takes_no_time_overlaps_only_what_runs_already() -> None:
    begins, within = at(100, 100), at(130, 130)

    assert list(at_once([BY_CLOCK, begins, within])) == [(BY_CLOCK, within)]


def test_blocks_overlap_others_by_the_clock_and_each_other_never() -> None:
    same_block = at(150, 210, 0, 1000)

    assert list(at_once([EARLY, LATE, same_block, BY_CLOCK])) == [
        (EARLY, same_block), (LATE, BY_CLOCK), (BY_CLOCK, EARLY), (BY_CLOCK, same_block),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("select", "names"),
    [
        ({"days": ["2024-10-25"]}, ["b", "a"]),
        ({"days": ["2024-10-25"], "rooms": ["n2"]}, ["b"]),
        ({"rooms": ["n1"]}, ["a"]),
        ({"sessions": ["a", "c"]}, ["a"]),
    ],
)
def test_selected_is_what_lies_there_in_order_of_start(select: dict[str, Any], names: list[str]) -> None:
    timetable = placed(PROBLEM, {"a#1": ("n1", "12:00"), "b#1": ("n2", "10:00")})

    assert [one.showing.session.id for one in timetable.selected(Select.model_validate(select))] == names


def test_moved_keeps_the_columns_that_were_made_as_they_would_be_made_anew() -> None:
    before = placed(PROBLEM, {"a#1": ("n1", "12:00"), "b#1": ("n2", "10:00")})
    elsewhere = placed(PROBLEM, {"a#1": ("n2", "15:30"), "c#1": ("n1", "10:00")})
    kept = before.columns.copy()

    after = before.moved({0: elsewhere.placements[0], 1: None, 2: elsewhere.placements[2]})

    assert after.columns.tolist() == elsewhere.columns.tolist()
    assert before.columns.tolist() == kept.tolist()


def test_each_room_has_its_own_in_order_of_start() -> None:
    timetable = placed(PROBLEM, {"a#1": ("n1", "12:00"), "b#1": ("n2", "10:00"), "c#1": ("n1", "10:30")})

    names = {room: [one.showing.session.id for one in there] for room, there in timetable.by_room.items()}

    assert names == {0: ["c", "a"], 1: ["b"]}
