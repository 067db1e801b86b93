"""People who serve showings, on models and in prices: one of those who can, by name, for each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.attending import Attendance
from scheduler.availability import free_where
from scheduler.constraint import NOTHING
from scheduler.presence import stages
from scheduler.supplies import held, serving
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.supplies import Supply
    from scheduler.timetable import Timetable


def price_of_service(
    problem: Problem, showing: Showing, others: Timetable, supply: Supply, least: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Units x minutes for which nobody could be chosen, rooms x positions.  Size: O(people * places).

    ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
    """
    able = NOTHING
    for person in supply.people:
        able = able + free_where(problem, others, person, showing, least)
    return amounts(problem, np.maximum(supply.uses[showing.index] - able, 0) * _lengths(showing))


class Service:
    """Who serves, on one model: chosen anew for what is open, and for everything if nobody has been chosen yet."""

    def __init__(self, rule: Rule, supplies: Sequence[Supply], least: NDArray[np.int64], *, by_block: bool) -> None:
        """``by_block``: whoever serves in a block serves for the whole of it, and only there."""
        self.rule = rule
        self.problem = rule.problem
        self.supplies = [supply for supply in supplies if supply.people]
        self.by_block = by_block
        self.attendance = Attendance(rule, least)

    def post(self) -> None:
        """Size: O(uses * people), open ones only once all are chosen."""
        if not any(map(self._touched, self.supplies)):
            return
        known = held(self.rule.fixed)
        self._keep()
        for supply in filter(self._touched, self.supplies):
            anew = [
                one
                for one in self.rule.alive(supply.showings(self.problem))
                if self.rule.is_open(one) or supply.id not in known
            ]
            for showing in anew:
                self._choose(supply, showing)
            if not known.get(supply.id, {}).keys() - {(one.session.id, one.label) for one in anew}:
                self.attendance.somebody(supply.id)
        self.attendance.settle(self._in_one_block if self.by_block else None)

    def _touched(self, supply: Supply) -> bool:
        """Whether what uses it is open, or a stage of somebody who serves."""
        stage = (one for person in supply.people for one in self.problem.by_person.get(person, ()))
        return self.rule.touches(supply.showings(self.problem)) or self.rule.touches(stage)

    def _keep(self) -> None:
        """Whoever was chosen for a fixed showing stays, and pays if an open stage calls for them."""
        rule = self.rule
        for person, chosen in serving(self.problem, rule.fixed, self.supplies).items():
            for index in chosen:
                placement = rule.fixed.placements.get(index)
                if placement is None or not rule.constraint.selects(self.problem, placement):
                    continue
                self.attendance.keep(person, placement)
                minutes = self.problem.minutes(placement.end - placement.start)
                for other, stretches in stages(self.problem, person):
                    if rule.is_open(other):
                        rule.charge(minutes, self.attendance.too_close(placement.showing, other, stretches))

    def _choose(self, supply: Supply, showing: Showing) -> None:
        """One of those who can for each unit; whoever is missing is charged for the length of the showing."""
        rule = self.rule
        rule.unassign(supply.id, showing)
        places = self.problem.chosen_places(rule.constraint.select, showing)
        chosen = list(self._choices(supply, showing, places))
        missing = supply.uses[showing.index] - rule.total(literal for literal in chosen if literal is not False)
        rule.require(missing >= 0)
        lengths = _lengths(showing)[None, :]
        for ticks in rule.possible(showing, lengths):
            there_so_long = rule.where(showing, places & (lengths == ticks))
            rule.excess(missing * ticks, there_so_long, per=self.problem.minute)

    def _choices(self, supply: Supply, showing: Showing, places: NDArray[np.bool_]) -> Iterator[Lit]:
        """Of each person whether they are chosen, which they can be in these places."""
        blocks = showing.positions.blocks
        for person in supply.people:
            kept = self.attendance.kept.get(person, ()) if self.by_block else ()
            busy = [placement.block for placement, _, _ in kept if placement.block >= 0]
            free = places & ~np.isin(blocks, busy)[None, :] if busy else places
            yield self.attendance.choose(supply.id, showing, person, free)

    def _in_one_block(self, one: Showing, other: Showing) -> Lit:
        """Whether both lie in one block."""
        if not (one.in_blocks and other.in_blocks):
            return False
        same = np.eye(len(self.problem.blocks), dtype=bool)
        mine, theirs = one.positions.blocks[None, :], other.positions.blocks[None, :]
        return self.rule.related(one, mine, other, theirs, same, "block")


def _lengths(showing: Showing) -> NDArray[np.int64]:
    return showing.positions.ends - showing.positions.starts
