"""one_track_per_block_room: numbers done by hand."""

from __future__ import annotations

from typing import Any

from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"arena": "conference"},
    {"arena": "conference", "select": {"rooms": ["r1", "r3"]}},
    {"arena": "conference", "select": {"not": {"days": ["2026-09-02"]}}},
    # One block and few rooms: whoever is placed at all is there.
    {"arena": "conference", "changes": {"rooms": [{"id": "r1", "parallel": 3}, {"id": "r2", "types": ["keynote"]}]}},
]

MORNING: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "a", "name": {"en": "Aula", "ko": "강당"}}, {"id": "b"}],
    "blocks": [
        {"id": "one", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 4},
        {
            "id": "two",
            "name": {"en": "Late", "ko": "오후"},
            "from": "2024-10-25T11:00",
            "to": "2024-10-25T12:00",
            "slots": 4,
        },
    ],
    "tracks": [{"id": "or", "name": {"en": "Research", "ko": "연구"}}, {"id": "ai"}, {"id": "law"}],
    "sessions": [
        {"id": "or-1", "slots": 1, "track": "or"},
        {"id": "or-2", "slots": 1, "track": "or"},
        {"id": "ai-1", "slots": 1, "track": "ai"},
        {"id": "law-1", "slots": 1, "track": "law", "title": {"en": "Law", "ko": "법"}},
        {"id": "keynote", "slots": 1},
    ],
}  # fmt: skip
RULE = {"kind": "one_track_per_block_room"}


def test_every_session_of_another_track_counts() -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(
        problem,
        {"ai-1#1": ("a", "two/1"), "or-1#1": ("a", "two/2"), "law-1#1": ("a", "two/3"), "or-2#1": ("a", "two/4")},
    )
    # Two of research may stay, ai-1 and law-1 may not.
    assert told(problem, timetable) == [
        (2, "Aula in block Late holds track Research and 2 of other tracks: ai-1, Law.")
    ]


def test_the_sentence_in_korean() -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(problem, {"or-1#1": ("a", "two/2"), "or-2#1": ("a", "two/1"), "law-1#1": ("a", "two/3")})
    assert told(problem, timetable, "ko") == [
        (1, "블록 오후의 강당: 트랙 연구 외에 다른 트랙의 세션이 1개 있습니다: 법.")
    ]


def test_another_room_or_another_block_may_hold_another_track() -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(
        problem,
        {"or-1#1": ("a", "one/1"), "or-2#1": ("a", "one/4"), "ai-1#1": ("b", "one/1"), "law-1#1": ("a", "two/1")},
    )
    assert told(problem, timetable) == []


def test_a_session_without_a_track_is_of_no_other_track() -> None:
    problem = problem_of(MORNING, RULE)
    assert told(problem, placed(problem, {"or-1#1": ("a", "one/1"), "keynote#1": ("a", "one/2")})) == []


def test_sessions_by_the_clock_hold_no_room_of_a_block() -> None:
    talks = [{"id": "one", "track": "or", "duration": 30}, {"id": "two", "track": "ai", "duration": 30}]
    festival = {**MORNING, "days": [{"date": "2024-10-25"}], "sessions": talks}
    problem = problem_of(festival, RULE)
    assert told(problem, placed(problem, {"one#1": ("a", "09:00"), "two#1": ("a", "09:30")})) == []


def test_it_is_a_default_where_there_are_blocks_and_tracks() -> None:
    def defaults(**lists: Any) -> list[str]:
        about = {"showgrid": 1, "festival": {"id": "x"}}
        return [
            rule.kind for rule in rules_of(Festival.model_validate({**about, **lists})) if rule.kind == RULE["kind"]
        ]

    assert defaults(blocks=MORNING["blocks"], tracks=MORNING["tracks"]) == [RULE["kind"]]
    assert defaults(blocks=MORNING["blocks"]) == []
    assert defaults(tracks=MORNING["tracks"]) == []


def test_without_blocks_or_without_tracks_it_says_nothing() -> None:
    def complaints(**lists: Any) -> list[str]:
        problem = problem_of(lists, RULE)
        return [str(one) for rule in problem.rules for one in rule.complaints(problem)]

    text = "The rule is about tracks in blocks; this festival has no {}, so it says nothing."
    assert complaints(tracks=[{"id": "x"}]) == [text.format("blocks")]
    assert complaints(blocks=[{"id": "x", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00"}]) == [
        text.format("tracks")
    ]
