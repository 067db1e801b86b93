"""Timetables that have a row a showing: each row becomes an event.

A date or room that stands only in the first of several rows, as merged cells do, counts for those below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from scheduler.formats.grids.labels import is_day
from scheduler.formats.programme import Event, Programme
from scheduler.formats.programme_values import language_code, length, prose, words
from scheduler.formats.table_people import people_of
from scheduler.formats.table_values import after, at, day_of, is_day_first, times_of
from scheduler.formats.tables import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.formats.table_headers import Column


STATES = {
    "cancelled": ("cancel", "취소", "abgesagt"),
    "tentative": ("tentative", "draft", "미정", "잠정", "provisional"),
}
"""Words at the beginning of a cell that says whether something is given."""


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


class Rows:
    """Reads the sheets that have a header, one after the other."""

    def __init__(self, programme: Programme, year: int | None, *, alone: bool) -> None:
        """``alone``: there is one sheet, so that its title is no room."""
        self.programme, self.year, self.alone = programme, year, alone
        self.day_first = False

    def read(self, sheet: Sheet) -> None:
        """Adds the events of a sheet."""
        numbers = [row for row in range(sheet.at + 1, len(sheet.rows)) if any(cell != "" for cell in sheet.rows[row])]
        empty = sum(sheet.cell(row, "room") == "" for row in numbers)
        rooms_merged = empty * 2 > len(numbers)
        own_day = day_of(sheet.title, self.year) or self._day_above(sheet)
        self._settle_order(sheet, numbers)
        for row in numbers:
            self._carry(sheet, row, "day")
            if rooms_merged:
                self._carry(sheet, row, "room")
            if self._is_event(sheet, row):
                self._event(sheet, row, own_day)

    def _settle_order(self, sheet: Sheet, numbers: Sequence[int]) -> None:
        """Whether the day or the month is first in dates such as 10/4."""
        said = [sheet.cell(row, role) for row in numbers for role in ("day", "start")]
        self.day_first = is_day_first(said)
        if self.day_first:
            self.programme.notes.guessed(
                sheet.title,
                "the day is first in its dates, as in 25/10",
                "날짜가 25/10처럼 일/월 순서인 것으로 보았습니다",
            )

    def _day_above(self, sheet: Sheet) -> date | None:
        """The last day that stands alone in a row above the header."""
        rows = ([cell for cell in row if cell != ""] for row in reversed(sheet.rows[: sheet.at]))
        alone = (row[0] for row in rows if len(row) == 1 and is_day(row[0]))
        return next((found for cell in alone if (found := day_of(cell, self.year)) is not None), None)

    def _carry(self, sheet: Sheet, row: int, role: str) -> None:
        value = sheet.cell(row, role)
        if value != "":
            sheet.carried[role] = value

    def _is_event(self, sheet: Sheet, row: int) -> bool:
        """Whether it has a title or a time; a row with a date alone is a heading."""
        filled = [cell for cell in sheet.rows[row] if cell != ""]
        if len(filled) == 1 and (found := day_of(filled[0], self.year, day_first=self.day_first)) is not None:
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
                room=room or (sheet.title if not own_day and not self.alone else ""),
                venue=venue,
                session=self._session(sheet, row),
                label=_label(label),
                day=day,
                type=words(sheet.cell(row, "type")) or "other",
                track=words(sheet.cell(row, "track")),
                language=language_code(sheet.cell(row, "language")),
                abstract=prose(sheet.cell(row, "abstract")),
                code=_digits(sheet.cell(row, "code")),
                people=list(people_of(sheet.cell(row, "people"))),
                status=_status(sheet.cell(row, "status")),
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
            if value != "" and (found := day_of(value, self.year, day_first=self.day_first)) is not None:
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


def _status(value: Any) -> str:
    """What the document calls it; what is no known word is confirmed."""
    said = words(value).casefold()
    return next((status for status, known in STATES.items() if said.startswith(known)), "confirmed")


def _label(value: Any) -> int | None:
    """The number of a showing."""
    text = _digits(value)
    return int(text) if re.fullmatch(r"[1-9]\d{0,4}", text) else None


def _digits(value: Any) -> str:
    """A code; whole numbers without the point that spreadsheets give them."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else words(value)
