"""A festival out with its whole history, and in again on another desk: the same, or refused."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from click.testing import CliRunner

from scheduler.cli import main
from scheduler.faults import FestivalError
from tests.web.servers import wanted
from tests.web.support import WHAT
from web import archive
from web.entries import Name
from web.forgetting import Forgetting
from web.links import Holder
from web.operations import Edit
from web.runs import Runs, Wanted
from web.state import state_at
from web.store import FestivalRow, Run, Store

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from web.desk import Desk
    from web.workspace import Workspace


@pytest.fixture
def packed(desk: Desk, slug: str, full: Callable[[], Workspace]) -> bytes:
    """The small festival: edited, undone, published, answered, searched, tapped."""
    user = desk.accounts.enter(desk.accounts.link("manager"), "Kim", "kim@example.org", "seven dry islands")
    assert user is not None
    desk.operations.commit(user.id, 1, full().head, [Edit(Name("rooms", "big"), fields={"capacity": 111})], WHAT)
    desk.operations.undo(user.id, 1)
    desk.publishing.publish(user.id, full(), "First")
    person = next(iter(desk.replies.latest(1)))
    assert desk.replies.answer(1, person, 1, "confirmed", "Yes")
    desk.taps.tap(1, ("opening", 1), "started", link=desk.links.find(desk.links.token(1, Holder("staff")) or "").link)  # type: ignore[union-attr]  # there is one
    number = Runs(desk.store).ask(user.id, Wanted(1, 1, full().problem.festival.document(), None, 5.0))
    Runs(desk.store).claim("one")
    Runs(desk.store).keep(number, "one", 1.0, {"placed": 1}, full().answer.model_dump(mode="json", exclude_none=True))
    desk.scenarios.keep(user.id, 1, "Calm", 2, full().answer.model_dump(mode="json", exclude_none=True))
    return out(desk.store, slug)


@pytest.fixture
def elsewhere(tmp_path: Path, new_database: Path) -> Iterator[Store]:
    """Another desk."""
    copyfile(new_database, tmp_path / "elsewhere.sqlite3")
    store = Store(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    yield store
    store.close()


def out(store: Store, slug: str) -> bytes:
    made = io.BytesIO()
    archive.write(store, slug, made)
    return made.getvalue()


def lines(packed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(packed).splitlines()]


def again(changed: list[Any]) -> io.BytesIO:
    return io.BytesIO(gzip.compress("\n".join(json.dumps(one) for one in changed).encode()))


@pytest.mark.both_databases
def test_what_comes_in_elsewhere_is_the_same(desk: Desk, packed: bytes, elsewhere: Store) -> None:
    from web.accounts import Accounts

    Accounts(elsewhere, desk.accounts.hasher).enter(
        Accounts(elsewhere).link("editor"), "Kim there", "kim@example.org", "seven dry islands"
    )
    done = archive.read(elsewhere, io.BytesIO(packed))
    there = lines(out(elsewhere, done.slug))
    with elsewhere.writing() as session:
        run = session.get_one(Run, 1)
        ended = run.ended
        run.state, run.ended, run.lease = "running", None, None
    same = lines(out(elsewhere, done.slug))

    assert (done.slug, done.revisions, done.publications, done.left_links, done.unknown) == ("small", 5, 1, 0, ())
    assert [one["row"]["state"] for one in there if one.get("table") == "run"] == ["done"]
    assert ended is not None
    without_lease = [
        {**one, "row": {**one["row"], "lease": None}} if one.get("table") == "run" else one for one in lines(packed)
    ]
    assert same == without_lease


def test_a_file_of_before_there_were_scenarios_comes_in(packed: bytes, elsewhere: Store) -> None:
    later = ("kind", "asked", "found")
    older = [
        {**one, "row": {key: value for key, value in one["row"].items() if key not in later}}
        if one.get("table") == "run"
        else one
        for one in lines(packed)
        if one.get("table") != "scenario"
    ]

    archive.read(elsewhere, again(older))

    run = Runs(elsewhere).of(1, 1)
    assert run is not None
    assert (run.kind, run.asked, run.found) == ("solve", {}, None)


def test_history_and_addresses_go_on_working_elsewhere(desk: Desk, packed: bytes, elsewhere: Store) -> None:
    from web.links import Links
    from web.operations import Operations

    token = desk.links.token(1, Holder("staff"))
    archive.read(elsewhere, io.BytesIO(packed))
    with elsewhere.reading() as there, desk.store.reading() as here:
        assert [state_at(there, 1, n) for n in range(1, 6)] == [state_at(here, 1, n) for n in range(1, 6)]

    found = Links(elsewhere, "another key").find(token or "")
    assert found is not None
    assert (found.slug, found.holder, found.gone) == ("small", Holder("staff"), False)
    assert Operations(elsewhere).undo(None, 1) == 6


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_of_postgresql_comes_back_from_its_own_dump(desk: Desk, packed: bytes, slug: str) -> None:
    url = desk.settings.database_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE kept")
    try:
        there = url.replace("/postgres?", "/kept?")
        dump = subprocess.run([wanted("pg_dump", "postgresql"), "-Fc", url], check=True, stdout=subprocess.PIPE).stdout
        subprocess.run([wanted("pg_restore", "postgresql"), "-d", there], input=dump, check=True)
        store = Store(there.replace("postgresql:", "postgresql+psycopg:"))
        store.upgrade()
        came = lines(out(store, slug))
        store.close()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE kept WITH (FORCE)")

    assert came == lines(packed)


@pytest.mark.both_databases
def test_where_it_is_already_it_comes_in_beside_itself(desk: Desk, packed: bytes) -> None:
    done = archive.read(desk.store, io.BytesIO(packed))
    copy = desk.workspaces.of("small-2")

    assert (done.slug, done.links, done.left_links > 0) == ("small-2", 0, True)
    assert copy is not None
    assert len(copy.timetable) == len(copy.problem.showings)


@pytest.mark.both_databases
def test_a_festival_of_which_somebody_was_forgotten_comes_in(
    desk: Desk, packed: bytes, slug: str, elsewhere: Store
) -> None:
    with desk.store.writing() as session:
        session.get_one(Run, 1).state = "done"
    person = next(iter(desk.replies.latest(1)))
    done = Forgetting(desk.store).forget(None, 1, person)

    arrived = archive.read(elsewhere, io.BytesIO(out(desk.store, slug)))

    assert arrived.revisions == 6
    assert done.person in {one["row"]["key"] for one in lines(out(elsewhere, "small")) if one.get("table") == "entry"}


def first(table: str, changed: list[dict[str, Any]]) -> dict[str, Any]:
    row: dict[str, Any] = next(one["row"] for one in changed if one.get("table") == table)
    return row


SPOILT: dict[str, tuple[Callable[[list[Any]], object], str]] = {
    "newer": (lambda all_: all_[0].update(showgrid_archive=2), "line 1: this was written in format 2; this Showgrid reads 1"),
    "no head": (lambda all_: all_.pop(0), "line 1: this is no festival"),
    "a table": (lambda all_: all_.append({"table": "user", "row": {}}), "a row of a table that the desk has"),
    "a column": (lambda all_: first("entry", all_).update(x=1), "fields that are missing, or not known: x"),
    "a kind": (lambda all_: first("revision", all_).update(number="1"), "number: this does not fit"),
    "a time": (lambda all_: first("revision", all_).update(at="soon"), "at: a time with its zone"),
    "a long key": (lambda all_: first("entry", all_).update(key="x" * 451), "key: this does not fit"),
    "the draft": (lambda all_: first("entry", all_).update(list="secrets"), "entry secrets/"),
    "the history": (lambda all_: first("revision", all_).update(patch=[]), "was not so before"),
    "a revision": (lambda all_: all_[0].update(head=9), "the revisions 1 to 9 are expected"),
    "a publication": (lambda all_: first("publication", all_).update(document={}), "does not fit together"),
    "a programme": (lambda all_: first("publication", all_)["programme"].update(rooms=3), "rooms"),
    "an answer": (lambda all_: first("reply", all_).update(version=7), "reply: there is no version 7"),
    "a search": (lambda all_: first("run", all_).update(best={"placements": 3}), "does not fit together"),
    "a step": (lambda all_: first("step", all_).update(run=8), "step: it belongs to no search"),
    "not a mapping": (lambda all_: all_.append([1]), "a mapping is expected"),
}  # fmt: skip


def test_a_file_that_does_not_fit_is_refused_and_leaves_nothing(packed: bytes, elsewhere: Store) -> None:
    said = {}
    for name, (spoil, _) in SPOILT.items():
        changed = lines(packed)
        spoil(changed)
        with pytest.raises(FestivalError) as error:
            archive.read(elsewhere, again(changed))
        said[name] = str(error.value)

    assert [name for name, (_, words) in SPOILT.items() if words not in said[name]] == [], said
    with elsewhere.reading() as session:
        assert session.get(FestivalRow, 1) is None


def test_what_is_cut_off_damaged_or_too_large_is_refused(
    packed: bytes, elsewhere: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_stream = packed[:10] + b"\xff" * 50
    for data in (b"", b"PK\x03\x04", no_stream, packed[:-20], packed[:200] + b"\0\0\0\0" + packed[204:]):
        with pytest.raises(FestivalError):
            archive.read(elsewhere, io.BytesIO(data))
    monkeypatch.setattr(archive, "LARGEST", 1000)
    with pytest.raises(FestivalError, match="MB unpacked"):
        archive.read(elsewhere, io.BytesIO(gzip.compress(b"[" + b" " * 2000 + b"]\n")))


def test_a_manager_takes_it_out_and_brings_it_in(manager: FlaskClient, slug: str, desk: Desk) -> None:
    got = manager.get(f"/f/{slug}/archive")
    came = manager.post("/festivals", data={"file": (io.BytesIO(got.data), "small.showgrid")}, follow_redirects=True)
    bad = manager.post("/festivals", data={"file": (io.BytesIO(b"x"), "small.showgrid")})

    assert (got.status_code, came.status_code, bad.status_code) == (200, 200, 422)
    assert "small-2" in came.text
    assert desk.workspaces.of("small-2") is not None


def test_the_commands_take_it_out_and_bring_it_in(
    desk: Desk, slug: str, elsewhere: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, file = CliRunner(), tmp_path / "small.showgrid"
    monkeypatch.setenv("DATABASE_URL", desk.store.url)
    missing = run.invoke(main, ["backup", "--festival", "smal", str(file)], catch_exceptions=False)
    kept = run.invoke(main, ["backup", "--festival", slug, str(file)], catch_exceptions=False)
    monkeypatch.setenv("DATABASE_URL", elsewhere.url)
    came = run.invoke(main, ["restore", "--festival", str(file)], catch_exceptions=False)
    file.write_bytes(b"nothing")
    bad = run.invoke(main, ["restore", "--festival", str(file)], catch_exceptions=False)

    assert [one.exit_code for one in (missing, kept, came, bad)] == [2, 0, 0, 2]
    assert "did you mean 'small'" in missing.output
    assert "1 revisions" in came.output
