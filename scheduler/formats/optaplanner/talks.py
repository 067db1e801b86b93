"""The sheet of talks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scheduler.formats.optaplanner import cells, columns
from scheduler.formats.optaplanner.records import Seat, Talk, Timeslot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scheduler.formats.optaplanner.context import Context
    from scheduler.formats.optaplanner.sheets import Sheet

BEFORE = "Prerequisite talks codes"


def talks(sheet: Sheet, known: Context) -> list[Talk]:
    """A talk a row, each once."""
    seen: dict[str, int] = {}
    made = list(_talks(sheet, known, seen))
    for talk in made:
        sheet.known(talk.row, BEFORE, talk.prerequisites, seen, "talk")
        if talk.code in talk.prerequisites:
            sheet.fault(talk.row, sheet.columns[BEFORE], f"{talk.code} cannot come before itself; take it out")
    return made


def _talks(sheet: Sheet, known: Context, seen: dict[str, int]) -> Iterator[Talk]:
    for row in sheet.entries():
        talk = _talk(sheet, row, known)
        sheet.once(row, "Code", talk.code, seen)
        sheet.known(row, "Talk type", [talk.type], known.types, "talk type")
        sheet.known(row, "Speakers", talk.speakers, known.speakers, "speaker")
        yield talk


def _talk(sheet: Sheet, row: int, known: Context) -> Talk:
    labels = {name: sheet.items(row, head) for name, head in columns.LABELS.items()}
    return Talk(
        row=row,
        code=sheet.read(row, "Code", cells.identifier, ""),
        title=sheet.read(row, "Title", cells.text, ""),
        type=sheet.read(row, "Talk type", cells.named, ""),
        speakers=sheet.items(row, "Speakers"),
        labels={name: values for name, values in labels.items() if values},
        level=sheet.read(row, "Audience level", cells.whole(1, 1_000_000), 1),
        language=sheet.read(row, "Language", cells.text, ""),
        wants=known.wants(sheet, row),
        prerequisites=sheet.items(row, BEFORE),
        favorites=sheet.read(row, "Favorite count", cells.count, 0),
        risk=sheet.read(row, "Crowd control risk", cells.count, 0),
        pinned=sheet.read(row, "Pinned by user", cells.flag, False),
        assigned=_seat(sheet, row, columns.ASSIGNED, known),
        published=_seat(sheet, row, columns.PUBLISHED, known),
    )


def _seat(sheet: Sheet, row: int, heads: Sequence[str], known: Context) -> Seat:
    """Timeslot and room in four columns, either of which may be empty."""
    room = sheet.read(row, heads[3], cells.text, "")
    sheet.known(row, heads[3], [room], known.rooms, "room")
    return Seat(_timeslot(sheet, row, heads[:3], known), room or None)


def _timeslot(sheet: Sheet, row: int, heads: Sequence[str], known: Context) -> str | None:
    """Id of the timeslot in three columns; None if they are empty, or wrong."""
    empty = [head for head in heads if sheet(row, sheet.columns[head]) == ""]
    if len(empty) == len(heads):
        return None
    before = len(sheet.faults)
    for head in empty:
        sheet.fault(row, sheet.columns[head], "a timeslot has a day, a start and an end; give this too")
    if empty:
        return None
    day = sheet.read(row, heads[0], cells.day, date.min)
    start, end = (sheet.read(row, head, cells.clock, 0) for head in heads[1:])
    if len(sheet.faults) > before:
        return None
    named = Timeslot(row, day, start, end, [], []).id
    there = None if known.timeslots is None else [slot.id for slot in known.timeslots]
    sheet.known(row, heads[0], [named], there, "timeslot")
    return named
