"""Where the showings of one title want to be, all at once, if others made room for them.

A title's showings mind each other's days and rooms; put back one by one, the first takes a place that
leaves none to the rest.  Here each has a price for every room-day - what the rules say with all else
fixed, and what it costs to push aside whoever is there - and the days are chosen jointly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from scheduler.bound.cells import NEVER, by_day, supplies
from scheduler.bound.families import Family, families
from scheduler.cheapest import cheapest
from scheduler.constraint import placement_at
from scheduler.demand import wanted
from scheduler.maps import in_the_way, place_map, static_map
from scheduler.timetable import Timetable
from scheduler.verify import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.bound.titles import Title
    from scheduler.problem import Problem, Showing

Aim = tuple["Showing", int, int]
"""A showing, its room and position."""
Home = tuple[frozenset[int], int] | None
"""Indices of showings, and the room that they share."""


def titles_of(problem: Problem) -> tuple[Family, ...]:
    """The festival taken apart, as for the bound."""
    return families(problem, tiers(problem)[0])


def title_of(problem: Problem, showing: Showing) -> Title | None:
    """The title that a showing is of; None if it is placed in blocks."""
    return problem.cached("title of", lambda: _by_showing(problem)).get(showing.index)


def _by_showing(problem: Problem) -> dict[int, Title]:
    return {
        cells.showing.index: title
        for title in chain.from_iterable(family.titles for family in titles_of(problem))
        for cells in title.cells
        if not cells.showing.in_blocks
    }


def aims(
    problem: Problem,
    title: Title,
    others: Timetable,
    noise: np.random.Generator,
    *,
    push: NDArray[np.int64] | None = None,
    home: Home = None,
) -> list[Aim]:
    """The cheapest places of a title's showings, which ``others`` does not hold; empty if there are none.

    ``push``: of every showing, points that it costs to push it aside; none may be if not given.
    ``home``: the room of some of them.
    """
    found = []
    for cells in title.cells:
        costs = _costs(problem, cells.showing, others, push) + noise.random(cells.showing.legal.shape)
        if home is not None and cells.showing.index in home[0]:
            costs[np.arange(len(problem.rooms)) != home[1]] += NEVER
        found.append(costs)
    grids = [by_day(problem, cells.showing, costs) for cells, costs in zip(title.cells, found, strict=True)]
    _, places = title.cheapest(grids)
    return [
        (cells.showing, room, _in_cell(cells.showing, costs, room, day))
        for cells, costs, (room, day) in zip(title.cells, found, places or (), strict=places is not None)
    ]


def _costs(
    problem: Problem, showing: Showing, others: Timetable, push: NDArray[np.int64] | None
) -> NDArray[np.float64]:
    """Rooms x positions."""
    found = place_map(problem, showing, others, places=None if push is None else showing.legal)
    costs = found.total() + wanted(problem, showing)
    if push is not None:
        costs = costs + in_the_way(problem, showing, others, push)
    return np.where(found.allowed, costs, NEVER)


def _in_cell(showing: Showing, costs: NDArray[np.float64], room: int, day: int) -> int:
    here = np.flatnonzero(showing.positions.days == day)
    return int(here[costs[room, here].argmin()])


def in_cell(showing: Showing, room: int, position: int) -> NDArray[np.bool_]:
    """Rooms x positions of the same room and day."""
    places = np.zeros(showing.legal.shape, dtype=bool)
    places[room] = showing.positions.days == showing.positions.days[position]
    return places


# -- a start ------------------------------------------------------------------------------------


def laid_by_titles(
    problem: Problem,
    start: Timetable,
    noise: np.random.Generator,
    *,
    urgent: frozenset[int] = frozenset(),
    goes_on: Callable[[], bool] = lambda: True,
) -> Timetable:
    """Title after title at its cheapest places, who has the fewest first; what fits nowhere is left out.

    ``urgent``: showings that found no place before, by index; theirs are laid before all others.
    Titles of which ``start`` holds something are left to others, as is what may be left out.
    Size: one price map a showing.
    """
    timetable = start
    for family in sorted(titles_of(problem), key=lambda family: _rank(problem, family, urgent)):
        home = _home(problem, family)
        for title in sorted(family.titles, key=lambda title: not _holds(title, urgent)):
            showings = [cells.showing for cells in title.cells]
            if not goes_on():
                return timetable
            if not any(one.in_blocks or one.optional or one.index in start.placements for one in showings):
                for aim in aims(problem, title, timetable, noise, home=home):
                    timetable = _with(problem, timetable, aim, noise)
    return timetable


def titled(problem: Problem, showings: Collection[int]) -> bool:
    """Whether all of these, by index, are of titles: placed by the clock."""
    return all(title_of(problem, problem.showings[index]) is not None for index in showings)


def _home(problem: Problem, family: Family) -> Home:
    room = family.home(supplies(problem)) if family.at_home else None
    return None if room is None else (family.at_home, room)


def _with(problem: Problem, timetable: Timetable, aim: Aim, noise: np.random.Generator) -> Timetable:
    """The showing at its aim, or near it, as far as those before it left the place free and allowed."""
    showing, room, position = aim
    there = place_map(problem, showing.at(slice(position, position + 1)), timetable)
    if there.allowed[room, 0]:
        return timetable.moved({showing.index: placement_at(problem, showing, room, position)})
    found = cheapest(problem, showing, timetable, noise, places=in_cell(showing, room, position))
    return timetable if found is None else timetable.moved({showing.index: found[0]})


def _holds(title: Title, showings: frozenset[int]) -> bool:
    return any(cells.showing.index in showings for cells in title.cells)


def _rank(problem: Problem, family: Family, urgent: frozenset[int]) -> tuple[bool, bool, int]:
    """The urgent first, then who needs a room for many; then by the places of the showing that has the fewest."""
    each = (cells.showing for title in family.titles for cells in title.cells)
    first = any(_holds(title, urgent) for title in family.titles)
    return not first, not family.at_home, min(int(static_map(problem, one).allowed.sum()) for one in each)
