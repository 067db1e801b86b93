"""as_published: numbers done by hand."""

from __future__ import annotations

from typing import Any

from tests.constraints.support import placed, problem_of, told

SOLD: list[dict[str, Any]] = [
    {"session": "mira", "showing": 1, "room": "n1", "start": "2024-10-25T11:00", "told": ["ann"], "begun": True},
    {"session": "talk", "room": "s1", "start": "2024-10-25T12:00"},
]
CONTRACT: list[dict[str, object]] = [
    {},
    {"what": "room"},
    {"measure": "showing", "select": {"days": ["2024-10-25"]}},
    {"only": "begun_or_sold", "changes": {"published": SOLD}},
]

FESTIVAL: dict[str, Any] = {
    "rooms": [{"id": "a"}, {"id": "b"}],
    "people": [{"id": "kim"}, {"id": "rosa"}],
    "sessions": [
        {"id": "talk", "duration": 30},
        {"id": "film", "duration": 30, "sold": 12},
        {"id": "new", "duration": 30},
    ],
    "published": [
        {"session": "talk", "room": "a", "start": "2024-10-25T10:00", "told": ["kim", "rosa"]},
        {"session": "film", "room": "a", "start": "2024-10-25T12:00"},
    ],
}


def test_two_who_were_told_make_it_three() -> None:
    problem = problem_of(FESTIVAL, {"kind": "as_published", "weight": 1})
    timetable = placed(problem, {"talk#1": ("b", "10:05"), "film#1": ("a", "12:00"), "new#1": ("a", "15:00")})
    assert told(problem, timetable) == [(3, "talk was announced for 10:00 and starts at 10:05.")]


def test_a_new_room_at_the_same_time_is_another_matter() -> None:
    problem = problem_of(FESTIVAL, {"kind": "as_published", "what": "room", "weight": 1})
    timetable = placed(problem, {"talk#1": ("b", "10:05"), "film#1": ("a", "13:00")})
    assert told(problem, timetable, "ko") == [(3, "talk: a(으)로 공개되었으나 b에 있습니다.")]


def test_only_what_is_sold() -> None:
    problem = problem_of(FESTIVAL, {"kind": "as_published", "only": "begun_or_sold"})
    timetable = placed(problem, {"talk#1": ("b", "10:05"), "film#1": ("a", "13:00")})
    assert told(problem, timetable) == [(1, "film was announced for 12:00 and starts at 13:00.")]


def test_without_anything_published_there_is_no_default() -> None:
    festival = {**FESTIVAL, "published": [], "defaults": True}
    assert [rule for rule in problem_of(festival).rules if rule.kind == "as_published"] == []


def test_what_is_sold_is_a_must_by_default() -> None:
    rules = [rule for rule in problem_of({**FESTIVAL, "defaults": True}).rules if rule.kind == "as_published"]
    assert [(rule.must, rule.model_dump()["only"]) for rule in rules] == [
        (False, "all"),
        (False, "all"),
        (True, "begun_or_sold"),
        (True, "begun_or_sold"),
    ]
