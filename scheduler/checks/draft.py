"""A festival that may have faults, and what the checks look up in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.checks.timed import timed
from scheduler.clock import zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from scheduler.festival import Block, Festival, Film, Session
    from scheduler.findings import Where


@dataclass(frozen=True)
class Draft:
    """A festival, without the entries that could not be read."""

    festival: Festival
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of each list with entries that could not be read: their ids, so that they count as known."""

    @property
    def broken(self) -> frozenset[str]:
        """Lists with entries that could not be read."""
        return frozenset(self.left_out)

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """Every id of each list that has ids."""
        lists = ("films", "people", "sessions", "rooms", "venues", "tracks", "blocks", "resources", "juries")
        return {
            name: frozenset(one.id for one in getattr(self.festival, name)) | self.left_out.get(name, frozenset())
            for name in lists
        }

    @cached_property
    def zone(self) -> ZoneInfo:
        """The festival's time zone; UTC if there is no such zone, which is a fault of its own."""
        try:
            return zone(self.festival.festival.timezone)
        except ValueError:
            return ZoneInfo("UTC")

    @cached_property
    def timed(self) -> tuple[tuple[Where, BaseModel], ...]:
        """Everything that has times of its own, and its place."""
        return tuple(timed(self.festival))

    @cached_property
    def films(self) -> dict[str, Film]:
        """Film of each id."""
        return {film.id: film for film in self.festival.films}

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """Block of each id."""
        return {block.id: block for block in self.festival.blocks}

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """Session of each id."""
        return {session.id: session for session in self.festival.sessions}

    @cached_property
    def labels(self) -> dict[str, tuple[int, ...]]:
        """Labels of the showings of each session."""
        return {session.id: labels_of(session) for session in self.festival.sessions}


def labels_of(session: Session) -> tuple[int, ...]:
    """Labels of a session's showings, as listed."""
    if isinstance(session.showings, int):
        return tuple(range(1, session.showings + 1))
    return tuple(showing.label for showing in session.showings)
