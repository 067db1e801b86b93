"""The sheets of timeslots, rooms and speakers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scheduler.formats.optaplanner import cells, columns
from scheduler.formats.optaplanner.records import Room, Speaker, Timeslot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scheduler.formats.optaplanner.context import Context
    from scheduler.formats.optaplanner.sheets import Sheet

UNREAD = -1
"""Minutes after midnight of a time that could not be read."""


def timeslots(sheet: Sheet) -> Iterator[Timeslot]:
    """A timeslot a row, each once."""
    seen: dict[str, int] = {}
    nothing: list[str] = []
    for row in sheet.entries():
        before = len(sheet.faults)
        made = Timeslot(
            row,
            sheet.read(row, "Day", cells.day, date.min),
            sheet.read(row, "Start", cells.clock, UNREAD),
            sheet.read(row, "End", cells.clock, UNREAD),
            sheet.read(row, "Talk types", cells.some, nothing),
            sheet.items(row, "Tags"),
        )
        if len(sheet.faults) == before:
            if made.start >= made.end:
                message = f"this ends at {cells.clock_text(made.end)}, and does not start before; mend one of both"
                sheet.fault(row, sheet.columns["End"], message)
            sheet.once(row, "Start", made.id, seen)
        yield made


def rooms(sheet: Sheet, fills: Mapping[tuple[int, int], str], known: Context) -> Iterator[Room]:
    """A room a row, each once."""
    seen: dict[str, int] = {}
    first = timeslot_columns(sheet, known)
    for row in sheet.entries():
        made = Room(
            row,
            sheet.read(row, "Name", cells.identifier, ""),
            sheet.read(row, "Capacity", cells.whole(0, 1_000_000), 0),
            sheet.items(row, "Talk types"),
            sheet.items(row, "Tags"),
            list(_away(sheet, row, first, fills, known)),
        )
        sheet.once(row, "Name", made.name, seen)
        sheet.known(row, "Talk types", made.types, known.types, "talk type")
        yield made


def speakers(sheet: Sheet, fills: Mapping[tuple[int, int], str], known: Context) -> Iterator[Speaker]:
    """A speaker a row, each once."""
    seen: dict[str, int] = {}
    first = timeslot_columns(sheet, known)
    for row in sheet.entries():
        name = sheet.read(row, "Name", cells.identifier, "")
        sheet.once(row, "Name", name, seen)
        yield Speaker(row, name, known.wants(sheet, row), list(_away(sheet, row, first, fills, known)))


def timeslot_columns(sheet: Sheet, known: Context) -> int:
    """The column of the first timeslot; a fault for every head that is another than it should be."""
    first = max(sheet.columns.values()) + 1
    for number in range(max(len(known.timeslots or ()), sheet.width - first) if known.timeslots else 0):
        _check_head(sheet, first + number, known.timeslots[number : number + 1] if known.timeslots else ())
    return first


def _check_head(sheet: Sheet, column: int, slots: Iterable[Timeslot]) -> None:
    head, above = (cells.text(sheet(row, column)) for row in (sheet.head_row, 0))
    slot = next(iter(slots), None)
    if slot is None:
        if head:
            sheet.fault(sheet.head_row, column, f"{columns.TIMESLOTS} has no timeslot for {head!r} here; take it out")
        return
    day = cells.day_text(slot.day)
    meant = f"this column is for {slot.label} of {day}, row {slot.row + 1} of {columns.TIMESLOTS}"
    if head.replace(" ", "") != slot.label:
        sheet.fault(sheet.head_row, column, f"{meant}; it says {head!r}" if head else meant)
    if above not in ("", day):
        sheet.fault(0, column, f"{meant}; it says {above!r}")


def _away(sheet: Sheet, row: int, first: int, fills: Mapping[tuple[int, int], str], known: Context) -> Iterator[str]:
    """Ids of timeslots whose cell in this row is dark grey."""
    for column, slot in enumerate(known.timeslots or (), start=first):
        if sheet(row, column) != "":
            message = "nothing is written here; a dark grey fill (555753) says that this is not available then"
            sheet.fault(row, column, message)
        if fills.get((row, column)) == columns.UNAVAILABLE:
            yield slot.id
