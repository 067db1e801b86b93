"""Rooms: model, map and verifier agree on who is in whose way, turnaround, shared floor and blocks included."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.decisions import Decisions
from scheduler.maps import free_places
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.constraints.support import problem_of

BY_CLOCK: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "10:00", "close": "12:30"}],
    "rooms": [
        {"id": "a", "turnaround": 15, "turnaround_by_type": {"talk": 5}},
        {"id": "b"},
        {"id": "ab", "parts_of": ["a", "b"], "turnaround": 10},
        {"id": "many", "parallel": 2, "turnaround": 5},
    ],
    "sessions": [{"id": f"s{n}", "duration": 30 + 5 * n, "type": "talk" if n % 2 else "film"} for n in range(5)],
}
BLOCKS = [
    {"id": "x", "from": "2024-10-25T10:00", "to": "2024-10-25T11:40", "slots": 3},
    {"id": "y", "from": "2024-10-25T11:00", "to": "2024-10-25T12:00", "slots": 2},
]
MIXED: dict[str, Any] = {
    **BY_CLOCK,
    "rooms": [{"id": "a", "turnaround": 10}, {"id": "b"}],
    "blocks": BLOCKS,
    "sessions": [*BY_CLOCK["sessions"][:2], *({"id": f"t{n}", "slots": 1 + n % 2} for n in range(4))],
}
CLOCKED = {**MIXED, "blocks": [{**block, "clock": True} for block in BLOCKS]}


def drawn(problem: Problem, random: Random) -> Timetable:
    """Anything legal, the more likely on top of each other the more there is."""
    placements = {}
    for showing in problem.showings:
        if random.random() < 0.6:
            cells = np.argwhere(showing.legal)
            room, position = cells[random.randrange(len(cells))].tolist()
            placements[showing.index] = placement_at(problem, showing, room, position)
    return Timetable(problem, placements)


def in_order(problem: Problem, timetable: Timetable) -> bool:
    return not any(one.rule == "room_free" for one in verify(problem, timetable).violations)


def feasible(problem: Problem, timetable: Timetable) -> bool:
    """Whether the model allows exactly these places, each among a few others."""
    random, masks = Random(1), {}
    for index, placement in timetable.placements.items():
        showing = problem.showings[index]
        mask = np.zeros(showing.legal.shape, dtype=bool)
        cells = np.argwhere(showing.legal)
        for _ in range(4):
            mask[tuple(cells[random.randrange(len(cells))])] = True
        mask[placement.room, showing.positions.by_start[placement.start, placement.block, placement.slot]] = True
        masks[index] = mask
    decisions = Decisions(problem, Timetable(problem, {}), masks)
    for index, placement in timetable.placements.items():
        at = decisions.cells[index]
        position = problem.showings[index].positions.by_start[placement.start, placement.block, placement.slot]
        for literal, room, here in zip(at.literals, at.rooms, at.positions, strict=True):
            decisions.model.add(literal == int(room == placement.room and here == position))
    return bool(cp_model.CpSolver().solve(decisions.model) == cp_model.OPTIMAL)


@pytest.mark.parametrize("document", [BY_CLOCK, MIXED, CLOCKED], ids=["clock", "mixed", "clocked blocks"])
def test_the_model_allows_what_the_verifier_allows(document: dict[str, Any]) -> None:
    problem, random, seen = problem_of(document), Random(7), set()
    for _ in range(60):
        timetable = drawn(problem, random)
        allowed = in_order(problem, timetable)
        assert feasible(problem, timetable) == allowed
        seen.add(allowed)
    assert seen == {True, False}


@pytest.mark.parametrize("document", [BY_CLOCK, MIXED, CLOCKED], ids=["clock", "mixed", "clocked blocks"])
def test_the_map_shows_the_places_that_the_verifier_finds_free(document: dict[str, Any]) -> None:
    problem, random, compared = problem_of(document), Random(8), 0
    while compared < 12:
        others = drawn(problem, random)
        left_out = [one for one in problem.showings if others.of(one) is None]
        if not in_order(problem, others) or not left_out:
            continue
        compared += 1
        showing = random.choice(left_out)
        free = free_places(problem, showing, others)
        for room, position in np.argwhere(showing.legal).tolist():
            there = others.moved({showing.index: placement_at(problem, showing, room, position)})
            assert free[room, position] == in_order(problem, there)
