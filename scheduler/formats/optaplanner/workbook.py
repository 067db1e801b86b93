"""A conference workbook as plain records; every fault of it at once, with sheet and cell."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import python_calamine

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.formats.fills import Fills
from scheduler.formats.optaplanner import cells, columns
from scheduler.formats.optaplanner.cells import Sheet
from scheduler.formats.optaplanner.columns import CONFIGURATION, HEADS, ROOMS, SPEAKERS, TALKS, TIMESLOTS
from scheduler.formats.optaplanner.terms import TERMS, Score
from scheduler.formats.xlsx_guard import look_through

_WEIGHT = re.compile(r"(\d{1,9}) *hard */ *(\d{1,9}) *medium */ *(\d{1,9}) *soft", re.IGNORECASE)

NONE: list[str] = []

Wants = dict[str, dict[str, list[str]]]
"""Tags by what they are of (``time``, ``room``) and the wish."""


@dataclass(frozen=True)
class Timeslot:
    """A stretch of one day."""

    row: int
    day: date
    start: int
    end: int
    """Minutes after midnight."""
    types: list[str]
    tags: list[str]

    @property
    def id(self) -> str:
        """Unique: day, start and end."""
        return f"{self.day.isoformat()} {self.label}"

    @property
    def label(self) -> str:
        """Start and end, as columns are headed."""
        return f"{cells.clock_text(self.start)}-{cells.clock_text(self.end)}"


@dataclass(frozen=True)
class Room:
    """A room, and the ids of the timeslots in which it is closed."""

    row: int
    name: str
    capacity: int
    types: list[str]
    tags: list[str]
    away: list[str]


@dataclass(frozen=True)
class Speaker:
    """Somebody, their wishes, and the ids of the timeslots in which they are away."""

    row: int
    name: str
    wants: Wants
    away: list[str]


@dataclass(frozen=True)
class Seat:
    """Where a talk is: id of the timeslot and name of the room, either of which may be missing."""

    timeslot: str | None = None
    room: str | None = None


@dataclass(frozen=True)
class Talk:
    """A talk."""

    row: int
    code: str
    title: str
    type: str
    speakers: list[str]
    labels: dict[str, list[str]]
    level: int
    language: str
    wants: Wants
    prerequisites: list[str]
    favorites: int
    risk: int
    pinned: bool
    assigned: Seat
    published: Seat


@dataclass
class Conference:
    """All that a workbook says."""

    name: str = ""
    pause: int = 0
    """Minutes."""
    weights: dict[str, Score] = field(default_factory=dict)
    timeslots: list[Timeslot] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)


def read(data: bytes) -> Conference:
    """The conference of a workbook.  ``FestivalError`` with all its faults."""
    return _Reader(data).conference()


class _Reader:
    """Reads sheet after sheet and remembers what later ones may name."""

    def __init__(self, data: bytes) -> None:
        broken = look_through(data)
        self.fills = Fills(data)
        self.sheets = _sheets(data)
        self.faults = [
            Fault(cell, "this cell holds an error such as #N/A; correct it")
            for cell in broken
            if cell.rpartition("!")[0].strip() in columns.SHEETS
        ]
        self.made = Conference()
        self.coloured: dict[str, dict[tuple[int, int], str]] = {}
        self.types: list[str] | None = None
        """Talk types that there are; None if nobody can say."""
        self.tags: dict[str, list[str] | None] = {"time": None, "room": None}
        self.in_order = False
        """Whether all timeslots could be read."""

    def conference(self) -> Conference:
        missing = [name for name in columns.SHEETS if name not in self.sheets]
        if missing:
            raise FestivalError([*self.faults, *(self._missing(name) for name in missing)])
        self._configuration(self.sheets[CONFIGURATION])
        good = {name: self.sheets[name].find_columns(heads) for name, heads in HEADS.items()}
        for name, step in (
            (TIMESLOTS, self._timeslots), (ROOMS, self._rooms), (SPEAKERS, self._speakers), (TALKS, self._talks),
        ):  # fmt: skip
            if good[name]:
                step(self.sheets[name])
        for name in columns.SHEETS:
            self.faults += self.sheets[name].faults
        if self.faults:
            raise FestivalError(self.faults)
        return self.made

    def _missing(self, name: str) -> Fault:
        hint = did_you_mean(name, [title for title in self.sheets if title not in columns.SHEETS])
        return Fault(name, f"there is no sheet {name!r}{hint}")

    # -- configuration --------------------------------------------------------------------------

    def _configuration(self, sheet: Sheet) -> None:
        rows = {text: row for row in range(len(sheet.rows)) if (text := cells.text(sheet.cell(row, 0)))}
        head = rows.get(columns.TERM_HEAD[0])
        for wanted in (columns.NAME, columns.PAUSE, columns.TERM_HEAD[0]):
            if wanted not in rows:
                sheet.faults.append(Fault(f"{sheet.title}!A", f"there is no row {wanted!r}; the sheet has to have one"))
        if columns.NAME in rows:
            self.made.name = sheet.read_at(rows[columns.NAME], 1, cells.named, "")
        if columns.PAUSE in rows:
            self.made.pause = sheet.read_at(rows[columns.PAUSE], 1, cells.at_least(0), 0)
        if head is not None:
            self._terms(sheet, head)

    def _terms(self, sheet: Sheet, head: int) -> None:
        seen: dict[str, int] = {}
        sheet.columns = {"Constraint": 0}
        for row in range(head + 1, len(sheet.rows)):
            name = cells.text(sheet.cell(row, 0))
            if not name:
                continue
            sheet.once(row, "Constraint", name, seen)
            sheet.known(row, "Constraint", [name], TERMS, "constraint")
            self.made.weights[name] = sheet.read_at(row, 1, _score, Score())
        missing = [name for name in TERMS if name not in seen]
        if missing:
            place = f"{sheet.title}!A{head + 2}"
            sheet.faults += [Fault(place, f"below, there is no row for the constraint {name!r}") for name in missing]

    # -- timeslots, rooms, speakers --------------------------------------------------------------

    def _timeslots(self, sheet: Sheet) -> None:
        seen: dict[str, int] = {}
        for row in sheet.filled():
            made = Timeslot(
                row,
                sheet.read(row, "Day", cells.day, date(1970, 1, 1)),
                sheet.read(row, "Start", cells.clock, -1),
                sheet.read(row, "End", cells.clock, -1),
                sheet.read(row, "Talk types", _some_types, NONE),
                sheet.items(row, "Tags"),
            )
            if made.start >= 0 and made.end >= 0:
                if made.start >= made.end:
                    message = f"this ends at {cells.clock_text(made.end)}, before it starts; mend one of both"
                    sheet.fault(row, sheet.columns["End"], message)
                sheet.once(row, "Start", made.id, seen)
            self.made.timeslots.append(made)
        if not self.made.timeslots:
            sheet.fault(sheet.head_row + 1, 0, "there is no timeslot; write one a row")
        self.in_order = not sheet.faults
        self.types = _each(made.types for made in self.made.timeslots)
        self.tags["time"] = _each(made.tags for made in self.made.timeslots)

    def _rooms(self, sheet: Sheet) -> None:
        seen: dict[str, int] = {}
        first = self._timeslot_columns(sheet)
        for row in sheet.filled():
            made = Room(
                row,
                sheet.read(row, "Name", cells.named, ""),
                sheet.read(row, "Capacity", cells.at_least(0), 0),
                sheet.items(row, "Talk types"),
                sheet.items(row, "Tags"),
                self._away(sheet, row, first),
            )
            sheet.once(row, "Name", made.name, seen)
            sheet.known(row, "Talk types", made.types, self.types, "talk type")
            self.made.rooms.append(made)
        if not self.made.rooms:
            sheet.fault(sheet.head_row + 1, 0, "there is no room; write one a row")
        self.tags["room"] = _each(made.tags for made in self.made.rooms)

    def _speakers(self, sheet: Sheet) -> None:
        seen: dict[str, int] = {}
        first = self._timeslot_columns(sheet)
        for row in sheet.filled():
            name = sheet.read(row, "Name", cells.named, "")
            sheet.once(row, "Name", name, seen)
            made = Speaker(row, name, self._wants(sheet, row), self._away(sheet, row, first))
            self.made.speakers.append(made)

    def _wants(self, sheet: Sheet, row: int) -> Wants:
        wants: Wants = {}
        for (of, wish), head in columns.WISH_HEADS.items():
            tags = sheet.items(row, head)
            sheet.known(row, head, tags, self.tags[of], f"{columns.OF[of]} tag")
            if tags:
                wants.setdefault(of, {})[wish] = tags
        return wants

    def _timeslot_columns(self, sheet: Sheet) -> int:
        """The column of the first timeslot; a fault for every head that is another than it should be."""
        first = max(sheet.columns.values()) + 1
        if not self.in_order:
            return first
        width = max(map(len, sheet.rows[: sheet.head_row + 1]), default=0)
        above = ""
        for number in range(max(len(self.made.timeslots), width - first)):
            column = first + number
            head, on = cells.text(sheet.cell(sheet.head_row, column)), cells.text(sheet.cell(0, column))
            if number >= len(self.made.timeslots):
                if head:
                    sheet.fault(sheet.head_row, column, f"{TIMESLOTS} has no timeslot {head!r} here; take it out")
                continue
            slot = self.made.timeslots[number]
            day = cells.day_text(slot.day)
            above = on or above
            if head.replace(" ", "") != slot.label:
                message = f"this column is for {slot.label} of {day} (row {slot.row + 1} of {TIMESLOTS})"
                sheet.fault(sheet.head_row, column, f"{message}; it says {head!r}" if head else message)
            if on and on != day:
                sheet.fault(0, column, f"this column is for {day} (row {slot.row + 1} of {TIMESLOTS}); it says {on!r}")
        return first

    def _away(self, sheet: Sheet, row: int, first: int) -> list[str]:
        """Timeslots whose cell in this row is dark grey."""
        fills = self._fills_of(sheet)
        found = []
        for number, slot in enumerate(self.made.timeslots):
            if cells.text(sheet.cell(row, first + number)):
                message = "nothing is written here; a dark grey fill (555753) says that this is not available then"
                sheet.fault(row, first + number, message)
            if fills.get((row, first + number)) == columns.UNAVAILABLE:
                found.append(slot.id)
        return found

    def _fills_of(self, sheet: Sheet) -> dict[tuple[int, int], str]:
        if sheet.title not in self.coloured:
            self.coloured[sheet.title] = self.fills.of(sheet.title)
        return self.coloured[sheet.title]

    # -- talks ----------------------------------------------------------------------------------

    def _talks(self, sheet: Sheet) -> None:
        seen: dict[str, int] = {}
        for row in sheet.filled():
            made = self._talk(sheet, row)
            sheet.once(row, "Code", made.code, seen)
            sheet.known(row, "Talk type", [made.type] if made.type else [], self.types, "talk type")
            speakers = [one.name for one in self.made.speakers] if self.sheets[SPEAKERS].columns else None
            sheet.known(row, "Speakers", made.speakers, speakers, "speaker")
            self.made.talks.append(made)
        if not self.made.talks:
            sheet.fault(sheet.head_row + 1, 0, "there is no talk; write one a row")
        for made in self.made.talks:
            self._prerequisites(sheet, made, seen)

    def _talk(self, sheet: Sheet, row: int) -> Talk:
        labels = {name: sheet.items(row, head) for name, head in columns.LABELS.items()}
        return Talk(
            row=row,
            code=sheet.read(row, "Code", cells.named, ""),
            title=sheet.read(row, "Title", cells.text, ""),
            type=sheet.read(row, "Talk type", cells.named, ""),
            speakers=sheet.items(row, "Speakers"),
            labels={name: values for name, values in labels.items() if values},
            level=sheet.read(row, "Audience level", cells.at_least(1), 1),
            language=sheet.read(row, "Language", cells.text, ""),
            wants=self._wants(sheet, row),
            prerequisites=sheet.items(row, "Prerequisite talks codes"),
            favorites=sheet.read(row, "Favorite count", cells.count, 0),
            risk=sheet.read(row, "Crowd control risk", cells.count, 0),
            pinned=sheet.read(row, "Pinned by user", cells.flag, False),
            assigned=self._seat(sheet, row, columns.ASSIGNED),
            published=self._seat(sheet, row, columns.PUBLISHED),
        )

    def _seat(self, sheet: Sheet, row: int, heads: tuple[str, ...]) -> Seat:
        written = [cells.text(sheet.cell(row, sheet.columns[head])) for head in heads]
        slot = self._slot(sheet, row, heads, written) if any(written[:3]) else None
        room = written[3] or None
        if room is not None and self.sheets[ROOMS].columns:
            sheet.known(row, heads[3], [room], [one.name for one in self.made.rooms], "room")
        return Seat(slot, room)

    def _slot(self, sheet: Sheet, row: int, heads: tuple[str, ...], written: list[str]) -> str | None:
        empty = [head for head, cell in zip(heads[:3], written, strict=False) if not cell]
        for head in empty:
            sheet.fault(row, sheet.columns[head], f"a timeslot has a day, a start and an end; give the {head!r} too")
        if empty:
            return None
        before = len(sheet.faults)
        day = sheet.read(row, heads[0], cells.day, date(1970, 1, 1))
        start, end = (sheet.read(row, head, cells.clock, 0) for head in heads[1:3])
        if len(sheet.faults) > before:
            return None
        made = Timeslot(row, day, start, end, [], [])
        if self.in_order:
            sheet.known(row, heads[0], [made.id], [one.id for one in self.made.timeslots], "timeslot")
        return made.id

    def _prerequisites(self, sheet: Sheet, talk: Talk, codes: dict[str, int]) -> None:
        head = "Prerequisite talks codes"
        sheet.known(talk.row, head, talk.prerequisites, codes, "talk")
        if talk.code in talk.prerequisites:
            sheet.fault(talk.row, sheet.columns[head], f"{talk.code} cannot come before itself; take it out")


def _score(value: Any) -> Score:
    found = _WEIGHT.fullmatch(cells.text(value))
    if found is None:
        raise ValueError(f"{cells.text(value)!r} is no weight; write whole numbers, such as 0hard/0medium/10soft")
    return Score(*map(int, found.groups()))


def _some_types(value: Any) -> list[str]:
    found = cells.listed(value)
    if not found:
        raise ValueError("a timeslot is for one talk type or more; name them")
    return found


def _each(lists: Any) -> list[str]:
    return list(dict.fromkeys(item for items in lists for item in items))


def _sheets(data: bytes) -> dict[str, Sheet]:
    """Every sheet by its title, the rows of those that are read; others are what a program derived."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            title.strip(): Sheet(
                title,
                book.get_sheet_by_name(title).to_python(skip_empty_area=False)
                if title.strip() in columns.SHEETS
                else [],
                columns.HEAD_ROW.get(title.strip(), 0),
            )
            for title in book.sheet_names
        }
    except BaseException as error:
        # The reader is written in Rust: when it stumbles, that is no ordinary exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise FestivalError([Fault("", f"this workbook is damaged: {str(error)[:80]}")]) from None
