"""The database keeps what it is told, also when many write at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import DBAPIError

import web.tables  # noqa: F401  its tables join the others
from web.settings import Settings, from_environment
from web.store import Base, Fact, FestivalRow, Store, migrations


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    made = Store(database)
    yield made
    made.close()


@pytest.mark.both_databases
def test_the_migrations_make_the_tables_that_the_code_has(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.both_databases
def test_the_migrations_can_be_taken_back_and_made_again(store: Store) -> None:
    command.downgrade(migrations(store.url), "base")
    assert inspect(store.engine).get_table_names() == ["alembic_version"]

    store.upgrade()

    assert set(inspect(store.engine).get_table_names()) == {"alembic_version", *Base.metadata.tables}


def test_sqlite_is_set_up_for_many_readers_and_one_writer(store: Store) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with store.engine.connect() as connection:
        values = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in pragmas]

    assert values == ["wal", 1, 1, 10000]


@pytest.mark.both_databases
def test_no_write_is_lost_when_many_read_and_then_write_at_once(store: Store) -> None:
    with store.writing() as session:
        session.add(Fact(name="count", value="0"))

    def add(_: int) -> None:
        with store.writing() as session:
            fact = session.get_one(Fact, "count")
            fact.value = str(int(fact.value) + 1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(80)))

    with store.reading() as session:
        assert session.get_one(Fact, "count").value == "80"


@pytest.mark.both_databases
def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    with store.reading() as session:
        before = session.scalar(select(func.count()).select_from(Fact))
        with store.writing() as other:
            other.add(Fact(name="new", value="1"))
        after = session.scalar(select(func.count()).select_from(Fact))

    assert (before, after) == (0, 0)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_lets_nobody_write_who_only_reads(store: Store) -> None:
    with store.reading() as session, pytest.raises(DBAPIError, match="read-only"):
        session.execute(insert(Fact).values(name="sneaked", value="in"))


@pytest.mark.both_databases
def test_a_write_that_fails_leaves_nothing_behind(store: Store) -> None:
    def fail() -> None:
        with store.writing() as session:
            session.add(Fact(name="half", value="done"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with store.reading() as session:
        assert session.get(Fact, "half") is None


@pytest.mark.both_databases
def test_an_instant_comes_back_in_utc(store: Store) -> None:
    moment = datetime(2024, 10, 25, 19, 30, tzinfo=timezone(timedelta(hours=9)))
    with store.writing() as session:
        session.add(FestivalRow(slug="x", made=moment))

    with store.reading() as session:
        row = session.get_one(FestivalRow, 1)
    assert (row.made, row.made.utcoffset()) == (moment, timedelta(0))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "sqlite:///showgrid.sqlite3"),
        ({"DATABASE_URL": "postgres://u:p@h/d"}, "postgresql+psycopg://u:p@h/d"),
        ({"DATABASE_URL": "postgresql://h/d"}, "postgresql+psycopg://h/d"),
    ],
    ids=["nothing", "as hosts say it", "as people say it"],
)
def test_the_database_is_named_by_the_environment(given: dict[str, str], expected: str) -> None:
    assert from_environment(given).database_url == expected


def test_cookies_are_for_https_where_the_address_is() -> None:
    found = from_environment({"PUBLIC_URL": "https://desk.example.org/"})

    assert (found.public_url, found.secure, Settings().secure) == ("https://desk.example.org", True, False)
