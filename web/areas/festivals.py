"""The festivals of this desk: the list, and how another comes in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from sqlalchemy import select

from scheduler.fields import text_in
from scheduler.formats.document import load, load_text
from scheduler.formats.files import safe_name
from scheduler.samples import sample, samples
from web.archive import read, told, write
from web.desk import desk, user_id, workspace
from web.language import lang
from web.store import EntryRow, FestivalRow, Revision
from web.words import both

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from web.archive import Arrived

area = Blueprint("festivals", __name__)


ARCHIVE = ".showgrid"
"""The end of the name of a file that holds a festival with its history."""


@dataclass(frozen=True)
class Row:
    """A line of the list."""

    slug: str
    name: str
    head: int
    changed: datetime


@area.get("/")
def index() -> ResponseReturnValue:
    """All festivals, the last changed first."""
    return render_template("festivals.html", rows=rows(), samples=list(samples()), faults=[])


@area.post("/festivals")
def create() -> ResponseReturnValue:
    """From a file, from a sample, or with nothing in it but a name."""
    file = request.files.get("file")
    if request.form.get("name"):
        return _begun(request.form["name"].strip(), request.form.get("timezone", "").strip())
    if file is not None and file.filename:
        name = PurePath(file.filename).name
        if PurePath(name).suffix.lower() == ARCHIVE:
            return _arrived(read(desk().store, file.stream))
        festival = load_text(file.read(), PurePath(name).suffix.lower())
        summary = both("history.uploaded", f=name)
    else:
        name = request.form.get("sample", "")
        festival = load(sample(name))
        summary = both("history.sample", f=name)
    slug = desk().operations.create(user_id(), festival.document(), summary)
    return redirect(url_for("festivals.index") + f"#{slug}")


def _begun(name: str, timezone: str) -> ResponseReturnValue:
    """A festival in which everything is missing yet, and the page that says what."""
    words = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60]
    about = {"id": words or "festival", "name": name, "timezone": timezone}
    document = {"showgrid": 1, "festival": about}
    slug = desk().operations.create(user_id(), document, both("history.begun", f=name))
    return redirect(url_for("readiness.index", slug=slug))


@area.get("/f/<slug>/archive")
def archive(slug: str) -> ResponseReturnValue:
    """The festival with its whole history, for another desk."""
    workspace(slug)
    made = BytesIO()
    write(desk().store, slug, made)
    made.seek(0)
    return send_file(made, "application/gzip", as_attachment=True, download_name=f"{safe_name(slug)}{ARCHIVE}")


def _arrived(done: Arrived) -> ResponseReturnValue:
    for line in told(done, lang()):
        flash(line)
    return redirect(url_for("festivals.index") + f"#{done.slug}")


def rows() -> list[Row]:
    """All festivals, the last changed first."""
    spoken = lang()
    with desk().store.reading() as session:
        found = session.execute(
            select(FestivalRow, Revision.at, EntryRow.data)
            .join(
                Revision, (Revision.festival_id == FestivalRow.id) & (Revision.number == FestivalRow.head), isouter=True
            )
            .join(EntryRow, (EntryRow.festival_id == FestivalRow.id) & (EntryRow.list == "festival"))
            .order_by(Revision.at.desc())
        )
        return [Row(row.slug, text_in(data.get("name"), spoken) or data["id"], row.head, at) for row, at, data in found]
