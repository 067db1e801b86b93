"""A whole plan out of columns: one plan of each track, as many as there are rooms, then which rooms.

The mixture that a bound comes from takes halves of plans; the best choice of whole ones loses often hardly
more, and no neighbourhood would have found it (a restricted master problem, as in branch and price).  First
the choice by itself, which is quick; then with which rooms they are and what tracks do to each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.running import run
from scheduler.sessions.budget import cheaper, searcher
from scheduler.sessions.detail import timetable_of
from scheduler.sessions.model import Opened
from scheduler.sessions.plan import Plan
from scheduler.sessions.search import solved
from scheduler.sessions.telling import told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from scheduler.sessions.layout import Layout
    from scheduler.sessions.model import PlanDecisions
    from scheduler.timetable import Timetable


@dataclass(frozen=True, eq=False)
class Column:
    """A plan of one track by itself."""

    track: int
    plan: Plan
    loss: int
    held: NDArray[np.int64]
    """Rooms that it takes, types x blocks."""


def composed(
    layout: Layout, columns: Sequence[Column], rooms: NDArray[np.int64], seconds: float, stopped: Callable[[], bool]
) -> Timetable | None:
    """The timetable of the best choice that was found in that time; None if there is none, or no way to give it rooms.

    ``rooms``: how many there are of each type.
    """
    chosen = _chosen(layout, columns, rooms, seconds / 2)
    if chosen is None or stopped():
        return None
    plan = _together(layout, chosen)
    # Blocks stay; all rooms are open, as those of one type are all the same to a column.
    uses = layout.allowed & plan.uses.any(axis=1, keepdims=True)
    sorts = np.zeros((len(layout.sorts), len(layout.blocks)), dtype=bool)
    plans = told(layout, plan, Opened(uses, sorts))
    solver, status = solved(plans, seconds / 2, 0, stopped)
    return timetable_of(layout, plans.plan(solver)) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def refined(
    plans: PlanDecisions,
    columns: Sequence[Column],
    types: Sequence[int],
    penalty: int,
    seconds: float,
    stopped: Callable[[], bool],
) -> Timetable | None:
    """The best timetable found that loses less than ``penalty``, each track as in one of the columns; None if none was.

    ``plans``: the whole model, which is left as it is.  ``types``: of each room.
    """
    model, solver = cheaper(plans, penalty), searcher(seconds)
    takes = [model.new_bool_var("") for _ in columns]
    _follow(plans, model, columns, takes, types)
    status = run(solver, model, stopped)
    return timetable_of(plans.layout, plans.plan(solver)) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _follow(
    plans: PlanDecisions, model: cp_model.CpModel, columns: Sequence[Column], takes: Sequence[Any], types: Sequence[int]
) -> None:
    """Each track has as many of its sorts, and rooms of each type, in each block as the column that it takes."""
    of: dict[int, list[tuple[Column, Any]]] = {}
    for one, take in zip(columns, takes, strict=True):
        of.setdefault(one.track, []).append((one, take))
    for own in of.values():
        model.add_exactly_one(take for _, take in own)
    for (sort, block), count in plans.counts.items():
        if not isinstance(count, (bool, int)):
            own = of.get(plans.layout.sorts[sort].track, [])
            model.add(count == sum(int(one.plan.counts[sort, block]) * take for one, take in own))
    for (track, block), rooms in plans.rooms.items():
        for kind in sorted({types[room] for room in rooms}):
            literals = [literal for room, literal in rooms.items() if types[room] == kind]
            own = of.get(track, [])
            model.add(sum(literals) == sum(int(one.held[kind, block]) * take for one, take in own))


def _chosen(layout: Layout, columns: Sequence[Column], rooms: NDArray[np.int64], seconds: float) -> list[Column] | None:
    model = cp_model.CpModel()
    takes = [model.new_bool_var("") for _ in columns]
    for track in range(len(layout.tracks)):
        model.add_exactly_one(take for take, one in zip(takes, columns, strict=True) if one.track == track)
    held = np.array([one.held for one in columns])
    for kind, block in np.argwhere(held.any(axis=0)).tolist():
        need = sum(int(number) * take for number, take in zip(held[:, kind, block], takes, strict=True) if number)
        model.add(need <= int(rooms[kind]))
    model.minimize(sum(one.loss * take for one, take in zip(columns, takes, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.catch_sigint_signal = 1, False
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [one for one, take in zip(columns, takes, strict=True) if solver.value(take)]


def _together(layout: Layout, chosen: Sequence[Column]) -> Plan:
    """One plan of all tracks; two may use one room, which is not decided yet."""
    uses = np.zeros(layout.allowed.shape, dtype=bool)
    counts = np.zeros((len(layout.sorts), len(layout.blocks)), dtype=np.int64)
    choices: dict[tuple[int, int], dict[int, int]] = {}
    for one in chosen:
        uses[one.track] = one.plan.uses[one.track]
        mine = {sort.number for sort in layout.sorts_of[one.track]}
        counts[sorted(mine)] = one.plan.counts[sorted(mine)]
        choices |= {key: rooms for key, rooms in one.plan.choices.items() if key[0] in mine}
    return Plan(uses, counts, choices)
