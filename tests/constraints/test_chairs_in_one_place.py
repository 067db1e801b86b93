"""chairs_in_one_place: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.arena import CONFERENCE
from tests.constraints.support import placed, problem_of, told

# By the clock b1 and b2 overlap from 10:00 to 10:40; b4 follows b3 at once.
BY_THE_CLOCK = [{**block, "clock": True} for block in CONFERENCE["blocks"]]
BY_THE_CLOCK[3]["from"] = CONFERENCE["blocks"][2]["to"]

CONTRACT: list[dict[str, object]] = [
    {"arena": "conference"},
    {"arena": "conference", "presenters": False},
    {"arena": "conference", "presenters": False, "measure": "room_pairs"},
    {"arena": "conference", "measure": "room_pairs"},
    {"arena": "conference", "select": {"rooms": ["r1", "r2"]}},
    {"arena": "conference", "select": {"not": {"days": ["2026-09-02"], "rooms": ["r3"]}}, "measure": "room_pairs"},
    {"arena": "conference", "changes": {"blocks": BY_THE_CLOCK}},
    {"arena": "conference", "changes": {"blocks": BY_THE_CLOCK}, "measure": "room_pairs"},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "Nobody chairs two parallel tracks, nor presents in another room while their own track runs.",
        "좌장은 동시에 열리는 두 트랙을 맡지 않으며, 맡은 트랙이 열리는 동안 다른 방에서 발표하지 않습니다.",
    ),
]

MORNING: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "a", "name": {"en": "Aula", "ko": "강당"}}, {"id": "b"}, {"id": "c"}],
    "blocks": [
        {"id": "one", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 4},
        {"id": "two", "from": "2024-10-25T09:30", "to": "2024-10-25T10:30", "slots": 4},
    ],
    "people": [{"id": "kim", "name": {"en": "Kim", "ko": "김"}}, {"id": "lee", "name": "Lee"}],
    "tracks": [
        # Whoever is listed twice chairs once.
        {"id": "or", "name": {"en": "Research", "ko": "연구"}, "chairs": ["kim", "lee", "kim"]},
        {"id": "ai", "chairs": ["kim"]},
        {"id": "law"},
    ],
    "sessions": [
        {"id": "or-1", "slots": 1, "track": "or"},
        {"id": "or-2", "slots": 1, "track": "or"},
        {"id": "ai-1", "slots": 1, "track": "ai"},
        {"id": "ai-2", "slots": 1, "track": "ai", "people": ["kim", "lee"]},
        {"id": "law-1", "slots": 1, "track": "law", "people": ["lee"]},
        {"id": "key", "slots": 1, "people": ["lee"], "title": {"en": "Keynote", "ko": "기조 강연"}},
    ],
}
RULE = {"kind": "chairs_in_one_place"}
CHAIRS = {**RULE, "presenters": False}
BOTH_TRACKS = "Kim chairs track Research in {} and track ai in {} at once (block one)."


def test_a_chair_of_two_parallel_tracks_counts_once_a_block() -> None:
    problem = problem_of(MORNING, CHAIRS)
    timetable = placed(problem, {"or-1#1": ("a", "one/1"), "or-2#1": ("b", "one/1"), "ai-1#1": ("c", "one/4")})
    assert told(problem, timetable) == [(1, BOTH_TRACKS.format("Aula, b", "c"))]


def test_or_once_for_every_pair_of_rooms() -> None:
    problem = problem_of(MORNING, {**CHAIRS, "measure": "room_pairs"})
    timetable = placed(
        problem,
        {"or-1#1": ("a", "one/1"), "or-2#1": ("b", "one/1"), "ai-1#1": ("c", "one/4"), "ai-2#1": ("a", "one/2")},
    )
    # ai in a beside or in b; ai in c beside or in a and in b; or and ai in a are in one room.
    assert told(problem, timetable) == [(3, BOTH_TRACKS.format("Aula, b", "Aula, c"))]


def test_in_one_room_or_another_block_a_chair_is_in_one_place() -> None:
    problem = problem_of(MORNING, RULE)
    places = {"or-1#1": ("a", "one/1"), "ai-1#1": ("a", "one/2"), "or-2#1": ("b", "two/1"), "law-1#1": ("b", "two/2")}
    assert told(problem, placed(problem, places)) == []


@pytest.mark.parametrize(
    ("clock", "second", "sentences"),
    [
        pytest.param(False, "09:30", [], id="by the list they follow each other"),
        pytest.param(
            True,
            "09:59",
            ["Kim chairs track Research in Aula and track ai in b at once (block one, two)."],
            id="by the clock they overlap",
        ),
        pytest.param(True, "10:00", [], id="by the clock they only touch"),
    ],
)
def test_blocks_clash_with_each_other_only_by_the_clock(clock: bool, second: str, sentences: list[str]) -> None:
    times = [("one", "09:00", "10:00"), ("two", second, "11:00")]
    blocks = [{"id": b, "from": f"2024-10-25T{f}", "to": f"2024-10-25T{t}", "clock": clock} for b, f, t in times]
    problem = problem_of({**MORNING, "blocks": blocks}, CHAIRS)
    timetable = placed(problem, {"or-1#1": ("a", "one/1"), "ai-1#1": ("b", "two/1")})
    assert told(problem, timetable) == [(1, sentence) for sentence in sentences]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            [
                "Lee presents law-1 in b while chairing track Research in Aula (block one).",
                "Lee presents Keynote in c while chairing track Research in Aula (block one).",
            ],
        ),
        (
            "ko",
            [
                "Lee: b에서 law-1을 발표하는 동안 강당에서 트랙 연구의 좌장을 맡습니다(블록 one).",
                "Lee: c에서 기조 강연을 발표하는 동안 강당에서 트랙 연구의 좌장을 맡습니다(블록 one).",
            ],
        ),
    ],
)
def test_who_chairs_does_not_present_beside_it(lang: str, sentences: list[str]) -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(problem, {"or-1#1": ("a", "one/4"), "law-1#1": ("b", "one/1"), "key#1": ("c", "one/2")})
    assert told(problem, timetable, lang) == [(1, sentence) for sentence in sentences]


def test_unless_only_chairs_count() -> None:
    problem = problem_of(MORNING, CHAIRS)
    assert told(problem, placed(problem, {"or-1#1": ("a", "one/4"), "law-1#1": ("b", "one/1")})) == []


def test_a_chair_may_present_in_the_own_track_and_in_the_own_room() -> None:
    festival = {**MORNING, "tracks": [{"id": "or", "chairs": ["lee"]}, {"id": "ai", "chairs": ["kim"]}, {"id": "law"}]}
    problem = problem_of(festival, RULE)
    places = {"ai-1#1": ("a", "one/1"), "ai-2#1": ("b", "one/1"), "or-1#1": ("c", "one/1"), "key#1": ("c", "one/2")}
    # ai-2 has Kim, who chairs its track in a as well, and Lee, who chairs or in c.
    assert told(problem, placed(problem, places)) == [
        (1, "Lee presents ai-2 in b while chairing track or in c (block one).")
    ]


def test_by_the_clock_chairs_are_free() -> None:
    talks = [{"id": "one", "track": "or", "duration": 30}, {"id": "two", "track": "ai", "duration": 30}]
    problem = problem_of({**MORNING, "days": [{"date": "2024-10-25"}], "sessions": talks, "blocks": []}, RULE)
    assert told(problem, placed(problem, {"one#1": ("a", "09:00"), "two#1": ("b", "09:00")})) == []
    (rule,) = problem.rules
    assert [str(one) for one in rule.complaints(problem)] == [
        "The rule is about tracks in blocks; this festival has no blocks, so it says nothing."
    ]


def test_it_is_a_default_where_tracks_in_blocks_have_chairs() -> None:
    def weights(**lists: Any) -> list[int | None]:
        festival = Festival.model_validate({"showgrid": 1, "festival": {"id": "x"}, **lists})
        return [rule.weight for rule in rules_of(festival) if rule.kind == RULE["kind"]]

    assert weights(blocks=MORNING["blocks"], tracks=MORNING["tracks"]) == [None]
    assert weights(blocks=MORNING["blocks"], tracks=[{"id": "law"}]) == []
    assert weights(tracks=MORNING["tracks"]) == []


def test_both_tracks_in_korean() -> None:
    problem = problem_of(MORNING, CHAIRS)
    timetable = placed(problem, {"or-1#1": ("a", "one/1"), "ai-1#1": ("c", "one/4")})
    assert told(problem, timetable, "ko") == [
        (1, "김: 트랙 연구(강당)와 트랙 ai(c)의 좌장을 동시에 맡습니다(블록 one).")
    ]
