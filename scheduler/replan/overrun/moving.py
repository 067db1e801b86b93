"""Moving what follows a late end: a little later, to another room, or two in exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.maps import place_map
from scheduler.reverify import reverify
from scheduler.settling import settled

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem, Showing
    from scheduler.replan.announced import Announcement
    from scheduler.replan.overrun.breaks import Known
    from scheduler.timetable import Placement, Timetable
    from scheduler.verify import Report

LONGEST = 120
"""Minutes by which a showing is held at the most."""
WAVES = 6
"""How often those who are hit by what was held are held in their turn."""
ROOMS = 2
"""Other rooms that are told, and exchanges that are tried: those nearest in seats."""


def held(
    announced: Announcement, report: Report, blamed: Iterable[Showing], known: Known, now: int
) -> Timetable | None:
    """Those to blame that have not begun a little later, then those whom this hits; None if it cannot be.

    ``report``: of all where it was announced.
    """
    problem, timetable = announced.problem, announced.timetable
    waiting = _movable(announced, blamed)
    for _ in range(WAVES):
        for showing in waiting:
            later = _later(problem, timetable, showing, now)
            if later is None:
                return None
            timetable = timetable.moved({showing.index: later})
        timetable = settled(problem, announced.timetable, timetable, moved_of(announced, timetable))
        broken = known.new(after(announced, report, timetable))
        if not broken:
            return timetable
        waiting = _later_ones(announced, timetable, broken)
    return None


def after(announced: Announcement, report: Report, timetable: Timetable) -> Report:
    """The report of a timetable; that of all where it was announced is known."""
    return reverify(report, announced.problem, timetable, moved_of(announced, timetable), announced.waivers)


def moved_of(announced: Announcement, timetable: Timetable) -> list[Showing]:
    """Showings that lie elsewhere than was announced."""
    return [one for one in announced.problem.showings if timetable.of(one) != announced.timetable.of(one)]


def minutes_later(announced: Announcement, timetable: Timetable) -> int:
    """How much later the others start, all together."""
    was = announced.timetable.placements
    ticks = sum(one.start - was[one.showing.index].start for one in timetable if one.showing.index in was)
    return announced.problem.minutes(ticks)


def elsewhere(announced: Announcement, blamed: Iterable[Showing], earliest: int) -> Iterator[Timetable]:
    """The first to blame that has not begun in another room at its time."""
    problem, timetable = announced.problem, announced.timetable
    for showing, now in _first(announced, blamed, earliest):
        others = timetable.without([showing])
        allowed = place_map(problem, showing, others).allowed[:, _position(showing, now)]
        for room in _nearest(problem, now.room, np.flatnonzero(allowed).tolist())[:ROOMS]:
            made = timetable.moved({showing.index: placement_at(problem, showing, room, _position(showing, now))})
            yield settled(problem, timetable, made, [showing])


def swapped(announced: Announcement, blamed: Iterable[Showing], earliest: int) -> Iterator[Timetable]:
    """The first to blame and the one of another room that it would meet there change rooms, times as they are."""
    problem, timetable = announced.problem, announced.timetable
    for showing, now in _first(announced, blamed, earliest):
        beside = [
            one
            for one in timetable
            if one.room != now.room and one.start < now.end and now.start < one.end and one.block < 0
        ]
        alone = [
            one
            for one in beside
            if sum(one.room == other.room for other in beside) == 1 and not announced.is_frozen(one.showing)
        ]
        by_room = {one.room: one for one in alone}
        for room in _nearest(problem, now.room, by_room)[: 2 * ROOMS]:
            other = by_room[room]
            exchanged = _exchanged(problem, timetable, showing, other.showing)
            if exchanged is not None:
                yield settled(problem, timetable, exchanged, [showing, other.showing])


def _exchanged(problem: Problem, timetable: Timetable, one: Showing, other: Showing) -> Timetable | None:
    """Two showings each in the room of the other."""
    others, here, there = timetable.without([one, other]), timetable.of(one), timetable.of(other)
    if here is None or there is None:
        return None
    for showing, now, room in ((one, here, there.room), (other, there, here.room)):
        position = _position(showing, now)
        if not place_map(problem, showing, others).allowed[room, position]:
            return None
        others = others.moved({showing.index: placement_at(problem, showing, room, position)})
    return others


def _movable(announced: Announcement, showings: Iterable[Showing]) -> list[Showing]:
    """Those that have not begun and are placed by the clock, by their start."""
    placed = {one.index: announced.timetable.of(one) for one in showings if not announced.is_frozen(one)}
    starts = {index: one.start for index, one in placed.items() if one is not None and one.block < 0}
    return [announced.problem.showings[index] for index in sorted(starts, key=lambda index: starts[index])]


def _first(announced: Announcement, blamed: Iterable[Showing], earliest: int) -> Iterator[tuple[Showing, Placement]]:
    for showing in _movable(announced, blamed)[:1]:
        now = announced.timetable.of(showing)
        if now is not None and now.start >= earliest:
            yield showing, now


def _later_ones(announced: Announcement, timetable: Timetable, broken: Iterable[Violation]) -> list[Showing]:
    """Of those that are to blame together all but the earliest, by their start."""
    late: dict[int, Showing] = {}
    for violation in broken:
        for one in sorted(violation.placements, key=lambda one: one.start)[1:] or violation.placements:
            late[one.showing.index] = one.showing
    movable = _movable(announced, late.values())
    return sorted(movable, key=lambda one: timetable.placements[one.index].start)


def _later(problem: Problem, timetable: Timetable, showing: Showing, earliest: int) -> Placement | None:
    """In its room, as soon as those before it let it; those after it give way in their turn."""
    now = timetable.placements[showing.index]
    after = [one.showing for one in timetable if one.start > now.start and one.showing != showing]
    allowed = place_map(problem, showing, timetable.without([showing, *after])).allowed[now.room]
    starts = showing.positions.starts
    soon = allowed & (starts > now.start) & (starts >= earliest) & (starts <= now.start + problem.ticks(LONGEST))
    positions = np.flatnonzero(soon)
    return placement_at(problem, showing, now.room, int(positions[0])) if len(positions) else None


def _position(showing: Showing, placement: Placement) -> int:
    return int(showing.positions.by_start[placement.start, placement.block, placement.slot])


def _nearest(problem: Problem, room: int, rooms: Iterable[int]) -> list[int]:
    seats = problem.rooms[room].seats
    return sorted((one for one in rooms if one != room), key=lambda one: (abs(problem.rooms[one].seats - seats), one))
