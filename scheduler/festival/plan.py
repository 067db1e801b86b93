"""What is known of the timetable beforehand: wants of the audience, pins, what was announced."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from scheduler.fields import BlockId, Item, Korean, LocalDate, LocalTime, People, PersonId, RoomId, SessionId, Words
from scheduler.select import Select


class Interest(Item):
    """People who want to see all of these."""

    sessions: list[SessionId]
    people: People = Field(1, description="How many.")

    korean: ClassVar[Korean] = {
        "people": ("", "몇 명인지."),
    }


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

    korean: ClassVar[Korean] = {
        "session": ("", "어느 세션인지. 아니면 select로 고릅니다."),
        "showing": ("", "회차 번호. 없으면 모든 회차."),
        "slot": ("", "첫 칸. 1부터."),
        "select": ("", "published 가운데 그대로 둘 것."),
        "freeze": ("", "무엇을 그대로 둘지."),
    }
    words: ClassVar[Words] = {
        "freeze": {
            "room": ("room", "상영관"),
            "day": ("day", "날짜"),
            "start": ("start", "시작"),
            "all": ("all", "전부"),
        },
    }

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
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

    korean: ClassVar[Korean] = {
        "showing": ("", "회차 번호."),
        "slot": ("", "첫 칸. 1부터."),
        "told": ("", "통보받은 사람."),
        "begun": ("", "진행 중이거나 끝났는지."),
    }
