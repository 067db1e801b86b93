"""Rooms, with their hours in ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.fields import text_in

if TYPE_CHECKING:
    from scheduler.problem.showings import Showing


@dataclass(frozen=True, eq=False)
class Room:
    """A room, with its hours in ticks."""

    index: int
    id: str
    venue: str | None
    names: str | dict[str, str]
    capacity: int
    hold: int
    seats: int
    """Capacity less what is held back."""
    abilities: frozenset[str]
    tags: frozenset[str]
    types: frozenset[str]
    foyer: str | None
    parallel: int
    hours: tuple[tuple[int, int], ...]
    """Open from, to; sorted, none touching."""
    turnaround_ticks: int
    turnaround_by_type: dict[str, int]

    def turnaround(self, session_type: str) -> int:
        """Ticks after a session of that type before the next may start."""
        return self.turnaround_by_type.get(session_type, self.turnaround_ticks)

    def turnaround_after(self, showing: Showing) -> int:
        """Ticks after a showing before the next may start; slots of a block follow each other without."""
        return 0 if showing.in_blocks else self.turnaround(showing.type)

    def name(self, lang: str = "en") -> str:
        """Its name in a language, else its id."""
        return text_in(self.names, lang) or self.id
