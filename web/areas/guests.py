"""The guest office: who has answered and who is silent; everybody's private address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from scheduler.fields import text_in
from web.addresses import private_page
from web.desk import desk, user_id, workspace
from web.language import lang, say
from web.links import Holder
from web.publishing import present

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from scheduler.problem import Problem
    from web.links import Held
    from web.publishing import Announced
    from web.tables import Reply

area = Blueprint("guests", __name__, url_prefix="/f/<slug>/guests")
STATES = ("declined", "asked", "seen", "confirmed")
"""Most urgent first."""


@dataclass(frozen=True)
class Guest:
    """Somebody, what they said, and where their page is."""

    holder: Holder
    name: str
    about: str
    contact: str
    state: str
    reply: Reply | None
    address: str
    revoked: bool


@area.get("")
def index(slug: str) -> ResponseReturnValue:
    """Everybody who is in something, or was asked: who cannot first, then who is silent."""
    work = workspace(slug)
    out = desk().publishing.latest(slug)
    guests = [] if out is None else _guests(out)
    counts = {state: sum(one.state == state for one in guests) for state in STATES}
    wanted = request.args.get("state", "")
    return render_template(
        "guests.html",
        work=work,
        out=out,
        guests=[one for one in guests if wanted not in STATES or one.state == wanted],
        wanted=wanted if wanted in STATES else "",
        total=len(guests),
        counts=counts,
        places=[] if out is None else _places(out),
    )


@area.post("/rotate")
def rotate(slug: str) -> ResponseReturnValue:
    """Another address; the old one answers 410 from now on."""
    work, holder = workspace(slug), _wanted(slug)
    desk().links.rotate(work.id, holder, user_id())
    flash(say("guests.rotated"))
    return _back(slug, holder)


@area.post("/revoke")
def revoke(slug: str) -> ResponseReturnValue:
    """No address any more."""
    work, holder = workspace(slug), _wanted(slug)
    desk().links.revoke(work.id, holder)
    flash(say("guests.revoked"))
    return _back(slug, holder)


def _guests(out: Announced) -> list[Guest]:
    held, replies = desk().links.of(out.festival_id), desk().replies.latest(out.festival_id)
    wanted = {*replies, *present(out.problem, out.timetable)}
    people = [one for one in out.problem.people if one in wanted]
    found = [_guest(out.problem, one, replies.get(one), held.get(Holder("person", one))) for one in people]
    return sorted(found, key=lambda one: STATES.index(one.state) if one.state else len(STATES))


def _guest(problem: Problem, person: str, reply: Reply | None, held: Held | None) -> Guest:
    known, holder = problem.people[person], Holder("person", person)
    return Guest(
        holder=holder,
        name=problem.person_name(person, lang()),
        about=text_in(known.affiliation, lang()),
        contact=" · ".join(part for part in (known.email, known.phone) if part),
        state="" if reply is None else reply.answer or ("seen" if reply.seen else "asked"),
        reply=reply,
        address=private_page(holder, held.token if held else None),
        revoked=held is not None and held.revoked,
    )


def _places(out: Announced) -> list[Guest]:
    """The venues, and all of the staff."""
    held = desk().links.of(out.festival_id)
    wanted = [(Holder("venue", one.id), text_in(one.name, lang()) or one.id) for one in out.problem.festival.venues]
    wanted.append((Holder("staff"), say("guests.all_staff")))
    return [
        Guest(
            holder,
            name,
            "",
            "",
            "",
            None,
            private_page(holder, held[holder].token if holder in held else None),
            holder in held and held[holder].revoked,
        )
        for holder, name in wanted
    ]


def _wanted(slug: str) -> Holder:
    """Whom a form names; only who is known to what is published."""
    kind, key = request.form.get("kind", ""), request.form.get("key", "")
    out = desk().publishing.latest(slug)
    if out is None:
        abort(400)
    known = [*(Holder("person", one) for one in out.problem.people), *(one.holder for one in _places(out))]
    found = next((one for one in known if (one.kind, one.key) == (kind, key)), None)
    if found is None:
        abort(400)
    return found


def _back(slug: str, holder: Holder) -> ResponseReturnValue:
    return redirect(url_for("guests.index", slug=slug, _anchor=f"{holder.kind}-{holder.key}"))
