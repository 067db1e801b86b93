"""What sheets that are read later may name; None where nobody knows because a sheet is not readable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scheduler.formats.optaplanner import columns

if TYPE_CHECKING:
    from scheduler.formats.optaplanner.records import Timeslot, Wants
    from scheduler.formats.optaplanner.sheets import Sheet


@dataclass
class Context:
    """Names so far."""

    timeslots: list[Timeslot] | None = None
    types: list[str] | None = None
    tags: dict[str, list[str] | None] = field(default_factory=dict)
    """Tags of timeslots (``time``) and of rooms (``room``)."""
    rooms: list[str] | None = None
    speakers: list[str] | None = None

    def wants(self, sheet: Sheet, row: int) -> Wants:
        """Wishes in a row; a fault for every tag that nothing has."""
        wants: Wants = {}
        for (of, wish), head in columns.WISH_HEADS.items():
            tags = sheet.items(row, head)
            sheet.known(row, head, tags, self.tags.get(of), f"{columns.OF[of]} tag")
            if tags:
                wants.setdefault(of, {})[wish] = tags
        return wants
