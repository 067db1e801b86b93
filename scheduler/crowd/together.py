"""What runs, or lies in a block, at once with a showing at each of its positions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scheduler.crowd.lines import below, common, lines
from scheduler.problem import FAR
from scheduler.times import slots_taken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd.members import Crowd
    from scheduler.problem import Problem, Showing


SMALL = 12
"""Of so few it is faster to compare each with all positions than to sort them."""


def overlapping(showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that overlap it."""
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for begins, ends, lows, highs, values in lines(showing, crowd):
        total += below(lows, values, ends, "left") - below(highs, values, begins, "right")
    return total


def common_minutes(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the minutes in common with each times its value, rounded up by itself, all together."""
    total = np.zeros(len(showing.positions), dtype=np.int64)
    for line in lines(showing, crowd):
        begins, ends, lows, highs, values = line
        if problem.minute == 1 and len(lows) > SMALL:
            total += common(*line)
        else:
            ticks = np.minimum(ends, highs[:, None]) - np.maximum(begins, lows[:, None])
            total += -(-np.maximum(ticks, 0) * values[:, None] // problem.minute).sum(axis=0)
    return total


def both_durations(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, of all that overlap it, the minutes that both last times the value, rounded up by itself."""
    lengths = showing.positions.ends - showing.positions.starts
    total = np.zeros(len(lengths), dtype=np.int64)
    for length in np.unique(lengths).tolist():
        minutes = -(-crowd.values * (crowd.ends - crowd.starts + length) // problem.minute)
        total += np.where(lengths == length, overlapping(showing, crowd.counting(minutes)), 0)
    return total


def common_slots(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the slots in common with each that lies in the same block, times its value."""
    at, crowd = showing.positions, crowd.only(crowd.blocks >= 0)
    if not len(crowd) or not showing.in_blocks:
        return np.zeros(len(at), dtype=np.int64)
    begins, ends, lows, highs = _slot_lines(problem, showing, crowd)
    return common(begins, ends, lows, highs, crowd.values)


def same_slot(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that share a slot of the same block with it."""
    at, crowd = showing.positions, crowd.only(crowd.blocks >= 0)
    if not len(crowd) or not showing.in_blocks:
        return np.zeros(len(at), dtype=np.int64)
    begins, ends, lows, highs = _slot_lines(problem, showing, crowd)
    return below(lows, crowd.values, ends, "left") - below(highs, crowd.values, begins, "right")


def _slot_lines(problem: Problem, showing: Showing, crowd: Crowd) -> tuple[NDArray[np.int64], ...]:
    """Begins and ends of the positions and of the crowd, in slots, block after block."""
    at = showing.positions
    begins = at.blocks * FAR + at.slots
    lows = crowd.blocks * FAR + crowd.slots
    ends = begins + slots_taken(problem, at.blocks, at.starts, at.ends)
    return begins, ends, lows, lows + slots_taken(problem, crowd.blocks, crowd.starts, crowd.ends)


def same_block(problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position, the values of all that lie in the same block, at once or not."""
    held = np.zeros(len(problem.blocks) + 1, dtype=np.int64)
    np.add.at(held, crowd.blocks, crowd.values)
    # The last one collects what lies in no block.
    held[-1] = 0
    return held[showing.positions.blocks]


def of_each_room(
    problem: Problem, crowd: Crowd, counted: Callable[[Crowd], NDArray[np.int64]]
) -> NDArray[np.int64] | int:
    """Rooms x positions: what is counted with those in that room alone."""
    rooms = np.unique(crowd.rooms).tolist()
    rows = {room: counted(crowd.only(crowd.rooms == room)) for room in rooms}
    nothing = np.zeros_like(next(iter(rows.values()))) if rows else np.zeros(1, dtype=np.int64)
    return np.stack([rows.get(room.index, nothing) for room in problem.rooms])
