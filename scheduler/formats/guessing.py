"""Which format a file is in, seen from its first letters; its name is not asked, because it is often wrong."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from scheduler.faults import Fault, FestivalError
from scheduler.formats import indico
from scheduler.formats.imported import Imported
from scheduler.formats.programme_festival import imported

if TYPE_CHECKING:
    from scheduler.formats.programme import Programme

READERS = {
    "schedule-json": "scheduler.formats.schedule_json_read",
    "schedule-xml": "scheduler.formats.schedule_xml_read",
    "ics": "scheduler.formats.ics_read",
    "pretalx": "scheduler.formats.pretalx",
    "indico": "scheduler.formats.indico",
    "csv": "scheduler.formats.table_read",
    "xlsx": "scheduler.formats.table_read",
}
"""The module of each format that holds a programme with its times."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
BEGINNING = 4096
"""Bytes that are looked at."""


def format_of(data: bytes) -> str:
    """The format of a programme.  ``FestivalError`` if it is none that can be read."""
    if data.startswith(ZIP):
        return "xlsx"
    if data.startswith(OLD_OFFICE):
        raise FestivalError([Fault("", "this is an old or locked workbook; save it as .xlsx without a password")])
    if data.startswith(b"%PDF"):
        raise FestivalError([Fault("", "this is a PDF; ask for the table, the calendar or the schedule.xml of it")])
    begin = _text(data[:BEGINNING]).lstrip("\ufeff \t\r\n")
    if not begin:
        raise FestivalError([Fault("", "the file is empty")])
    if begin.startswith("<"):
        return "schedule-xml"
    if begin[:15].upper() == "BEGIN:VCALENDAR":
        return "ics"
    if re.match(r'showgrid:|\{\s*"showgrid"\s*:', begin):
        message = "this is a festival or timetable of Showgrid; both together are checked by showgrid verify"
        raise FestivalError([Fault("", message)])
    if begin[0] in "{[":
        if indico.MARK.search(data):
            return "indico"
        return "pretalx" if _is_pretalx(data) else "schedule-json"
    return "csv"


def _text(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if wide else "utf-8", "replace")


def _is_pretalx(data: bytes) -> bool:
    """Whether it is the answer of pretalx's API, which knows submissions and no conference with days."""
    if re.search(rb'"conference"\s*:', data):
        return False
    return re.search(rb'"(submission_type|submissions|submission|slots|talks)"\s*:', data) is not None


def imported_in(data: bytes, zone: str | None = None) -> tuple[str, Imported]:
    """The format, and the festival and timetable in the file.  ``FestivalError`` with all that is wrong."""
    name = format_of(data)
    if name == "xlsx":
        from scheduler.formats.table_sheets import is_document

        if is_document(data):
            return name, _workbook(data)
    programme: Programme = import_module(READERS[name]).programme_of(data)
    return name, imported(programme, zone=zone)


def _workbook(data: bytes) -> Imported:
    """A festival document as a workbook, with the timetable that was exported into it."""
    from scheduler.formats.document import load_text
    from scheduler.formats.views import has_timetable, timetable_in

    festival = load_text(data, ".xlsx")
    if not has_timetable(data):
        message = "this workbook is a festival that holds no timetable; solve it, and showgrid verify checks the two"
        raise FestivalError([Fault("", message)])
    return Imported(festival, timetable_in(data, festival))
