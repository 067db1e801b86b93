"""A single field of an entry, changed where it stands in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, jsonify, render_template, request

from scheduler.faults import Fault, FestivalError
from web.areas.programme import entry_of
from web.desk import desk, user_id, workspace
from web.entries import Name
from web.forms import controls, lists_of, value_of
from web.language import lang
from web.lists import LISTS, names_in, names_of
from web.operations import Conflict, Edit
from web.plain import whole
from web.shown import cell, clashing, faults_of
from web.words import both

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("cells", __name__, url_prefix="/f/<slug>/programme/cell")
FIXED = frozenset({"id", "fields"})
"""An id is for ever, as others name it; free fields are no field of the form."""


@area.get("/<name>/<field>/<path:key>")
def show(slug: str, name: str, field: str, key: str) -> ResponseReturnValue:
    """The control of one field, as it is on the form of the entry."""
    work = workspace(slug)
    data = _data(slug, name, field, key)
    made = next(one for one in controls(LISTS[name], work.problem.festival, data, lang=lang()) if one.name == field)
    return render_template("_cell.html", control_of=made, lists_of=lists_of)


@area.post("/<name>/<field>/<path:key>")
def save(slug: str, name: str, field: str, key: str) -> ResponseReturnValue:
    """The field as the form says; ``FestivalError`` if it cannot be so."""
    work, form = workspace(slug), request.form
    data = _data(slug, name, field, key)
    value = value_of(LISTS[name], work.problem.festival, form, field, lang())
    changed = {**data, field: value} if value is not None else {one: data[one] for one in data if one != field}
    faults = [Fault(where, message) for where, message in faults_of(LISTS[name], changed)]
    if faults:
        raise FestivalError(faults)
    head = whole(form.get("base", ""), work.head)
    if changed != data:
        summary = both("programme.did_change", s=names_of(changed))
        edits = [Edit(Name(name, key), fields={field: value})]
        try:
            head = desk().operations.commit(user_id(), work.id, head, edits, summary)
        except Conflict as error:
            _, clashes = error.asked()
            told = clashing(LISTS[name], work.problem.festival, clashes)
            return jsonify(error=" ".join(text for _, text in told), base=error.head), 409
    return jsonify(
        text=cell(changed.get(field), names_in(LISTS[name], work.problem.festival, field, lang())), base=head
    )


def _data(slug: str, name: str, field: str, key: str) -> dict[str, Any]:
    """The entry, if it has such a field that may be changed here."""
    shown = {info.alias or one for one, info in LISTS[name].model_fields.items()} if name in LISTS else set()
    if field not in shown - FIXED:
        abort(404)
    data: dict[str, Any] = entry_of(workspace(slug), name, key).data
    return data
