"""What a search found as a page shows it, by what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from web.altering import made
from web.desk import desk
from web.lists import name_of
from web.results import Difference, compared, fitted, unplaced
from web.runs import OPEN
from web.searches import edits_for

if TYPE_CHECKING:
    from web.store import Run
    from web.workspace import Workspace


@dataclass(frozen=True)
class Answered:
    """Of one search."""

    older: bool
    """Whether the draft has changed since it was asked for."""
    difference: Difference | None = None
    """What taking the timetable that it found would change."""
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    """What that one leaves out, and why."""
    made: list[bool] = field(default_factory=list)
    """Of each change that helps, whether the festival is so already."""


def answered(work: Workspace, run: Run, spoken: str) -> Answered:
    """All that is worked out anew whenever somebody looks."""
    older = run.base != work.head
    if run.state in OPEN:
        return Answered(older)
    difference, left = None, []
    if run.best is not None:
        timetable = fitted(work, run.best)
        difference, left = compared(work, timetable, spoken), unplaced(work, timetable, spoken)
    return Answered(older, difference, left, _made(work, run))


def _made(work: Workspace, run: Run) -> list[bool]:
    changes: list[dict[str, Any]] = (run.found or {}).get("changes", [])
    if not changes:
        return []
    state = desk().pasts.state(work, work.head)
    return [made(state, edits_for(work, run, one)) for one in changes]


def named(work: Workspace, list_: str, entry: str, spoken: str) -> str:
    """What people call an entry of a list, or a showing by its key."""
    problem = work.problem
    if list_ == "people" and entry in problem.people:
        return problem.person_name(entry, spoken)
    if list_ == "rooms" and entry in problem.room_index:
        return problem.rooms[problem.room_index[entry]].name(spoken)
    if list_ == "showings":
        return next((one.name(spoken) for one in problem.showings if one.key == entry), entry)
    found = next((one for one in getattr(problem.festival, list_, ()) if one.id == entry), None)
    return name_of(found, spoken) or entry
