"""What each hall knows: the version that it has said, and what would still have to be corrected on its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import session

from scheduler.paper.finding import NONE, OF_HALLS, Code, finding
from web.desk import desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from web.publishing import Announced

HOUSE = "house"
"""In the cookie of a telephone that has opened a page of the staff: the address of that page."""


@dataclass(frozen=True)
class Standing:
    """How it stands with a hall on a day."""

    known: int | None
    """The newest version of which the hall has said that it knows; None if it has said nothing yet."""
    lines: int
    """Lines that changed since, of which it has not."""

    @property
    def state(self) -> str:
        """``silent``, ``behind`` or ``right``."""
        return "silent" if self.known is None else "behind" if self.lines else "right"


def standings(out: Announced, halls: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Standing]:
    """Of each hall and day what is known there, whichever of its sheets was scanned."""
    newest: dict[tuple[str, str], int] = {}
    for row in desk().sheets.said(out.festival_id):
        if row.sheet in OF_HALLS:
            key = row.subject, row.day
            newest[key] = max(newest.get(key, 0), row.version)
    return {key: _standing(out, *key, newest.get(key)) for key in halls}


def _standing(out: Announced, room: str, day: str, known: int | None) -> Standing:
    if known is None:
        return Standing(None, 0)
    found = finding(out.problem, out.publication, Code(str(known), "running-order", room, day), "staff")
    return Standing(known, len(found.lines))


def enter_house(token: str) -> None:
    """Remember that this telephone is of the staff that a private page belongs to."""
    session[HOUSE] = token
    session.permanent = True


def of_the_house(out: Announced, code: Code) -> bool:
    """Whether the telephone is of the staff of the hall or building of a sheet, by a page that is still in force."""
    token = session.get(HOUSE)
    found = desk().links.find(token) if isinstance(token, str) else None
    if found is None or found.gone or found.slug != out.slug or found.holder.kind == "person":
        return False
    if found.holder.kind == "staff":
        return True
    room = out.problem.room_index.get(code.subject)
    venue = code.subject if room is None else out.problem.rooms[room].venue
    return code.subject != NONE and venue == found.holder.key
