"""The programme: every list as a table, every entry by a form; what there is and what is missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from scheduler.faults import FestivalError
from scheduler.festival import About
from scheduler.fields import clock_text
from scheduler.labels import title
from scheduler.sentence import Day
from web.areas.readiness import blocked
from web.dependants import dependants
from web.desk import desk, user_id, workspace
from web.entries import ABOUT, LIGHT, Entry, Name, key_of
from web.forms import Control, blamed, controls, data_of, lists_of
from web.language import lang
from web.lists import LISTS, columns, field_of, names_in, names_of, title_of
from web.operations import Conflict, Edit
from web.plain import whole
from web.shown import cell, clashing, faults_of
from web.state import state_of
from web.words import both

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.workspace import Workspace

FIRST = 20
"""Fields that stand on the form of a list in which there is nothing yet."""
FORMS = LISTS | {ABOUT: About}
"""What is edited by a form: entries of lists, and the festival itself."""
TYPES = {
    "yaml": "application/yaml",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
"""What it is had as, and how browsers call that."""
area = Blueprint("programme", __name__, url_prefix="/f/<slug>/programme")


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
    return committed(work, name, [Edit(Name(name, key))], summary)


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
        if not found and (not key and Name(name, key_of(name, data)) in state_now(work)):
            found = [("id", both("programme.taken")[lang()])]
        if not found:
            summary = both("programme.did_change" if key else "programme.did_add", s=names_of(data))
            try:
                return committed(work, name, [Edit(Name(name, key or key_of(name, data)), data)], summary)
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


def committed(work: Workspace, name: str, edits: list[Edit], summary: dict[str, str]) -> ResponseReturnValue:
    """Edits made on top of what they saw, and where they go on from there."""
    base = request.form.get("base", "")
    desk().operations.commit(user_id(), work.id, whole(base, work.head), edits, summary)
    flash(summary[lang()])
    if name in LISTS:
        return redirect(url_for("programme.show", slug=work.slug, name=name))
    return redirect(url_for("programme.index", slug=work.slug))


def state_now(work: Workspace) -> dict[Name, Entry]:
    """All entries of the festival."""
    with desk().store.reading() as session:
        return state_of(session, work.id)


def _entries(work: Workspace, name: str) -> list[Entry]:
    with desk().store.reading() as session:
        return sorted(state_of(session, work.id, [name]).values(), key=lambda one: (one.position, one.name.key))


def entry_of(work: Workspace, name: str, key: str) -> Entry:
    """An entry of a list, or the festival itself; 404 if there is none."""
    if name not in FORMS:
        abort(404)
    return next((one for one in _entries(work, name) if one.name.key == key), None) or abort(404)
