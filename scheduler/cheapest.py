"""The cheapest place of one showing, without pricing all of them.

What a place costs by itself is known beforehand; most rules only add to that.  So the places that
are cheap by themselves are looked at first, and few more once nothing better can come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.demand import wanted
from scheduler.maps import as_one, free_places, place_map, static_map
from scheduler.verify import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

LOOKED_AT = 48
"""Positions that are priced by all rules in the first round; each further round takes three times as many."""

ROUNDS = 2
"""Then the best that was found is taken; all of the rest is looked at only while there is none."""

NEVER_LEFT_OUT = 10**24
"""Points; above all that a map can hold."""

MOST = np.iinfo(np.int64).max
"""More points than there are."""


def cheapest(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    noise: np.random.Generator,
    *,
    looked_at: int = LOOKED_AT,
    rounds: int = ROUNDS,
    only: frozenset[Constraint] | None = None,
    places: NDArray[np.bool_] | None = None,
) -> tuple[Placement, int] | None:
    """The showing at the best place, and what it costs there; None where nothing is allowed.

    Of places that cost about the same, one that others want less; then by chance.  It is the best but for that
    if no rule is a reward and few rounds are enough.
    ``looked_at``, ``rounds``: positions of the first round, and rounds until the best is good enough.
    ``only``: these rules alone, of those that are about several showings.
    ``places``: nowhere but there (rooms x positions).
    """
    alone = static_map(problem, showing)
    free = free_places(problem, showing, others)
    free = free if places is None else free & places
    costs = np.where(alone.allowed & free, alone.total().astype(np.float64), np.inf)
    least = costs.min(axis=0, initial=np.inf)
    blurred = least + noise.random(least.shape)
    best: tuple[Placement, int] | None = None
    number = looked_at
    for turn in range(100):
        positions = _cheapest_columns(blurred, number)
        if not len(positions):
            break
        found = _best_of(problem, showing, others, positions, costs[:, positions] < np.inf, noise, only)
        if found is not None and (best is None or found[1] < best[1]):
            best = found
        least[positions] = blurred[positions] = np.inf
        if best is not None and (turn + 1 >= rounds or best[1] <= least.min()):
            break
        number *= 3
    return best


def left_out(problem: Problem, showing: Showing) -> int:
    """What it costs to leave a showing out; more than anything if it is not optional."""
    if not showing.optional:
        return NEVER_LEFT_OUT
    return as_one([showing.value, *(0 for _ in tiers(problem)[1:])])


def _best_of(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    positions: NDArray[np.int64],
    places: NDArray[np.bool_],
    noise: np.random.Generator,
    only: frozenset[Constraint] | None,
) -> tuple[Placement, int] | None:
    few = showing.at(positions)
    found = place_map(problem, few, others, only=only, places=places)
    if not found.allowed.any():
        return None
    points = found.total()
    compared = points + noise.random(points.shape)
    if only is None:
        # Who looks at some rules only is in a hurry.
        compared += wanted(problem, few)
    room, at = divmod(int(np.where(found.allowed, compared, np.inf).argmin()), points.shape[1])
    return placement_at(problem, showing, room, int(positions[at])), int(points[room, at])


def _cheapest_columns(least: NDArray[np.float64], number: int) -> NDArray[np.int64]:
    """So many positions whose cheapest place costs least, in order of time."""
    there = np.flatnonzero(least < np.inf)
    if len(there) > number:
        there = there[np.argpartition(least[there], number)[:number]]
    return np.sort(there)
