"""What guards every request: who it is, whether they may, and what a browser may do with the answer."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface

from web import permissions
from web.api.problems import PREFIX, is_api
from web.bearer import admit

if TYPE_CHECKING:
    from flask.sessions import SecureCookieSession, SessionMixin
    from flask.wrappers import Request, Response
    from werkzeug.wrappers import Response as Redirect

    from web.accounts import Accounts
    from web.store import User
    from web.tokens import Tokens


_SECRET = re.compile(r"((?:/[a-z]+/|\bsgt_)[A-Za-z0-9]{6,16}\.)[\w-]{16,}")
"""A private address is ``/…/id.secret``, whatever it leads to; a token is ``sgt_id.secret``."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, and nothing inline."""


def guard(app: Flask, accounts: Accounts, tokens: Tokens) -> None:
    """Put the guards around an app."""
    app.logger.addFilter(Veil())
    app.session_interface = Cookies()

    @app.before_request
    def _who() -> Redirect | None:
        if is_api():
            admit(tokens)
            return None
        if _fetched():
            g.user = None  # the cookie is not even looked at: the answer is the same for all
            return None
        g.user = _user(accounts)
        role = None if g.user is None else g.user.role
        if permissions.may(role, request.endpoint):
            return None
        if role is not None or request.endpoint not in permissions.PERMISSIONS:
            abort(403)
        if wants_json() or request.method != "GET":
            abort(401)
        return redirect(url_for("account.login") + f"?next={quote(request.full_path.rstrip('?'))}")

    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer" if _fetched() else "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if app.config["SESSION_COOKIE_SECURE"]:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static":
            headers.setdefault("Cache-Control", "no-store")
        return response


def _fetched() -> bool:
    """Whether a program asks, with a token or for what is published."""
    return is_api() or permissions.PERMISSIONS.get(request.endpoint or "") == permissions.PROGRAMS


class Cookies(SecureCookieSessionInterface):
    """Sessions in cookies; programs have none and get none, whoever is logged in beside them."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie says; a program's is not looked at."""
        if request.path.startswith(f"{PREFIX}/"):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if it is wanted."""
        if not _fetched():
            super().save_session(app, session, response)


class Veil(logging.Filter):
    """Takes the secrets of private addresses out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, without them."""
        record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), ()
        return True


def wants_json() -> bool:
    """Whether a script asks, not a person who follows a link."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def log_in(user: User) -> None:
    """Remember in the cookie who it is; nothing that was in it before is kept but the language."""
    lang = session.get("lang")
    session.clear()
    session.update(user=user.id, epoch=user.epoch, **({"lang": lang} if lang else {}))
    session.permanent = True


def _user(accounts: Accounts) -> User | None:
    number, epoch = session.get("user"), session.get("epoch")
    return accounts.of(number, epoch) if isinstance(number, int) and isinstance(epoch, int) else None
