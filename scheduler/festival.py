"""The festival document: every list, field and meaning that organisers write.

Three spellings (YAML, JSON, a workbook) are read into these classes and written from them; see
``scheduler.formats``.  A class here is a shape only: whether ids exist and times are possible is
asked in ``scheduler.check``, and what it all means in minutes is worked out by ``Problem``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny, model_validator

from scheduler.constraint import Constraint, rule_from
from scheduler.fields import (
    BlockId,
    ClockTime,
    Count,
    FilmId,
    Id,
    Item,
    LocalDate,
    LocalTime,
    Minutes,
    People,
    PersonId,
    ResourceId,
    RoomId,
    Runtime,
    Seats,
    SessionId,
    SiteId,
    Text,
    TrackId,
    VenueId,
    Window,
)
from scheduler.select import Select

AudienceWord = Literal["small", "medium", "large", "full"]
Status = Literal["idea", "tentative", "confirmed", "cancelled"]
Visibility = Literal["public", "guests", "staff"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Phone(Item):
    """A number to call."""

    name: Text
    number: str


class About(Item):
    """The festival itself."""

    id: Id
    name: Text = ""
    timezone: str = Field("UTC", description="IANA name, such as Asia/Seoul; all times are local there.")
    grid: Annotated[int, Field(ge=1, le=240)] = Field(5, description="Starts lie on whole multiples of these minutes.")
    day_ends: ClockTime = Field(300, description="A start before this hour belongs to the day before.")
    url: str | None = None
    phones: list[Phone] = Field(default_factory=list)


class Day(Item):
    """A day of the festival and its hours."""

    date: LocalDate
    open: ClockTime = 540
    close: ClockTime = 1320
    name: Text = ""
    tags: list[str] = Field(default_factory=list)


class Venue(Item):
    """A building."""

    id: Id
    name: Text = ""
    address: Text = ""
    geo: tuple[float, float] | None = Field(None, description="Latitude and longitude.")


class WeeklyHours(Item):
    """Hours that come back on days of the week."""

    days: list[Weekday]
    from_: ClockTime = Field(alias="from")
    to: ClockTime


class Room(Item):
    """A room, hall or screen."""

    id: Id
    venue: VenueId | None = None
    name: Text = ""
    capacity: Seats = 0
    hold: Seats = Field(0, description="Seats kept back from the public.")
    wheelchairs: Seats = 0
    abilities: list[str] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)
    types: list[str] = Field(default_factory=list, description="Only sessions of these types; empty = all.")
    foyer: str | None = None
    turnaround: Minutes = 0
    turnaround_by_type: dict[str, Minutes] = Field(default_factory=dict)
    open: list[Window] = Field(default_factory=list)
    weekly: list[WeeklyHours] = Field(default_factory=list)
    parts_of: list[RoomId] = Field(
        default_factory=list, description="Rooms that this one is made of; it blocks them and they block it."
    )
    parallel: Annotated[int, Field(ge=1, le=10_000)] = Field(1, description="How many sessions it holds at once.")


class Walk(Item):
    """Minutes from one place to another; symmetric unless both ways are given."""

    from_: SiteId = Field(alias="from")
    to: SiteId
    minutes: Minutes


class Track(Item):
    """A strand or section of the programme."""

    id: Id
    name: Text = ""
    colour: str | None = None
    chairs: list[PersonId] = Field(default_factory=list)


class When(BaseModel):
    """A stretch of time, or a whole block."""

    model_config = ConfigDict(defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: LocalTime | None = Field(None, alias="from")
    to: LocalTime | None = None
    block: BlockId | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> When:
        if (self.block is None) == (self.from_ is None or self.to is None):
            raise ValueError("give either from and to, or a block")
        return self


class Wishes(Item):
    """Tags wanted and unwanted."""

    required: list[str] = Field(default_factory=list)
    prohibited: list[str] = Field(default_factory=list)
    preferred: list[str] = Field(default_factory=list)
    undesired: list[str] = Field(default_factory=list)


class Wants(Item):
    """Wishes about the room, the time and the block."""

    room: Wishes = Field(default_factory=Wishes)
    time: Wishes = Field(default_factory=Wishes)
    block: Wishes = Field(default_factory=Wishes)


class Person(Item):
    """A speaker, director, juror or guest."""

    id: Id
    name: Text = ""
    affiliation: Text = ""
    email: str | None = None
    phone: str | None = None
    timezone: str | None = None
    language: str | None = None
    tags: list[str] = Field(default_factory=list)
    available: list[When] = Field(default_factory=list, description="If given, only then.")
    away: list[When] = Field(default_factory=list, description="Never then.")
    wants: Wants = Field(default_factory=Wants)
    visibility: Visibility = "public"
    notes: str = ""


class Key(Item):
    """When a film's key opens on the server of a room."""

    room: RoomId | None = None
    from_: LocalTime = Field(alias="from")
    to: LocalTime


class Film(Item):
    """One work."""

    id: Id
    title: Text = ""
    original_title: Text = ""
    directors: list[str] = Field(default_factory=list)
    country: str | None = None
    year: Annotated[int, Field(ge=1870, le=2200)] | None = None
    runtime: Runtime = 0
    synopsis: Text = ""
    category: str | None = None
    rating: str | None = None
    format: str | None = None
    ratio: str | None = None
    sound: str | None = None
    needs: list[str] = Field(default_factory=list)
    languages: list[str] = Field(default_factory=list)
    subtitles: list[str] = Field(default_factory=list)
    premiere: str | None = Field(None, description="world, international, continental, national, regional or festival.")
    themes: list[str] = Field(default_factory=list)
    mood: str | None = None
    copies: Annotated[int, Field(ge=1, le=10_000)] | None = None
    keys: list[Key] = Field(default_factory=list)
    guests: list[PersonId] = Field(default_factory=list)


class Jury(Item):
    """People who together judge films."""

    id: Id
    name: Text = ""
    people: list[PersonId] = Field(default_factory=list)
    sees: Select = Field(default_factory=Select)
    gap: Minutes = Field(0, description="Minutes between two showings that a juror attends.")
    a_day: Annotated[int, Field(ge=1, le=100)] | None = Field(None, description="Most that a juror sees on one day.")
    before: LocalTime | None = Field(None, description="All seen by then.")


class Resource(Item):
    """Something of which there are only so many: interpreters, microphones, projectionists."""

    id: Id
    name: Text = ""
    stock: Count | None = Field(None, description="How many there are; without it, as many as people who can.")
    people: list[PersonId] = Field(default_factory=list, description="Who can; they are assigned by name.")
    available: list[Window] = Field(default_factory=list)


class Part(Item):
    """A part of a session, in order."""

    name: str
    minutes: Runtime | None = Field(None, description="``film`` lasts as long as all films of the session.")
    showings: list[int] = Field(default_factory=list, description="Only in these showings; empty = in all.")


class Cast(Item):
    """Somebody in a session."""

    id: PersonId
    role: str = "speaker"
    showings: list[int] = Field(default_factory=list, description="Only in these showings; empty = in all.")
    parts: list[str] = Field(default_factory=list, description="Only needed in these parts; empty = throughout.")


class SessionWants(Item):
    """Wishes of a session about room, time and block."""

    room: Wishes = Field(default_factory=Wishes)
    time: Wishes = Field(default_factory=Wishes)
    block: Wishes = Field(default_factory=Wishes)


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

    label: Annotated[int, Field(ge=1, le=100_000)]
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


def _cast(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


Member = Annotated[Cast, BeforeValidator(_cast, json_schema_input_type=Cast | str)]
"""Somebody in a session; a mere id is enough."""


class Session(Item):
    """What is given once or more: a screening, a shorts block, a panel, a talk."""

    id: Id
    code: str | None = None
    type: str = "other"
    title: Text = ""
    abstract: Text = ""
    films: list[FilmId] = Field(default_factory=list)
    track: TrackId | None = None
    labels: dict[str, list[str]] = Field(default_factory=dict)
    tags: list[str] = Field(default_factory=list)
    level: int | None = None
    language: str | None = None
    remote: bool = False
    timezone: str | None = Field(None, description="Where it is given from, if the zones of its people do not say.")
    order: Annotated[int, Field(ge=0, le=100_000)] | None = None
    parts: list[Part] = Field(default_factory=list)
    duration: Annotated[int, Field(ge=1, le=7 * 24 * 60)] | Literal["block"] | None = None
    slots: Annotated[int, Field(ge=1, le=10_000)] | None = None
    showings: Annotated[int, Field(ge=0, le=1_000)] | list[ShowingFields] = 1
    people: list[Member] = Field(default_factory=list)
    uses: dict[ResourceId, Count] = Field(default_factory=dict)
    needs: list[str] = Field(default_factory=list)
    wants: SessionWants = Field(default_factory=SessionWants)
    audience: People | AudienceWord | None = None
    rooms: list[RoomId] = Field(default_factory=list)
    windows: list[Window] = Field(default_factory=list)
    blocks: list[BlockId] = Field(default_factory=list)
    optional: bool = False
    value: Annotated[int, Field(ge=0, le=1_000_000_000)] = 100
    simulcast: bool = False
    status: Status = "confirmed"
    visibility: Visibility = "public"
    embargo_until: LocalTime | None = None
    sold: People = 0
    notes: str = ""
    items: list[Cue] = Field(default_factory=list)

    @property
    def in_blocks(self) -> bool:
        """Whether it is placed by room, block and slot."""
        return self.slots is not None or bool(self.blocks) or self.duration == "block"


class Block(Item):
    """A stretch of time cut into equal slots, the same instants in every room."""

    id: Id
    name: Text = ""
    from_: LocalTime = Field(alias="from")
    to: LocalTime
    slots: Annotated[int, Field(ge=1, le=10_000)] = 1
    clock: bool = Field(False, description="Whether its real times count against other blocks.")
    types: list[str] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)


class Interest(Item):
    """People who want to see all of these."""

    sessions: list[SessionId]
    people: People = 1


class Pin(Item):
    """Where a showing must be; or which part of what was published stays."""

    session: SessionId | None = None
    showing: int | None = None
    room: RoomId | None = None
    day: LocalDate | None = None
    start: LocalTime | None = None
    block: BlockId | None = None
    slot: Annotated[int, Field(ge=1, le=10_000)] | None = None
    select: Select | None = None
    freeze: Literal["room", "day", "start", "all"] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Pin:
        if (self.session is None) == (self.select is None):
            raise ValueError("a pin names either a session or a selection to freeze")
        if (self.select is None) != (self.freeze is None):
            raise ValueError("select and freeze go together")
        return self


class Published(Item):
    """What was announced of one showing."""

    session: SessionId
    showing: int = 1
    room: RoomId
    start: LocalTime
    block: BlockId | None = None
    slot: int | None = None
    told: list[PersonId] = Field(default_factory=list)
    begun: bool = False


AnyRule = Annotated[SerializeAsAny[Constraint], BeforeValidator(rule_from)]


class Festival(BaseModel):
    """A whole festival document."""

    model_config = ConfigDict(
        defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True, coerce_numbers_to_str=True
    )

    showgrid: Literal[1]
    festival: About
    defaults: bool = True
    days: list[Day] = Field(default_factory=list)
    venues: list[Venue] = Field(default_factory=list)
    rooms: list[Room] = Field(default_factory=list)
    walks: list[Walk] = Field(default_factory=list)
    tracks: list[Track] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    films: list[Film] = Field(default_factory=list)
    juries: list[Jury] = Field(default_factory=list)
    resources: list[Resource] = Field(default_factory=list)
    sessions: list[Session] = Field(default_factory=list)
    blocks: list[Block] = Field(default_factory=list)
    interests: list[Interest] = Field(default_factory=list)
    pins: list[Pin] = Field(default_factory=list)
    published: list[Published] = Field(default_factory=list)
    rules: list[AnyRule] = Field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """Plain data as an organiser would write it: nothing that is only a default."""
        data = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        if self.rules:  # a rule that a program made says its kind only by its class
            data["rules"] = [{"kind": rule.kind, **one} for rule, one in zip(self.rules, data["rules"], strict=True)]
        return data
