"""The database: its tables, and two kinds of session.

Reading never blocks, and sees one moment all the way through.  Writing begins with BEGIN IMMEDIATE on SQLite, because
a transaction that reads first and then wants to write fails at once when somebody else wrote in between, whatever the
timeout says.  On PostgreSQL a lock of the whole store does the same, unless the writer says that it locks its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Text,
    TypeDecorator,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

THREADS = 32
"""Requests that may be in work at once."""
WRITING = 7_468_011
"""Number of the lock that writers of a PostgreSQL store take; any that no other program uses."""
UPGRADING = 7_468_012
"""Number of the lock under which its tables are brought to the newest form."""
ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How PostgreSQL reads: SQLite does so by itself."""


class Moment(TypeDecorator[datetime]):
    """An instant; SQLite forgets zones, so UTC is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """In UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """With its zone."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


class Base(DeclarativeBase):
    """All tables."""


class Fact(Base):
    """A value of the installation itself, such as the key that signs cookies."""

    __tablename__ = "fact"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class User(Base):
    """Somebody who logs in."""

    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str] = mapped_column(Text)
    """Hash by argon2."""
    role: Mapped[str] = mapped_column(String(20))
    epoch: Mapped[int] = mapped_column(Integer, default=0)
    """Raised to end all log-ins."""
    made: Mapped[datetime] = mapped_column(Moment)


class Link(Base):
    """A link that lets somebody in once, to make an account."""

    __tablename__ = "link"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))
    """SHA-256 of it; the secret itself is only in the link."""
    role: Mapped[str] = mapped_column(String(20))
    until: Mapped[datetime] = mapped_column(Moment)
    used: Mapped[datetime | None] = mapped_column(Moment)


class FestivalRow(Base):
    """A festival, and which revisions are its newest."""

    __tablename__ = "festival"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    head: Mapped[int] = mapped_column(Integer, default=0)
    programme_at: Mapped[int] = mapped_column(Integer, default=0)
    """The last revision that changed more than placements and pins."""
    made: Mapped[datetime] = mapped_column(Moment)


class EntryRow(Base):
    """One entry of a festival as it is now."""

    __tablename__ = "entry"
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"), primary_key=True)
    list: Mapped[str] = mapped_column(String(30), primary_key=True)
    key: Mapped[str] = mapped_column(String(450), primary_key=True)
    position: Mapped[float] = mapped_column(Float)
    data: Mapped[Any] = mapped_column(JSON)


class Revision(Base):
    """One edit: who, when, what."""

    __tablename__ = "revision"
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment)
    verb: Mapped[str] = mapped_column(String(20))
    """edit, undo, redo or publish."""
    of: Mapped[int | None] = mapped_column(Integer)
    """Of an undo or redo: the revision that it takes back or does again."""
    summary: Mapped[Any] = mapped_column(JSON)
    """A text a language."""
    patch: Mapped[Any] = mapped_column(JSON)
    """Changes: list, key, position, before, after."""


class Run(Base):
    """A search: what is wanted, who works on it, and the best so far.

    This row is the truth, whatever wakes a worker.
    """

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    festival_id: Mapped[int] = mapped_column(ForeignKey("festival.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(20), default="solve")
    """What is looked for: a timetable, or an answer about one."""
    base: Mapped[int] = mapped_column(Integer)
    """The revision that is solved."""
    document: Mapped[Any] = mapped_column(JSON)
    start: Mapped[Any] = mapped_column(JSON)
    """The timetable document to begin with, if any."""
    asked: Mapped[Any] = mapped_column(JSON, default=dict)
    """What else is asked, by kind."""
    budget: Mapped[float] = mapped_column(Float)
    spent: Mapped[float] = mapped_column(Float, default=0.0)
    """Seconds searched so far, by all workers that had it."""
    state: Mapped[str] = mapped_column(String(20), index=True)
    """waiting, running, done, failed, accepted or dropped."""
    stop: Mapped[bool] = mapped_column(Boolean, default=False)
    lease: Mapped[datetime | None] = mapped_column(Moment)
    worker: Mapped[str] = mapped_column(String(80), default="")
    tries: Mapped[int] = mapped_column(Integer, default=0)
    best: Mapped[Any] = mapped_column(JSON)
    """The best timetable document so far."""
    facts: Mapped[Any] = mapped_column(JSON, default=dict)
    """Status, penalty, bound, placed, broken."""
    found: Mapped[Any] = mapped_column(JSON, default=None)
    """An answer that is no timetable, so far; by kind."""
    made: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)


class Step(Base):
    """How far a search was at one moment: a point of the chart, an event of the stream."""

    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    data: Mapped[Any] = mapped_column(JSON)
    __table_args__ = (Index("ix_step_run", "run_id", "id"),)


class Store:
    """The engine, and sessions of it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.many_write = self.engine.dialect.name == "postgresql"
        """Whether several may write at once, each its own rows."""
        self.asked: Callable[[int], None] = lambda _: None
        """Told the number of a run when somebody asks for one."""
        self._reading = self.engine.execution_options(readonly=True, **(ONE_MOMENT if self.many_write else {}))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield session

    def row(self, query: Select[*tuple[Any, ...]], **values: Any) -> Row[Any] | None:
        """The only row of a query of columns, or none; for what is asked hundreds of times a second."""
        with self._reading.connect() as connection:
            return connection.execute(query, values).one_or_none()

    @contextmanager
    def writing(self, *, rows_locked: bool = False) -> Iterator[Session]:
        """A session that alone may write until it ends; committed as a whole, or not at all.

        ``rows_locked``: it locks the row that it depends on before it looks at anything (``locked``, ``FOR UPDATE``),
        so that those who lock another row need not wait, where the database can do that.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            if self.many_write and not rows_locked:
                session.execute(select(func.pg_advisory_xact_lock(WRITING)))
            yield session

    def upgrade(self) -> None:
        """Bring the tables to the newest form; of a SQLite file that has older ones a copy is kept first."""
        from alembic import command
        from alembic.script import ScriptDirectory

        from web.backup import kept_before_upgrade

        config = migrations(self.url)
        kept_before_upgrade(self.url, ScriptDirectory.from_config(config))
        command.upgrade(config, "head")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def migrations(url: str) -> Any:
    """Alembic's settings for a database."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=THREADS, max_overflow=8, pool_pre_ping=True)
    engine = create_engine(url, pool_size=THREADS, max_overflow=8, connect_args={"timeout": 10})
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    reads = connection.get_execution_options().get("readonly", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
