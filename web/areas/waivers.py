"""What is broken and accepted all the same, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from web.desk import desk, user_id, workspace
from web.entries import WAIVERS, Name, key_of
from web.language import lang, say
from web.operations import Edit
from web.plain import whole
from web.waiving import accepted, found, waiver
from web.words import both, in_every

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.workspace import Workspace

area = Blueprint("waivers", __name__, url_prefix="/f/<slug>/waivers")
LONGEST = 500
"""Letters of a reason."""


@area.post("")
def accept(slug: str) -> ResponseReturnValue:
    """Accept a broken must, saying why."""
    work = workspace(slug)
    why = request.form.get("why", "").strip()[:LONGEST]
    violation = found(work, {name: request.form.get(name, "") for name in ("rule", "about", "subject")})
    if violation is None:
        abort(404)
    if not why:
        flash(say("waiver.why_missing"))
        return _back(work)
    entry = waiver(work, violation, g.user.name, why)
    summary = both("waiver.did", s=in_every(violation.sentence.text), w=why)
    desk().operations.commit(
        user_id(), work.id, work.head, [Edit(Name(WAIVERS, key_of(WAIVERS, entry)), entry)], summary
    )
    flash(summary[lang()])
    return _back(work)


@area.post("/<key>/withdraw")
def withdraw(slug: str, key: str) -> ResponseReturnValue:
    """Accept it no longer."""
    work = workspace(slug)
    given = next((one for one in accepted(work) if one.name.key == key), None)
    if given is None:
        abort(404)
    summary = both("waiver.undid", s=in_every(given.violation.sentence.text))
    desk().operations.commit(user_id(), work.id, work.head, [Edit(given.name)], summary)
    flash(summary[lang()])
    return _back(work)


def _back(work: Workspace) -> ResponseReturnValue:
    """The day that was looked at."""
    day = request.form.get("day", "")
    number = whole(day, 0) if whole(day, 0) < len(work.problem.days) else 0
    return redirect(url_for("grid.day", slug=work.slug, number=number))
