"""People, what they wish, and what they are for: juries, resources, tracks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scheduler.festival.times import When
from scheduler.fields import Count, Id, Item, LocalTime, Minutes, PersonId, Text, Window
from scheduler.select import Select

Visibility = Literal["public", "guests", "staff"]


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


class Track(Item):
    """A strand or section of the programme."""

    id: Id
    name: Text = ""
    colour: str | None = Field(None, description="#rgb or #rrggbb.")
    chairs: list[PersonId] = Field(default_factory=list, description="Who chairs its sessions.")


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
