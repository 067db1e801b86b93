"""Workbooks as calamine reads them, cell by cell: for those whose sheets other programs laid out."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import python_calamine

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.formats.tables import Row, letters
from scheduler.formats.xlsx_guard import look_through

if TYPE_CHECKING:
    from collections.abc import Iterable


def opened(data: bytes) -> Any:
    """The workbook in these bytes."""
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except BaseException as error:
        raise _damaged(error) from None


def rows_of(book: Any, title: str) -> list[Row]:
    """The rows of a sheet, from its first cell on; what is empty is an empty text."""
    try:
        rows: list[Row] = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        return rows
    except BaseException as error:
        raise _damaged(error) from None


def merged_in(book: Any, title: str) -> list[tuple[int, int, int, int]]:
    """Top, left, bottom and right of cells made one, the last ones included."""
    try:
        ranges = book.get_sheet_by_name(title).merged_cell_ranges or []
    except BaseException as error:
        raise _damaged(error) from None
    return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges]


def _damaged(error: BaseException) -> BaseException:
    """The reader is written in Rust: when it stumbles, that is no ordinary exception."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
        return error
    return FestivalError([Fault("", f"this workbook is damaged: {str(error)[:80]}")])


@dataclass
class Sheet:
    """One sheet; rows and columns are counted from 0, and told as people count them."""

    title: str
    rows: list[Row]
    faults: list[Fault]

    def __call__(self, row: int, column: int) -> Any:
        """What a cell holds; an empty text if that is nothing, or only blanks."""
        there = self.rows[row] if row < len(self.rows) else ()
        value = there[column] if column < len(there) else ""
        return "" if isinstance(value, str) and not value.strip() else value

    @property
    def width(self) -> int:
        """Columns up to the last that holds anything."""
        return max((column + 1 for row in range(len(self.rows)) for column in self._filled(row)), default=0)

    def filled(self, since: int = 1) -> list[int]:
        """Numbers of the rows that hold anything, from a row on."""
        return [row for row in range(since, len(self.rows)) if any(True for _ in self._filled(row))]

    def _filled(self, row: int) -> Iterable[int]:
        return (column for column in range(len(self.rows[row])) if self(row, column) != "")

    def place(self, row: int, column: int) -> str:
        """A cell as a spreadsheet calls it."""
        return f"{self.title}!{letters(column)}{row + 1}"

    def fault(self, row: int, column: int, message: str) -> None:
        """Something is wrong in a cell."""
        self.faults.append(Fault(self.place(row, column), message))

    def text(self, row: int, column: int) -> str:
        """A text as it stands, not trimmed; a whole number as its digits."""
        value = self(row, column)
        if type(value) in (int, float) and float(value).is_integer():
            return str(int(value))
        if not isinstance(value, str):
            self.fault(row, column, f"{value} is no text; write a name")
            return ""
        return value

    def number(self, row: int, column: int, low: int = 0, high: int = 1_000_000_000) -> int:
        """A whole number; nothing is 0."""
        given = self(row, column)
        value = 0.0 if given == "" else given
        if type(value) not in (int, float) or not float(value).is_integer() or not low <= value <= high:
            message = f"{_shown(given)} stands where a whole number from {low:,} to {high:,} is needed"
            self.fault(row, column, message)
            return max(low, 0)
        return int(value)


def _shown(value: Any) -> str:
    """What a cell holds, for a fault."""
    if value == "":
        return "nothing"
    if isinstance(value, bool):
        return str(value).upper()
    return repr(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)


@dataclass
class Book:
    """A workbook that is read sheet by sheet, and everything found wrong in it."""

    sheets: dict[str, list[Row]]
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, data: bytes) -> Book:
        """All sheets of a workbook.  ``FestivalError`` if it is none, or not safe to read."""
        if data[:4] != b"PK\x03\x04" and data[:4] != b"\xd0\xcf\x11\xe0":
            raise FestivalError([Fault("", "this is no workbook; name an .xlsx file")])
        errors = look_through(data)
        book = opened(data)
        found = [Fault(cell, "this cell holds an error such as #N/A; correct it") for cell in errors]
        return cls({title: rows_of(book, title) for title in book.sheet_names}, found)

    def sheet(self, title: str) -> Sheet:
        """A sheet that must be there; empty, and a fault, if it is not."""
        if title not in self.sheets:
            self.faults.append(Fault(title, f"there is no such sheet{did_you_mean(title, self.sheets)}"))
        return Sheet(title, self.sheets.get(title, []), self.faults)

    def refuse(self) -> None:
        """``FestivalError`` with all that was found, if anything was."""
        if self.faults:
            raise FestivalError(self.faults)
