"""What plans are made of: tracks, sorts of showings that are all the same to everybody, blocks and rooms."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.maps import static_map
from scheduler.verify import tiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing

NEVER = 10**9
"""Stands for the price of what is not allowed."""


@dataclass(frozen=True, eq=False)
class Sort:
    """Showings of one track of which it is all the same which one lies where."""

    number: int
    track: int
    members: tuple[Showing, ...]
    slots: int
    """That each of them takes."""
    allowed: NDArray[np.bool_]
    """Rooms x blocks."""
    costs: NDArray[np.int64]
    """Rooms x blocks: the least that one of them loses there by itself."""
    choosy: bool
    """Whether it matters in which room of its track one of them lies."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Everything that plans are about."""

    problem: Problem
    tracks: tuple[str, ...]
    sorts: tuple[Sort, ...]
    sorts_of: tuple[tuple[Sort, ...], ...]
    """Of each track."""
    sort_of: dict[int, Sort]
    """Of each showing."""
    allowed: NDArray[np.bool_]
    """Tracks x rooms x blocks: where any of its showings may lie."""

    @property
    def blocks(self) -> range:
        """Numbers of the blocks."""
        return range(len(self.problem.blocks))

    @property
    def rooms(self) -> range:
        """Numbers of the rooms."""
        return range(len(self.problem.rooms))


def fits(problem: Problem) -> bool:
    """Whether a plan says nearly everything: all is in blocks, tracks have rooms to themselves, rules speak of that."""
    return (
        bool(problem.showings)
        and all(one.in_blocks and one.track and not one.optional for one in problem.showings)
        and any(rule.keeps_tracks_apart for rule in problem.rules)
        and all(room.parallel == 1 and not problem.rivals[room.index] for room in problem.rooms)
        and not any(block.clock for block in problem.blocks)
        and len(tiers(problem)) == 1
        and all((rule.weight or 0) >= 0 for rule in problem.rules)
        and all(rule.must or rule.alone or rule.tells_plans for rule in problem.rules)
    )


def layout_of(problem: Problem) -> Layout:
    """The layout of a problem, worked out once."""
    return problem.cached("layout of plans", lambda: _layout(problem))


def _layout(problem: Problem) -> Layout:
    tracks = tuple(problem.by_track)
    sorts: list[Sort] = []
    groups: list[list[Sort]] = []
    for number, track in enumerate(tracks):
        groups.append(list(_sorts(problem, number, track, len(sorts))))
        sorts += groups[-1]
    of = {one.index: sort for sort in sorts for one in sort.members}
    allowed = np.array([np.logical_or.reduce([sort.allowed for sort in group]) for group in groups])
    return Layout(problem, tracks, tuple(sorts), tuple(map(tuple, groups)), of, allowed)


def _sorts(problem: Problem, number: int, track: str, first: int) -> Iterator[Sort]:
    groups: dict[Hashable, list[Showing]] = {}
    for showing in problem.by_track[track]:
        groups.setdefault(_signature(problem, showing), []).append(showing)
    grids = [_grids(problem, members[0]) for members in groups.values()]
    anyone = np.logical_or.reduce([allowed for allowed, _ in grids])
    for place, (members, (allowed, costs)) in enumerate(zip(groups.values(), grids, strict=True)):
        choosy = _choosy(allowed, costs, anyone)
        yield Sort(first + place, number, tuple(members), members[0].slots, allowed, costs, choosy)


def _signature(problem: Problem, showing: Showing) -> Hashable:
    """Two showings of a track with equal ones are the same to every rule."""
    allowed, costs = _grids(problem, showing)
    said = tuple(rule.plan_signature(problem, showing) for rule in problem.rules if not rule.alone)
    return showing.slots, allowed.tobytes(), costs.tobytes(), said


def _grids(problem: Problem, showing: Showing) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Rooms x blocks: whether it may lie there at all, and the least that it loses by itself."""
    found = static_map(problem, showing)
    prices = np.where(found.allowed, found.total(), NEVER)
    blocks = showing.positions.blocks
    shape = len(problem.rooms), len(problem.blocks)
    costs = np.full(shape, NEVER, dtype=np.int64)
    for block in np.unique(blocks).tolist():
        costs[:, block] = prices[:, blocks == block].min(axis=1)
    allowed = costs < NEVER
    return allowed, np.where(allowed, costs, 0)


def _choosy(allowed: NDArray[np.bool_], costs: NDArray[np.int64], anyone: NDArray[np.bool_]) -> bool:
    for block in np.flatnonzero(allowed.any(axis=0)).tolist():
        here = anyone[:, block]
        if not allowed[here, block].all() or len(np.unique(costs[here, block])) > 1:
            return True
    return False
