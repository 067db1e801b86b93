"""Choosing people anew, with every showing where it lies: the best choice, and of those the one that changes least."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions import MUST, Decisions
from scheduler.pricing import cell_of
from scheduler.rule import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

WORK = 2.0
"""CP-SAT's units of work for one choice; measured on a festival of 600, none takes a hundredth of it."""


def chosen_for_all(
    problem: Problem, timetable: Timetable, moved: list[Showing], rules: list[Constraint]
) -> Timetable | None:
    """The timetable with the best choice for the showings that moved, as these rules say; None if there is none."""
    cells = {one.index: cell_of(one, placement) for one in moved if (placement := timetable.of(one)) is not None}
    if any(cell is None for cell in cells.values()):
        return None
    fixed = timetable.without(problem.showings[index] for index in cells)
    decisions = Decisions(
        problem, fixed, {index: _only(problem.showings[index], cell) for index, cell in cells.items()}, soft_musts=True
    )
    for rule in rules:
        rule.post(Rule(decisions, rule))
    for tier in sorted(tier for tier in decisions.tiers() if tier >= MUST):
        solver = _minimised(decisions, decisions.objective(tier))
        if solver is None:
            return None
        decisions.model.add(decisions.objective(tier) <= round(solver.objective_value))
    changed = sum((1 - one if chosen in timetable.assigned else one) for chosen, one in decisions.choices.items())
    solver = _minimised(decisions, changed)
    return None if solver is None else decisions.timetable(solver)


def _only(showing: Showing, cell: tuple[int, int] | None) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = np.zeros(showing.legal.shape, dtype=bool)
    if cell is not None:
        mask[cell] = True
    return mask


def _minimised(decisions: Decisions, expression: Any) -> cp_model.CpSolver | None:
    """The solver with its answer; None if it has none."""
    decisions.model.minimize(expression)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_deterministic_time = WORK
    status = solver.solve(decisions.model)
    return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
