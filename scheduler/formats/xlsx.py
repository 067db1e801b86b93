"""A workbook: one sheet a list, and ``festival`` with a field a row.

Read by calamine, written by XlsxWriter with every text as text, so that "0007" and "=x" stay what they are.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import python_calamine
import xlsxwriter

from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.festival import Festival
from scheduler.findings import Finding, Where, dotted, entry_name
from scheduler.formats.headers import SHEETS, sheet_of
from scheduler.formats.identify import identify, slug
from scheduler.formats.source import Source
from scheduler.formats.tables import Row, Table, letters, read_table, written_table
from scheduler.formats.xlsx_guard import look_through

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

ABOUT = "festival"
TOP = ("showgrid", "defaults")
"""Fields of the document itself, which stand on the sheet of the festival."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_TEXT = 32_767
"""Characters that fit into a cell."""
WIDEST, NARROWEST = 60, 8
"""Characters of a column."""

# -- reading --------------------------------------------------------------------------------------


def read(data: bytes) -> Source:
    """The document in a workbook."""
    errors = look_through(data)
    sheets, found = _sheets(data)
    if errors:
        found.append(Finding((), f"cells hold errors such as #N/A: {', '.join(errors[:5])}; correct them"))
    tables = {name: _table(name, rows) for name, (_, rows) in sheets.items()}
    say = _Cells(tables, {name: title for name, (title, _) in sheets.items()})
    found += [one for table in tables.values() for one in table.found]
    if any(len(one.where) == 1 for one in found):  # with a sheet missing, the rest would be noise
        raise FestivalError(one.fault(say) for one in found)
    document = _document(tables)
    found += identify(document)
    return Source(document, say.of(document), tuple(found))


def _sheets(data: bytes) -> tuple[dict[str, tuple[str, list[Row]]], list[Finding]]:
    """Of each list the title of its sheet and its rows; and sheets that nobody knows."""
    book = _opened(data)
    sheets: dict[str, tuple[str, list[Row]]] = {}
    found: list[Finding] = []
    for title in book.sheet_names:
        name = sheet_of(title)
        if title[:1] in "_#":
            continue
        rows = _rows(book, title)
        if name is not None and name not in sheets:
            sheets[name] = (title, rows)
        elif any(cell != "" for row in rows for cell in row):
            found.append(Finding((title,), _strange(title, name)))
    if ABOUT not in sheets:
        found.append(
            Finding((ABOUT,), "there is no sheet 'festival'; make one with the rows name, timezone and others")
        )
    return sheets, found


def _strange(title: str, name: str | None) -> str:
    if name is not None:
        return f"there is a sheet for {name} already; put both on one"
    hint = did_you_mean(title.lower(), SHEETS)
    return (
        f"there is no list {title!r}{hint or ';'} {'To' if hint else 'to'} have it left aside, begin its name with '_'"
    )


def _opened(data: bytes) -> Any:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except BaseException as error:
        raise _damaged(error) from None


def _rows(book: Any, title: str) -> list[Row]:
    try:
        rows: list[Row] = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        return rows
    except BaseException as error:
        raise _damaged(error) from None


def _damaged(error: BaseException) -> BaseException:
    """The reader is written in Rust: when it stumbles, that is no ordinary exception."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
        return error
    return FestivalError([Fault("", f"this workbook is damaged: {str(error)[:80]}")])


def _table(name: str, rows: list[Row]) -> Table:
    """A list; of the festival's own sheet, which has a field a row, its rows as columns."""
    if name != ABOUT:
        return read_table(name, rows)
    keys = [row[0] if row else "" for row in rows]
    values = [row[1] if len(row) > 1 else "" for row in rows]
    if keys and str(keys[0]).split("\n")[0].casefold() in ("field", "항목"):
        keys[0] = values[0] = ""
    table = read_table(name, [keys, values])
    table.found = [Finding((ABOUT, *one.where[2 if one.where[1] == 0 else 1 :]), one.message) for one in table.found]
    return table


def _document(tables: Mapping[str, Table]) -> dict[str, Any]:
    document: dict[str, Any] = {"showgrid": 1}
    about = dict(next(iter(tables[ABOUT].entries), {}))
    document |= {key: about.pop(key) for key in TOP if key in about}
    if "id" not in about and "name" in about:
        name = about["name"]
        about["id"] = slug(name if isinstance(name, str) else name.get("en") or next(iter(name.values())))
    document[ABOUT] = about
    return document | {name: tables[name].entries for name in Festival.model_fields if name in tables and name != ABOUT}


class _Cells:
    """Places as sheet and cell, with what the entry is called."""

    def __init__(self, tables: Mapping[str, Table], titles: Mapping[str, str], document: object = None) -> None:
        self.tables, self.titles, self.document = tables, titles, document

    def of(self, document: object) -> _Cells:
        """The same for a document that has been put together."""
        return _Cells(self.tables, self.titles, document)

    def __call__(self, where: Where) -> str:
        if where[:1] and where[0] in TOP:
            where = (ABOUT, *where)
        name = str(where[0]) if where else ""
        if name not in self.tables:
            return dotted(where, self.document)
        called = entry_name(where, self.document)
        return f"{self.titles[name]}{self._cell(name, where)}{f' ({called})' if called else ''}"

    def _cell(self, name: str, where: Where) -> str:
        table = self.tables[name]
        if name == ABOUT:
            return f"!{table.turned(where)}" if len(where) > 1 else ""
        return f"!{table.cell(where)}" if len(where) > 1 else ""


# -- writing --------------------------------------------------------------------------------------


def write(document: dict[str, Any]) -> bytes:
    """The document as a workbook that says it all."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": EPOCH})  # the same document, the same bytes
    style = _Style(book)
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
