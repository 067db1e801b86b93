"""beside_variety: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"of": "language"},
    {"of": "level", "count": "differ", "select": {"not": {"days": ["2024-10-26"]}}},
    {"of": "theme", "changes": {"sessions": [{**one, "simulcast": True} for one in FESTIVAL["sessions"]]}},
    {"arena": "conference", "of": "level", "count": "differ", "in": "block"},
    {"arena": "conference", "of": "theme", "in": "block", "select": {"rooms": ["r1", "r3"]}},
    {
        "arena": "conference",
        "of": "theme",
        "changes": {"blocks": [{**one, "clock": True} for one in CONFERENCE["blocks"]]},
    },
    {
        "arena": "conference",
        "of": "language",
        "in": "block",
        "changes": {
            "rooms": [{"id": "r1", "venue": "main", "parallel": 3}, {"id": "r2", "venue": "main"}],
            "blocks": [{**one, "clock": True} for one in CONFERENCE["blocks"]],
        },
    },
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"in": "block", "weight": 2},
        "Sessions of one block differ in level; each minute counts.",
        "같은 블록의 세션은 level이 다릅니다. 분 단위로 계산합니다.",
    ),
    (
        {"count": "differ"},
        "Sessions that run at the same time agree in level; each minute counts.",
        "같은 시간에 진행되는 세션은 level이 같습니다. 분 단위로 계산합니다.",
    ),
    (
        {"of": "language", "weight": -1},
        "Sessions that run at the same time agree in language; each minute counts.",
        "같은 시간에 진행되는 세션은 language가 같습니다. 분 단위로 계산합니다.",
    ),
]

TALKS: dict[str, Any] = {
    "rooms": [{"id": "a", "name": {"en": "A", "ko": "가"}}, {"id": "b"}, {"id": "c"}],
    "sessions": [
        {"id": "one", "duration": 60, "level": 1, "language": "ko", "labels": {"theme": ["ai", "art"]}},
        {"id": "two", "duration": 30, "level": 2, "language": "ko", "labels": {"theme": ["ai", "art", "law"]}},
        {"id": "three", "duration": 30, "level": 1, "language": "en"},
    ],
}
AT_ONCE = {"one#1": ("a", "10:00"), "two#1": ("b", "10:40"), "three#1": ("c", "10:45")}


def says(
    festival: dict[str, Any], places: dict[str, tuple[str, str]], lang: str = "en", **rule: Any
) -> list[tuple[int, str]]:
    problem = problem_of(festival, {"kind": "beside_variety", **rule}, grid=5)
    return told(problem, placed(problem, places), lang)


def test_a_minute_in_which_two_agree_counts() -> None:
    assert says(TALKS, AT_ONCE, of="language") == [
        (20, "one in A (10:00) and two in b (10:40), beside each other, agree in language: ko.")
    ]
    assert says(TALKS, AT_ONCE, "ko", of="level") == [
        (15, "나란히 진행되는 가의 one(10:00)와(과) c의 three(10:45)의 level이 같습니다: 1.")
    ]


def test_or_one_in_which_they_differ() -> None:
    assert says(TALKS, AT_ONCE, of="language", count="differ", weight=-1) == [
        (15, "one in A (10:00) and three in c (10:45), beside each other, differ in language: ko, en."),
        (25, "two in b (10:40) and three in c (10:45), beside each other, differ in language: ko, en."),
    ]


def test_labels_count_as_often_as_they_are_common() -> None:
    assert [amount for amount, _ in says(TALKS, AT_ONCE, of="theme")] == [2 * 20]


def test_whoever_has_no_label_neither_agrees_nor_differs() -> None:
    places = {"one#1": ("a", "10:00"), "three#1": ("c", "10:00")}
    assert says(TALKS, places, of="theme") + says(TALKS, places, of="theme", count="differ") == []


def test_one_after_the_other_they_are_not_beside_each_other() -> None:
    assert says(TALKS, {"one#1": ("a", "10:00"), "two#1": ("b", "11:00")}, of="language") == []


def test_in_a_block_the_shorter_one_counts_whole() -> None:
    festival = {
        "rooms": [{"id": "a"}, {"id": "b"}],
        "blocks": [{"id": x, "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 3} for x in ("mon", "tue")],
        "sessions": [{"id": "long", "slots": 2, "level": 1}, {"id": "short", "slots": 1, "level": 1}],
    }
    in_turn = {"long#1": ("a", "mon/1"), "short#1": ("b", "mon/3")}
    assert [n for n, _ in says(festival, in_turn, of="level", **{"in": "block"})] == [20]
    assert says(festival, in_turn, of="level") == []
    assert says(festival, {"long#1": ("a", "mon/1"), "short#1": ("a", "mon/3")}, of="level", **{"in": "block"}) == []
    assert says(festival, {"long#1": ("a", "mon/1"), "short#1": ("b", "tue/1")}, of="level", **{"in": "block"}) == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"weight": 1}, "Sessions that run at the same time differ in level; each minute counts."),
        ({"weight": -1}, "Sessions that run at the same time agree in level; each minute counts."),
        (
            {"weight": -1, "count": "differ", "in": "block"},
            "Sessions of one block differ in level; each minute counts.",
        ),
        ({"count": "differ"}, "Sessions that run at the same time agree in level; each minute counts."),
    ],
)
def test_it_says_what_is_wanted(rule: dict[str, Any], sentence: str) -> None:
    problem = problem_of(TALKS, {"kind": "beside_variety", **rule})
    assert problem.rules[0].describe().text() == sentence


def test_what_differs_in_korean_and_a_label_that_nobody_has() -> None:
    places = {"two#1": ("b", "10:40"), "three#1": ("c", "10:45")}
    assert says(TALKS, places, "ko", of="language", count="differ") == [
        (25, "나란히 진행되는 b의 two(10:40)와 c의 three(10:45)의 language가 다릅니다: ko, en.")
    ]
    problem = problem_of(TALKS, {"kind": "beside_variety", "of": "thme"})
    complaints = [(one.text("en"), one.text("ko")) for one in problem.rules[0].complaints(problem)]
    assert complaints == [("No session has any thme.", "thme 값을 가진 세션이 없습니다.")]
