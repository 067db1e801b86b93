"""person_load: numbers done by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"sessions_a_day": 1},
    {"minutes_a_day": 60, "select": {"days": ["2024-10-25"]}},
    {"span_minutes": 90},
    {"lunch": {"from": "11:30", "to": "12:45", "minutes": 40}},
    {"rest_hours": 23},
    {"within_days": 1, "select": {"not": {"rooms": ["s1"]}}},
    {"arena": "conference", "sessions_a_day": 1, "minutes_a_day": 50},
    {"arena": "conference", "lunch": {"from": "09:30", "to": "10:30", "minutes": 30}, "rest_hours": 27},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"sessions_a_day": 3, "minutes_a_day": 200, "span_minutes": 480},
        "Everybody has at most 3 sessions a day, at most 200 minutes a day, at most 480 minutes from first to last.",
        "모든 사람의 일정은 다음을 지킵니다: 하루 일정 3개 이하, 하루 일정 시간 200분 이하, 첫 일정부터 마지막 일정까지 480분 이하.",
    ),
    (
        {"lunch": {"from": "12:00", "to": "14:00", "minutes": 30}, "rest_hours": 11, "within_days": 4},
        "Everybody has a lunch of 30 minutes, 11 hours of rest at night, all within 4 days.",
        "모든 사람의 일정은 다음을 지킵니다: 점심시간 30분 이상, 밤사이 휴식 11시간 이상, 전체 체류 4일 이내.",
    ),
]

GUEST: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "09:00", "close": "22:00"}, {"date": "2024-10-26"}, {"date": "2024-10-27"}],
    "rooms": [{"id": "a"}],
    "people": [{"id": "kim", "name": {"en": "Prof. Kim", "ko": "김 교수"}}],
    "sessions": [{"id": name, "duration": 60, "people": ["kim"]} for name in ("one", "two", "three")]
    + [{"id": "other", "duration": 60}],
}


@pytest.mark.parametrize(
    ("rule", "places", "expected"),
    [
        pytest.param(
            {"sessions_a_day": 2},
            {"one#1": ("a", "10:00"), "two#1": ("a", "12:00"), "three#1": ("a", "14:00")},
            [(1, "Prof. Kim is over the sessions a day by 1 (Fri 25 Oct 10:00: one, two, three).")],
            id="three of two",
        ),
        pytest.param({"sessions_a_day": 2}, {"one#1": ("a", "10:00"), "other#1": ("a", "12:00"), "two#1": ("a", "14:00")}, [], id="others do not count"),
        pytest.param(
            {"span_minutes": 180},
            {"one#1": ("a", "10:00"), "two#1": ("a", "12:05")},
            [(5, "From first to last, Prof. Kim is there 5 minutes too long (Fri 25 Oct 10:00: one, two).")],
            id="five minutes beyond three hours",
        ),
        pytest.param({"span_minutes": 180}, {"one#1": ("a", "10:00"), "two#1": ("a", "12:00")}, [], id="three hours"),
        pytest.param(
            {"lunch": {"from": "12:00", "to": "14:00", "minutes": 45}},
            {"one#1": ("a", "11:40"), "two#1": ("a", "13:20")},
            [(5, "Prof. Kim is 5 minutes short of lunch (Fri 25 Oct 11:40: one, two).")],
            id="12:40 to 13:20 is forty minutes",
        ),
        pytest.param({"lunch": {"from": "12:00", "to": "14:00", "minutes": 45}}, {"one#1": ("a", "12:45")}, [], id="the first 45"),
        pytest.param(
            {"rest_hours": 12},
            {"one#1": ("a", "21:00"), "two#1": ("a", "2024-10-26T09:30")},
            [(30, "Prof. Kim is 30 minutes short of rest at night (Fri 25 Oct 21:00: one, two).")],
            id="eleven hours and a half",
        ),
        pytest.param(
            {"within_days": 2},
            {"one#1": ("a", "10:00"), "two#1": ("a", "2024-10-27T10:00")},
            [(1, "Prof. Kim is needed over too many days, by 1 (Fri 25 Oct 10:00: one, two).")],
            id="three days",
        ),
        pytest.param({"within_days": 3}, {"one#1": ("a", "10:00"), "two#1": ("a", "2024-10-27T10:00")}, [], id="within three"),
    ],
)  # fmt: skip
def test_worked(rule: dict[str, Any], places: dict[str, tuple[str, str]], expected: list[tuple[int, str]]) -> None:
    problem = problem_of(GUEST, {"kind": "person_load", **rule})
    assert told(problem, placed(problem, places)) == expected


def test_in_korean() -> None:
    problem = problem_of(GUEST, {"kind": "person_load", "minutes_a_day": 100})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "two#1": ("a", "12:00")})
    assert told(problem, timetable, "ko") == [(20, "김 교수: 하루 일정 시간 20분 초과(10월 25일(금) 10:00: one, two).")]


@pytest.mark.parametrize(
    ("rule", "places", "said"),
    [
        pytest.param({"sessions_a_day": 1}, {"one#1": ("a", "10:00"), "two#1": ("a", "12:00")}, "하루 일정 1개 초과", id="sessions"),
        pytest.param({"span_minutes": 170}, {"one#1": ("a", "10:00"), "two#1": ("a", "12:00")}, "첫 일정부터 마지막 일정까지 10분 초과", id="span"),
        pytest.param(
            {"lunch": {"from": "11:00", "to": "12:10", "minutes": 75}},
            {"one#1": ("a", "10:00"), "two#1": ("a", "12:00")},
            "점심시간 15분 부족",
            id="lunch",
        ),
        pytest.param(
            {"rest_hours": 24}, {"one#1": ("a", "10:00"), "two#1": ("a", "2024-10-26T10:50")}, "밤사이 휴식 10분 부족", id="rest"
        ),
        pytest.param({"within_days": 1}, {"one#1": ("a", "10:00"), "two#1": ("a", "2024-10-26T10:00")}, "체류 일수 1일 초과", id="days"),
    ],
)  # fmt: skip
def test_every_limit_in_korean(rule: dict[str, Any], places: dict[str, tuple[str, str]], said: str) -> None:
    problem = problem_of(GUEST, {"kind": "person_load", **rule})
    found = [sentence for _, sentence in told(problem, placed(problem, places), "ko")]
    assert found == [f"김 교수: {said}(10월 25일(금) 10:00: one, two)."]


def test_minutes_of_a_day_are_added_up_and_some_are_allowed() -> None:
    problem = problem_of(GUEST, {"kind": "person_load", "minutes_a_day": 119})
    timetable = placed(
        problem, {"one#1": ("a", "10:00"), "two#1": ("a", "12:00"), "three#1": ("a", "2024-10-26T10:00")}
    )
    assert told(problem, timetable) == [(1, "Prof. Kim works 1 minute too long (Fri 25 Oct 10:00: one, two).")]
    problem = problem_of(GUEST, {"kind": "person_load", "minutes_a_day": 120})
    assert told(problem, placed(problem, {"one#1": ("a", "10:00"), "two#1": ("a", "12:00")})) == []


def test_a_night_is_between_the_last_end_and_the_first_begin() -> None:
    problem = problem_of(GUEST, {"kind": "person_load", "rest_hours": 20})
    there = {"one#1": ("a", "10:00"), "two#1": ("a", "15:00"), "three#1": ("a", "2024-10-26T11:59")}
    # From 16:00 to 11:59: a minute short of twenty hours.
    assert [amount for amount, _ in told(problem, placed(problem, there))] == [1]
    assert told(problem, placed(problem, {**there, "three#1": ("a", "2024-10-26T12:00")})) == []


def test_a_break_that_begins_before_the_window_counts_from_its_begin() -> None:
    problem = problem_of(GUEST, {"kind": "person_load", "lunch": {"from": "12:00", "to": "13:00", "minutes": 30}})
    there = {"one#1": ("a", "09:00"), "two#1": ("a", "12:20")}
    # Free from 10:00, but of the window only twenty minutes before and none after.
    assert [amount for amount, _ in told(problem, placed(problem, there))] == [10]
    assert told(problem, placed(problem, {"one#1": ("a", "11:00"), "two#1": ("a", "13:00")})) == []


TOUR = {
    "days": [{"date": f"2024-10-{day}"} for day in (25, 26, 28)],
    "rooms": [{"id": "a"}],
    "people": [{"id": "kim"}],
    "sessions": [{"id": "film", "duration": 60, "showings": 2, "people": ["kim"]}],
}


@pytest.mark.parametrize(
    ("rule", "least"),
    [
        pytest.param({"within_days": 2}, [0, 0, 2, 1], id="the days between count too"),
        pytest.param({"within_days": 4}, [0, 0, 0, 0], id="four days are enough"),
        pytest.param({"sessions_a_day": 1}, [1, 0, 0, 0], id="both on one day"),
        pytest.param({"sessions_a_day": 1, "within_days": 1}, [1, 1, 3, 2], id="both limits together"),
    ],
)
def test_a_bound_by_days_is_what_the_days_alone_cost(rule: dict[str, Any], least: list[int]) -> None:
    problem = problem_of(TOUR, {"kind": "person_load", **rule})
    days = np.array([[0, 0], [0, 1], [0, 2], [1, 2]])  # indices: 25, 26 and 28 October
    assert problem.rules[0].by_days(problem, problem.showings, days).tolist() == least
