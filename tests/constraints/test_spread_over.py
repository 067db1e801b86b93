"""spread_over: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.spread_over import SpreadOver
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {},
    {"over": "rooms", "max": 1},
    {"over": "dayparts", "min": 1, "max": 2},
    {"over": "venues", "min": 2, "select": {"not": {"sessions": ["extra"]}}},
    {"over": "days", "max": 1, "select": {"rooms": ["n1", "n2"]}},
    {"over": "dayparts", "select": {"not": {"days": ["2024-10-26"], "sessions": ["awards"]}}},
    {"arena": "conference", "over": "rooms"},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "The selected showings are spread evenly over days.",
        "선택한 상영은 날별로 고르게 배정됩니다.",
    ),
    (
        {"over": "rooms", "max": 3},
        "Each of the rooms has at most 3 of the selected showings.",
        "상영관마다 선택한 상영이 3회 이하로 있습니다.",
    ),
    (
        {"over": "rooms", "min": 0, "max": 3},
        "Each of the rooms has at most 3 of the selected showings.",
        "상영관마다 선택한 상영이 3회 이하로 있습니다.",
    ),
    (
        {"over": "venues", "min": 1, "max": 3},
        "Each of the venues has 1 to 3 of the selected showings.",
        "건물마다 선택한 상영이 1~3회 있습니다.",
    ),
    (
        {"over": "dayparts", "min": 2},
        "Each of the parts of the day has 2 or more of the selected showings.",
        "시간대마다 선택한 상영이 2회 이상 있습니다.",
    ),
]

THREE: dict[str, Any] = {
    "venues": [{"id": "v", "name": {"en": "North", "ko": "북관"}}],
    "rooms": [{"id": "a", "venue": "v"}, {"id": "b", "venue": "v"}],
    "sessions": [{"id": "film", "duration": 30, "showings": 3, "tags": ["access"]}, {"id": "other", "duration": 30}],
}


def test_three_over_two_rooms_are_even_as_two_and_one() -> None:
    problem = problem_of(THREE, {"kind": "spread_over", "over": "rooms", "select": {"tags": ["access"]}})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("a", "12:00"), "film#3": ("b", "10:00")})
    assert told(problem, timetable) == []


def test_all_three_in_one_room_are_one_too_many_and_one_too_few() -> None:
    problem = problem_of(THREE, {"kind": "spread_over", "over": "rooms", "select": {"tags": ["access"]}})
    timetable = placed(problem, {f"film#{n}": ("a", f"1{n}:00") for n in (1, 2, 3)})
    assert told(problem, timetable) == [
        (1, "a has 3 of the selected showings, more than 2."),
        (1, "b has 0 of the selected showings, fewer than 1."),
    ]


def test_what_is_not_selected_does_not_count() -> None:
    problem = problem_of(THREE, {"kind": "spread_over", "over": "venues", "max": 1, "select": {"tags": ["access"]}})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "other#1": ("b", "10:00")})
    assert told(problem, timetable) == []


def test_a_part_of_the_day_with_too_few_is_named_in_korean() -> None:
    rule = {"kind": "spread_over", "over": "dayparts", "min": 1, "select": {"tags": ["access"]}}
    problem = problem_of(THREE, rule)
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("a", "12:00")})
    assert told(problem, timetable, "ko") == [(1, "저녁: 선택한 상영이 0회로 1회보다 적습니다.")]


@pytest.mark.parametrize(
    ("fields", "amounts"),
    [
        ({"max": 2}, []), ({"max": 1}, [1]), ({"max": 0}, [2, 1]), ({"min": 1}, []), ({"min": 2}, [1]),
        ({"min": 2, "max": 2}, [1]), ({"min": 0, "max": 1}, [1]), ({}, []),
    ],
)  # fmt: skip
def test_both_limits_count(fields: dict[str, int], amounts: list[int]) -> None:
    rule = {"kind": "spread_over", "over": "rooms", "select": {"tags": ["access"]}, **fields}
    problem = problem_of(THREE, rule)
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("a", "12:00"), "film#3": ("b", "10:00")})
    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_days_on_which_none_may_lie_are_not_counted() -> None:
    days = [{"date": "2024-10-25"}, {"date": "2024-10-26"}, {"date": "2024-10-27"}]
    film = {**THREE["sessions"][0], "windows": [{"from": "2024-10-25T09:00", "to": "2024-10-26T22:00"}]}
    problem = problem_of({**THREE, "days": days, "sessions": [film]}, {"kind": "spread_over", "min": 1})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "10:00")})
    assert told(problem, timetable) == [(1, "Sat 26 Oct has 0 of the selected showings, fewer than 1.")]


def test_it_says_how_many_there_should_be() -> None:
    def said(lang: str, **fields: object) -> str:
        return SpreadOver.model_validate(fields).describe().text(lang)

    assert said("en") == "The selected showings are spread evenly over days."
    assert said("en", over="rooms", max=3) == "Each of the rooms has at most 3 of the selected showings."
    assert said("en", over="venues", min=1, max=3) == "Each of the venues has 1 to 3 of the selected showings."
    assert said("ko", over="dayparts", min=2) == "시간대마다 선택한 상영이 2회 이상 있습니다."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"max": 1}, ["There are 3 showings for 2 rooms of at most 1 each."]),
        ({"max": 2}, []),
        ({"min": 2}, ["There are 3 showings for 2 rooms of at least 2 each."]),
        ({"min": 1}, []),
    ],
)
def test_counting_shows_what_cannot_be(fields: dict[str, int], said: list[str]) -> None:
    rule = {"kind": "spread_over", "over": "rooms", "select": {"tags": ["access"]}, **fields}
    problem = problem_of(THREE, rule)
    assert [str(one) for one in problem.rules[0].contradictions(problem)] == said


def test_limits_are_given_the_right_way_round() -> None:
    with pytest.raises(ValidationError, match="swap min and max"):
        SpreadOver.model_validate({"min": 3, "max": 1})


def test_what_cannot_be_in_korean_and_limits_told_with_their_numbers() -> None:
    def said(**fields: int) -> list[str]:
        problem = problem_of(THREE, {"kind": "spread_over", "over": "rooms", "select": {"tags": ["access"]}, **fields})
        return [one.text("ko") for one in problem.rules[0].contradictions(problem)]

    assert said(max=1) == ["상영 3회, 상영관 2개에 1회씩이면 모자랍니다."]
    assert said(min=2) == ["상영 3회로 상영관 2개에 2회씩 채울 수 없습니다."]
    with pytest.raises(ValidationError, match="nothing is at least 3 and at most 1"):
        SpreadOver.model_validate({"min": 3, "max": 1})
    assert SpreadOver.model_validate({"min": 1, "max": 1}).max == 1


def test_a_showing_that_may_be_left_out_or_lie_elsewhere_is_not_needed() -> None:
    def said(session: dict[str, Any], select: dict[str, Any]) -> list[str]:
        film = {**THREE["sessions"][0], **session}
        problem = problem_of(
            {**THREE, "sessions": [film]}, {"kind": "spread_over", "over": "rooms", "max": 1, "select": select}
        )
        return [str(one) for one in problem.rules[0].contradictions(problem)]

    assert said({}, {}) == ["There are 3 showings for 2 rooms of at most 1 each."]
    assert said({"optional": True}, {}) == said({}, {"days": ["2024-10-25"], "rooms": ["a"]}) == []
