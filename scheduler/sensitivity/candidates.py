"""Changes worth trying: what stands around the showings that lose most, eased.

The same parts of the document that an explanation is made of, and the same ways to ease them; but of rooms
only those that matter to the showing, and of musts only those that the document itself states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.explain.changes import Ease, Lever
from scheduler.explain.conflicts import Conflict
from scheduler.explain.parts import Part, parts_of
from scheduler.explain.parts.rooms import OfRoom
from scheduler.explain.parts.rules import Must
from scheduler.explain.remedies import levers, others, people, pins, rooms, sessions
from scheduler.explain.scope import scope_of
from scheduler.fitting import musts_only
from scheduler.maps import static_map

if TYPE_CHECKING:
    from scheduler.explain.changes import Change, Remedy
    from scheduler.problem import Problem, Showing
    from scheduler.verify import Report

REMEDIES: tuple[Remedy, ...] = (
    sessions.halls, rooms.hours, people.stays, pins.pins, sessions.windows, sessions.blocks, rooms.abilities,
    rooms.types, others.softer, sessions.left_out, others.keys, others.copies, others.deadlines,
    others.supplies,
)  # fmt: skip
"""What changes who is on the programme, or how long it is, or asks for another hall, is not among them."""
SPOTS = 40
"""Sore spots that are looked at, the sorest first."""
ROOMS = 3
"""Rooms, beside its own, whose hours and habits are looked at for a showing: where it would cost least by itself."""
FURTHEST = 120
"""Minutes by which hours, stays and windows are lengthened at first."""


@dataclass(frozen=True, eq=False)
class Spot:
    """Something that costs points, and the showings that have to do with it."""

    points: int
    showings: tuple[Showing, ...]


def spots(report: Report) -> list[Spot]:
    """What lies nowhere; then what loses points, the most first, each set of showings once."""
    missing = [one for one in report.problem.showings if report.timetable.of(one) is None]
    lost: dict[tuple[Showing, ...], int] = {}
    for violation in report.violations:
        if isinstance(violation.rule, str) or violation.rule.weight is None or violation.rule.weight <= 0:
            continue
        those = tuple(dict.fromkeys(p.showing for p in violation.placements))
        if those:
            lost[those] = lost.get(those, 0) + violation.rule.weight * violation.amount
    sore = sorted(lost.items(), key=lambda one: -one[1])
    return [*(Spot(one.value, (one,)) for one in missing), *(Spot(points, those) for those, points in sore)][:SPOTS]


def candidates(report: Report) -> Iterator[tuple[Spot, Lever, Change]]:
    """Each change once, spot by spot, of each sort the likeliest first; the next of each sort when all had a turn."""
    problem = musts_only(report.problem)
    seen: set[str] = set()
    shelves: dict[Spot, list[list[Lever]]] = {}
    sore, depth = spots(report), 0
    while any(depth < len(of_kind) for kinds in shelves.values() for of_kind in kinds) or not depth:
        for spot in sore:
            if spot not in shelves:
                shelves[spot] = list(_by_kind(problem, report, spot))
            for lever in (of_kind[depth] for of_kind in shelves[spot] if depth < len(of_kind)):
                change = lever.change(furthest(lever))
                if str(change.sentence) not in seen:
                    seen.add(str(change.sentence))
                    yield spot, lever, change
        depth += 1


def furthest(lever: Lever) -> int:
    """The amount that is tried at first."""
    return max((one for one in lever.amounts if one <= FURTHEST), default=lever.amounts[0])


def _by_kind(problem: Problem, report: Report, spot: Spot) -> Iterator[list[Lever]]:
    """Ways to ease what stands around the showings of a spot, sort by sort."""
    scope = scope_of(problem, spot.showings)
    near = _rooms(problem, report, spot)
    parts = [part for part in parts_of(scope) if _matters(part, near)]
    ease = Ease(problem, Conflict(scope, tuple(parts)))
    for remedy in REMEDIES:
        found = [lever for lever in levers(ease, (remedy,)) if lever.amounts]
        if found:
            yield found


def _matters(part: Part, near: set[int]) -> bool:
    if isinstance(part, OfRoom):
        return part.room.index in near
    return not (isinstance(part, Must) and part.default)


def _rooms(problem: Problem, report: Report, spot: Spot) -> set[int]:
    """Where they lie, and where each would cost least by itself, what it may do there today aside."""
    found = {place.room for one in spot.showings if (place := report.timetable.of(one)) is not None}
    for one in spot.showings:
        alone = static_map(report.problem, one)
        total = np.broadcast_to(alone.total(), alone.allowed.shape)
        least = np.where(alone.allowed, total, np.iinfo(np.int64).max).min(axis=1, initial=np.iinfo(np.int64).max)
        found |= set(np.argsort(least, kind="stable")[:ROOMS].tolist())
    return found
