"""From what was published to what has to be now: what has changed, common mishaps, and the fewest people told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from scheduler.fields import text_in
from scheduler.publication.document import as_data
from web.comparing import differing_lists
from web.desk import desk, user_id, workspace
from web.language import lang
from web.mishaps import MISHAPS, Misunderstood
from web.searches import USUAL, asked, runs, seconds

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.publishing import Announced
    from web.workspace import Workspace

area = Blueprint("replan", __name__, url_prefix="/f/<slug>/replan")


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """What was published, what has changed since, and what is asked."""
    return _page(workspace(slug))


@area.post("")
def ask(slug: str) -> ResponseReturnValue:
    """The menu; a worker looks for it."""
    work = workspace(slug)
    out, budget = desk().publishing.latest(slug), seconds(request.form.get("budget", str(USUAL)))
    if out is None or budget is None:
        return _page(work, "replan.never" if out is None else "solve.bad_budget"), 422
    number = replan_asked(work, out, budget)
    return redirect(url_for("solve.show", slug=slug, number=number))


@area.post("/<mishap>")
def change(slug: str, mishap: str) -> ResponseReturnValue:
    """A common mishap, written into the programme."""
    work = workspace(slug)
    if mishap not in MISHAPS:
        abort(404)
    state = desk().pasts.state(work, work.head)
    try:
        edits, summary = MISHAPS[mishap](work, state, request.form)
    except Misunderstood as error:
        return _page(work, f"replan.wrong_{error}", mishap), 422
    desk().operations.commit(user_id(), work.id, work.head, edits, summary)
    flash(summary[lang()])
    return redirect(url_for("replan.index", slug=slug))


def replan_asked(work: Workspace, out: Announced, budget: float) -> int:
    """A search from what is in force; during the festival what has begun stays.  Its number."""
    about = {"version": out.version, "publication": as_data(out.publication), "now": now_in(work)}
    return asked(work, budget, kind="replan", about=about)


def now_in(work: Workspace) -> int | None:
    """The ticks of this moment, if it is during the festival."""
    problem = work.problem
    now = problem.clock.minutes(datetime.now(problem.clock.tz).replace(tzinfo=None)) * problem.minute
    hours = [edge for room in problem.rooms for stretch in room.hours for edge in stretch]
    return now if hours and min(hours) <= now <= max(hours) else None


def _page(work: Workspace, wrong: str = "", mishap: str = "") -> str:
    out = desk().publishing.latest(work.slug)
    since = []
    if out is not None:
        states = desk().pasts.state(work, out.revision), desk().pasts.state(work, work.head)
        since = list(differing_lists(*states, lang()))
    return render_template(
        "replan.html",
        work=work,
        out=out,
        since=since,
        wrong=wrong,
        mishap=mishap,
        given=request.form,
        usual=USUAL,
        runs=[one for one in runs().all(work.id, 60) if one.kind == "replan"][:5],
        people=sorted((work.problem.person_name(one, lang()), one) for one in work.problem.people),
        rooms=[(one.name(lang()), one.id) for one in work.problem.rooms],
        films=sorted((text_in(one.title, lang()) or one.id, one.id) for one in work.problem.festival.films),
        sessions=sorted({(own[0].name(lang()), id_) for id_, own in work.problem.by_session.items() if own}),
    )
