"""track_not_parallel: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"arena": "conference"},
    {
        "arena": "conference",
        "rooms": 2,
        # Four sessions of one track, so that they can be in three rooms of a block.
        "changes": {
            "sessions": [{"id": f"p{n}", "type": "talk", "track": "t1", "slots": 1, "blocks": ["b1"]} for n in range(5)]
        },
    },
    {"arena": "conference", "select": {"rooms": ["r1", "r2"]}},
    {"arena": "conference", "select": {"not": {"days": ["2026-09-01"], "rooms": ["r1"]}}},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"rooms": 2},
        "A track is in at most 2 rooms of a block at a time.",
        "한 트랙은 한 블록에서 방을 2개까지만 사용합니다.",
    ),
]

MORNING: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "a", "name": {"en": "Aula", "ko": "강당"}}, {"id": "b"}, {"id": "c"}],
    "blocks": [
        {"id": "one", "name": {"en": "First", "ko": "1부"}, "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 4},
        {"id": "two", "from": "2024-10-25T11:00", "to": "2024-10-25T12:00", "slots": 4},
    ],
    "tracks": [{"id": "or", "name": {"en": "Research", "ko": "연구"}}, {"id": "ai"}],
    "sessions": [
        *({"id": f"{track}-{n}", "slots": 1, "track": track} for track in ("or", "ai") for n in (1, 2, 3, 4)),
        {"id": "key-1", "slots": 1},
        {"id": "key-2", "slots": 1},
    ],
}  # fmt: skip
RULE = {"kind": "track_not_parallel"}
THREE_ROOMS = {"or-1#1": ("a", "one/1"), "or-2#1": ("b", "one/4"), "or-3#1": ("c", "one/2"), "or-4#1": ("c", "one/3")}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Track Research is in 3 rooms of block First, 2 too many: Aula, b, c."),
        ("ko", "블록 1부에서 트랙 연구가 방 3개를 사용해 2개 초과합니다: 강당, b, c."),
    ],
)
def test_every_room_beyond_the_first_counts(lang: str, sentence: str) -> None:
    problem = problem_of(MORNING, RULE)
    assert told(problem, placed(problem, THREE_ROOMS), lang) == [(2, sentence)]


def test_more_rooms_may_be_allowed() -> None:
    problem = problem_of(MORNING, {**RULE, "rooms": 2})
    assert told(problem, placed(problem, THREE_ROOMS)) == [
        (1, "Track Research is in 3 rooms of block First, 1 too many: Aula, b, c.")
    ]
    (rule,) = problem.rules
    assert str(rule.describe()) == "A track is in at most 2 rooms of a block at a time."


def test_other_blocks_other_tracks_and_no_track_do_not_count() -> None:
    problem = problem_of(MORNING, RULE)
    research = {"or-1#1": ("a", "one/1"), "or-2#1": ("a", "one/4"), "or-3#1": ("b", "two/1")}
    others = {"ai-1#1": ("c", "one/1"), "key-1#1": ("a", "two/2"), "key-2#1": ("b", "two/2")}
    assert told(problem, placed(problem, {**research, **others})) == []


def test_showings_by_the_clock_lie_in_no_block() -> None:
    talks = [{"id": "one", "track": "or", "duration": 30}, {"id": "two", "track": "or", "duration": 30}]
    problem = problem_of({**MORNING, "days": [{"date": "2024-10-25"}], "sessions": talks}, RULE)
    assert told(problem, placed(problem, {"one#1": ("a", "09:00"), "two#1": ("b", "09:00")})) == []


def test_it_is_a_light_default_where_there_are_blocks_and_tracks() -> None:
    def weights(**lists: Any) -> list[int | None]:
        festival = Festival.model_validate({"showgrid": 1, "festival": {"id": "x"}, **lists})
        return [rule.weight for rule in rules_of(festival) if rule.kind == RULE["kind"]]

    assert weights(blocks=MORNING["blocks"], tracks=MORNING["tracks"]) == [20]
    assert weights(blocks=MORNING["blocks"]) == []


def test_without_blocks_or_without_tracks_it_says_nothing() -> None:
    def complaints(**lists: Any) -> list[str]:
        problem = problem_of(lists, RULE)
        return [str(one) for rule in problem.rules for one in rule.complaints(problem)]

    text = "The rule is about tracks in blocks; this festival has no {}, so it says nothing."
    assert complaints(tracks=[{"id": "x"}]) == [text.format("blocks")]
    assert complaints(blocks=[{"id": "x", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00"}]) == [
        text.format("tracks")
    ]
