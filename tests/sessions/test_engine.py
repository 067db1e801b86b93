"""The search by plans from beginning to end, as ``solve`` and the second process run it."""

from __future__ import annotations

from time import monotonic
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from scheduler.sessions.engine import Engine
from scheduler.sessions.layout import fits
from scheduler.sessions.work import BOUNDING, IN_VAIN, LONG, Bounding, work
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.sessions.programme import programme

if TYPE_CHECKING:
    from scheduler.sessions.search import PlanSearch


@pytest.mark.parametrize("by_plans", [True, False], ids=["by plans", "showing by showing"])
@pytest.mark.parametrize("seed", range(4))
def test_either_start_is_complete_and_valid_and_steps_never_make_it_worse(seed: int, by_plans: bool) -> None:
    problem = programme(seed)
    engine = Engine(problem, seed, lambda: False)
    assert engine.begin(by_plans=by_plans)
    assert engine.search is not None
    ranks = [engine.search.rank]
    for _ in range(4):
        engine.step(2.0)
        ranks.append(engine.search.rank)
    assert ranks == sorted(ranks, reverse=True)
    account = engine.account.values()
    assert (sum(one.tries for one in account), sum(one.points for one in account)) == (
        4,
        sum(ranks[0][2]) - sum(ranks[-1][2]),
    )
    assert engine.best is not None
    assert verify(problem, engine.best).valid


@pytest.mark.parametrize("seed", range(3))
def test_solve_says_what_the_verifier_says_and_never_more_than_a_bound(seed: int) -> None:
    problem = programme(seed)
    result = solve(problem, Options(budget=6.0, seed=seed, workers=1))
    assert result.complete
    assert result.report.penalty == verify(problem, result.timetable).penalty
    assert isinstance(result.bound, int)
    assert isinstance(result.report.penalty, int)
    assert result.bound <= result.report.penalty
    assert (result.status == "OPTIMAL") == (result.bound == result.report.penalty)


def test_the_second_process_tells_timetables_that_are_valid_and_bounds_that_are_true() -> None:
    problem, said = programme(1), list[Timetable | int]()
    work(problem, None, 1, monotonic() + 6.0, list, said.append)
    penalties = [int(str(verify(problem, one).penalty)) for one in said if isinstance(one, Timetable)]
    bounds = [one for one in said if isinstance(one, int)]
    assert penalties == sorted(penalties, reverse=True)
    assert bounds == sorted(bounds)
    assert bounds
    assert all(verify(problem, one).valid for one in said if isinstance(one, Timetable))
    assert bounds[-1] <= penalties[-1]


def test_what_is_not_all_in_tracks_that_are_kept_apart_is_searched_as_ever() -> None:
    problem = programme(0)
    assert fits(problem)
    problem.rules = tuple(rule for rule in problem.rules if not rule.keeps_tracks_apart)
    assert not fits(problem)


@pytest.mark.parametrize(("penalty", "bound", "seconds", "share"), [(100, 10, 1, BOUNDING), (100, 80, 1, IN_VAIN)])
def test_a_bound_that_is_near_or_a_search_that_finds_nothing_gets_most_of_the_time(
    penalty: int, bound: int, seconds: float, share: float
) -> None:
    engine = Engine(programme(0), 0, lambda: False)
    engine.search = cast("PlanSearch", SimpleNamespace(rank=(0, 0, (penalty,))))
    bounding = Bounding(engine, lambda _: None, bound=bound, began=0.0)
    assert bounding.share(seconds) == share
    assert bounding.share(seconds + LONG + 1) == IN_VAIN
