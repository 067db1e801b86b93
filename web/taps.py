"""What halls report of their showings: started, ended; the last tap holds, a slip can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from web.store import now
from web.tables import Tap

if TYPE_CHECKING:
    from datetime import datetime

    from web.store import Store

What = Literal["started", "ended", "waiting"]
WHATS: tuple[What, ...] = ("started", "ended", "waiting")


@dataclass(frozen=True)
class Course:
    """How far a showing is."""

    started: datetime | None = None
    ended: datetime | None = None

    def after(self, what: str, at: datetime) -> Course:
        """The same after one more tap."""
        if what == "started":
            return Course(at, None)
        return Course(self.started, at) if what == "ended" else Course()


class Taps:
    """The reports in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def tap(
        self, festival_id: int, key: tuple[str, int], what: What, *, link: str | None = None, user: int | None = None
    ) -> None:
        """A showing, by session and label, has begun or is over; ``waiting``: neither, it was a slip."""
        with self.store.writing() as session:
            session.add(
                Tap(
                    festival_id=festival_id, session=key[0], showing=key[1], what=what, at=now(),
                    link_id=link, user_id=user,
                )
            )  # fmt: skip

    def courses(self, festival_id: int) -> dict[tuple[str, int], Course]:
        """How far each showing is of which anything was reported."""
        found: dict[tuple[str, int], Course] = {}
        query = select(Tap.session, Tap.showing, Tap.what, Tap.at).where(Tap.festival_id == festival_id)
        with self.store.reading() as session:
            for name, label, what, at in session.execute(query.order_by(Tap.id)):
                found[name, label] = found.get((name, label), Course()).after(what, at)
        return found
