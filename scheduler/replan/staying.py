"""Whether something may stay where it was announced, and timetables that leave it there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.pricing import cell_of
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement


def may_stay(problem: Problem, showing: Showing, placement: Placement | None) -> bool:
    """Whether the showing may lie there at all, whatever the others do."""
    cell = None if placement is None else cell_of(showing, placement)
    if cell is None or not showing.legal[cell]:
        return False
    few = showing.at(np.array([cell[1]]))
    here = np.zeros(few.legal.shape, dtype=bool)
    here[cell[0]] = True
    nobody = Timetable(problem, {})
    alone = (rule.price(problem, few, nobody, here) for rule in problem.rules if rule.must and rule.alone)
    return all(np.broadcast_to(prices, here.shape)[cell[0], 0] <= 0 for prices in alone)


def held(problem: Problem, placements: Collection[Placement]) -> Problem:
    """The problem in which some showings have no other place than this."""
    if not placements:
        return problem
    places = {one.showing.index: one for one in placements}
    showings = tuple(_only_at(one, places[one.index]) if one.index in places else one for one in problem.showings)
    return replace(problem, showings=showings, _cache={}, _selections={})


def _only_at(showing: Showing, placement: Placement) -> Showing:
    legal = np.zeros_like(showing.legal)
    cell = cell_of(showing, placement)
    if cell is not None:
        legal[cell] = True
    return replace(showing, legal=legal)


def laid_in(problem: Problem, timetable: Timetable) -> Timetable:
    """The same timetable in terms of another problem of the same festival."""
    placements = {index: replace(one, showing=problem.showings[index]) for index, one in timetable.placements.items()}
    return Timetable(problem, placements, timetable.assignments)
