"""Which showings are opened together."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

SPARE = 1.3
"""Times as many showings lie in the days or rooms that are drawn as are opened."""

DAYS, ROOMS = 0.4, 0.7
"""Shares: some days, then some rooms, else anywhere."""


def opened(problem: Problem, timetable: Timetable, size: int, random: Random) -> list[Showing]:
    """So many showings that are placed by the clock; some of what lies nowhere first."""
    missing = [one for one in problem.showings if _by_clock(one) and one.index not in timetable.placements]
    there = [placement for placement in timetable.by_time if _by_clock(placement.showing)]
    few = random.sample(missing, min(len(missing), max(1, size // 4)))
    pool = _pool(there, size - len(few), random)
    return few + [placement.showing for placement in random.sample(pool, min(len(pool), size - len(few)))]


def _pool(there: list[Placement], size: int, random: Random) -> list[Placement]:
    """All of some days, of some rooms, or of anywhere."""
    way = random.random()
    if way >= ROOMS:
        return there
    groups: dict[int, list[Placement]] = {}
    for placement in there:
        groups.setdefault(placement.day if way < DAYS else placement.room, []).append(placement)
    pool: list[Placement] = []
    for key in random.sample(sorted(groups), len(groups)):
        if len(pool) >= SPARE * size:
            break
        pool += groups[key]
    return pool


def _by_clock(showing: Showing) -> bool:
    """Whether it has places of that sort at all."""
    return not showing.in_blocks and len(showing.positions) > 0
