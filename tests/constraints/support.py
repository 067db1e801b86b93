"""Small festivals in few words, for worked examples."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.timetable import Assignment, Placement, Timetable

DAY = "2024-10-25"


def problem_of(document: dict[str, Any], rule: dict[str, Any] | None = None, *, grid: int = 5) -> Problem:
    """A festival in Seoul on 25 October 2024, 09:00 to 22:00, with one rule and no defaults."""
    base = {
        "showgrid": 1,
        "defaults": False,
        "festival": {"id": "example", "timezone": "Asia/Seoul", "grid": grid},
        "days": [{"date": DAY, "open": "09:00", "close": "22:00"}],
        "rules": [rule] if rule else [],
    }
    return compile_festival(Festival.model_validate({**base, **document}))


def placed(
    problem: Problem, places: dict[str, tuple[str, str]], *, assignments: tuple[Assignment, ...] = ()
) -> Timetable:
    """Each ``session#label`` in a room, at "HH:MM", "YYYY-MM-DDTHH:MM" or "block/slot" (slots from 1)."""
    placements = {}
    for key, (room, when) in places.items():
        session, label = key.split("#")
        showing = problem.by_key[session, int(label)]
        placements[showing.index] = _at(problem, showing, problem.room_index[room], when)
    return Timetable(problem, placements, assignments)


def _at(problem: Problem, showing: Any, room: int, when: str) -> Placement:
    if "/" in when:
        block, slot = when.split("/")
        at = showing.positions
        (position,) = np.flatnonzero((at.blocks == problem.block_index[block]) & (at.slots == int(slot) - 1)).tolist()
        return placement_at(problem, showing, room, position)
    moment = datetime.fromisoformat(when if "T" in when else f"{DAY}T{when}")
    start = problem.clock.minutes(moment) * problem.minute
    day = problem.clock.day(start // problem.minute)
    index = problem.days.index(day) if day in problem.days else -1
    return Placement(showing, room, start, start + showing.duration, index)


def told(problem: Problem, timetable: Timetable, lang: str = "en") -> list[tuple[int, str]]:
    """Amount and sentence of every violation of the (only) rule."""
    (rule,) = problem.rules
    return [(one.amount, one.sentence.text(lang)) for one in rule.violations(problem, timetable)]


def told_in_both(problem: Problem, timetable: Timetable) -> list[tuple[str, str]]:
    """The same sentences in English and in Korean."""
    (rule,) = problem.rules
    return [(one.sentence.text("en"), one.sentence.text("ko")) for one in rule.violations(problem, timetable)]


def subjects(problem: Problem, timetable: Timetable) -> list[str]:
    """Whom or what each violation of the (only) rule is about."""
    (rule,) = problem.rules
    return [one.subject for one in rule.violations(problem, timetable)]
