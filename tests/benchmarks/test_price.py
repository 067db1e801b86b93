"""The map of one showing: what each of its places costs, the rest of the timetable fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.maps import place_map
from scheduler.verify import verify
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture


def test_pricing_every_place_of_a_showing(benchmark: BenchmarkFixture) -> None:
    metropolis, timetable = problem("metropolis"), first("metropolis")
    showing = max(metropolis.showings, key=lambda one: (len(one.persons), -one.index))
    others = timetable.without([showing])

    found = benchmark.pedantic(place_map, args=(metropolis, showing, others), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    places = np.argwhere(found.allowed)
    one, other = places[0].tolist(), places[-1].tolist()
    costs = found.total()

    def points(place: list[int]) -> int:
        there = others.moved({showing.index: placement_at(metropolis, showing, *place)})
        amounts = verify(metropolis, there).amounts()
        return sum(points for rule, (_, _, points) in amounts.items() if isinstance(rule, str) or not rule.chooses)

    assert int(costs[tuple(one)]) - int(costs[tuple(other)]) == points(one) - points(other)
