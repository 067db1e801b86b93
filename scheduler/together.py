"""Where the showings of one title want to be, all at once, if others made room for them.

A title's showings mind each other's days and rooms; put back one by one, the first takes a place that
leaves none to the rest.  Here each has a price for every room-day - what the rules say with all else
fixed, and what it costs to push aside whoever is there - and the days are chosen jointly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scheduler.bound.cells import NEVER, Cells, by_day
from scheduler.bound.families import rules_between
from scheduler.bound.titles import Title, title
from scheduler.maps import in_the_way, place_map
from scheduler.verify import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

Aim = tuple["Showing", int, int]
"""A showing, its room and position."""

MOST_ROWS = 8_000
"""Choices of days; titles with more are not looked at in this way."""


def aims(
    problem: Problem,
    showings: Sequence[Showing],
    others: Timetable,
    weights: NDArray[np.int64],
    noise: np.random.Generator,
) -> list[Aim]:
    """The cheapest places of showings that ``others`` does not hold; empty if there are none.

    ``weights``: of every showing, points that it costs to push it aside.
    """
    found = [_prices(problem, one, others, weights, noise) for one in showings]
    grids = [by_day(problem, one, prices) for one, prices in zip(showings, found, strict=True)]
    each = _title(problem, showings)
    if each is None:
        return []
    _, places = each.cheapest(grids)
    if places is None:
        return []
    return [
        (one, room, _in_cell(one, prices, room, day))
        for one, prices, (room, day) in zip(showings, found, places, strict=True)
    ]


def _prices(
    problem: Problem, showing: Showing, others: Timetable, weights: NDArray[np.int64], noise: np.random.Generator
) -> NDArray[np.float64]:
    """Rooms x positions."""
    found = place_map(problem, showing, others, places=showing.legal)
    pushed = in_the_way(problem, showing, others, weights)
    return np.where(found.allowed, found.total() + pushed + noise.random(pushed.shape), NEVER)


def _in_cell(showing: Showing, prices: NDArray[np.float64], room: int, day: int) -> int:
    here = np.flatnonzero(showing.positions.days == day)
    return int(here[prices[room, here].argmin()])


def _title(problem: Problem, showings: Sequence[Showing]) -> Title | None:
    """What the rules say of them by day and by room; worked out once."""
    key = "title", *(one.index for one in showings)
    return problem.cached(key, lambda: _made(problem, showings))


def _made(problem: Problem, showings: Sequence[Showing]) -> Title | None:
    rules, cells = rules_between(problem, tiers(problem)[0]), []
    for one in showings:
        open_days = np.full((1, len(problem.days) + 1), NEVER)
        open_days[0, one.positions.days[one.legal.any(axis=0)]] = 0
        cells.append(Cells(one, open_days, np.zeros(1)))
    rows = np.prod([len(one.days) for one in cells])
    listed = all(one.costs[0, -1] >= NEVER for one in cells)
    return title(problem, cells, rules) if listed and rows <= MOST_ROWS else None
