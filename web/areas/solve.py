"""Searches: asked for, watched, stopped, looked through, accepted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for

from scheduler.sentence import Day
from web.answered import answered, named
from web.desk import desk, user_id, workspace
from web.entries import PINS
from web.language import lang
from web.lists import name_of
from web.moves import replaced
from web.plain import whole
from web.results import fitted
from web.runs import OPEN
from web.searches import QUESTIONS, USUAL, asked, ended, found, runs, seconds, solved
from web.streams import streamed
from web.words import both

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from scheduler.timetable import Placement
    from web.workspace import Workspace

area = Blueprint("solve", __name__, url_prefix="/f/<slug>/solve")
LOOK = 0.5
"""Seconds that a stream stays open, and between two looks."""


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """What was searched for so far, and another search."""
    return _page(workspace(slug))


@area.post("")
def ask(slug: str) -> ResponseReturnValue:
    """Another search; a worker takes it up."""
    work = workspace(slug)
    given = request.form.get("budget", "")
    budget = seconds(given)
    if budget is None:
        return _page(work, "solve.bad_budget", given), 422
    number = asked(work, budget, start=request.form.get("start") == "1", stays=_kept(work))
    return redirect(url_for("solve.show", slug=slug, number=number))


def _kept(work: Workspace) -> Callable[[Placement], bool] | None:
    """What is not to be moved, by what was chosen on the page: days by number, rooms and tracks by id."""
    days, rooms, tracks = (frozenset(request.form.getlist(f"keep_{one}")) for one in ("day", "room", "track"))
    if not (days or rooms or tracks):
        return None
    return lambda one: (
        str(one.day) in days or work.problem.rooms[one.room].id in rooms or (one.showing.track or "") in tracks
    )


def _page(work: Workspace, wrong: str = "", budget: str = f"{USUAL:.0f}") -> str:
    known = runs().all(work.id)
    festival = work.problem.festival
    choices = {
        "day": [(str(number), Day(day).name(lang())) for number, day in enumerate(work.problem.days)],
        "room": [(one.id, one.name(lang())) for one in work.problem.rooms],
        "track": [(one.id, name_of(one, lang()) or one.id) for one in festival.tracks],
    }
    return render_template(
        "solve.html", work=work, runs=known, questions=QUESTIONS, wrong=wrong, budget=budget, choices=choices,
        pinned=len(work.of(PINS)), chosen={one: request.form.getlist(f"keep_{one}") for one in choices},
    )  # fmt: skip


@area.get("/<int:number>")
def show(slug: str, number: int) -> ResponseReturnValue:
    """One search: how far it is, and what it found against what is."""
    work, run = found(slug, number)
    return render_template(
        "_run.html" if request.args.get("part") == "run" else "run.html",
        work=work,
        run=run,
        answer=answered(work, run, lang()),
        names=lambda list_, entry: named(work, list_, entry, lang()),
        steps=[data for _, data in runs().steps(number)] if run.kind == "solve" else [],
        ahead=runs().waiting_before(number) if run.state == "waiting" else 0,
        open=OPEN,
    )


@area.get("/<int:number>/events")
def events(slug: str, number: int) -> ResponseReturnValue:
    """Steps of a search as they come: a stream, or what there is since ``after`` for whoever cannot have one."""
    found(slug, number)
    given = request.headers.get("Last-Event-ID") or request.args.get("after", "0")
    after = whole(given, 0)
    if "once" in request.args:
        steps = runs().steps(number, after)
        return jsonify(steps=[{"id": id_, **data} for id_, data in steps], over=not _open(number))
    return streamed(partial(_news, number, after), LOOK)


@area.post("/<int:number>/stop")
def stop(slug: str, number: int) -> ResponseReturnValue:
    """End it and keep the best."""
    found(slug, number)
    runs().stop(number)
    return redirect(url_for("solve.show", slug=slug, number=number))


@area.post("/<int:number>/accept")
def accept(slug: str, number: int) -> ResponseReturnValue:
    """Make what was found the timetable: a revision like any other."""
    work, run = solved(slug, number)
    base = request.form.get("base", "")
    summary = both("solve.did_accept", n=number)
    edits = replaced(work, fitted(work, run.best))
    desk().operations.commit(user_id(), work.id, whole(base, work.head), edits, summary)
    runs().mark(number, "accepted")
    flash(summary[lang()])
    return redirect(url_for("grid.index", slug=slug))


@area.post("/<int:number>/drop")
def drop(slug: str, number: int) -> ResponseReturnValue:
    """Do not want what was found."""
    ended(slug, number)
    runs().mark(number, "dropped")
    return redirect(url_for("solve.index", slug=slug))


def _news(number: int, after: int) -> Iterator[str | None]:
    while True:
        over = not _open(number)
        for id_, data in runs().steps(number, after):
            after = id_
            yield f"id: {id_}\nevent: step\ndata: {json.dumps(data)}\n\n"
        if over:
            yield "event: over\ndata: {}\n\n"
            return
        yield None


def _open(number: int) -> bool:
    return runs().state(number) in OPEN
