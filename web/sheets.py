"""Sheets of paper after they were printed: who knows of which version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from web.store import now
from web.tables import SheetKnown

if TYPE_CHECKING:
    from scheduler.paper.finding import Code
    from web.store import Store


class Sheets:
    """Who knows of which version, in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def know(self, festival_id: int, code: Code, version: int, user: int | None) -> None:
        """Whoever has the sheet has corrected it to that version."""
        with self.store.writing() as session:
            session.add(
                SheetKnown(
                    festival_id=festival_id, sheet=code.sheet, subject=code.subject, day=code.day, version=version,
                    at=now(), user_id=user,
                )
            )  # fmt: skip

    def said(self, festival_id: int) -> list[SheetKnown]:
        """Everything that was said of sheets of a festival, in the order in which it was."""
        with self.store.reading() as session:
            query = select(SheetKnown).filter_by(festival_id=festival_id).order_by(SheetKnown.id)
            return list(session.scalars(query))

    def known(self, festival_id: int, code: Code) -> SheetKnown | None:
        """The last time that somebody said so of this hall, person or building and day."""
        with self.store.reading() as session:
            query = select(SheetKnown).filter_by(
                festival_id=festival_id, sheet=code.sheet, subject=code.subject, day=code.day
            )
            return session.scalars(query.order_by(SheetKnown.id.desc()).limit(1)).first()
