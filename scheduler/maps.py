"""What placing one showing anywhere would change, everything else fixed: the sum of all prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.constraint import NOTHING
from scheduler.timetable import Timetable
from scheduler.verify import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Problem, Room, Showing
    from scheduler.timetable import Placement


@dataclass
class PlaceMap:
    """Rooms x positions of one showing."""

    allowed: NDArray[np.bool_]
    """Where nothing that must hold would be broken."""
    costs: dict[int, NDArray[np.int64]]
    """Points lost at each tier."""
    tiers: Sequence[int] = (0,)
    """All that there are, the first first."""

    def total(self) -> NDArray[np.int64]:
        """One number a place, early tiers before late ones."""
        result = np.zeros(self.allowed.shape, dtype=np.int64)
        for number, tier in enumerate(self.tiers):
            if number:
                result *= TIER_FACTOR
            if tier in self.costs:
                result += self.costs[tier]
        return result


TIER_FACTOR = 1_000_000
"""Between tiers when places are only ranked; results are compared tier by tier."""


def as_one(points: Sequence[int]) -> int:
    """Points at each tier as one number, on the scale of ``PlaceMap.total``."""
    total = 0
    for lost in points:
        total = total * TIER_FACTOR + lost
    return total


def exact_in_maps(rules: Iterable[Constraint]) -> frozenset[Constraint]:
    """Rules of which a map says everything but what two open showings do to each other."""
    return frozenset(rule for rule in rules if rule.exact_in_maps)


def free_places(problem: Problem, showing: Showing, others: Timetable) -> NDArray[np.bool_]:
    """Rooms x positions that what is built in allows beside the other placements.

    Size: O(placements + rooms * positions), without a loop over either.
    """
    free = showing.legal.copy()
    if showing.in_blocks:
        _free_slots(problem, showing, others, free)
    else:
        _free_starts(problem, showing, others, free)
    for room in problem.rooms:
        if room.parallel > 1 and free[room.index].any():
            _keep_below(problem, showing, room.index, others, free)
    return free


def _free_starts(problem: Problem, showing: Showing, others: Timetable, free: NDArray[np.bool_]) -> None:
    """Take out the starts at which the showing and another would be in each other's way."""
    free &= in_the_way(problem, showing, others, np.ones(len(problem.showings), dtype=np.int64)) == 0


def in_the_way(problem: Problem, showing: Showing, others: Timetable, weights: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rooms x positions: weights of all whose room the showing, placed by the clock, would need there."""
    rooms, begins, ends, who = busy(problem, others)
    mine = turnarounds(problem)[showing.index]
    starts = showing.positions.starts
    low = np.searchsorted(starts, begins - showing.duration - mine[rooms], side="right")
    high = np.maximum(low, np.searchsorted(starts, ends, side="left"))
    steps = np.zeros((len(problem.rooms), len(starts) + 1), dtype=np.int64)
    np.add.at(steps, (rooms, low), weights[who])
    np.add.at(steps, (rooms, high), -weights[who])
    return np.cumsum(steps, axis=1)[:, :-1]


def busy_with(problem: Problem, showing: Showing, others: Timetable, placement: Placement) -> list[int]:
    """Indices of all whose room the showing, placed there by the clock, would need; in order."""
    rooms, begins, ends, who = busy(problem, others)
    until = placement.end + turnarounds(problem)[showing.index, placement.room]
    needed = (rooms == placement.room) & (begins < until) & (placement.start < ends)
    found: list[int] = np.unique(who[needed]).tolist()
    return found


def _free_slots(problem: Problem, showing: Showing, others: Timetable, free: NDArray[np.bool_]) -> None:
    """The same for a showing in blocks: each stretch against each position, of which there are few."""
    rooms, begins, ends, who = busy(problem, others)
    if len(rooms) == 0:
        return
    at, order = showing.positions, np.argsort(rooms, kind="stable")
    rooms, begins, ends, who = rooms[order], begins[order], ends[order], who[order]
    blocks, shifts = others.columns[4:7:2, who]
    taken = (begins[:, None] < at.ends) & (at.starts < ends[:, None])
    taken &= (blocks[:, None] < 0) | (shifts[:, None] == at.shifts)
    firsts = np.flatnonzero(np.diff(rooms, prepend=-1))
    free[rooms[firsts]] &= ~np.logical_or.reduceat(taken, firsts, axis=0)


def busy(problem: Problem, timetable: Timetable) -> tuple[NDArray[np.int64], ...]:
    """Room, begin, end with turnaround, and index of the showing, of each stretch that a room is busy.

    Worked out once a timetable: many showings are looked at beside the same.
    """
    return timetable.cached("busy", lambda: _busy(problem, timetable))


def _busy(problem: Problem, timetable: Timetable) -> tuple[NDArray[np.int64], ...]:
    after = turnarounds(problem)
    columns = timetable.columns
    there = np.flatnonzero(columns[0] >= 0)
    rooms = columns[0, there]
    busy = np.stack([rooms, columns[1, there], columns[2, there] + after[there, rooms], there])
    parts = []
    for room in problem.rooms:
        for rival in problem.rivals[room.index]:
            here = busy[:, rooms == room.index].copy()
            here[0] = rival
            parts.append(here)
    if any(room.parallel > 1 for room in problem.rooms):
        # Rooms for several are looked at by themselves.
        busy = busy[:, np.array([room.parallel == 1 for room in problem.rooms], dtype=bool)[rooms]]
    return tuple(np.concatenate([busy, *parts], axis=1) if parts else busy)


def turnarounds(problem: Problem) -> NDArray[np.int64]:
    """Showings x rooms: ticks kept free afterwards; slots of a block follow each other without.  Worked out once."""
    return problem.cached("turnarounds", lambda: _turnarounds(problem))


def _turnarounds(problem: Problem) -> NDArray[np.int64]:
    return np.array(
        [[0 if one.slots else room.turnaround(one.type) for room in problem.rooms] for one in problem.showings],
        dtype=np.int64,
    ).reshape(len(problem.showings), len(problem.rooms))


def _keep_below(problem: Problem, showing: Showing, room: int, others: Timetable, free: NDArray[np.bool_]) -> None:
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


def _span(room: Room, other: Placement, line: bool) -> tuple[int, int]:
    shift = other.shift if line else 0
    after = 0 if other.showing.in_blocks else room.turnaround(other.showing.type)
    return other.start + shift, other.end + shift + after


def place_map(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    *,
    only: frozenset[Constraint] | None = None,
    places: NDArray[np.bool_] | None = None,
) -> PlaceMap:
    """The map of a showing that ``others`` does not hold.

    ``only``: of the rules that more than one showing is about, just these; else all, those that choose
    people as if nobody had been chosen yet.  ``places``: at these places only.
    """
    alone = static_map(problem, showing)
    allowed = alone.allowed & (free_places(problem, showing, others) if places is None else places)
    for rule in _rules_about(problem, showing, only, must=True):
        if allowed.any():
            prices = rule.price(problem, showing, others, allowed)
            if prices.any():
                allowed = allowed & (prices <= 0)
    costs = dict(alone.costs)
    for rule in _rules_about(problem, showing, only, must=False):
        if rule.weight and allowed.any():
            prices = rule.price(problem, showing, others, allowed)
            if prices.any():
                known = costs.get(rule.tier)
                costs[rule.tier] = prices * rule.weight if known is None else known + prices * rule.weight
    return PlaceMap(allowed, {tier: np.broadcast_to(cost, allowed.shape) for tier, cost in costs.items()}, alone.tiers)


def _rules_about(
    problem: Problem, showing: Showing, only: frozenset[Constraint] | None, *, must: bool
) -> tuple[Constraint, ...]:
    """Musts, or shoulds, on several showings that this one is among; of these alone if any are given."""
    if only is not None and not any(rule.must == must for rule in only):
        # Whoever is in a hurry does not even wait to know which shoulds there are about each.
        return ()
    every = problem.cached(("rules", must, showing.index), lambda: tuple(_about(problem, showing, must=must)))
    return every if only is None else tuple(rule for rule in every if rule in only)


def _about(problem: Problem, showing: Showing, *, must: bool) -> Iterator[Constraint]:
    for rule in problem.rules:
        if rule.must == must and not rule.alone and next(iter(rule.concerns(problem, showing)), None) is not None:
            yield rule


def static_map(problem: Problem, showing: Showing) -> PlaceMap:
    """What the showing costs by itself at each place, whatever the others do; worked out once.

    Equal arrays of several showings are kept once.
    """
    found = problem.cached(("alone", showing.index), lambda: _static_map(problem, showing.whole))
    if showing.whole is showing:
        return found
    costs = {tier: cost if cost.shape[1] == 1 else showing.kept(cost) for tier, cost in found.costs.items()}
    return PlaceMap(showing.kept(found.allowed), costs, found.tiers)


def possible_days(problem: Problem, showing: Showing) -> NDArray[np.int64]:
    """Indices of the festival days on which what concerns the showing alone lets it lie; -1 for none of them."""
    return problem.cached(
        ("days", showing.index),
        lambda: np.unique(showing.positions.days[static_map(problem, showing).allowed.any(axis=0)]),
    )


def _static_map(problem: Problem, showing: Showing) -> PlaceMap:
    allowed = showing.legal
    # What is the same at every time, or in every room, is added up before it is spread over all places.
    sums: dict[int, dict[tuple[int, ...], NDArray[np.int64]]] = {}
    for rule in problem.rules:
        if rule.alone:
            prices = rule.price(problem, showing, _nobody(problem), allowed)
            if prices is NOTHING:
                continue
            if rule.must:
                allowed = allowed & (prices <= 0)
            elif rule.weight and prices.any():
                known, points = sums.setdefault(rule.tier, {}), prices if rule.weight == 1 else prices * rule.weight
                known[prices.shape] = known[prices.shape] + points if prices.shape in known else points
    every = problem.cached("tiers", lambda: tiers(problem))
    costs = {tier: _once(problem, _narrow(reduce(np.add, known.values()))) for tier, known in sums.items()}
    return PlaceMap(_once(problem, allowed), costs, every)


def _nobody(problem: Problem) -> Timetable:
    """The empty timetable."""
    return problem.cached("nobody", lambda: Timetable(problem, {}))


def _narrow(points: NDArray[np.int64]) -> NDArray[Any]:
    """In 32 bits where they hold it: these arrays are most of what a large festival takes of memory."""
    least, most = np.iinfo(np.int32).min, np.iinfo(np.int32).max
    return points.astype(np.int32) if least <= points.min(initial=0) and points.max(initial=0) <= most else points


def _once(problem: Problem, array: NDArray[Any]) -> NDArray[Any]:
    """An equal array that is kept already, else this one."""
    alike: list[NDArray[Any]] = problem.cached(("once", array.shape, array.dtype.str, int(array.sum())), list)
    for known in alike:
        if np.array_equal(known, array):
            return known
    alike.append(array)
    return array
