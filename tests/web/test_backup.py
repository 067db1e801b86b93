"""All data in one file, and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import text

from scheduler.faults import FestivalError
from tests.cli.support import run
from tests.web.support import FESTIVAL, WHAT
from web.backup import backup, restore
from web.desk import Desk
from web.store import Store


def slugs(url: str) -> list[str]:
    store = Store(url)
    with store.reading() as session:
        found = [str(slug) for (slug,) in session.execute(text("SELECT slug FROM festival ORDER BY id"))]
    store.close()
    return found


def test_a_desk_that_is_in_use_comes_back_as_it_was(desk: Desk, slug: str, tmp_path: Path) -> None:
    kept, url = tmp_path / "kept.sqlite3", desk.settings.database_url
    with desk.store.writing():  # somebody is in the middle of an edit, whose pages are only in the log
        backup(url, kept)
    desk.operations.create(None, FESTIVAL, WHAT)

    before = restore(url, kept)

    assert [slugs(f"sqlite:///{kept}"), slugs(url)] == [["small"], ["small"]]
    assert before is not None
    assert slugs(f"sqlite:///{before}") == ["small", "small-2"]
    assert sorted(one.name for one in tmp_path.iterdir() if ".part" in one.name) == []


def test_the_commands_tell_what_they_did(new_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copyfile(new_database, tmp_path / "desk.sqlite3")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    kept = tmp_path / "kept.sqlite3"

    assert run("backup", kept).stderr == f"Everything is in {kept}.\n"
    told = run("restore", kept, "--lang", "ko").stderr

    assert told == f"{kept}에서 복원했습니다.\n이전 데이터는 {tmp_path / 'desk.sqlite3.before-restore'}에 있습니다.\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "there is no such file"),
        (b"no database at all, though long enough to be one", "this is no backup of the desk: file is not a database"),
        (b"", "this is a database, but none of the desk"),
        ("newer", "this was made by a newer Showgrid (tables of 9999)"),
    ],
    ids=["missing", "text", "empty", "newer"],
)
def test_what_is_no_backup_changes_nothing(
    desk: Desk, slug: str, new_database: Path, tmp_path: Path, content: bytes | str | None, why: str
) -> None:
    given = tmp_path / "given.sqlite3"
    if content == "newer":
        copyfile(new_database, given)
        with closing(sqlite3.connect(given)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
    elif isinstance(content, bytes):
        given.write_bytes(content)

    with pytest.raises(FestivalError) as refused:
        restore(desk.settings.database_url, given)

    assert [fault.message for fault in refused.value.faults] == [why]
    assert slugs(desk.settings.database_url) == ["small"]


def test_a_backup_that_cannot_be_written_leaves_nothing(desk: Desk, slug: str, tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "such" / "folder.sqlite3", tmp_path / "desk.sqlite3"):
        with pytest.raises(FestivalError):
            backup(desk.settings.database_url, target)
    with pytest.raises(FestivalError, match="pg_dump"):
        backup("postgresql://desk@db/showgrid", tmp_path / "x")

    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []
    assert slugs(desk.settings.database_url) == ["small"]


def test_older_tables_are_kept_before_they_are_upgraded(new_database: Path, tmp_path: Path) -> None:
    from alembic import command

    from web.store import migrations

    path = tmp_path / "old.sqlite3"
    copyfile(new_database, path)
    url = f"sqlite:///{path}"
    command.downgrade(migrations(url), "0001")
    store = Store(url)

    store.upgrade()
    store.upgrade()
    store.close()

    kept = [one.name for one in tmp_path.iterdir() if "before" in one.name]
    assert kept == ["old.sqlite3.before-0001"]
