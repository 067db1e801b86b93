"""Beside ours, the plain formulation: one start and one optional interval a room for each showing.

Reduced to what both can say: places, rooms free of overlap, and what a showing costs in a room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.maps import static_map
from scheduler.problem import Problem
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.validate import festival_from
from scheduler.verify import verify

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

WORK = 20.0
"""CP-SAT's units of work that either may spend; both end long before."""


@pytest.fixture(scope="module")
def day() -> Problem:
    """Ten films for two halls of different size: a full day, each film wanting the hall that fits."""
    return compile_festival(
        festival_from(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "day", "timezone": "Asia/Seoul", "grid": 15},
                "days": [{"date": "2025-05-17", "open": "10:00", "close": "18:00"}],
                "rooms": [
                    {"id": "big", "capacity": 200, "turnaround": 15},
                    {"id": "little", "capacity": 100, "turnaround": 15},
                ],
                "sessions": [
                    {"id": f"film-{number}", "duration": 60, "audience": 40 + 15 * number} for number in range(10)
                ],
                "rules": [{"kind": "room_fits_audience", "weight": 1}],
            }
        )
    )


def plain(problem: Problem) -> Timetable:
    """The formulation of the textbooks: presence of each showing in each room, and one start."""
    model = cp_model.CpModel()
    there: dict[tuple[int, int], Any] = {}
    starts: dict[int, Any] = {}
    intervals: dict[int, list[Any]] = {room.index: [] for room in problem.rooms}
    costs = []
    for showing in problem.showings:
        found = static_map(problem, showing)
        total = np.broadcast_to(found.total(), found.allowed.shape)
        at = showing.positions.starts
        times = sorted(set(at[np.flatnonzero(found.allowed.any(axis=0))].tolist()))
        starts[showing.index] = start = model.new_int_var_from_domain(cp_model.Domain.from_values(times), "")
        for room in problem.rooms:
            present = there[showing.index, room.index] = model.new_bool_var("")
            busy = showing.duration + room.turnaround(showing.type)
            intervals[room.index].append(model.new_optional_fixed_size_interval_var(start, busy, present, ""))
            costs.append(int(total[room.index][found.allowed[room.index]].min()) * present)
        model.add_exactly_one(there[showing.index, room.index] for room in problem.rooms)
    for here in intervals.values():
        model.add_no_overlap(here)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK
    assert solver.solve(model) == cp_model.OPTIMAL
    placements = {}
    for showing in problem.showings:
        chosen = next(r.index for r in problem.rooms if solver.value(there[showing.index, r.index]))
        position = showing.positions.by_start[solver.value(starts[showing.index]), -1, -1]
        placements[showing.index] = placement_at(problem, showing, chosen, position)
    return Timetable(problem, placements)


def ours(problem: Problem) -> Timetable:
    return solve(problem, Options(deterministic=WORK)).timetable


@pytest.mark.parametrize("way", [plain, ours], ids=["one_interval_a_room", "showgrid"])
def test_both_ways_find_the_best_day(benchmark: BenchmarkFixture, day: Problem, way: Any) -> None:
    timetable = benchmark.pedantic(way, args=(day,), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    report = verify(day, timetable)
    assert report.valid
    assert report.penalty == verify(day, plain(day)).penalty
