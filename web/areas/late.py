"""A late end, for whoever is on duty: tap how late a hall is, read what that means, do what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from scheduler.faults import FestivalError
from web import late
from web.desk import desk, user_id, workspace
from web.language import lang
from web.plain import whole

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.workspace import Workspace

area = Blueprint("late", __name__, url_prefix="/f/<slug>/late")
LONGEST = 600
"""Minutes that something may end late."""


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """What runs now; of the one that is late, what follows from it."""
    work = workspace(slug)
    now = late.moment(work, request.args.get("now", ""))
    told, lost = None, False
    if "what" in request.args:
        minutes = _minutes(request.args.get("minutes", type=int))
        try:
            told = late.foreseen(work, request.args["what"], minutes, now, lang())
        except FestivalError:
            lost = True
    page = render_template(
        "late.html",
        work=work,
        now=late.local(work, now),
        halls=list(late.halls(work, now, desk().taps.courses(work.id), lang())),
        steps=late.STEPS,
        told=told,
        lost=lost,
        what=request.args.get("what", ""),
    )
    return page, 422 if lost else 200


@area.post("")
def take(slug: str) -> ResponseReturnValue:
    """Write the delay into the programme, with what one of the remedies moves (0: nothing)."""
    work = workspace(slug)
    now, minutes = late.moment(work, request.form.get("now", "")), _minutes(request.form.get("minutes", type=int))
    told = late.foreseen(work, request.form.get("what", ""), minutes, now, lang())
    chosen = request.form.get("remedy", 0, type=int)
    if not 0 <= chosen <= len(told.outlook.remedies):
        abort(404)
    remedy = told.outlook.remedies[chosen - 1] if chosen else told.outlook.nothing
    edits = late.edits_for(work, desk().pasts.state(work, work.head), told.outlook, remedy)
    summary = late.summary_of(work, told.outlook)
    desk().operations.commit(user_id(), work.id, _base(work), edits, summary)
    flash(summary[lang()])
    return redirect(url_for("late.index", slug=slug, now=request.form.get("now", "")))


def _base(work: Workspace) -> int:
    given = request.form.get("base", "")
    if given.isdecimal() and whole(given, 0) != work.head:
        abort(409)  # what helps was worked out for a timetable that is no more
    return work.head


def _minutes(given: int | None) -> int:
    if given is None or not 0 < given <= LONGEST:
        abort(400)
    return given
