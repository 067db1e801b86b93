"""How long a showing is, and when its parts begin and end: exact minutes after its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from scheduler.festival import Film, Part, Session, ShowingFields

Exact: TypeAlias = int | Fraction
"""Minutes without rounding; a fraction only where it must be one, because fractions are slow."""

Timed: TypeAlias = tuple[str, Exact, Exact]
"""Name, begin and end of a part."""


def labelled(session: Session) -> Iterator[tuple[int, ShowingFields | None]]:
    """Label of each showing of a session, and what it says of its own."""
    if isinstance(session.showings, int):
        for label in range(1, session.showings + 1):
            yield label, None
    else:
        for own in session.showings:
            yield own.label, own


def timed_parts(session: Session, label: int, films: tuple[Film, ...]) -> tuple[list[Timed], Exact]:
    """Name, begin and end in minutes of each part of a showing, and their sum.

    Without parts, a session is its films, else its items.
    """
    runtime = _sum(film.runtime for film in films)
    parts: list[Timed] = []
    now: Exact = 0
    for part in session.parts:
        if not part.showings or label in part.showings:
            end = now + _length(part, runtime)
            parts.append((part.name, now, end))
            now = end
    if session.parts:
        return parts, now
    if films:
        return [("film", 0, runtime)], runtime
    return [], _sum(item.minutes for item in session.items)


@lru_cache(maxsize=4096)
def exact(minutes: float) -> Exact:
    """As the document has them: 9.1 is 91/10."""
    return int(minutes) if minutes == int(minutes) else Fraction(str(minutes))


def _sum(minutes: Iterable[float]) -> Exact:
    total: Exact = 0
    for one in minutes:
        total += exact(one)
    return total


def _length(part: Part, runtime: Exact) -> Exact:
    if part.minutes is not None:
        return exact(part.minutes)
    return runtime if part.name == "film" else 0
