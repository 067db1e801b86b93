"""CoSPLib workbooks, read for the scorer: no check, no import of the program, only what the format says.

Names of the format are kept: a *session* here is a stretch of time, a *submission* what is placed.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Cell = Any
Row = list[Cell]


@dataclass
class Submission:
    name: str
    track: str
    need: int
    order: int
    zone: int
    presenters: set[str]
    attendees: set[str]


@dataclass
class Instance:
    submissions: dict[str, Submission]
    chairs: dict[str, set[str]]
    """By track, in order of tracks."""
    slots: dict[str, int]
    """By session, in order of sessions."""
    clock: dict[str, tuple[int, int]]
    rooms: list[str]
    track_session: dict[tuple[str, str], int]
    track_room: dict[tuple[str, str], int]
    session_room: dict[tuple[str, str], int]
    similar: dict[frozenset[str], int]
    sub_session: dict[tuple[str, str], int]
    sub_room: dict[tuple[str, str], int]
    local: int
    suitable: tuple[int, int]
    less_suitable: tuple[int, int]
    less_suitable_price: int
    unsuitable_price: int
    weights: list[int]
    """E2 to E17."""


@dataclass
class Grid:
    """A timetable: the label of a session and room, and what stands in a session, room and slot."""

    labels: dict[tuple[str, str], str]
    cells: dict[tuple[str, str, int], str]


def _rows(book: Any, title: str) -> list[Row]:
    return [list(row) for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)]


def _at(rows: list[Row], row: int, column: int) -> Cell:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _number(cell: Cell) -> int:
    return int(cell) if cell != "" else 0


def _text(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _people(cell: Cell) -> set[str]:
    return {name for name in _text(cell).split(", ") if name.strip()}


def _minutes(cell: Cell) -> int:
    if cell == "":
        return 0
    if isinstance(cell, float):
        return round(cell * 1440) % 1440
    if isinstance(cell, str):
        hours, minutes = cell.split(":")[:2]
        return int(hours) * 60 + int(minutes)
    return int(cell.hour) * 60 + int(cell.minute)


def _hours(cell: Cell) -> int:
    found = re.fullmatch(r"GMT([+-]\d+)", str(cell))
    return int(found[1]) if found else 0


def _data(rows: list[Row]) -> list[Row]:
    """Rows below the header that hold anything."""
    return [row for row in rows[1:] if any(str(cell).strip() for cell in row)]


def _edges(rows: list[Row]) -> dict[tuple[str, str], int]:
    header = [_text(cell) for cell in rows[0]]
    return {
        (_text(row[0]), header[column]): _number(_at([row], 0, column))
        for row in _data(rows)
        for column in range(1, len(header))
        if header[column]
    }


def read_instance(data: bytes) -> Instance:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    settings = _rows(book, "parameters")
    subs, header = _data(_rows(book, "submissions")), _rows(book, "submissions")[0]
    sessions, rooms = _data(_rows(book, "sessions")), _data(_rows(book, "rooms"))
    first = 7 + len(sessions)
    like = _data(_rows(book, "similar tracks"))
    order = {_text(row[0]): number for number, row in enumerate(like)}
    return Instance(
        submissions={
            _text(row[0]): Submission(
                _text(row[0]),
                _text(row[1]),
                _number(row[2]),
                _number(row[3]),
                _hours(row[4]),
                _people(row[5]),
                _people(row[6]),
            )
            for row in subs
        },
        chairs={_text(row[0]): _people(_at([row], 0, 1)) for row in _data(_rows(book, "tracks"))},
        slots={_text(row[0]): _number(row[1]) for row in sessions},
        clock={_text(row[0]): (_minutes(_at([row], 0, 3)), _minutes(_at([row], 0, 4))) for row in sessions},
        rooms=[_text(row[0]) for row in rooms],
        track_session=_edges(_rows(book, "tracks_sessions|penalty")),
        track_room=_edges(_rows(book, "tracks_rooms|penalty")),
        session_room=_edges(_rows(book, "sessions_rooms|penalty")),
        similar={
            frozenset((one, other)): _number(_at([like[a]], 0, b + 1))
            for one, a in order.items()
            for other, b in order.items()
            if a < b
        },
        sub_session={
            (_text(row[0]), _text(header[column])): _number(_at([row], 0, column))
            for row in subs
            for column in range(7, first)
        },
        sub_room={
            (_text(row[0]), _text(header[column])): _number(_at([row], 0, column))
            for row in subs
            for column in range(first, first + len(rooms))
        },
        local=_hours(_at(settings, 1, 1)),
        suitable=(_minutes(_at(settings, 3, 1)), _minutes(_at(settings, 4, 1))),
        less_suitable=(_minutes(_at(settings, 6, 1)), _minutes(_at(settings, 7, 1))),
        less_suitable_price=_number(_at(settings, 8, 1)),
        unsuitable_price=_number(_at(settings, 10, 1)),
        weights=[_number(_at(settings, row, 4)) for row in range(1, 17)],
    )


def read_grid(instance: Instance, data: bytes) -> Grid:
    """The first sheet of a solution workbook, by position."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = _rows(book, book.sheet_names[0])
    labels = {
        (session, room): _text(_at(rows, 1 + number, 1 + column))
        for number, session in enumerate(instance.slots)
        for column, room in enumerate(instance.rooms)
        if _at(rows, 1 + number, 1 + column) != ""
    }
    cells: dict[tuple[str, str, int], str] = {}
    row = len(instance.slots) + 2
    for session, slots in instance.slots.items():
        for slot in range(slots):
            for column, room in enumerate(instance.rooms):
                if (name := _text(_at(rows, row, 1 + column))) != "":
                    cells[session, room, slot] = name
            row += 1
    return Grid(labels, cells)


def write_grid(instance: Instance, grid: Grid) -> bytes:
    """A solution workbook as the reference writes it, without its sheet of violations."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("sol")
    sheet.write_row(0, 1, instance.rooms)
    row = len(instance.slots) + 2
    for number, (session, slots) in enumerate(instance.slots.items()):
        sheet.write_string(1 + number, 0, session)
        for column, room in enumerate(instance.rooms):
            if (session, room) in grid.labels:
                sheet.write_string(1 + number, 1 + column, grid.labels[session, room])
            for slot in range(slots):
                if (session, room, slot) in grid.cells:
                    sheet.write_string(row + slot, 1 + column, grid.cells[session, room, slot])
        for slot in range(slots):
            sheet.write_string(row + slot, 0, session)
        row += slots
    book.close()
    return file.getvalue()
