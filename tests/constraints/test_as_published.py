"""as_published: numbers done by hand."""

from __future__ import annotations

from typing import Any

from constraints.as_published import AsPublished
from tests.constraints.support import placed, problem_of, told, told_in_both

SOLD: list[dict[str, Any]] = [
    {"session": "mira", "showing": 1, "room": "n1", "start": "2024-10-25T11:00", "told": ["ann"], "begun": True},
    {"session": "talk", "room": "s1", "start": "2024-10-25T12:00"},
]
IN_BLOCKS: list[dict[str, Any]] = [
    {"session": "p1", "room": "r1", "start": "2026-09-01T10:00", "told": ["cho", "dan"], "block": "b2", "slot": 1},
    {"session": "p2", "room": "r2", "start": "2026-09-02T14:30"},
    {"session": "key", "room": "r3", "start": "2026-09-02T18:00", "block": "b4"},
]
CONTRACT: list[dict[str, object]] = [
    {},
    {"what": "room"},
    {"measure": "showing", "select": {"days": ["2024-10-25"]}},
    {"only": "begun_or_sold", "changes": {"published": SOLD}},
    {"arena": "conference", "told": 5, "changes": {"published": IN_BLOCKS}},
    {"arena": "conference", "what": "room", "measure": "showing", "changes": {"published": IN_BLOCKS}},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"what": "room", "only": "begun_or_sold", "measure": "showing"},
        "What has begun or is sold keeps its room.",
        "시작했거나 판매된 상영은 공개된 상영관을 유지합니다.",
    ),
    (
        {"told": 3},
        "Every published showing keeps its time; who was told counts 3 times.",
        "공개된 상영은 공개된 시간을 유지합니다(안내받은 사람은 3배로 계산).",
    ),
]

FESTIVAL: dict[str, Any] = {
    "rooms": [{"id": "a"}, {"id": "b"}],
    "people": [{"id": "kim"}, {"id": "rosa"}, {"id": "lee"}],
    "sessions": [
        {"id": "talk", "duration": 30, "people": ["kim", "lee"]},
        {"id": "film", "duration": 30, "sold": 12},
        {"id": "new", "duration": 30},
    ],
    "published": [
        {"session": "talk", "room": "a", "start": "2024-10-25T10:00", "told": ["kim", "rosa"]},
        {"session": "film", "room": "a", "start": "2024-10-25T12:00"},
    ],
}


def test_those_who_were_told_count_more_than_others_who_take_part() -> None:
    timetable = {"talk#1": ("b", "10:05"), "film#1": ("a", "12:00"), "new#1": ("a", "15:00")}
    problem = problem_of(FESTIVAL, {"kind": "as_published", "weight": 1})
    # One for the public, one for Lee, two each for Kim and Rosa, who were told.
    assert told(problem, placed(problem, timetable)) == [(6, "talk was announced for 10:00 and starts at 10:05.")]
    problem = problem_of(FESTIVAL, {"kind": "as_published", "weight": 1, "told": 10})
    assert [amount for amount, _ in told(problem, placed(problem, timetable))] == [22]
    problem = problem_of(FESTIVAL, {"kind": "as_published", "weight": 1, "measure": "showing"})
    assert [amount for amount, _ in told(problem, placed(problem, timetable))] == [1]


def test_a_new_room_at_the_same_time_is_another_matter() -> None:
    problem = problem_of(FESTIVAL, {"kind": "as_published", "what": "room", "weight": 1})
    timetable = placed(problem, {"talk#1": ("b", "10:05"), "film#1": ("a", "13:00")})
    assert told(problem, timetable, "ko") == [(6, "talk: a로 공개되었으나 b에 있습니다.")]


def test_only_what_has_begun_or_is_sold() -> None:
    problem = problem_of(FESTIVAL, {"kind": "as_published", "only": "begun_or_sold"})
    timetable = placed(problem, {"talk#1": ("b", "10:05"), "film#1": ("a", "13:00")})
    assert told(problem, timetable) == [(1, "film was announced for 12:00 and starts at 13:00.")]
    begun = [{**FESTIVAL["published"][0], "begun": True}, FESTIVAL["published"][1]]
    problem = problem_of({**FESTIVAL, "published": begun}, {"kind": "as_published", "only": "begun_or_sold"})
    assert [amount for amount, _ in told(problem, placed(problem, {"talk#1": ("b", "10:05")}))] == [6]


def test_another_block_is_another_time_even_at_the_same_hour() -> None:
    blocks = [{"id": name, "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 2} for name in ("m", "n")]
    published = [{"session": "talk", "room": "a", "start": "2024-10-25T10:00", "block": "m", "slot": 2}]
    festival = {
        "rooms": [{"id": "a"}],
        "blocks": blocks,
        "sessions": [{"id": "talk", "slots": 1}],
        "published": published,
    }
    problem = problem_of(festival, {"kind": "as_published", "weight": 1})
    assert told(problem, placed(problem, {"talk#1": ("a", "m/2")})) == []
    said = "talk was announced for 10:00 in block m and lies in block n at 10:00."
    assert told(problem, placed(problem, {"talk#1": ("a", "n/2")})) == [(1, said)]


def test_it_says_what_stays() -> None:
    rule = AsPublished.model_validate({"what": "room"})
    assert rule.describe().text() == "Every published showing keeps its room; who was told counts 2 times."
    rule = AsPublished.model_validate({"only": "begun_or_sold", "measure": "showing"})
    assert rule.describe().text("ko") == "시작했거나 판매된 상영은 공개된 시간을 유지합니다."


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


def test_a_room_and_a_block_in_both_languages() -> None:
    problem = problem_of(FESTIVAL, {"kind": "as_published", "what": "room"})
    assert told_in_both(problem, placed(problem, {"talk#1": ("b", "10:00")})) == [
        ("talk was announced in a and is in b.", "talk: a로 공개되었으나 b에 있습니다.")
    ]
    blocks = [{"id": name, "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 2} for name in ("m", "n")]
    published = [{"session": "talk", "room": "a", "start": "2024-10-25T10:00", "block": "m", "slot": 2}]
    sessions = [{"id": "talk", "slots": 1}]
    festival = {"rooms": [{"id": "a"}], "blocks": blocks, "sessions": sessions, "published": published}
    problem = problem_of(festival, {"kind": "as_published"})
    # Another slot is another time as well.
    assert told_in_both(problem, placed(problem, {"talk#1": ("a", "m/1")})) == [
        (
            "talk was announced for 10:00 in block m and lies in block m at 09:00.",
            "talk: 블록 m 10:00로 공개되었으나 블록 m 09:00에 있습니다.",
        )
    ]


def test_a_room_that_is_gone_is_told_by_its_id() -> None:
    published = [{"session": "talk", "room": "a", "start": "2024-10-25T10:00"}]
    problem = problem_of({**FESTIVAL, "published": published}, {"kind": "as_published", "what": "room"})
    timetable = placed(problem, {"talk#1": ("a", "10:00")})
    assert told(problem, timetable) == []
