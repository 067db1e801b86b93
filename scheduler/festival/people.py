"""People, what they wish, and what they are for: juries, resources, tracks."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from scheduler.festival.times import When
from scheduler.fields import Count, Id, Item, Korean, LocalTime, Minutes, PersonId, Text, Window, Words
from scheduler.select import Select

Visibility = Literal["public", "guests", "staff"]
SEEN_BY = {"public": ("everybody", "누구나"), "guests": ("guests", "게스트까지"), "staff": ("staff only", "스태프만")}
"""What these are called, in English and Korean."""


class Wishes(Item):
    """Tags wanted and unwanted."""

    required: list[str] = Field(default_factory=list, description="The place must have all of these.")
    prohibited: list[str] = Field(default_factory=list, description="The place must have none of these.")
    preferred: list[str] = Field(default_factory=list, description="Better with each of these.")
    undesired: list[str] = Field(default_factory=list, description="Worse with each of these.")

    korean: ClassVar[Korean] = {
        "required": ("꼭 있어야 함", "이 태그가 모두 있어야 합니다."),
        "prohibited": ("없어야 함", "이 태그가 하나도 없어야 합니다."),
        "preferred": ("있으면 좋음", "이 태그가 있을수록 좋습니다."),
        "undesired": ("없으면 좋음", "이 태그가 없을수록 좋습니다."),
    }


class Wants(Item):
    """Wishes about the room, the time and the block."""

    room: Wishes = Field(default_factory=Wishes)
    time: Wishes = Field(default_factory=Wishes)
    block: Wishes = Field(default_factory=Wishes)

    korean: ClassVar[Korean] = {"time": ("시간", "")}


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

    korean: ClassVar[Korean] = {
        "affiliation": ("", "제작사, 학교 또는 회사."),
        "timezone": ("", "멀리서 참여하면 그곳의 IANA 시간대 이름."),
        "language": ("", "쓰는 언어. 예: ko."),
        "tags": ("", "고를 때 씁니다."),
        "available": ("", "적으면 이때만 가능합니다."),
        "away": ("", "이때는 안 됩니다."),
        "wants": ("", "바라는 상영관, 시간, 블록의 태그."),
        "visibility": ("", "이 사람이 온다는 것을 누가 볼 수 있는지."),
    }
    words: ClassVar[Words] = {"visibility": SEEN_BY}


class Track(Item):
    """A strand or section of the programme."""

    id: Id
    name: Text = ""
    colour: str | None = Field(None, description="#rgb or #rrggbb.")
    chairs: list[PersonId] = Field(default_factory=list, description="Who chairs its sessions.")

    korean: ClassVar[Korean] = {
        "colour": ("", "#rgb 또는 #rrggbb."),
        "chairs": ("", "이 섹션의 좌장."),
    }


class Jury(Item):
    """People who together judge films."""

    id: Id
    name: Text = ""
    people: list[PersonId] = Field(default_factory=list, description="The jurors.")
    sees: Select = Field(default_factory=Select, description="The films of these sessions are judged.")
    gap: Minutes = Field(0, description="Minutes between two showings that a juror attends.")
    a_day: Annotated[int, Field(ge=1, le=100)] | None = Field(None, description="Most that a juror sees on one day.")
    before: LocalTime | None = Field(None, description="All seen by then.")

    korean: ClassVar[Korean] = {
        "people": ("", "심사위원."),
        "sees": ("", "이 세션들의 작품을 심사합니다."),
        "gap": ("", "심사위원이 보는 두 상영 사이의 시간(분)."),
        "a_day": ("", "심사위원이 하루에 보는 최대 편수."),
        "before": ("", "이때까지 모두 봅니다."),
    }


class Resource(Item):
    """Something of which there are only so many: interpreters, microphones, projectionists."""

    id: Id
    name: Text = ""
    stock: Count | None = Field(None, description="How many there are; without it, as many as people who can.")
    people: list[PersonId] = Field(default_factory=list, description="Who can; they are assigned by name.")
    available: list[Window] = Field(default_factory=list, description="If given, only then.")

    korean: ClassVar[Korean] = {
        "stock": ("", "몇 개 있는지. 비워 두면 할 수 있는 사람 수만큼."),
        "people": ("", "맡을 수 있는 사람. 이름으로 배정됩니다."),
        "available": ("", "적으면 이때만 쓸 수 있습니다."),
    }
