"""The whole document."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny

from scheduler.constraint import Constraint, rule_from
from scheduler.festival.films import Film
from scheduler.festival.people import SEEN_BY, Jury, Person, Resource, Track, Visibility
from scheduler.festival.places import Room, Venue, Walk
from scheduler.festival.plan import Interest, Pin, Published
from scheduler.festival.sessions import Session
from scheduler.festival.times import Block, Day
from scheduler.fields import ClockTime, Id, Item, Korean, Text, Words


class Phone(Item):
    """A number to call."""

    name: Text
    number: str = Field(description="As it is to be dialled.")
    visibility: Visibility = Field("staff", description="Who may have it; `guests` find it on their own page.")

    korean: ClassVar[Korean] = {
        "number": ("번호", "걸 수 있는 번호 그대로."),
        "visibility": ("", "누가 볼 수 있는지. guests는 자기 페이지에서 볼 수 있습니다."),
    }
    words: ClassVar[Words] = {"visibility": SEEN_BY}


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

    korean: ClassVar[Korean] = {
        "timezone": ("", "Asia/Seoul 같은 IANA 이름. 모든 시각은 그곳의 현지 시각입니다."),
        "grid": ("", "시작 시각은 이 간격의 배수에 놓입니다."),
        "day_ends": ("", "이 시각 전의 시작은 전날로 칩니다."),
        "url": ("", "시간표가 있는 주소."),
        "phones": ("", "연락할 번호. 스태프용 종이에 인쇄됩니다."),
    }


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
