"""starts_at_times: numbers done by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from scheduler.constraint import Constraint
from scheduler.festival import Festival
from scheduler.timetable import Timetable
from tests.constraints.support import placed, problem_of, told

# So many times that a draw keeps to them now and then; none of a block whose slots are no whole minutes.
DENSE = [f"{hour}:{minute:02d}" for hour in range(10, 15) for minute in (0, 5, 10, 20, 25, 30, 40, 50, 55)]
CONTRACT: list[dict[str, object]] = [
    {"times": ["25:00", *DENSE], "select": {"types": ["ceremony", "talk", "panel"]}},
    {"times": DENSE, "templates": {"n1": ["11:20", *DENSE], "s1": []}},
    {"templates": {"n2": ["10:00", "11:00", "12:00", "13:00"]}, "select": {"not": {"days": ["2024-10-26"]}}},
    {"times": ["09:00", "10:00", "14:00", "15:00"], "arena": "conference", "select": {"tracks": ["t2", "t3"]}},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"times": ["11:00"], "templates": {"b": ["25:30", "26:00"], "c": []}},
        "Showings start at 11:00; b: 25:30, 26:00.",
        "상영은 11:00; b: 25:30, 26:00에 시작합니다.",
    ),
    (
        {"templates": {"b": ["25:30"]}},
        "Showings start at b: 25:30.",
        "상영은 b: 25:30에 시작합니다.",
    ),
]

HALLS: dict[str, Any] = {
    "rooms": [{"id": "a", "name": {"en": "Aula", "ko": "대강당"}}, {"id": "b"}],
    "sessions": [{"id": "film", "duration": 60, "title": {"en": "Film", "ko": "영화"}}, {"id": "talk", "duration": 30}],
}
RULE = {"kind": "starts_at_times", "times": ["11:00", "14:30"]}


@pytest.mark.parametrize(
    ("start", "lang", "found"),
    [
        pytest.param("14:30", "en", [], id="as the template says"),
        pytest.param("14:31", "en", [(1, "Film in Aula starts at 14:31, 1 minute from 14:30.")], id="a minute late"),
        pytest.param("10:50", "ko", [(10, "대강당의 영화: 10:50에 시작하여 11:00에서 10분 벗어납니다.")], id="early"),
        pytest.param("12:44", "en", [(104, "Film in Aula starts at 12:44, 104 minutes from 11:00.")], id="nearer to eleven"),
        pytest.param("12:46", "en", [(104, "Film in Aula starts at 12:46, 104 minutes from 14:30.")], id="nearer to half past two"),
    ],
)  # fmt: skip
def test_the_nearest_time_counts(start: str, lang: str, found: list[tuple[int, str]]) -> None:
    problem = problem_of(HALLS, RULE, grid=1)
    assert told(problem, placed(problem, {"film#1": ("a", start)}), lang) == found


def test_a_room_may_have_a_template_of_its_own() -> None:
    problem = problem_of(HALLS, {**RULE, "templates": {"b": ["12:00"]}})
    timetable = placed(problem, {"film#1": ("a", "11:00"), "talk#1": ("b", "11:00")})
    assert told(problem, timetable) == [(60, "talk in b starts at 11:00, 60 minutes from 12:00.")]


def test_a_room_without_any_is_free() -> None:
    problem = problem_of(HALLS, {"kind": "starts_at_times", "templates": {"b": ["12:00"]}})
    assert told(problem, placed(problem, {"film#1": ("a", "09:35")})) == []


def test_midnight_lies_between_two_days_and_not_between_two_times() -> None:
    days = [{"date": f"2024-10-{n}", "open": "10:00", "close": "26:00"} for n in (25, 26)]
    problem = problem_of({**HALLS, "days": days}, {"kind": "starts_at_times", "times": ["24:00", "12:00"]})
    timetable = placed(problem, {"film#1": ("a", "2024-10-25T23:50"), "talk#1": ("b", "2024-10-27T00:20")})
    assert told(problem, timetable) == [
        (10, "Film in Aula starts at Fri 25 Oct 23:50, 10 minutes from Sat 26 Oct 00:00."),
        (20, "talk in b starts at Sun 27 Oct 00:20, 20 minutes from Sun 27 Oct 00:00."),
    ]


def test_minutes_are_those_that_elapse_when_clocks_change() -> None:
    """In Berlin 03:00 on 27 October 2024 is three hours, not two, after midnight of summer time plus one."""
    festival = {
        **HALLS,
        "festival": {"id": "night", "timezone": "Europe/Berlin", "grid": 5},
        "days": [{"date": "2024-10-26", "open": "20:00", "close": "30:00"}],
    }
    problem = problem_of(festival, {"kind": "starts_at_times", "times": ["00:00"]})
    timetable = placed(problem, {"film#1": ("a", "2024-10-27T03:00")})
    # From midnight to three the clock goes round the hour from two to three twice.
    assert [amount for amount, _ in told(problem, timetable)] == [240]


def test_the_rule_says_its_times() -> None:
    (rule,) = problem_of(HALLS, {**RULE, "templates": {"b": ["25:30"]}}).rules
    assert str(rule.describe()) == "Showings start at 11:00, 14:30; b: 25:30."


def test_a_rule_without_times_is_refused() -> None:
    document = {"showgrid": 1, "festival": {"id": "x"}, "rules": [{"kind": "starts_at_times"}]}
    with pytest.raises(ValidationError, match="give times, or templates"):
        Festival.model_validate(document)


@pytest.mark.parametrize("times", [["23:30"], ["24:00"], ["25:30"], ["00:10", "12:00"]], ids=" ".join)
def test_prices_know_the_times_of_the_evening_before_and_of_the_night_after(times: list[str]) -> None:
    days = [{"date": "2024-10-25", "open": "00:00", "close": "47:30"}]
    problem = problem_of({**HALLS, "days": days}, {"kind": "starts_at_times", "times": times}, grid=10)
    showing, nothing = problem.showings[0], Timetable(problem, {})
    (rule,) = (one for one in problem.rules if one.kind == "starts_at_times")

    prices = rule.price(problem, showing, nothing, showing.legal)
    checked = Constraint.price(rule, problem, showing, nothing, showing.legal)

    assert np.array_equal(np.broadcast_to(prices, showing.legal.shape)[showing.legal], checked[showing.legal])
    assert checked[showing.legal].max() > 0, "some start is away from them all"
