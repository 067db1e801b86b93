"""showings_spread: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.showings_spread import ShowingsSpread
from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.arena import FESTIVAL
from tests.constraints.support import placed, problem_of, told, told_in_both

THRICE = {"sessions": [{**one, "showings": 3} if one["id"] == "shorts" else one for one in FESTIVAL["sessions"]]}

CONTRACT: list[dict[str, object]] = [
    {},
    {"other_room": True, "other_venue": True, "select": {"tracks": ["comp"]}},
    {"other_daypart": True, "where": "always"},
    {"gap_days": {"from": 1, "to": 1}, "other_room": True, "where": "several_days", "changes": THRICE},
    {"gap_days": {"from": 0, "to": 0}, "other_daypart": True, "where": "one_day", "changes": THRICE},
    {"other_room": True, "other_day": True, "select": {"rooms": ["n1", "n2"]}, "changes": THRICE},
    {"arena": "conference", "other_room": True, "other_daypart": True, "changes": {"sessions": [
        {"id": "p1", "slots": 1, "showings": 3}, {"id": "p2", "slots": 2, "showings": 2}, {"id": "p3", "slots": 1},
    ]}},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"gap_days": {"from": 2}, "where": "several_days"},
        "The next showing of a session is 2 days later or more, where every showing can have a day of its own.",
        "회차마다 날을 달리할 수 있는 경우, 같은 프로그램의 다음 회차는 2일 이상 뒤입니다.",
    ),
    (
        {"other_day": True, "other_room": True, "other_venue": True, "other_daypart": True, "where": "one_day"},
        "The next showing of a session is on another day, in another room, in another venue, in another part of the day, where not every showing can have a day of its own.",
        "회차마다 날을 달리할 수 없는 경우, 같은 프로그램의 다음 회차는 다른 날, 다른 상영관, 다른 건물, 다른 시간대입니다.",
    ),
    (
        {"gap_days": {"from": 0, "to": 2}},
        "The next showing of a session is 0 to 2 days later.",
        "같은 프로그램의 다음 회차는 0~2일 뒤입니다.",
    ),
]

TWO_DAYS: dict[str, Any] = {
    "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}, {"date": "2024-10-28"}],
    "venues": [{"id": "north"}, {"id": "south"}],
    "rooms": [{"id": "a", "venue": "north"}, {"id": "b", "venue": "north"}, {"id": "c", "venue": "south"}],
    "sessions": [{"id": "film", "title": {"en": "Film", "ko": "영화"}, "duration": 60, "showings": 3}],
}
SPREAD = {"kind": "showings_spread"}


def test_two_showings_on_one_day_are_one_miss() -> None:
    problem = problem_of(TWO_DAYS, SPREAD)
    timetable = placed(problem, {"film#1": ("a", "21:00"), "film#2": ("b", "10:00")})
    said = "Film (2) in b at Fri 25 Oct 10:00 and Film (1) in a at Fri 25 Oct 21:00 are on the same day."
    assert told(problem, timetable) == [(1, said)]


def test_the_next_day_is_another_day() -> None:
    problem = problem_of(TWO_DAYS, SPREAD)
    timetable = placed(problem, {"film#1": ("a", "2024-10-25T23:30"), "film#2": ("a", "2024-10-26T09:00")})
    assert told(problem, timetable) == []


def test_a_start_after_midnight_belongs_to_the_day_before() -> None:
    problem = problem_of(TWO_DAYS, SPREAD)
    timetable = placed(problem, {"film#1": ("a", "2024-10-26T00:30"), "film#2": ("a", "2024-10-25T10:00")})
    assert [amount for amount, _ in told(problem, timetable)] == [1]


def test_only_neighbours_in_time_are_compared() -> None:
    problem = problem_of(TWO_DAYS, {**SPREAD, "other_room": True})
    there = {"film#1": ("a", "2024-10-25T10:00"), "film#3": ("a", "2024-10-28T10:00")}
    assert told(problem, placed(problem, {**there, "film#2": ("b", "2024-10-26T10:00")})) == []
    assert [amount for amount, _ in told(problem, placed(problem, {**there, "film#2": ("a", "2024-10-26T10:00")}))] == [
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("third", "amounts"),
    [
        pytest.param("2024-10-28T10:00", [], id="two days later"),
        pytest.param("2024-10-25T10:00", [1], id="one day before"),
    ],
)
def test_days_apart_are_counted_by_the_calendar(third: str, amounts: list[int]) -> None:
    problem = problem_of(TWO_DAYS, {**SPREAD, "gap_days": {"from": 2, "to": 2}})
    timetable = placed(problem, {"film#1": ("a", "2024-10-26T22:00"), "film#2": ("b", third)})
    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_every_condition_missed_counts_in_korean_too() -> None:
    every = {"other_day": True, "other_room": True, "other_venue": True, "other_daypart": True}
    problem = problem_of(TWO_DAYS, {**SPREAD, **every, "gap_days": {"from": 1}})
    timetable = placed(problem, {"film#1": ("a", "12:00"), "film#2": ("a", "17:55")})
    who = "영화 (1)(a, 10월 25일(금) 12:00)와 영화 (2)(a, 10월 25일(금) 17:55)"
    said = f"{who}: 같은 날, 0일 간격, 같은 상영관, 같은 건물, 둘 다 오후입니다."
    assert told(problem, timetable, "ko") == [(5, said)]


@pytest.mark.parametrize(("first", "amounts"), [("11:55", []), ("12:00", [1]), ("17:55", [1]), ("18:00", [])])
def test_the_afternoon_is_from_noon_until_before_six(first: str, amounts: list[int]) -> None:
    problem = problem_of(TWO_DAYS, {**SPREAD, "other_daypart": True})
    timetable = placed(problem, {"film#1": ("a", f"2024-10-25T{first}"), "film#2": ("b", "2024-10-26T15:00")})
    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_another_room_may_be_in_the_same_venue() -> None:
    problem = problem_of(TWO_DAYS, {**SPREAD, "other_venue": True})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "12:00"), "film#3": ("c", "14:00")})
    said = "Film (1) in a at Fri 25 Oct 10:00 and Film (2) in b at Fri 25 Oct 12:00 are in the same venue."
    assert told(problem, timetable) == [(1, said)]


def test_a_simulcast_and_single_showings_are_exempt() -> None:
    sessions = [{"id": "night", "duration": 60, "showings": 3, "simulcast": True}, {"id": "once", "duration": 60}]
    problem = problem_of({**TWO_DAYS, "sessions": sessions}, SPREAD)
    timetable = placed(
        problem, {f"night#{n}": (room, "20:00") for n, room in enumerate("abc", 1)} | {"once#1": ("a", "10:00")}
    )
    assert told(problem, timetable) == []


@pytest.mark.parametrize(
    ("days", "sessions", "broken"),
    [
        pytest.param(1, {"showings": 2}, "one_day", id="one day"),
        pytest.param(2, {"showings": 2}, "several_days", id="two days"),
        pytest.param(2, {"showings": 3}, "one_day", id="more showings than days"),
        pytest.param(
            2,
            {"showings": [{"label": 1}, {"label": 2}, {"label": 3, "optional": True}]},
            "several_days",
            id="one may be left out",
        ),
        pytest.param(
            2,
            {"showings": 2, "windows": [{"from": "2024-10-25T09:00", "to": "2024-10-25T22:00"}]},
            "one_day",
            id="a window on one day",
        ),
    ],
)
def test_the_defaults_want_another_day_where_there_is_one(days: int, sessions: dict[str, Any], broken: str) -> None:
    festival = {**TWO_DAYS, "days": TWO_DAYS["days"][:days], "defaults": True}
    problem = problem_of({**festival, "sessions": [{"id": "film", "duration": 60, **sessions}]})
    timetable = placed(problem, {"film#1": ("a", "13:00"), "film#2": ("b", "15:00")})
    defaults = [rule for rule in problem.rules if isinstance(rule, ShowingsSpread)]
    found = [(rule.where, rule.weight, one.amount) for rule in defaults for one in rule.violations(problem, timetable)]
    assert found == [(broken, None if broken == "several_days" else 50, 1)]


def test_a_rule_for_everything_replaces_both_defaults_and_another_none() -> None:
    def spreads(rule: dict[str, Any]) -> list[str]:
        festival = Festival.model_validate({"showgrid": 1, "festival": {"id": "f"}, **TWO_DAYS, "rules": [rule]})
        return [one.where for one in rules_of(festival) if isinstance(one, ShowingsSpread)]

    assert spreads({**SPREAD, "other_room": True}) == ["always"]
    assert spreads({**SPREAD, "enabled": False}) == []
    assert spreads({**SPREAD, "select": {"types": ["screening"]}}) == ["several_days", "one_day", "always"]


@pytest.mark.parametrize(
    ("rule", "showings", "said"),
    [
        pytest.param(
            {"other_day": True},
            4,
            ["Film: there are fewer possible days than showings, and each must have its own."],
            id="too many",
        ),
        pytest.param({"other_day": True}, 3, [], id="just enough"),
        pytest.param({"other_room": True}, 4, [], id="days do not matter"),
        pytest.param({"select": {"rooms": ["a"]}}, 4, [], id="one may lie elsewhere"),
    ],
)
def test_more_showings_than_days_cannot_each_have_their_own(
    rule: dict[str, Any], showings: int, said: list[str]
) -> None:
    film = {**TWO_DAYS["sessions"][0], "showings": showings}
    problem = problem_of({**TWO_DAYS, "sessions": [film]}, {**SPREAD, **rule})
    assert [str(one) for one in problem.rules[0].contradictions(problem)] == said


def test_a_gap_of_days_is_given_the_right_way_round() -> None:
    with pytest.raises(ValidationError, match="swap from and to"):
        ShowingsSpread.model_validate({"gap_days": {"from": 3, "to": 1}})


def test_it_says_what_it_asks_for() -> None:
    rule = ShowingsSpread.model_validate({"gap_days": {"from": 1, "to": 3}, "other_room": True})
    assert rule.describe().text() == "The next showing of a session is 1 to 3 days later, in another room."
    must, should = ShowingsSpread.defaults(Festival.model_validate({"showgrid": 1, "festival": {"id": "f"}}))
    assert must.describe().text("ko") == "회차마다 날을 달리할 수 있는 경우, 같은 프로그램의 다음 회차는 다른 날입니다."
    where = "where not every showing can have a day of its own"
    assert should.describe().text() == f"The next showing of a session is in another part of the day, {where}."


def test_what_is_missed_and_what_cannot_be_in_both_languages() -> None:
    every = {"other_room": True, "other_daypart": True, "gap_days": {"from": 1}}
    problem = problem_of(TWO_DAYS, {**SPREAD, **every})
    ((said, _),) = told_in_both(problem, placed(problem, {"film#1": ("a", "12:00"), "film#2": ("a", "17:55")}))
    assert said.endswith(" are 0 days apart, in the same room, both in the afternoon.")
    film = {**TWO_DAYS["sessions"][0], "showings": 4}
    problem = problem_of({**TWO_DAYS, "sessions": [film]}, {**SPREAD, "other_day": True})
    assert [one.text("ko") for one in problem.rules[0].contradictions(problem)] == [
        "영화: 가능한 날이 상영 횟수보다 적어 날을 모두 달리할 수 없습니다."
    ]


@pytest.mark.parametrize(
    ("gap", "amounts"), [({"from": 1, "to": 2}, []), ({"from": 3}, [1]), ({"to": 1}, [1]), ({"from": 2}, [])]
)
def test_both_ends_of_a_gap_are_allowed(gap: dict[str, int], amounts: list[int]) -> None:
    problem = problem_of(TWO_DAYS, {**SPREAD, "gap_days": gap})
    timetable = placed(problem, {"film#1": ("a", "2024-10-26T10:00"), "film#2": ("b", "2024-10-28T10:00")})
    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_a_gap_of_one_number_is_a_gap() -> None:
    assert ShowingsSpread.model_validate({"gap_days": {"from": 2, "to": 2}}).gap_days is not None
    with pytest.raises(ValidationError, match="nothing is at least 3 and at most 1 days apart"):
        ShowingsSpread.model_validate({"gap_days": {"from": 3, "to": 1}})
