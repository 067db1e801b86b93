"""The best of two timetables: of what they do differently, group by group, what is better in both.

Showings that lie elsewhere in the other timetable are grouped by who needs whose place; each group
can go over by itself, and does where that loses fewer points.  So two searches that found different
improvements both keep them.  After Tinós, Whitley and Chicano, Partition crossover for
pseudo-Boolean optimization (2015).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scheduler.cheapest import left_out
from scheduler.maps import free_places, place_map

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

BROKEN = 10**20
"""Points for a place where something that must hold is broken; more than all else but a showing left out."""


def crossed(
    problem: Problem,
    mine: Timetable,
    theirs: Timetable,
    *,
    valid: bool,
    goes_on: Callable[[], bool] = lambda: True,
) -> tuple[Timetable, int]:
    """Mine, with every group of theirs that is better, and the points that this gains.

    ``valid``: whether mine breaks nothing that must hold.
    """
    gained, broken = 0, 0 if valid else BROKEN
    for group in _groups(problem, mine, theirs):
        if not goes_on():
            break
        before, others = taken_up(problem, mine, group, broken)
        after, made = _laid(problem, others, [theirs.of(one) for one in group], group)
        if made is not None and after < before:
            mine, gained = made, gained + before - after
    return mine, gained


def taken_up(
    problem: Problem, timetable: Timetable, gone: list[Showing], broken: int = BROKEN
) -> tuple[int, Timetable]:
    """What these showings cost where they are, one after the other, and the timetable without them.

    ``broken``: points for each that breaks a must.  Of a valid timetable it is nothing: rules that choose
    people may be too careful about a single place.
    """
    points = 0
    for showing in gone:
        placement = timetable.of(showing)
        timetable = timetable.without([showing])
        points += left_out(problem, showing) if placement is None else _price(problem, timetable, placement, broken)
    return points, timetable


def _laid(
    problem: Problem, timetable: Timetable, places: list[Placement | None], group: list[Showing]
) -> tuple[int, Timetable | None]:
    """What these placements cost, one after the other, and the timetable with them; None where there is no room."""
    points = 0
    for showing, placement in zip(group, places, strict=True):
        if placement is None:
            points += left_out(problem, showing)
            continue
        position = position_of(placement)
        few = showing.at(slice(position, position + 1))
        if not free_places(problem, few, timetable)[placement.room, 0]:
            return 0, None
        points += _price(problem, timetable, placement, BROKEN)
        timetable = timetable.moved({showing.index: placement})
    return points, timetable


def _price(problem: Problem, others: Timetable, placement: Placement, broken: int) -> int:
    """Points for one placement, the others being fixed; whether its room is free is not asked."""
    position = position_of(placement)
    few = placement.showing.at(slice(position, position + 1))
    here = np.zeros((len(problem.rooms), 1), dtype=bool)
    here[placement.room] = True
    found = place_map(problem, few, others, places=here)
    return int(found.total()[placement.room, 0]) + (0 if found.allowed[placement.room, 0] else broken)


def position_of(placement: Placement) -> int:
    """Its position among those of its showing."""
    return placement.showing.positions.by_start[placement.start, placement.block, placement.slot]


def _groups(problem: Problem, mine: Timetable, theirs: Timetable) -> list[list[Showing]]:
    """Showings that lie elsewhere, with those whose places they would need or leave."""
    unlike = [one for one in problem.showings if _place(mine, one) != _place(theirs, one)]
    root = {one.index: one.index for one in unlike}

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = index = root[root[index]]
        return index

    now, then = (_stretches(problem, timetable, unlike) for timetable in (mine, theirs))
    for number, one in enumerate(unlike):
        clash = problem.floors[then[0, number], now[0]] & (then[1, number] < now[2]) & (now[1] < then[2, number])
        for other in np.flatnonzero(clash & (then[0, number] >= 0) & (now[0] >= 0)).tolist():
            root[find(one.index)] = find(unlike[other].index)
    groups: dict[int, list[Showing]] = {}
    for one in unlike:
        groups.setdefault(find(one.index), []).append(one)
    return list(groups.values())


def _place(timetable: Timetable, showing: Showing) -> tuple[int, int, int, int] | None:
    placement = timetable.of(showing)
    return None if placement is None else placement.place


def _stretches(problem: Problem, timetable: Timetable, showings: list[Showing]) -> NDArray[np.int64]:
    """Room (-1 for none), begin and end with turnaround of each."""
    rows = []
    for one in showings:
        p = timetable.of(one)
        after = 0 if p is None else problem.rooms[p.room].turnaround_after(one)
        rows.append((-1, 0, 0) if p is None else (p.room, p.start + p.shift, p.end + p.shift + after))
    return np.array(rows, dtype=np.int64).reshape(-1, 3).T
