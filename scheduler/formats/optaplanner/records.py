"""A conference workbook as plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scheduler.formats.optaplanner.cells import clock_text
from scheduler.formats.optaplanner.scores import Score

Wants = dict[str, dict[str, list[str]]]
"""Tags, by what they are of (``time``, ``room``) and the wish."""


@dataclass(frozen=True)
class Timeslot:
    """A stretch of one day."""

    row: int
    """Of the sheet, from 0; so in the other records."""
    day: date
    start: int
    """Minutes after midnight."""
    end: int
    types: list[str]
    tags: list[str]

    @property
    def id(self) -> str:
        """Unique: day, start and end."""
        return f"{self.day.isoformat()} {self.label}"

    @property
    def label(self) -> str:
        """Start and end, as columns are headed."""
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


@dataclass(frozen=True)
class Room:
    """A room, and the ids of the timeslots in which it is closed."""

    row: int
    name: str
    capacity: int
    types: list[str]
    tags: list[str]
    away: list[str]


@dataclass(frozen=True)
class Speaker:
    """Somebody, their wishes, and the ids of the timeslots in which they are away."""

    row: int
    name: str
    wants: Wants
    away: list[str]


@dataclass(frozen=True)
class Seat:
    """Where a talk is: id of the timeslot and name of the room, either of which may be missing."""

    timeslot: str | None = None
    room: str | None = None


@dataclass(frozen=True)
class Talk:
    """A talk."""

    row: int
    code: str
    title: str
    type: str
    speakers: list[str]
    labels: dict[str, list[str]]
    level: int
    language: str
    wants: Wants
    prerequisites: list[str]
    favorites: int
    risk: int
    pinned: bool
    assigned: Seat
    published: Seat


@dataclass
class Conference:
    """All that a workbook says."""

    name: str = ""
    pause: int = 0
    """Minutes."""
    weights: dict[str, Score] = field(default_factory=dict)
    """Of each term of the objective."""
    timeslots: list[Timeslot] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
