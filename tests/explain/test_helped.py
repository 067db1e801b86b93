"""Rules that say of themselves that no showing can help to keep them: taking one out never breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from scheduler.constraint import Constraint, kinds
from scheduler.timetable import Timetable
from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.contract import draw, problem_with

ARENAS = {"festival": FESTIVAL, "conference": CONFERENCE}


def _entries() -> list[Any]:
    return [
        pytest.param(kind, entry, id=f"{kind}-{number}")
        for kind, cls in kinds().items()
        if not cls.helped
        for number, entry in enumerate(import_module(f"tests.constraints.test_{kind}").CONTRACT)
    ]


def _kept(kind: str, entry: dict[str, Any], word: str) -> Iterator[tuple[Constraint, Timetable]]:
    """Timetables that keep the rule: drawn ones, without what breaks it."""
    values = {name: value for name, value in entry.items() if name not in ("arena", "changes")}
    problem = problem_with(ARENAS[entry.get("arena", "festival")], {"kind": kind, **values}, **entry.get("changes", {}))
    (rule,) = problem.rules
    random = Random(f"{word}{kind}{entry}")
    for _ in range(30):
        timetable = draw(problem, random, share_open=0).timetable
        while broken := list(rule.violations(problem, timetable)):
            timetable = timetable.without([one.placements[-1].showing for one in broken])
        if len(timetable):
            yield rule, timetable


@pytest.mark.parametrize(("kind", "entry"), _entries())
def test_a_kept_rule_stays_kept_when_a_showing_is_taken_out(kind: str, entry: dict[str, Any]) -> None:
    tried = 0
    for rule, timetable in _kept(kind, entry, "out"):
        for placement in timetable:
            tried += 1
            fewer = timetable.without([placement.showing])
            assert list(rule.violations(timetable.problem, fewer)) == [], placement.showing.key
    assert tried


@pytest.mark.parametrize(("kind", "entry"), _entries())
def test_showings_one_by_one_are_never_together_in_a_kept_timetable(kind: str, entry: dict[str, Any]) -> None:
    for rule, timetable in _kept(kind, entry, "by one"):
        for group in rule.one_by_one(timetable.problem):
            clocked = [p for p in timetable.those(group) if not p.showing.in_blocks]
            for one, other in pairwise(sorted(clocked, key=lambda p: p.start)):
                assert one.end <= other.start, (one.showing.key, other.showing.key)
