"""How much a selection selects, while it is being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, request
from pydantic import ValidationError

from scheduler.select import Select
from web.desk import workspace
from web.forms import data_of
from web.language import lang, say

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("counting", __name__, url_prefix="/f/<slug>/count")
NAMED = 12
"""Showings that are told by name."""


@area.post("")
def count(slug: str) -> ResponseReturnValue:
    """Of the selection that stands in a form under a prefix: how many showings, and the first of them."""
    problem, prefix = workspace(slug).problem, request.form.get("prefix", "select")
    data = data_of(Select, problem.festival, request.form, f"{prefix}.", lang())
    try:
        select = Select.model_validate(data)
    except ValidationError:
        return jsonify(text="", names=[])
    found = select.grids(problem, problem.showings)
    names = [one.name(lang()) for one in problem.showings if one.index in found]
    key = "form.selected_all" if select.everything else "form.selected"
    facts = {"n": len(names), "m": len(problem.showings)}
    return jsonify(text=say(key, **facts), names=names[:NAMED], n=len(names))
