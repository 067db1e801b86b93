"""Whether a sheet that was printed is still right, and what to correct on it by pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.agenda import RANKS, may_know
from scheduler.paper import SHEETS
from scheduler.publication.news import news, told
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.agenda import Audience
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.publication.document import Announcement
    from scheduler.publication.news import News

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


def finding(problem: Problem, out: Publication, code: Code, audience: Audience) -> Finding:
    """How a sheet stands against what is in force."""
    if code.number is None or not 1 <= code.number <= out.version:
        return Finding(known=False, lines=[], hidden=0)
    lines, hidden = [], 0
    printed_for = SHEETS[code.sheet].audience
    reader = min(audience, printed_for, key=RANKS.__getitem__)
    for one in news(out, code.number):
        if not any(_on(problem, code, side) for side in (one.old, one.new)) and not _of_session(code, one):
            continue
        sides = _known(reader, out.published_at, one)
        if sides == [None, None]:
            hidden += _known(printed_for, out.published_at, one) != [None, None]
            continue
        lines.append(told(problem, sides[0], sides[1]) or _told_differently(sides[1] or sides[0]))
    return Finding(known=True, lines=lines, hidden=hidden)


def _known(audience: Audience, at: datetime, one: News) -> list[Announcement | None]:
    """Both sides, as far as the audience may know of them."""
    return [
        side if side and may_know(audience, side.visibility, side.embargo_until, at) else None
        for side in (one.old, one.new)
    ]


def _told_differently(side: Announcement | None) -> Sentence:
    title = side.title if side else ""
    return Sentence("{s}: what is said of it has changed.", "{s}: 안내 내용 변경", s=title)


def _of_session(code: Code, one: News) -> bool:
    return code.sheet == "cues" and one.key[0] == code.subject


def _on(problem: Problem, code: Code, side: Announcement | None) -> bool:
    """Whether a showing so announced stands, or stood, on the sheet."""
    if side is None or code.sheet == "cues":
        return False
    clock = problem.clock
    if code.day not in (NONE, clock.day(clock.minutes(side.start)).isoformat()):
        return False
    if code.sheet in OF_HALLS:
        return side.room == code.subject
    if code.sheet in OF_PEOPLE:
        return bool(side.appearances(code.subject))
    venues = {room.id: room.venue for room in problem.rooms}
    return code.subject in (NONE, venues.get(side.room))
