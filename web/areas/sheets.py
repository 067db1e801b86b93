"""Sheets of paper: printed from what is in force, and asked by their code whether they are still right."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, send_file, url_for

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.formats.files import safe_name
from scheduler.paper import SHEETS, Order
from scheduler.paper.finding import Code, finding
from web.acknowledged import of_the_house, standings
from web.areas.history import name_of
from web.desk import desk, user_id, workspace
from web.language import lang, say
from web.shelf import Shelf

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.publishing import Announced

area = Blueprint("sheets", __name__)
LANGS, PAPERS = ["ko", "en", "both"], ["a4", "letter"]
CODE = "/sheet/<slug>/<version>/<name>/<subject>/<day>"


@area.get(CODE)
def check(slug: str, version: str, name: str, subject: str, day: str) -> ResponseReturnValue:
    """Whether the sheet with this code is still right; the lines to correct, for the staff all of them."""
    out, code = _asked(slug, version, name, subject, day)
    staff = _staff(out, code)
    found = finding(out.problem, out.publication, code, "staff" if staff else "public")
    known = desk().sheets.known(out.festival_id, code)
    return render_template(
        "sheet.html",
        out=out,
        code=code,
        title=SHEETS[name].titles[lang()],
        subject=_subject(out, code),
        found=found,
        lines=[one.text(lang()) for one in found.lines],
        known=known,
        who=(name_of(known.user_id) or say("sheet.house")) if known else None,
        staff=staff,
    )


@area.post(CODE)
def know(slug: str, version: str, name: str, subject: str, day: str) -> ResponseReturnValue:
    """Whoever has the sheet has corrected it."""
    out, code = _asked(slug, version, name, subject, day)
    if not _staff(out, code):
        abort(401)
    if request.form.get("in_force") != str(out.version):
        flash(say("sheet.newer"))
    else:
        desk().sheets.know(out.festival_id, code, out.version, user_id())
    return redirect(url_for("sheets.check", slug=slug, version=version, name=name, subject=subject, day=day))


@area.get("/f/<slug>/sheets")
def index(slug: str) -> ResponseReturnValue:
    """Every hall and day, every kind of sheet, with what can be chosen of each."""
    work, out = workspace(slug), desk().publishing.latest(slug)
    shelf = None if out is None else Shelf(out, lang())
    cells = [] if shelf is None else [(room, day) for room, _, days in shelf.halls() for day in days if day]
    known = {} if out is None else standings(out, cells)
    return render_template("sheets.html", work=work, out=out, shelf=shelf, langs=LANGS, papers=PAPERS, known=known)


@area.get("/f/<slug>/sheets/<name>.pdf")
def pdf(slug: str, name: str) -> ResponseReturnValue:
    """A sheet of what is in force: ``?room=``, ``venue``, ``day``, ``person``, ``session``, ``lang``, ``paper``."""
    out = desk().publishing.latest(slug)
    if out is None or name not in SHEETS:
        abort(404)
    data = SHEETS[name].printed(_order(out, name))
    return send_file(BytesIO(data), "application/pdf", download_name=f"{safe_name(f'{slug}-{name}')}.pdf")


def _staff(out: Announced, code: Code) -> bool:
    """Whether somebody is logged in, or scans with a telephone on which the page of that house was opened."""
    return g.user is not None or of_the_house(out, code)


def _asked(slug: str, version: str, name: str, subject: str, day: str) -> tuple[Announced, Code]:
    out = desk().publishing.latest(slug)
    if out is None or name not in SHEETS:
        abort(404)
    return out, Code(version, name, subject, day)


def _subject(out: Announced, code: Code) -> str:
    """The hall, building or person, by name."""
    room = out.problem.room_index.get(code.subject)
    if room is not None:
        return out.problem.rooms[room].name(lang())
    known = out.problem.people.get(code.subject)
    # Whether somebody comes is not told to whoever only guesses at ids.
    return out.problem.person_name(code.subject, lang()) if known and g.user is not None else code.subject.strip("-")


def _order(out: Announced, name: str) -> Order:
    """What the address asks for; ``FestivalError`` tells what there is not."""
    problem, asked = out.problem, request.args
    known = {
        "room": list(problem.room_index), "venue": [one.id for one in problem.festival.venues],
        "day": [one.isoformat() for one in problem.days], "person": list(problem.people),
        "session": list(problem.by_session), "lang": LANGS, "paper": PAPERS,
    }  # fmt: skip
    wanted = {each: asked[each] for each in known if asked.get(each)}
    faults = [
        Fault(each, f"there is no {value!r}{did_you_mean(value, known[each])}")
        for each, value in wanted.items()
        if value not in known[each] or each not in (*SHEETS[name].by, "lang", "paper")
    ]
    if faults:
        raise FestivalError(faults)
    return Order(
        problem, out.timetable, wanted.get("lang", "both"), wanted.get("room"), wanted.get("venue"),
        date.fromisoformat(wanted["day"]) if "day" in wanted else None, wanted.get("person"), wanted.get("session"),
        paper=wanted.get("paper", "a4"), columns=tuple(filter(None, asked.get("columns", "").split(","))),
        base=(desk().settings.public_url or request.url_root).rstrip("/"), slug=out.slug, publication=out.publication,
    )  # fmt: skip
