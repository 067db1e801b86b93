"""A desk on a database of its own, and somebody who is logged in.

Tests marked ``both_databases`` are run on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from tests.cli.support import PLACES
from tests.web import servers
from tests.web.support import EMAIL, FESTIVAL, PASSWORD, WHAT, placed
from web import create_app
from web.accounts import Accounts
from web.desk import Desk
from web.entries import PLACEMENTS, Name
from web.operations import Edit
from web.settings import Settings
from web.store import Base, Store
from web.workspace import Workspace

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("desk") / "new.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    store.close()
    return path


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A PostgreSQL server with one database that has all tables; its address."""
    with servers.postgresql() as address:
        url = address % "postgres"
        store = Store(url)
        store.upgrade()
        store.close()
        yield url


@pytest.fixture
def emptied(cluster: str) -> str:
    """The database of the cluster with nothing in its tables."""
    store = Store(cluster)
    with store.engine.begin() as connection:  # an eighth of the time of TRUNCATE
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))
    store.close()
    return cluster


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Both databases for those who want both."""
    if "database" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_databases"):
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The address of a database with all tables and nothing in them."""
    if getattr(request, "param", "sqlite") == "postgresql":
        found: str = request.getfixturevalue("emptied")
        return found
    path = request.getfixturevalue("tmp_path") / "desk.sqlite3"
    copyfile(request.getfixturevalue("new_database"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def app(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A desk with nothing on it."""
    monkeypatch.setattr("web.accounts.PasswordHasher", lambda: QUICK)
    made = create_app(Settings(database_url=database, testing=True))
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    made.extensions["desk"].store.close()


@pytest.fixture
def desk(app: Flask) -> Desk:
    found: Desk = app.extensions["desk"]
    return found


@pytest.fixture
def accounts(desk: Desk) -> Accounts:
    return desk.accounts


@pytest.fixture
def anybody(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def logged_in(app: Flask, accounts: Accounts) -> Callable[[str], FlaskClient]:
    """A browser in which somebody of that role is logged in."""

    def make(role: str, email: str = EMAIL) -> FlaskClient:
        accounts.enter(accounts.link(role), f"Some {role}", email, PASSWORD)
        client = app.test_client()
        answer = client.post("/login", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return make


@pytest.fixture
def manager(logged_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return logged_in("manager")


@pytest.fixture
def slug(desk: Desk) -> str:
    """The small festival, on the desk."""
    return desk.operations.create(None, FESTIVAL, {"en": "Begun", "ko": "시작"})


@pytest.fixture
def full(desk: Desk, slug: str) -> Callable[[], Workspace]:
    """The small festival, all placed, as it is whenever asked."""
    edits = [Edit(Name(PLACEMENTS, f"{one[0]}#{one[1]}"), placed(*one)) for one in PLACES]
    desk.operations.commit(None, 1, 1, edits, WHAT)

    def newest() -> Workspace:
        work = desk.workspaces.of(slug)
        assert work is not None
        return work

    return newest
