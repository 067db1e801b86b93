"""Two showings that change places: each into the room and time that the other leaves.

Lengths differ, so either may start anywhere in the gap that opens.  Two that move at once are
priced jointly: the second beside the new place of the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.blocking import sole_blockers
from scheduler.constraint import placement_at
from scheduler.kin import kin_of
from scheduler.maps import free_places, static_map
from scheduler.pricing import by_itself, cell_of, held, points_of, price_places
from scheduler.suggest.suggestion import Suggestion, suggestion

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.pricing import Ledger, Prices
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

TRIES = 32
"""Pairs that are priced exactly: those that promise most."""

_Swap = tuple[dict[int, "Placement | None"], "Ledger"]
"""Where both go, and what it changes but for who is chosen."""

LOOKS = 150
"""Pairs of which the other side is looked at, too."""


def swaps(
    problem: Problem,
    timetable: Timetable,
    showing: Showing,
    most: int = 5,
    *,
    tries: int = TRIES,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Suggestion]:
    """The best swaps found, best first; none if the showing lies nowhere.

    Every other showing is looked at by estimate, the most promising are priced exactly.
    Size: O(showings) looks at rooms and two price maps a try.
    """
    if timetable.of(showing) is None:
        return []
    found: list[tuple[tuple[int, ...], _Swap]] = []
    for other in _promising(problem, timetable, showing)[:tries]:
        if stopped():
            break
        made = _swap(problem, timetable, showing, other)
        if made is not None:
            found.append((points_of(problem, made[1]), made))
    found.sort(key=lambda entry: entry[0])
    kept = (one for _, swap in found if not (one := suggestion(problem, timetable, *swap)).breaks)
    return sorted(islice(kept, most), key=lambda one: one.rank)


def _promising(problem: Problem, timetable: Timetable, showing: Showing) -> list[Showing]:
    """Others that a swap is possible with as far as rooms and single places go, the most promising first."""
    others = timetable.without([showing])
    own = by_itself(problem, showing)
    holes = sole_blockers(problem, showing, others)
    wide = price_places(problem, showing, others, places=own)
    cost = _total(wide.costs(), holes)
    related = {one.index for one in kin_of(problem, showing)}
    ranked = []
    for other in (placement.showing for placement in others):
        # What kin share forbids each the other's place as long as the other is still there.
        fits = (own if other.index in related else wide.allowed) & (holes == other.index)
        if fits.any():
            ranked.append((int(cost[fits].min()), other.index))
    looked = [(mine, problem.showings[index]) for mine, index in sorted(ranked)[:LOOKS]]
    both = [(mine, _least_there(problem, timetable, other, showing), other) for mine, other in looked]
    known = [(mine + theirs, other.index) for mine, theirs, other in both if theirs is not None]
    return [problem.showings[index] for _, index in sorted(known)]


def _least_there(problem: Problem, timetable: Timetable, other: Showing, showing: Showing) -> int | None:
    """What the other would lose by itself in the showing's gap, at its best, less than it loses now."""
    few, gap = _gap(problem, timetable, other, showing)
    alone = static_map(problem, few)
    fits = gap & alone.allowed
    if not fits.any():
        return None
    return int(_total(alone.costs, fits)[fits].min()) - _cost_now(problem, timetable, other)


def _cost_now(problem: Problem, timetable: Timetable, showing: Showing) -> int:
    """What a showing loses by itself where it lies."""
    cell = cell_of(showing, timetable.placements[showing.index])
    if cell is None:
        return 0
    few = showing.at(np.array([cell[1]]))
    return int(_total(static_map(problem, few).costs, few.legal)[cell[0], 0])


def _total(costs: Mapping[int, NDArray[np.int64]], like: NDArray[Any]) -> NDArray[np.int64]:
    """Of all tiers together: an estimate needs no more."""
    return sum((np.broadcast_to(cost, like.shape) for cost in costs.values()), np.zeros(like.shape, dtype=np.int64))


def _gap(
    problem: Problem, timetable: Timetable, showing: Showing, leaving: Showing
) -> tuple[Showing, NDArray[np.bool_]]:
    """The showing near where the other lies, and its places there for which nothing else has to go."""
    few = _near(problem, showing, timetable.placements[leaving.index])
    return few, sole_blockers(problem, few, timetable.without([showing])) == leaving.index


def _near(problem: Problem, showing: Showing, placement: Placement) -> Showing:
    """The showing with only the positions at which it can be in the placement's way at all."""
    at = showing.positions
    after = max(room.turnaround_after(one) for room in problem.rooms for one in (showing, placement.showing))
    shift = np.where(at.blocks >= 0, placement.shift - at.shifts, 0) if placement.block >= 0 else 0
    near = (at.starts < placement.end + after) & (at.ends + after > placement.start) & (shift == 0)
    return showing.at(np.flatnonzero(near))


def _swap(problem: Problem, timetable: Timetable, one: Showing, other: Showing) -> _Swap | None:
    """Both at their best in each other's gap, the other first; None if that breaks a must."""
    base = timetable.without([one, other])
    theirs = _in_gap(problem, timetable, base, other, one)
    there = theirs.best(near=timetable.of(one))
    if there is None:
        return None
    moved: dict[int, Placement | None] = {other.index: placement_at(problem, theirs.showing, *there)}
    mine = _in_gap(problem, timetable, base.moved(moved), one, other)
    here = mine.best(near=timetable.of(other))
    if here is None:
        return None
    ledger: Ledger = Counter(theirs.at(there))
    ledger.update(mine.at(here))
    ledger.subtract(held(problem, timetable.without([one]), other))
    ledger.subtract(held(problem, timetable, one))
    return {one.index: placement_at(problem, mine.showing, *here), **moved}, ledger


def _in_gap(problem: Problem, timetable: Timetable, beside: Timetable, showing: Showing, leaving: Showing) -> Prices:
    """Prices of a showing where the other leaves, at these positions only."""
    few, gap = _gap(problem, timetable, showing, leaving)
    return price_places(problem, few, beside, places=gap & free_places(problem, few, beside))
