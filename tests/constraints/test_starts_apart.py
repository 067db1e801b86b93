"""starts_apart: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.arena import FESTIVAL
from tests.constraints.support import placed, problem_of, told, told_in_both

ONE_FOYER = {"rooms": [{**room, "venue": "north", "foyer": "lobby"} for room in FESTIVAL["rooms"]]}

CONTRACT: list[dict[str, object]] = [
    {"minutes": 15},
    {"minutes": 20, "of": "end", "changes": ONE_FOYER},
    {"minutes": 60, "n": 2, "changes": ONE_FOYER},
    {"minutes": 90, "n": 3, "of": "end", "changes": ONE_FOYER},
    {"minutes": 30, "select": {"rooms": ["n1", "n2"], "not": {"types": ["talk"], "days": ["2024-10-26"]}}, "changes": ONE_FOYER},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"minutes": 15, "of": "end"},
        "In rooms that share a foyer, ends are 15 minutes apart.",
        "로비를 함께 쓰는 상영관의 종료 시각은 15분 이상 차이를 둡니다.",
    ),
    (
        {"n": 2},
        "In rooms that share a foyer, there are at most 2 starts within 10 minutes.",
        "로비를 함께 쓰는 상영관에서 10분 안에 시작이 2건을 넘지 않습니다.",
    ),
]

HALLS: dict[str, Any] = {
    "venues": [{"id": "mall"}, {"id": "museum"}],
    "walks": [{"from": "mall", "to": "museum", "minutes": 10}],
    "rooms": [
        {"id": "a", "venue": "mall", "foyer": "west"},
        {"id": "b", "venue": "mall", "foyer": "west"},
        {"id": "c", "venue": "mall", "foyer": "west"},
        {"id": "east", "venue": "mall", "foyer": "east"},
        {"id": "none", "venue": "mall"},
        {"id": "far", "venue": "museum", "foyer": "west"},
    ],
    "sessions": [
        {"id": "film", "duration": 60, "title": {"en": "Film", "ko": "영화"}},
        {"id": "talk", "duration": 30},
        {"id": "panel", "duration": 45},
    ],
}
RULE = {"kind": "starts_apart", "minutes": 10}


@pytest.mark.parametrize(
    ("second", "lang", "found"),
    [
        pytest.param("10:09", "en", [(1, "Film, talk start at 10:00 and 10:09, 1 minute too close for foyer west.")], id="a minute short"),
        pytest.param("10:00", "ko", [(10, "영화, talk: 10:00와 10:00에 시작하여 로비 west에서 간격이 10분 부족합니다.")], id="at once"),
        pytest.param("10:10", "en", [], id="far enough apart"),
    ],
)  # fmt: skip
def test_starts_in_one_foyer_are_apart(second: str, lang: str, found: list[tuple[int, str]]) -> None:
    problem = problem_of(HALLS, RULE, grid=1)
    assert told(problem, placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", second)}), lang) == found


@pytest.mark.parametrize("room", ["east", "none", "far"])
def test_another_foyer_does_not_count(room: str) -> None:
    problem = problem_of(HALLS, RULE)
    assert told(problem, placed(problem, {"film#1": ("a", "10:00"), "talk#1": (room, "10:00")})) == []


def test_rooms_without_a_foyer_share_none() -> None:
    problem = problem_of({**HALLS, "rooms": [{"id": "a"}, {"id": "b"}], "venues": [], "walks": []}, RULE)
    assert told(problem, placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", "10:00")})) == []


def test_ends_may_be_meant() -> None:
    problem = problem_of(HALLS, {**RULE, "of": "end"})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", "10:25"), "panel#1": ("c", "10:25")})
    # They end at 11:00, 10:55 and 11:10.
    assert told(problem, timetable) == [(5, "talk, Film end at 10:55 and 11:00, 5 minutes too close for foyer west.")]


def test_each_is_compared_with_the_one_before() -> None:
    problem = problem_of(HALLS, RULE)
    timetable = placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", "10:05"), "panel#1": ("c", "10:05")})
    assert [amount for amount, _ in told(problem, timetable)] == [5, 10]


def test_or_with_the_second_before() -> None:
    problem = problem_of(HALLS, {**RULE, "n": 2})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", "10:00"), "panel#1": ("c", "10:05")})
    assert told(problem, timetable) == [
        (5, "Film, talk, panel start at 10:00 and 10:05, 5 minutes too close for foyer west.")
    ]
    assert told(problem, timetable.without([problem.by_key["talk", 1]])) == []


def test_slots_of_a_block_begin_at_once_anyway() -> None:
    blocks = [{"id": "one", "from": "2024-10-25T10:00", "to": "2024-10-25T11:00", "slots": 2}]
    sessions = [{"id": "film", "slots": 1}, {"id": "talk", "slots": 1}]
    problem = problem_of({**HALLS, "blocks": blocks, "sessions": sessions}, RULE)
    assert told(problem, placed(problem, {"film#1": ("a", "one/1"), "talk#1": ("b", "one/1")})) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "In rooms that share a foyer, starts are 10 minutes apart."),
        ({"of": "end", "n": 3}, "In rooms that share a foyer, there are at most 3 ends within 10 minutes."),
    ],
)
def test_the_rule_says_what_it_means(values: dict[str, object], sentence: str) -> None:
    (rule,) = problem_of(HALLS, {**RULE, **values}).rules
    assert str(rule.describe()) == sentence


def test_ends_in_korean() -> None:
    problem = problem_of(HALLS, {**RULE, "of": "end"})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", "10:25")})
    ((_, said),) = told_in_both(problem, timetable)
    assert said.endswith(": 10:55와 11:00에 끝나 로비 west에서 간격이 5분 부족합니다.")
