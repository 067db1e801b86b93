"""The workbook of a timetable: the table itself, views by room, person and film, and the whole document.

The document's sheets make a festival again, and the first sheet its timetable; the views are for reading only.
Whoever is not of the staff gets the table and the views, as far as they may know, and no document.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from scheduler.agenda import RANKS, clock, entries
from scheduler.answer import Answer, PlacedShowing, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import Fault, FestivalError
from scheduler.fields import text_in
from scheduler.formats.headers import VIEWS
from scheduler.formats.sheets import HEADS, room_name, rows
from scheduler.formats.spelling import clock_of, date_of
from scheduler.formats.tables import letters
from scheduler.formats.xlsx_write import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from scheduler.agenda import Audience, Entry
    from scheduler.festival import Festival
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

ROOM = {
    "en": ("room", "day", "start", "end", "title", "people"),
    "ko": ("상영관", "날짜", "시작", "종료", "제목", "참여자"),
}
PERSON = {
    "en": ("person", "day", "needed from", "to", "room", "title", "role"),
    "ko": ("이름", "날짜", "부터", "까지", "상영관", "제목", "역할"),
}
FILM = {
    "en": ("film", "session", "showing", "day", "start", "room"),
    "ko": ("작품", "프로그램", "회차", "날짜", "시작", "상영관"),
}
BLOCK = {"en": ("block", "slot"), "ko": ("블록", "칸")}
Table = tuple[str, "Sequence[str]", list[list[Any]]]

# -- writing --------------------------------------------------------------------------------------


def write(
    problem: Problem,
    timetable: Timetable,
    lang: str = "en",
    audience: Audience = "staff",
    now: datetime | None = None,
) -> bytes:
    """The workbook; the same timetable gives the same bytes."""
    found = entries(problem, timetable, audience, now)
    head, *body = rows(problem, timetable, lang, audience, now)
    if problem.blocks:
        head += BLOCK[lang]
        body = [[*row, *_block(entry)] for row, entry in zip(body, found, strict=True)]
    titles = VIEWS[lang]
    tables: list[Table] = [
        (titles[0], head, body),
        (titles[1], ROOM[lang], [_of_room(one, row, lang) for one, row in _by_room(found, body)]),
        (titles[2], PERSON[lang], sorted(_of_people(found, lang, audience))),
        (titles[3], FILM[lang], sorted(_of_films(found, lang))),
    ]
    return written(problem.festival.document() if audience == "staff" else {}, tables)


def _block(entry: Entry) -> list[Any]:
    placement = entry.placement
    return [entry.problem.blocks[placement.block].id, placement.slot + 1] if placement.block >= 0 else ["", ""]


def _by_room(found: list[Entry], body: list[list[Any]]) -> list[tuple[Entry, list[Any]]]:
    pairs = list(zip(found, body, strict=True))
    return sorted(pairs, key=lambda pair: (pair[0].room.index, pair[0].start))


def _of_room(entry: Entry, row: list[Any], lang: str) -> list[Any]:
    return [entry.room.name(lang), *row[:3], entry.showing.name(lang), row[9]]


def _of_people(found: list[Entry], lang: str, audience: Audience) -> list[list[Any]]:
    """A row for each time that somebody is needed."""
    made = []
    for entry in found:
        people = entry.problem.people
        for one in entry.showing.people:
            if one.person in people and RANKS[people[one.person].visibility] > RANKS[audience]:
                continue
            begin, end = entry.needed(one)
            who = entry.problem.person_name(one.person, lang)
            when = [entry.day.isoformat(), clock(entry, begin), clock(entry, end)]
            made.append([who, *when, entry.room.name(lang), entry.showing.name(lang), one.role])
    return made


def _of_films(found: list[Entry], lang: str) -> list[list[Any]]:
    return [
        [
            text_in(film.title, lang) or film.id,
            entry.title(lang),
            entry.showing.label,
            entry.day.isoformat(),
            clock(entry, entry.start),
            entry.room.name(lang),
        ]
        for entry in found
        for film in entry.showing.films
    ]


# -- reading --------------------------------------------------------------------------------------


def timetable_in(data: bytes, festival: Festival) -> Answer:
    """The timetable on the first sheet of such a workbook.  ``FestivalError`` with the cells that are wrong."""
    from scheduler.formats.workbook import opened, rows_of

    book = opened(data)
    title = _first_view(book.sheet_names)
    if title is None:
        raise FestivalError([Fault("--timetable", f"there is no sheet {VIEWS['en'][0]!r}, so no timetable")])
    reader = _Reader(title, rows_of(book, title), compile_festival(festival))
    return reader.answer()


def has_timetable(data: bytes) -> bool:
    """Whether such a workbook was exported with a timetable."""
    from scheduler.formats.workbook import opened

    return _first_view(opened(data).sheet_names) is not None


def _first_view(titles: Iterable[str]) -> str | None:
    return next((one for one in titles if one in (VIEWS["en"][0], VIEWS["ko"][0])), None)


class _Reader:
    """Reads the rows of the sheet by its headers."""

    def __init__(self, title: str, cells: Sequence[Sequence[Any]], problem: Problem) -> None:
        self.title, self.cells, self.problem = title, cells, problem
        self.faults: list[Fault] = []
        names = [(*HEADS[lang], *BLOCK[lang]) for lang in ("en", "ko")]
        head = [str(cell).strip() for cell in cells[0]] if cells else []
        self.columns = {
            english: next((number for number, cell in enumerate(head) if cell in (english, korean)), -1)
            for english, korean in zip(*names, strict=True)
        }
        missing = [name for name in ("day", "start", "room", "session", "showing") if self.columns[name] < 0]
        if missing:
            raise FestivalError([Fault(title, f"there is no column {name!r}; export it again") for name in missing])
        self.rooms = {
            text: room.id
            for room in problem.rooms
            for lang in ("en", "ko")
            for text in (room.id, room_name(problem, room, lang))
        }

    def answer(self) -> Answer:
        """All rows as placements, checked against the festival."""
        numbers = [number for number, row in enumerate(self.cells[1:], start=2) if any(cell != "" for cell in row)]
        placements = [self._placement(number) for number in numbers]
        if self.faults:
            raise FestivalError(self.faults)
        made = Answer(
            festival=self.problem.festival.festival.id, placements=[one for one in placements if one is not None]
        )
        try:
            return answer_of(self.problem, timetable_of(self.problem, made), status="IMPORTED")
        except FestivalError as error:
            raise FestivalError(self._at_row(fault, numbers) for fault in error.faults) from None

    def _at_row(self, fault: Fault, numbers: list[int]) -> Fault:
        parts = fault.place.split(".")
        row = f"{self.title}!{numbers[int(parts[1])]}" if len(parts) > 1 and parts[1].isdigit() else fault.place
        return Fault(row, fault.message)

    def _placement(self, row: int) -> PlacedShowing | None:
        said = {name: self._cell(row, name) for name in self.columns}
        room = self.rooms.get(str(said["room"]).strip())
        if room is None:
            self._fault(row, "room", f"there is no room {said['room']!r}")
        day, minutes, label = self._day(row), self._minutes(row), said["showing"]
        if not isinstance(label, (int, float)) or label != int(label):
            self._fault(row, "showing", f"{label!r} is no number of a showing")
            return None
        if room is None or day is None or minutes is None:
            return None
        clock_ = self.problem.clock
        made = PlacedShowing(session=_text(said["session"]), showing=int(label), room=room)
        if said["block"] != "":
            made.block, made.slot = _text(said["block"]), int(said["slot"] or 1)
        else:
            made.start = clock_.local(clock_.at(day, minutes))
        return made

    def _day(self, row: int) -> date | None:
        try:
            return date.fromisoformat(date_of(self._cell(row, "day")))
        except ValueError as error:
            self._fault(row, "day", str(error))
            return None

    def _minutes(self, row: int) -> int | None:
        try:
            hours, minutes = clock_of(self._cell(row, "start")).split(":")
        except ValueError as error:
            self._fault(row, "start", str(error))
            return None
        return int(hours) * 60 + int(minutes)

    def _cell(self, row: int, name: str) -> Any:
        column = self.columns[name]
        there = self.cells[row - 1]
        return there[column] if 0 <= column < len(there) else ""

    def _fault(self, row: int, name: str, message: str) -> None:
        self.faults.append(Fault(f"{self.title}!{letters(self.columns[name])}{row}", message))


def _text(value: Any) -> str:
    """An id, also one of digits that a spreadsheet took for a number."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
