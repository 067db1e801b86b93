"""spread_over: numbers done by hand."""

from __future__ import annotations

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {},
    {"over": "rooms", "max": 1},
    {"over": "dayparts", "min": 1, "max": 2},
    {"over": "venues", "min": 2, "select": {"not": {"sessions": ["extra"]}}},
    {"over": "days", "max": 1, "select": {"rooms": ["n1", "n2"]}},
    {"arena": "conference", "over": "rooms"},
]

THREE = {
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
        (1, "a has 3 of the selected showings instead of 2."),
        (1, "b has 0 of the selected showings instead of 1."),
    ]


def test_what_is_not_selected_does_not_count() -> None:
    problem = problem_of(THREE, {"kind": "spread_over", "over": "venues", "max": 1, "select": {"tags": ["access"]}})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "other#1": ("b", "10:00")})
    assert told(problem, timetable) == []


def test_a_part_of_the_day_with_too_few_is_named_in_korean() -> None:
    rule = {"kind": "spread_over", "over": "dayparts", "min": 1, "select": {"tags": ["access"]}}
    problem = problem_of(THREE, rule)
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("a", "12:00")})
    assert told(problem, timetable, "ko") == [(1, "저녁: 선택한 상영이 1회가 아니라 0회입니다.")]
