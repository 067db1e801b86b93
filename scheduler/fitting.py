"""Timetables in which as much as can be has its place, whatever it costs: rules of thumb that mind musts alone.

Where rooms are nearly full, who minds what places cost leaves gaps in which nothing fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.construct import construct
from scheduler.maps import place_map, static_map
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.problem import Problem

TRIES = 3
"""Constructions, each with another seed."""


def musts_only(problem: Problem) -> Problem:
    """The same problem without any rule that may be broken at a price."""
    return replace(problem, rules=tuple(rule for rule in problem.rules if rule.must), _cache={}, _selections={})


def fitted(problem: Problem, goes_on: Callable[[], bool], tries: int = TRIES) -> Iterator[Timetable]:
    """What fits by each rule of thumb, the quickest first; perhaps all.  All rules of the problem are musts."""
    yield packed(problem, goes_on)
    for seed in range(tries):
        if goes_on():
            yield construct(problem, seed=seed, quick=True, goes_on=goes_on)


def packed(problem: Problem, goes_on: Callable[[], bool] = lambda: True) -> Timetable:
    """The most constrained first, each as early as can be: what is tight often fits in this way only."""
    timetable = Timetable(problem, {})
    order = sorted(problem.showings, key=lambda one: (one.optional, int(static_map(problem, one).allowed.sum())))
    for showing in order:
        if not goes_on():
            break
        allowed = place_map(problem, showing, timetable).allowed
        if allowed.any():
            position = int(np.flatnonzero(allowed.any(axis=0))[0])
            room = int(np.flatnonzero(allowed[:, position])[0])
            timetable = timetable.moved({showing.index: placement_at(problem, showing, room, position)})
    return timetable
