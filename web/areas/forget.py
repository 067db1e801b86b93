"""A person forgotten: asked once more, done, and said what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from web.desk import desk, user_id, workspace
from web.forgetting import Busy, Forgetting, Unknown, told
from web.language import lang, say

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("forget", __name__, url_prefix="/f/<slug>/forget")


@area.get("/<person>")
def ask(slug: str, person: str) -> ResponseReturnValue:
    """What it means, and that it is meant."""
    return _page(slug, person)


@area.post("/<person>")
def forget(slug: str, person: str) -> ResponseReturnValue:
    """Do it, if the id was typed once more."""
    work = workspace(slug)
    if request.form.get("confirm", "").strip() != person:
        return _page(slug, person, say("forget.wrong", p=person)), 422
    try:
        done = Forgetting(desk().store).forget(user_id(), work.id, person)
    except Unknown:
        abort(404)
    except Busy:
        return _page(slug, person, say("forget.busy")), 409
    desk().drop(work.id)
    for line in told(done, lang()):
        flash(line)
    return redirect(url_for("programme.show", slug=slug, name="people"))


def _page(slug: str, person: str, wrong: str = "") -> str:
    work = workspace(slug)
    if not Forgetting(desk().store).known(work.id, person):
        abort(404)
    name = work.problem.person_name(person, lang()) if person in work.problem.people else person
    return render_template("forget.html", work=work, person=person, name=name, wrong=wrong)
