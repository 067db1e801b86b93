"""What a step of the search opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from scheduler.sessions.model import Opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from scheduler.sessions.layout import Layout
    from scheduler.sessions.plan import Plan
    from scheduler.verify import Report

EVEN = 0.4
"""Weight of all tracks together beside the points that each loses."""

DEAREST = 0.25
"""How often tracks are chosen by their points as they are, and offered all rooms: one dear thing may be left."""

FEW_ROOMS = 6
"""Rooms that tracks are mostly offered besides those that they have."""


@dataclass(frozen=True)
class View:
    """A way to choose what is planned anew."""

    open: Callable[[Layout, Plan, Report, float, Random], Opened]
    size: float
    """With which it begins."""


def opened_tracks(layout: Layout, tracks: Iterable[int]) -> Opened:
    """All of these tracks."""
    chosen = np.zeros(layout.allowed.shape, dtype=bool)
    chosen[list(tracks)] = True
    sorts = np.zeros((len(layout.sorts), len(layout.blocks)), dtype=bool)
    for sort in layout.sorts:
        sorts[sort.number] = chosen[sort.track, 0, 0]
    return Opened(chosen, sorts)


def _tracks(layout: Layout, plan: Plan, report: Report, size: float, random: Random) -> Opened:
    """Tracks that lose points, and others that they break rules with or share blocks with."""
    lost = _losses(layout, report)
    if dear := random.random() < DEAREST:
        lost = lost**2
    weights = lost / max(1.0, lost.sum()) + EVEN / len(lost)
    chosen = [random.choices(range(len(lost)), weights.tolist())[0]]
    left = size - _showings(layout, chosen[0])
    while left > 0 and len(chosen) < len(lost):
        chosen.append(_tied(layout, plan, report, chosen, weights, random))
        left -= _showings(layout, chosen[-1])
    opened = opened_tracks(layout, chosen)
    if not dear and len(layout.rooms) > FEW_ROOMS and random.random() < 0.6:
        others = np.flatnonzero(~plan.uses[chosen].any(axis=(0, 2))).tolist()
        opened.tracks[:, random.sample(others, max(0, len(others) - FEW_ROOMS))] = False
    return opened


def _showings(layout: Layout, track: int) -> float:
    """How much work a track is: its sorts rather than its showings, for equal ones are one number."""
    return 1.0 + 0.5 * len(layout.sorts_of[track])


def _losses(layout: Layout, report: Report) -> NDArray[np.float64]:
    """Square roots of the points that each track loses, so that the dearest are not all that is looked at."""
    lost = np.zeros(len(layout.tracks))
    for violation in report.violations:
        tracks = {layout.sort_of[one.showing.index].track for one in violation.placements}
        weight = 1 if isinstance(violation.rule, str) else violation.rule.weight or 1
        for track in tracks:
            lost[track] += violation.amount * weight / len(tracks)
    return np.sqrt(lost)


def _tied(
    layout: Layout, plan: Plan, report: Report, chosen: list[int], weights: NDArray[np.float64], random: Random
) -> int:
    """One more track: that breaks a rule with a chosen one, is in its blocks, or any."""
    way = random.random()
    found: set[int] = set()
    if way < 0.3:
        for violation in report.violations:
            tracks = {layout.sort_of[one.showing.index].track for one in violation.placements}
            if len(tracks) > 1 and not tracks.isdisjoint(chosen):
                found |= tracks
    elif way < 0.65:
        blocks = plan.uses[chosen].any(axis=(0, 1))
        found = set(np.flatnonzero(plan.uses[:, :, blocks].any(axis=(1, 2))).tolist())
    elif way < 0.8:
        rooms = plan.uses[chosen].any(axis=(0, 2))
        found = set(np.flatnonzero(plan.uses[:, rooms].any(axis=(1, 2))).tolist())
    left = sorted((found or set(range(len(layout.tracks)))) - set(chosen))
    left = left or sorted(set(range(len(layout.tracks))) - set(chosen))
    return random.choices(left, [float(weights[one]) for one in left])[0]


def _blocks(layout: Layout, plan: Plan, report: Report, size: float, random: Random) -> Opened:
    """Some blocks, in all rooms: who of all that lie in them lies in which."""
    number = min(len(layout.blocks), max(2, round(size)))
    chosen = random.sample(list(layout.blocks), number)
    uses = np.zeros(layout.allowed.shape, dtype=bool)
    uses[:, :, chosen] = plan.uses[:, :, chosen].any(axis=(1, 2), keepdims=True)
    sorts = np.zeros((len(layout.sorts), len(layout.blocks)), dtype=bool)
    for sort in np.flatnonzero(plan.counts[:, chosen].any(axis=1)).tolist():
        sorts[sort, chosen] = True
    return Opened(uses, sorts)


def _rooms(layout: Layout, plan: Plan, report: Report, size: float, random: Random) -> Opened:
    """Some rooms in all blocks: who has them; everybody stays in their blocks."""
    number = min(len(layout.rooms), max(2, round(size)))
    uses = np.zeros(layout.allowed.shape, dtype=bool)
    uses[:, random.sample(list(layout.rooms), number)] = True
    uses &= plan.uses.any(axis=1, keepdims=True)
    return Opened(uses, np.zeros((len(layout.sorts), len(layout.blocks)), dtype=bool))


VIEWS = {
    "tracks": View(_tracks, 20.0),
    "blocks": View(_blocks, 2.0),
    "rooms": View(_rooms, 4.0),
}
"""By name."""
