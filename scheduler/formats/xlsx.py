"""A workbook: one sheet a list, and ``festival`` with a field a row, or as the others.

Read by calamine, written by XlsxWriter with every text as text, so that "0007" and "=x" stay what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.faults import FestivalError, did_you_mean
from scheduler.festival import Festival
from scheduler.findings import Finding, Where, dotted, entry_name
from scheduler.formats.headers import ABOUT, SHEETS, TOP, VIEWS, column_of, sheet_of
from scheduler.formats.identify import identify
from scheduler.formats.naming import slug
from scheduler.formats.source import Source
from scheduler.formats.tables import Row, Table, read_table, shape_of
from scheduler.formats.workbook import opened, rows_of
from scheduler.formats.xlsx_guard import look_through
from scheduler.formats.xlsx_write import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
    book = opened(data)
    sheets: dict[str, tuple[str, list[Row]]] = {}
    found: list[Finding] = []
    for title in book.sheet_names:
        name = sheet_of(title)
        if title[:1] in "_#" or title in (*VIEWS["en"], *VIEWS["ko"]):
            continue
        rows = rows_of(book, title)
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
    then = " To" if hint.endswith("?") else "; to"
    return f"there is no list {title!r}{hint}{then} have it left aside, begin its name with '_'"


def _table(name: str, rows: list[Row]) -> Table:
    """A list; of the festival's own sheet, which has a field a row, its rows as columns."""
    if name != ABOUT:
        return read_table(name, rows)
    table = read_table(name, rows) if _across(rows) else _down(rows)
    further = [Finding((ABOUT,), SECOND)] if len(table.entries) > 1 else []
    table.found = [Finding((ABOUT, *one.where[2 if one.where[1] == 0 else 1 :]), one.message) for one in table.found]
    table.found += further
    return table


SECOND = "there is a second row of values; a festival is one, so take the other out"


def _across(rows: list[Row]) -> bool:
    """Whether it has a column a field, as all others: more of the first row than of the first column is known."""
    across = rows[0] if rows else ()
    return _known(across) > _known(row[0] for row in rows if row)


def _known(cells: Iterable[Any]) -> int:
    shape = shape_of(ABOUT)
    return sum(column_of(str(cell), shape.names, shape.texts) is not None for cell in cells if cell != "")


def _down(rows: list[Row]) -> Table:
    keys = [row[0] if row else "" for row in rows]
    values = [row[1] if len(row) > 1 else "" for row in rows]
    if keys and str(keys[0]).split("\n")[0].casefold() in ("field", "항목"):
        keys[0] = values[0] = ""
    return read_table(ABOUT, [keys, values], down=True)


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
        if len(where) < 2:
            return ""
        if name != ABOUT:
            return f"!{table.cell(where)}"
        if table.down:
            return f"!{table.turned(where)}"
        strange = str(where[1]) in table.strange
        return f"!{table.cell(where if strange else (ABOUT, 0, *where[1:]))}"


def write(document: dict[str, Any]) -> bytes:
    """The document as a workbook that says it all."""
    return written(document)
