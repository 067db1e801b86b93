"""Neighbourhoods of parallel sessions: whole tracks, and the blocks and rooms that they may share.

A track holds its rooms alone, so nothing is gained by moving half of one: those that lose points are
taken up whole, with others that are in their way, and all may go wherever any of them was, or where
nothing is.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np

from scheduler.losses import losses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable
    from scheduler.verify import Report

EMPTY = 6
"""Rooms of a block that hold nothing, and are offered besides."""

EVEN = 0.3
"""Weight of all tracks together beside the points that each loses."""


def whole_tracks(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """Tracks that lose points, and tracks that they break rules with or share blocks with."""
    weights = _weights(problem, report)
    if not weights:
        return []
    chosen = [_drawn(weights, random)]
    opened = dict.fromkeys(problem.by_track[chosen[0]])
    for _ in range(20):
        name = _tied(problem, timetable, report, chosen, weights, random)
        if len(opened) + len(problem.by_track[name]) > size and len(chosen) > 1:
            break
        chosen.append(name)
        opened |= dict.fromkeys(problem.by_track[name])
        if len(opened) >= size:
            break
    return list(opened)


def _weights(problem: Problem, report: Report) -> dict[str, float]:
    losses = losses_of(report)
    lost = {
        name: sum(losses.get(one.index, 0.0) for one in showings)
        for name, showings in problem.by_track.items()
        if any(one.in_blocks for one in showings)
    }
    total = sum(lost.values()) or 1.0
    return {name: points / total + EVEN / len(lost) for name, points in lost.items()}


def _drawn(weights: dict[str, float], random: Random) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _tied(
    problem: Problem,
    timetable: Timetable,
    report: Report,
    chosen: list[str],
    weights: dict[str, float],
    random: Random,
) -> str:
    """A track that breaks a rule with a chosen one, has showings in its blocks, or any."""
    way, found = random.random(), set[str]()
    if way < 0.4:
        for violation in report.violations:
            names = {placement.showing.track for placement in violation.placements}
            if len(names) > 1 and not names.isdisjoint(chosen):
                found |= {name for name in names if name in weights}
    elif way < 0.7:
        blocks = {p.block for name in chosen for p in timetable.those(problem.by_track[name])}
        found = {p.showing.track for p in timetable if p.block in blocks and p.showing.track in weights}
    else:
        found = set(weights)
    left = sorted(found - set(chosen))
    return random.choice(left) if left else _drawn(weights, random)


def one_block(problem: Problem, timetable: Timetable, report: Report, size: int, random: Random) -> list[Showing]:
    """Whatever lies in one block, as much of it as may be; rather in a block that loses points."""
    losses = losses_of(report)
    held = timetable.grouped(lambda placement: (placement.block,) if placement.block >= 0 else ())
    if not held:
        return []
    weights = [1.0 + sum(losses.get(p.showing.index, 0.0) for p in held[block]) for block in held]
    chosen = [placement.showing for placement in held[random.choices(list(held), weights)[0]]]
    return random.sample(chosen, min(size, len(chosen)))


def shared_places(
    problem: Problem, timetable: Timetable, opened: Sequence[Showing], random: Random
) -> NDArray[np.bool_]:
    """Rooms x blocks: where any of them was, and some where nothing is."""
    shared = np.zeros((len(problem.rooms), len(problem.blocks)), dtype=bool)
    held = shared.copy()
    for placement in timetable:
        if placement.block >= 0:
            held[placement.room, placement.block] = True
    for placement in timetable.those(opened):
        shared[placement.room, placement.block] = True
    empty = np.argwhere(~held)
    for number in random.sample(range(len(empty)), min(len(empty), EMPTY)):
        shared[tuple(empty[number])] = True
    return shared
