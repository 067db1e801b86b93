"""A first timetable: the most constrained showing first, each at its cheapest place.

Always returns something; what finds no place is left out, for ``improve`` to bring in.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.maps import place_map, static_map
from scheduler.timetable import Placement, Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing


def construct(
    problem: Problem,
    *,
    seed: int = 0,
    start: Timetable | None = None,
    goes_on: Callable[[], bool] = lambda: True,
    progress: Callable[[int], None] = lambda placed: None,
) -> Timetable:
    """A timetable that breaks no must among what it places; ``start`` is kept and filled up.

    Size: one price map a showing.  Rules that choose people are left to ``improve``: they are asked
    about whole timetables, not places.
    """
    random = Random(seed)
    placed = dict(start.placements) if start else {}
    timetable = Timetable(problem, placed, start.assignments if start else ())
    for showing in _order(problem, random):
        if showing.index in timetable.placements:
            continue
        if not goes_on():
            break
        placement = cheapest(problem, showing, timetable, random)
        if placement is not None:
            timetable = timetable.moved({showing.index: placement})
            progress(len(timetable))
    return timetable


def cheapest(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    random: Random,
    places: NDArray[np.bool_] | None = None,
) -> Placement | None:
    """The showing at its cheapest allowed place, ties by chance; an optional one may better stay out."""
    found = place_map(problem, showing, others, places=places)
    if not found.allowed.any():
        return None
    total = found.total()
    best = int(total[found.allowed].min())
    if showing.optional and best > showing.value:
        return None
    choices = np.argwhere(found.allowed & (total == best))
    room, position = choices[random.randrange(len(choices))].tolist()
    return placement_at(problem, showing, room, position)


def _order(problem: Problem, random: Random) -> list[Showing]:
    """Fewest places first, optional ones last; places that a showing's rules forbid are not counted."""

    def freedom(showing: Showing) -> tuple[bool, float, float]:
        places = static_map(problem, showing).allowed.sum()
        busy = max(1, showing.duration) * (1 + len(showing.persons))
        return showing.optional, float(places) / busy, random.random()

    return sorted(problem.showings, key=freedom)
