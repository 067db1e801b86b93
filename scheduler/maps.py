"""What placing one showing anywhere would change, everything else fixed: the sum of all prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.shapes import Pairwise, Separable
from scheduler.times import waits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable


@dataclass
class PlaceMap:
    """Rooms x positions of one showing."""

    allowed: NDArray[np.bool_]
    """Where nothing that must hold would be broken."""
    costs: dict[int, NDArray[np.int64]]
    """Points lost at each tier."""

    def total(self) -> NDArray[np.int64]:
        """One number a place, early tiers before late ones."""
        result = np.zeros(self.allowed.shape, dtype=np.int64)
        for tier in sorted(self.costs):
            result = result * TIER_FACTOR + self.costs[tier]
        return result


TIER_FACTOR = 1_000_000
"""Between tiers when places are only ranked; results are compared tier by tier."""


def exact_in_maps(rules: Iterable[Constraint]) -> frozenset[Constraint]:
    """Rules of which a map says everything but what two open showings do to each other."""
    return frozenset(rule for rule in rules if isinstance(rule, (Separable, Pairwise)))


def free_places(problem: Problem, showing: Showing, others: Timetable) -> NDArray[np.bool_]:
    """Rooms x positions that what is built in allows beside the other placements."""
    free = showing.legal.copy()
    rooms = np.flatnonzero(free.any(axis=1)).tolist()
    for room in rooms:
        own = problem.rooms[room]
        if own.parallel > 1:
            _keep_below(problem, showing, room, others, free)
        else:
            for other in others.by_room.get(room, ()):
                _block(problem, showing, room, other, free)
        for rival in problem.rivals[room]:
            for other in others.by_room.get(rival, ()):
                _block(problem, showing, room, other, free)
    return free


def _block(problem: Problem, showing: Showing, room: int, other: Placement, free: NDArray[np.bool_]) -> None:
    """Take out the starts at which the two would be in each other's way."""
    mine = 0 if showing.in_blocks else problem.rooms[room].turnaround(showing.type)
    theirs = 0 if other.showing.in_blocks else problem.rooms[other.room].turnaround(other.showing.type)
    if showing.in_blocks:
        before, after = waits(showing, other)
        free[room] &= (before >= mine) | (after >= theirs)
        return
    starts = showing.positions.starts
    low = int(np.searchsorted(starts, other.start - showing.duration - mine, side="right"))
    high = int(np.searchsorted(starts, other.end + theirs, side="left"))
    free[room, low:high] = False


def _keep_below(
    problem: Problem, showing: Showing, room: int, others: Timetable, free: NDArray[np.bool_]
) -> None:
    """A room for several: no start at which one more would be too many at some instant."""
    own = problem.rooms[room]
    there = others.by_room.get(room, ())
    if len(there) < own.parallel:
        return
    at = showing.positions
    shifted = at.shifts if showing.in_blocks else np.zeros_like(at.starts)
    begins, ends = at.starts + shifted, at.ends + shifted
    ends = ends + (0 if showing.in_blocks else own.turnaround(showing.type))
    spans = [_span(own, other, showing.in_blocks) for other in there]
    instants = sorted({low for low, _ in spans})
    for instant in instants:
        if sum(low <= instant < high for low, high in spans) >= own.parallel:
            until = min(high for low, high in spans if low <= instant < high)
            free[room] &= ~((begins < until) & (ends > instant))


def _span(room: object, other: Placement, line: bool) -> tuple[int, int]:
    shift = other.shift if line else 0
    after = 0 if other.showing.in_blocks else room.turnaround(other.showing.type)  # type: ignore[attr-defined]
    return other.start + shift, other.end + shift + after


def place_map(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    rules: Iterable[Constraint],
    places: NDArray[np.bool_] | None = None,
) -> PlaceMap:
    """The map of a showing that ``others`` does not hold; of ``places`` only, if given."""
    allowed = free_places(problem, showing, others) if places is None else places
    costs: dict[int, NDArray[np.int64]] = {}
    shoulds: list[Constraint] = []
    for rule in rules:
        if rule.must:
            prices = rule.price(problem, showing, others, allowed)
            if prices.any():
                allowed = allowed & (prices <= 0)
        else:
            shoulds.append(rule)
    for rule in shoulds:
        prices = rule.price(problem, showing, others, allowed)
        if rule.weight and prices.any():
            known = costs.get(rule.tier)
            costs[rule.tier] = prices * rule.weight if known is None else known + prices * rule.weight
    return PlaceMap(allowed, {tier: np.broadcast_to(cost, allowed.shape) for tier, cost in costs.items()})
