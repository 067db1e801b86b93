"""Where a showing may go beside others: the same as trying every place and asking the verifier."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from scheduler.builtin import builtin_violations
from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.festival import Festival
from scheduler.maps import free_places
from scheduler.problem import Problem
from scheduler.timetable import Timetable

ROOMS: list[dict[str, Any]] = [
    {"id": "whole", "parts_of": ["left", "right"], "turnaround": 10},
    {"id": "left", "turnaround": 20},
    {"id": "right"},
    {"id": "forum", "parallel": 2},
]
DAY = "2026-09-01"
BLOCKS = [
    {"id": "a", "from": f"{DAY}T09:00", "to": f"{DAY}T10:40", "slots": 3},
    {"id": "b", "from": f"{DAY}T10:00", "to": f"{DAY}T11:00", "slots": 2},
    {"id": "c", "from": f"{DAY}T10:30", "to": f"{DAY}T12:00", "slots": 3, "clock": True},
    {"id": "d", "from": f"{DAY}T11:00", "to": f"{DAY}T12:30", "slots": 2, "clock": True},
]
SESSIONS = [
    *({"id": f"s{number}", "slots": 1 + number % 2} for number in range(8)),
    *({"id": f"t{number}", "duration": 30 + 15 * number, "rooms": ["whole", "left", "right"]} for number in range(3)),
]


@pytest.fixture(scope="module")
def problem() -> Problem:
    return compile_festival(
        Festival.model_validate(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "maps", "timezone": "Europe/Berlin", "grid": 15},
                "days": [{"date": DAY, "open": "09:00", "close": "13:00"}],
                "rooms": ROOMS,
                "blocks": BLOCKS,
                "sessions": SESSIONS,
            }
        )
    )


def drawn(problem: Problem, random: Random) -> Timetable:
    """Five showings anywhere, nobody in anybody's way."""
    while True:
        placements = {
            one.index: placement_at(problem, one, room, position)
            for one in random.sample(problem.showings, 5)
            for room, position in [random.choice(np.argwhere(one.legal).tolist())]
        }
        if not crowded(problem, Timetable(problem, placements)):
            return Timetable(problem, placements)


def crowded(problem: Problem, timetable: Timetable) -> bool:
    return any(one.rule == "room_free" for one in builtin_violations(problem, timetable))


@pytest.mark.parametrize("seed", range(12))
def test_a_place_is_free_where_nobody_is_in_the_way(problem: Problem, seed: int) -> None:
    others = drawn(problem, Random(seed))

    for showing in problem.showings:
        if others.of(showing) is None:
            expected = showing.legal.copy()
            for room, position in np.argwhere(showing.legal).tolist():
                beside = others.moved({showing.index: placement_at(problem, showing, room, position)})
                expected[room, position] = not crowded(problem, beside)
            assert np.array_equal(free_places(problem, showing, others), expected)
