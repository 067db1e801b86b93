"""How far from perfect: bounds, and proofs that there is no timetable at all.

Counting comes first (a showing without a place, more minutes than hours), then the whole model
where it fits; for large festivals there is a relaxation (``scheduler.bound``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions import Decisions
from scheduler.improve import charge_maps
from scheduler.maps import exact_in_maps, static_map
from scheduler.rule import post_all
from scheduler.running import run
from scheduler.sentence import Sentence
from scheduler.timetable import Timetable

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


# -- the whole model ----------------------------------------------------------------------------


@dataclass
class Whole:
    """What the whole model said."""

    status: Any
    timetable: Timetable | None
    bounds: dict[int, float]
    """Lower bound at each tier that was searched."""


def whole_model(
    problem: Problem,
    *,
    complete: bool,
    soft_musts: bool = False,
    musts_alone: bool = False,
    hint: Timetable | None = None,
) -> Decisions:
    """Every showing open at every place that its own rules allow.

    ``musts_alone``: nothing costs anything, so the first timetable that is found will do.
    """
    maps = {one.index: static_map(problem, one) for one in problem.showings}
    decisions = Decisions(
        problem,
        Timetable(problem, {}),
        {index: found.allowed for index, found in maps.items()},
        complete=complete,
        soft_musts=soft_musts,
    )
    rules = [rule for rule in problem.rules if rule.must or not musts_alone]
    if musts_alone:
        decisions.costs.clear()
        decisions.constants.clear()
    else:
        charge_maps(decisions, maps)
    post_all(decisions, rules, priced=exact_in_maps(rules))
    if hint is not None:
        decisions.hint(hint)
    return decisions


def solve_whole(
    decisions: Decisions,
    parameters: Callable[[Any], None],
    stopped: Callable[[], bool],
    found: Callable[[Timetable, dict[int, float]], None],
) -> Whole:
    """Minimise tier after tier; each timetable found on the way goes to ``found`` with the bounds so far."""
    bounds: dict[int, float] = {}
    status, timetable = cp_model.UNKNOWN, None
    for tier in decisions.tiers() or [0]:
        objective = decisions.objective(tier)
        decisions.model.minimize(objective)
        solver = cp_model.CpSolver()
        parameters(solver.parameters)
        watcher = _Watcher(decisions, tier, bounds, found)
        status = run(solver, decisions.model, stopped, watcher)
        bounds[tier] = solver.best_objective_bound + decisions.constants[tier]
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            timetable = decisions.timetable(solver)
        if status != cp_model.OPTIMAL:
            break
        decisions.model.add(objective <= round(solver.objective_value))
        decisions.model.clear_hints()
        decisions.hint(decisions.timetable(solver))
    return Whole(status, timetable, bounds)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Hands on every timetable and the bound at that time."""

    def __init__(self, decisions: Decisions, tier: int, bounds: dict[int, float], found: Any) -> None:
        super().__init__()
        self._decisions, self._tier, self._bounds, self._found = decisions, tier, bounds, found

    def on_solution_callback(self) -> None:
        bound = self.best_objective_bound + self._decisions.constants[self._tier]
        self._found(self._decisions.timetable(self), {**self._bounds, self._tier: bound})
