"""Chains and rings: what is promised is what the verifier says, and nobody is in anybody's way."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from scheduler.builtin import builtin_violations
from scheduler.compile import compile_festival
from scheduler.constraint import placement_at
from scheduler.construct import construct
from scheduler.festival import Festival
from scheduler.formats.document import load
from scheduler.problem import Problem
from scheduler.rings import Places, moved_at_once, opened, places_of, staying
from scheduler.rings.model import at_once
from scheduler.rings.relaxed import LARGEST, MANY, Row, promising
from scheduler.samples import sample
from scheduler.timetable import Timetable
from scheduler.verify import verify

DAY = "2026-09-01"
MUCH = 10**6


def solve(model: Any) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def compiled(**lists: Any) -> Problem:
    return compile_festival(
        Festival.model_validate(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "rings", "timezone": "Europe/Berlin", "grid": 15},
                "days": [{"date": DAY, "open": "09:00", "close": "11:00"}],
                **lists,
            }
        )
    )


def at(problem: Problem, **rooms: str) -> Timetable:
    """Sessions in these rooms, at the earliest time that they may start."""
    index = {room.id: room.index for room in problem.rooms}
    placements = {}
    for session, room in rooms.items():
        (one,) = problem.by_session[session]
        position = int(np.flatnonzero(one.legal[index[room]])[0])
        placements[one.index] = placement_at(problem, one, index[room], position)
    return Timetable(problem, placements)


def rooms_of(timetable: Timetable) -> dict[str, str]:
    return {one.showing.session.id: timetable.room(one).id for one in timetable}


def all_moved(timetable: Timetable, *, slack: int = 0) -> Timetable | None:
    """With every showing opened."""
    problem = timetable.problem
    fixed = timetable.without(problem.showings)
    choices = [places_of(problem, timetable, fixed, one, slack, MUCH) for one in problem.showings]
    return moved_at_once(problem, timetable, choices, solve)


# Each fills a room for the whole day, and would rather be in the next one's.
RING: dict[str, Any] = {
    "rooms": [{"id": "red"}, {"id": "green"}, {"id": "blue"}],
    "sessions": [{"id": name, "duration": 120} for name in "abc"],
    "rules": [
        {
            "kind": "placement_cost",
            "weight": 1,
            "table": [
                {"session": "a", "room": "red", "price": 5},
                {"session": "b", "room": "green", "price": 5},
                {"session": "c", "room": "blue", "price": 5},
                {"session": "a", "room": "blue", "price": 9},
                {"session": "b", "room": "red", "price": 9},
                {"session": "c", "room": "green", "price": 9},
            ],
        }
    ],
}


def test_a_ring_of_three_is_found_where_no_room_is_free() -> None:
    timetable = at(compiled(**RING), a="red", b="green", c="blue")
    made = all_moved(timetable)
    assert made is not None
    assert rooms_of(made) == {"a": "green", "b": "blue", "c": "red"}
    assert verify(timetable.problem, made).penalty == 0


def test_whoever_is_not_opened_stays_in_the_way() -> None:
    timetable = at(problem := compiled(**RING), a="red", b="green", c="blue")
    first, second, third = problem.showings
    fixed = timetable.without([first, second])
    choices = [places_of(problem, timetable, fixed, one, 0, MUCH) for one in (first, second)]
    assert moved_at_once(problem, timetable, [*choices, staying(timetable, third)], solve) is None
    assert moved_at_once(problem, timetable, choices, solve) is None


def test_nobody_goes_who_would_gain_nothing() -> None:
    timetable = at(compiled(**RING), a="green", b="blue", c="red")
    assert all_moved(timetable, slack=20) is None


def test_of_showings_that_share_a_person_one_goes() -> None:
    people = [{"id": "mira", "name": "Mira"}]
    sessions = [{**one, "people": [{"id": "mira", "role": "guest"}]} for one in RING["sessions"][:2]]
    rules = [
        {"kind": "placement_cost", "weight": 1, "table": [{"room": "red", "price": 7}, {"room": "blue", "price": 9}]}
    ]
    rooms = [*RING["rooms"], {"id": "gold"}]
    timetable = at(compiled(rooms=rooms, people=people, sessions=sessions, rules=rules), a="red", b="blue")
    made = all_moved(timetable)
    assert made is not None
    assert rooms_of(made) in ({"a": "red", "b": "green"}, {"a": "red", "b": "gold"})


def test_what_lies_nowhere_is_let_in_by_a_chain() -> None:
    """``c`` fits the red room only, where ``a`` is, who can go to the green one."""
    sessions = [{"id": "a", "duration": 120}, {"id": "c", "duration": 120, "rooms": ["red"]}]
    timetable = at(compiled(rooms=RING["rooms"][:2], sessions=sessions), a="red")
    made = all_moved(timetable)
    assert made is not None
    assert rooms_of(made) == {"a": "green", "c": "red"}


def test_what_is_optional_goes_where_it_costs_more_than_it_is_worth() -> None:
    sessions = [{"id": "a", "duration": 120, "optional": True, "value": 3}]
    rules = [{"kind": "placement_cost", "weight": 1, "table": [{"room": "red", "price": 7}]}]
    timetable = at(problem := compiled(rooms=RING["rooms"][:1], sessions=sessions, rules=rules), a="red")
    made = all_moved(timetable)
    assert made is not None
    assert (len(made), verify(problem, made).penalty) == (0, 3)
    assert all_moved(made) is None


# -- promises -----------------------------------------------------------------------------------


@cache
def festival() -> tuple[Problem, Timetable]:
    problem = compile_festival(load(sample("kaiff-2024")))
    return problem, construct(problem, seed=0)


@pytest.mark.parametrize("seed", range(3))
def test_what_a_place_promises_is_what_the_verifier_finds(seed: int) -> None:
    problem, timetable = festival()
    random, before = Random(seed), verify(problem, timetable)
    for showing in random.sample(problem.showings, 8):
        fixed = timetable.without([showing])
        places = places_of(problem, timetable, fixed, showing, MUCH, MUCH)
        for n in random.sample(range(1, len(places.points)), min(6, len(places.points) - 1)):
            there = placement_at(problem, showing, int(places.rooms[n]), int(places.positions[n]))
            after = verify(problem, fixed.moved({showing.index: there}))
            assert after.valid == before.valid
            assert sum(after.by_tier.values()) - sum(before.by_tier.values()) == places.points[n]


def test_where_it_is_costs_nothing_and_comes_first() -> None:
    problem, timetable = festival()
    fixed = timetable.without(problem.showings)
    for present in timetable:
        showing = present.showing
        places = places_of(problem, timetable, fixed, showing, 5, MUCH)
        assert (places.rooms[0], places.begins[0], places.points[0]) == (present.room, present.start, 0)
        assert places.points.max() <= 5
        assert len({*zip(places.rooms.tolist(), places.positions.tolist(), strict=True)}) == len(places.rooms)


# -- room ---------------------------------------------------------------------------------------

SHARED: dict[str, Any] = {
    "rooms": [
        {"id": "whole", "parts_of": ["left", "right"], "turnaround": 15},
        {"id": "left", "turnaround": 30},
        {"id": "right"},
        {"id": "forum", "parallel": 2},
    ],
    "sessions": [{"id": f"s{number}", "duration": 30 + 15 * (number % 3)} for number in range(9)],
}


@pytest.mark.parametrize("many", [0, MANY])
@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_in_anybodys_way_whatever_they_would_give(
    seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rooms with common floor, and rooms for several; prices are drawn; with all places, and with promising ones."""
    monkeypatch.setattr("scheduler.rings.relaxed.MANY", many)
    problem = compiled(**SHARED)
    timetable = construct(problem, seed=seed)
    assert verify(problem, timetable).valid
    random, noise = Random(seed), np.random.default_rng(seed)
    few = random.sample(problem.showings, 8)
    fixed, choices = timetable.without(few), []
    for one in few:
        places = places_of(problem, timetable, fixed, one, MUCH, MUCH)
        choices.append(replace(places, points=np.r_[0, noise.integers(-9, 1, len(places.points) - 1)]))
    made = moved_at_once(problem, timetable, choices, solve)
    assert made is not None
    assert not list(builtin_violations(problem, made))


def test_a_ring_of_three_is_found_among_what_is_promising(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.rings.relaxed.MANY", 0)
    made = all_moved(at(compiled(**RING), a="red", b="green", c="blue"))
    assert made is not None
    assert rooms_of(made) == {"a": "green", "b": "blue", "c": "red"}


# Two of which each has a first place and two others; both want the second most, and one can have it.
COSTS = np.array([0, -5000, -3000, 0, -4000, 500])
ROWS = [Row(np.arange(3), 1, 1), Row(np.arange(3, 6), 1, 1), Row(np.array([1, 4]), 0, 1)]


def test_promising_is_what_some_optimum_of_the_relaxation_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.rings.relaxed.MANY", 0)
    kept = promising(COSTS, ROWS, 9.0)
    assert {2, 4} <= set(np.flatnonzero(kept).tolist())
    assert not kept[5]


def test_all_is_promising_where_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert promising(COSTS, ROWS, 9.0).all()
    monkeypatch.setattr("scheduler.rings.relaxed.MANY", 0)
    assert promising(COSTS - LARGEST, ROWS, 9.0).all()


def test_largest_sets_that_hold_an_instant() -> None:
    begins, ends = np.array([0, 1, 2, 5, 9]), np.array([3, 4, 6, 9, 10])
    assert [some.tolist() for some in at_once(begins, ends)] == [[0, 1, 2], [2, 3]]


# -- who ----------------------------------------------------------------------------------------


def test_missing_ones_are_among_the_opened_and_nobody_twice() -> None:
    problem, timetable = festival()
    without = timetable.without(problem.showings[:2])
    for seed in range(20):
        found = opened(problem, without, 12, Random(seed))
        assert len({one.index for one in found}) == len(found) == 12
        assert {one.index for one in problem.showings[:2]} <= {one.index for one in found}


def test_what_is_placed_in_blocks_is_not_opened() -> None:
    problem = compile_festival(load(sample("summit")))
    empty = Timetable(problem, {})
    found = opened(problem, empty, 40, Random(0))
    assert not any(one.in_blocks for one in found)


def test_places_are_of_one_showing() -> None:
    problem, timetable = festival()
    one = problem.showings[0]
    assert isinstance(staying(timetable, one), Places)
    assert staying(timetable.without([one]), one).rooms.tolist() == [-1]
