"""nothing_beside: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.nothing_beside import NothingBeside
from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"select": {"types": ["ceremony"]}},
    {"select": {"tags": ["gala"]}, "in": "venue"},
    {"select": {"rooms": ["n1"], "not": {"types": ["talk"]}}, "not": {"rooms": ["n2"], "tracks": ["comp"]}},
    {"select": {"tracks": ["talks"], "venues": ["north"]}, "in": "venue", "not": {"sessions": ["mira"]}},
    {"arena": "conference", "select": {"types": ["keynote"]}},
    {"arena": "conference", "select": {"tracks": ["t1"], "rooms": ["r1", "r2"]}, "not": {"tracks": ["t2"]}, "in": "venue"},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "While a selected session runs, nothing else does in the festival.",
        "선택한 행사가 열리는 동안 축제 전체에서는 다른 행사가 열리지 않습니다.",
    ),
]

AWARDS: dict[str, Any] = {
    "venues": [{"id": "north"}, {"id": "south"}],
    "rooms": [{"id": "a", "venue": "north"}, {"id": "b", "venue": "north"}, {"id": "c", "venue": "south"}],
    "walks": [{"from": "north", "to": "south", "minutes": 10}],
    "sessions": [
        {"id": "awards", "type": "ceremony", "title": {"en": "Awards", "ko": "시상식"}, "duration": 60},
        {"id": "film", "title": {"en": "Film", "ko": "영화"}, "duration": 90},
        {"id": "rehearsal", "type": "rehearsal", "duration": 30},
        {"id": "opening", "type": "ceremony", "duration": 30, "showings": 2, "simulcast": True},
    ],
}
CEREMONIES = {"kind": "nothing_beside", "select": {"types": ["ceremony"]}}


@pytest.mark.parametrize(
    ("film", "minutes"),
    [("16:30", []), ("16:31", [1]), ("17:30", [60]), ("18:20", [40]), ("18:59", [1]), ("19:00", [])],
)
def test_each_minute_that_something_runs_beside_counts(film: str, minutes: list[int]) -> None:
    problem = problem_of(AWARDS, CEREMONIES, grid=1)
    timetable = placed(problem, {"awards#1": ("a", "18:00"), "film#1": ("c", film)})
    assert [amount for amount, _ in told(problem, timetable)] == minutes


def test_the_sentence_says_what_runs_beside_what() -> None:
    problem = problem_of(AWARDS, CEREMONIES)
    timetable = placed(problem, {"awards#1": ("a", "18:00"), "film#1": ("b", "18:20")})
    assert told(problem, timetable) == [(40, "Film in b runs beside Awards in a, for 40 min from 18:20.")]
    assert told(problem, timetable, "ko") == [(40, "a의 시상식 동안 b에서 영화가 18:20부터 40분간 함께 열립니다.")]


def test_two_that_are_not_selected_may_run_at_once() -> None:
    problem = problem_of(AWARDS, CEREMONIES)
    assert told(problem, placed(problem, {"film#1": ("a", "18:00"), "rehearsal#1": ("b", "18:00")})) == []


def test_two_selected_ones_count_once() -> None:
    problem = problem_of(AWARDS, CEREMONIES)
    timetable = placed(problem, {"awards#1": ("a", "18:00"), "opening#1": ("b", "18:30")})
    assert [amount for amount, _ in told(problem, timetable)] == [30]


def test_a_simulcast_is_not_beside_itself() -> None:
    problem = problem_of(AWARDS, CEREMONIES)
    assert told(problem, placed(problem, {"opening#1": ("a", "10:00"), "opening#2": ("b", "10:00")})) == []


def test_only_its_own_venue_may_be_meant() -> None:
    problem = problem_of(AWARDS, {**CEREMONIES, "in": "venue"})
    beside = {"film#1": ("b", "18:00"), "rehearsal#1": ("c", "18:00")}
    timetable = placed(problem, {"awards#1": ("a", "18:00"), **beside})
    assert told(problem, timetable) == [(60, "Film in b runs beside Awards in a, for 60 min from 18:00.")]


def test_what_is_excepted_may_run_beside_it() -> None:
    problem = problem_of(AWARDS, {**CEREMONIES, "not": {"types": ["rehearsal"]}})
    timetable = placed(problem, {"awards#1": ("a", "18:00"), "rehearsal#1": ("b", "18:00")})
    assert told(problem, timetable) == []


def test_blocks_without_clock_never_run_beside_each_other() -> None:
    blocks = [
        {"id": "one", "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 2},
        {"id": "two", "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 2},
    ]
    sessions = [{"id": "awards", "type": "ceremony", "slots": 2}, {"id": "talk", "slots": 1}]
    problem = problem_of({"rooms": AWARDS["rooms"], "blocks": blocks, "sessions": sessions}, CEREMONIES)
    assert told(problem, placed(problem, {"awards#1": ("a", "one/1"), "talk#1": ("b", "two/1")})) == []
    assert [n for n, _ in told(problem, placed(problem, {"awards#1": ("a", "one/1"), "talk#1": ("b", "one/2")}))] == [
        60
    ]


def test_ceremonies_are_kept_free_by_default_and_the_organisers_rule_replaces_that() -> None:
    def found(*rules: dict[str, Any], sessions: list[dict[str, Any]]) -> list[tuple[tuple[str, ...], int | None]]:
        festival = {"showgrid": 1, "festival": {"id": "f"}, "sessions": sessions, "rules": rules}
        every = rules_of(Festival.model_validate(festival))
        return [(one.select.types, one.weight) for one in every if isinstance(one, NothingBeside)]

    assert found(sessions=AWARDS["sessions"]) == [(("ceremony",), 500)]
    assert found(sessions=AWARDS["sessions"][1:3]) == []
    assert found(CEREMONIES, sessions=AWARDS["sessions"]) == [(("ceremony",), None)]


def test_it_says_where_nothing_else_runs() -> None:
    rule = NothingBeside.model_validate({"in": "venue", "not": {"types": ["rehearsal"]}})
    assert rule.describe().text() == "While a selected session runs, nothing else does in its venue, exceptions aside."
    said = "선택한 행사가 열리는 동안 축제 전체에서는 다른 행사가 열리지 않습니다."
    assert NothingBeside.model_validate({}).describe().text("ko") == said
