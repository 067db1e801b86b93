"""Conflicts of small festivals against a look at every timetable there is, which knows no solver."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.explain.conflicts import Findings, find
from scheduler.explain.watch import Watch
from scheduler.timetable import Timetable
from scheduler.validate import festival_from
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.festival import Festival
    from scheduler.problem import Problem

DAY = "2025-05-16"
POSSIBLE, IMPOSSIBLE = (3, 13), (0, 4, 6, 8, 9, 11, 12)
"""Seeds of festivals that have a timetable, and of such as have none; those whose every timetable takes long to look
at are left out."""


def drawn(seed: int) -> dict[str, Any]:
    """Three hours, two halls, four sessions of an hour, and a few limits by lot."""
    random = Random(seed)
    sessions: list[dict[str, Any]] = [{"id": f"s{n}", "duration": 60} for n in range(4)]
    people = []
    for n in range(2):
        begin = random.choice([10, 11])
        stay = {"from": f"{DAY}T{begin}:00", "to": f"{DAY}T{begin + random.choice([1, 2, 3])}:00"}
        people.append({"id": f"guest-{n}", "available": [stay]})
        for one in random.sample(sessions, 2):
            one.setdefault("people", []).append(f"guest-{n}")
    for one in random.sample(sessions, 2):
        one["rooms"] = ["a"]
    first, then = random.sample([one["id"] for one in sessions], 2)
    return {
        "showgrid": 1,
        "festival": {"id": "drawn", "timezone": "Asia/Seoul", "grid": 30},
        "days": [{"date": DAY, "open": "10:00", "close": "13:00"}],
        "rooms": [{"id": one, "capacity": 50, "turnaround": random.choice([0, 30])} for one in "ab"],
        "people": people,
        "sessions": sessions,
        "pins": [] if seed % 2 else [{"session": random.choice(sessions)["id"], "room": "a", "start": f"{DAY}T{random.choice([10, 11])}:30"}],
        "rules": [{"kind": "session_before", "sessions": [first, then]}],
    }  # fmt: skip


def can_be(problem: Problem) -> bool:
    """Whether any timetable at all breaks no must, one showing after the other at each of its places."""

    def goes_on(timetable: Timetable, rest: list[Any]) -> bool:
        if any(one.rule != "placed" for one in verify(problem, timetable).broken):
            return False
        if not rest:
            return True
        showing = rest[0]
        places = (placement_at(problem, showing, *cell) for cell in np.argwhere(showing.legal).tolist())
        return any(goes_on(timetable.moved({showing.index: one}), rest[1:]) for one in places)

    return goes_on(Timetable(problem, {}), sorted(problem.showings, key=lambda one: one.legal.sum()))


def of_document(document: Festival) -> bool:
    return can_be(compile_festival(document))


@cache
def found(seed: int) -> Findings:
    return find(compile_festival(festival_from(drawn(seed))), Watch(600))


@pytest.mark.parametrize("seed", [*POSSIBLE, *IMPOSSIBLE])
def test_there_is_a_conflict_exactly_if_there_is_no_timetable(seed: int) -> None:
    findings = found(seed)

    assert findings.possible is can_be(findings.problem) is (seed in POSSIBLE)


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_what_is_named_cannot_be_and_without_any_one_of_it_can(seed: int) -> None:
    findings = found(seed)

    assert findings.conflicts
    for conflict in findings.conflicts:
        assert not of_document(conflict.document())
        assert {part.key: of_document(conflict.document(part)) for part in conflict.parts} == dict.fromkeys(
            conflict.keys, True
        )
