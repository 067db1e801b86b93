"""Films, and the keys that open them."""

from typing import Annotated, ClassVar

from pydantic import Field

from scheduler.fields import Id, Item, Korean, LocalTime, PersonId, RoomId, Runtime, Text, Words
from scheduler.vocabulary import PREMIERES


class Key(Item):
    """When a film's key opens on the server of a room."""

    room: RoomId | None = Field(None, description="Whose server; without it, any.")
    from_: LocalTime = Field(alias="from")
    to: LocalTime

    korean: ClassVar[Korean] = {
        "room": ("", "어느 상영관 서버의 키인지. 비워 두면 어디서나."),
    }


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

    korean: ClassVar[Korean] = {
        "directors": ("", "인쇄할 그대로의 이름."),
        "country": ("", "인쇄할 그대로: KR, FR/DE."),
        "runtime": ("", "소수도 됩니다: 9.5."),
        "category": ("", "고를 때 씁니다: 극영화, 다큐멘터리 등."),
        "rating": ("", "고를 때 씁니다: 12, 15, 전체 등."),
        "format": ("", "DCP, 35mm, 파일 등."),
        "ratio": ("", "1.85, 스코프 등."),
        "sound": ("", "5.1, 애트모스 등."),
        "needs": ("", "상영관에 있어야 할 설비."),
        "premiere": ("", "world, international, continental, national, regional, festival 가운데 하나."),
        "copies": ("", "이동하는 상영본 수. 비워 두면 필요한 만큼."),
        "keys": ("", "키가 열려 있는 기간. 없으면 언제나."),
        "guests": ("", "작품과 함께 오는 사람."),
    }
    words: ClassVar[Words] = {"premiere": PREMIERES}
