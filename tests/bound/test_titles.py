"""The cheapest days and rooms of a title, by every combination there is."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from scheduler.bound.cells import NEVER, cells_of
from scheduler.bound.families import Family
from scheduler.bound.titles import Title, title
from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.timetable import Timetable
from scheduler.verify import verify

DOCUMENT = {
    "showgrid": 1,
    "defaults": False,
    "festival": {"id": "small", "name": "Small", "timezone": "Asia/Seoul", "grid": 60},
    "days": [{"date": f"2027-09-0{day}", "open": "10:00", "close": "20:00"} for day in (1, 2, 4)],
    "venues": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}],
    "walks": [{"from": "north", "to": "south", "minutes": 10}],
    "rooms": [
        {"id": "n1", "venue": "north", "name": "N1", "capacity": 100},
        {"id": "n2", "venue": "north", "name": "N2", "capacity": 60},
        {"id": "s1", "venue": "south", "name": "S1", "capacity": 80},
    ],
    "films": [{"id": "mateo", "title": "Mateo", "runtime": 100}],
    "sessions": [
        {"id": "mateo", "type": "screening", "title": "Mateo", "films": ["mateo"], "showings": 3, "track": "best"},
        {"id": "press", "type": "press", "title": "Press", "films": ["mateo"], "track": "best"},
    ],
    "rules": [
        {"kind": "showings_spread", "other_day": True},
        {"kind": "showings_spread", "other_room": True, "other_venue": True, "weight": 7},
        {"kind": "showings_spread", "gap_days": {"from": 1, "to": 1}, "weight": 5},
        {"kind": "premiere_first", "press": "before", "guests": False, "weight": 11},
    ],
}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return compile_festival(Festival.model_validate(DOCUMENT))


@pytest.fixture(scope="module")
def whole(problem: Problem) -> Title:
    return title(problem, [cells_of(problem, one, 0) for one in problem.showings], problem.rules)


def test_days_that_a_must_forbids_are_not_listed(whole: Title) -> None:
    assert len(whole.days) == 3 * 2 * 1 * 3
    assert len({tuple(row[:3]) for row in whole.days.tolist()}) == 6


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_cheapest_of_all_ways(problem: Problem, whole: Title, seed: int) -> None:
    """Beside any prices of room-days, days and neighbours' rooms cost what the verifier says."""
    prices = np.random.default_rng(seed).integers(0, 30, size=(4, 3, 4)).astype(float)
    prices[:, :, 3] = NEVER
    points, places = whole.cheapest(list(prices))
    assert places is not None
    ways = {way: _cost(problem, prices, way) for way in product(product(range(3), range(3)), repeat=4)}
    least = min(cost for cost in ways.values() if cost is not None)
    assert points == pytest.approx(least)
    assert ways[places] == pytest.approx(least)


def _cost(problem: Problem, prices: np.ndarray, way: tuple[tuple[int, int], ...]) -> float | None:
    """By hand: nothing of the rules' own code."""
    days = [day for _, day in way]
    if len(set(days[:3])) < 3:
        return None
    total = sum(float(prices[n][place]) for n, place in enumerate(way))
    order = sorted(way[:3], key=lambda place: place[1])
    dates, venues = (1, 2, 4), ("north", "north", "south")
    for (room, day), (also, then) in pairwise(order):
        total += 5 * (dates[then] - dates[day] != 1) + 7 * (room == also) + 7 * (venues[room] == venues[also])
    return total + 11 * sum(day < days[3] for day in days[:3])


def test_a_family_at_home_is_in_one_room(problem: Problem) -> None:
    cells = [cells_of(problem, one, 0) for one in problem.showings]
    titles = (title(problem, cells[:3], problem.rules), title(problem, cells[3:], ()))
    prices = np.zeros((3, 4))
    prices[0] = 1.0
    ticks = cells[0].ticks[0] + cells[3].ticks[0]
    points, column = Family(titles, frozenset(range(4))).cheapest(prices)
    assert column is not None
    rooms = {room for room, _ in column.use}
    assert rooms in ({1}, {2})
    # Twice the same room, which is twice the same venue, and once two days where one was wished.
    assert (points, column.points) == (33, 33)
    assert sum(column.use.values()) == 2 * cells[0].ticks[1] + ticks


def test_what_it_says_is_what_the_verifier_says(problem: Problem, whole: Title) -> None:
    """The free optimum, laid as it says, costs that."""
    grids = [one.costs for one in whole.cells]
    points, places = whole.cheapest(grids)
    assert places is not None
    from scheduler.constraint import placement_at

    placed = {}
    for one, (room, day) in zip(problem.showings, places, strict=True):
        at = np.flatnonzero((one.positions.days == day) & one.legal[room])
        # Press first within a day.
        position = at[0] if one.type == "press" else at[-1]
        placed[one.index] = placement_at(problem, one, room, int(position))
    assert verify(problem, Timetable(problem, placed)).penalty == points == 5
