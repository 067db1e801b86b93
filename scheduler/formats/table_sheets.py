"""The sheets of a workbook, or the one of a CSV file, with what their cells hold and which of them are merged."""

from __future__ import annotations

from typing import Any

from scheduler.faults import Fault, FestivalError
from scheduler.formats.csv_ import DELIMITERS, plain, split, text_of
from scheduler.formats.grids.laid import Laid, Merged
from scheduler.formats.grids.layout import blocks_of
from scheduler.formats.table_headers import ROWS, read_header

MOST_ROWS = 100_000
"""Rows of a table; a festival has a thousandth of them."""
ZIP = b"PK\x03\x04"


def is_document(data: bytes) -> bool:
    """Whether a workbook is a festival document, with a sheet for the festival itself."""
    if not data.startswith(ZIP):
        return True  # what is no workbook is refused by the reader of documents
    from scheduler.formats.headers import ABOUT, sheet_of

    return any(sheet_of(title) == ABOUT for title in _book(data).sheet_names)


def sheets_of(data: bytes) -> list[Laid]:
    """Every sheet; of CSV the only one, which has no title."""
    if data.startswith(ZIP):
        book = _book(data)
        return [_laid(book, title) for title in book.sheet_names if title[:1] not in "_#"]
    text = text_of(data)
    if text.count("\n") > MOST_ROWS:
        raise FestivalError([Fault("", f"there are more than {MOST_ROWS:,} rows in it; is it the right file?")])
    begin = "".join(text.splitlines(keepends=True)[: 2 * ROWS])
    return [Laid("", [[plain(cell).strip() for cell in row] for row in split(text, _delimiter(begin), whole=True)])]


def _book(data: bytes) -> Any:
    from scheduler.formats.workbook import opened
    from scheduler.formats.xlsx_guard import look_through

    look_through(data)
    return opened(data)


def _laid(book: Any, title: str) -> Laid:
    from scheduler.formats.workbook import merged_in, rows_of

    return Laid(title, rows_of(book, title), [Merged(*range_) for range_ in merged_in(book, title)])


def _delimiter(begin: str) -> str:
    """What separates cells: by what most of the header is understood, else by what makes most columns."""

    def understood(delimiter: str) -> tuple[int, int]:
        try:
            rows = split(begin, delimiter)
        except FestivalError:  # cut in the middle of a quoted cell
            return 0, 0
        header = read_header(rows)
        known = len(header[1]) if header else sum(len(one.heads) for one in blocks_of(Laid("", rows))[:1])
        return known, max(map(len, rows), default=0)

    return max(DELIMITERS, key=understood)
