"""How far from perfect: bounds, and proofs that there is no timetable at all.

Counting comes first (a showing without a place, more minutes than hours), then the whole model
where it fits (``scheduler.whole``); for large festivals there is a relaxation (``scheduler.bound``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from scheduler.maps import static_map
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing

WHOLE_CELLS = 60_000
"""Places of all showings together up to which the whole model is worth building."""


def cells(problem: Problem) -> int:
    """Places of all showings together that no rule on one showing forbids."""
    return sum(int(static_map(problem, one).allowed.sum()) for one in problem.showings)


# -- counting -----------------------------------------------------------------------------------


def contradictions(problem: Problem) -> Iterator[Sentence]:
    """Why there can be no complete timetable, as far as counting shows; each is a proof."""
    needed = [one for one in problem.showings if not one.optional]
    for showing in needed:
        if not static_map(problem, showing).allowed.any():
            yield Sentence(
                "{s} has no place at all: no room, time and rule agree on one.",
                "{s}: 상영관, 시간, 규칙을 모두 만족하는 자리가 없습니다.",
                s=showing,
            )
    yield from _too_many_minutes(problem, needed)
    for rule in problem.rules:
        if rule.must:
            yield from rule.contradictions(problem)


def _too_many_minutes(problem: Problem, needed: list[Showing]) -> Iterator[Sentence]:
    """Showings that fit only some rooms need more minutes than these are open; who fits none is told already."""
    allowed = {s.index: frozenset(np.flatnonzero(static_map(problem, s).allowed.any(axis=1)).tolist()) for s in needed}
    for rooms in sorted(set(filter(None, allowed.values())), key=lambda chosen: (len(chosen), sorted(chosen))):
        bound = [s for s in needed if not s.in_blocks and allowed[s.index] and allowed[s.index] <= rooms]
        demand = sum(s.duration + min((problem.rooms[r].turnaround(s.type) for r in rooms), default=0) for s in bound)
        supply = sum(_supply(problem, room, bound) for room in rooms)
        if demand > supply:
            yield Sentence(
                "{n} showings need {d} minutes with turnaround; {r} together offer {o}.",
                "{r}의 제공 시간은 모두 {o}분이나, 상영 {n}건에 정리 시간 포함 {d}분이 필요합니다.",
                n=len(bound), d=problem.minutes(demand), o=problem.minutes(supply),
                r=[problem.rooms[r] for r in sorted(rooms)],
            )  # fmt: skip


def _supply(problem: Problem, room: int, bound: list[Showing]) -> int:
    """Ticks that a room offers; after the last showing of a stretch, turnaround may run past closing."""
    own = problem.rooms[room]
    after = max((own.turnaround(one.type) for one in bound), default=0)
    return own.parallel * sum(high - low + after for low, high in own.hours)
