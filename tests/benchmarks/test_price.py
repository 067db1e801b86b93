"""The map of one showing: what each of its places costs, the rest of the timetable fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scheduler.constraint import Constraint, placement_at
from scheduler.maps import free_places, place_map
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.benchmarks.support import first, problem

if TYPE_CHECKING:
    from numpy.typing import NDArray
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


@pytest.mark.parametrize("kind", ["crew_gets_break", "slack_after", "starts_apart", "person_load"])
def test_pricing_by_a_rule_of_many_showings(benchmark: BenchmarkFixture, measured: None, kind: str) -> None:
    """Beside it stands what it comes to if the verifier is asked about every place."""
    metropolis, timetable = problem("metropolis"), first("metropolis")
    rules = [rule for rule in metropolis.rules if rule.kind == kind]
    showing = max(metropolis.showings, key=lambda one: (len(one.persons), -one.index))
    few, others = showing.at(slice(None, None, 100)), timetable.without([showing])
    where = few.legal & free_places(metropolis, few, others)

    def prices() -> list[NDArray[np.int64]]:
        # Nothing of one run may be left for the next.
        there = Timetable(metropolis, dict(others.placements))
        return [rule.price(metropolis, few, there, where) for rule in rules]

    found = benchmark(prices)

    asked = [Constraint.price(rule, metropolis, few, others, where) for rule in rules]
    assert where.any()
    assert [np.broadcast_to(one, where.shape)[where].tolist() for one in found] == [
        np.broadcast_to(one, where.shape)[where].tolist() for one in asked
    ]
