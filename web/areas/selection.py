"""What is done with several showings at once, and a search around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, jsonify, request, url_for

from web import repair
from web.desk import desk, user_id, workspace
from web.entries import PINS, Name
from web.language import lang, say
from web.moves import Place, moved, pin_edit, places_from, stored
from web.operations import Edit
from web.outcome import names, told_of
from web.plain import counted
from web.runs import Runs, Wanted
from web.state import state_of
from web.words import both
from web.workspace import document_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from scheduler.problem import Showing
    from web.workspace import Workspace

area = Blueprint("selection", __name__, url_prefix="/f/<slug>/selection")
VERBS = ("pin", "unpin", "swap", "take_out")
MOST = 1000
"""Showings of one selection."""


@area.post("/<verb>")
def act(slug: str, verb: str) -> ResponseReturnValue:
    """One edit of all of them: pinned where they lie, let go, exchanged, taken out."""
    work = workspace(slug)
    if verb not in VERBS:
        abort(404)
    data, showings = _asked(work)
    if verb == "swap" and (len(showings) != 2 or any(work.timetable.of(one) is None for one in showings)):
        return jsonify(error=say("grid.swap_two")), 422
    edits = pins_of(work, showings, on=verb == "pin") if verb in ("pin", "unpin") else moves_of(work, showings, verb)
    summary = both(f"grid.did_{verb}_all", s=names(showings[0]), n=len(showings) - 1)
    head = desk().operations.commit(user_id(), work.id, counted(data.get("base"), work.head), edits, summary)
    return jsonify(revision=head, what=summary[lang()])


@area.post("/price")
def price(slug: str) -> ResponseReturnValue:
    """What several moves at once would change, rule by rule; nothing is moved."""
    data = request.get_json()
    made = moved(workspace(slug), places_from(data.get("moves") if isinstance(data, dict) else None))
    return jsonify(told_of(made, lang()))


@area.post("/repair")
def around(slug: str) -> ResponseReturnValue:
    """A search of seconds: they stay, those near them may move; its result is offered, not taken."""
    work = workspace(slug)
    _, showings = _asked(work)
    with desk().store.reading() as session:
        whole = document_of(state_of(session, work.id))
    start = work.answer.model_dump(mode="json", exclude_none=True)
    wanted = Wanted(work.id, work.head, repair.document(work, whole, showings), start, repair.SECONDS)
    number = Runs(desk().store).ask(user_id(), wanted)
    return jsonify(run=number, url=url_for("solve.show", slug=slug, number=number)), 202


def _asked(work: Workspace) -> tuple[dict[str, Any], list[Showing]]:
    """The request and its showings; refused if one is unknown or there is none."""
    data = request.get_json()
    keys = data.get("showings") if isinstance(data, dict) else None
    if not isinstance(keys, list) or not 0 < len(keys) <= MOST:
        abort(400)
    found: dict[int, Showing] = {}
    for key in keys:
        if not (isinstance(key, list) and len(key) == 2 and isinstance(key[0], str) and type(key[1]) is int):
            abort(400)
        showing = work.problem.by_key.get((key[0], key[1]))
        if showing is None:
            abort(404)
        found[showing.index] = showing
    return data, list(found.values())


def pins_of(work: Workspace, showings: Sequence[Showing], *, on: bool) -> list[Edit]:
    """Pinned where they lie, or let go."""
    placed = [one for one in showings if work.timetable.of(one) is not None]
    if on:
        return [pin_edit(work, one, on=True) for one in placed]
    return [Edit(Name(PINS, one.key)) for one in showings]


def moves_of(work: Workspace, showings: Sequence[Showing], verb: str) -> list[Edit]:
    """Exchanged (two of them), or taken out."""
    places = [stored(work.problem, work.timetable.of(one)) or {} for one in showings]
    if verb == "take_out":
        places = [{} for _ in showings]
    else:
        places.reverse()
    wanted = [
        Place.model_validate({**place, "session": one.session.id, "showing": one.label})
        for one, place in zip(showings, places, strict=True)
    ]
    return moved(work, wanted).edits(pin=False)
