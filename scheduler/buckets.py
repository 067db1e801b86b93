"""What placements are told apart by: the day, the part of the day, the room, the venue.

Each is a whole number: the ordinal of the date, the index of part or room, a number for the venue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from scheduler.dayparts import daypart, dayparts

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement

Bucket = Literal["day", "daypart", "room", "venue"]


def values(problem: Problem, showing: Showing, by: Bucket) -> NDArray[np.int64]:
    """The bucket of each place of a showing, to broadcast to rooms x positions."""
    if by == "room":
        return np.arange(len(problem.rooms), dtype=np.int64)[:, None]
    if by == "venue":
        return venues(problem)[:, None]
    if by == "daypart":
        return dayparts(problem, showing)[None, :]
    return dates(problem)[showing.positions.days][None, :]


def value(problem: Problem, placement: Placement, by: Bucket) -> int:
    """The bucket that a placement lies in."""
    if by == "room":
        return placement.room
    if by == "venue":
        return int(venues(problem)[placement.room])
    if by == "daypart":
        return daypart(problem, placement.start)
    return date_of(problem, placement).toordinal()


def date_of(problem: Problem, placement: Placement) -> date:
    """Its festival day, also of a start on none of the listed ones."""
    return problem.days[placement.day] if placement.day >= 0 else problem.clock.day(placement.start // problem.minute)


def dates(problem: Problem) -> NDArray[np.int64]:
    """The ordinal of each festival day."""
    return problem.cached("dates", lambda: np.array([day.toordinal() for day in problem.days], dtype=np.int64))


def venues(problem: Problem) -> NDArray[np.int64]:
    """A number for the venue of each room; rooms without a venue share one."""
    return problem.cached("venues", lambda: _venues(problem))


def _venues(problem: Problem) -> NDArray[np.int64]:
    numbers: dict[str | None, int] = {}
    return np.array([numbers.setdefault(room.venue, len(numbers)) for room in problem.rooms], dtype=np.int64)
