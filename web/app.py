"""The app put together: settings, store, guards, words, areas."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask, g, jsonify, render_template
from flask_wtf import CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from scheduler.faults import FestivalError
from web import permissions, words
from web.accounts import Accounts
from web.api import blueprint as api
from web.api.problems import Refused, is_api, problem, refused
from web.areas import AREAS
from web.desk import Desk
from web.language import lang, say
from web.limits import limiter
from web.links import Links
from web.operations import Conflict, NothingToDo, Operations, Overtaken
from web.outlet import Outlet
from web.past import Pasts
from web.pieces import Pieces
from web.plain import Plain, Whole
from web.publishing import Publishing
from web.replies import Replies
from web.scenarios import Scenarios
from web.security import guard, wants_json
from web.settings import LARGEST_UPLOAD, Settings, from_environment
from web.sheets import Sheets
from web.store import Store
from web.taps import Taps
from web.tokens import Tokens
from web.workspace import Workspaces

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

csrf = CSRFProtect()


def make(settings: Settings | None = None) -> Flask:
    """The app; its tables are brought to the newest form first."""
    settings = settings or from_environment()
    store = Store(settings.database_url)
    store.upgrade()
    if settings.redis_url:
        from web.queue import Queue

        store.asked = Queue(settings.redis_url).wake
    accounts, replies = Accounts(store), Replies(store)
    key = settings.secret_key or accounts.secret_key()
    links = Links(store, key)
    publishing = Publishing(store, links, replies)
    desk = Desk(
        settings=settings,
        store=store,
        accounts=accounts,
        operations=Operations(store),
        workspaces=Workspaces(store),
        links=links,
        replies=replies,
        publishing=publishing,
        pasts=Pasts(store),
        outlet=Outlet(),
        pieces=Pieces(),
        taps=Taps(store),
        scenarios=Scenarios(store),
        sheets=Sheets(store),
        tokens=Tokens(store),
    )
    app = Flask(__name__)
    if settings.trusted_proxies:
        near = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]  # as Flask documents it
    app.json = Plain(app)
    app.url_map.converters["int"] = Whole
    app.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME="showgrid",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_UPLOAD,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
        RATELIMIT_ENABLED=not settings.testing,
    )
    app.extensions["desk"] = desk
    guard(app, desk.accounts, desk.tokens)
    csrf.init_app(app)
    limiter.init_app(app)
    for area in AREAS:
        app.register_blueprint(area)
    app.register_blueprint(api.area)
    for exempted in api.exempted:
        csrf.exempt(exempted)
    app.context_processor(_context)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(FestivalError, _faulty)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(Overtaken, lambda _: _told(409, "error.overtaken"))
    app.register_error_handler(NothingToDo, lambda _: _told(409, "error.nothing_to_do"))
    return app


def _context() -> dict[str, Any]:
    """What every template knows."""
    user = g.get("user")
    return {
        "t": say,
        "lang": lang(),
        "languages": words.OWN_NAMES,
        "user": user,
        "may": lambda endpoint: permissions.may(None if user is None else user.role, endpoint),
    }


def _told(status: int, key: str, **more: Any) -> ResponseReturnValue:
    """A refusal in words, as a page or as data."""
    message = say(key)
    if is_api():
        return problem(status, message, **more)
    if wants_json():
        return jsonify(error=message, **more), status
    return render_template("error.html", status=status, message=message, **more), status


def _refused(error: HTTPException) -> ResponseReturnValue:
    known = {
        400: "bad",
        401: "login",
        403: "forbidden",
        404: "missing",
        405: "missing",
        409: "not_now",
        410: "over",
        413: "large",
        429: "often",
    }
    status = error.code or 500
    if is_api():
        return _to_program(error, status)
    return _told(status, f"error.{known.get(status, 'ours')}")


def _to_program(error: HTTPException, status: int) -> ResponseReturnValue:
    """The same as a problem, with the headers that belong to it, such as Allow."""
    answer = problem(status, error.description or error.name)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def _faulty(error: FestivalError) -> ResponseReturnValue:
    if is_api():
        return problem(422, say("error.faults"), error.faults)
    return _told(422, "error.faults", faults=[str(fault) for fault in error.faults])


def _conflict(error: Conflict) -> ResponseReturnValue:
    """Both versions, so that nothing is lost."""
    key = f"{error.name.list}/{error.name.key}" if is_api() else error.name.key
    return _told(409, "error.conflict", entry=key, mine=error.mine, theirs=error.theirs)
