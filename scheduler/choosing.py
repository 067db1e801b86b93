"""Choosing people anew for a timetable whose places stay: who interprets, which showing each juror attends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions import Decisions
from scheduler.rule import post_all
from scheduler.running import run
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable
    from scheduler.verify import Report

WORK = 4.0
"""CP-SAT's own units of work; what is not found by then is left as it is."""


def chosen_anew(
    problem: Problem, timetable: Timetable, stopped: Callable[[], bool] = lambda: False, *, until: float = inf
) -> Timetable:
    """The same places with the people chosen who break and cost least; as it was if none can be found.

    ``until``: by the monotonic clock, after which the first choice that is found will do.
    """
    opened = [one for one in bound_to_choices(problem) if one.index in timetable.placements]
    for soft in (False, True):
        found = _chosen_for(problem, timetable, opened, stopped, soft=soft, until=until) if opened else None
        if found is not None:
            return found
    return timetable


def served(problem: Problem, report: Report, seconds: float = inf) -> Report:
    """The same with people chosen, and without what nobody is left for.

    ``seconds``: after so many the best choice that has been found is taken: on a busy machine ``WORK`` takes longer.
    """
    choosers = {rule for rule in problem.rules if rule.chooses and rule.must}
    found = verify(problem, chosen_anew(problem, report.timetable, until=monotonic() + seconds))
    while broken := next((one for one in found.violations if one.rule in choosers and one.placements), None):
        found = verify(problem, _taken_up(found.timetable, broken.placements[-1].showing))
    return found


def _taken_up(timetable: Timetable, showing: Showing) -> Timetable:
    """Without the showing, and without those who were chosen for it."""
    rest = timetable.without([showing])
    key = (showing.session.id, showing.label)
    rest.assignments = tuple(one for one in timetable.assignments if (one.session, one.showing) != key)
    return rest


def chosen_for(
    problem: Problem, timetable: Timetable, moved: Iterable[int], stopped: Callable[[], bool] = lambda: False
) -> Timetable | None:
    """The same, choosing only for those that have moved; None if nobody is left for one of them."""
    gone = set(moved)
    opened = [one for one in bound_to_choices(problem) if one.index in timetable.placements and one.index in gone]
    return _chosen_for(problem, timetable, opened, stopped, soft=False) if opened else timetable


def _chosen_for(
    problem: Problem,
    timetable: Timetable,
    opened: list[Showing],
    stopped: Callable[[], bool],
    *,
    soft: bool,
    until: float = inf,
) -> Timetable | None:
    places = {one.index: _only_place(one, timetable) for one in opened}
    decisions = Decisions(problem, timetable.without(opened), places, soft_musts=soft)
    post_all(decisions, [rule for rule in problem.rules if rule.chooses])
    return _searched(decisions, stopped, until)


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


def unchosen(problem: Problem, timetable: Timetable) -> bool:
    """Whether there is a jury, or people for a resource in use, of whom nobody is chosen for anything."""
    used = {name for placement in timetable for name, units in placement.showing.session.uses.items() if units}
    roles = {one.id for one in problem.festival.resources if one.people and one.id in used}
    roles |= {one.id for one in problem.festival.juries if one.people}
    return bool(roles - {one.role for one in timetable.assignments}) and bool(bound_to_choices(problem))


def _only_place(showing: Showing, timetable: Timetable) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    placement = timetable.placements[showing.index]
    mask = np.zeros(showing.legal.shape, dtype=bool)
    mask[placement.room, showing.positions.by_start[placement.start, placement.block, placement.slot]] = True
    return mask


def _searched(decisions: Decisions, stopped: Callable[[], bool], until: float) -> Timetable | None:
    """The best choice, tier after tier; None if there is none.  After ``until`` the first that is found."""
    found = None
    for tier in decisions.tiers() or [0]:
        objective = decisions.objective(tier)
        decisions.model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = WORK
        solver.parameters.catch_sigint_signal = False
        seen = _Seen(stopped, until)
        status = run(solver, decisions.model, seen.enough, seen)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        found = decisions.timetable(solver)
        if monotonic() > until:
            break
        decisions.model.add(objective <= round(solver.objective_value))
    return found


class _Seen(cp_model.CpSolverSolutionCallback):
    """Ends a search that was told to, or that has found any choice and has no more time."""

    def __init__(self, stopped: Callable[[], bool], until: float) -> None:
        super().__init__()
        self._stopped, self._until, self._found = stopped, until, False

    def on_solution_callback(self) -> None:
        self._found = True

    def enough(self) -> bool:
        return self._stopped() or (self._found and monotonic() > self._until)
