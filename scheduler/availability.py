"""Who could be chosen for a whole showing: there for all of it, and on no stage too close.

For models and prices; checks ask ``scheduler.presence``, which was written apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.presence import THROUGHOUT, performing, stay
from scheduler.times import outside, too_close

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

Taken = tuple["Placement", int, int]
"""A placement, and from when to when somebody is needed there."""


def close_to(
    showing: Showing,
    rooms: NDArray[np.int64],
    positions: NDArray[np.int64],
    taken: Sequence[Taken],
    least: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Places of a showing x what somebody does already: from which of them they would not be in time.

    ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
    """
    rows = np.array([(p.room, begin, end, p.block, p.shift) for p, begin, end in taken], dtype=np.int64).reshape(-1, 5)
    room, begin, end, block, shift = rows.T
    at, here = showing.positions, rooms[:, None]
    close: NDArray[np.bool_] = begin - at.ends[positions][:, None] < least[here, room]
    close &= at.starts[positions][:, None] - end < least[room, here]
    if showing.in_blocks:
        close &= (block < 0) | (shift == at.shifts[positions][:, None])
    return close


def there(problem: Problem, showing: Showing, person: str) -> NDArray[np.bool_]:
    """At which positions of a showing somebody is there for the whole of it."""
    key = ("there", person, showing.index)
    everywhere = problem.cached(key, lambda: outside(showing.whole, stay(problem, person), [THROUGHOUT]) == 0)
    return showing.kept(everywhere)


def is_there(problem: Problem, person: str, placement: Placement) -> bool:
    """Whether somebody is there for the whole of a placed showing; False where it lies at no legal time."""
    showing = placement.showing
    at = showing.positions.index_of(placement)
    # Asked very often: one table of a person, by the index of the showing.
    table = problem.cached(("there", person), dict)
    if showing.index not in table:
        table[showing.index] = there(problem, showing.whole, person)
    return at is not None and bool(table[showing.index][at])


def free_at(
    problem: Problem, timetable: Timetable, person: str, placement: Placement, least: NDArray[np.int64]
) -> bool:
    """Whether somebody is there for all of a placed showing, and on no other stage."""
    showing = placement.showing
    position = showing.positions.index_of(placement)
    if position is None or not is_there(problem, person, placement):
        return False
    taken = on_stage(problem, timetable, person, showing)
    return not taken or not close_to(showing, np.array([placement.room]), np.array([position]), taken, least).any()


def on_stage(problem: Problem, timetable: Timetable, person: str, but: Showing) -> list[Taken]:
    """Where somebody is needed already, one showing left out."""
    return [
        (placement, *stretch.span(placement.start, placement.end))
        for placement, stretches in performing(problem, timetable, person, but)
        for stretch in stretches
    ]


def free_where(
    problem: Problem, timetable: Timetable, person: str, showing: Showing, least: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Places of a showing (rooms x positions, may broadcast) for all of which somebody would be free."""
    free = there(problem, showing, person)[None, :]
    for placement, stretches in performing(problem, timetable, person, showing):
        for stretch in stretches:
            free = free & ~too_close(showing, placement, least, None, stretch)
    return free
