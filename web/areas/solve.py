"""Searches: asked for, watched, stopped, looked through, accepted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)

from scheduler.answer import Answer, timetable_of
from scheduler.differences import differences, for_people, moved_showings
from scheduler.mentions import sentence_of
from scheduler.timetable import Timetable
from scheduler.verify import Report, verify
from web.desk import desk, user_id, workspace
from web.language import lang
from web.moves import replaced
from web.pricing import builtin
from web.runs import OPEN, Runs, Wanted
from web.state import state_of
from web.words import both
from web.workspace import document_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from scheduler.constraint import Constraint
    from web.store import Run
    from web.workspace import Workspace

area = Blueprint("solve", __name__, url_prefix="/f/<slug>/solve")
LEAST, MOST = 1.0, 3600.0
"""Seconds of a search."""
STREAM, LOOK = 25.0, 0.5
"""Seconds that a stream stays open, and between two looks."""


@dataclass(frozen=True)
class Line:
    """A rule whose points or breaches change."""

    sentence: str
    must: bool
    before: int
    after: int


@dataclass(frozen=True)
class Difference:
    """A result against the timetable as it is now."""

    report: Report
    moved: int
    people: int
    sentences: list[str]
    rules: list[Line]


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """What was searched for so far, and another search."""
    work = workspace(slug)
    return render_template("solve.html", work=work, runs=_runs().all(work.id), wrong=None, budget="60")


@area.post("")
def ask(slug: str) -> ResponseReturnValue:
    """Another search; a worker takes it up."""
    work = workspace(slug)
    given = request.form.get("budget", "")
    budget = _seconds(given)
    if budget is None:
        page = render_template(
            "solve.html", work=work, runs=_runs().all(work.id), wrong="solve.bad_budget", budget=given
        )
        return page, 422
    with desk().store.reading() as session:
        document = document_of(state_of(session, work.id))
    start = None
    if request.form.get("start") == "1" and len(work.timetable):
        start = work.answer.model_dump(mode="json", exclude_none=True)
    number = _runs().ask(user_id(), Wanted(work.id, work.head, document, start, budget))
    return redirect(url_for("solve.show", slug=slug, number=number))


@area.get("/<int:number>")
def show(slug: str, number: int) -> ResponseReturnValue:
    """One search: how far it is, and what it found against what is."""
    work, run = _found(slug, number)
    difference = None if run.best is None or run.state in OPEN else compared(work, run, lang())
    page = "_run.html" if request.args.get("part") == "run" else "run.html"
    ahead = _runs().waiting_before(number) if run.state == "waiting" else 0
    steps = [data for _, data in _runs().steps(number)]
    return render_template(page, work=work, run=run, difference=difference, steps=steps, ahead=ahead, open=OPEN)


@area.get("/<int:number>/events")
def events(slug: str, number: int) -> ResponseReturnValue:
    """Steps of a search as they come: a stream, or what there is since ``after`` for whoever cannot have one."""
    _found(slug, number)
    given = request.headers.get("Last-Event-ID") or request.args.get("after", "0")
    after = int(given) if given.isdigit() else 0
    if "once" in request.args:
        steps = _runs().steps(number, after)
        return jsonify(steps=[{"id": id_, **data} for id_, data in steps], over=not _open(number))
    return Response(
        stream_with_context(_stream(number, after)),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


@area.post("/<int:number>/stop")
def stop(slug: str, number: int) -> ResponseReturnValue:
    """End it and keep the best."""
    _found(slug, number)
    _runs().stop(number)
    return redirect(url_for("solve.show", slug=slug, number=number))


@area.post("/<int:number>/accept")
def accept(slug: str, number: int) -> ResponseReturnValue:
    """Make what was found the timetable: a revision like any other."""
    work, run = _found(slug, number)
    if run.state in OPEN or run.best is None:
        abort(400)
    base = request.form.get("base", "")
    summary = both("solve.did_accept", n=number)
    edits = replaced(work, found_of(work, run))
    desk().operations.commit(user_id(), work.id, int(base) if base.isdigit() else work.head, edits, summary)
    _runs().mark(number, "accepted")
    flash(summary[lang()])
    return redirect(url_for("grid.index", slug=slug))


@area.post("/<int:number>/drop")
def drop(slug: str, number: int) -> ResponseReturnValue:
    """Do not want what was found."""
    _, run = _found(slug, number)
    if run.state in OPEN:
        abort(400)
    _runs().mark(number, "dropped")
    return redirect(url_for("solve.index", slug=slug))


def compared(work: Workspace, run: Run, spoken: str) -> Difference:
    """What accepting it would change."""
    after = found_of(work, run)
    report = verify(work.problem, after, work.waivers)
    people = {person for person, _ in for_people(work.problem, work.timetable, after)}
    return Difference(
        report=report,
        moved=len(moved_showings(work.problem, work.timetable, after)),
        people=len(people),
        sentences=[one.text(spoken) for one in differences(work.problem, work.timetable, after)],
        rules=sorted(_lines(work, report, spoken), key=lambda one: (not one.must, one.after - one.before)),
    )


def _lines(work: Workspace, report: Report, spoken: str) -> Iterator[Line]:
    """Rules that the result keeps better or worse."""
    then, now = work.report.amounts(), report.amounts()
    rules: list[Constraint | str] = list({**then, **now})
    for rule in rules:
        must = isinstance(rule, str) or rule.must
        before, after = (amounts.get(rule, (0, 0, 0))[0 if must else 2] for amounts in (then, now))
        if before != after:
            told = builtin(rule, spoken) if isinstance(rule, str) else sentence_of(work.problem, rule).text(spoken)
            yield Line(told, must, before, after)


def found_of(work: Workspace, run: Run) -> Timetable:
    """What was found, as far as its showings and rooms are still there."""
    answer = Answer.model_validate(run.best)
    problem = work.problem
    kept = [
        one
        for one in answer.placements
        if (one.session, one.showing) in problem.by_key
        and one.room in problem.room_index
        and (one.block is None or one.block in problem.block_index)
    ]
    people = [one for one in answer.assignments if (one.session, one.showing) in problem.by_key]
    return timetable_of(problem, answer.model_copy(update={"placements": kept, "assignments": people}))


def _stream(number: int, after: int) -> Iterator[str]:
    until = time.monotonic() + STREAM
    yield "retry: 1000\n\n"
    while time.monotonic() < until:
        over = not _open(number)
        for id_, data in _runs().steps(number, after):
            after = id_
            yield f"id: {id_}\nevent: step\ndata: {json.dumps(data)}\n\n"
        if over:
            yield "event: over\ndata: {}\n\n"
            return
        time.sleep(LOOK)


def _open(number: int) -> bool:
    return _runs().state(number) in OPEN


def _runs() -> Runs:
    return Runs(desk().store)


def _found(slug: str, number: int) -> tuple[Workspace, Run]:
    work = workspace(slug)
    run = _runs().of(work.id, number)
    if run is None:
        abort(404)
    return work, run


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if LEAST <= seconds <= MOST else None
