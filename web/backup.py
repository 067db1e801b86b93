"""The whole database as one file, and back; while the desk runs, and all or nothing.

SQLite copies a database page by page under its own locks (its online backup), so a copy is always of one moment, unlike
a copy of the file, which may lack what is still in the log beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import make_url

from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

PATIENCE = 10.0
"""Seconds that a lock of somebody else is waited for."""


def backup(url: str, target: Path) -> None:
    """Write the database of ``url`` to ``target``, which appears whole or not at all."""
    source = database_of(url)
    if not source.exists():
        raise FestivalError([Fault(str(source), "there is no database yet, so nothing to keep")])
    if target.exists() and target.samefile(source):
        raise FestivalError([Fault(str(target), "this is the database itself; name another file")])
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _open(source) as one, _open(beside) as other:
            one.backup(other)
            _whole(other, source)
            other.execute("PRAGMA journal_mode=DELETE")
        beside.chmod(0o600)
        with beside.open("rb") as made:
            os.fsync(made.fileno())
        beside.replace(target)
    except OSError as error:
        raise FestivalError([Fault(str(target), f"cannot be written: {error.strerror}")]) from None
    except sqlite3.Error as error:
        raise FestivalError([Fault(str(target), f"cannot be written: {error}")]) from None
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            beside.with_name(beside.name + end).unlink(missing_ok=True)


def restore(url: str, source: Path) -> Path | None:
    """Put a backup in place of the database; where the one before was kept, None if there was none.

    In one transaction: whoever reads meanwhile sees the one or the other.
    """
    target = database_of(url)
    _checked(source)
    kept = None
    if target.exists():
        kept = _free(target.with_name(f"{target.name}.before-restore"))
        backup(url, kept)
    try:
        with _open(source) as one, _open(target) as other:
            one.backup(other)
    except sqlite3.Error as error:
        raise FestivalError([Fault(str(target), f"cannot be restored now: {error}; end the desk first")]) from None
    return kept


def kept_before_upgrade(url: str, scripts: ScriptDirectory) -> Path | None:
    """A copy of a SQLite database whose tables are older than ours; None if there is nothing to keep."""
    if not url.startswith("sqlite"):
        return None
    path = database_of(url)
    revision = _revision(path) if path.exists() else None
    if revision is None or revision == scripts.get_current_head():
        return None
    target = _free(path.with_name(f"{path.name}.before-{revision}"))
    backup(url, target)
    return target


def database_of(url: str) -> Path:
    """The file of a SQLite database; any other is refused in words."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise FestivalError([Fault("DATABASE_URL", "only SQLite is kept by this command; for PostgreSQL use pg_dump")])
    return Path(parsed.database)


def _checked(source: Path) -> None:
    """``FestivalError`` unless this is a whole database of the desk that we understand."""
    from web.store import migrations

    if not source.is_file():
        raise FestivalError([Fault(str(source), "there is no such file")])
    try:
        with _open(source, readonly=True) as one:
            _whole(one, source)
        revision = _revision(source)
    except sqlite3.Error as error:
        raise FestivalError([Fault(str(source), f"this is no backup of the desk: {error}")]) from None
    from alembic.script import ScriptDirectory

    known = {one.revision for one in ScriptDirectory.from_config(migrations("sqlite://")).walk_revisions()}
    if revision is None:
        raise FestivalError([Fault(str(source), "this is a database, but none of the desk")])
    if revision not in known:
        raise FestivalError([Fault(str(source), f"this was made by a newer Showgrid (tables of {revision})")])


def _whole(connection: sqlite3.Connection, source: Path) -> None:
    found = connection.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise FestivalError([Fault(str(source), f"the database is damaged: {found}")])


def _revision(path: Path) -> str | None:
    """Which migration its tables are of; None if it is none of the desk."""
    with _open(path, readonly=True) as one:
        there = one.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        row: Any = one.execute("SELECT version_num FROM alembic_version").fetchone() if there else None
        return None if row is None else str(row[0])


@contextmanager
def _open(path: Path, *, readonly: bool = False) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
        yield connection


def _free(path: Path) -> Path:
    """The path, numbered if there is one already: a backup never overwrites another by itself."""
    numbered = (path.with_name(f"{path.name}-{n}") for n in range(2, 10_000))
    return path if not path.exists() else next(one for one in numbered if not one.exists())
