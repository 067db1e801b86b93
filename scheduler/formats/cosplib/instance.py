"""What an instance workbook of CoSPLib says, read sheet by sheet.

Names are never trimmed: they are what the workbook's own sheets, and its solutions, refer to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from scheduler.formats.cosplib.names import named, placed
from scheduler.formats.cosplib.parameters import Parameters, clock, parameters, zone
from scheduler.formats.workbook import Book, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.formats.cosplib.names import Names

Prices: TypeAlias = "NDArray[np.int64]"

OWN_COLUMNS = 7
"""Columns of a submission before those of sessions and rooms."""


@dataclass(frozen=True)
class Track:
    """A strand, and who chairs it."""

    name: str
    chairs: tuple[str, ...]


@dataclass(frozen=True)
class Session:
    """A stretch of time; it may begin and end at any minute of the day, on any day."""

    name: str
    slots: int
    date: date | None
    begin: int | None
    end: int | None


@dataclass(frozen=True)
class Submission:
    """What is to be placed."""

    name: str
    track: str
    slots: int
    order: int
    zone: int | None
    """Hours east of Greenwich."""
    presenters: tuple[str, ...]
    attendees: tuple[str, ...]


@dataclass(frozen=True)
class Instance:
    """A whole workbook; every matrix has the rows and columns of the lists that it joins."""

    parameters: Parameters
    submissions: tuple[Submission, ...]
    tracks: tuple[Track, ...]
    sessions: tuple[Session, ...]
    rooms: tuple[str, ...]
    tracks_sessions: Prices
    tracks_rooms: Prices
    sessions_rooms: Prices
    similar_tracks: Prices
    """Only above the diagonal."""
    submissions_sessions: Prices
    submissions_rooms: Prices


def read(book: Book) -> Instance:
    """The instance in a workbook.  ``FestivalError`` lists every fault by sheet and cell."""
    settings = parameters(book.sheet("parameters"))
    names = {title: named(book.sheet(title)) for title in ("tracks", "sessions", "rooms", "submissions")}
    tracks, sessions, rooms, submissions = names.values()
    joins = (("tracks", "sessions"), ("tracks", "rooms"), ("sessions", "rooms"))
    penalties = {
        pair: _matrix(book.sheet("{}_{}|penalty".format(*pair)), *(names[one] for one in pair)) for pair in joins
    }
    at_sessions, at_rooms = _wishes(submissions, sessions, rooms)
    made = Instance(
        settings,
        tuple(_submission(submissions.sheet, row, tracks, settings) for row in submissions.rows),
        tuple(Track(tracks.sheet.text(row, 0), _people(tracks.sheet, row, 1)) for row in tracks.rows),
        tuple(_session(sessions.sheet, row, settings) for row in sessions.rows),
        tuple(rooms.of),
        penalties["tracks", "sessions"],
        penalties["tracks", "rooms"],
        penalties["sessions", "rooms"],
        _similar(book.sheet("similar tracks"), tracks),
        at_sessions,
        at_rooms,
    )
    _too_long(submissions, made)
    book.refuse()
    return made


def _too_long(names: Names, made: Instance) -> None:
    """Submissions that fit into no session."""
    most = max((one.slots for one in made.sessions), default=10_000)
    for row, one in zip(names.rows, made.submissions, strict=True):
        if one.slots > most:
            names.sheet.fault(row, 2, f"{one.name!r} takes {one.slots} slots, but no session has more than {most}")


def _people(sheet: Sheet, row: int, column: int) -> tuple[str, ...]:
    """Names parted by a comma and one blank; nobody twice."""
    return tuple(dict.fromkeys(one for one in sheet.text(row, column).split(", ") if one.strip()))


def _session(sheet: Sheet, row: int, settings: Parameters) -> Session:
    day = sheet(row, 2)
    day = day.date() if isinstance(day, datetime) else day
    begin, end = (clock(sheet, row, column, needed=settings.zones_count) for column in (3, 4))
    slots = sheet.number(row, 1, low=1, high=10_000)
    return Session(sheet.text(row, 0), slots, day if isinstance(day, date) else None, begin, end)


def _submission(sheet: Sheet, row: int, tracks: Names, settings: Parameters) -> Submission:
    tracks.must_know(sheet, row, 1, "track")
    return Submission(
        sheet.text(row, 0),
        sheet.text(row, 1),
        sheet.number(row, 2, low=1, high=10_000),
        sheet.number(row, 3, high=100_000),
        zone(sheet, row, 4, needed=settings.zones_count),
        _people(sheet, row, 5),
        _people(sheet, row, 6),
    )


def _matrix(sheet: Sheet, down: Names, across: Names) -> Prices:
    """A sheet whose rows and columns are named on its edges, in any order."""
    rows = placed(sheet, [(row, 0) for row in sheet.filled()], down)
    columns = placed(sheet, [(0, column) for column in range(1, sheet.width)], across)
    cells = [(number, other, row, column) for number, (row, _) in rows for other, (_, column) in columns]
    return _filled(sheet, (len(down.rows), len(across.rows)), cells)


def _similar(sheet: Sheet, tracks: Names) -> Prices:
    """Rows are named, columns follow the rows; what is not above the diagonal is not even looked at."""
    rows = placed(sheet, [(row, 0) for row in sheet.filled()], tracks)
    cells = [
        (min(one, other), max(one, other), row, 1 + second)
        for first, (one, (row, _)) in enumerate(rows)
        for second, (other, _) in enumerate(rows)
        if first < second
    ]
    return _filled(sheet, (len(tracks.rows), len(tracks.rows)), cells)


def _wishes(submissions: Names, sessions: Names, rooms: Names) -> tuple[Prices, Prices]:
    """Penalties of submissions in sessions and in rooms; a column more or less, and it goes by their names."""
    sheet = submissions.sheet
    columns = list(range(OWN_COLUMNS, sheet.width))
    if len(columns) == len(sessions.rows) + len(rooms.rows):
        first, second = columns[: len(sessions.rows)], columns[len(sessions.rows) :]
    else:
        first = [column for column in columns if sheet.text(0, column) in sessions.of]
        second = [column for column in columns if column not in first]
    return _own(submissions, first, sessions), _own(submissions, second, rooms)


def _own(submissions: Names, columns: list[int], across: Names) -> Prices:
    sheet = submissions.sheet
    found = placed(sheet, [(0, column) for column in columns], across)
    cells = [(n, other, row, column) for n, row in enumerate(submissions.rows) for other, (_, column) in found]
    return _filled(sheet, (len(submissions.rows), len(across.rows)), cells)


def _filled(sheet: Sheet, shape: tuple[int, int], cells: list[tuple[int, int, int, int]]) -> Prices:
    """A matrix of such a shape: of each number and other number, the cell that says its price."""
    matrix = np.zeros(shape, dtype=np.int64)
    for number, other, row, column in cells:
        if sheet(row, column) != "":
            matrix[number, other] = sheet.number(row, column)
    return matrix
