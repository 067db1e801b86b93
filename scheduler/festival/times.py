"""Days, blocks, and times that name either."""

from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scheduler.fields import BlockId, ClockTime, Id, Item, Korean, LocalDate, LocalTime, Text, Words
from scheduler.vocabulary import SESSION_TYPES


class Day(Item):
    """A day of the festival and its hours."""

    date: LocalDate
    open: ClockTime = Field(540, description="First possible start, where a room has no hours of its own.")
    close: ClockTime = Field(1320, description="Last possible end; at or before `open` it is on the next day.")
    name: Text = ""
    tags: list[str] = Field(default_factory=list, description="For wishes about the time.")

    korean: ClassVar[Korean] = {
        "open": ("", "따로 운영 시간이 없는 상영관의 가장 이른 시작."),
        "close": ("", "가장 늦은 끝. open과 같거나 이르면 다음 날입니다."),
        "tags": ("", "시간에 대한 희망에 씁니다."),
    }


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

    korean: ClassVar[Korean] = {
        "slots": ("", "똑같이 나눈 칸 수."),
        "clock": ("", "다른 블록과 실제 시각으로 견줄지."),
        "types": ("", "이 유형의 세션만. 비워 두면 모두."),
        "tags": ("", "블록에 대한 희망에 씁니다."),
    }
    words: ClassVar[Words] = {"types": SESSION_TYPES}


class When(BaseModel):
    """A stretch of time, or a whole block."""

    model_config = ConfigDict(defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: LocalTime | None = Field(None, alias="from")
    to: LocalTime | None = None
    block: BlockId | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.block is None) == (self.from_ is None or self.to is None):
            raise ValueError("give either from and to, or a block")
        return self
