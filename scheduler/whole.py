"""The whole festival as one model: for what is small enough that this is searched to its end."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from scheduler.decisions import Decisions
from scheduler.improve import charge_maps
from scheduler.maps import exact_in_maps, static_map
from scheduler.rule import post_all
from scheduler.running import run
from scheduler.timetable import Timetable
from scheduler.verify import tiers

if TYPE_CHECKING:
    from scheduler.problem import Problem

FOLLOWS = 5.0
"""Seconds that it may take to work out what follows from a timetable."""

SELDOM = 0.25
"""Seconds at least from one timetable that is told of to the next."""


@dataclass
class Whole:
    """What the whole model said."""

    status: Any
    timetable: Timetable | None
    bounds: dict[int, float]
    """Lower bound at each tier that was searched, and at those that cost the same whatever is decided."""


def whole_model(
    problem: Problem,
    *,
    complete: bool,
    musts_alone: bool = False,
    hint: Timetable | None = None,
) -> Decisions:
    """Every showing open at every place that its own rules allow.

    ``musts_alone``: nothing costs anything, so the first timetable that is found will do.  What is nearly full is
    found by intervals then, where by cliques of places it is not: measured on 7 festivals of 9 to 54 showings without
    a minute to spare, five seconds each, five of them against two.
    """
    maps = {one.index: static_map(problem, one) for one in problem.showings}
    decisions = Decisions(
        problem,
        Timetable(problem, {}),
        {index: found.allowed for index, found in maps.items()},
        complete=complete,
        by_intervals=musts_alone,
    )
    rules = [rule for rule in problem.rules if rule.must or not musts_alone]
    if musts_alone:
        decisions.costs.clear()
        decisions.constants.clear()
    else:
        charge_maps(decisions, maps)
    post_all(decisions, rules, priced=exact_in_maps(rules))
    if hint is not None:
        hint_in_full(decisions, hint, FOLLOWS)
    return decisions


def solve_whole(
    decisions: Decisions,
    parameters: Callable[[Any], None],
    stopped: Callable[[], bool],
    found: Callable[[Timetable, dict[int, float]], None],
    floor: float | None = None,
) -> Whole:
    """Minimise tier after tier; each timetable found on the way goes to ``found`` with the bounds so far.

    ``floor``: what is known already that the first tier costs at least.
    """
    searched = decisions.tiers() or [0]
    # Where nothing that is to be decided costs anything, the penalty is known before the search.
    bounds: dict[int, float] = {
        tier: decisions.constants[tier] for tier in tiers(decisions.problem) if tier not in searched
    }
    status, timetable = cp_model.UNKNOWN, None
    for tier in searched:
        objective = decisions.objective(tier)
        decisions.model.minimize(objective)
        if floor is not None and tier == 0:
            # A search that reaches it knows that it is done.
            decisions.model.add(objective >= math.ceil(floor - 1e-6) - decisions.constants[tier])
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
        _hint_all(decisions, solver)
    return Whole(status, timetable, bounds)


def hint_in_full(decisions: Decisions, timetable: Timetable, seconds: float) -> None:
    """Begin with a timetable and with what follows from it: every variable, not just where each showing lies.

    Without the rest a search begins with whatever it guesses for it, some hundred times as dear, and comes down
    point by point: measured on K-AIFF, 15 of 60 seconds.
    """
    known = decisions.model.clone()
    for literal, lies_there in decisions.chosen_in(timetable):
        known.add(known.get_bool_var_from_proto_index(literal.index) == lies_there)
    searched = decisions.tiers()
    if searched:
        known.minimize(decisions.objective(searched[0]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.catch_sigint_signal = False
    if run(solver, known, lambda: False) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        _hint_all(decisions, solver)
    else:
        decisions.hint(timetable)


def _hint_all(decisions: Decisions, solver: Any) -> None:
    decisions.model.clear_hints()
    for index, value in enumerate(solver.response_proto.solution):
        decisions.model.add_hint(decisions.model.get_int_var_from_proto_index(index), value)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Hands on timetables, not all of a quick succession, and the bound at that time."""

    def __init__(self, decisions: Decisions, tier: int, bounds: dict[int, float], found: Any) -> None:
        super().__init__()
        self._decisions, self._tier, self._bounds, self._found = decisions, tier, bounds, found
        self._told = 0.0

    def on_solution_callback(self) -> None:
        # Hundreds come one point apart, and to verify each would hold up the search.
        if monotonic() - self._told < SELDOM:
            return
        bound = self.best_objective_bound + self._decisions.constants[self._tier]
        self._found(self._decisions.timetable(self), {**self._bounds, self._tier: bound})
        self._told = monotonic()
