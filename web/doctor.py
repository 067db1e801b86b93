"""What ``showgrid doctor`` says of the desk: its database, its queue, and who looks at it in tests."""

from __future__ import annotations

import shutil
from importlib.util import find_spec


def database() -> str:
    """Which, and whether it can be opened; nothing is made or upgraded."""
    from pathlib import Path

    from sqlalchemy import text
    from sqlalchemy.engine import make_url

    from web.settings import from_environment
    from web.store import Store

    address = make_url(from_environment().database_url)
    shown = address.render_as_string(hide_password=True)
    if address.get_backend_name() == "sqlite":
        there = address.database is not None and Path(address.database).exists()
        if not there:
            return f"{shown}, made when the desk is first served; PostgreSQL: {_extra('psycopg', 'postgresql')}"
    store = Store(address.render_as_string(hide_password=False))
    try:
        with store.reading() as session:
            name = "sqlite_version()" if address.get_backend_name() == "sqlite" else "current_setting('server_version')"
            found = session.execute(text(f"SELECT {name}")).scalar_one()
    finally:
        store.close()
    return f"{shown} answers: {address.get_backend_name()} {found}"


def queue() -> str:
    """Whether Redis answers, if it is asked for."""
    from web.settings import from_environment

    url = from_environment().redis_url
    if not url:
        return f"none (REDIS_URL), which one machine needs not; Redis: {_extra('dramatiq', 'redis')}"
    from web.cli import queued

    return f"Redis {queued(url).client.info('server')['redis_version']} answers"


def browser() -> str:
    """A browser for the tests of the desk; the desk itself needs none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or "none here; only the tests of the desk want one (Debian: chromium)"


def _extra(module: str, extra: str) -> str:
    there = find_spec(module) is not None
    return "installed" if there else f"not installed (pip install 'showgrid[{extra}]')"
