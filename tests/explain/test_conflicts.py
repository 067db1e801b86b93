"""Conflicts name what clashes: all of it, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scheduler.compile import compile_festival
from scheduler.explain.asking import ask
from scheduler.explain.conflicts import Conflict, Findings, find
from scheduler.explain.watch import Watch
from scheduler.formats.document import load
from scheduler.solve import Options, solve
from scheduler.validate import festival_from
from tests.generators.contradictions import FAMILIES, plant, plant_all, quiet

FIXTURES = Path(__file__).parents[2] / "fixtures"


def found_in(document: Any) -> Findings:
    festival = festival_from(document) if isinstance(document, dict) else document
    return find(compile_festival(festival), Watch(600))


@cache
def of_fixture(name: str) -> Findings:
    return found_in(load(FIXTURES / name / "festival.yaml"))


@cache
def of_family(family: str) -> Findings:
    return found_in(plant(quiet(), family).document)


def possible(conflict: Conflict, but: Any = None) -> bool | None:
    return ask(conflict.document(but), Watch(600)).possible


def test_a_festival_without_contradictions_has_no_conflict() -> None:
    findings = found_in(quiet())

    assert (findings.possible, findings.conflicts, findings.unknown) == (True, [], [])


@pytest.mark.parametrize("family", FAMILIES)
def test_a_planted_contradiction_is_named_exactly(family: str) -> None:
    findings = of_family(family)

    assert [conflict.keys for conflict in findings.conflicts] == [plant(quiet(), family).parts]
    assert (findings.possible, findings.finished, findings.unknown) == (False, True, [])


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("family", ["hall_taken", "long_walk", "one_copy"])
def test_it_is_named_exactly_wherever_it_is_planted(family: str, seed: int) -> None:
    planted = plant(quiet(), family, seed)

    assert [conflict.keys for conflict in found_in(planted.document).conflicts] == [planted.parts]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_named_parts_alone_are_impossible_and_without_any_one_of_them_possible(family: str) -> None:
    (conflict,) = of_family(family).conflicts

    assert possible(conflict) is False
    assert {part.key: possible(conflict, part) for part in conflict.parts} == dict.fromkeys(conflict.keys, True)


@pytest.mark.parametrize("name", ["impossible-guest", "too-full"])
def test_so_it_is_of_the_sample_festivals(name: str) -> None:
    (conflict,) = of_fixture(name).conflicts

    assert possible(conflict) is False
    assert {part.key: possible(conflict, part) for part in conflict.parts} == dict.fromkeys(conflict.keys, True)


def test_the_search_that_solves_agrees() -> None:
    """The document of a conflict is one that anybody may solve; another model is asked here."""
    (conflict,) = of_fixture("impossible-guest").conflicts
    alone = compile_festival(conflict.document())

    assert solve(alone, Options(budget=20, workers=1)).status == "INFEASIBLE"
    for part in conflict.parts:
        freed = compile_festival(conflict.document(part))
        assert solve(freed, Options(budget=20, workers=1)).complete, part.key


def test_independent_conflicts_are_each_found() -> None:
    families = ["hall_taken", "two_pins", "too_few_days", "nothing_can"]
    document, planted = plant_all(quiet(), families, seed=3)

    findings = found_in(document)

    assert {conflict.keys for conflict in findings.conflicts} == {one.parts for one in planted}


def test_conflicts_that_share_a_session_are_each_found() -> None:
    document = quiet()
    document["people"] += [
        {"id": name, "available": [{"from": "2025-09-13T13:00", "to": "2025-09-13T15:00"}]} for name in ("ann", "bob")
    ]
    document["sessions"] += [
        {"id": "gala", "duration": 60, "people": ["ann", "bob"]},
        {"id": "ann-talks", "duration": 90, "people": ["ann"]},
        {"id": "bob-talks", "duration": 90, "people": ["bob"]},
    ]

    findings = found_in(document)

    assert [sorted(one.session.id for one in conflict.showings) for conflict in findings.conflicts] == [
        ["ann-talks", "gala"],
        ["bob-talks", "gala"],
    ]


def test_too_full_is_one_conflict_that_leaves_three_out() -> None:
    (conflict,) = of_fixture("too-full").conflicts

    assert len(conflict.showings) == 13
    assert len(conflict.left_out) == 3
    assert {part.key for part in conflict.parts if part.kind != "placed"} == {
        (kind, room) for kind in ("hours", "turnaround", "room_free") for room in ("screen-1", "screen-2")
    }


def test_the_impossible_guest_is_three_things_and_what_always_holds() -> None:
    (conflict,) = of_fixture("impossible-guest").conflicts

    assert conflict.keys == {
        ("available", "prof-kim"),
        ("person", "prof-kim"),
        ("placed", "keynote", 1),
        ("rooms", "keynote", None),
        ("placed", "opening", 1),
        ("pin", 0),
        ("room_free", "hall-a"),
        ("rule", "person_available", -1),
    }


def test_when_the_time_is_over_nothing_is_claimed() -> None:
    problem = compile_festival(festival_from(quiet()))

    findings = find(problem, Watch(0))

    assert (findings.possible, findings.conflicts, findings.finished) == (None, [], False)
