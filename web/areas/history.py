"""Who changed what, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, url_for
from sqlalchemy import select

from web.desk import desk, user_id, workspace
from web.operations import stacks
from web.security import wants_json
from web.store import Revision, User

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("history", __name__, url_prefix="/f/<slug>")
MOST = 200
"""Revisions on the page."""


@area.get("/history")
def index(slug: str) -> ResponseReturnValue:
    """Revisions, the newest first."""
    work = workspace(slug)
    with desk().store.reading() as session:
        query = select(Revision, User.name).join(User, User.id == Revision.user_id, isouter=True)
        query = query.where(Revision.festival_id == work.id).order_by(Revision.number.desc()).limit(MOST)
        rows = [(revision, name) for revision, name in session.execute(query)]
        done, undone = stacks(session, work.id, user_id())
    return render_template("history.html", work=work, rows=rows, done=done, undone=undone)


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
