"""Why a showing lies where it does: what its place costs it, and the best that it could have instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.suggest import chains, places
from scheduler.verify import is_must, verify

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem, Showing
    from scheduler.suggest import Suggestion
    from scheduler.suggest.places import Places
    from scheduler.timetable import Timetable


@dataclass(eq=False)
class Account:
    """What is known of one showing in a timetable."""

    problem: Problem
    timetable: Timetable
    showing: Showing
    broken: list[Violation]
    """Musts that are broken where it is."""
    losses: list[Violation]
    """Points that are lost where it is, the most first."""
    places: Places
    best: Suggestion | None
    """The best other place that breaks no must, all else staying."""
    ways: list[Suggestion]
    """Of a showing that lies nowhere and has no free place: whoever could move for it, and where to."""


def points(violation: Violation) -> int:
    """Points lost by it; 0 of a must."""
    return 0 if isinstance(violation.rule, str) else (violation.rule.weight or 0) * violation.amount


def account(problem: Problem, timetable: Timetable, showing: Showing, most: int = 3) -> Account:
    """The account of one showing; ``most``: ways to make room for it."""
    own = [one for one in verify(problem, timetable).violations if showing in [p.showing for p in one.placements]]
    found = places(problem, timetable, showing)
    best = next(iter(found.best(1)), None)
    lost = sorted((one for one in own if not is_must(one)), key=lambda one: -points(one))
    ways = chains(problem, timetable, showing, most) if timetable.of(showing) is None and best is None else []
    return Account(problem, timetable, showing, [one for one in own if is_must(one)], lost, found, best, ways)
