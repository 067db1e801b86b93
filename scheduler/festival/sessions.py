"""Sessions, what they consist of, and their showings."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from scheduler.festival.people import SEEN_BY, Visibility, Wants
from scheduler.fields import (
    BlockId,
    Count,
    FilmId,
    Id,
    Item,
    Korean,
    LocalTime,
    People,
    PersonId,
    ResourceId,
    RoomId,
    Runtime,
    Text,
    TrackId,
    Window,
    Words,
)
from scheduler.vocabulary import PART_WORDS, PREMIERES, ROLE_WORDS, SESSION_TYPES, SIZES

AudienceWord = Literal["small", "medium", "large", "full"]
Status = Literal["idea", "tentative", "confirmed", "cancelled"]


class Part(Item):
    """A part of a session, in order."""

    name: str
    minutes: Runtime | None = Field(None, description="How long; `film` lasts as long as all films of the session.")
    showings: list[int] = Field(default_factory=list, description="Only in these showings; empty = in all.")

    korean: ClassVar[Korean] = {
        "minutes": ("", "길이. film은 세션의 모든 작품 길이만큼입니다."),
        "showings": ("", "이 회차에만. 비워 두면 모든 회차에."),
    }
    words: ClassVar[Words] = {"name": PART_WORDS}


class Cast(Item):
    """Somebody in a session."""

    id: PersonId = Field(title="Person")
    role: str = Field("speaker", description="speaker, director, moderator, interpreter …")
    showings: list[int] = Field(default_factory=list, description="Only in these showings; empty = in all.")
    parts: list[str] = Field(default_factory=list, description="Only needed in these parts; empty = throughout.")

    korean: ClassVar[Korean] = {
        "id": ("사람", ""),
        "role": ("역할", "speaker, director, moderator, interpreter 등."),
        "showings": ("", "이 회차에만. 비워 두면 모든 회차에."),
        "parts": ("", "이 부분에만 필요. 비워 두면 처음부터 끝까지."),
    }
    words: ClassVar[Words] = {"role": ROLE_WORDS, "parts": PART_WORDS}


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

    korean: ClassVar[Korean] = {"light": ("조명", ""), "screen": ("화면", "")}


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

    korean: ClassVar[Korean] = {
        "label": ("회차 번호", "바뀌지 않는 번호. 시간 순서를 뜻하지 않습니다."),
        "premiere": ("", "이 회차를 프리미어로 알린다면: world, national 등."),
    }
    words: ClassVar[Words] = {"audience": SIZES, "premiere": PREMIERES, "visibility": SEEN_BY}


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

    korean: ClassVar[Korean] = {
        "code": ("", "카탈로그에 적힌 대로."),
        "type": (
            "",
            (
                "screening, shorts, panel, talk, keynote, workshop, ceremony, press, jury, rehearsal, break, other "
                "또는 직접 정한 말."
            ),
        ),
        "films": ("", "상영하는 작품. 이 순서대로."),
        "track": ("", "속한 섹션."),
        "labels": ("", "직접 이름 붙인 목록: {theme: [ai], audience: [families]}."),
        "tags": ("", "라벨 tag를 줄여 쓴 것."),
        "level": ("", "듣는 사람에게 얼마나 어려운지. 클수록 어렵습니다."),
        "language": ("", "쓰는 언어. 예: ko."),
        "remote": ("", "멀리서 참여하는 사람이 있는지."),
        "timezone": ("", "사람들의 시간대로 알 수 없을 때, 어디에서 하는지."),
        "order": ("", "섹션 안에서의 순서."),
        "parts": ("", "소개, 작품, 관객과의 대화 등. 이 순서대로."),
        "duration": ("", "전체 길이(분). 없으면 구성이나 작품 길이의 합. block은 한 칸짜리 블록 전체."),
        "slots": ("", "한 블록에서 잇따라 쓰는 칸 수."),
        "showings": ("", "몇 번 하는지. 다른 점이 있으면 회차마다."),
        "people": ("", "무대에 서는 사람. id만 적어도 됩니다."),
        "uses": ("", "자원마다 몇 개 필요한지."),
        "needs": ("", "상영관에 있어야 할 설비."),
        "wants": ("", "바라는 상영관, 시간, 블록의 태그."),
        "audience": ("", "상영마다 예상하는 관객. 말로 적으면 있는 상영관의 크기를 뜻합니다."),
        "rooms": ("", "이 가운데에서만. 비워 두면 어디든."),
        "windows": ("", "이때만. 비워 두면 언제든."),
        "blocks": ("", "이 블록에서만. 그러면 블록과 칸으로 배정합니다."),
        "optional": ("", "value만큼 잃고 빼도 되는지."),
        "value": ("", "optional일 때 한 회차를 빼면 잃는 점수."),
        "simulcast": ("", "회차들을 동시에 진행해도 되는지."),
        "status": ("", "cancelled는 배정하지 않습니다."),
        "visibility": ("", "누가 볼 수 있는지."),
        "embargo_until": ("", "그 전에는 스태프만 볼 수 있습니다."),
        "sold": ("", "팔린 표."),
        "items": ("", "순서표. 예를 들어 행사 진행 순서."),
    }
    words: ClassVar[Words] = {
        "type": SESSION_TYPES,
        "audience": SIZES,
        "duration": {"block": ("a whole block", "블록 전체")},
        "status": {
            "idea": ("idea", "구상"),
            "tentative": ("tentative", "미정"),
            "confirmed": ("confirmed", "확정"),
            "cancelled": ("cancelled", "취소"),
        },
        "visibility": SEEN_BY,
    }

    @property
    def in_blocks(self) -> bool:
        """Whether it is placed by room, block and slot."""
        return self.slots is not None or bool(self.blocks) or self.duration == "block"
