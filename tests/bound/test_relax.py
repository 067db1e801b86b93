"""Bounds are below every penalty that is reached, and not far below where little is left out."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from scheduler.bound import relaxed_bound
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.solve import Options, solve
from tests.bound.test_titles import DOCUMENT


def festival(**changes: Any) -> Problem:
    return compile_festival(Festival.model_validate({**deepcopy(DOCUMENT), **changes}))


def test_the_best_timetable_is_not_below_the_bound_and_here_at_it() -> None:
    problem = festival()
    result = solve(problem, Options(budget=20))
    assert (result.status, result.report.penalty) == ("OPTIMAL", relaxed_bound(problem)) == ("OPTIMAL", 5)


def test_minutes_of_a_room_day_have_a_price() -> None:
    """Ten hours of the only room hold five showings of 100 minutes; each that is left out costs 40."""
    rooms, days = DOCUMENT["rooms"][:1], DOCUMENT["days"][:1]  # type: ignore[index]
    short = {"id": "short", "type": "screening", "title": "Short", "films": ["mateo"], "showings": 8}
    sessions = [{**short, "optional": True, "value": 40}]
    problem = festival(rooms=rooms, days=days, sessions=sessions, rules=[])
    bound = relaxed_bound(problem)
    assert bound is not None
    assert 80 <= bound <= 3 * 40


@pytest.mark.parametrize(
    ("opens", "closes"),
    [("02:00", "12:00"), ("22:00", "08:00")],
    ids=["opens before the day begins", "open beyond its end"],
)
def test_hours_that_lie_in_two_days_are_there_for_both(opens: str, closes: str) -> None:
    days = [{"date": "2027-09-02", "open": opens, "close": closes}]
    sessions = [{"id": "talk", "type": "talk", "title": "Talk", "duration": 60}]
    problem = festival(days=days, rooms=[{"id": "hall"}], sessions=sessions, rules=[])

    assert relaxed_bound(problem) == 0
    assert solve(problem, Options(budget=5)).status == "OPTIMAL"


def test_a_track_that_must_share_a_room_pays_for_it() -> None:
    """The room that suits one of two costs the other 60 people."""
    sessions = [
        {"id": name, "type": "talk", "title": name, "duration": 60, "track": "best", "audience": audience, "rooms": rooms}
        for name, audience, rooms in (("large", 100, ["n1", "n2"]), ("small", 40, ["n2", "s1"]))
    ]  # fmt: skip
    seats = {"kind": "room_fits_audience", "waste": 0, "weight": 1}
    free = festival(sessions=sessions, rules=[seats])
    home = festival(sessions=sessions, rules=[seats, {"kind": "track_stays_in_room", "rooms": 1}])
    assert (relaxed_bound(free), relaxed_bound(home)) == (0, 40)


def test_nothing_is_said_where_rules_reward() -> None:
    rules = [*DOCUMENT["rules"], {"kind": "not_parallel", "weight": -3}]  # type: ignore[misc]
    assert relaxed_bound(festival(rules=rules)) is None


def test_nothing_is_said_where_a_title_has_no_way() -> None:
    assert relaxed_bound(festival(days=DOCUMENT["days"][:2])) is None  # type: ignore[index]


def test_better_bounds_are_told_on_the_way() -> None:
    rooms = DOCUMENT["rooms"][:1]  # type: ignore[index]
    told: list[int] = []
    short = {"id": "short", "type": "screening", "title": "Short", "films": ["mateo"], "showings": 6}
    wish = {"kind": "time_preferred", "days": ["2027-09-01"], "measure": "minutes", "weight": 1}
    problem = festival(rooms=rooms, sessions=[short], rules=[wish])
    bound = relaxed_bound(problem, found=told.append)
    assert told == sorted(told)
    assert told[-1] == bound


@pytest.mark.parametrize("seconds", [0.0, 20.0])
def test_it_says_something_in_no_time(seconds: float) -> None:
    assert relaxed_bound(festival(), seconds) == 5
