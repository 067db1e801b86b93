"""The formulation of the textbooks, as a reference: one start a showing, one optional interval for each of its rooms.

It knows places, rooms and people free of overlap, and what a showing costs in a room at best; what rules say
of several showings it does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.maps import static_map, turnarounds
from scheduler.problem import Problem, Showing
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

FAR = 10**7
"""More than a festival has ticks, or a block slots."""


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
        line, length = _line(showing)
        times = sorted(set(line[found.allowed.any(axis=0)].tolist()))
        self.starts[showing.index] = start = model.new_int_var_from_domain(cp_model.Domain.from_values(times), "")
        for room in self.problem.rooms:
            here = total[room.index][found.allowed[room.index]]
            if len(here):
                present = self.there[showing.index, room.index] = model.new_bool_var("")
                taken = length + turnarounds(self.problem)[showing.index, room.index]
                self.busy[room.index].append(model.new_optional_fixed_size_interval_var(start, int(taken), present, ""))
                self.costs.append(int(here.min()) * present)
        model.add_exactly_one(one for (index, _), one in self.there.items() if index == showing.index)
        for person in showing.persons:
            alone = model.new_fixed_size_interval_var(start, length, "")
            self.people.setdefault(person, []).append(alone)

    def timetable(self, solver: Any) -> Timetable:
        placements = {}
        for (index, room), present in self.there.items():
            if solver.boolean_value(present):
                showing = self.problem.showings[index]
                position = int(np.flatnonzero(_line(showing)[0] == solver.value(self.starts[index]))[0])
                placements[index] = placement_at(self.problem, showing, room, position)
        return Timetable(self.problem, placements)


def _line(showing: Showing) -> tuple[NDArray[np.int64], int]:
    """Where its positions begin on one line, and how long it is there: in ticks; what lies in blocks, in their slots.

    The slots of all blocks follow each other far behind the last tick, so what lies by the clock is in nobody's way there.
    """
    at = showing.positions
    if not showing.in_blocks:
        return at.starts, showing.duration
    return (at.blocks + 1) * FAR + at.slots, showing.session.slots or 1
