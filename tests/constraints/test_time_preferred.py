"""time_preferred: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.time_preferred import TimePreferred
from tests.constraints.support import placed, problem_of, told, told_in_both

CONTRACT: list[dict[str, object]] = [
    {"hours": {"from": "11:00", "to": "12:30"}},
    {"hours": {"from": "11:00", "to": "12:30"}, "of": "whole", "price": 0.3, "select": {"rooms": ["n1", "s1"]}},
    {"hours": {"from": "13:30", "to": "11:00"}, "of": "end", "days": ["2024-10-26"], "select": {"tracks": ["comp"]}},
    {"dayparts": ["morning"], "windows": [{"from": "2024-10-25T10:30", "to": "2024-10-26T11:40"}], "of": "start"},
    {"dayparts": ["afternoon"], "of": "end", "hours": {"from": "10:00", "to": "13:00"}, "measure": "duration"},
    {"days": ["2024-10-25"], "of": "whole", "showings": [1], "measure": "showing", "by_audience": True},
    {"windows": [{"from": "2024-10-25T10:30", "to": "2024-10-25T12:00"}, {"from": "2024-10-25T11:30", "to": "2024-10-26T11:40"}],
     "of": "whole", "by_audience": True, "price": 0.01},
    {"days": ["2024-10-25"], "of": "start", "hours": {"from": "10:00", "to": "24:00"}},
    {"arena": "conference", "hours": {"from": "10:00", "to": "15:00"}, "of": "whole"},
    {"arena": "conference", "hours": {"from": "10:00", "to": "15:00"}, "of": "start", "price": 2.5, "by_audience": True},
    {"arena": "conference", "dayparts": ["morning", "evening"], "of": "end", "measure": "duration"},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"hours": {"from": "18:00", "to": "21:30"}, "weight": 2, "measure": "duration"},
        "Showings start at a good time (18:00–21:30); each minute of a showing outside counts 1.",
        "상영은 좋은 시간(18:00–21:30)에 시작합니다. 벗어난 상영의 1분마다 1점으로 계산합니다.",
    ),
    (
        {"dayparts": ["morning", "evening"], "of": "end", "price": 2.5, "by_audience": True, "weight": 1},
        "Showings end at a good time (morning, evening); each minute outside counts 2.5 for everyone expected.",
        "상영은 좋은 시간(오전, 저녁)에 끝납니다. 벗어난 1분마다 2.5점 × 예상 관객으로 계산합니다.",
    ),
    (
        {"days": ["2024-10-25"], "of": "whole", "measure": "showing", "weight": 1},
        "Showings lie within a good time (Fri 25 Oct); each showing outside counts 1.",
        "상영은 처음부터 끝까지 좋은 시간(10월 25일(금)) 안에 있습니다. 벗어난 상영 1회마다 1점으로 계산합니다.",
    ),
]

DAYS: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "09:00", "close": "28:00"}, {"date": "2024-10-26"}],
    "rooms": [{"id": "a"}],
    "sessions": [
        {"id": "gala", "title": {"en": "Gala", "ko": "갈라"}, "duration": 60, "showings": 2, "audience": 200},
        {"id": "talk", "duration": 45},
    ],
}
EVENING = {"kind": "time_preferred", "hours": {"from": "18:00", "to": "21:30"}}


def amounts(rule: dict[str, Any], start: str, session: str = "gala#1") -> list[int]:
    """What a start costs."""
    problem = problem_of(DAYS, {"kind": "time_preferred", **rule}, grid=1)
    return [amount for amount, _ in told(problem, placed(problem, {session: ("a", start)}))]


@pytest.mark.parametrize(
    ("start", "expected"),
    [("17:59", [1]), ("18:00", []), ("21:30", []), ("21:31", [1]), ("10:00", [480]), ("2024-10-26T00:30", [180])],
)
def test_a_start_is_so_many_minutes_from_its_hours(start: str, expected: list[int]) -> None:
    assert amounts(EVENING, start) == expected


@pytest.mark.parametrize(("start", "expected"), [("16:59", [1]), ("17:00", []), ("20:30", []), ("20:31", [1])])
def test_of_the_end_only_the_end_counts(start: str, expected: list[int]) -> None:
    assert amounts({**EVENING, "of": "end"}, start) == expected


@pytest.mark.parametrize(
    ("start", "expected"), [("17:59", [1]), ("18:00", []), ("20:30", []), ("20:45", [15]), ("09:00", [60])]
)
def test_of_the_whole_its_minutes_outside_count(start: str, expected: list[int]) -> None:
    assert amounts({**EVENING, "of": "whole"}, start) == expected


@pytest.mark.parametrize(("start", "expected"), [("2024-10-26T00:59", []), ("2024-10-26T01:10", [10]), ("22:50", [10])])
def test_hours_may_go_past_midnight(start: str, expected: list[int]) -> None:
    assert amounts({"hours": {"from": "23:00", "to": "01:00"}}, start) == expected
    assert amounts({"hours": {"from": "23:00", "to": "25:00"}}, start) == expected


@pytest.mark.parametrize(("start", "expected"), [("11:59", []), ("12:00", [1]), ("2024-10-26T01:00", [240])])
def test_noon_is_no_longer_in_the_morning(start: str, expected: list[int]) -> None:
    # At 01:00 the next morning, which begins at 05:00, is nearer than the last one.
    assert amounts({"dayparts": ["morning"]}, start) == expected


def test_on_another_day_the_minutes_to_the_next_good_one_are_added() -> None:
    rule = {"days": ["2024-10-26"], "hours": {"from": "18:00", "to": "21:30"}}
    assert amounts(rule, "2024-10-26T18:00") == []
    # A start before 05:00 belongs to the 25th: one minute to the 26th, and 7 hours 29 from 21:30.
    assert amounts(rule, "2024-10-26T04:59") == [1 + 449]
    assert amounts({**rule, "of": "whole"}, "2024-10-25T19:00") == [60]


def test_every_condition_holds_at_once() -> None:
    rule: dict[str, Any] = {"hours": {"from": "10:00", "to": "14:00"}, "dayparts": ["afternoon"]}
    assert [amounts(rule, start) for start in ("11:00", "12:00", "14:00", "14:01")] == [[60], [], [], [1]]
    rule = {"windows": [{"from": "2024-10-25T13:00", "to": "2024-10-25T15:00"}], **rule}
    assert [amounts(rule, start) for start in ("12:00", "13:00", "14:00", "14:30")] == [[60], [], [], [30]]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"price": 0.25}, [2], id="five minutes at a quarter, rounded up once"),
        pytest.param({"measure": "showing"}, [1], id="once a showing"),
        pytest.param({"measure": "showing", "price": 7}, [7], id="seven a showing"),
        pytest.param({"measure": "duration"}, [60], id="all its minutes"),
        pytest.param({"by_audience": True, "price": 0.01}, [10], id="a hundredth of 5 minutes of 200 people"),
        pytest.param({"showings": [2]}, [], id="another showing is meant"),
    ],
)
def test_prices_measures_and_people(fields: dict[str, Any], expected: list[int]) -> None:
    assert amounts({**EVENING, **fields}, "17:55") == expected


def test_without_an_expected_audience_nobody_misses_anything() -> None:
    assert amounts({**EVENING, "by_audience": True}, "10:00", "talk#1") == []


def test_the_time_of_a_block_is_its_time_on_the_clock() -> None:
    block = {"id": "b", "from": "2024-10-25T09:00", "to": "2024-10-25T10:40", "slots": 3}
    festival = {"rooms": [{"id": "a"}], "blocks": [block], "sessions": [{"id": "talk", "slots": 1}]}
    problem = problem_of(festival, {"kind": "time_preferred", "hours": {"from": "10:00", "to": "12:00"}, "of": "end"})
    # Slots end after 33.3, 66.7 and 100 minutes.
    ends = [told(problem, placed(problem, {"talk#1": ("a", f"b/{slot}")})) for slot in (1, 2, 3)]
    assert [[amount for amount, _ in end] for end in ends] == [[27], [], []]


def test_the_sentence_says_who_where_when_and_by_how_much() -> None:
    problem = problem_of(DAYS, {**EVENING, "days": ["2024-10-25"]})
    timetable = placed(problem, {"gala#1": ("a", "17:40")})
    good = "18:00–21:30, Fri 25 Oct"
    assert told(problem, timetable) == [
        (20, f"Gala (1) in a starts at Fri 25 Oct 17:40, 20 minutes from its good time ({good}).")
    ]
    good = "18:00–21:30, 10월 25일(금)"
    assert told(problem, timetable, "ko") == [
        (20, f"a의 갈라 (1): 10월 25일(금) 17:40에 시작하여 좋은 시간({good})에서 20분 벗어났습니다.")
    ]


def test_a_time_that_never_comes_is_complained_of() -> None:
    rule = {"dayparts": ["morning"], "hours": {"from": "13:00", "to": "15:00"}, "days": ["2024-10-25", "2024-10-27"]}
    problem = problem_of(DAYS, {"kind": "time_preferred", **rule})
    assert [str(one) for one in problem.rules[0].complaints(problem)] == [
        "Sun 27 Oct is no day of the festival.",
        "No moment is good: 13:00–15:00, morning, Fri 25 Oct, Sun 27 Oct exclude each other.",
    ]
    # Then a showing is outside with all its minutes.
    assert amounts({**rule, "days": []}, "14:00") == [60]


def test_it_says_which_time_is_good() -> None:
    price = {"price": 2.5, "by_audience": True, "weight": 1}
    rule = TimePreferred.model_validate({"dayparts": ["morning", "evening"], "of": "end", **price})
    said = "Showings end at a good time (morning, evening); each minute outside counts 2.5 for everyone expected."
    assert rule.describe().text() == said
    window = {"windows": [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]}
    good = "10월 25일(금) 10:00–10월 25일(금) 12:00"
    assert TimePreferred.model_validate(window).describe().text("ko") == f"상영은 좋은 시간({good})에 시작합니다."
    said = f"상영은 처음부터 끝까지 좋은 시간({good}) 안에 있습니다. 벗어난 상영 1회마다 1점으로 계산합니다."
    rule = TimePreferred.model_validate({**window, "of": "whole", "measure": "showing", "weight": 1})
    assert rule.describe().text("ko") == said


def test_some_time_is_good() -> None:
    with pytest.raises(ValidationError, match="say which time is good"):
        TimePreferred.model_validate({})
    with pytest.raises(ValidationError, match="morning"):
        TimePreferred.model_validate({"dayparts": ["dawn"]})


@pytest.mark.parametrize(
    ("of", "english", "korean"),
    [
        ("end", "Gala (1) in a ends at Fri 25 Oct 22:00, 30 minutes from its good time ({g}).", "a의 갈라 (1): 10월 25일(금) 22:00에 끝나 좋은 시간({g})에서 30분 벗어났습니다."),
        (
            "whole",
            "Gala (1) in a, Fri 25 Oct 21:00 to Fri 25 Oct 22:00: 30 minutes lie outside its good time ({g}).",
            "a의 갈라 (1)(10월 25일(금) 21:00부터 10월 25일(금) 22:00까지): 좋은 시간({g})에서 30분 벗어났습니다.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_of_an_end_and_of_a_whole(of: str, english: str, korean: str) -> None:
    problem = problem_of(DAYS, {**EVENING, "of": of})
    good = "18:00–21:30"
    assert told_in_both(problem, placed(problem, {"gala#1": ("a", "21:00")})) == [
        (english.replace("{g}", good), korean.replace("{g}", good))
    ]


def test_a_time_that_never_comes_in_korean() -> None:
    rule = {"dayparts": ["morning"], "hours": {"from": "13:00", "to": "15:00"}, "days": ["2024-10-27"]}
    problem = problem_of(DAYS, {"kind": "time_preferred", **rule})
    assert [one.text("ko") for one in problem.rules[0].complaints(problem)] == [
        "10월 27일(일)은 축제 기간이 아닙니다.",
        "좋은 시간이 없습니다. 서로 겹치지 않습니다: 13:00–15:00, 오전, 10월 27일(일).",
    ]
