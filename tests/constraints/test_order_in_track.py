"""order_in_track: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, told, told_in_both

# One long track in few places, so that orders are kept now and then.
SHORT: dict[str, Any] = {
    "sessions": [
        {"id": "p1", "type": "talk", "track": "t1", "slots": 1, "order": 1},
        {"id": "p2", "type": "talk", "track": "t1", "slots": 2, "order": 2},
        {"id": "p3", "type": "talk", "track": "t1", "slots": 1, "optional": True},
        {"id": "p4", "type": "talk", "track": "t1", "slots": 2, "order": 3},
        {"id": "p5", "type": "talk", "track": "t2", "slots": 1, "order": 1},
        {"id": "p6", "type": "talk", "track": "t2", "slots": 1},
        {"id": "p7", "type": "talk", "track": "t3", "slots": 1},
    ],
}

CONTRACT: list[dict[str, object]] = [
    {"arena": "conference"},
    {"arena": "conference", "changes": SHORT},
    {"arena": "conference", "changes": SHORT, "select": {"rooms": ["r1", "r3"]}},
    {"arena": "conference", "changes": SHORT, "select": {"not": {"days": ["2026-09-01"], "rooms": ["r2"]}}},
    {
        "arena": "conference",
        "changes": {
            **SHORT,
            # Three in one slot are three pairs; in one room for several, they have no order but their own.
            "rooms": [{"id": "r1", "parallel": 3}, {"id": "r2"}],
            "blocks": [{"id": "b1", "from": "2026-09-01T09:00", "to": "2026-09-01T10:40", "slots": 3}],
        },
    },
]

MORNING: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "a", "name": {"en": "Aula", "ko": "강당"}}, {"id": "b"}, {"id": "c"}],
    "blocks": [
        {"id": "one", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 4},
        {"id": "two", "name": {"en": "Late", "ko": "오후"}, "from": "2024-10-25T11:00", "to": "2024-10-25T12:00", "slots": 4},
    ],
    "tracks": [{"id": "or", "name": {"en": "Research", "ko": "연구"}}, {"id": "ai"}],
    "sessions": [
        {"id": "first", "slots": 2, "track": "or", "order": 1},
        {"id": "second", "slots": 2, "track": "or", "order": 2, "title": {"en": "Second", "ko": "둘째"}},
        {"id": "third", "slots": 2, "track": "or", "order": 3},
        {"id": "free", "slots": 1, "track": "or"},
        {"id": "zero", "slots": 1, "track": "or", "order": 0},
        {"id": "ai-1", "slots": 1, "track": "ai", "order": 1},
        {"id": "lone", "slots": 1, "order": 7},
    ],
}  # fmt: skip
RULE = {"kind": "order_in_track"}


def test_blocks_come_before_rooms_and_rooms_before_slots() -> None:
    problem = problem_of(MORNING, RULE)
    # The whole of room a comes before room b, whatever the slots say.
    places = {
        "first#1": ("a", "one/3"),
        "second#1": ("b", "one/1"),
        "third#1": ("a", "two/1"),
        "ai-1#1": ("c", "two/4"),
        "lone#1": ("b", "two/4"),
    }
    assert told(problem, placed(problem, places)) == []


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            [
                "Second in b, block Late, is number 3 of track Research; it should be number 2.",
                "third in c, block Late, is number 4 of track Research; it should be number 3.",
            ],
        ),
        (
            "ko",
            [
                "블록 오후, b: 둘째는 트랙 연구의 2번이어야 하지만 3번입니다.",
                "블록 오후, c: third는 트랙 연구의 3번이어야 하지만 4번입니다.",
            ],
        ),
    ],
)
def test_a_session_without_an_order_takes_up_a_place(lang: str, sentences: list[str]) -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(
        problem,
        {
            "first#1": ("a", "one/1"),
            "free#1": ("a", "one/4"),
            "second#1": ("b", "two/1"),
            "third#1": ("c", "two/3"),
            "zero#1": ("c", "two/1"),
        },
    )
    # zero, in c before third, makes third the fifth: it is taken out of the run below.
    assert told(problem, timetable, lang)[0] == (1, sentences[0])
    assert told(problem, timetable.without([problem.by_key["zero", 1]]), lang) == [(1, one) for one in sentences]


def test_an_unplaced_session_takes_up_none() -> None:
    problem = problem_of(MORNING, RULE)
    assert told(problem, placed(problem, {"second#1": ("a", "one/1")})) == [
        (1, "Second in Aula, block one, is number 1 of track Research; it should be number 2.")
    ]


@pytest.mark.parametrize(
    ("start", "found"),
    [
        pytest.param("one/1", [(2, "2 slots")], id="both slots are common"),
        pytest.param("one/2", [(1, "1 slots")], id="one slot is common"),
        pytest.param("one/3", [], id="just after"),
    ],
)
def test_common_slots_of_numbered_sessions_count(start: str, found: list[tuple[int, str]]) -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(problem, {"first#1": ("a", "one/1"), "second#1": ("b", start), "zero#1": ("c", start)})
    assert told(problem, timetable) == [
        (amount, f"Numbers 1 and 2 of track Research, first in Aula and Second in b, share {slots} of block one.")
        for amount, slots in found
    ]


def test_three_in_one_slot_are_three_pairs() -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(problem, {"first#1": ("a", "one/1"), "second#1": ("b", "one/2"), "third#1": ("c", "one/2")})
    assert [amount for amount, _ in told(problem, timetable)] == [1, 1, 2]


def test_only_the_selected_are_in_the_run() -> None:
    problem = problem_of(MORNING, {**RULE, "select": {"not": {"sessions": ["free"]}}})
    assert told(problem, placed(problem, {"free#1": ("a", "one/1"), "first#1": ("a", "one/2")})) == []


def test_orders_that_cannot_all_be_kept_are_told() -> None:
    talks = [{"id": n, "slots": 1, "track": "ai", "order": order} for n, order in (("x", 1), ("y", 1), ("z", 4))]
    optional = {"id": "o", "slots": 1, "track": "or", "order": 1, "optional": True}
    again = {"id": "p", "slots": 1, "track": "or", "order": 1}
    last = {"id": "q", "slots": 1, "track": "or", "order": 3}
    problem = problem_of({**MORNING, "sessions": [*talks, optional, again, last]}, RULE)
    (rule,) = problem.rules
    told_of = ["x, y cannot all be number 1 of the 3 in track ai.", "z cannot all be number 4 of the 3 in track ai."]
    assert [str(one) for one in rule.complaints(problem)] == told_of
    assert [str(one) for one in rule.contradictions(problem)] == told_of


def test_what_cannot_be_and_common_slots_in_korean() -> None:
    problem = problem_of(MORNING, RULE)
    timetable = placed(problem, {"first#1": ("a", "one/1"), "second#1": ("b", "one/2")})
    assert told_in_both(problem, timetable) == [
        (
            "Numbers 1 and 2 of track Research, first in Aula and Second in b, share 1 slots of block one.",
            "트랙 연구의 1번 first(강당)와 2번 둘째(b)가 블록 one에서 1개 슬롯 동안 겹칩니다.",
        )
    ]
    talks = [{"id": name, "slots": 1, "track": "ai", "order": 1} for name in ("x", "y")]
    problem = problem_of({**MORNING, "sessions": talks}, RULE)
    assert [one.text("ko") for one in problem.rules[0].contradictions(problem)] == [
        "트랙 ai의 2개 중 x, y가 모두 1번일 수는 없습니다."
    ]


def test_an_order_of_as_many_as_there_are_can_be_kept() -> None:
    talks = [{"id": name, "slots": 1, "track": "ai", "order": n} for n, name in enumerate(("x", "y"), 1)]
    problem = problem_of({**MORNING, "sessions": talks}, RULE)
    assert list(problem.rules[0].complaints(problem)) == []
