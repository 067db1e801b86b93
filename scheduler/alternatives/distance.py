"""How different two timetables are.

A showing has moved if it lies at another place, be it five minutes later.  It lies elsewhere if its title
is given at no such place in the other timetable: in that hall, on that day, within the hour (of blocks: in
that hall and block).  Two showings of one title that change places have moved, but nothing lies elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

NEAR = 60
"""Minutes between two starts in one hall below which they are taken for the same place."""


@dataclass(frozen=True)
class Distance:
    """Between two timetables of one festival."""

    moved: int
    """Showings at another place, or in one of the two only."""
    elsewhere: int
    """Of these, those whose title the other timetable gives at no place near."""


def distance(problem: Problem, one: Timetable, other: Timetable) -> Distance:
    """How far one timetable is from another.  Size: O(showings)."""
    pairs = [(showing, one.of(showing), other.of(showing)) for showing in problem.showings]
    changed = [(s, here) for s, here, there in pairs if _place(here) != _place(there)]
    return Distance(len(changed), sum(here is None or not is_near(problem, s, here, [other]) for s, here in changed))


def _place(placement: Placement | None) -> object:
    return None if placement is None else placement.place


def is_near(problem: Problem, showing: Showing, placement: Placement, known: Iterable[Timetable]) -> bool:
    """Whether some timetable gives the title near that place."""
    return any(_near(problem, placement, there) for there in places_of(problem, showing, known))


def _near(problem: Problem, one: Placement, other: Placement) -> bool:
    if one.room != other.room or one.block != other.block:
        return False
    return one.block >= 0 or abs(one.start - other.start) < NEAR * problem.minute


def places_of(problem: Problem, showing: Showing, known: Iterable[Timetable]) -> list[Placement]:
    """Where the title lies in these timetables."""
    titles = problem.by_session[showing.session.id]
    return [place for timetable in known for place in map(timetable.of, titles) if place is not None]


def away(problem: Problem, showing: Showing, known: Iterable[Timetable]) -> NDArray[np.bool_]:
    """Rooms x positions of a showing that are near no place of its title in these timetables."""
    free = np.ones(showing.legal.shape, dtype=bool)
    at = showing.positions
    for there in places_of(problem, showing, known):
        if showing.in_blocks:
            free[there.room, at.blocks == there.block] = False
        else:
            free[there.room, np.abs(at.starts - there.start) < NEAR * problem.minute] = False
    return free
