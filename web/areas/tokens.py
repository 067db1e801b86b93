"""Keys for one's own programs, and what those can do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from web.api.openapi import described
from web.apidoc import Reference
from web.desk import desk
from web.feedlinks import base
from web.language import lang, say
from web.limits import TRIES, limiter
from web.tokens import LONGEST, TooMany, scopes_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("tokens", __name__)


@area.get("/tokens")
def index() -> ResponseReturnValue:
    """One's own tokens, and another."""
    return _page()


@area.post("/tokens")
@limiter.limit(TRIES)
def make() -> ResponseReturnValue:
    """Another one; this answer is the only one that shows it."""
    name, scope = request.form.get("name", "").strip(), request.form.get("scope", "")
    if not name or len(name) > LONGEST:
        return _page(wrong="tokens.name_missing", name=name), 422
    if scope not in scopes_of(g.user.role):
        abort(400)
    try:
        token = desk().tokens.make(g.user.id, name, scope)
    except TooMany:
        return _page(wrong="tokens.too_many", name=name), 422
    return _page(token=token)


@area.post("/tokens/<token>/end")
def end(token: str) -> ResponseReturnValue:
    """Take one back."""
    if not desk().tokens.end(g.user.id, token):
        abort(404)
    flash(say("tokens.ended"))
    return redirect(url_for("tokens.index"))


@area.get("/api")
def reference() -> ResponseReturnValue:
    """What programs can do, to be read by people."""
    return render_template("api.html", reference=Reference(described()), base=base())


def _page(*, token: str = "", wrong: str = "", name: str = "") -> str:
    found = desk().tokens.of(g.user.id)
    scopes = scopes_of(g.user.role)
    return render_template(
        "tokens.html", tokens=found, scopes=scopes, token=token, wrong=wrong, name=name, base=base(), spoken=lang()
    )
