"""Who is chosen, once showings have moved: nobody new if it can be, else the fewest changes.

Some rules choose people (interpreters, jurors' showings).  After a move those who were chosen may
still do; if not, they are chosen anew with all places fixed, which is a small model.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def choosers(problem: Problem, showings: Iterable[Showing]) -> list[Constraint]:
    """Rules that choose people and concern any of the showings."""
    moved = list(showings)
    return [
        rule
        for rule in problem.rules
        if rule.chooses and any(next(iter(rule.concerns(problem, one)), None) is not None for one in moved)
    ]


def amounts_of(problem: Problem, timetable: Timetable, rules: Iterable[Constraint]) -> dict[Constraint, int]:
    """Amount of each rule in a timetable, as the verifier counts it; worked out once a timetable."""
    found = {}
    for rule in rules:
        key = (rule, "amount")
        if key not in timetable._cache:
            timetable._cache[key] = sum(one.amount for one in rule.violations(problem, timetable))
        found[rule] = int(timetable._cache[key])
    return found


def settled(problem: Problem, before: Timetable, after: Timetable, moved: Iterable[Showing]) -> Timetable:
    """The moved timetable with people who can do what they are chosen for, as far as there are any."""
    showings = list(moved)
    rules = choosers(problem, showings)
    was, now = amounts_of(problem, before, rules), amounts_of(problem, after, rules)
    if all(now[rule] <= was[rule] for rule in rules):
        return after
    anew = _chosen_anew(problem, after, showings, rules)
    if anew is None:
        return after
    then = amounts_of(problem, anew, rules)
    return anew if _weighed(then) < _weighed(now) else after


def _weighed(amounts: dict[Constraint, int]) -> tuple[int, list[int]]:
    """Musts before points, early tiers before late ones."""
    points = [0] * 10
    for rule, amount in amounts.items():
        points[rule.tier] += (rule.weight or 0) * amount
    return sum(amount for rule, amount in amounts.items() if rule.must), points


def _chosen_anew(
    problem: Problem, timetable: Timetable, moved: list[Showing], rules: list[Constraint]
) -> Timetable | None:
    """The best choice with every showing where it lies, and of the best the one that changes least."""
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
