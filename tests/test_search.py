"""The parts of the search by themselves: each keeps what it promises, by the verifier's word."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest
from ortools.sat.python import cp_model

from scheduler.cheapest import MOST, NEVER_LEFT_OUT, cheapest
from scheduler.choosing import chosen_anew, chosen_for
from scheduler.compile import compile_festival
from scheduler.construct import construct
from scheduler.crossing import BROKEN, crossed
from scheduler.festival import Festival
from scheduler.formats.document import load
from scheduler.improve import Improver
from scheduler.loose import LooseDecisions
from scheduler.maps import place_map
from scheduler.parallel import shared_places, whole_tracks
from scheduler.problem import Problem
from scheduler.ruin import Ruin
from scheduler.samples import sample
from scheduler.timetable import Timetable
from scheduler.verify import Report, verify


@cache
def problem(name: str) -> Problem:
    return compile_festival(load(sample(name)))


@cache
def first(name: str, seed: int = 0) -> Timetable:
    return construct(problem(name), seed=seed)


def without_choices(name: str) -> Problem:
    """The sample without the rules that choose people, whose prices are estimates."""
    whole = problem(name)
    return replace(whole, rules=tuple(rule for rule in whole.rules if not rule.chooses), _cache={}, _selections={})


@pytest.mark.parametrize("name", ["kaiff-2024", "summit"])
def test_the_cheapest_place_is_the_cheapest_of_all(name: str) -> None:
    festival, timetable, noise = problem(name), first(name), np.random.default_rng(1)
    for showing in Random(3).sample(festival.showings, 20):
        others = timetable.without([showing])
        every = place_map(festival, showing, others)
        found = cheapest(festival, showing, others, noise, rounds=100)
        least = int(np.where(every.allowed, every.total(), MOST).min())
        assert (found is None) == (least == MOST)
        assert found is None or found[1] == least


@pytest.mark.parametrize("name", ["kaiff-2024", "summit"])
def test_a_walk_loses_the_points_that_it_counts_and_never_ends_worse(name: str) -> None:
    festival = without_choices(name)
    start = verify(festival, construct(festival, seed=1))
    ruin = Ruin(festival, Random(5))
    ruin.begin(start)
    for _ in range(60):
        ruin.step()
    end, best = verify(festival, ruin.timetable), verify(festival, ruin.best)
    if start.valid:
        assert (end.penalty, best.penalty) == (ruin.points, ruin.least)
        assert best.valid
        assert ruin.least < start.by_tier[0]
    else:
        assert len(best.broken) <= len(start.broken)


def test_a_walk_brings_in_what_is_missing() -> None:
    festival = without_choices("summit")
    whole = construct(festival, seed=1)
    gone = Random(2).sample(festival.showings, 5)
    ruin = Ruin(festival, Random(5))
    ruin.begin(verify(festival, whole.without(gone)))
    for _ in range(200):
        ruin.step()
    assert len(ruin.best) > len(whole) - len(gone)


@pytest.mark.parametrize("name", ["kaiff-2024", "summit"])
def test_crossing_gains_what_it_says_and_keeps_both_searches_findings(name: str) -> None:
    festival = without_choices(name)
    # Points of a place that breaks a must on the way are not all counted; from this start none does.
    base = construct(festival, seed=2)
    searched = []
    for seed in (1, 2):
        ruin = Ruin(festival, Random(seed))
        ruin.begin(verify(festival, base))
        for _ in range(40):
            ruin.step()
        searched.append(ruin.best)
    mine, theirs = (verify(festival, one) for one in searched)
    made, gained = crossed(festival, mine.timetable, theirs.timetable, valid=mine.valid)
    assert _points(verify(festival, made)) == _points(mine) - gained
    again, more = crossed(festival, mine.timetable, mine.timetable, valid=mine.valid)
    assert (more, again.placements) == (0, mine.timetable.placements)
    better, won = crossed(festival, base, mine.timetable, valid=verify(festival, base).valid)
    assert won > 0
    assert _points(verify(festival, better)) == _points(verify(festival, base)) - won


def _points(report: Report) -> int:
    """With what is missing, and what breaks a must, as the search counts it."""
    placed = report.timetable.placements
    missing = [one for one in report.problem.showings if not one.optional and one.index not in placed]
    broken = [one for one in report.broken if one.rule != "placed"]
    return report.by_tier[0] + len(missing) * NEVER_LEFT_OUT + len(broken) * BROKEN


@pytest.mark.parametrize("quick", [True, False], ids=["quick", "thorough"])
def test_a_start_never_overfills_a_room_for_several(quick: bool) -> None:
    hour = compile_festival(
        Festival.model_validate(
            {
                "showgrid": 1,
                "festival": {"id": "hour", "timezone": "UTC"},
                "days": [{"date": "2026-09-01", "open": "09:00", "close": "10:00"}],
                "rooms": [{"id": "forum", "parallel": 2}],
                "sessions": [{"id": f"talk-{number}", "duration": 60} for number in range(3)],
            }
        )
    )

    report = verify(hour, construct(hour, quick=quick))

    assert [violation.rule for violation in report.violations] == ["placed"]


def test_people_are_chosen_for_places_that_stay() -> None:
    festival = problem("kaiff-2024")
    made = chosen_anew(festival, Timetable(festival, first("kaiff-2024").placements))
    assert made.assignments
    before = {i: p.place for i, p in first("kaiff-2024").placements.items()}
    after = {i: p.place for i, p in made.placements.items()}
    # Whom nobody can serve there is left out; nobody is moved.
    assert after.items() <= before.items()
    assert len(after) >= len(before) - 1
    assert chosen_for(festival, made, ()) is made

    lost = made.assignments[0]
    rest = tuple(one for one in made.assignments if (one.session, one.showing) != (lost.session, lost.showing))
    gone = festival.by_key[lost.session, lost.showing].index
    again = chosen_for(festival, Timetable(festival, made.placements, rest), [gone])
    assert again is None or len(verify(festival, again).broken) <= len(verify(festival, made).broken)


def test_slots_are_found_for_what_was_laid_without_them() -> None:
    festival, timetable = problem("summit"), first("summit")
    inside = [one for one in festival.showings if one.in_blocks and one.index in timetable.placements]
    opened = Random(4).sample(inside, 30)
    fixed = timetable.without(opened)
    decisions = LooseDecisions(festival, fixed, {one.index: one.legal for one in opened}, complete=False)
    decisions.hint(timetable)
    decisions.model.minimize(decisions.objective(min(decisions.tiers())))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(decisions.model) == cp_model.OPTIMAL
    report = verify(festival, decisions.timetable(solver))
    assert len(report.timetable) >= len(timetable) - 3
    assert not [one for one in report.violations if one.rule in ("room_free", "hours", "on_grid")]


def test_tracks_are_taken_up_whole_and_may_go_where_any_of_them_was() -> None:
    festival, timetable = problem("summit"), first("summit")
    opened = whole_tracks(festival, timetable, verify(festival, timetable), 40, Random(1))
    names = {one.track for one in opened}
    assert len(names) > 1
    assert all(one in opened for name in names for one in festival.by_track[name or ""])
    shared = shared_places(festival, timetable, opened, Random(1))
    assert all(shared[p.room, p.block] for p in timetable.those(opened) if p.block >= 0)


def test_every_neighbourhood_of_a_conference_keeps_the_timetable_no_worse() -> None:
    festival = problem("summit")
    improver = Improver(festival, first("summit"), seed=1)
    for name in improver.chooser.arms:
        before = improver.rank
        improver.chooser.earned = {one: float(one == name) for one in improver.chooser.arms}
        improver.step(0.5)
        assert improver.rank <= before
        assert improver.report.penalty == verify(festival, improver.timetable).penalty
