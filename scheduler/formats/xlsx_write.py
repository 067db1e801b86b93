"""A document becomes a workbook; every text is written as text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from scheduler.faults import Fault, FestivalError
from scheduler.festival import Festival
from scheduler.formats.headers import ABOUT, TOP
from scheduler.formats.tables import letters
from scheduler.formats.tables_write import written_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from scheduler.formats.tables import Row

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When every workbook was made, so that the same document gives the same bytes."""
LONGEST_TEXT = 32_767
"""Characters that fit into a cell."""
WIDEST, NARROWEST = 60, 8
"""Characters of a column."""


def written(document: Mapping[str, Any], tables: Sequence[tuple[str, Sequence[str], Sequence[Row]]] = ()) -> bytes:
    """The document as a workbook that says it all; before it other tables, each with its title and headers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    style = _Style(book)
    for title, headers, rows in tables:
        _write_sheet(book.add_worksheet(title), headers, rows, style)
    if ABOUT in document:
        _write_about(book, document, style)
    for name in Festival.model_fields:
        if isinstance(document.get(name), list):
            headers, rows = written_table(name, document[name])
            _write_sheet(book.add_worksheet(name), headers, rows, style)
    book.close()
    return file.getvalue()


class _Style:
    """How headers and texts look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.number = book.add_format({"valign": "top"})


def _write_about(book: xlsxwriter.Workbook, document: Mapping[str, Any], style: _Style) -> None:
    top = {key: document[key] for key in TOP if key in document}
    headers, rows = written_table(ABOUT, [{**document[ABOUT], **top}])
    sheet = book.add_worksheet(ABOUT)
    values = rows[0] if rows else []
    pairs = [[key.replace("\n", " / "), value] for key, value in zip(headers, values, strict=True)]
    _write_sheet(sheet, ["field\n항목", "value\n값"], pairs, style)


def _write_sheet(sheet: Worksheet, headers: Sequence[str], rows: Sequence[Row], style: _Style) -> None:
    for number, title in enumerate(headers):
        sheet.write_string(0, number, title, style.header)
        sheet.set_column(number, number, _width(title, [row[number] for row in rows]), style.text)
    for place, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            _write_cell(sheet, place, number, value, style)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(headers) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, style: _Style) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style.number)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, style.number)
    elif len(value) > LONGEST_TEXT:
        where = f"{sheet.get_name()}!{letters(column)}{row + 1}"
        message = f"{len(value):,} characters fit into no cell; save as .yaml or .json, or shorten the text"
        raise FestivalError([Fault(where, message)])
    elif value:
        sheet.write_string(row, column, value, style.text)


def _width(title: str, values: Sequence[Any]) -> int:
    longest = max((len(line) for cell in (title, *values[:200]) for line in str(cell).split("\n")), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2))
