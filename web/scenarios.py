"""Timetables kept under a name, to be weighed against each other before one of them is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from web.store import now
from web.tables import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable

    from web.store import Store

LONGEST = 100
"""Letters of a name."""
MOST = 50
"""Scenarios of a festival."""


class NotKept(Exception):
    """Why a timetable was not kept: the key of a text, and its facts."""

    def __init__(self, key: str, **facts: Any) -> None:
        self.key, self.facts = key, facts
        super().__init__(key)


class Scenarios:
    """Those of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def keep(self, user: int | None, festival_id: int, name: str, base: int, timetable: dict[str, Any]) -> int:
        """A timetable document that was made for revision ``base``, under a name; its number.

        ``NotKept`` if the name is none, or taken, or there are too many already.
        """
        name = " ".join(name.split())
        with self.store.writing() as session:
            mine = select(Scenario).where(Scenario.festival_id == festival_id)
            count = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
            if not 0 < len(name) <= LONGEST:
                raise NotKept("scenario.bad_name", n=LONGEST)
            if session.scalars(mine.where(Scenario.name == name)).first() is not None:
                raise NotKept("scenario.taken", s=name)
            if count >= MOST:
                raise NotKept("scenario.full", n=MOST)
            row = Scenario(festival_id=festival_id, user_id=user, name=name, base=base, timetable=timetable, made=now())
            session.add(row)
            session.flush()
            return row.id

    def all(self, festival_id: int) -> list[Scenario]:
        """Those of a festival, the newest first."""
        with self.store.reading() as session:
            query = select(Scenario).where(Scenario.festival_id == festival_id)
            return list(session.scalars(query.order_by(Scenario.id.desc())))

    def of(self, festival_id: int, numbers: Iterable[int]) -> list[Scenario]:
        """Those of these numbers that there are, in that order."""
        known = {one.id: one for one in self.all(festival_id)}
        return [known[number] for number in dict.fromkeys(numbers) if number in known]

    def delete(self, number: int) -> None:
        """Keep it no longer."""
        with self.store.writing() as session:
            row = session.get(Scenario, number)
            if row is not None:
                session.delete(row)
