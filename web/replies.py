"""What people answered to a version that concerns them: asked, seen, confirmed, declined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from web.store import now
from web.tables import Reply

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from web.store import Store

Answer = Literal["confirmed", "declined"]
LONGEST = 1000
"""Letters of a note."""


class Replies:
    """The answers in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def ask(self, session: Session, festival_id: int, version: int, people: Iterable[str], at: datetime) -> None:
        """These are asked about that version."""
        for person in dict.fromkeys(people):
            session.add(
                Reply(festival_id=festival_id, version=version, person=person, asked=at, seen=None, answered=None)
            )

    def latest(self, festival_id: int) -> dict[str, Reply]:
        """Of everybody what they were asked last."""
        with self.store.reading() as session:
            query = select(Reply).where(Reply.festival_id == festival_id).order_by(Reply.version)
            return {one.person: one for one in session.scalars(query)}

    def of_version(self, festival_id: int, version: int) -> dict[str, Reply]:
        """Of everybody who was asked about one version."""
        with self.store.reading() as session:
            found = session.scalars(select(Reply).filter_by(festival_id=festival_id, version=version))
            return {one.person: one for one in found}

    def of(self, festival_id: int, person: str) -> Reply | None:
        """What one person was asked last."""
        with self.store.reading() as session:
            return _last(session, festival_id, person)

    def see(self, festival_id: int, person: str) -> Reply | None:
        """They look at their page; what they were asked last."""
        found = self.of(festival_id, person)
        if found is None or found.seen is not None:
            return found
        with self.store.writing() as session:
            row = session.get_one(Reply, (festival_id, found.version, person))
            row.seen = row.seen or now()
            return row

    def answer(self, festival_id: int, person: str, version: int, answer: Answer, note: str = "") -> bool:
        """They say whether they can; False if they were asked about a later version meanwhile, or never."""
        with self.store.writing() as session:
            row = _last(session, festival_id, person)
            if row is None or row.version != version:
                return False
            row.seen = row.seen or now()
            row.answered, row.answer, row.note = now(), answer, note.strip()[:LONGEST]
            return True


def _last(session: Session, festival_id: int, person: str) -> Reply | None:
    query = select(Reply).filter_by(festival_id=festival_id, person=person)
    return session.scalars(query.order_by(Reply.version.desc()).limit(1)).first()
