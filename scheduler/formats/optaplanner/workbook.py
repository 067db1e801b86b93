"""A conference workbook is read into records; every fault of it at once, with sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.formats.fills import Fills
from scheduler.formats.optaplanner import columns, configuration, people_places
from scheduler.formats.optaplanner.columns import CONFIGURATION, HEADS, ROOMS, SPEAKERS, TALKS, TIMESLOTS
from scheduler.formats.optaplanner.context import Context
from scheduler.formats.optaplanner.records import Conference
from scheduler.formats.optaplanner.sheets import Sheet
from scheduler.formats.optaplanner.talks import talks
from scheduler.formats.workbook import opened, rows_of
from scheduler.formats.xlsx_guard import look_through


def read(data: bytes) -> Conference:
    """The conference of a workbook.  ``FestivalError`` with all its faults."""
    reader = _Reader(data)
    made = reader.conference()
    if reader.faults:
        raise FestivalError(reader.faults)
    return made


class _Reader:
    """Reads sheet after sheet and remembers what later ones may name."""

    def __init__(self, data: bytes) -> None:
        self.faults = [
            Fault(cell, "this cell holds an error such as #N/A; correct it")
            for cell in look_through(data)
            if cell.rpartition("!")[0].strip() in columns.SHEETS
        ]
        self.sheets = _sheets(opened(data), self.faults)
        self.fills = Fills(data)
        self.known = Context()

    def conference(self) -> Conference:
        """All records, as far as they can be read."""
        made = Conference()
        configuration.read(self.sheets[CONFIGURATION], made)
        for name, heads in HEADS.items():
            self.sheets[name].find_columns(heads)
        self._timeslots(made)
        self._rooms(made)
        self._speakers(made)
        if self.sheets[TALKS].readable:
            made.talks = talks(self.sheets[TALKS], self.known)
            self._some(TALKS, made.talks, "talk")
        return made

    def _timeslots(self, made: Conference) -> None:
        before = len(self.faults)
        if self.sheets[TIMESLOTS].readable:
            made.timeslots = list(people_places.timeslots(self.sheets[TIMESLOTS]))
            self.known.types = _each(slot.types for slot in made.timeslots)
            self.known.tags["time"] = _each(slot.tags for slot in made.timeslots)
            self._some(TIMESLOTS, made.timeslots, "timeslot")
            if len(self.faults) == before:  # else the columns of the next sheets would be so much noise
                self.known.timeslots = made.timeslots

    def _rooms(self, made: Conference) -> None:
        sheet = self.sheets[ROOMS]
        if sheet.readable:
            made.rooms = list(people_places.rooms(sheet, self.fills.of(sheet.title), self.known))
            self.known.rooms = [room.name for room in made.rooms]
            self.known.tags["room"] = _each(room.tags for room in made.rooms)
            self._some(ROOMS, made.rooms, "room")

    def _speakers(self, made: Conference) -> None:
        sheet = self.sheets[SPEAKERS]
        if sheet.readable:
            made.speakers = list(people_places.speakers(sheet, self.fills.of(sheet.title), self.known))
            self.known.speakers = [speaker.name for speaker in made.speakers]

    def _some(self, name: str, entries: list[Any], what: str) -> None:
        sheet = self.sheets[name]
        if not entries:
            sheet.fault(sheet.head_row + 1, 0, f"there is no {what}; write one a row")


def _sheets(book: Any, faults: list[Fault]) -> dict[str, Sheet]:
    """The sheets that are read, by name; others are what a program derived from these."""
    titles = {title.strip(): title for title in book.sheet_names}
    missing = [name for name in columns.SHEETS if name not in titles]
    if missing:
        others = [title for title in titles if title not in columns.SHEETS]
        raise FestivalError(Fault(name, f"there is no sheet {name!r}{did_you_mean(name, others)}") for name in missing)
    return {
        name: Sheet(titles[name], rows_of(book, titles[name]), faults, columns.HEAD_ROW.get(name, 0))
        for name in columns.SHEETS
    }


def _each(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(item for items in lists for item in items))
