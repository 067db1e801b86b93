"""Bounds are never above what can be had, and come to it where the programme is small."""

from __future__ import annotations

from random import Random

import pytest

from scheduler.sessions.columns import Columns, improved
from scheduler.sessions.engine import Engine
from scheduler.sessions.layout import layout_of
from scheduler.sessions.plan import plan_of
from scheduler.sessions.proof import Proof
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.sessions.programme import drawn, programme


def some(seed: int) -> Timetable:
    """Any complete timetable of the programme."""
    random = Random(seed)
    return next(one for one in iter(lambda: drawn(programme(seed), random), 0) if one is not None)


def least(seed: int) -> int:
    """What the best plan loses."""
    found = Engine(programme(seed), 0, lambda: False).whole(30.0)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(4))
def test_columns_come_near_the_best_plan_and_never_above(seed: int) -> None:
    problem = programme(seed)
    columns, said = Columns(layout_of(problem), plan_of(layout_of(problem), some(seed))), list[int]()

    improved(columns, 8.0, said.append)

    assert said == sorted(set(said))
    assert columns.bound == max(said, default=0)
    assert columns.bound <= least(seed)
    assert columns.mixed >= columns.bound - 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_rooms_are_of_one_type_only_if_all_pay_alike(seed: int) -> None:
    problem = programme(seed)
    columns = Columns(layout_of(problem), plan_of(layout_of(problem), some(seed)))
    named = {row.room for rule in problem.rules if rule.kind == "placement_cost" for row in getattr(rule, "table")}  # noqa: B009  no kind is known here
    kinds = {columns.types[room.index] for room in problem.rooms if room.id not in named}
    assert len(kinds) <= 1


@pytest.mark.parametrize("seed", range(4))
def test_asked_for_better_it_finds_it_or_proves_that_there_is_none(seed: int) -> None:
    problem, best = programme(seed), least(seed)
    proof = Proof(layout_of(problem), 0, lambda: False)

    better = proof.better_than(best + 1, 30.0)

    assert better is not None
    assert verify(problem, better).valid
    assert proof.better_than(best, 30.0) is None
    assert proof.bound == best
