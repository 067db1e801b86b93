"""Violations that somebody accepts, with a reason: made from the report, and found again in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from web.entries import WAIVERS, Name
from web.moves import stored

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from web.workspace import Workspace


@dataclass(frozen=True)
class Accepted:
    """A waiver that is in force."""

    name: Name
    violation: Violation
    who: str
    why: str


def handle(violation: Violation) -> dict[str, str]:
    """What names a violation in a form: rule, showings, subject."""
    keys = sorted(one.showing.key for one in violation.placements)
    return {"rule": violation.name, "about": " ".join(keys), "subject": violation.subject}


def found(work: Workspace, wanted: dict[str, str]) -> Violation | None:
    """The broken must that is named so, if it still is there."""
    return next((one for one in work.report.broken if handle(one) == wanted), None)


def waiver(work: Workspace, violation: Violation, who: str, why: str) -> dict[str, Any]:
    """The entry that accepts a violation as it is now; it lapses when a placement that it names moves."""
    problem = work.problem
    places = [_as_it_is(work, stored(problem, one)) for one in violation.placements]
    return {"rule": violation.name, "placements": places, "subject": violation.subject, "who": who, "why": why}


def _as_it_is(work: Workspace, place: dict[str, Any]) -> dict[str, Any]:
    """With its start, also of what lies in a block: that is what a waiver remembers."""
    showing = work.problem.by_key[(place["session"], place["showing"])]
    lies = work.timetable.placements[showing.index]
    start = work.problem.clock.local(lies.start // work.problem.minute)
    return {**place, "start": start.isoformat()}


def accepted(work: Workspace) -> Iterator[Accepted]:
    """What is accepted now, in the order of the report."""
    rows = sorted((entry for name, entry in work.light.items() if name.list == WAIVERS), key=lambda one: one.position)
    names = {id(given): row.name for given, row in zip(work.waivers, rows, strict=True)}
    for violation, given in work.report.waived:
        if id(given) in names:
            yield Accepted(names[id(given)], violation, given.who, given.why)
