"""An existing programme as other programs publish it, before it is a festival.

Every reader (schedule.json, schedule.xml, calendars, pretalx, tables) makes these records, and one module,
``programme_festival``, makes the festival and its timetable of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scheduler.faults import Fault, FestivalError
from scheduler.formats.notes import Notes
from scheduler.formats.programme_values import Text

MOST_EVENTS = 20_000
"""Events of one file; the largest congresses have about a tenth."""
USUAL = 60
"""Minutes of an event that says no end, if no other says one either."""


@dataclass(frozen=True)
class Who:
    """Somebody on stage."""

    name: str
    key: str = ""
    """What the file knows them by, if not by name alone."""
    role: str = "speaker"
    id: str = ""
    """The id that they have in a festival of ours, if the file says it."""


@dataclass
class Event:
    """One event of the file."""

    place: str
    """Where it stands in the file, for notes."""
    title: Text = ""
    start: datetime | None = None
    """With its offset, or local; None if it has no time yet."""
    minutes: int | None = None
    room: str = ""
    venue: str = ""
    key: str = ""
    """What the file knows it by for ever: a guid, an UID."""
    session: str = ""
    """The id that its session has in a festival of ours, if the file says it."""
    label: int | None = None
    day: date | None = None
    """The festival day that the file counts it to."""
    type: str = ""
    track: str = ""
    language: str = ""
    abstract: Text = ""
    code: str = ""
    people: list[Who] = field(default_factory=list)
    status: str = "confirmed"
    audience: int | None = None
    own: dict[str, Any] = field(default_factory=dict)
    """What a festival has no field for; kept under ``fields.schedule``."""


@dataclass
class Hall:
    """A room as the file describes it."""

    name: str
    id: str = ""
    capacity: int = 0
    venue: str = ""


@dataclass
class Programme:
    """All that a file says."""

    title: Text = ""
    id: str = ""
    zone: str = ""
    """An IANA name, if the file says one."""
    zone_counts: bool = False
    """Whether the zone is meant even if times have other offsets, as in calendars."""
    url: str = ""
    day_ends: int | None = None
    """Minutes past midnight, if the file says it."""
    grid: int | None = None
    """Minutes of a slot, if the file says it."""
    days: list[date] = field(default_factory=list)
    halls: list[Hall] = field(default_factory=list)
    """Rooms that are described, in order; those of events join them."""
    tracks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id of ours or nothing, and colour, of each track by its name."""
    geo: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Latitude and longitude of venues by their names."""
    events: list[Event] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    def add(self, event: Event) -> None:
        """One more event.  ``FestivalError`` when no programme has so many."""
        if len(self.events) >= MOST_EVENTS:
            message = f"there are more than {MOST_EVENTS:,} events in it; cut the file into years or places"
            raise FestivalError([Fault("", message)])
        self.events.append(event)


@dataclass
class Stay:
    """An event with all its times settled."""

    event: Event
    start: datetime
    """With its offset."""
    minutes: int
    room: str

    @property
    def end(self) -> datetime:
        """When it is over."""
        return (self.start.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.start.tzinfo)

    @property
    def span(self) -> tuple[int, int]:
        """Minutes since the epoch, for comparing."""
        begin = int(self.start.timestamp()) // 60
        return begin, begin + self.minutes
