"""Questions about the festival as it is, and what is done with their answers: a change made, a timetable taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, request, url_for

from web.desk import desk, user_id, workspace
from web.language import lang
from web.moves import replaced
from web.plain import whole
from web.results import fitted
from web.searches import LEAST, QUESTIONS, USUAL, asked, change_of, choice_of, edits_for, ended, runs
from web.words import both

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("answers", __name__, url_prefix="/f/<slug>/solve")
LONGEST = 600.0
"""Seconds that a question takes at the most."""
COUNT = 3
"""Alternatives that are looked for."""


@area.post("/ask/<kind>")
def ask(slug: str, kind: str) -> ResponseReturnValue:
    """A question; a worker looks for the answer."""
    work = workspace(slug)
    if kind not in QUESTIONS:
        abort(404)
    given = request.form.get("budget", type=float) or USUAL
    about = {"count": COUNT} if kind == "alternatives" else {}
    number = asked(work, min(max(LEAST, given), LONGEST), kind=kind, start=True, about=about)
    return redirect(url_for("solve.show", slug=slug, number=number))


@area.post("/<int:number>/change/<int:which>")
def change(slug: str, number: int, which: int) -> ResponseReturnValue:
    """Make a change that was tried: a revision of the programme, to be undone like any other."""
    work, run = ended(slug, number)
    chosen = change_of(run, which)
    summary = both("answer.did_change", s=chosen["sentence"])
    desk().operations.commit(user_id(), work.id, run.base, edits_for(work, run, chosen), summary)
    flash(summary[lang()])
    return redirect(url_for("solve.show", slug=slug, number=number))


@area.post("/<int:number>/take/<int:which>")
def take(slug: str, number: int, which: int) -> ResponseReturnValue:
    """Make one of several timetables the timetable."""
    work, run = ended(slug, number)
    base = request.form.get("base", "")
    summary = both("answer.did_take", n=number, k=which)
    edits = replaced(work, fitted(work, choice_of(run, which)))
    desk().operations.commit(user_id(), work.id, whole(base, work.head), edits, summary)
    runs().mark(number, "accepted")
    flash(summary[lang()])
    return redirect(url_for("grid.index", slug=slug))
