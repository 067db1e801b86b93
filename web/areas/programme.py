"""The programme: every list as a table, every entry by a form, all of it as a file, in and out; what is missing."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from scheduler.faults import FestivalError
from scheduler.festival import About
from scheduler.fields import clock_text, text_in
from scheduler.formats import csv_, write
from scheduler.formats.document import load_text
from scheduler.labels import title
from scheduler.sentence import Day
from scheduler.translate import findings
from scheduler.validate import festival_from
from web.areas.readiness import blocked
from web.dependants import dependants
from web.desk import desk, user_id, workspace
from web.entries import ABOUT, LIGHT, Entry, Name, key_of
from web.forms import Control, blamed, controls, data_of, lists_of
from web.language import lang, say
from web.lists import LISTS, columns, field_of, names_in, names_of, title_of
from web.operations import Conflict, Edit
from web.plain import whole
from web.state import state_at, state_of
from web.upload import Clash, Step, edits_of, merged_steps, steps
from web.words import LANGUAGES, both
from web.workspace import document_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from scheduler.festival import Festival
    from web.workspace import Workspace

FIRST = 8
"""Fields that stand on the form of a list in which there is nothing yet."""
FORMS = LISTS | {ABOUT: About}
"""What is edited by a form: entries of lists, and the festival itself."""
area = Blueprint("programme", __name__, url_prefix="/f/<slug>/programme")
TYPES = {
    "yaml": "application/yaml",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """What there is, what is missing, and the way in and out as a file."""
    work = workspace(slug)
    festival = work.problem.festival
    counts = [(name, len(getattr(festival, name))) for name in LISTS]
    return render_template("programme.html", work=work, counts=counts, found=blocked(work), types=TYPES)


@area.get("/list/<name>")
def show(slug: str, name: str) -> ResponseReturnValue:
    """One list as a table."""
    work = workspace(slug)
    if name not in LISTS:
        abort(404)
    pasted = "id" in LISTS[name].model_fields
    # A table of people or films stays as it is while others move cards about; a pin is such a move.
    kept = desk().pieces.about(work.id, "list", name, work.head if name in LIGHT else work.programme, lang())
    count = len(getattr(work.problem.festival, name))
    return render_template(
        "list.html", work=work, name=name, count=count, table=partial(_table, work, name), pasted=pasted, kept=kept
    )


def _table(work: Workspace, name: str) -> dict[str, Any]:
    """Entries of a list, columns by what is in them, and what their cells name."""
    entries, festival = _entries(work, name), work.problem.festival
    used = columns(name, [one.data for one in entries])
    return {
        "entries": entries,
        "columns": [(one, title(LISTS[name], field_of(LISTS[name], one), lang())) for one in used],
        "named": {one: names_in(LISTS[name], festival, one, lang()) for one in used},
        "cell": cell,
    }


@area.route("/list/<name>/new", methods=["GET", "POST"])
def add(slug: str, name: str) -> ResponseReturnValue:
    """One more entry."""
    if name not in LISTS:
        abort(404)
    return _form(workspace(slug), name, "", {})


@area.route("/list/<name>/edit/<path:key>", methods=["GET", "POST"])
def edit(slug: str, name: str, key: str) -> ResponseReturnValue:
    """An entry, field by field."""
    work = workspace(slug)
    return _form(work, name, key, entry_of(work, name, key).data)


@area.post("/list/<name>/delete/<path:key>")
def delete(slug: str, name: str, key: str) -> ResponseReturnValue:
    """Take an entry out; refused with a list of what still names it."""
    work = workspace(slug)
    if name not in LISTS:
        abort(404)
    entry = entry_of(work, name, key)
    summary = both("programme.did_delete", s=names_of(entry.data))
    return _kept(work, name, [Edit(Name(name, key))], summary)


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
        return _shown(work, name, list(steps(_state(work), document, deleting=deleting)))
    with desk().store.reading() as session:
        then = state_at(session, work.id, of)
    found, clashes = merged_steps(then, _state(work), document, deleting=deleting)
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
            found = list(steps(_state(work), document, deleting=False))
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
    return _kept(work, "", edits, summary)


def _form(work: Workspace, name: str, key: str, data: dict[str, Any]) -> ResponseReturnValue:
    """The form of an entry, or what it says once it is sent."""
    model, festival, faults = FORMS[name], work.problem.festival, list[tuple[str, str]]()
    base, status = str(work.head), 200
    if request.method == "POST":
        # Whatever comes back is still about what they looked at, not about what others made of it meanwhile.
        base, status = request.form.get("base") or base, 422
        # An id is for ever, others name it; free fields are not on the form.
        kept: dict[str, Any] = {field: data[field] for field in ("id", "fields") if field in data}
        data = {**data_of(model, festival, request.form, lang=lang()), **kept}
        found = faults_of(model, data)
        if not found and (not key and Name(name, key_of(name, data)) in _state(work)):
            found = [("id", both("programme.taken")[lang()])]
        if not found:
            summary = both("programme.did_change" if key else "programme.did_add", s=names_of(data))
            try:
                return _kept(work, name, [Edit(Name(name, key or key_of(name, data)), data)], summary)
            except FestivalError as error:
                found = [("", str(fault)) for fault in error.faults]
            except Conflict as error:
                # Now both are before their eyes, so that saving it once more is a choice.
                data, clashes = error.asked()
                base, status, found = str(error.head), 409, clashing(model, festival, clashes)
        faults = found
    made: list[Control] = [
        one for one in controls(model, festival, data, lang=lang()) if not (key and one.name == "id")
    ]
    left = [message for where, message in faults if not blamed(made, where, message)]
    first, rest = _folded(work, name, made)
    page = render_template(
        "entry.html", work=work, name=name, key=key, base=base, controls=made, faults=left, first=first, rest=rest,
        called=title_of(data, lang()) if key else "", days=_hours(work), lists_of=lists_of,
        dependants=dependants(work, name, key, lang()) if key else [],
    )  # fmt: skip
    return page, status


def clashing(model: Any, festival: Festival, clashes: dict[str, Any]) -> list[tuple[str, str]]:
    """Beside each field that somebody else has changed, too, what they made of it."""
    faults = [("", say("programme.clash"))]
    for field, theirs in clashes.items():
        shown = cell(theirs, names_in(model, festival, field, lang())) or "–"
        faults.append((field, say("programme.theirs", v=shown)))
    return faults


def _folded(work: Workspace, name: str, made: list[Control]) -> tuple[list[Control], list[Control]]:
    """What stands on the form at once, and what is folded away: fields that no entry of the list uses."""
    entries = [one.data for one in _entries(work, name)]
    used = {field for one in entries for field, value in one.items() if value not in (None, "", [], {})}
    begun = [] if entries else made[:FIRST]
    first = [
        one for one in made if one.name in used or one.fault or one in begun or one.name == request.args.get("field")
    ]
    return first or made, [one for one in made if first and one not in first]


def _hours(work: Workspace) -> list[dict[str, str]]:
    """Days and hours of the festival, for a calendar in a form."""
    return [
        {
            "date": one.date.isoformat(),
            "name": Day(one.date).name(lang()),
            "open": clock_text(one.open),
            "close": clock_text(one.close),
        }
        for one in work.problem.festival.days
    ]


def faults_of(model: Any, data: dict[str, Any]) -> list[tuple[str, str]]:
    """Where an entry is wrong, and what to do."""
    from pydantic import ValidationError

    try:
        model.model_validate(data)
    except ValidationError as error:
        return [(".".join(map(str, one.where)), one.message) for one in findings(error, model, data)]
    return []


def _kept(work: Workspace, name: str, edits: list[Edit], summary: dict[str, str]) -> ResponseReturnValue:
    base = request.form.get("base", "")
    desk().operations.commit(user_id(), work.id, whole(base, work.head), edits, summary)
    flash(summary[lang()])
    if name in LISTS:
        return redirect(url_for("programme.show", slug=work.slug, name=name))
    return redirect(url_for("programme.index", slug=work.slug))


def _state(work: Workspace) -> dict[Name, Entry]:
    with desk().store.reading() as session:
        return state_of(session, work.id)


def _document(work: Workspace) -> dict[str, Any]:
    return document_of(_state(work))


def _entries(work: Workspace, name: str) -> list[Entry]:
    with desk().store.reading() as session:
        return sorted(state_of(session, work.id, [name]).values(), key=lambda one: (one.position, one.name.key))


def entry_of(work: Workspace, name: str, key: str) -> Entry:
    """An entry of a list, or the festival itself; 404 if there is none."""
    if name not in FORMS:
        abort(404)
    return next((one for one in _entries(work, name) if one.name.key == key), None) or abort(404)


def cell(value: Any, named: Mapping[str, str] = MappingProxyType({})) -> str:
    """A value as a table shows it; what it names by id, by these names."""
    if isinstance(value, str) and value in named:
        return named[value]
    if isinstance(value, dict) and set(value) <= set(LANGUAGES):
        return text_in(value, lang())
    if isinstance(value, list):
        return ", ".join(cell(one, named) for one in value)
    if isinstance(value, dict):
        return str(
            cell(value.get("id"), named)
            or cell(value.get("name"), named)
            or ", ".join(f"{cell(key, named)}: {cell(one, named)}" for key, one in value.items())
        )
    return "" if value is None else str(value)


def _told(step: Step) -> str:
    return title_of(step.after or step.before, lang())


def _shown(work: Workspace, name: str, found: list[Step], of: int | None = None, clashes: Sequence[Clash] = ()) -> str:
    """What would change, to be looked at before it does; and what of a file taken out at ``of`` would not."""
    return render_template(
        "upload.html", work=work, name=name, steps=found, edits=_packed(found), told=_told, fields=_fields,
        of=of, clashes=[_disputed(one) for one in clashes],
    )  # fmt: skip


def _disputed(one: Clash) -> tuple[str, str, str, str, str]:
    """List, entry, field, what it is here, what the file says."""
    model, shown = LISTS.get(one.name.list), one.here or one.file
    called = title(model, field_of(model, one.field), lang()) if model and one.field else one.field
    said = title_of(shown, lang()) if isinstance(shown, dict) else one.name.key
    return one.name.list, said, called, cell(one.here) or "–", cell(one.file) or "–"


def _fields(step: Step) -> list[tuple[str, str, str]]:
    """Of a step, each field that changes: what it is called, what it was, what it becomes."""
    model = LISTS.get(step.name.list)
    if step.verb != "changed" or not isinstance(step.after, dict):
        return []
    called = {one: title(model, field_of(model, one), lang()) if model else one for one in step.fields}
    return [(said, cell(step.before.get(one)), cell(step.after.get(one))) for one, said in called.items()]


def _packed(found: list[Step]) -> str:
    return json.dumps([[*step.name, step.after] for step in found])
