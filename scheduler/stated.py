"""What every rule says of itself, whatever its kind.

Annotations are no strings here: each of some forty kinds would have to read those of all that it inherits again.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from scheduler.fields import Korean, Weight
from scheduler.select import Select


class Stated(BaseModel):
    """What every rule says, and what its kind says of itself."""

    model_config = ConfigDict(
        defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True, coerce_numbers_to_str=True
    )

    kind: str
    select: Select = Field(
        default_factory=Select, title="Which", description="Which sessions it is about; empty = all."
    )
    weight: Weight | None = Field(
        None, title="Weight", description="Points lost a unit; without it the rule is a must."
    )
    enabled: bool = Field(True, title="On")
    tier: Annotated[int, Field(ge=0, le=9)] = Field(0, title="Tier", description="Rank among objectives, 0 first.")
    note: str = Field("", title="Note")
    fields: dict[str, Any] = Field(default_factory=dict, title="Free fields")

    korean: ClassVar[Korean] = {
        "select": ("대상", "어떤 세션에 적용할지 정합니다. 비워 두면 모두."),
        "weight": ("가중치", "한 단위에 잃는 점수. 없으면 꼭 지켜야 하는 규칙입니다."),
        "enabled": ("사용", ""),
        "tier": ("단계", "목표의 순위. 0이 가장 먼저."),
        "note": ("메모", ""),
        "fields": ("자유 항목", ""),
    }

    example: ClassVar[Mapping[str, Any]] = {}
    """Values for an example in the documentation, kind left out."""
    unit: ClassVar[str] = ""
    """What one unit of the amount is, where ``measure`` does not say."""
    chooses: ClassVar[bool] = False
    """Whether ``post`` also chooses people (``Rule.assign``)."""
    helped: ClassVar[bool] = True
    """Whether one more showing can make it easier to keep.  If not, what it forbids to a few it forbids to all."""
