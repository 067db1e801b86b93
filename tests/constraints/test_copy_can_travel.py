"""copy_can_travel: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.support import placed, problem_of, told

ONE_WAY = [{"from": "north", "to": "south", "minutes": 15}, {"from": "south", "to": "north", "minutes": 25}]
TWO_COPIES = [{**film, "copies": 2 if film["id"] == "mira" else 1} for film in FESTIVAL["films"]]
THREE_TIMES = [
    {**one, "showings": 4 if one["id"] == "mira" else 2, "needs": [], "people": []}
    for one in FESTIVAL["sessions"]
    if one["id"] in ("mira", "shorts")
]
"""One film with two copies is shown four times, two with one copy twice, in one session."""
FILMED = {
    "films": [{"id": "u", "runtime": 10, "copies": 1}, {"id": "v", "runtime": 10, "copies": 2}],
    "sessions": [{**one, "films": ["v"] if number % 2 else ["u"]} for number, one in enumerate(CONFERENCE["sessions"])],
}

CROWDED = {
    "days": [{"date": "2024-10-25", "open": "10:00", "close": "12:30"}],
    "films": TWO_COPIES,
    "sessions": [{**THREE_TIMES[0], "showings": 5, "parts": []}],
}
"""Five showings, so near each other that two copies hardly suffice."""

CONTRACT: list[dict[str, Any]] = [
    {},
    {"ingest": 20, "changes": {"walks": ONE_WAY, "films": TWO_COPIES, "sessions": THREE_TIMES}},
    {"ingest": 30, "select": {"rooms": ["n1", "s1"]}, "changes": {"films": TWO_COPIES, "sessions": THREE_TIMES}},
    {"ingest": 10, "changes": CROWDED},
    {"ingest": 5, "arena": "conference", "changes": FILMED},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "Copies of a film suffice for its showings, with time to move them.",
        "작품의 사본 수는 상영에 충분하며, 옮길 시간이 있습니다.",
    ),
]

HALLS: dict[str, Any] = {
    "venues": [{"id": "north"}, {"id": "south"}],
    "walks": ONE_WAY,
    "rooms": [{"id": "n1", "venue": "north"}, {"id": "n2", "venue": "north"}, {"id": "s1", "venue": "south"}],
    "films": [{"id": "mateo", "title": {"en": "Mateo", "ko": "마테오"}, "runtime": 30, "copies": 1}],
    "sessions": [{"id": "m", "title": "M", "films": ["mateo"], "showings": 4}],
}


@pytest.mark.parametrize(
    ("second", "amounts"),
    [
        pytest.param(("s1", "11:25"), [], id="walk out and ingest"),
        pytest.param(("s1", "11:24"), [1], id="a minute less"),
        pytest.param(("n2", "11:10"), [], id="next door it is ingested as well"),
        pytest.param(("n2", "11:00"), [10], id="and takes as long"),
        pytest.param(("n1", "10:30"), [], id="in the same room nothing is to do"),
    ],
)
def test_one_copy(second: tuple[str, str], amounts: list[int]) -> None:
    problem = problem_of(HALLS, {"kind": "copy_can_travel", "ingest": 40}, grid=1)

    timetable = placed(problem, {"m#1": ("n1", "10:00"), "m#2": second})

    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_the_way_back_is_longer() -> None:
    problem = problem_of(HALLS, {"kind": "copy_can_travel"})

    timetable = placed(problem, {"m#1": ("s1", "10:00"), "m#2": ("n1", "10:50")})

    sentence = "The only copy of Mateo is 5 minutes short between M (1) (s1, until 10:30) and M (2) (n1, 10:50)."
    assert told(problem, timetable) == [(5, sentence)]
    assert told(problem, timetable, "ko") == [
        (5, "마테오: 사본이 하나뿐이라 M (1)(s1, 10:30까지)과 M (2)(n1, 10:50) 사이에 5분 부족합니다.")
    ]


def test_two_copies_serve_two_showings_at_once_and_not_three() -> None:
    festival = {**HALLS, "films": [{**HALLS["films"][0], "copies": 2}]}
    problem = problem_of(festival, {"kind": "copy_can_travel"})

    two = placed(problem, {"m#1": ("n1", "10:00"), "m#2": ("n2", "10:00"), "m#3": ("s1", "10:45")})
    three = placed(problem, {"m#1": ("n1", "10:00"), "m#2": ("n2", "10:10"), "m#3": ("s1", "10:50")})

    # From n2, at 10:40, it is 15 minutes to s1; from n1, at 10:30, one copy makes it.
    assert told(problem, two) == []
    assert told(problem, three) == []

    late = placed(problem, {"m#1": ("n1", "10:00"), "m#2": ("n2", "10:10"), "m#3": ("s1", "10:40")})
    sentence = "2 copies of Mateo do not suffice for M (1), M (2), M (3): 5 minutes short between M (1) (n1, until 10:30) and M (3) (s1, 10:40)."
    assert told(problem, late) == [(5, sentence)]


def test_films_without_a_number_of_copies_break_nothing() -> None:
    festival = {**HALLS, "films": [{"id": "mateo", "runtime": 30}]}
    problem = problem_of(festival, {"kind": "copy_can_travel"})

    assert told(problem, placed(problem, {"m#1": ("n1", "10:00"), "m#2": ("n2", "10:00")})) == []


def test_two_films_of_one_session_count_each() -> None:
    festival = {
        **HALLS,
        "films": [{"id": "a", "runtime": 30, "copies": 1}, {"id": "b", "runtime": 30, "copies": 1}],
        "sessions": [{"id": "m", "films": ["a", "b"], "showings": 2}],
    }
    problem = problem_of(festival, {"kind": "copy_can_travel"})

    assert [n for n, _ in told(problem, placed(problem, {"m#1": ("n1", "10:00"), "m#2": ("n2", "10:50")}))] == [10, 10]


def test_several_copies_in_korean() -> None:
    festival = {**HALLS, "films": [{**HALLS["films"][0], "copies": 2}]}
    problem = problem_of(festival, {"kind": "copy_can_travel"})
    places = {"m#1": ("n1", "10:00"), "m#2": ("n2", "10:10"), "m#3": ("s1", "10:40")}
    said = "마테오: 사본 2개로는 M (1), M (2), M (3)에 부족합니다. M (1)(n1, 10:30까지)과 M (3)(s1, 10:40) 사이에 5분 모자랍니다."
    assert told(problem, placed(problem, places), "ko") == [(5, said)]


@pytest.mark.parametrize(("copies", "kept"), [(1, [True]), (None, [])])
def test_it_is_a_must_where_a_number_of_copies_is_given(copies: int | None, kept: list[bool]) -> None:
    films = [{"id": "other", "runtime": 20}, {**HALLS["films"][0], "copies": copies}]
    problem = problem_of({**HALLS, "films": films, "defaults": True})
    assert [rule.must for rule in problem.rules if rule.kind == "copy_can_travel"] == kept
