"""Searches as pages and programs ask for them: one way to ask, to look one up, to take what it found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import abort

from web.altering import edits_of
from web.desk import desk, user_id, workspace
from web.repair import frozen
from web.runs import OPEN, Runs, Wanted
from web.state import state_of
from web.store import FestivalRow, Run
from web.workspace import document_of

if TYPE_CHECKING:
    from scheduler.timetable import Placement
    from web.operations import Edit
    from web.workspace import Workspace

LEAST, USUAL, MOST = 1.0, 60.0, 3600.0
"""Seconds of a search: the fewest, as many as it gets if nobody says, the most."""
QUESTIONS = ("explain", "alternatives", "sensitivity")
"""Kinds of search that ask something about the festival or its timetable as it is."""
CHOICES = {"alternatives": "choice", "replan": "variants"}
"""Where the timetables stand in what a kind finds."""


def runs() -> Runs:
    """Those of the desk that answers."""
    return Runs(desk().store)


def asked(
    work: Workspace,
    budget: float,
    *,
    kind: str = "solve",
    start: bool = False,
    about: dict[str, Any] | None = None,
    stays: Callable[[Placement], bool] | None = None,
) -> int:
    """A search of the festival as it is at this moment; its number.

    ``start``: whether it begins with (or is about) the timetable that there is; ``about``: what else is asked;
    ``stays``: what of the timetable is not to be moved, beside what is pinned.
    """
    with desk().store.reading() as session:
        base = session.get_one(FestivalRow, work.id).head
        document = document_of(state_of(session, work.id))
    if stays is not None:
        document = frozen(work, document, stays)
    begun = work.answer.model_dump(mode="json", exclude_none=True) if start and len(work.timetable) else None
    return runs().ask(user_id(), Wanted(work.id, base, document, begun, budget, kind, about or {}))


def found(slug: str, number: int, kind: str | None = None) -> tuple[Workspace, Run]:
    """The festival and its search, if it is of that kind; 404 if there is none."""
    work = workspace(slug)
    run = runs().of(work.id, number)
    if run is None or kind not in (None, run.kind):
        abort(404, f"There is no such search {number} of this festival.")
    return work, run


def ended(slug: str, number: int, kind: str | None = None) -> tuple[Workspace, Run]:
    """The same of one that is over; 409 as long as it goes on."""
    work, run = found(slug, number, kind)
    if run.state in OPEN:
        abort(409, f"Search {number} still goes on; stop it first, or wait.")
    return work, run


def solved(slug: str, number: int) -> tuple[Workspace, Run]:
    """The same of one that found a timetable; 409 if it found none."""
    work, run = ended(slug, number)
    if run.best is None:
        abort(409, f"Search {number} found no timetable.")
    return work, run


def change_of(run: Run, which: int) -> dict[str, Any]:
    """A change that a search tried and found to help, by number; 404 if there is none."""
    changes = (run.found or {}).get("changes", ())
    if not 0 < which <= len(changes):
        abort(404, f"Search {run.id} found no change {which}.")
    return dict(changes[which - 1])


def choice_of(run: Run, which: int) -> dict[str, Any]:
    """One of several timetables that a search found, by number; 404 if there is none."""
    choices = (run.found or {}).get(CHOICES.get(run.kind, ""), ())
    if not 0 < which <= len(choices):
        abort(404, f"Search {run.id} found no timetable {which}.")
    return dict(choices[which - 1]["timetable"])


def edits_for(work: Workspace, run: Run, change: dict[str, Any]) -> list[Edit]:
    """The edits that make a change of the festival that the search was about."""
    return edits_of(desk().pasts.state(work, run.base), change["alterations"])


def seconds(text: str) -> float | None:
    """What was written as a budget; None if that is no number of seconds that a search may take."""
    try:
        given = float(text)
    except ValueError:
        return None
    return given if LEAST <= given <= MOST else None
