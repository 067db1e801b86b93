"""Films, and the keys that open them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scheduler.fields import Id, Item, LocalTime, PersonId, RoomId, Runtime, Text


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
