"""From a plan to a timetable: who of a sort, in which of the track's rooms, in which slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.timetable import Placement, Timetable

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.sessions.layout import Layout
    from scheduler.sessions.plan import Plan

Load = dict[int, list["Showing"]]
"""What each room holds."""


def timetable_of(layout: Layout, plan: Plan) -> Timetable | None:
    """A timetable that keeps the plan, those with an order in theirs; None if nobody finds room for all."""
    free, bound = _dealt(layout, plan)
    placements: dict[int, Placement] = {}
    for track in range(len(layout.tracks)):
        before = 0
        for block in layout.blocks:
            rooms = np.flatnonzero(plan.uses[track, :, block]).tolist()
            showings, choosy = free.get((track, block), []), bound.get((track, block), {})
            loads = loaded(layout.problem, block, rooms, _in_run(showings, before), choosy)
            if loads is None:
                return None
            placements |= {one.showing.index: one for one in _in_slots(layout.problem, block, loads, before)}
            before += sum(map(len, loads.values()))
    return Timetable(layout.problem, placements)


def _dealt(layout: Layout, plan: Plan) -> tuple[dict[tuple[int, int], list[Showing]], dict[tuple[int, int], Load]]:
    """Who of each track lies in each block: in any room; in one room."""
    free: dict[tuple[int, int], list[Showing]] = {}
    bound: dict[tuple[int, int], Load] = {}
    for sort in layout.sorts:
        members = iter(sort.members)
        for block in np.flatnonzero(plan.counts[sort.number]).tolist():
            key, some = (sort.track, block), [next(members) for _ in range(int(plan.counts[sort.number, block]))]
            rooms = plan.choices.get((sort.number, block), {}) if sort.choosy else {}
            for room, number in rooms.items():
                bound.setdefault(key, {}).setdefault(room, []).extend(some.pop() for _ in range(number))
            free.setdefault(key, []).extend(some)
    return free, bound


def _in_run(showings: Sequence[Showing], before: int) -> list[Showing]:
    """Each that has an order at that place of the run, ``before`` being behind; the others, long first, between."""
    others = iter(sorted((one for one in showings if not one.session.order), key=lambda one: -one.slots))
    wishing = sorted((one for one in showings if one.session.order), key=lambda one: one.session.order or 0)
    run: list[Showing] = []
    for one in wishing:
        while before + len(run) + 1 < (one.session.order or 0) and (other := next(others, None)) is not None:
            run.append(other)
        run.append(one)
    return [*run, *others]


# -- rooms ----------------------------------------------------------------------------------------


def loaded(problem: Problem, block: int, rooms: Sequence[int], showings: Sequence[Showing], bound: Load) -> Load | None:
    """Which room holds whom: as they come, else the long ones first."""
    slots = problem.blocks[block].slots
    if not rooms:
        return None if showings else {}
    return (
        _filled(slots, rooms, showings, bound)
        or _filled(slots, rooms, sorted(showings, key=lambda one: -one.slots), bound)
        or _packed(slots, rooms, showings, bound)
    )


def _filled(slots: int, rooms: Sequence[int], showings: Sequence[Showing], bound: Load) -> Load | None:
    """Each in the first room that has enough slots left."""
    loads = {room: list(bound.get(room, ())) for room in rooms}
    left = {room: slots - sum(one.slots for one in load) for room, load in loads.items()}
    for one in showings:
        room = next((room for room in rooms if left[room] >= one.slots), None)
        if room is None:
            return None
        loads[room].append(one)
        left[room] -= one.slots
    return loads


def _packed(slots: int, rooms: Sequence[int], showings: Sequence[Showing], bound: Load) -> Load | None:
    """The same, searched to the end."""
    model = cp_model.CpModel()
    lies = {(one.index, room): model.new_bool_var("") for one in showings for room in rooms}
    for one in showings:
        model.add_exactly_one(lies[one.index, room] for room in rooms)
    for room in rooms:
        taken = sum(one.slots for one in bound.get(room, ()))
        model.add(sum((one.slots * lies[one.index, room] for one in showings), 0) <= slots - taken)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_deterministic_time = 1, 1.0
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = {room: [one for one in showings if solver.value(lies[one.index, room])] for room in rooms}
    return {room: [*bound.get(room, ()), *found[room]] for room in rooms}


# -- slots ----------------------------------------------------------------------------------------


def _in_slots(problem: Problem, block: int, loads: Load, before: int) -> Iterator[Placement]:
    """One after the other; what has an order begins, where it can, after those of the rooms before."""
    slots, begun = problem.blocks[block].slots, 0
    for room in sorted(loads):
        load = _in_run(loads[room], before)
        before += len(load)
        taken = sum(one.slots for one in load)
        at = min(begun, slots - taken) if any(one.session.order for one in load) else 0
        for one in load:
            yield placement_at(problem, one, room, _position(problem, one, block, at))
            at += one.slots
        begun = max(begun, at)


def _position(problem: Problem, showing: Showing, block: int, slot: int) -> int:
    at = showing.positions
    known: dict[tuple[int, int], int] = problem.cached(
        ("positions by slot", id(at)),
        lambda: {key: n for n, key in enumerate(zip(at.blocks.tolist(), at.slots.tolist(), strict=True))},
    )
    return known[block, slot]
