"""Sessions, what they consist of, and their showings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scheduler.festival.people import Visibility, Wants
from scheduler.fields import (
    BlockId,
    Count,
    FilmId,
    Id,
    Item,
    LocalTime,
    People,
    PersonId,
    ResourceId,
    RoomId,
    Runtime,
    Text,
    TrackId,
    Window,
)

AudienceWord = Literal["small", "medium", "large", "full"]
Status = Literal["idea", "tentative", "confirmed", "cancelled"]


class Part(Item):
    """A part of a session, in order."""

    name: str
    minutes: Runtime | None = Field(None, description="How long; `film` lasts as long as all films of the session.")
    showings: list[int] = Field(default_factory=list, description="Only in these showings; empty = in all.")


class Cast(Item):
    """Somebody in a session."""

    id: PersonId
    role: str = Field("speaker", description="speaker, director, moderator, interpreter …")
    showings: list[int] = Field(default_factory=list, description="Only in these showings; empty = in all.")
    parts: list[str] = Field(default_factory=list, description="Only needed in these parts; empty = throughout.")


def _cast(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


Member = Annotated[Cast, BeforeValidator(_cast, json_schema_input_type=Cast | str)]
"""Somebody in a session; a mere id is enough."""


class Cue(Item):
    """One item inside a session, in order: a prize, a speech, a song."""

    title: Text = ""
    minutes: Runtime = 0
    people: list[PersonId] = Field(default_factory=list)
    sound: str | None = None
    light: str | None = None
    screen: str | None = None


class ShowingFields(Item):
    """One giving of a session where it differs from the session."""

    label: Annotated[int, Field(ge=1, le=100_000)] = Field(description="Its number, for ever; no order in time.")
    audience: People | AudienceWord | None = None
    rooms: list[RoomId] | None = None
    windows: list[Window] | None = None
    blocks: list[BlockId] | None = None
    optional: bool | None = None
    value: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    status: Status | None = None
    sold: People | None = None
    premiere: str | None = Field(None, description="If this is the one that is announced as such: world, national, ...")
    visibility: Visibility | None = None
    notes: str = ""


class Session(Item):
    """What is given once or more: a screening, a shorts block, a panel, a talk."""

    id: Id
    code: str | None = Field(None, description="As in the catalogue.")
    type: str = Field(
        "other",
        description="screening, shorts, panel, talk, keynote, workshop, ceremony, press, jury, rehearsal, break, "
        "other, or a word of your own.",
    )
    title: Text = ""
    abstract: Text = ""
    films: list[FilmId] = Field(default_factory=list, description="What is shown, in this order.")
    track: TrackId | None = Field(None, description="The strand or section it is of.")
    labels: dict[str, list[str]] = Field(
        default_factory=dict, description="Lists by a name of your own: {theme: [ai], audience: [families]}."
    )
    tags: list[str] = Field(default_factory=list, description="Short for the label `tag`.")
    level: int | None = Field(None, description="How much it asks of listeners; the higher, the more.")
    language: str | None = Field(None, description="What is spoken, such as ko.")
    remote: bool = Field(False, description="Whether somebody takes part from afar.")
    timezone: str | None = Field(None, description="Where it is given from, if the zones of its people do not say.")
    order: Annotated[int, Field(ge=0, le=100_000)] | None = Field(
        None, description="Its place among the sessions of its track."
    )
    parts: list[Part] = Field(default_factory=list, description="Introduction, film, Q&A …, in this order.")
    duration: Annotated[int, Field(ge=1, le=7 * 24 * 60)] | Literal["block"] | None = Field(
        None,
        description="All of it, in minutes; without it, the sum of the parts or films. "
        "`block` is a whole block of one slot.",
    )
    slots: Annotated[int, Field(ge=1, le=10_000)] | None = Field(None, description="So many in a row, of one block.")
    showings: Annotated[int, Field(ge=0, le=1_000)] | list[ShowingFields] = Field(
        1, description="How often it is given; or each showing where it differs."
    )
    people: list[Member] = Field(default_factory=list, description="Who is on stage; a mere id is enough.")
    uses: dict[ResourceId, Count] = Field(default_factory=dict, description="How many of each resource.")
    needs: list[str] = Field(default_factory=list, description="Abilities that the room must have.")
    wants: Wants = Field(default_factory=Wants, description="Tags of rooms, times and blocks that it wishes for.")
    audience: People | AudienceWord | None = Field(
        None, description="Expected at each showing; the words are of the sizes of the rooms there are."
    )
    rooms: list[RoomId] = Field(default_factory=list, description="Only in these; empty = in any.")
    windows: list[Window] = Field(default_factory=list, description="Only within these; empty = at any time.")
    blocks: list[BlockId] = Field(
        default_factory=list, description="Only in these; it is then placed by block and slot."
    )
    optional: bool = Field(False, description="Whether it may be left out, for the price of its `value`.")
    value: Annotated[int, Field(ge=0, le=1_000_000_000)] = Field(
        100, description="Points lost for each showing left out, if `optional`."
    )
    simulcast: bool = Field(False, description="Whether its showings may run at once.")
    status: Status = Field("confirmed", description="Cancelled ones are not placed.")
    visibility: Visibility = Field("public", description="Who may know of it.")
    embargo_until: LocalTime | None = Field(None, description="Nobody but the staff may know of it before.")
    sold: People = Field(0, description="Tickets sold.")
    notes: str = ""
    items: list[Cue] = Field(default_factory=list, description="The cue sheet, of a ceremony for example.")

    @property
    def in_blocks(self) -> bool:
        """Whether it is placed by room, block and slot."""
        return self.slots is not None or bool(self.blocks) or self.duration == "block"
