"""``showgrid serve`` and ``showgrid worker``."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import FILE, lang_option
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.queue import Queue
    from web.store import Store

WORDS = {
    "en": {
        "address": "Showgrid is at {a}",
        "link": "First manager, once, within a day: {a}",
        "end": "Ctrl-C ends it.",
    },
    "ko": {
        "address": "Showgrid 주소: {a}",
        "link": "첫 관리자 등록(한 번만, 하루 안에): {a}",
        "end": "끝내려면 Ctrl-C를 누르세요.",
    },
}


LAST = 10
"""Seconds that requests get to end.  Without a limit, a server that is told to end while it starts waits for ever: its
process inherits the handler of the one that started it, and does not hear."""


@click.command("serve", short_help="The desk in the browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen at.")
@click.option("--link", "always", is_flag=True, help="Print a one-time manager link even if there is a manager.")
@click.option("--no-worker", is_flag=True, help="Searches are worked on elsewhere, by showgrid worker.")
@click.option("--festival", metavar="FESTIVAL", type=FILE, help="Bring this in, if the desk has none of its id yet.")
@click.option("--timetable", metavar="TIMETABLE", type=FILE, help="The timetable that --festival begins with.")
@lang_option
def serve(
    host: str, port: int, always: bool, no_worker: bool, festival: str | None, timetable: str | None, lang: str
) -> None:
    """Serve the desk: programme, rules, timetable, searches, in the browser.

    The data is in showgrid.sqlite3 here, or where DATABASE_URL says (sqlite:///file or postgresql://…).
    PUBLIC_URL is the address that people type, if it is not the one that is listened at; TRUSTED_PROXIES
    says how many proxies stand in front and tell who asks.
    As long as there is no manager, a link is printed that makes one.

    \b
      showgrid serve
      showgrid serve --festival festival.yaml --timetable timetable.json
      DATABASE_URL=sqlite:////srv/desk.sqlite3 PUBLIC_URL=https://desk.example.org showgrid serve --port 8080
    """
    _end_when_told()
    from granian import Granian
    from granian.constants import Interfaces

    from web.accounts import Accounts
    from web.settings import from_environment
    from web.store import THREADS

    _free(host, port)
    settings = from_environment()
    if timetable and not festival:
        raise FestivalError([Fault("--timetable", "of which festival is it? name it with --festival")])
    if settings.redis_url:
        queued(settings.redis_url)
    store = opened(settings.database_url)
    if festival:
        from web.begin import begin

        begin(store, festival, timetable)
    accounts = Accounts(store)
    shown = settings.public_url or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    click.echo(WORDS[lang]["address"].format(a=shown), err=True)
    if always or not accounts.has_manager():
        click.echo(WORDS[lang]["link"].format(a=f"{shown}/enter/{accounts.link('manager')}"), err=True)
    click.echo(WORDS[lang]["end"], err=True)
    store.close()
    with ExitStack() as stack:
        if not no_worker:
            from web.keeper import kept

            stack.enter_context(kept())
        Granian(
            "web.served:app", factory=True, address=host, port=port, interface=Interfaces.WSGI,
            workers=1, blocking_threads=THREADS, log_enabled=False, websockets=False, workers_kill_timeout=LAST,
        ).serve()  # fmt: skip


@click.command("worker", short_help="Work on searches that the desk was asked for.")
@click.option("--child", is_flag=True, hidden=True, help="End when standard input ends.")
def worker(child: bool) -> None:
    """Work on the searches of the database that DATABASE_URL names, one after the other, until it is stopped.

    With REDIS_URL it is woken by the queue there; without, it looks into the database twice a second.

    \b
      DATABASE_URL=postgresql://desk@db/showgrid showgrid worker
      REDIS_URL=redis://db:6379/0 DATABASE_URL=postgresql://desk@db/showgrid showgrid worker
      showgrid worker        on the database of a showgrid serve --no-worker in the same folder
    """
    _end_when_told()
    gone = _parent_gone() if child else lambda: False
    from scheduler.cli._stop import stoppable
    from web.settings import from_environment
    from web.worker import be_nice, work

    be_nice()
    settings = from_environment()
    queue = queued(settings.redis_url) if settings.redis_url else None
    with stoppable() as stop:
        (queue.work if queue else work)(opened(settings.database_url), settings.solve_workers, lambda: stop() or gone())


@click.command("password", short_help="Give somebody of the desk a new password.")
@click.argument("email")
@click.password_option(help="Asked for if it is not given; at least 10 characters.")
def password(email: str, password: str) -> None:
    """Give whoever has the mail address EMAIL a new password; all their log-ins and tokens end.

    \b
      showgrid password kim@example.org
    """
    from web.accounts import Accounts
    from web.settings import from_environment
    from web.words import text

    accounts = Accounts(opened(from_environment().database_url))
    try:
        known = accounts.set_password(email, password)
    except ValueError as error:
        raise FestivalError([Fault("--password", text("en", str(error)))]) from None
    if not known:
        raise FestivalError([Fault(email, "nobody has an account with this address")])


def opened(url: str) -> Store:
    """The store with the newest tables; refused in words if it cannot be opened."""
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

    from web.store import Store

    try:
        store = Store(url)
        store.upgrade()
    except ModuleNotFoundError as error:
        told = f"the package {error.name} is missing: pip install 'showgrid[postgresql]'"
        raise FestivalError([Fault("DATABASE_URL", told)]) from None
    except (ArgumentError, NoSuchModuleError):
        raise FestivalError([Fault("DATABASE_URL", "write sqlite:///file.sqlite3 or postgresql://…")]) from None
    except SQLAlchemyError as error:
        why = " ".join(str(error.args[0]).split())
        raise FestivalError([Fault("DATABASE_URL", f"the database cannot be opened: {why}")]) from None
    return store


def queued(url: str) -> Queue:
    """The queue on Redis; refused in words if it cannot be had."""
    try:
        from web.queue import Queue
    except ModuleNotFoundError as error:
        told = f"the package {error.name} is missing: pip install 'showgrid[redis]'"
        raise FestivalError([Fault("REDIS_URL", told)]) from None
    return Queue(url).checked()


def _end_when_told() -> None:
    """A service manager may change its mind in the first second, before anybody listens for it: that is no failure."""
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def _free(host: str, port: int) -> None:
    """Refuse a port that is taken before anything is said."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise FestivalError([Fault("--port", f"{host}:{port} cannot be listened at: {reason}")]) from None


def _parent_gone() -> Callable[[], bool]:
    """Whether the process that started this one has ended: its end of the pipe is closed, or another is the parent.

    The pipe alone does not tell: the server's own children are forked with its end of it, and may outlive it.
    """
    from threading import Event, Thread

    gone, parent, stdin = Event(), os.getppid(), sys.stdin.fileno()

    def listen() -> None:
        while os.read(stdin, 1):
            pass
        gone.set()

    Thread(target=listen, daemon=True).start()
    return lambda: gone.is_set() or os.getppid() != parent
