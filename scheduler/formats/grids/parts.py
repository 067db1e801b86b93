"""What a grid is made of: lines, heads above its columns, and both together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.formats.grids.laid import Laid


@dataclass
class Line:
    """A row of a grid, with the rows below it that go on with it."""

    row: int
    last: int
    spans: dict[int, tuple[int, int | None]]
    """Start and end by the column that says them."""
    day: Any = ""


@dataclass
class Head:
    """What stands above a column in which something is given."""

    column: int
    times: int | None
    """The column with its times, if there is one."""
    room: str = ""
    venue: str = ""
    seats: int = 0
    day: Any = ""
    aside: dict[int, str] = field(default_factory=dict)
    """Columns beside it that say more of the same: guests, length."""


@dataclass
class Block:
    """Halls or days above, lines below."""

    laid: Laid
    day: Any
    """What the row above says, if it is a day."""
    heads: list[Head]
    lines: list[Line]
    top: int
    heading: str = ""
    """What stands alone above it and is no day."""
