"""Venues and their rooms, and the way from one to another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scheduler.fields import ClockTime, Id, Item, Minutes, RoomId, Seats, SiteId, Text, VenueId, Window

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


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
