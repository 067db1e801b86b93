"""something_for_everyone: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, subjects, told

CONTRACT: list[dict[str, object]] = [
    {"values": ["ko"], "hours": {"from": "11:30", "to": "11:45"}, "select": {"days": ["2024-10-25"]}},
    {"of": "theme", "values": ["ai"], "hours": {"from": "12:00", "to": "12:05"}},
    {
        "of": "level",
        "hours": {"from": "12:00", "to": "12:05"},
        "select": {"days": ["2024-10-25"], "not": {"rooms": ["n2"]}},
    },
    {
        "arena": "conference",
        "of": "theme",
        "values": ["x"],
        "hours": {"from": "09:50", "to": "10:10"},
        "select": {"days": ["2026-09-01"]},
    },
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"of": "audience", "values": ["kids", "adults"]},
        "From 10:00 to 18:00 at least one running session fits each audience (kids, adults).",
        "10:00부터 18:00까지 audience (kids, adults)별로 볼 수 있는 세션이 항상 하나 이상 있습니다.",
    ),
]

HALLS: dict[str, Any] = {
    "days": [{"date": f"2024-10-{day}", "open": "09:00", "close": "22:00"} for day in (25, 26)],
    "rooms": [{"id": "a"}, {"id": "b"}],
    "sessions": [
        {"id": "long", "duration": 120, "language": "ko"},
        {"id": "short", "duration": 30, "language": "ko"},
        {"id": "talk", "duration": 60, "language": "en"},
        {"id": "dance", "duration": 60},
    ],
}
FIRST_DAY = {"days": ["2024-10-25"]}


def says(places: dict[str, tuple[str, str]], lang: str = "en", **rule: Any) -> list[tuple[int, str]]:
    given = {"hours": {"from": "10:00", "to": "12:00"}, "select": FIRST_DAY, **rule}
    problem = problem_of(HALLS, {"kind": "something_for_everyone", **given}, grid=1)
    return told(problem, placed(problem, places), lang)


def test_each_minute_without_counts() -> None:
    assert says({"long#1": ("a", "10:00"), "talk#1": ("b", "10:30")}) == [
        (60, "Nothing fits language en for 60 min: Fri 25 Oct 10:00–10:30, Fri 25 Oct 11:30–12:00.")
    ]
    assert says({"long#1": ("a", "10:00"), "talk#1": ("b", "10:30")}, "ko") == [
        (60, "language en에 맞는 세션이 60분 동안 없습니다: 10월 25일(금) 10:00–10:30, 10월 25일(금) 11:30–12:00.")
    ]


@pytest.mark.parametrize(
    ("start", "minutes"),
    [pytest.param("10:00", [], id="from the first minute"), pytest.param("10:01", [1], id="a minute late"),
     pytest.param("09:59", [1], id="over a minute early")],
)  # fmt: skip
def test_core_hours_are_covered_from_end_to_end(start: str, minutes: list[int]) -> None:
    assert [n for n, _ in says({"long#1": ("a", start)}, values=["ko"])] == minutes


def test_two_at_once_cover_a_minute_once() -> None:
    places = {"long#1": ("a", "10:30"), "short#1": ("b", "10:45")}
    assert [n for n, _ in says(places, values=["ko"])] == [30]
    assert [n for n, _ in says({**places, "short#1": ("b", "10:00")}, values=["ko"])] == []


def test_only_values_asked_for_count_and_sessions_without_one_fit_nobody() -> None:
    assert [n for n, _ in says({"dance#1": ("a", "10:00")}, values=["en"])] == [120]


def test_each_day_counts_on_which_something_may_lie() -> None:
    both: dict[str, Any] = {"select": {}, "values": ["ko"]}
    assert [n for n, _ in says({"long#1": ("a", "10:00")}, **both)] == [120]
    assert [n for n, _ in says({"long#1": ("a", "2024-10-26T10:00")}, **both)] == [120]
    assert [n for n, _ in says({"long#1": ("a", "2024-10-26T10:00")}, values=["ko"])] == [120]


def test_a_value_that_nobody_has_is_complained_about() -> None:
    problem = problem_of(HALLS, {"kind": "something_for_everyone", "values": ["ko", "kor"]})
    assert [str(one) for one in problem.rules[0].complaints(problem)] == ["No selected session fits language kor."]


def test_a_value_that_nobody_has_in_korean_and_what_it_is_about() -> None:
    problem = problem_of(HALLS, {"kind": "something_for_everyone", "values": ["ko", "kor"]})
    assert [one.text("ko") for one in problem.rules[0].complaints(problem)] == ["language kor에 맞는 세션이 없습니다."]
    given = {"hours": {"from": "10:00", "to": "12:00"}, "select": FIRST_DAY}
    problem = problem_of(HALLS, {"kind": "something_for_everyone", **given})
    assert subjects(problem, placed(problem, {"long#1": ("a", "10:00")})) == ["en"]
