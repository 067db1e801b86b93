"""Choosing people anew for a timetable whose places stay: who interprets, which showing each juror attends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions import Decisions
from scheduler.rule import post_all
from scheduler.running import run

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

WORK = 4.0
"""CP-SAT's own units of work; what is not found by then is left as it is."""


def chosen_anew(problem: Problem, timetable: Timetable, stopped: Callable[[], bool] = lambda: False) -> Timetable:
    """The same places with the people chosen who break and cost least; as it was if none can be found."""
    opened = [one for one in bound_to_choices(problem) if one.index in timetable.placements]
    for soft in (False, True):
        found = _chosen_for(problem, timetable, opened, stopped, soft=soft) if opened else None
        if found is not None:
            return found
    return timetable


def chosen_for(
    problem: Problem, timetable: Timetable, moved: Iterable[int], stopped: Callable[[], bool] = lambda: False
) -> Timetable | None:
    """The same, choosing only for those that have moved; None if nobody is left for one of them."""
    gone = set(moved)
    opened = [one for one in bound_to_choices(problem) if one.index in timetable.placements and one.index in gone]
    return _chosen_for(problem, timetable, opened, stopped, soft=False) if opened else timetable


def _chosen_for(
    problem: Problem, timetable: Timetable, opened: list[Showing], stopped: Callable[[], bool], *, soft: bool
) -> Timetable | None:
    places = {one.index: _only_place(one, timetable) for one in opened}
    decisions = Decisions(problem, timetable.without(opened), places, soft_musts=soft)
    post_all(decisions, [rule for rule in problem.rules if rule.chooses])
    return _searched(decisions, stopped)


def bound_to_choices(problem: Problem) -> tuple[Showing, ...]:
    """Showings that a rule which chooses people is about."""
    rules = [rule for rule in problem.rules if rule.chooses]
    return problem.cached(
        "bound to choices",
        lambda: tuple(
            one
            for one in problem.showings
            if any(next(iter(rule.concerns(problem, one)), None) is not None for rule in rules)
        ),
    )


def _only_place(showing: Showing, timetable: Timetable) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    placement = timetable.placements[showing.index]
    mask = np.zeros(showing.legal.shape, dtype=bool)
    mask[placement.room, showing.positions.by_start[placement.start, placement.block, placement.slot]] = True
    return mask


def _searched(decisions: Decisions, stopped: Callable[[], bool]) -> Timetable | None:
    """The best choice, tier after tier; None if there is none."""
    found = None
    for tier in decisions.tiers() or [0]:
        objective = decisions.objective(tier)
        decisions.model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = WORK
        solver.parameters.catch_sigint_signal = False
        status = run(solver, decisions.model, stopped)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        found = decisions.timetable(solver)
        decisions.model.add(objective <= round(solver.objective_value))
    return found
