"""Parts of the day, the same wherever a rule speaks of them: a showing belongs to the one it starts in.

Morning is before 12:00, afternoon before 18:00, evening the rest of the festival day, past midnight
until ``day_ends``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing

Daypart = Literal["morning", "afternoon", "evening"]
DAYPARTS: tuple[Daypart, ...] = get_args(Daypart)
NOON, EVENING = 12 * 60, 18 * 60
"""Minutes after midnight at which afternoon and evening begin."""

NAMES = {
    "morning": {"en": "morning", "ko": "오전"},
    "afternoon": {"en": "afternoon", "ko": "오후"},
    "evening": {"en": "evening", "ko": "저녁"},
}


def hours_of(part: Daypart, day_ends: int) -> tuple[int, int]:
    """Minutes after midnight at which a part of the day begins and ends."""
    edges = (day_ends, NOON, EVENING, day_ends + 24 * 60)
    number = DAYPARTS.index(part)
    return edges[number], edges[number + 1]


def daypart(problem: Problem, ticks: int) -> int:
    """Part of the day at an instant, as an index into ``DAYPARTS``."""
    return problem.cached(("daypart", ticks), lambda: _daypart(problem, ticks))


def _daypart(problem: Problem, ticks: int) -> int:
    local = problem.clock.local(ticks // problem.minute)
    minutes = local.hour * 60 + local.minute
    if minutes < problem.clock.day_ends or minutes >= EVENING:
        return 2
    return int(minutes >= NOON)


def dayparts(problem: Problem, showing: Showing) -> NDArray[np.int64]:
    """Part of the day in which the showing starts, at each of its positions."""
    starts = showing.whole.positions.starts
    everywhere = problem.cached(
        ("dayparts", id(starts)),
        lambda: np.array([daypart(problem, start) for start in starts.tolist()], dtype=np.int64),
    )
    return showing.kept(everywhere)
