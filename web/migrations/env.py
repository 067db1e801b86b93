"""Run by Alembic: the tables of ``web.store``, on the database that is named."""

from __future__ import annotations

from alembic import context
from sqlalchemy import func, select

from web import tables  # noqa: F401  its tables join the others
from web.store import UPGRADING, Base, _engine

engine = _engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # a server and its workers start at once, each on its machine
            connection.execute(select(func.pg_advisory_xact_lock(UPGRADING)))
        context.run_migrations()
engine.dispose()
