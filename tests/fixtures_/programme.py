"""Statistics of a programme and of a timetable, as festivals' published programmes give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from scheduler.festival import Film, Session
from scheduler.timetable import Placement

T = TypeVar("T")


def share(of: Iterable[T], are: Callable[[T], bool]) -> float:
    """The part of them that are so."""
    found = [are(one) for one in of]
    return sum(found) / len(found)


def labels(session: Session) -> list[int]:
    """Labels of its showings."""
    if isinstance(session.showings, int):
        return list(range(1, session.showings + 1))
    return [one.label for one in session.showings]


def with_questions(session: Session) -> set[int]:
    """Labels of its showings with a Q&A."""
    return {label for part in session.parts if part.name == "q-and-a" for label in part.showings or labels(session)}


def premiere(session: Session, films: dict[str, Film]) -> str | None:
    """Status of its first film."""
    return films[session.films[0]].premiere if session.films else None


def neighbours(placements: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Every two showings of a session that follow each other in time."""
    ordered = sorted(placements, key=lambda one: (one.showing.session.id, one.start))
    for _, group in groupby(ordered, key=lambda one: one.showing.session.id):
        yield from pairwise(group)


def in_a_row(placements: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Every two showings that follow each other in a room on one day."""
    ordered = sorted(placements, key=lambda one: (one.room, one.day, one.start))
    for _, group in groupby(ordered, key=lambda one: (one.room, one.day)):
        yield from pairwise(group)


def film_ends(placement: Placement) -> int:
    """Minute at which its films are over."""
    return placement.start + max(end for name, _, end in placement.showing.parts if name == "film")
