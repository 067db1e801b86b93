"""audience_can_follow: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"margin": 5},
    {"by": "theme", "select": {"rooms": ["n1", "s1"]}},
    {"arena": "conference", "by": "theme", "margin": 10},
]

STRAND: dict[str, Any] = {
    "venues": [{"id": "v"}, {"id": "w"}],
    "walks": [{"from": "v", "to": "w", "minutes": 12}],
    "rooms": [{"id": "a", "venue": "v"}, {"id": "b", "venue": "w"}],
    "tracks": [{"id": "talks"}],
    "sessions": [
        {"id": "one", "duration": 30, "track": "talks", "showings": 2},
        {"id": "two", "duration": 30, "track": "talks"},
        {"id": "other", "duration": 30},
    ],
}


@pytest.mark.parametrize(
    ("room", "start", "expected"),
    [
        pytest.param("b", "10:45", [], id="twelve to walk and three to spare"),
        pytest.param("b", "10:44", [(1, "Between one (1) in a (10:00) and two in b (10:44) the audience is 1 minutes short.")], id="a minute less"),
        pytest.param("a", "10:33", [], id="in the same room only the margin"),
    ],
)  # fmt: skip
def test_the_walk_and_a_margin_of_three(room: str, start: str, expected: list[tuple[int, str]]) -> None:
    problem = problem_of(STRAND, {"kind": "audience_can_follow", "margin": 3}, grid=1)
    assert told(problem, placed(problem, {"one#1": ("a", "10:00"), "two#1": (room, start)})) == expected


def test_repeats_and_other_strands_do_not_count() -> None:
    problem = problem_of(STRAND, {"kind": "audience_can_follow"})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "one#2": ("b", "10:00"), "other#1": ("b", "10:30")})
    assert told(problem, timetable) == []


def test_in_korean() -> None:
    problem = problem_of(STRAND, {"kind": "audience_can_follow"})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "two#1": ("b", "10:20")})
    assert told(problem, timetable, "ko") == [
        (22, "a의 one (1)(10:00)와(과) b의 two(10:20) 사이에 관객의 이동 시간이 22분 부족합니다.")
    ]
