"""room_has_abilities: numbers done by hand."""

from __future__ import annotations

from typing import Any

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [{}, {"select": {"not": {"rooms": ["s1"]}}}]

HALLS: dict[str, Any] = {
    "rooms": [{"id": "a", "abilities": ["dcp", "stage"]}, {"id": "b", "abilities": ["dcp"]}, {"id": "c"}],
    "films": [{"id": "f", "runtime": 20, "needs": ["dcp", "atmos"]}],
    "sessions": [{"id": "film", "films": ["f"], "needs": ["stage", "dcp"]}, {"id": "talk", "duration": 20}],
}


def test_each_missing_ability_counts_once() -> None:
    problem = problem_of(HALLS, {"kind": "room_has_abilities"})
    assert told(problem, placed(problem, {"film#1": ("a", "10:00")})) == [
        (1, "film needs atmos, which a does not have.")
    ]
    assert told(problem, placed(problem, {"film#1": ("c", "10:00")}), "ko") == [
        (3, "film: c에 무대, DCP 영사, 애트모스 음향 설비가 없습니다.")
    ]


def test_who_needs_nothing_goes_anywhere() -> None:
    problem = problem_of(HALLS, {"kind": "room_has_abilities"})
    assert told(problem, placed(problem, {"talk#1": ("c", "10:00")})) == []


def test_it_is_a_must_by_default() -> None:
    rules = [rule for rule in problem_of({**HALLS, "defaults": True}).rules if rule.kind == "room_has_abilities"]
    assert [rule.must for rule in rules] == [True]


def test_a_must_by_default_asks_for_what_a_session_needs_itself() -> None:
    problem = problem_of(
        {**HALLS, "films": [], "sessions": [{"id": "film", "duration": 20, "needs": ["stage"]}]},
        {"kind": "room_has_abilities", "weight": 2},
    )
    amounts = [told(problem, placed(problem, {"film#1": (room, "10:00")})) for room in ("a", "b")]
    assert amounts == [[], [(1, "film needs stage, which b does not have.")]]
