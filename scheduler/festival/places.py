"""Venues and their rooms, and the way from one to another."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from scheduler.fields import ClockTime, Id, Item, Korean, Minutes, RoomId, Seats, SiteId, Text, VenueId, Window, Words
from scheduler.vocabulary import SESSION_TYPES, WEEKDAYS

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Venue(Item):
    """A building."""

    id: Id
    name: Text = ""
    address: Text = ""
    geo: tuple[float, float] | None = Field(None, description="Latitude and longitude.")

    korean: ClassVar[Korean] = {
        "geo": ("", "위도와 경도."),
    }


class WeeklyHours(Item):
    """Hours that come back on days of the week."""

    days: list[Weekday]
    from_: ClockTime = Field(alias="from")
    to: ClockTime

    korean: ClassVar[Korean] = {"days": ("요일", "")}
    words: ClassVar[Words] = {"days": WEEKDAYS}


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

    korean: ClassVar[Korean] = {
        "venue": ("", "상영관이 있는 건물."),
        "capacity": ("", "전체 좌석."),
        "hold": ("", "일반에 내놓지 않는 좌석."),
        "wheelchairs": ("", "휠체어 자리."),
        "abilities": ("", "할 수 있는 것: dcp, stage, atmos 등. 세션과 작품이 필요한 것을 적습니다."),
        "tags": ("", "상영관에 대한 희망에 씁니다."),
        "types": ("", "이 유형의 세션만. 비워 두면 모두."),
        "foyer": ("", "같은 건물에서 같은 말을 적은 상영관은 로비를 함께 씁니다."),
        "turnaround": ("", "상영이 끝날 때마다 비워 둘 시간."),
        "turnaround_by_type": ("", "이 유형의 세션 뒤에 비워 둘 시간."),
        "open": ("", "이 상영관의 운영 시간. 날짜의 운영 시간을 대신합니다."),
        "weekly": ("", "요일별 운영 시간. 날짜의 운영 시간을 대신합니다."),
        "parts_of": ("", "이 방을 이루는 방들. 서로 함께 쓸 수 없습니다."),
        "parallel": ("", "동시에 받을 수 있는 세션 수."),
    }
    words: ClassVar[Words] = {"types": SESSION_TYPES, "turnaround_by_type": SESSION_TYPES}


class Walk(Item):
    """Minutes from one place to another; symmetric unless both ways are given."""

    from_: SiteId = Field(alias="from")
    to: SiteId
    minutes: Minutes
