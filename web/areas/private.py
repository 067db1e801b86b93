"""Pages at private addresses: a person's own, and that of a venue's staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, g, redirect, request, url_for

from scheduler.site.pages import calendar_links
from scheduler.site.personal import Schedule, phones, recent, spoken
from web.acknowledged import enter_house
from web.desk import desk
from web.feedlinks import base
from web.limits import WRONG, limiter
from web.outside import page, visitor, when
from web.plain import whole
from web.replies import LONGEST
from web.taps import WHATS
from web.venueday import Asked, VenueDay

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.links import Found
    from web.publishing import Announced
    from web.tables import Reply

area = Blueprint("private", __name__)
limit = limiter.limit(WRONG, deduct_when=lambda response: response.status_code == 404)
"""Guessing is slowed down; who has a good address may look as often as they like."""


@area.get("/p/<token>")
@limit
def person(token: str) -> ResponseReturnValue:
    """Where somebody must be, what changed for them, and whether they can."""
    found, out = _found(token, "person")
    if found.holder.key not in out.problem.people:
        abort(410)
    look = desk().replies.of if g.user or request.headers.get("Sec-Purpose") else desk().replies.see
    return _person(token, found, out, look(found.festival_id, found.holder.key))


@area.post("/p/<token>")
@limit
def answer(token: str) -> ResponseReturnValue:
    """They can, or cannot."""
    found, _ = _found(token, "person")
    form = request.form
    said, version = form.get("answer"), form.get("version", "")
    if said not in ("confirmed", "declined") or not version.isdecimal():
        abort(400)
    kept = desk().replies.answer(
        found.festival_id,
        found.holder.key,
        whole(version, 0),
        "confirmed" if said == "confirmed" else "declined",
        form.get("note", "")[:LONGEST],
    )
    asked, newer = request.args.get("lang"), None if kept else 1
    return redirect(url_for("private.person", token=token, lang=asked, newer=newer))


@area.get("/s/<token>")
@limit
def staff(token: str) -> ResponseReturnValue:
    """A venue today: what is when and where, what changed, what has begun."""
    found, out = _found(token, "venue", "staff")
    enter_house(token)
    speech = visitor()
    courses = desk().taps.courses(found.festival_id)
    day = VenueDay(out, found.holder.key, _asked(), speech, courses)
    facts: dict[str, Any] = {
        "lang": speech,
        "day": day,
        "token": token,
        "phones": phones(out.problem, speech, "staff"),
        "feed": calendar_links(base() + url_for("feeds.private", token=token, lang=speech)),
    }
    return _quiet(page("venue.html", out, day.title, private=True, **facts))


@area.post("/s/<token>")
@limit
def tap(token: str) -> ResponseReturnValue:
    """A showing has started or ended."""
    found, out = _found(token, "venue", "staff")
    form = request.form
    what = next((one for one in WHATS if one == form.get("what")), None)
    label = form.get("showing", "")
    key = form.get("session", ""), whole(label, 0)
    showing = out.problem.by_key.get(key)
    placement = None if showing is None else out.timetable.of(showing)
    if what is None or placement is None:
        abort(400)
    if found.holder.key and out.problem.rooms[placement.room].venue != found.holder.key:
        abort(403)
    desk().taps.tap(found.festival_id, key, what, link=found.link)
    shown = {name: request.args.get(name) for name in ("day", "room", "lang")}
    return redirect(url_for("private.staff", token=token, _anchor=f"{key[0]}-{key[1]}", **shown))  # type: ignore[arg-type]  # mypy takes them for its own options


def _person(token: str, found: Found, out: Announced, reply: Reply | None) -> Response:
    problem, one = out.problem, found.holder.key
    speech = visitor(spoken(problem, one))
    changed, moment = recent(problem, out.publication, one, speech)
    facts: dict[str, Any] = {
        "days": Schedule(problem, out.timetable, one, speech).days(),
        "feed": calendar_links(base() + url_for("feeds.private", token=token, lang=speech)),
        "phones": phones(problem, speech),
        "recent": changed,
        "recent_when": "" if moment is None else when(problem, moment, speech),
        "reply": reply,
        "answered_when": when(problem, reply.answered, speech) if reply is not None and reply.answered else "",
        "newer": "newer" in request.args,
        "token": token,
    }
    return _quiet(page("speaker.html", out, problem.person_name(one, speech), private=True, lang=speech, **facts))


def _found(token: str, *kinds: str) -> tuple[Found, Announced]:
    """Whose the address is and what is in force; 404 if there never was such an address, 410 if it is over."""
    found = desk().links.find(token)
    if found is None or found.holder.kind not in kinds:
        abort(404)
    if found.gone:
        abort(410)
    out = desk().publishing.of(found)
    if out is None:
        abort(404)
    return found, out


def _asked() -> Asked:
    return Asked(request.args.get("day", ""), request.args.get("room", ""))


def _quiet(text: str) -> Response:
    """A page that no search engine keeps."""
    answer_ = Response(text)
    answer_.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer_
