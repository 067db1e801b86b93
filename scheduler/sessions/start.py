"""A first plan: tracks in batches, the hardest first, each batch as well as the others leave room for it.

Where a batch finds no room, tracks that are planned already are taken up again with it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from scheduler.sessions.plan import Plan
from scheduler.sessions.search import solved
from scheduler.sessions.telling import told
from scheduler.sessions.views import opened_tracks

if TYPE_CHECKING:
    from scheduler.sessions.layout import Layout

BATCH = 25
"""Sorts that one batch is begun with, or a single track."""

CROWDED = 0.6
"""Share of all rooms of blocks from which on room is what there is least of."""

RENT = 1_000_000
"""Points that a room of a block costs each track then, so that all find some."""


def first_plan(
    layout: Layout, seed: int, seconds: float = 2.0, stopped: Callable[[], bool] = lambda: False
) -> Plan | None:
    """A plan for all tracks; None if there was no time, or no way was found."""
    random, rent = Random(seed), RENT if _crowded(layout) else 0
    plan, done = nothing(layout), set[int]()
    for batch in _batches(layout, random):
        grown, vain = set(batch), 0
        while not stopped():
            found = _planned(layout, plan, sorted(grown), rent, seconds * (1 + vain), random, stopped)
            if found is not None:
                plan = found
                done |= grown
                break
            vain, rent = vain + 1, RENT
            others = sorted(done - grown)
            grown |= set(random.sample(others, min(len(others), 2**vain)))
    return None if stopped() else plan


def _crowded(layout: Layout) -> bool:
    """Whether the tracks, each by itself, need nearly all rooms of blocks."""
    most = max(block.slots for block in layout.problem.blocks)
    slots = [sum(sort.slots * len(sort.members) for sort in sorts) for sorts in layout.sorts_of]
    return sum(-(-one // most) for one in slots) > CROWDED * int(layout.allowed.any(axis=0).sum())


def nothing(layout: Layout) -> Plan:
    """The plan of nobody."""
    uses = np.zeros(layout.allowed.shape, dtype=bool)
    return Plan(uses, np.zeros((len(layout.sorts), len(layout.blocks)), dtype=np.int64), {})


def _batches(layout: Layout, random: Random) -> list[list[int]]:
    """Tracks with most slots for the places that they have first."""

    def tight(track: int) -> float:
        slots = sum(sort.slots * len(sort.members) for sort in layout.sorts_of[track])
        return -slots * random.uniform(0.7, 1.3)

    batches: list[list[int]] = [[]]
    size = 0
    for track in sorted(range(len(layout.tracks)), key=tight):
        sorts = len(layout.sorts_of[track])
        if batches[-1] and size + sorts > BATCH:
            batches.append([])
            size = 0
        batches[-1].append(track)
        size += sorts
    return batches


def _planned(
    layout: Layout,
    plan: Plan,
    tracks: list[int],
    rent: int,
    seconds: float,
    random: Random,
    stopped: Callable[[], bool],
) -> Plan | None:
    plans = told(layout, plan, opened_tracks(layout, tracks))
    for rooms in plans.rooms.values() if rent else ():
        for literal in rooms.values():
            plans.cost(0, rent, literal)
    solver, status = solved(plans, seconds, random.randrange(1 << 30), stopped)
    return plans.plan(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
