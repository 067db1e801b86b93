"""Timetables as people keep them, in CSV or a workbook: a row a showing, whatever the columns are called.

The header is looked for below titles and logos; a date or room that stands only in the first of several rows, as
merged cells do, counts for those below; a sheet a day, or a sheet a room, is understood from its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError
from scheduler.formats.csv_ import DELIMITERS, plain, split, text_of
from scheduler.formats.programme import Event, Programme, Who, language_code, length, prose, words
from scheduler.formats.table_headers import ROWS, Column, no_header, read_header
from scheduler.formats.table_values import after, at, day_of, times_of, year_by_weekdays, year_in
from scheduler.formats.table_views import leave_out_repeated
from scheduler.formats.tables import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


MOST_ROWS = 100_000
"""Rows of a table; a festival has a thousandth of them."""
_NAMES = re.compile(r"\s*(?:[,;/\n、，]|\s·\s|\s&\s|\s+and\s+)\s*")
_ROLE = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]+)\)")


@dataclass
class Sheet:
    """A sheet with its header found."""

    title: str
    rows: Sequence[Sequence[Any]]
    at: int
    columns: list[Column]
    carried: dict[str, Any] = field(default_factory=dict)
    """What merged cells above say."""

    def place(self, row: int, role: str = "") -> str:
        """A row, or a cell of it, as a spreadsheet calls it."""
        column = next((one.number for one in self.columns if one.role == role), None)
        cell = f"{letters(column)}{row + 1}" if column is not None else f"row {row + 1}"
        return f"{self.title}!{cell}" if self.title else cell

    def cell(self, row: int, role: str, language: str | None = None) -> Any:
        """What stands there; an empty text if nothing does."""
        for one in self.columns:
            if one.role == role and language in (None, one.language) and one.number < len(self.rows[row]):
                return self.rows[row][one.number]
        return ""


def programme_of(data: bytes, name: str = "", header: Mapping[str, str] | None = None) -> Programme:
    """What the table says.  ``FestivalError`` if no row of it is a header."""
    return _Reader(sheets_of(data), name, header or {}).programme


def columns_of(data: bytes, header: Mapping[str, str] | None = None) -> list[tuple[str, list[Column]]]:
    """Title of each sheet that can be read, and what its columns are taken for; empty if none can."""
    found = ((title, read_header(rows, header)) for title, rows in sheets_of(data).items())
    return [(title, one[1]) for title, one in found if one is not None]


def columns_told(columns: Sequence[Column]) -> str:
    """Each column with what it was taken for: ``B 시작 = start``."""
    return ", ".join(
        f"{letters(one.number)} {one.header} = {'.'.join(filter(None, (one.role, one.language)))}" for one in columns
    )


def is_document(data: bytes) -> bool:
    """Whether a workbook is a festival document, with a sheet for the festival itself."""
    if not data.startswith(b"PK\x03\x04"):
        return True  # what is no workbook is refused by the reader of documents
    from scheduler.formats.headers import ABOUT, sheet_of
    from scheduler.formats.workbook import opened
    from scheduler.formats.xlsx_guard import look_through

    look_through(data)
    return any(sheet_of(title) == ABOUT for title in opened(data).sheet_names)


def sheets_of(data: bytes) -> dict[str, Sequence[Sequence[Any]]]:
    """Rows of every sheet; of CSV, of the only one, which has no title."""
    if data.startswith(b"PK\x03\x04"):
        from scheduler.formats.workbook import opened, unmerged_rows_of
        from scheduler.formats.xlsx_guard import look_through

        look_through(data)
        book = opened(data)
        return {title: unmerged_rows_of(book, title) for title in book.sheet_names if title[:1] not in "_#"}
    text = text_of(data)
    if text.count("\n") > MOST_ROWS:
        raise FestivalError([Fault("", f"there are more than {MOST_ROWS:,} rows in it; is it the right file?")])
    begin = "".join(text.splitlines(keepends=True)[: 2 * ROWS])
    return {"": [[plain(cell).strip() for cell in row] for row in split(text, _delimiter(begin), whole=True)]}


def _delimiter(begin: str) -> str:
    """What separates cells: by what most of the header is understood, else by what makes most columns."""

    def understood(delimiter: str) -> tuple[int, int]:
        try:
            rows = split(begin, delimiter)
        except FestivalError:  # cut in the middle of a quoted cell
            return 0, 0
        return len((read_header(rows) or (0, []))[1]), max(map(len, rows), default=0)

    return max(DELIMITERS, key=understood)


class _Reader:
    """Reads all sheets that have a header."""

    def __init__(self, sheets: Mapping[str, Sequence[Sequence[Any]]], name: str, header: Mapping[str, str]) -> None:
        self.programme = Programme()
        found = [self._sheet(title, rows, header) for title, rows in sheets.items()]
        self.sheets = [one for one in found if one is not None]
        if not self.sheets:
            rows = next((rows for rows in sheets.values() if any(map(any, rows))), [])
            raise no_header(rows, next(iter(sheets), "") if len(sheets) == 1 else "")
        self.programme.title = self._title() or name
        self.year = self._year(name)
        for sheet in self.sheets:
            begin = len(self.programme.events)
            self._rows(sheet)
            leave_out_repeated(self.programme, begin, sheet.title)

    def _sheet(self, title: str, rows: Sequence[Sequence[Any]], header: Mapping[str, str]) -> Sheet | None:
        found = read_header(rows, header)
        if found is None:
            if any(cell != "" for row in rows for cell in row):
                self.programme.notes.left_out(
                    title, "no row of this sheet is a header with a title and a start",
                    "이 시트에는 제목과 시작이 있는 머리글 행이 없습니다",
                )  # fmt: skip
            return None
        for column in found[1]:
            if not column.sure:
                cell = f"{letters(column.number)}{found[0] + 1}"
                self.programme.notes.guessed(
                    f"{title}!{cell}" if title else cell, "the column {h!r} is taken for the {r}",
                    "{h!r} 열을 {r}(으)로 보았습니다", h=column.header, r=column.role,
                )  # fmt: skip
        return Sheet(title, rows, *found)

    def _title(self) -> str:
        """What stands alone above the header of the first sheet."""
        sheet = self.sheets[0]
        above = (words(cell) for row in sheet.rows[: sheet.at] for cell in row)
        return next((text for text in above if text), "")

    def _year(self, name: str) -> int | None:
        """The year of dates that say none: of other dates, of what stands above, the file's name, else by weekdays."""
        for sheet in self.sheets:
            dates = [sheet.cell(row, role) for role in ("day", "start") for row in range(sheet.at + 1, len(sheet.rows))]
            above = [cell for row in sheet.rows[: min(sheet.at, ROWS)] for cell in row]
            found = year_in([*dates[:2000], *above, sheet.title, name])
            if found is not None:
                return found
        return self._guessed_year()

    def _guessed_year(self) -> int | None:
        """Of days that say none anywhere: by their weekdays, else this year."""
        cells = [sheet.cell(row, "day") for sheet in self.sheets for row in range(sheet.at + 1, len(sheet.rows))]
        titles = [sheet.title for sheet in self.sheets]
        found = year_by_weekdays([*[cell for cell in cells if cell != ""][:2000], *titles], datetime.now(UTC).date())
        if found is not None:
            self.programme.notes.guessed(
                "", "no date says its year; taken for {y}; put it above the table or into the file's name",
                "연도가 적혀 있지 않아 {y}년으로 보았습니다. 표 위나 파일 이름에 적어 주세요", y=found,
            )  # fmt: skip
        return found

    # -- rows -----------------------------------------------------------------------------------

    def _rows(self, sheet: Sheet) -> None:
        numbers = [row for row in range(sheet.at + 1, len(sheet.rows)) if any(cell != "" for cell in sheet.rows[row])]
        empty = sum(sheet.cell(row, "room") == "" for row in numbers)
        rooms_merged = empty * 2 > len(numbers)
        own_day = day_of(sheet.title, self.year)
        for row in numbers:
            self._carry(sheet, row, "day")
            if rooms_merged:
                self._carry(sheet, row, "room")
            if self._is_event(sheet, row):
                self._event(sheet, row, own_day)

    def _carry(self, sheet: Sheet, row: int, role: str) -> None:
        value = sheet.cell(row, role)
        if value != "":
            sheet.carried[role] = value

    def _is_event(self, sheet: Sheet, row: int) -> bool:
        """Whether it has a title or a time; a row with a date alone is a heading."""
        filled = [cell for cell in sheet.rows[row] if cell != ""]
        if len(filled) == 1 and (found := day_of(filled[0], self.year)) is not None:
            sheet.carried["day"] = found.isoformat()
            return False
        return any(sheet.cell(row, role) != "" for role in ("title", "start"))

    def _event(self, sheet: Sheet, row: int, own_day: date | None) -> None:
        title = self._titles(sheet, row)
        called = title if isinstance(title, str) else next(iter(title.values()), "")
        place = sheet.place(row) + (f" ({called})" if called else "")
        day, start, minutes = self._when(sheet, row, place, own_day)
        label = sheet.cell(row, "showing")
        audience = length(sheet.cell(row, "audience"))
        room, venue = self._place(sheet, row)
        self.programme.add(
            Event(
                place=place,
                title=title,
                start=start,
                minutes=minutes,
                room=room or (sheet.title if not own_day and len(self.sheets) > 1 else ""),
                venue=venue,
                session=self._session(sheet, row),
                label=_label(label),
                day=day,
                type=words(sheet.cell(row, "type")) or "other",
                track=words(sheet.cell(row, "track")),
                language=language_code(sheet.cell(row, "language")),
                abstract=prose(sheet.cell(row, "abstract")),
                code=_digits(sheet.cell(row, "code")),
                people=list(_people(sheet.cell(row, "people"))),
                audience=audience if audience is not None and 0 <= audience < 1_000_000 else None,
            )
        )

    def _place(self, sheet: Sheet, row: int) -> tuple[str, str]:
        """Room and building; where there is no column of rooms the buildings are what is meant."""
        room, venue = words(sheet.cell(row, "room")), words(sheet.cell(row, "venue"))
        if any(column.role == "room" for column in sheet.columns):
            return room or words(sheet.carried.get("room")), venue
        return venue, ""

    def _session(self, sheet: Sheet, row: int) -> str:
        """Our own id, if the table says ids and showings as our own export does."""
        roles = {column.role for column in sheet.columns}
        return words(sheet.cell(row, "session")) if {"session", "showing"} <= roles else ""

    def _titles(self, sheet: Sheet, row: int) -> str | dict[str, str]:
        found = {one.language: words(sheet.rows[row][one.number]) for one in sheet.columns
                 if one.role == "title" and one.number < len(sheet.rows[row])}  # fmt: skip
        found = {language: text for language, text in found.items() if text}
        if len(found) > 1 and "" in found:
            found.setdefault("en" if "ko" in found else "ko", found.pop(""))
        return next(iter(found.values()), "") if len(found) < 2 else found

    def _when(
        self, sheet: Sheet, row: int, place: str, own_day: date | None
    ) -> tuple[date | None, datetime | None, int | None]:
        """The day, the start and the minutes; what is missing is noted."""
        given = sheet.cell(row, "start")
        times = times_of(given if given != "" else sheet.cell(row, "day"))
        day = self._day(sheet, row, own_day, given)
        if day is None or times is None:
            self._tell_missing(sheet, row, place, day, times)
            return day, None, length(sheet.cell(row, "duration"))
        begin, end = times
        said = times_of(sheet.cell(row, "end"))
        if end is None and said is not None:
            end = after(begin, said[0])
        minutes = end - begin if end is not None else length(sheet.cell(row, "duration"))
        return day, at(day, begin), minutes

    def _day(self, sheet: Sheet, row: int, own_day: date | None, given: Any) -> date | None:
        for value in (sheet.cell(row, "day"), sheet.carried.get("day", ""), given):
            if value != "" and (found := day_of(value, self.year)) is not None:
                return found
        return own_day

    def _tell_missing(self, sheet: Sheet, row: int, place: str, day: date | None, times: Any) -> None:
        role = "day" if day is None else "start"
        cell = sheet.cell(row, role)
        cell = sheet.carried.get("day", "") if cell == "" and role == "day" else cell
        what = {"day": ("date", "날짜"), "start": ("time", "시각")}[role]
        if cell == "":
            self.programme.notes.left_out(
                place,
                "it has no {w}; it is not placed",
                "{k}이(가) 없어 배정하지 않았습니다",
                w=what[0],
                k=what[1],
            )
            return
        self.programme.notes.left_out(
            sheet.place(row, role),
            "{c!r} is no {w}; it is not placed",
            "{c!r}은(는) {k}(으)로 읽을 수 없어 배정하지 않았습니다",
            c=str(cell)[:40],
            w=what[0],
            k=what[1],
        )


def _label(value: Any) -> int | None:
    """The number of a showing."""
    text = _digits(value)
    return int(text) if re.fullmatch(r"[1-9]\d{0,4}", text) else None


def _digits(value: Any) -> str:
    """A code; whole numbers without the point that spreadsheets give them."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else words(value)


def _people(value: Any) -> Iterator[Who]:
    """Names of a cell, each with its role if one stands in brackets behind it."""
    for part in _NAMES.split(value.strip() if isinstance(value, str) else ""):
        if name := words(part):
            found = _ROLE.fullmatch(name)
            yield Who(found["name"], role=found["role"]) if found else Who(name)
