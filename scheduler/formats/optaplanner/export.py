"""A timetable becomes a conference workbook: the sheets that the original program reads, talks in their places."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from scheduler.faults import FestivalError
from scheduler.fields import text_in
from scheduler.formats.optaplanner import columns
from scheduler.formats.optaplanner.cells import clock_text, day_text
from scheduler.formats.optaplanner.expressible import faults_of
from scheduler.formats.optaplanner.terms import TERMS

if TYPE_CHECKING:
    from scheduler.festival import Block, Festival, Person, Wants
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When every workbook was made, so that the same timetable gives the same bytes."""
PAUSE = 15
"""Minutes, where the festival does not say."""

Cells = Sequence[Any]


def write(problem: Problem, timetable: Timetable) -> bytes:
    """The workbook.  ``FestivalError`` says what such a workbook cannot hold."""
    if faults := list(faults_of(problem)):
        raise FestivalError(faults)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    writer = _Writer(book, problem.festival)
    writer.configuration()
    writer.timeslots()
    writer.rooms()
    writer.speakers()
    writer.talks(problem, timetable)
    book.close()
    return file.getvalue()


class _Writer:
    """Writes sheet after sheet of one festival."""

    def __init__(self, book: xlsxwriter.Workbook, festival: Festival) -> None:
        self.book, self.festival = book, festival
        self.blocks = {block.id: block for block in festival.blocks}
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter"})
        self.away = book.add_format({"bg_color": f"#{columns.UNAVAILABLE}"})
        self.chosen = book.add_format({"bg_color": f"#{columns.CHOSEN}"})

    def configuration(self) -> None:
        """Name, pause and weights: as they were imported, else the usual ones."""
        about, known = self.festival.festival, self.festival.festival.fields
        weights = known.get("weights", {})
        rows: list[Cells] = [
            (columns.NAME, text_in(about.name) or about.id),
            (columns.PAUSE, known.get("pause", PAUSE), "Minutes that a speaker has between two talks of a day"),
            (),
            columns.TERM_HEAD,
        ]
        rows += [(name, str(weights.get(name, term.usual)), term.says) for name, term in TERMS.items()]
        self._sheet(columns.CONFIGURATION, rows, heads=0, frozen=(0, 1))

    def timeslots(self) -> None:
        """A row a block."""
        every = list(dict.fromkeys(session.type for session in self.festival.sessions))
        rows = [(*_when(block), _joined(block.types or every), _joined(block.tags)) for block in self.festival.blocks]
        self._sheet(columns.TIMESLOTS, [columns.HEADS[columns.TIMESLOTS], *rows])

    def rooms(self) -> None:
        """A row a room; dark grey where it is closed."""
        rows = [
            ((room.id, room.capacity, _joined(room.types), _joined(room.tags)), room.fields.get("unavailable", ()))
            for room in self.festival.rooms
        ]
        self._with_timeslots(columns.ROOMS, rows)

    def speakers(self) -> None:
        """A row a person; dark grey where they are away."""
        rows = [((one.id, *_wishes(one.wants)), _away(one)) for one in self.festival.people]
        self._with_timeslots(columns.SPEAKERS, rows)

    def talks(self, problem: Problem, timetable: Timetable) -> None:
        """A row a session, with the place where it lies and the one that was published."""
        heads = columns.HEADS[columns.TALKS]
        rows = [
            (*_talk(one, self._pinned(one.session.id)), *_place(problem, timetable.of(one)), *self._published(one))
            for one in problem.showings
        ]
        sheet = self._sheet(columns.TALKS, [heads, *rows], frozen=(1, 1))
        first = heads.index(columns.ASSIGNED[0])
        for number, row in enumerate(rows, start=1):
            for column in range(first, first + len(columns.ASSIGNED)):
                sheet.write_string(number, column, row[column], self.chosen)

    def _published(self, showing: Showing) -> tuple[str, ...]:
        """Cells of what was published: timeslot and room, or only one of them."""
        was = next((one for one in self.festival.published if one.session == showing.session.id), None)
        half = showing.session.fields.get("published", {})
        if was is not None:
            return *_when(self.blocks.get(was.block or "")), was.room
        return *_when(self.blocks.get(half.get("block", ""))), half.get("room", "")

    def _pinned(self, session: str) -> bool:
        return any(pin.session == session and pin.block and pin.room for pin in self.festival.pins)

    def _with_timeslots(self, title: str, rows: Sequence[tuple[Cells, Collection[str]]]) -> None:
        """Rows with a column for each timeslot, the days above."""
        heads, blocks = columns.HEADS[title], self.festival.blocks
        days = [day_text(block.from_.date()) for block in blocks]
        above = [day if number == 0 or day != days[number - 1] else "" for number, day in enumerate(days)]
        labels = [f"{start}-{end}" for _, start, end in map(_when, blocks)]
        table = [[*("" for _ in heads), *above], [*heads, *labels], *(cells for cells, _ in rows)]
        sheet = self._sheet(title, table, heads=1, frozen=(2, 1))
        for number, (_, away) in enumerate(rows, start=2):
            for column, block in enumerate(blocks, start=len(heads)):
                if block.id in away:
                    sheet.write_blank(number, column, None, self.away)

    def _sheet(self, title: str, rows: Sequence[Cells], *, heads: int = 0, frozen: tuple[int, int] = (1, 0)) -> Any:
        sheet = self.book.add_worksheet(title)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                style = self.bold if number <= heads else None
                if isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value, style)
        sheet.freeze_panes(*frozen)
        sheet.autofit()
        return sheet


def _when(block: Block | None) -> tuple[str, str, str]:
    """Day, start and end as cells; empty of no block."""
    if block is None:
        return "", "", ""
    start, end = (clock_text(moment.hour * 60 + moment.minute) for moment in (block.from_, block.to))
    return day_text(block.from_.date()), start, end


def _place(problem: Problem, placement: Placement | None) -> tuple[str, ...]:
    """Timeslot and room as cells."""
    if placement is None:
        return *_when(None), ""
    return *_when(problem.blocks[placement.block]), problem.rooms[placement.room].id


def _talk(showing: Showing, pinned: bool) -> Iterator[Any]:
    """Cells of a talk up to where it lies."""
    session = showing.session
    own: dict[str, Any] = {name: _joined(session.labels.get(label, ())) for label, name in columns.LABELS.items()}
    own |= dict(zip(columns.WISH_HEADS.values(), _wishes(session.wants), strict=True))
    own |= {
        "Code": session.id,
        "Title": text_in(session.title),
        "Talk type": session.type,
        "Speakers": _joined(one.id for one in session.people),
        "Audience level": session.level or 1,
        "Language": session.language or "",
        "Prerequisite talks codes": _joined(session.fields.get("prerequisites", ())),
        "Favorite count": showing.audience,
        "Crowd control risk": session.fields.get("risk", 0),
        "Pinned by user": pinned,
    }
    heads = columns.HEADS[columns.TALKS]
    return (own[head] for head in heads[: heads.index(columns.ASSIGNED[0])])


def _wishes(wants: Wants) -> Iterator[str]:
    """Cells of what somebody wants; of a time also what they want of its block."""
    for of, wish in columns.WISH_HEADS:
        tags = list(getattr(getattr(wants, of), wish))
        if of == "time":
            tags += getattr(wants.block, wish)
        yield _joined(dict.fromkeys(tags))


def _away(person: Person) -> frozenset[str]:
    """Blocks in which somebody is away."""
    return frozenset(when.block for when in person.away if when.block)


def _joined(items: Iterable[str]) -> str:
    return ", ".join(items)
