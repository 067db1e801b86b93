"""The programme as a file or a table of a spreadsheet, in and out: what it would change is shown before it does."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from flask import Response, abort, render_template, request

from scheduler.faults import FestivalError
from scheduler.formats import csv_, write
from scheduler.formats.document import load_text
from scheduler.labels import title
from scheduler.validate import festival_from
from web.areas.programme import TYPES, area, committed, state_now
from web.desk import desk, workspace
from web.language import lang
from web.lists import LISTS
from web.shown import disputed, fields_of, told
from web.state import state_at
from web.upload import edits_of, merged_steps, steps
from web.words import both
from web.workspace import document_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from web.upload import Clash, Step
    from web.workspace import Workspace

__all__ = ["area"]


@area.get("/download.<suffix>")
def download(slug: str, suffix: str) -> ResponseReturnValue:
    """The festival as a file; as a table of its sessions, if it is csv."""
    work = workspace(slug)
    if suffix not in TYPES:
        abort(404)
    document = _document(work)
    data = csv_.write(document) if suffix == "csv" else write(document, f".{suffix}")
    # The name carries the revision, so that the file is known again when it comes back.
    name = f"{work.slug.encode('ascii', 'ignore').decode()}.r{work.head}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype=TYPES[suffix], headers=headers)


@area.post("/upload")
def upload(slug: str) -> ResponseReturnValue:
    """What a file would change, before it changes anything; ``FestivalError`` names every cell at fault."""
    work = workspace(slug)
    file = request.files.get("file")
    if file is None or not file.filename:
        abort(400)
    name = PurePath(file.filename).name
    data, suffix = file.read(), PurePath(name).suffix.lower()
    if suffix == ".csv":
        source = csv_.read(data, _document(work))
        document = festival_from(source.data, source.spell, source.found).document()
    else:
        document = load_text(data, suffix).document()
    deleting, of = request.form.get("delete") == "1", _revision_of(name, work.head)
    if of is None:
        return _shown(work, name, list(steps(state_now(work), document, deleting=deleting)))
    with desk().store.reading() as session:
        then = state_at(session, work.id, of)
    found, clashes = merged_steps(then, state_now(work), document, deleting=deleting)
    return _shown(work, name, found, of, clashes)


def _revision_of(name: str, head: int) -> int | None:
    """The revision that a file was taken out at, if its name says so."""
    said = re.search(r"\.r(\d{1,9})\b", name)
    return int(said[1]) if said and 0 < int(said[1]) <= head else None


@area.route("/list/<name>/paste", methods=["GET", "POST"])
def paste(slug: str, name: str) -> ResponseReturnValue:
    """A table out of a spreadsheet: what it would change, or every cell at fault beside what was pasted."""
    work, text, faults = workspace(slug), request.form.get("text", ""), list[str]()
    if name not in LISTS or "id" not in LISTS[name].model_fields:
        abort(404)
    if request.method == "POST":
        try:
            source = csv_.read(text.encode(), _document(work), name)
            document = festival_from(source.data, source.spell, source.found).document()
            found = list(steps(state_now(work), document, deleting=False))
            called = both("programme.pasted", l=both(f"lists.{name}"))[lang()]
            return _shown(work, called, found)
        except FestivalError as error:
            faults = [str(fault) for fault in error.faults]
    model = LISTS[name]
    known = [title(model, field, lang()) for field in model.model_fields if field != "fields"]
    page = render_template("paste.html", work=work, name=name, text=text, faults=faults, known=known)
    return page, 422 if faults else 200


@area.post("/apply")
def apply(slug: str) -> ResponseReturnValue:
    """Do what was shown."""
    work = workspace(slug)
    try:
        edits = edits_of(json.loads(request.form.get("edits", "")))
    except (ValueError, TypeError, KeyError):
        abort(400)
    summary = both("history.uploaded", f=request.form.get("name", "")[:200])
    return committed(work, "", edits, summary)


def _shown(work: Workspace, name: str, found: list[Step], of: int | None = None, clashes: Sequence[Clash] = ()) -> str:
    """What would change, to be looked at before it does; and what of a file taken out at ``of`` would not."""
    return render_template(
        "upload.html", work=work, name=name, steps=found, edits=_packed(found), told=told, fields=fields_of,
        of=of, clashes=[disputed(one) for one in clashes],
    )  # fmt: skip


def _packed(found: list[Step]) -> str:
    return json.dumps([[*step.name, step.after] for step in found])


def _document(work: Workspace) -> dict[str, Any]:
    return document_of(state_now(work))
