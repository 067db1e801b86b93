"""Logging in, out and for the first time; the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for

from web import words
from web.desk import desk
from web.limits import TRIES, limiter
from web.permissions import ROLES
from web.security import log_in

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

area = Blueprint("account", __name__)


@area.route("/login", methods=["GET", "POST"])
@limiter.limit(TRIES, methods=["POST"])
def login() -> ResponseReturnValue:
    """By address and password."""
    email = request.form.get("email", "")
    if request.method == "POST":
        user = desk().accounts.login(email, request.form.get("password", ""))
        if user is not None:
            log_in(user)
            return redirect(_inside(request.args.get("next", "")))
        return render_template("login.html", email=email, wrong=True), 422
    return render_template("login.html", email=email, wrong=False)


@area.post("/logout")
def logout() -> ResponseReturnValue:
    """Forget who it was."""
    session.clear()
    return redirect(url_for("account.login"))


@area.route("/enter/<token>", methods=["GET", "POST"])
@limiter.limit(TRIES)
def enter(token: str) -> ResponseReturnValue:
    """Make an account by a one-time link; looking at it does not use it up."""
    accounts = desk().accounts
    role = accounts.role_of(token)
    if role is None:
        return render_template("enter.html", role=None, form={}, wrong=None), 410
    wrong, form = None, request.form
    if request.method == "POST":
        wrong = _wrong(form.get("name", ""), form.get("email", ""))
        if wrong is None:
            try:
                user = accounts.enter(token, form["name"], form["email"], form.get("password", ""))
            except ValueError as error:
                wrong = str(error)
            else:
                if user is None:
                    abort(410)
                log_in(user)
                return redirect(url_for("festivals.index"))
    return render_template("enter.html", role=role, form=form, wrong=wrong), 422 if wrong else 200


@area.post("/language/<lang>")
def language(lang: str) -> ResponseReturnValue:
    """Read on in another language."""
    if lang not in words.LANGUAGES:
        abort(404)
    session["lang"] = lang
    session.permanent = True
    return redirect(_inside(request.form.get("next", "")))


@area.post("/invite")
def invite() -> ResponseReturnValue:
    """A one-time link for somebody else."""
    role = request.form.get("role", "")
    if role not in ROLES:
        abort(400)
    token = desk().accounts.link(role)
    base = desk().settings.public_url or request.url_root.rstrip("/")
    address = base + url_for("account.enter", token=token)
    return render_template("invited.html", address=address, role=role, who=g.user.name)


def _wrong(name: str, email: str) -> str | None:
    if not name.strip():
        return "account.name_missing"
    at = email.strip().rpartition("@")
    return None if at[0] and "." in at[2] and len(email) < 255 else "account.email_wrong"


def _inside(path: str) -> str:
    """A path of this site, and of no other."""
    good = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if good else url_for("festivals.index")
