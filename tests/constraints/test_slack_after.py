"""slack_after: numbers done by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scheduler.problem import Problem
from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.contract import Draw, model_says
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"minutes": 15},
    {"minutes": 40, "select": {"types": ["screening", "talk", "panel"]}},
    {"minutes": 20, "select": {"rooms": ["n1"], "not": {"days": ["2024-10-26"]}}},
    # One hall that is made of two: what follows in a part of it follows it.
    {"minutes": 25, "changes": {"rooms": [{**FESTIVAL["rooms"][0], "parts_of": ["n2"]}, *FESTIVAL["rooms"][1:]]}},
    {"minutes": 30, "arena": "conference"},
    {
        "minutes": 45,
        "arena": "conference",
        "select": {"not": {"rooms": ["r3"]}},
        "changes": {
            # Half of them by the clock, in rooms that have a turnaround.
            "days": [{"date": "2026-09-01", "open": "09:00", "close": "13:00"}],
            "rooms": [{**room, "turnaround": 10} for room in CONFERENCE["rooms"]],
            "sessions": [
                *CONFERENCE["sessions"][:3],
                {"id": "film", "type": "talk", "duration": 25, "showings": 2},
                {"id": "short", "type": "talk", "duration": 10},
            ],
        },
    },
]

HALLS: dict[str, Any] = {
    "rooms": [
        {"id": "a", "name": {"en": "Aula", "ko": "대강당"}, "turnaround": 10, "turnaround_by_type": {"talk": 0}},
        {"id": "b"},
    ],
    "sessions": [
        {"id": "gala", "duration": 60, "tags": ["gala"], "title": {"en": "Gala", "ko": "갈라"}},
        {"id": "talk", "type": "talk", "duration": 60, "tags": ["gala"]},
        {"id": "film", "duration": 60},
        {"id": "short", "duration": 5},
    ],
}
RULE = {"kind": "slack_after", "select": {"tags": ["gala"]}, "minutes": 20}


@pytest.mark.parametrize(
    ("start", "found"),
    [
        pytest.param("11:29", [(1, "Gala in Aula ends at 11:00, and film starts in Aula at 11:29: 1 minute too soon.")], id="a minute too soon"),
        pytest.param("11:30", [], id="just enough"),
        pytest.param("10:59", [], id="in the room twice, which is told as that"),
    ],
)  # fmt: skip
def test_turnaround_and_slack_pass_before_the_next(start: str, found: list[tuple[int, str]]) -> None:
    problem = problem_of(HALLS, RULE, grid=1)
    assert told(problem, placed(problem, {"gala#1": ("a", "10:00"), "film#1": ("a", start)})) == found


def test_the_turnaround_is_that_of_the_earlier_one() -> None:
    problem = problem_of(HALLS, RULE)
    timetable = placed(problem, {"talk#1": ("a", "10:00"), "gala#1": ("a", "11:10")})
    assert told(problem, timetable, "ko") == [
        (10, "대강당의 talk가 11:00에 끝난 뒤 대강당에서 갈라가 11:10에 시작하여 여유가 10분 모자랍니다.")
    ]


def test_only_the_next_counts_and_only_in_the_room() -> None:
    problem = problem_of(HALLS, RULE)
    places = {"gala#1": ("a", "10:00"), "short#1": ("a", "11:10"), "film#1": ("a", "11:25"), "talk#1": ("b", "11:00")}
    # 10 of turnaround and 20 more, but 10: the film, 25 after the gala, is not the next.
    assert [amount for amount, _ in told(problem, placed(problem, places))] == [20]


def test_who_is_not_selected_needs_no_slack() -> None:
    problem = problem_of(HALLS, RULE)
    assert told(problem, placed(problem, {"film#1": ("a", "10:00"), "gala#1": ("a", "11:10")})) == []


def test_a_room_on_the_same_floor_is_the_same_room() -> None:
    rooms = [{"id": "whole", "parts_of": ["half"]}, {"id": "half"}]
    problem = problem_of({**HALLS, "rooms": rooms}, RULE)
    timetable = placed(problem, {"gala#1": ("half", "10:00"), "film#1": ("whole", "11:15")})
    assert told(problem, timetable) == [
        (5, "Gala in half ends at 11:00, and film starts in whole at 11:15: 5 minutes too soon.")
    ]


def test_blocks_that_never_clash_do_not_follow_each_other() -> None:
    blocks = [
        {"id": "one", "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 4},
        {"id": "two", "from": "2024-10-25T12:00", "to": "2024-10-25T14:00", "slots": 4},
    ]
    sessions = [{"id": "gala", "slots": 1, "tags": ["gala"]}, {"id": "film", "slots": 1}]
    festival = {**HALLS, "blocks": blocks, "sessions": sessions}
    problem = problem_of(festival, RULE)
    assert told(problem, placed(problem, {"gala#1": ("a", "one/4"), "film#1": ("a", "two/1")})) == []
    # Within a block they do, without turnaround.
    assert [n for n, _ in told(problem, placed(problem, {"gala#1": ("a", "one/1"), "film#1": ("a", "one/2")}))] == [20]
    by_clock = problem_of({**festival, "blocks": [{**block, "clock": True} for block in blocks]}, RULE)
    assert [n for n, _ in told(by_clock, placed(by_clock, {"gala#1": ("a", "one/4"), "film#1": ("a", "two/1")}))] == [
        20
    ]


@pytest.mark.parametrize(("start", "short"), [("11:10", 20), ("12:30", 5)], ids=["sooner", "later"])
def test_a_neighbourhood_minds_whoever_comes_first(start: str, short: int) -> None:
    """Gala and film stay, 5 minutes too close; the short may go between them."""
    problem = problem_of(HALLS, {**RULE, "weight": 1})
    timetable = placed(problem, {"gala#1": ("a", "10:00"), "film#1": ("a", "11:25"), "short#1": ("a", start)})
    showing = problem.by_key["short", 1]
    open_to = np.zeros(showing.legal.shape, dtype=bool)
    for when in ("11:10", "12:30"):
        (position,) = np.flatnonzero(showing.positions.starts == placed_at(problem, when)).tolist()
        open_to[problem.room_index["a"], position] = True
    (rule,) = problem.rules
    assert model_says(problem, Draw(timetable, {showing.index: open_to}), timetable, rule)[:2] == (True, short)


def placed_at(problem: Problem, when: str) -> int:
    (placement,) = placed(problem, {"short#1": ("a", when)})
    return placement.start
