"""How few people can be told at the least: what cannot stay as it was announced, whatever else is done.

Of everything that is broken with all in its announced place, one has to move.  That much is certain of
what is built in and of rules that are sums over showings and pairs; other rules could also be mended
from elsewhere, so they say nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.constraint import Constraint, Violation
from scheduler.replan.staying import may_stay
from scheduler.timetable import Timetable
from scheduler.verify import is_must

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.problem import Problem, Showing
    from scheduler.replan.announced import Announcement
    from scheduler.verify import Report

WORK = 5.0
"""CP-SAT's units of work for the bound."""


def forced(announcement: Announcement, report: Report) -> list[Showing]:
    """Announced showings that may not lie where they were announced, whatever the others do.

    ``report``: of all where it was announced; who breaks nothing there may stay.  What has begun stays all the same.
    """
    problem, announced = announcement.problem, announcement.showings.values()
    blamed = {placement.showing.index for one in report.violations for placement in one.placements}
    asked = (one for one in announced if one.placement is None or one.showing.index in blamed)
    return [one.showing for one in asked if not one.begun and not may_stay(problem, one.showing, one.placement)]


def least(announcement: Announcement, must_move: Iterable[Showing], broken: Iterable[Violation]) -> int:
    """Notices that cannot be avoided; ``broken`` is what is broken with everything else in its place."""
    model = cp_model.CpModel()
    moved: dict[int, cp_model.IntVar] = {}
    people: dict[str, cp_model.IntVar] = {}

    def moves(index: int) -> cp_model.IntVar:
        if index not in moved:
            moved[index] = model.new_bool_var("")
            for person in sorted(announcement.showings[index].told):
                if person not in people:
                    people[person] = model.new_bool_var("")
                model.add_implication(moved[index], people[person])
        return moved[index]

    for showing in must_move:
        model.add(moves(showing.index) == 1)
    for violation in broken:
        if _certain(announcement.problem, violation):
            indices = [one.showing.index for one in violation.placements]
            if indices and all(index in announcement.showings for index in indices):
                model.add_bool_or([moves(index) for index in indices])
    model.minimize(sum([*moved.values(), *people.values()], 0))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_deterministic_time = WORK
    status = solver.solve(model)
    return round(solver.best_objective_bound) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else 0


def _certain(problem: Problem, violation: Violation) -> bool:
    """Whether one of those to blame has to move, whatever the others do."""
    if not is_must(violation):
        return False
    if isinstance(violation.rule, Constraint):
        if not violation.rule.exact_in_maps:
            return False
        alone = Timetable(problem, {one.showing.index: one for one in violation.placements})
        return next(iter(violation.rule.violations(problem, alone)), None) is not None
    return violation.rule != "placed"
