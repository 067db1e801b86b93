"""Grids: tables say what the verifier finds, exchanges are counted right, and what comes out is as good as can be."""

from __future__ import annotations

from itertools import permutations
from random import Random
from typing import Any

import numpy as np
import pytest

from scheduler import grid
from scheduler.compile import compile_festival
from scheduler.grid.engine import Engine, points_of
from scheduler.grid.pairs import layers_of
from scheduler.grid.places import NEVER, Places, in_pairs, places_of
from scheduler.grid.walk import Walk
from scheduler.problem import Problem
from scheduler.solve import Options, solve
from scheduler.timetable import Timetable
from scheduler.validate import festival_from
from scheduler.verify import Report, verify
from tests.formats.conferences import WORKBOOKS, problem_of

WEIGHTY = 7
"""A broken must, in points."""


def _rules() -> list[dict[str, Any]]:
    return [
        {"kind": "person_in_one_place"},
        {"kind": "not_parallel", "alike": ["theme"], "measure": "minutes", "weight": 3},
        {"kind": "track_stays_in_room", "alike": ["theme"], "measure": "both_durations", "weight": 2},
        {"kind": "bigger_room_for_bigger_audience", "measure": "both_durations", "weight": 1},
        {"kind": "session_before", "by": "level", "alike": ["theme"], "measure": "both_durations", "weight": 1},
        {"kind": "beside_variety", "of": "level", "count": "differ", "in": "block", "weight": -1},
        {"kind": "same_day", "alike": ["theme"], "weight": 5, "tier": 1},
        {"kind": "time_preferred", "hours": {"from": "09:00", "to": "12:00"}, "weight": 1},
    ]


def _conference(seed: int, talks: int = 6, rules: list[dict[str, Any]] | None = None) -> Problem:
    """Talks in four blocks of two days and two rooms; two blocks overlap."""
    random = Random(seed)
    times = [("01", "09:00", "10:00"), ("01", "09:30", "11:30"), ("01", "13:00", "14:00"), ("02", "09:00", "09:45")]
    return compile_festival(
        festival_from(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "c", "name": "C", "timezone": "UTC"},
                "days": [{"date": f"2025-03-{day}", "open": "09:00", "close": "18:00"} for day in ("01", "02")],
                "rooms": [{"id": "aula", "capacity": 200}, {"id": "cave", "capacity": 50}],
                "people": [{"id": person} for person in "xyz"],
                "blocks": [
                    {"id": f"b{n}", "from": f"2025-03-{d}T{a}", "to": f"2025-03-{d}T{b}", "clock": True}
                    for n, (d, a, b) in enumerate(times)
                ],
                "sessions": [
                    {
                        "id": f"t{n}",
                        "type": "talk",
                        "slots": 1,
                        "level": str(random.randint(1, 3)),
                        "audience": random.choice((20, 60, 100)),
                        "people": random.sample("xyz", random.randrange(3)),
                        "labels": {"theme": random.sample(["ai", "web", "db"], random.randint(1, 2))},
                    }
                    for n in range(talks)
                ],
                "rules": _rules() if rules is None else rules,
            }
        )
    )


def _walk(problem: Problem, must: int) -> Walk:
    places = places_of(problem)
    return Walk(places, [layer.costing(must) for layer in layers_of(places)], 0)


def _timetable(places: Places, at: Any) -> Timetable:
    showings = places.problem.showings
    return Timetable(places.problem, {n: places.placement(showings[n], place) for n, place in enumerate(at.tolist())})


def _pairs_broken(report: Report) -> bool:
    """Whether two showings break a must, or share a room."""
    return any(
        one.rule == "room_free" or (not isinstance(one.rule, str) and one.rule.must and in_pairs(one.rule))
        for one in report.violations
    )


CONFERENCES = {
    **{f"drawn {seed}": _conference(seed) for seed in range(4)},
    "workbook": problem_of(WORKBOOKS[1].read_bytes()),
}


@pytest.mark.parametrize("problem", CONFERENCES.values(), ids=CONFERENCES)
def test_exchanges_come_to_what_the_verifier_finds(problem: Problem) -> None:
    places, random = places_of(problem), Random(1)
    light, heavy = _walk(problem, 0), _walk(problem, WEIGHTY)
    at = Engine(problem, 1, lambda: False)._anywhere()
    assert at is not None
    light.begin(at)
    heavy.begin(at)
    broken = set()

    for _ in range(60):
        one, other = random.randrange(light.size), random.randrange(len(places))
        change = int(light.changes(one)[other])
        if one != other and abs(change) < NEVER // 2:
            heavy.exchange(one, other, int(heavy.changes(one)[other]))
            light.exchange(one, other, change)
        report = verify(problem, _timetable(places, light.at[: light.size]))
        assert light.points == points_of(report)
        assert (heavy.points > light.points) == _pairs_broken(report)
        broken.add(_pairs_broken(report))

    assert True in broken


def test_what_comes_out_is_the_best_of_all_ways() -> None:
    problem = _conference(2, talks=4)
    places = places_of(problem)
    ways = (verify(problem, _timetable(places, np.array(way))) for way in permutations(range(len(places)), 4))
    least = min(points_of(report) for report in ways if report.valid)

    engine = Engine(problem, 0, lambda: False)
    engine.step(0.5)

    assert engine.trusted
    assert engine.account["cooling"].tries == 1
    assert engine.best is not None
    assert points_of(verify(problem, engine.best)) == least


def test_musts_that_no_table_tells_are_kept() -> None:
    load = {"kind": "person_load", "sessions_a_day": 2}
    problem = _conference(2, rules=[*_rules(), load])

    result = solve(problem, Options(budget=0.3, workers=1))

    assert grid.fits(problem)
    assert result.complete
    assert verify(problem, result.timetable).valid


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("somebody chooses people", {"kind": "interests_apart", "weight": 1}),
        ("a rule is about rooms of a track", {"kind": "track_stays_in_room", "rooms": 1, "weight": 1}),
    ],
)
def test_what_tables_cannot_tell_is_searched_otherwise(why: str, change: dict[str, Any]) -> None:
    assert not grid.fits(_conference(0, rules=[change])), why


def test_more_talks_than_places_are_no_grid() -> None:
    assert not grid.fits(_conference(0, talks=9))


def test_a_workbook_of_18_talks_comes_out_as_well_as_known() -> None:
    problem = problem_of(WORKBOOKS[0].read_bytes())
    engine = Engine(problem, 0, lambda: False)
    looks = iter(np.linspace(0, 1, 700))
    at = engine._anywhere()
    assert at is not None
    walk = engine._cooled_from(at)

    walk.cool(0.2 * engine._average, 0.01 * engine._average, lambda: next(looks), lambda *_: True)

    assert walk.least <= 35_000
