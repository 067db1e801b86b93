"""track_blocks_consecutive: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"arena": "conference"},
    {"arena": "conference", "skip": ["b2"]},
    {"arena": "conference", "select": {"rooms": ["r1", "r2"]}},
    {"arena": "conference", "select": {"tracks": ["t1", "t2"], "not": {"days": ["2026-09-02"], "rooms": ["r2"]}}},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "The blocks that a track uses follow each other.",
        "한 트랙이 쓰는 블록은 연달아 이어집니다.",
    ),
]

# Monday's last block and Tuesday's first are neighbours in the list.
WEEK: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "a"}, {"id": "b"}],
    "blocks": [
        {"id": "mon-1", "from": "2024-10-28T09:00", "to": "2024-10-28T10:00", "slots": 2},
        {
            "id": "mon-2",
            "name": {"en": "Late", "ko": "오후"},
            "from": "2024-10-28T14:00",
            "to": "2024-10-28T15:00",
        },
        {"id": "tue-1", "from": "2024-10-29T09:00", "to": "2024-10-29T10:00"},
        {"id": "tue-2", "from": "2024-10-29T14:00", "to": "2024-10-29T15:00"},
    ],
    "tracks": [{"id": "or", "name": {"en": "Research", "ko": "연구"}}, {"id": "ai"}],
    "sessions": [{"id": f"{track}-{n}", "slots": 1, "track": track} for track in ("or", "ai") for n in (1, 2, 3)],
}
RULE = {"kind": "track_blocks_consecutive", "weight": 10}


def test_a_run_over_two_days_is_unbroken() -> None:
    problem = problem_of(WEEK, RULE)
    timetable = placed(problem, {"or-1#1": ("a", "tue-1/1"), "or-2#1": ("b", "mon-2/1"), "or-3#1": ("a", "tue-2/1")})
    assert told(problem, timetable) == []


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Track Research uses blocks mon-1, tue-2, but not Late, tue-1 between them."),
        ("ko", "트랙 연구: 블록 mon-1, tue-2를 쓰지만 그 사이의 오후, tue-1은 쓰지 않습니다."),
    ],
)
def test_a_track_with_gaps_counts_once(lang: str, sentence: str) -> None:
    problem = problem_of(WEEK, RULE)
    timetable = placed(problem, {"or-1#1": ("a", "mon-1/1"), "or-2#1": ("b", "mon-1/2"), "or-3#1": ("a", "tue-2/1")})
    assert told(problem, timetable, lang) == [(1, sentence)]


def test_another_track_does_not_fill_the_gap() -> None:
    problem = problem_of(WEEK, RULE)
    timetable = placed(problem, {"or-1#1": ("a", "mon-1/1"), "ai-1#1": ("a", "mon-2/1"), "or-2#1": ("a", "tue-1/1")})
    assert told(problem, timetable) == [(1, "Track Research uses blocks mon-1, tue-1, but not Late between them.")]


def test_sessions_without_a_track_need_not_follow_each_other() -> None:
    problem = problem_of({**WEEK, "sessions": [{"id": "key-1", "slots": 1}, {"id": "key-2", "slots": 1}]}, RULE)
    assert told(problem, placed(problem, {"key-1#1": ("a", "mon-1/1"), "key-2#1": ("a", "tue-2/1")})) == []


def test_a_block_that_is_skipped_neither_breaks_nor_makes_a_run() -> None:
    problem = problem_of(WEEK, {**RULE, "skip": ["mon-2", "tue-2"]})
    places = {
        "or-1#1": ("a", "mon-1/1"),
        "or-2#1": ("a", "tue-1/1"),
        "ai-1#1": ("b", "mon-1/1"),
        "ai-2#1": ("b", "tue-2/1"),
    }
    assert told(problem, placed(problem, places)) == []


def test_the_sentence_names_what_is_skipped() -> None:
    (rule,) = problem_of(WEEK, {**RULE, "skip": ["mon-2"]}).rules
    assert str(rule.describe()) == "The blocks that a track uses follow each other; mon-2 may lie between."


def test_it_is_a_light_default_where_there_are_blocks_and_tracks() -> None:
    def weights(**lists: Any) -> list[int | None]:
        festival = Festival.model_validate({"showgrid": 1, "festival": {"id": "x"}, **lists})
        return [rule.weight for rule in rules_of(festival) if rule.kind == RULE["kind"]]

    assert weights(blocks=WEEK["blocks"], tracks=WEEK["tracks"]) == [10]
    assert weights(tracks=WEEK["tracks"]) == []


def test_without_blocks_or_without_tracks_it_says_nothing() -> None:
    def complaints(**lists: Any) -> list[str]:
        problem = problem_of(lists, RULE)
        return [str(one) for rule in problem.rules for one in rule.complaints(problem)]

    text = "The rule is about tracks in blocks; this festival has no {}, so it says nothing."
    assert complaints(tracks=[{"id": "x"}]) == [text.format("blocks")]
    assert complaints(blocks=[{"id": "x", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00"}]) == [
        text.format("tracks")
    ]
