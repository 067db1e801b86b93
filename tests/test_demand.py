"""Hours that others want are left to them where that costs nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scheduler.cheapest import cheapest
from scheduler.demand import wanted
from scheduler.problem import Problem, Showing
from scheduler.timetable import Timetable
from tests.test_solve import festival

EVENING: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "10:00", "close": "18:00"}],
    "rooms": [{"id": "a", "capacity": 100}],
    "rules": [
        {
            "kind": "time_preferred", "select": {"tags": ["gala"]}, "of": "start",
            "hours": {"from": "16:00", "to": "17:00"}, "measure": "minutes", "weight": 1,
        }
    ],
    "sessions": [{"id": "gala", "duration": 60, "tags": ["gala"]}, {"id": "any", "duration": 60}],
}  # fmt: skip


def named(problem: Problem, name: str) -> Showing:
    return next(one for one in problem.showings if one.session.id == name)


def hours(problem: Problem, showing: Showing) -> list[int]:
    return [(problem.clock.local(int(start)).hour) for start in showing.positions.starts]


def test_who_takes_any_hour_leaves_those_that_another_needs() -> None:
    problem = festival(**EVENING)
    anybody = named(problem, "any")

    price = wanted(problem, anybody)[0]
    hour = np.array(hours(problem, anybody))

    assert price[hour == 16].min() > price[hour < 14].max() == 0
    for seed in range(8):
        found = cheapest(problem, anybody, Timetable(problem, {}), np.random.default_rng(seed))
        assert found is not None
        assert found[1] == 0
        assert problem.clock.local(found[0].start).hour < 15


def test_what_the_rules_say_goes_before_what_others_want() -> None:
    problem = festival(**EVENING)
    found = cheapest(problem, named(problem, "gala"), Timetable(problem, {}), np.random.default_rng(0))
    assert found is not None
    assert found[1] == 0
    assert problem.clock.local(found[0].start).hour in (16, 17)


@pytest.mark.parametrize("factor", [1, 1000])
def test_prices_many_times_as_high_make_hours_wanted_as_many_times_as_much(factor: int) -> None:
    (rule,) = EVENING["rules"]
    problem, dearer = (festival(**{**EVENING, "rules": [{**rule, "weight": f}]}) for f in (1, factor))
    once, again = (wanted(one, named(one, "any")) for one in (problem, dearer))
    np.testing.assert_allclose(again, factor * once)


def test_in_blocks_nothing_is_said() -> None:
    blocks = [{"id": "b", "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 4}]
    problem = festival(rooms=[{"id": "a"}], blocks=blocks, sessions=[{"id": "talk", "slots": 1}])
    assert not wanted(problem, problem.showings[0]).any()
