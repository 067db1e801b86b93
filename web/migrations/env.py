"""Run by Alembic: the tables of ``web.store``, on the database that is named."""

from __future__ import annotations

from alembic import context

from web import tables  # noqa: F401  its tables join the others
from web.store import Base, _engine

engine = _engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
