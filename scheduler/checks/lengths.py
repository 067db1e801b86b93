"""Every session has a length, and one that its parts fit into."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from scheduler.checks.draft import Draft, labels_of
from scheduler.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.festival import Part, Session

FILM = "film"
NO_RUNTIME = "its films have no runtime"
NO_MINUTES = "only the part 'film' has them by itself; give it minutes (in a workbook: q-and-a: 20)"

HOW_LONG = "how long does it last? give a duration, parts with minutes, or films with runtimes"


def none(draft: Draft) -> Iterator[Finding]:
    """Sessions, showings and parts of which nobody can tell how long they last."""
    for number, session in enumerate(draft.festival.sessions):
        if not _needs_length(session):
            continue
        unknown = [place for place, part in enumerate(session.parts) if _minutes(draft, session, part) is None]
        for place in unknown:
            part = session.parts[place]
            why = NO_RUNTIME if part.name == FILM else NO_MINUTES
            yield Finding(("sessions", number, "parts", place), f"how many minutes does {part.name!r} last? {why}")
        if not unknown:
            yield from _empty(draft, number, session)


def _empty(draft: Draft, number: int, session: Session) -> Iterator[Finding]:
    if not _longest(draft, session):
        yield Finding(("sessions", number), HOW_LONG)
        return
    for label in labels_of(session) if session.parts else ():
        if not _of_parts(draft, session, label):
            message = f"how long does showing {label} last? none of the parts is for it"
            yield Finding(("sessions", number, "parts"), message)


def too_short(draft: Draft) -> Iterator[Finding]:
    """Sessions shorter than what is in them."""
    for number, session in enumerate(draft.festival.sessions):
        if not isinstance(session.duration, int):
            continue
        needed = ceil(round(_longest(draft, session), 6))
        if needed > session.duration:
            what, hint = ("parts", "") if session.parts else _content(session)
            message = f"{session.duration} minutes are too few: its {what} take {needed}{hint}"
            yield Finding(("sessions", number, "duration"), message)


def _content(session: Session) -> tuple[str, str]:
    """What a session without parts consists of."""
    return ("films", "; if they are not shown in full, list its parts") if session.films else ("items", "")


def _needs_length(session: Session) -> bool:
    fixed = session.duration is not None or session.in_blocks
    return not fixed and session.status != "cancelled" and bool(labels_of(session))


def _longest(draft: Draft, session: Session) -> float:
    """Minutes of the longest showing: of its parts, else of its films, else of its items."""
    if session.parts:
        return max((_of_parts(draft, session, label) for label in labels_of(session)), default=0.0)
    return _of_films(draft, session) if session.films else sum(item.minutes for item in session.items)


def _of_parts(draft: Draft, session: Session, label: int) -> float:
    held = [part for part in session.parts if not part.showings or label in part.showings]
    return sum(_minutes(draft, session, part) or 0.0 for part in held)


def _minutes(draft: Draft, session: Session, part: Part) -> float | None:
    if part.minutes is not None:
        return part.minutes
    return (_of_films(draft, session) or None) if part.name == FILM else None


def _of_films(draft: Draft, session: Session) -> float:
    return sum(draft.films[film].runtime for film in session.films if film in draft.films)
