"""The places of a grid: rooms of blocks, each for one showing at a time, and what each loses there by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.maps import static_map
from scheduler.shapes import Mutual, Pairwise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

NEVER = 10**15
"""Points that a place costs which a showing may not have."""

MOST_PLACES, MOST_SHOWINGS = 500, 400
"""Above these, what any two do to each other takes too much memory."""


@dataclass(frozen=True, eq=False)
class Places:
    """Rooms of blocks that somebody may have, and who may have them."""

    problem: Problem
    rooms: NDArray[np.int64]
    """Of each place."""
    blocks: NDArray[np.int64]
    """Of each place."""
    number: NDArray[np.int64]
    """Rooms x blocks: which place; -1 if nobody may have it."""
    positions: NDArray[np.int64]
    """Showings x blocks: at which of its positions a showing has the block; -1 if it never does."""
    costs: NDArray[np.int64]
    """Showings x places: points lost by itself; ``NEVER`` where it may not be."""

    def __len__(self) -> int:
        return len(self.rooms)

    def placement(self, showing: Showing, place: int) -> Placement:
        """The showing there."""
        position = int(self.positions[showing.index, self.blocks[place]])
        return placement_at(self.problem, showing, int(self.rooms[place]), position)

    def of(self, timetable: Timetable) -> NDArray[np.int64]:
        """The place of each showing; -1 if it lies nowhere, or where it may not be."""
        columns = timetable.columns
        placed = columns[0] >= 0
        found: NDArray[np.int64] = np.where(placed, self.number[columns[0], columns[4]], -1)
        return found


def fits(problem: Problem) -> bool:
    """Whether each showing fills a block of a room, and rules speak of one showing or of two, or are musts."""
    return (
        2 <= len(problem.showings) <= MOST_SHOWINGS
        and all(one.in_blocks and not one.optional for one in problem.showings)
        and all(room.parallel == 1 and not problem.rivals[room.index] for room in problem.rooms)
        and all(len(np.unique(one.positions.blocks)) == len(one.positions) > 0 for one in problem.showings)
        and all(rule.must or rule.alone or in_pairs(rule) for rule in problem.rules)
        and not any(rule.chooses and not rule.must for rule in problem.rules)
        and 0 < len(places_of(problem)) <= MOST_PLACES
        and len(places_of(problem)) >= len(problem.showings)
    )


def in_pairs(rule: Constraint) -> bool:
    """Whether its amount is a sum over pairs, each of which is known from the places of the two."""
    return isinstance(rule, Mutual | Pairwise) and rule.exact_in_maps and not rule.select.speaks_of_places


def places_of(problem: Problem) -> Places:
    """The places of a problem, worked out once."""
    return problem.cached("places of a grid", lambda: _places(problem))


def _places(problem: Problem) -> Places:
    shape = len(problem.showings), len(problem.rooms), len(problem.blocks)
    costs = np.full(shape, NEVER, dtype=np.int64)
    positions = np.full((shape[0], shape[2]), -1, dtype=np.int64)
    for one in problem.showings:
        found, blocks = static_map(problem, one), one.positions.blocks
        costs[one.index][:, blocks] = np.where(found.allowed, found.total(), NEVER)
        positions[one.index, blocks] = np.arange(len(blocks))
    used = (costs < NEVER).any(axis=0)
    rooms, blocks = np.nonzero(used)
    number = np.full(shape[1:], -1, dtype=np.int64)
    number[rooms, blocks] = np.arange(len(rooms))
    return Places(problem, rooms, blocks, number, positions, costs[:, rooms, blocks])
