"""One model of the whole festival: where it begins, and when it knows that it is done."""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from scheduler.construct import construct
from scheduler.verify import verify
from scheduler.whole import solve_whole, whole_model
from tests.test_solve import FOUR, festival

CROWDED: dict[str, Any] = {**FOUR, "sessions": [{**one, "audience": 100} for one in FOUR["sessions"]]}


def one_worker(parameters: Any) -> None:
    parameters.num_workers = 1
    parameters.cp_model_presolve = False


def test_a_hint_names_every_variable_and_costs_what_the_verifier_says() -> None:
    problem = festival(**CROWDED)
    start = construct(problem, seed=0)
    decisions = whole_model(problem, complete=True, hint=start)

    hint = decisions.model.proto.solution_hint
    decisions.model.minimize(decisions.objective(0))
    solver = cp_model.CpSolver()
    solver.parameters.fix_variables_to_their_hinted_value = True

    assert len(set(hint.vars)) == len(decisions.model.proto.variables)
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    assert solver.objective_value + decisions.constants[0] == verify(problem, start).penalty != 0


def test_a_timetable_that_breaks_a_must_is_hinted_as_far_as_it_goes() -> None:
    problem = festival(**CROWDED)
    start = construct(problem, seed=0)
    (first, second, *_) = problem.showings
    start.placements[first.index] = start.placements[second.index]

    decisions = whole_model(problem, complete=True, hint=start)

    assert len(decisions.model.proto.solution_hint.vars) == sum(len(one.literals) for one in decisions.cells.values())


def test_a_bound_that_is_known_ends_the_search_and_one_that_is_too_high_leaves_nothing() -> None:
    problem = festival(**CROWDED)
    best = solve_whole(whole_model(problem, complete=True), one_worker, lambda: False, lambda *_: None)
    penalty = verify(problem, best.timetable or construct(problem, seed=0)).penalty
    assert isinstance(penalty, int)

    for floor, status in (penalty - 0.5, cp_model.OPTIMAL), (penalty + 1, cp_model.INFEASIBLE):
        again = solve_whole(whole_model(problem, complete=True), one_worker, lambda: False, lambda *_: None, floor)
        assert again.status == status
    assert best.bounds == {0: penalty}
