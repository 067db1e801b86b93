"""person_available: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, told

STAYS = [
    {
        "id": "ann",
        "available": [
            {"from": "2024-10-25T10:30", "to": "2024-10-25T12:00"},
            {"from": "2024-10-25T12:00", "to": "2024-10-25T13:00"},
            {"from": "2024-10-26T11:30", "to": "2024-10-26T13:00"},
        ],
        "away": [{"from": "2024-10-25T12:30", "to": "2024-10-25T14:00"}, {"from": "2024-10-25T12:45", "to": "2024-10-25T13:00"}],
    },
    {"id": "bob", "away": [{"from": "2024-10-25T11:00", "to": "2024-10-25T11:30"}]},
    {"id": "cho", "available": [{"from": "2024-10-25T00:00", "to": "2024-10-25T12:00"}]},
    *({"id": name} for name in ("ina", "inb", "jury1", "jury2")),
]  # fmt: skip
IN_BLOCKS = [
    {"id": "ann", "away": [{"block": "b4"}, {"from": "2026-09-01T10:20", "to": "2026-09-01T10:30"}]},
    {"id": "bob", "available": [{"block": "b1"}, {"from": "2026-09-02T14:00", "to": "2026-09-02T15:00"}]},
    {"id": "cho", "available": [{"block": "b1"}]},
    {"id": "dan", "away": [{"block": "b1"}]},
]

CONTRACT: list[dict[str, Any]] = [
    {},
    {"arrival": 20, "departure": 25, "changes": {"people": STAYS}},
    {"measure": "whole", "select": {"rooms": ["n1", "n2"]}},
    {"arrival": 15, "select": {"roles": ["speaker"]}},
    {"arena": "conference"},
    {"arena": "conference", "departure": 30, "changes": {"people": IN_BLOCKS}},
    {"arena": "conference", "measure": "whole", "changes": {"people": IN_BLOCKS}},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "Everybody is on stage only while they are there.",
        "출연자는 체류하는 동안에만 무대에 섭니다.",
    ),
    (
        {"arrival": 30},
        "Everybody is on stage only while they are there, 30 minutes after arriving and 0 before leaving.",
        "출연자는 체류하는 동안에만 무대에 서며, 도착 후 30분과 출발 전 0분은 비워 둡니다.",
    ),
    (
        {"departure": 45},
        "Everybody is on stage only while they are there, 0 minutes after arriving and 45 before leaving.",
        "출연자는 체류하는 동안에만 무대에 서며, 도착 후 0분과 출발 전 45분은 비워 둡니다.",
    ),
]

VISIT: dict[str, Any] = {
    "rooms": [{"id": "a"}],
    "people": [
        {
            "id": "kim",
            "name": {"en": "Prof. Kim", "ko": "김 교수"},
            "available": [
                {"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"},
                {"from": "2024-10-25T14:00", "to": "2024-10-25T18:00"},
            ],
            "away": [{"from": "2024-10-25T15:00", "to": "2024-10-25T15:30"}],
        }
    ],
    "sessions": [
        {"id": "talk", "title": {"en": "Talk", "ko": "강연"}, "duration": 60, "people": ["kim"]},
        {"id": "film", "duration": 60, "people": [{"id": "kim", "parts": ["q-and-a"]}],
         "parts": [{"name": "film", "minutes": 50}, {"name": "q-and-a", "minutes": 10}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "outside"),
    [
        pytest.param("11:00", [], id="until the minute of leaving"),
        pytest.param("11:01", [1], id="a minute longer"),
        pytest.param("09:50", [10], id="before arriving"),
        pytest.param("12:30", [60], id="not there at all"),
        pytest.param("14:30", [30], id="away"),
        pytest.param("15:30", [], id="back again"),
    ],
)
def test_minutes_outside(start: str, outside: list[int]) -> None:
    problem = problem_of(VISIT, {"kind": "person_available"}, grid=1)

    assert [amount for amount, _ in told(problem, placed(problem, {"talk#1": ("a", start)}))] == outside


def test_the_sentence_says_who_where_when_and_how_much() -> None:
    problem = problem_of(VISIT, {"kind": "person_available"})
    timetable = placed(problem, {"talk#1": ("a", "11:15")})

    assert told(problem, timetable) == [(15, "Prof. Kim is not there for 15 minutes of Talk in a (11:15), from 12:00.")]
    assert told(problem, timetable, "ko") == [
        (15, "김 교수: a의 강연(11:15) 중 12:00부터 15분 동안 체류 시간이 아닙니다.")
    ]


def test_only_the_part_that_needs_the_person_counts() -> None:
    problem = problem_of(VISIT, {"kind": "person_available"})

    assert told(problem, placed(problem, {"film#1": ("a", "09:15")})) == []
    assert [amount for amount, _ in told(problem, placed(problem, {"film#1": ("a", "11:05")}))] == [5]


def test_margins_are_of_the_whole_stay_and_not_of_each_of_its_days() -> None:
    problem = problem_of(VISIT, {"kind": "person_available", "arrival": 30, "departure": 45}, grid=1)
    starts = ("10:30", "10:29", "11:00", "14:00", "16:15", "16:16")

    found = [told(problem, placed(problem, {"talk#1": ("a", start)})) for start in starts]

    assert [[amount for amount, _ in one] for one in found] == [[], [1], [], [], [], [1]]


def test_margins_may_leave_nothing_of_a_stay() -> None:
    problem = problem_of(VISIT, {"kind": "person_available", "arrival": 300, "departure": 300})

    assert [amount for amount, _ in told(problem, placed(problem, {"talk#1": ("a", "10:00")}))] == [60]


def test_as_a_whole_any_minute_outside_counts_all_of_the_showing() -> None:
    problem = problem_of(VISIT, {"kind": "person_available", "measure": "whole"})

    found = [told(problem, placed(problem, {"film#1": ("a", start)})) for start in ("11:00", "11:05")]

    assert [[amount for amount, _ in one] for one in found] == [[], [60]]


def test_who_says_nothing_about_their_stay_is_always_there() -> None:
    festival = {**VISIT, "people": [{"id": "kim"}]}
    problem = problem_of(festival, {"kind": "person_available", "arrival": 30})

    assert told(problem, placed(problem, {"talk#1": ("a", "09:00")})) == []


CONFERENCE: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "r"}],
    "blocks": [
        {"id": "b1", "from": "2024-10-25T09:00", "to": "2024-10-25T10:40", "slots": 3},
        {"id": "b2", "from": "2024-10-25T10:00", "to": "2024-10-25T11:00"},
    ],
    "sessions": [{"id": "talk", "slots": 1, "people": ["kim"]}],
}


@pytest.mark.parametrize(
    ("times", "amounts"),
    [
        pytest.param({"away": [{"block": "b2"}]}, [0, 60], id="a block is that block only"),
        pytest.param({"available": [{"block": "b1"}]}, [0, 60], id="or there for it only"),
        # The third slot of b1 runs from 10:06:40 to 10:40.
        pytest.param({"away": [{"from": "2024-10-25T10:30", "to": "2024-10-25T11:00"}]}, [10, 30], id="by the clock"),
        pytest.param({"away": [{"from": "2024-10-25T09:00", "to": "2024-10-25T10:07"}]}, [1, 7], id="rounded up once"),
    ],
)
def test_times_in_blocks(times: dict[str, Any], amounts: list[int]) -> None:
    problem = problem_of({**CONFERENCE, "people": [{"id": "kim", **times}]}, {"kind": "person_available"})

    found = [told(problem, placed(problem, {"talk#1": ("r", slot)})) for slot in ("b1/3", "b2/1")]

    assert [sum(amount for amount, _ in one) for one in found] == amounts


def test_a_guest_who_is_never_there_is_complained_about() -> None:
    festival = {
        **VISIT,
        "people": [{"id": "kim", "available": [{"from": "2024-10-20T10:00", "to": "2024-10-21T10:00"}]}],
    }
    problem = problem_of(festival, {"kind": "person_available"})
    (rule,) = problem.rules

    assert [one.text("en") for one in rule.complaints(problem)] == [
        "kim is never there for the whole of Talk, wherever it is placed.",
        "kim is never there for the whole of film, wherever it is placed.",
    ]


def test_whoever_is_never_there_is_complained_about_in_both_languages() -> None:
    nights = [{"from": "2024-10-25T11:30", "to": "2024-10-25T12:00"}]
    person = {**VISIT["people"][0], "available": nights, "away": []}
    problem = problem_of({**VISIT, "people": [person]}, {"kind": "person_available"})
    # Half an hour is too short for the talk, and long enough for ten minutes after the film.
    assert [(one.text("en"), one.text("ko")) for one in problem.rules[0].complaints(problem)] == [
        (
            "Prof. Kim is never there for the whole of Talk, wherever it is placed.",
            "김 교수: 강연을 어디에 배정해도 체류 시간과 맞지 않습니다.",
        )
    ]
