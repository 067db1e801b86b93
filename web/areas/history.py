"""Who changed what: every revision to look at, to compare, to bring back; and taking back one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from sqlalchemy import select

from web.board import Board, now_day
from web.comparing import compared
from web.desk import desk, user_id, workspace
from web.language import lang
from web.security import wants_json
from web.state import stacks
from web.store import Revision, User
from web.tables import PublicationRow
from web.words import both

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from web.workspace import Workspace

area = Blueprint("history", __name__, url_prefix="/f/<slug>")
MOST = 200
"""Revisions on a page."""


@dataclass(frozen=True)
class Line:
    """One revision as it is listed."""

    number: int
    at: datetime
    verb: str
    of: int | None
    summary: Mapping[str, str]
    who: str | None


@area.get("/history")
def index(slug: str) -> ResponseReturnValue:
    """Revisions, the newest first."""
    work = workspace(slug)
    last = min(request.args.get("before", work.head + 1, type=int), work.head + 1)
    with desk().store.reading() as session:
        done, undone = stacks(session, work.id, user_id())
    lines = lines_of(work, last - MOST, last - 1)
    older = lines[-1].number if lines and lines[-1].number > 1 else None
    return render_template(
        "history.html", work=work, lines=lines, published=versions_of(work), done=done, undone=undone, older=older
    )


@area.get("/history/<int:revision>")
def show(slug: str, revision: int) -> ResponseReturnValue:
    """The timetable as it was, to look at."""
    work = workspace(slug)
    past = _past(work, revision)
    days = len(past.problem.days)
    number = request.args.get("day", now_day(past.problem, past.timetable), type=int) if days else 0
    if days and not 0 <= number < days:
        abort(404)
    return render_template(
        "past.html",
        work=work,
        past=past,
        line=lines_of(work, revision, revision)[0],
        version=versions_of(work).get(revision),
        board=Board(past, number, lang()) if days else None,
    )


@area.get("/compare")
def compare(slug: str) -> ResponseReturnValue:
    """Two revisions beside each other; without a later one, with the draft."""
    work = workspace(slug)
    numbers = sorted((request.args.get("a", 1, type=int), request.args.get("b", work.head, type=int)))
    before, after = (_past(work, number) for number in numbers)
    states = desk().pasts.state(work, numbers[0]), desk().pasts.state(work, numbers[1])
    return render_template(
        "compare.html",
        work=work,
        lines=[lines_of(work, number, number)[0] for number in numbers],
        versions=versions_of(work),
        found=compared(before, after, states, lang()),
    )


@area.post("/history/<int:revision>/restore")
def restore(slug: str, revision: int) -> ResponseReturnValue:
    """Bring it back, as another revision."""
    work = workspace(slug)
    _past(work, revision)
    summary = both("history.did_restore", n=revision)
    number = desk().operations.restore(user_id(), work.id, revision, summary, request.form.get("base", type=int))
    if wants_json():
        return jsonify(revision=number, summary=summary)
    flash(summary[lang()])
    return redirect(url_for("history.index", slug=slug))


@area.post("/<any(undo, redo):verb>")
def turn(slug: str, verb: str) -> ResponseReturnValue:
    """Take back one's own last edit, or do it again."""
    work = workspace(slug)
    operations = desk().operations
    number = (operations.undo if verb == "undo" else operations.redo)(user_id(), work.id)
    if wants_json():
        with desk().store.reading() as session:
            summary = session.get_one(Revision, (work.id, number)).summary
        return jsonify(revision=number, summary=summary)
    return redirect(url_for("history.index", slug=slug))


def lines_of(work: Workspace, first: int, last: int) -> list[Line]:
    """Revisions from one number to another, the newest first."""
    query = select(Revision.number, Revision.at, Revision.verb, Revision.of, Revision.summary, User.name)
    query = query.join(User, User.id == Revision.user_id, isouter=True)
    query = query.where(Revision.festival_id == work.id, Revision.number.between(first, last))
    with desk().store.reading() as session:
        return [Line(*row) for row in session.execute(query.order_by(Revision.number.desc()))]


def name_of(user: int | None) -> str | None:
    """What somebody of the desk is called; None if they are gone."""
    with desk().store.reading() as session:
        found = session.get(User, user) if user is not None else None
        return None if found is None else found.name


def versions_of(work: Workspace) -> dict[int, int]:
    """The version that each published revision became, the newest first."""
    query = select(PublicationRow.revision, PublicationRow.version).where(PublicationRow.festival_id == work.id)
    with desk().store.reading() as session:
        return dict(iter(session.execute(query.order_by(PublicationRow.version.desc()))))


def _past(work: Workspace, revision: int) -> Workspace:
    found = desk().pasts.of(work, revision)
    if found is None:
        abort(404)
    return found
