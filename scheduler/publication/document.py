"""A publication as it is written to a file: a timetable, and for each showing what was told of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from scheduler.answer import Answer
from scheduler.festival import Visibility
from scheduler.fields import FIRST_YEAR, LAST_YEAR, Count, LocalTime, Text


def _instant(value: object) -> object:
    """A moment in UTC, to the second."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is no moment; write 2024-10-20T09:00:00Z") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"{value!r} is no moment with its offset; write 2024-10-20T09:00:00Z")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"{value.isoformat()!r} is not in our time")
    return value.astimezone(UTC).replace(microsecond=0)


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    PlainSerializer(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ"), return_type=str),
]


def _offset(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment:%Y-%m-%dT%H:%M} has no offset; write {moment:%Y-%m-%dT%H:%M}+09:00")
    return moment


Aware = Annotated[LocalTime, AfterValidator(_offset)]
"""A local time with its offset."""


class _Part(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class Appearance(_Part):
    """Somebody in a showing: as what, from when to when."""

    person: str
    role: str
    start: Aware
    end: Aware


class Announcement(_Part):
    """What was told of a showing: enough to take it back when the festival does not know it any more."""

    title: Text
    room: str
    place: Text = Field(description="Name of the room.")
    venue: Text = ""
    start: Aware
    end: Aware
    track: str | None = None
    visibility: Visibility = "public"
    embargo_until: Instant | None = None
    people: tuple[Appearance, ...] = ()
    digest: str = Field(description="Differs if anything that some output says of the showing differs.")

    @property
    def where_and_when(self) -> tuple[str, datetime, datetime]:
        """Room, start and end."""
        return self.room, self.start, self.end

    def appearances(self, person: str) -> tuple[Appearance, ...]:
        """What somebody does in it, in order."""
        return tuple(one for one in self.people if one.person == person)


class PublishedShowing(_Part):
    """A showing that was ever published, and for ever the same in all calendars."""

    session: str
    showing: int
    uid: str = Field(min_length=1, description="What calendars know it by; of the showing, not of its room or time.")
    sequence: Count = Field(0, description="How often it was changed since it was first told.")
    created: Instant
    changed: Instant
    told: tuple[str, ...] = Field((), description="Who was told of it as it is now.")
    now: Announcement | None = Field(None, description="As it is now; without it, it was taken out.")

    @property
    def key(self) -> tuple[str, int]:
        """Session and label."""
        return self.session, self.showing


class Change(_Part):
    """What a version changed of a showing; a side that is missing says that it was not, or is no more."""

    version: int
    at: Instant
    session: str
    showing: int
    sequence: Count
    old: Announcement | None = None
    new: Announcement | None = None

    @property
    def moved(self) -> bool:
        """Whether it is elsewhere, at another time, came or went; not if only something said of it changed."""
        sides = [None if side is None else side.where_and_when for side in (self.old, self.new)]
        return sides[0] != sides[1]


class Publication(Answer):
    """A timetable that was announced; every command takes it in place of a timetable."""

    version: Annotated[int, Field(ge=1)]
    published_at: Instant
    showings: list[PublishedShowing]
    changes: list[Change] = Field(default_factory=list, description="Of every version after the first.")

    @cached_property
    def by_key(self) -> dict[tuple[str, int], PublishedShowing]:
        """Every showing that was ever published."""
        return {one.key: one for one in self.showings}

    def changes_of(self, version: int) -> list[Change]:
        """What that version changed, in order of the document's showings."""
        return [one for one in self.changes if one.version == version]


def as_data(publication: Publication) -> dict[str, Any]:
    """Plain data, for a file or a database."""
    return publication.model_dump(mode="json", exclude_none=True, exclude_defaults=False)
