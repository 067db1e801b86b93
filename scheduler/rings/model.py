"""Who goes where, so that nobody is in anybody's way and the sum of changes is least."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.constraint import placement_at
from scheduler.neighbours import marks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Room
    from scheduler.rings.places import Places
    from scheduler.timetable import Placement, Timetable

    Ints = NDArray[np.int64]

Solve = Callable[[Any], Any]
"""Given a model, a solver that has found something, or None."""

SCALE = 1000
"""Times its points is what a place costs: where it makes no difference to the points, whoever can stay stays."""

FEW, APART = 4, 3
"""Showings of one person or session of which one may go; of more than that one in three: they lie far apart."""


def moved_at_once(problem: Problem, timetable: Timetable, choices: list[Places], solve: Solve) -> Timetable | None:
    """The timetable with showings at the best of their places all together; None if nobody goes.

    What showings that both go do to each other is not asked, but for the room that they need.
    """
    model = _Model(problem, timetable, choices)
    solver = solve(model.model)
    changes = {} if solver is None else model.changes(solver)
    return timetable.moved(changes) if changes else None


class _Model:
    """A literal for each place of each showing, in one row."""

    def __init__(self, problem: Problem, timetable: Timetable, choices: list[Places]) -> None:
        self.problem, self.timetable, self.choices = problem, timetable, choices
        self.model = cp_model.CpModel()
        self.firsts = np.cumsum([0, *(len(one.points) for one in choices)]).tolist()
        self.literals = [self.model.new_bool_var("") for _ in range(self.firsts[-1])]
        self.rooms = _row(one.rooms for one in choices)
        self.begins, self.ends = _row(one.begins for one in choices), _row(one.ends(problem) for one in choices)
        self._places()
        for room in problem.rooms:
            if room.parallel == 1:
                self._keep_apart(room)
            else:
                self._hold(room)
        self._few_of_kin()

    def _places(self) -> None:
        costs = []
        for own, one in zip(pairwise(self.firsts), self.choices, strict=True):
            self.model.add_exactly_one(self.literals[slice(*own)])
            for number, points in enumerate(one.points.tolist()):
                self.model.add_hint(self.literals[own[0] + number], number == 0)
                costs.append(SCALE * points + (number > 0))
        self.model.minimize(cp_model.LinearExpr.weighted_sum(self.literals, costs))

    def _keep_apart(self, room: Room) -> None:
        """One at a time, there or in a room that shares its floor; turnaround included."""
        for floor in (room.index, *(other for other in self.problem.rivals[room.index] if other > room.index)):
            here = np.flatnonzero((self.rooms == room.index) | (self.rooms == floor))
            for some in at_once(self.begins[here], self.ends[here]):
                self.model.add_at_most_one(self.literals[n] for n in here[some].tolist())

    def _hold(self, room: Room) -> None:
        """A room for several: those that are not opened take their share of it."""
        here = np.flatnonzero(self.rooms == room.index)
        own = {one.showing.index for one in self.choices}
        stay = [one for one in self.timetable.by_room.get(room.index, ()) if one.showing.index not in own]
        begins = [one.start + one.shift for one in stay]
        ends = [one.end + one.shift + room.turnaround_after(one.showing) for one in stay]
        for some in at_once(_row([self.begins[here], begins]), _row([self.ends[here], ends])):
            mine = here[some[some < len(here)]].tolist()
            if mine:
                self.model.add(sum(self.literals[n] for n in mine) <= room.parallel - (len(some) - len(mine)))

    def _few_of_kin(self) -> None:
        """Of showings that share a session, people or a film one goes; of more than a few, some."""
        groups: dict[object, list[int]] = {}
        for first, one in zip(self.firsts, self.choices, strict=False):
            for mark in marks_of(one.showing):
                groups.setdefault(mark, []).append(first)
        for stays in groups.values():
            if len(stays) > 1:
                go = [self.literals[n].negated() for n in stays]
                self.model.add(sum(go) <= (1 if len(go) <= FEW else len(go) // APART))

    def changes(self, solver: Any) -> dict[int, Placement | None]:
        """Of each showing that goes, its new place; None if it is left out."""
        found: dict[int, Placement | None] = {}
        for own, one in zip(pairwise(self.firsts), self.choices, strict=True):
            number = next(n for n in range(own[1] - own[0]) if solver.boolean_value(self.literals[own[0] + n]))
            if number:
                room, position = int(one.rooms[number]), int(one.positions[number])
                there = None if room < 0 else placement_at(self.problem, one.showing, room, position)
                found[one.showing.index] = there
        return found


def at_once(begins: Ints, ends: Ints) -> Iterator[Ints]:
    """Largest sets of stretches that all hold some instant, two and more each, by number."""
    moments = np.unique(begins)
    for moment, later in pairwise([*moments.tolist(), math.inf]):
        some = np.flatnonzero((begins <= moment) & (moment < ends))
        # What goes on until the next one begins is part of a larger set.
        if len(some) > 1 and ends[some].min() <= later:
            yield some


def _row(parts: Iterable[Any]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *(np.asarray(one, dtype=np.int64) for one in parts)])
