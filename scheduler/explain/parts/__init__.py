"""The sorts of part, a file each, and all parts of a scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from scheduler.explain.parts.base import Part
from scheduler.explain.parts.films import copies, keys
from scheduler.explain.parts.needed import needed
from scheduler.explain.parts.people import people
from scheduler.explain.parts.pins import pinned
from scheduler.explain.parts.rooms import block_types, floors, hours, one_at_a_time, turnarounds, types
from scheduler.explain.parts.rules import musts
from scheduler.explain.parts.services import juries, supplies
from scheduler.explain.parts.sessions import OwnBlocks, OwnRooms, OwnWindows, own
from scheduler.explain.parts.surroundings import grid, walks
from scheduler.explain.scope import document_of

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival

__all__ = ["Part", "only", "parts_of"]

FINDERS: tuple[Callable[[Scope], Iterator[Part]], ...] = (
    needed, pinned, people, own(OwnRooms), own(OwnWindows), own(OwnBlocks), juries, supplies, keys, copies,
    musts, types, block_types, floors, one_at_a_time, hours, turnarounds, walks, grid,
)  # fmt: skip
"""In the order in which people like to be told of them: where several sets of parts clash, early ones are kept."""


def parts_of(scope: Scope) -> list[Part]:
    """Every part of the document of a scope, those that explain best first."""
    return [part for found in FINDERS for part in found(scope)]


def only(scope: Scope, universe: Iterable[Part], kept: Iterable[Part]) -> Festival:
    """The document that says, of all parts of a scope, only those that are kept."""
    names = {part.key for part in kept}
    festival = document_of(scope)
    for part in universe:
        if part.key not in names:
            festival = part.without(festival)
    return _without_idlers(festival)


def _without_idlers(festival: Festival) -> Festival:
    """Without showings that may stay out, unless some rule could be easier to keep by them."""
    if any(rule.helped for rule in festival.rules):
        return festival
    sessions = []
    for session in festival.sessions:
        if not isinstance(session.showings, int):
            stay = [one for one in session.showings if not (session.optional if one.optional is None else one.optional)]
            session = session.model_copy(update={"showings": stay}) if len(stay) < len(session.showings) else session
        elif session.optional:
            continue
        if session.showings:
            sessions.append(session)
    return festival.model_copy(update={"sessions": sessions})
