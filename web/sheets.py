"""Sheets of paper after they were printed: whether one is still right, what to correct on it, who knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from scheduler.agenda import RANKS, may_know
from scheduler.paper import SHEETS
from scheduler.publication.news import news, told
from scheduler.sentence import Sentence
from web.store import now
from web.tables import SheetKnown

if TYPE_CHECKING:
    from scheduler.agenda import Audience
    from scheduler.publication.document import Announcement
    from scheduler.publication.news import News
    from web.publishing import Announced
    from web.store import Store

NONE = "-"
"""What stands in an address for a part that a sheet does not have."""
OF_HALLS = ("running-order", "projection", "door", "changes")
OF_PEOPLE = ("guest", "interpreter", "jury")


@dataclass(frozen=True)
class Code:
    """What the code of a sheet says."""

    version: str
    sheet: str
    subject: str
    day: str

    @property
    def number(self) -> int | None:
        """The version that was printed; None of a draft."""
        return int(self.version) if self.version.isascii() and self.version.isdigit() else None


@dataclass(frozen=True)
class Finding:
    """Whether a sheet is still right."""

    known: bool
    """Whether that version was ever published."""
    lines: list[Sentence]
    """What to correct by pen, as far as the reader may know of it."""
    hidden: int
    """Changes that the reader may not know of."""

    @property
    def right(self) -> bool:
        """Whether nothing on it has changed."""
        return self.known and not self.lines and not self.hidden


def finding(out: Announced, code: Code, audience: Audience) -> Finding:
    """How a sheet stands against what is in force."""
    if code.number is None or not 1 <= code.number <= out.version:
        return Finding(known=False, lines=[], hidden=0)
    lines, hidden = [], 0
    printed_for = SHEETS[code.sheet].audience
    reader = min(audience, printed_for, key=RANKS.__getitem__)
    for one in news(out.publication, code.number):
        if not any(_on(out, code, side) for side in (one.old, one.new)) and not _of_session(code, one):
            continue
        sides = _known(reader, out, one)
        if sides == [None, None]:
            hidden += _known(printed_for, out, one) != [None, None]
            continue
        lines.append(told(out.problem, sides[0], sides[1]) or _told_differently(sides[1] or sides[0]))
    return Finding(known=True, lines=lines, hidden=hidden)


def _known(audience: Audience, out: Announced, one: News) -> list[Announcement | None]:
    """Both sides, as far as the audience may know of them."""
    return [
        side if side and may_know(audience, side.visibility, side.embargo_until, out.at) else None
        for side in (one.old, one.new)
    ]


def _told_differently(side: Announcement | None) -> Sentence:
    title = side.title if side else ""
    return Sentence("{s}: what is said of it has changed.", "{s}: 안내 내용 변경", s=title)


def _of_session(code: Code, one: News) -> bool:
    return code.sheet == "cues" and one.key[0] == code.subject


def _on(out: Announced, code: Code, side: Announcement | None) -> bool:
    """Whether a showing so announced stands, or stood, on the sheet."""
    if side is None or code.sheet == "cues":
        return False
    clock = out.problem.clock
    if code.day not in (NONE, clock.day(clock.minutes(side.start)).isoformat()):
        return False
    if code.sheet in OF_HALLS:
        return side.room == code.subject
    if code.sheet in OF_PEOPLE:
        return bool(side.appearances(code.subject))
    venues = {room.id: room.venue for room in out.problem.rooms}
    return code.subject in (NONE, venues.get(side.room))


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

    def known(self, festival_id: int, code: Code) -> SheetKnown | None:
        """The last time that somebody said so of this hall, person or building and day."""
        with self.store.reading() as session:
            query = select(SheetKnown).filter_by(
                festival_id=festival_id, sheet=code.sheet, subject=code.subject, day=code.day
            )
            return session.scalars(query.order_by(SheetKnown.id.desc()).limit(1)).first()
