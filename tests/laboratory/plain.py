"""The formulation of the textbooks, as a reference: one start a showing, one optional interval for each of its rooms.

It knows places, rooms and people free of overlap, and what a showing costs in a room at best; what rules say
of several showings it does not know.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.maps import static_map
from scheduler.problem import Problem, Showing
from scheduler.timetable import Timetable


def plain(
    problem: Problem, *, seconds: float | None = None, work: float | None = None, workers: int = 1
) -> Timetable | None:
    """The best timetable of that model within seconds or CP-SAT's units of work; None if it finds none."""
    model = _Plain(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    if work is not None:
        solver.parameters.max_deterministic_time = work
    if solver.solve(model.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return model.timetable(solver)


class _Plain:
    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.there: dict[tuple[int, int], Any] = {}
        self.starts: dict[int, Any] = {}
        self.busy: dict[int, list[Any]] = {room.index: [] for room in problem.rooms}
        self.people: dict[str, list[Any]] = {}
        self.costs: list[Any] = []
        for showing in problem.showings:
            self._open(showing)
        for some in (*self.busy.values(), *self.people.values()):
            self.model.add_no_overlap(some)
        self.model.minimize(sum(self.costs))

    def _open(self, showing: Showing) -> None:
        found, model = static_map(self.problem, showing), self.model
        total = np.broadcast_to(found.total(), found.allowed.shape)
        times = sorted(set(showing.positions.starts[found.allowed.any(axis=0)].tolist()))
        self.starts[showing.index] = start = model.new_int_var_from_domain(cp_model.Domain.from_values(times), "")
        for room in self.problem.rooms:
            here = total[room.index][found.allowed[room.index]]
            if len(here):
                present = self.there[showing.index, room.index] = model.new_bool_var("")
                taken = showing.duration + room.turnaround(showing.type)
                self.busy[room.index].append(model.new_optional_fixed_size_interval_var(start, taken, present, ""))
                self.costs.append(int(here.min()) * present)
        model.add_exactly_one(one for (index, _), one in self.there.items() if index == showing.index)
        for person in showing.persons:
            alone = model.new_fixed_size_interval_var(start, showing.duration, "")
            self.people.setdefault(person, []).append(alone)

    def timetable(self, solver: Any) -> Timetable:
        placements = {}
        for (index, room), present in self.there.items():
            if solver.boolean_value(present):
                showing = self.problem.showings[index]
                position = showing.positions.by_start.get((solver.value(self.starts[index]), -1, -1))
                if position is not None:
                    placements[index] = placement_at(self.problem, showing, room, position)
        return Timetable(self.problem, placements)
