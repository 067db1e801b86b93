"""Scenarios: timetables kept under names, weighed against each other and the draft, taken or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from web.desk import desk, user_id, workspace
from web.language import lang, say
from web.moves import replaced
from web.plain import whole
from web.results import fitted
from web.scenarios import NotKept
from web.searches import choice_of, ended, solved
from web.weighing import rows, weighed
from web.words import both

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.tables import Scenario
    from web.workspace import Workspace

area = Blueprint("scenarios", __name__, url_prefix="/f/<slug>/scenarios")
BESIDE = 5
"""Scenarios that are weighed at once."""


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """All of them, to choose some."""
    return _page(workspace(slug))


@area.post("")
def keep(slug: str) -> ResponseReturnValue:
    """What a search found, or the draft as it is, under a name."""
    work = workspace(slug)
    name, run = request.form.get("name", ""), request.form.get("run", type=int)
    try:
        base, document = timetable_kept(work, run, request.form.get("which", type=int))
        desk().scenarios.keep(user_id(), work.id, name, base, document)
    except NotKept as error:
        return _page(work, wrong=say(error.key, **error.facts), name=name, run=run), 422
    flash(say("scenario.did_keep", s=" ".join(name.split())))
    return redirect(url_for("scenarios.index", slug=slug))


@area.get("/compare")
def compare(slug: str) -> ResponseReturnValue:
    """Some of them beside each other."""
    work = workspace(slug)
    chosen = desk().scenarios.of(work.id, request.args.getlist("s", type=int))
    if not chosen:
        return _page(work, wrong=say("scenario.choose")), 422
    sides = weighed(desk(), work, chosen[:BESIDE], lang())
    return render_template("scenarios_compare.html", work=work, sides=sides, rows=rows(work, sides, lang()))


@area.post("/<int:number>/accept")
def accept(slug: str, number: int) -> ResponseReturnValue:
    """Make it the timetable."""
    work, scenario = scenario_of(slug, number)
    base = request.form.get("base", "")
    summary = both("scenario.did_accept", s=scenario.name)
    edits = replaced(work, fitted(work, scenario.timetable))
    desk().operations.commit(user_id(), work.id, whole(base, work.head), edits, summary)
    flash(summary[lang()])
    return redirect(url_for("grid.index", slug=slug))


@area.post("/<int:number>/delete")
def delete(slug: str, number: int) -> ResponseReturnValue:
    """Keep it no longer."""
    _, scenario = scenario_of(slug, number)
    desk().scenarios.delete(number)
    flash(say("scenario.did_delete", s=scenario.name))
    return redirect(url_for("scenarios.index", slug=slug))


def timetable_kept(work: Workspace, run: int | None, which: int | None = None) -> tuple[int, dict[str, Any]]:
    """Revision and timetable document of what is to be kept: of a search (one of its several), else of the draft."""
    if run is None:
        return work.head, work.answer.model_dump(mode="json", exclude_none=True)
    if which is not None:
        _, row = ended(work.slug, run)
        return row.base, choice_of(row, which)
    _, row = solved(work.slug, run)
    return row.base, row.best


def scenario_of(slug: str, number: int) -> tuple[Workspace, Scenario]:
    """The festival and its scenario; 404 if there is none."""
    work = workspace(slug)
    found = desk().scenarios.of(work.id, [number])
    if not found:
        abort(404, f"There is no scenario {number} of this festival.")
    return work, found[0]


def _page(work: Workspace, wrong: str = "", name: str = "", run: int | None = None) -> str:
    kept = desk().scenarios.all(work.id)
    return render_template("scenarios.html", work=work, kept=kept, wrong=wrong, name=name, run=run, beside=BESIDE)
