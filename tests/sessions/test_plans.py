"""A plan never promises less than the verifier finds, and what it promises can be had."""

from __future__ import annotations

from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.sessions.detail import timetable_of
from scheduler.sessions.engine import Engine
from scheduler.sessions.layout import fits, layout_of
from scheduler.sessions.model import PlanDecisions
from scheduler.sessions.plan import Plan, plan_of
from scheduler.sessions.search import solved
from scheduler.sessions.telling import told
from scheduler.verify import verify
from scheduler.whole import whole_model
from tests.sessions.programme import drawn, programme


def held_to(plans: PlanDecisions, plan: Plan) -> PlanDecisions:
    """The model, with nothing left to decide."""
    for (track, block), rooms in plans.rooms.items():
        for room, literal in rooms.items():
            plans.model.add(literal == int(plan.uses[track, room, block]))
    for (sort, block), count in plans.counts.items():
        if not isinstance(count, (bool, int)):
            plans.model.add(count == int(plan.counts[sort, block]))
    for key, numbers in plans.in_rooms.items():
        for room, number in numbers.items():
            plans.model.add(number == plan.choices.get(key, {}).get(room, 0))
    return plans


def value(plans: PlanDecisions) -> int | None:
    solver, status = solved(plans, 20.0, 0)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value) + plans.constants[0]


@pytest.mark.parametrize("seed", range(6))
def test_what_a_plan_loses_is_never_more_than_its_timetable_loses(seed: int) -> None:
    problem, random = programme(seed), Random(seed)
    assert fits(problem)
    layout, equal, tried = layout_of(problem), 0, 0
    for _ in range(12):
        timetable = drawn(problem, random)
        if timetable is None:
            continue
        penalty = verify(problem, timetable).penalty
        lost = value(held_to(told(layout), plan_of(layout, timetable)))
        assert isinstance(penalty, int)
        assert lost is not None, "a timetable keeps its plan, so the plan is one"
        assert lost <= penalty
        tried, equal = tried + 1, equal + (lost == penalty)
    assert tried >= 5


@pytest.mark.parametrize("seed", range(4))
def test_the_best_plan_is_a_bound_of_the_best_timetable(seed: int) -> None:
    problem = programme(seed)
    decisions = whole_model(problem, complete=True)
    decisions.model.minimize(decisions.objective(0))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.linearization_level = 1, 2
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    best = round(solver.objective_value) + decisions.constants[0]

    engine = Engine(problem, 0, lambda: False)
    bound = engine.whole(20.0)

    assert bound is not None
    assert bound <= best
    assert engine.best is not None
    penalty = verify(problem, engine.best).penalty
    assert isinstance(penalty, int)
    assert best <= penalty


@pytest.mark.parametrize("seed", range(4))
def test_part_of_a_plan_anew_is_as_good_as_the_same_part_of_the_whole(seed: int) -> None:
    """What is not open is told as constants; it must come to the same as holding its variables still."""
    from scheduler.sessions.views import opened_tracks

    problem, random = programme(seed), Random(seed)
    layout = layout_of(problem)
    timetable = next(one for one in iter(lambda: drawn(problem, random), 0) if one is not None)
    plan = plan_of(layout, timetable)
    opened = opened_tracks(layout, random.sample(range(4), 2))
    part, whole = told(layout, plan, opened), told(layout)
    for (track, block), rooms in whole.rooms.items():
        for room, literal in rooms.items():
            if not opened.tracks[track, room, block]:
                whole.model.add(literal == int(plan.uses[track, room, block]))
    for (sort, block), count in whole.counts.items():
        if not opened.sorts[sort, block]:
            whole.model.add(count == int(plan.counts[sort, block]))
            for room, number in whole.in_rooms.get((sort, block), {}).items():
                whole.model.add(number == plan.choices.get((sort, block), {}).get(room, 0))

    solver, status = solved(part, 20.0, 0)
    assert status == cp_model.OPTIMAL

    found = part.plan(solver)
    assert value(held_to(told(layout), found)) == value(whole)


@pytest.mark.parametrize("seed", range(6))
def test_a_timetable_keeps_its_plan(seed: int) -> None:
    problem, random = programme(seed), Random(seed)
    layout, kept = layout_of(problem), 0
    for _ in range(10):
        first = drawn(problem, random)
        made = None if first is None else timetable_of(layout, plan_of(layout, first))
        if first is not None and made is not None:
            assert verify(problem, made).valid
            plan, again = plan_of(layout, first), plan_of(layout, made)
            assert (plan.counts == again.counts).all()
            assert (again.uses <= plan.uses).all()
            assert plan.choices == again.choices
            kept += 1
    assert kept
