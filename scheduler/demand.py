"""How much the hours of each room are wanted, so that who does not need them leaves them to others.

A showing that is as well off in the morning as in the evening takes any; whoever is to be laid later and loses
points in the morning then finds the evening full.  So each showing spreads what it would lose elsewhere over the
places that suit it, and a place costs, besides what the rules say, a little of what others would give for its hours.
It decides between places that cost about the same; what is counted is what the rules say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.maps import static_map, turnarounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing

SHARE = 0.05
"""Of what others would give for an hour of a room, what it costs to take it.

Measured on metropolis, four starts each, 25 s of ruin and recreate on one slow core: 5,418 points on the average
without it, 5,346, 5,400 and 5,299 with shares of 0.002, 0.02 and 0.05; starts are best at 0.02 to 0.15.
"""

NEARLY = 0.1
"""Of the way from its least to its average cost: what is below suits a showing."""

SLOT = 5
"""Minutes by which hours are told apart."""


@dataclass(frozen=True)
class Demand:
    """What all showings together would give, added up along the hours of each room."""

    so_far: NDArray[np.float64]
    """Rooms x slots and one: points times hours from the beginning to each slot."""
    slot: int
    """In ticks."""

    def of(self, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float64]:
        """Points for these stretches (positions; rooms x positions), in ticks."""
        rooms = np.arange(len(self.so_far))[:, None]
        taken: NDArray[np.float64] = self.so_far[rooms, -(-ends // self.slot)] - self.so_far[:, begins // self.slot]
        return taken


def wanted(problem: Problem, showing: Showing) -> NDArray[np.float64]:
    """Rooms x positions: the points to add where places are compared; nothing for a showing in blocks."""
    if showing.in_blocks or not len(showing.positions):
        return np.zeros((1, 1))
    demand: Demand = problem.cached("demand", lambda: _demand(problem))
    starts = showing.positions.starts
    return SHARE * demand.of(starts, starts + _taken(problem, showing)[:, None])


def _demand(problem: Problem) -> Demand:
    """Size: O(places of all showings), once."""
    slot = SLOT * problem.minute
    those = [one for one in problem.showings if not one.in_blocks and len(one.positions)]
    last = max((int(one.positions.starts[-1] + _taken(problem, one).max()) for one in those), default=0)
    steps = np.zeros((len(problem.rooms), -(-last // slot) + 2))
    for showing in those:
        _add(problem, showing, steps, slot)
    hourly = np.cumsum(steps, axis=1)[:, :-1] * (SLOT / 60)
    return Demand(np.concatenate([np.zeros((len(problem.rooms), 1)), np.cumsum(hourly, axis=1)], axis=1), slot)


def _add(problem: Problem, showing: Showing, steps: NDArray[np.float64], slot: int) -> None:
    """What a showing would give, from where to where it would take a room."""
    found = static_map(problem, showing)
    costs = found.total()[found.allowed].astype(np.float64)
    if not len(costs):
        return
    least, average = costs.min(), costs.mean()
    suits = costs <= least + NEARLY * (average - least)
    rooms, positions = (places[suits] for places in np.nonzero(found.allowed))
    gives, begins = (average - least) / len(rooms), showing.positions.starts[positions]
    np.add.at(steps, (rooms, begins // slot), gives)
    np.add.at(steps, (rooms, -(-(begins + _taken(problem, showing)[rooms]) // slot)), -gives)


def _taken(problem: Problem, showing: Showing) -> NDArray[np.int64]:
    """Of each room, how many ticks a showing takes it, turnaround included."""
    taken: NDArray[np.int64] = showing.duration + turnarounds(problem)[showing.index]
    return taken
