"""The timetable of a day: to look at, to price, to move."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)

from scheduler.reasons import reason
from scheduler.suggest import suggest
from scheduler.suggest.telling import where
from web.board import Board, now_day
from web.cards import troubles_of
from web.desk import desk, user_id, workspace
from web.language import lang
from web.moves import ALL, moved, pin_edit, places_from
from web.outcome import in_words, names, summary_of, told_of
from web.plain import counted, whole
from web.pricing import choice, price_map, told
from web.security import wants_json
from web.state import stacks
from web.streams import streamed
from web.words import both

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from scheduler.problem import Showing
    from web.workspace import Workspace

area = Blueprint("grid", __name__, url_prefix="/f/<slug>")
BEST, SWAPS = 6, 3
"""Suggestions on the page of one showing."""


@area.get("/")
def index(slug: str) -> ResponseReturnValue:
    """The day of today, or the first on which there is something."""
    work = workspace(slug)
    if not (work.problem.festival.days or work.problem.blocks):
        return render_template("grid.html", work=work, board=None)
    return redirect(url_for("grid.day", slug=slug, number=now_day(work.problem, work.timetable)))


@area.get("/day/<int:number>")
def day(slug: str, number: int) -> ResponseReturnValue:
    """One day; only its board, if a script asks for that."""
    work = workspace(slug)
    if number >= len(work.problem.days):
        abort(404)
    return _drawn(work, number, "_board.html" if request.args.get("part") == "board" else "grid.html")


@area.get("/prices/<int:number>/<path:session>/<int:label>")
def prices(slug: str, number: int, session: str, label: int) -> ResponseReturnValue:
    """What the showing would change at every place of the day."""
    work = workspace(slug)
    if number >= len(work.problem.days):
        abort(404)
    return jsonify(price_map(work, _showing(work, session, label), Board(work, number, lang())))


@area.get("/price/<path:session>/<int:label>")
def price(slug: str, session: str, label: int) -> ResponseReturnValue:
    """What it would change at one place, rule by rule."""
    work = workspace(slug)
    showing = _showing(work, session, label)
    wanted = {name: value for name, value in request.args.items() if name in ("room", "start", "block", "slot")}
    place = places_from([{"session": session, "showing": label, **wanted}])
    made = moved(work, place)
    return jsonify(told_of(made, lang()) | {"place": told(work.problem, showing, made.after.of(showing), lang())})


@area.get("/showing/<path:session>/<int:label>")
def showing(slug: str, session: str, label: int) -> ResponseReturnValue:
    """One showing: where it is, what it costs, and where else it could be."""
    work = workspace(slug)
    one, spoken = _showing(work, session, label), lang()
    swapping = SWAPS if "swaps" in request.args else 0
    found = suggest(work.problem, work.timetable, one, most=BEST, most_swaps=swapping, most_chains=swapping)
    placement = work.timetable.of(one)
    about = troubles_of(work).get(one.index, [])
    return render_template(
        "showing.html",
        work=work,
        showing=one,
        placement=placement,
        place=None if placement is None else where(work.problem, placement).text(spoken),
        start=None if placement is None else work.problem.clock.local(placement.start // work.problem.minute),
        pinned=work.pin_of(one.key) is not None,
        pin=work.pin_of(one.key) or {},
        why="" if placement is not None else reason(work.problem, one, work.timetable).text(spoken),
        troubles=[(violation, violation.sentence.text(spoken)) for violation in about],
        best=[choice(each, spoken) for each in found.best],
        others=[choice(each, spoken) for each in (*found.swaps, *found.chains)] if swapping else None,
        total=len(found.places),
        encode=json.dumps,
    )


@area.post("/move")
def move(slug: str) -> ResponseReturnValue:
    """Put showings somewhere; by a script or by a form."""
    work = workspace(slug)
    data = request.get_json() if request.is_json else _form()
    if not isinstance(data, dict):
        abort(400)
    places = places_from(data.get("moves"))
    made = moved(work, places)
    summary = summary_of(made)
    base = counted(data.get("base"), work.head)
    # Put down where it lay, a card is as it was: not even pinned.
    edits = [] if made.still else made.edits(pin=bool(data.get("pin")))
    head = desk().operations.commit(user_id(), work.id, base, edits, summary)
    if wants_json():
        told = told_of(made, lang()) | {"revision": head, "what": summary[lang()], "moved": not made.still}
        return jsonify(told | _day_after(slug, data.get("day")))
    broken = made.newly_broken(lang())
    flash(summary[lang()] if made.still else in_words(made, summary[lang()], lang()), "problem" if broken else "done")
    return redirect(_day_of(workspace(slug), made.showings[0]))


@area.post("/pin/<path:session>/<int:label>")
def pin(slug: str, session: str, label: int) -> ResponseReturnValue:
    """Keep a showing where it is, or its room, day or time alone; or let it go again."""
    work = workspace(slug)
    one = _showing(work, session, label)
    on = request.form.get("on") == "1"
    parts = [part for part in request.form.getlist("part") if part in ALL]
    if one.in_blocks and "start" in parts:
        parts = [part for part in parts if part != "start"] + ["block", "slot"]
    summary = both("grid.did_pin" if on else "grid.did_unpin", s=names(one))
    desk().operations.commit(user_id(), work.id, work.head, [pin_edit(work, one, on=on, parts=parts)], summary)
    flash(summary[lang()])
    return redirect(_day_of(workspace(slug), one))


@area.get("/events")
def events(slug: str) -> ResponseReturnValue:
    """The number of the newest revision whenever there is another, and when it is checked; as a stream, or once."""
    if "once" in request.args:
        return jsonify(revision=workspace(slug).head)
    seen = request.headers.get("Last-Event-ID") or request.args.get("after", "0")

    def look() -> Iterator[str | None]:
        known = checked = whole(seen, 0)
        while True:
            work = workspace(slug)
            if work.head > known:
                known = work.head
                yield f"id: {known}\nevent: revision\ndata: {known}\n\n"
            if work.head > checked and work.checked:
                checked = work.head
                yield f"event: checked\ndata: {json.dumps({'revision': checked, 'mended': work.mended})}\n\n"
            yield None

    return streamed(look)


def _drawn(work: Workspace, number: int, page: str) -> str:
    """The day in a page, or by itself."""
    board = Board(work, number, lang())
    with desk().store.reading() as session:
        done, undone = stacks(session, work.id, user_id())
    kept = desk().pieces.about(work.id, work.programme, board.lang, number, board.first)
    return render_template(page, work=work, board=board, report=work.report, done=done, undone=undone, kept=kept)


def _day_after(slug: str, number: Any) -> dict[str, str]:
    """The day that the script shows as it is now, so that it need not ask again."""
    work = workspace(slug)
    if not isinstance(number, int) or not 0 <= number < len(work.problem.days):
        return {}
    return {"board": _drawn(work, number, "_board.html")}


def _showing(work: Workspace, session: str, label: int) -> Showing:
    found = work.problem.by_key.get((session, label))
    if found is None:
        abort(404)
    return found


def _form() -> dict[str, Any]:
    """What a form says: a suggestion as it was made, or a place chosen by hand."""
    form = request.form
    base = form.get("base", "")
    made: dict[str, Any] = {"base": whole(base, -1) if base.isdecimal() else None, "pin": form.get("pin") == "1"}
    if "moves" in form:
        try:
            made["moves"] = json.loads(form["moves"])
        except ValueError:
            abort(400)
        return made
    place: dict[str, Any] = {"session": form.get("session", ""), "showing": form.get("showing", "1")}
    if form.get("room"):
        place |= {name: form[name] for name in ("room", "block", "slot") if form.get(name)}
        if form.get("date") and form.get("time"):
            place["start"] = f"{form['date']}T{form['time']}"
    return made | {"moves": [place]}


def _day_of(work: Workspace, showing: Showing) -> str:
    """The page on which the showing now lies."""
    placement = work.timetable.of(showing)
    number = placement.day if placement is not None and placement.day >= 0 else 0
    return url_for("grid.day", slug=work.slug, number=number)
