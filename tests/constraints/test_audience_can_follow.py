"""audience_can_follow: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, subjects, told

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "Whoever follows a track has time to walk to the next.",
        "같은 섹션의 다음 프로그램까지 이동할 시간이 있습니다.",
    ),
    (
        {"by": "theme", "margin": 5},
        "Whoever follows sessions of one theme has time to walk to the next, and 5 minutes more.",
        "theme 값이 같은 다음 프로그램까지 이동할 시간과 5분의 여유가 있습니다.",
    ),
]

CONTRACT: list[dict[str, object]] = [
    {"margin": 5},
    {"by": "theme", "select": {"rooms": ["n1", "s1"]}},
    {"arena": "conference", "by": "theme", "margin": 10},
]

STRAND: dict[str, Any] = {
    "venues": [{"id": "v"}, {"id": "w"}],
    "walks": [{"from": "v", "to": "w", "minutes": 12}],
    "rooms": [{"id": "a", "venue": "v"}, {"id": "b", "venue": "w"}],
    "tracks": [{"id": "talks"}],
    "sessions": [
        {"id": "one", "duration": 30, "track": "talks", "showings": 2},
        {"id": "two", "duration": 30, "track": "talks"},
        {"id": "other", "duration": 30},
    ],
}


@pytest.mark.parametrize(
    ("room", "start", "expected"),
    [
        pytest.param("b", "10:45", [], id="twelve to walk and three to spare"),
        pytest.param("b", "10:44", [(1, "Between one (1) in a (10:00) and two in b (10:44) the audience is 1 minute short.")], id="a minute less"),
        pytest.param("a", "10:33", [], id="in the same room only the margin"),
    ],
)  # fmt: skip
def test_the_walk_and_a_margin_of_three(room: str, start: str, expected: list[tuple[int, str]]) -> None:
    problem = problem_of(STRAND, {"kind": "audience_can_follow", "margin": 3}, grid=1)
    assert told(problem, placed(problem, {"one#1": ("a", "10:00"), "two#1": (room, start)})) == expected


def test_repeats_and_other_strands_do_not_count() -> None:
    problem = problem_of(STRAND, {"kind": "audience_can_follow"})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "one#2": ("b", "10:00"), "other#1": ("b", "10:30")})
    assert told(problem, timetable) == []


def test_in_korean() -> None:
    problem = problem_of(STRAND, {"kind": "audience_can_follow"})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "two#1": ("b", "10:20")})
    assert told(problem, timetable, "ko") == [
        (22, "a의 one (1)(10:00)와(과) b의 two(10:20) 사이에 관객의 이동 시간이 22분 부족합니다.")
    ]


def test_what_it_is_about_is_the_strand_that_comes_first() -> None:
    labels = {"labels": {"theme": ["sea", "art"]}}
    festival = {**STRAND, "sessions": [{**one, **labels} for one in STRAND["sessions"]]}
    problem = problem_of(festival, {"kind": "audience_can_follow", "by": "theme"})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "two#1": ("b", "10:20")})
    # Both strands are theirs; the pair counts once.
    assert subjects(problem, timetable) == ["art"]


@pytest.mark.parametrize(("first", "minutes"), [("a", 22), ("b", 15)])
def test_the_walk_is_that_of_whoever_begins_first(first: str, minutes: int) -> None:
    walks = [{"from": "v", "to": "w", "minutes": 12}, {"from": "w", "to": "v", "minutes": 5}]
    problem = problem_of({**STRAND, "walks": walks}, {"kind": "audience_can_follow"})
    second = "b" if first == "a" else "a"
    timetable = placed(problem, {"one#1": (first, "10:00"), "two#1": (second, "10:20")})
    assert [amount for amount, _ in told(problem, timetable)] == [minutes]
