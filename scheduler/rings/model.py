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
from scheduler.rings.relaxed import Row, promising

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


def moved_at_once(
    problem: Problem, timetable: Timetable, choices: list[Places], solve: Solve, *, seconds: float = math.inf
) -> Timetable | None:
    """The timetable with showings at the best of their places all together; None if nobody goes.

    What showings that both go do to each other is not asked, but for the room that they need.  Where they have very
    many places, only those that a linear relaxation holds for as good as any are left to choose from.
    ``seconds``: what that relaxation may take.
    """
    model = _Model(problem, timetable, choices)
    solver = solve(model.posted(seconds))
    changes = {} if solver is None else model.changes(solver)
    return timetable.moved(changes) if changes else None


class _Model:
    """A literal for each place of each showing, in one row; whoever keeps its first place stays."""

    def __init__(self, problem: Problem, timetable: Timetable, choices: list[Places]) -> None:
        self.problem, self.timetable, self.choices = problem, timetable, choices
        self.firsts = np.cumsum([0, *(len(one.points) for one in choices)])
        self.rooms = _row(one.rooms for one in choices)
        self.begins, self.ends = _row(one.begins for one in choices), _row(one.ends(problem) for one in choices)
        self.costs = SCALE * _row(one.points for one in choices) + 1
        self.costs[self.firsts[:-1]] -= 1
        self.literals: dict[int, Any] = {}

    def posted(self, seconds: float) -> Any:
        """The model, hinted with everybody staying."""
        rows = list(self._rows())
        kept = promising(self.costs, rows, seconds)
        kept[self.firsts[:-1]] = True
        model = cp_model.CpModel()
        self.literals = {number: model.new_bool_var("") for number in np.flatnonzero(kept).tolist()}
        for row in rows:
            self._post(model, row, row.those[kept[row.those]].tolist())
        costs = [int(self.costs[number]) for number in self.literals]
        model.minimize(cp_model.LinearExpr.weighted_sum(list(self.literals.values()), costs))
        stays = set(self.firsts[:-1].tolist())
        for number, literal in self.literals.items():
            model.add_hint(literal, number in stays)
        return model

    def _post(self, model: Any, row: Row, numbers: list[int]) -> None:
        literals = [self.literals[number] for number in numbers]
        if row.least == row.most == 1:
            model.add_exactly_one(literals)
        elif len(literals) > row.most:
            model.add_at_most_one(literals) if row.most == 1 else model.add(sum(literals) <= row.most)
        if row.least and row.least < row.most:
            model.add(sum(literals) >= row.least)

    def _rows(self) -> Iterator[Row]:
        """Everybody is somewhere; rooms hold what they hold; of kin few go."""
        for first, last in pairwise(self.firsts.tolist()):
            yield Row(np.arange(first, last), 1, 1)
        for room in self.problem.rooms:
            yield from self._apart(room) if room.parallel == 1 else self._held(room)
        yield from self._few_of_kin()

    def _apart(self, room: Room) -> Iterator[Row]:
        """One at a time, there or in a room that shares its floor; turnaround included."""
        for floor in (room.index, *(other for other in self.problem.rivals[room.index] if other > room.index)):
            here = np.flatnonzero((self.rooms == room.index) | (self.rooms == floor))
            for some in at_once(self.begins[here], self.ends[here]):
                yield Row(here[some], 0, 1)

    def _held(self, room: Room) -> Iterator[Row]:
        """A room for several: those that are not opened take their share of it."""
        here = np.flatnonzero(self.rooms == room.index)
        own = {one.showing.index for one in self.choices}
        stay = [one for one in self.timetable.by_room.get(room.index, ()) if one.showing.index not in own]
        begins = [one.start + one.shift for one in stay]
        ends = [one.end + one.shift + room.turnaround_after(one.showing) for one in stay]
        for some in at_once(_row([self.begins[here], begins]), _row([self.ends[here], ends])):
            mine = here[some[some < len(here)]]
            if len(mine):
                yield Row(mine, 0, room.parallel - (len(some) - len(mine)))

    def _few_of_kin(self) -> Iterator[Row]:
        """Of showings that share a session, people or a film one goes; of more than a few, some."""
        groups: dict[object, list[int]] = {}
        for first, one in zip(self.firsts.tolist(), self.choices, strict=False):
            for mark in marks_of(one.showing):
                groups.setdefault(mark, []).append(first)
        for stays in groups.values():
            number = len(stays)
            if number > 1:
                yield Row(np.array(stays), number - (1 if number <= FEW else number // APART), number)

    def changes(self, solver: Any) -> dict[int, Placement | None]:
        """Of each showing that goes, its new place; None if it is left out."""
        found: dict[int, Placement | None] = {}
        for number in (number for number, literal in self.literals.items() if solver.boolean_value(literal)):
            which = int(np.searchsorted(self.firsts, number, side="right")) - 1
            one, place = self.choices[which], number - int(self.firsts[which])
            if place:
                room, position = int(one.rooms[place]), int(one.positions[place])
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
