"""same_day: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.same_day import SameDay
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"select": {"tracks": ["talks"]}},
    {"alike": "theme", "select": {"rooms": ["n1", "s1"]}},
    {"alike": ["theme", "track"], "measure": "pair"},
    {"pairs": [["mira", "talks", 3], ["shorts", "awards"]], "measure": "pair"},
    {"arena": "conference", "alike": "theme"},
    {"arena": "conference", "pairs": [["t1", "t2", 2]], "select": {"not": {"rooms": ["r2"], "days": ["2026-09-01"]}}},
    {"arena": "conference", "select": {"tracks": ["t2"]}, "measure": "pair"},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "The selected sessions fall on one day.",
        "선택한 행사는 같은 날에 열립니다.",
    ),
    (
        {"alike": ["theme", "track"]},
        "Sessions with common theme, track fall on one day.",
        "theme, track이 같은 행사는 같은 날에 열립니다.",
    ),
    (
        {"alike": "theme", "pairs": [["a", "b"]]},
        "Listed sessions fall on one day.",
        "목록의 행사는 같은 날에 열립니다.",
    ),
]

DAYS: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "09:00", "close": "28:00"}, {"date": "2024-10-26"}],
    "rooms": [{"id": "a"}, {"id": "b"}],
    "tracks": [{"id": "lab"}],
    "sessions": [
        {
            "id": "one",
            "title": {"en": "One", "ko": "하나"},
            "duration": 60,
            "labels": {"theme": ["ai", "sea"]},
            "showings": 2,
        },
        {
            "id": "two",
            "title": {"en": "Two", "ko": "둘"},
            "duration": 30,
            "labels": {"theme": ["ai", "sea"]},
            "track": "lab",
        },
        {"id": "three", "duration": 45, "labels": {"theme": ["sea"]}},
        {"id": "four", "duration": 20},
    ],
}
KIND: dict[str, Any] = {"kind": "same_day"}
FRIDAY, SATURDAY = "2024-10-25T10:00", "2024-10-26T10:00"


def amounts(rule: dict[str, Any], places: dict[str, tuple[str, str]]) -> list[int]:
    """What so many places cost."""
    problem = problem_of(DAYS, {**KIND, **rule})
    return [amount for amount, _ in told(problem, placed(problem, places))]


@pytest.mark.parametrize(
    ("two", "minutes"),
    [
        pytest.param("2024-10-25T22:00", [], id="the same day"),
        pytest.param("2024-10-26T03:00", [], id="past midnight it is still the day before"),
        pytest.param(SATURDAY, [90], id="the next day"),
    ],
)
def test_sessions_on_different_days_cost_the_minutes_of_both(two: str, minutes: list[int]) -> None:
    assert amounts({}, {"one#1": ("a", FRIDAY), "two#1": ("b", two)}) == minutes


def test_as_pairs_they_count_once() -> None:
    there = {"one#1": ("a", FRIDAY), "two#1": ("b", SATURDAY), "four#1": ("a", SATURDAY)}
    assert amounts({"measure": "pair"}, there) == [1, 1]


def test_labels_in_common_multiply() -> None:
    there = {
        "one#1": ("a", FRIDAY),
        "two#1": ("b", SATURDAY),
        "three#1": ("a", SATURDAY),
        "four#1": ("a", "2024-10-26T15:00"),
    }
    assert sorted(amounts({"alike": "theme", "measure": "pair"}, there)) == [1, 2]
    assert sorted(amounts({"alike": "theme"}, there)) == [105, 180]


def test_showings_of_one_session_may_fall_on_different_days() -> None:
    assert amounts({"measure": "pair"}, {"one#1": ("a", FRIDAY), "one#2": ("b", SATURDAY)}) == []


def test_only_listed_pairs_count_if_there_is_a_list() -> None:
    there = {"one#1": ("a", FRIDAY), "two#1": ("b", SATURDAY), "three#1": ("a", SATURDAY)}
    assert amounts({"pairs": [["one", "lab", 4]], "measure": "pair"}, there) == [4]


def test_the_sentence_says_which_days() -> None:
    problem = problem_of(DAYS, KIND)
    timetable = placed(problem, {"four#1": ("a", FRIDAY), "two#1": ("b", SATURDAY)})
    assert told(problem, timetable) == [(50, "four on Fri 25 Oct and Two on Sat 26 Oct are not on one day.")]
    assert told(problem, timetable, "ko") == [(50, "10월 25일(금)의 four와 10월 26일(토)의 둘이 다른 날에 있습니다.")]


def test_it_says_which_sessions_it_is_about() -> None:
    assert SameDay.model_validate({}).describe().text() == "The selected sessions fall on one day."
    assert (
        SameDay.model_validate({"alike": "theme"}).describe().text("ko")
        == "theme이(가) 같은 행사는 같은 날에 열립니다."
    )


def test_an_unknown_label_is_complained_of() -> None:
    problem = problem_of(DAYS, {**KIND, "alike": "thme"})
    (rule,) = problem.rules
    assert [str(one) for one in rule.complaints(problem)] == ["No session has any thme."]


def test_an_unknown_label_in_korean() -> None:
    problem = problem_of(DAYS, {**KIND, "alike": "thme"})
    assert [one.text("ko") for one in problem.rules[0].complaints(problem)] == ["thme 값을 가진 세션이 없습니다."]


def test_a_list_and_labels_multiply() -> None:
    there = {"one#1": ("a", FRIDAY), "two#1": ("b", SATURDAY), "three#1": ("a", SATURDAY)}
    rule = {"pairs": [["one", "two", 3], ["one", "three"]], "alike": "theme", "measure": "pair"}
    # One and two share ai and sea, one and three only sea.
    assert sorted(amounts(rule, there)) == [1, 6]
    assert sorted(amounts({**rule, "measure": "both_durations"}, there)) == [105, 6 * 90]
