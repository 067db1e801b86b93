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
    number: str = Field(description="As it is to be dialled.")


class About(Item):
    """The festival itself."""

    id: Id
    name: Text = ""
    timezone: str = Field("UTC", description="IANA name, such as Asia/Seoul; all times are local there.")
    grid: Annotated[int, Field(ge=1, le=240)] = Field(5, description="Starts lie on whole multiples of these minutes.")
    day_ends: ClockTime = Field(300, description="A start before this hour belongs to the day before.")
    url: str | None = Field(None, description="Where the programme stands.")
    phones: list[Phone] = Field(
        default_factory=list, description="Numbers to call; they stand on the sheets of the staff."
    )


class Day(Item):
    """A day of the festival and its hours."""

    date: LocalDate
    open: ClockTime = Field(540, description="First possible start, where a room has no hours of its own.")
    close: ClockTime = Field(1320, description="Last possible end; at or before `open` it is on the next day.")
    name: Text = ""
    tags: list[str] = Field(default_factory=list, description="For wishes about the time.")


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
    venue: VenueId | None = Field(None, description="The building it is in.")
    name: Text = ""
    capacity: Seats = Field(0, description="All seats.")
    hold: Seats = Field(0, description="Seats kept back from the public.")
    wheelchairs: Seats = Field(0, description="Places for wheelchairs.")
    abilities: list[str] = Field(
        default_factory=list, description="What it can do: dcp, stage, atmos …; sessions and films name what they need."
    )
    tags: list[str] = Field(default_factory=list, description="For wishes about the room.")
    types: list[str] = Field(default_factory=list, description="Only sessions of these types; empty = all.")
    foyer: str | None = Field(None, description="Rooms of a venue with the same word share a foyer.")
    turnaround: Minutes = Field(0, description="Kept free after each showing.")
    turnaround_by_type: dict[str, Minutes] = Field(
        default_factory=dict, description="The same after sessions of these types."
    )
    open: list[Window] = Field(default_factory=list, description="Its hours, in place of those of the days.")
    weekly: list[WeeklyHours] = Field(
        default_factory=list, description="Its hours on days of the week, in place of those of the days."
    )
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
    colour: str | None = Field(None, description="#rgb or #rrggbb.")
    chairs: list[PersonId] = Field(default_factory=list, description="Who chairs its sessions.")


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

    required: list[str] = Field(default_factory=list, description="The place must have all of these.")
    prohibited: list[str] = Field(default_factory=list, description="The place must have none of these.")
    preferred: list[str] = Field(default_factory=list, description="Better with each of these.")
    undesired: list[str] = Field(default_factory=list, description="Worse with each of these.")


class Wants(Item):
    """Wishes about the room, the time and the block."""

    room: Wishes = Field(default_factory=Wishes)
    time: Wishes = Field(default_factory=Wishes)
    block: Wishes = Field(default_factory=Wishes)


class Person(Item):
    """A speaker, director, juror or guest."""

    id: Id
    name: Text = ""
    affiliation: Text = Field("", description="Studio, school or company.")
    email: str | None = None
    phone: str | None = None
    timezone: str | None = Field(None, description="Where they take part from, if from afar; an IANA name.")
    language: str | None = Field(None, description="What they speak, such as ko.")
    tags: list[str] = Field(default_factory=list, description="To select by.")
    available: list[When] = Field(default_factory=list, description="If given, only then.")
    away: list[When] = Field(default_factory=list, description="Never then.")
    wants: Wants = Field(default_factory=Wants, description="Tags of rooms, times and blocks that they wish for.")
    visibility: Visibility = Field("public", description="Who may know that they are there.")
    notes: str = ""


class Key(Item):
    """When a film's key opens on the server of a room."""

    room: RoomId | None = Field(None, description="Whose server; without it, any.")
    from_: LocalTime = Field(alias="from")
    to: LocalTime


class Film(Item):
    """One work."""

    id: Id
    title: Text = ""
    original_title: Text = ""
    directors: list[str] = Field(default_factory=list, description="Names, as they are printed.")
    country: str | None = Field(None, description="As it is printed: KR, FR/DE.")
    year: Annotated[int, Field(ge=1870, le=2200)] | None = None
    runtime: Runtime = Field(0, description="May have a fraction: 9.5.")
    synopsis: Text = ""
    category: str | None = Field(None, description="To select by: narrative, documentary …")
    rating: str | None = Field(None, description="To select by: 12, 15, all …")
    format: str | None = Field(None, description="DCP, 35 mm, file …")
    ratio: str | None = Field(None, description="1.85, scope …")
    sound: str | None = Field(None, description="5.1, atmos …")
    needs: list[str] = Field(default_factory=list, description="Abilities that the room must have.")
    languages: list[str] = Field(default_factory=list)
    subtitles: list[str] = Field(default_factory=list)
    premiere: str | None = Field(None, description="world, international, continental, national, regional or festival.")
    themes: list[str] = Field(default_factory=list)
    mood: str | None = None
    copies: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        None, description="How many copies travel; without it, as many as are needed."
    )
    keys: list[Key] = Field(default_factory=list, description="When its keys open; without any, always.")
    guests: list[PersonId] = Field(default_factory=list, description="Who comes with it.")


class Jury(Item):
    """People who together judge films."""

    id: Id
    name: Text = ""
    people: list[PersonId] = Field(default_factory=list, description="The jurors.")
    sees: Select = Field(default_factory=Select, description="The films of these sessions are judged.")
    gap: Minutes = Field(0, description="Minutes between two showings that a juror attends.")
    a_day: Annotated[int, Field(ge=1, le=100)] | None = Field(None, description="Most that a juror sees on one day.")
    before: LocalTime | None = Field(None, description="All seen by then.")


class Resource(Item):
    """Something of which there are only so many: interpreters, microphones, projectionists."""

    id: Id
    name: Text = ""
    stock: Count | None = Field(None, description="How many there are; without it, as many as people who can.")
    people: list[PersonId] = Field(default_factory=list, description="Who can; they are assigned by name.")
    available: list[Window] = Field(default_factory=list, description="If given, only then.")


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


def _cast(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


Member = Annotated[Cast, BeforeValidator(_cast, json_schema_input_type=Cast | str)]
"""Somebody in a session; a mere id is enough."""


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
    wants: SessionWants = Field(
        default_factory=SessionWants, description="Tags of rooms, times and blocks that it wishes for."
    )
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


class Block(Item):
    """A stretch of time cut into equal slots, the same instants in every room."""

    id: Id
    name: Text = ""
    from_: LocalTime = Field(alias="from")
    to: LocalTime
    slots: Annotated[int, Field(ge=1, le=10_000)] = Field(1, description="Equal parts that it is cut into.")
    clock: bool = Field(False, description="Whether its real times count against other blocks.")
    types: list[str] = Field(default_factory=list, description="Only sessions of these types; empty = all.")
    tags: list[str] = Field(default_factory=list, description="For wishes about the block.")


class Interest(Item):
    """People who want to see all of these."""

    sessions: list[SessionId]
    people: People = Field(1, description="How many.")


class Pin(Item):
    """Where a showing must be; or which part of what was published stays."""

    session: SessionId | None = Field(None, description="Which session; or else `select`.")
    showing: int | None = Field(None, description="Its label; without it all showings.")
    room: RoomId | None = None
    day: LocalDate | None = None
    start: LocalTime | None = None
    block: BlockId | None = None
    slot: Annotated[int, Field(ge=1, le=10_000)] | None = Field(None, description="First slot, from 1.")
    select: Select | None = Field(None, description="Which of what is `published` stays.")
    freeze: Literal["room", "day", "start", "all"] | None = Field(None, description="What of it stays.")

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
    showing: int = Field(1, description="Its label.")
    room: RoomId
    start: LocalTime
    block: BlockId | None = None
    slot: int | None = Field(None, description="First slot, from 1.")
    told: list[PersonId] = Field(default_factory=list, description="Who was told of it.")
    begun: bool = Field(False, description="Whether it is running or over.")


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
