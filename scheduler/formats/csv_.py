"""Sessions as CSV: by the same columns as the workbook's sheet of them, for what other programs write.

A spreadsheet takes a cell that begins with ``=`` for a formula, and runs it.  So such a text is
written behind an apostrophe, and the apostrophe taken off again when it is read.
"""

from __future__ import annotations

import csv
import io
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError
from scheduler.findings import Finding, Where, dotted, entry_name
from scheduler.formats.headers import column_of
from scheduler.formats.identify import identify
from scheduler.formats.naming import give_ids
from scheduler.formats.source import Source
from scheduler.formats.tables import HEADER_ROWS, Table, read_table, shape_of
from scheduler.formats.tables_write import written_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LIST = "sessions"
DELIMITERS = (",", ";", "\t", "|")
NEW: Mapping[str, Any] = {"showgrid": 1, "festival": {"id": "festival"}}
"""The document that sessions join if there is none yet."""
FORMULA = "=+-@\t\r"
"""What a text must not begin with, or a spreadsheet takes it for a formula."""
LONGEST_CELL = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no text holds, and XML and workbooks refuse."""

# -- reading --------------------------------------------------------------------------------------


def read(data: bytes, into: Mapping[str, Any] = NEW, list_: str = LIST) -> Source:
    """The document with the sessions of the file: of one that it has already they change what the file says.

    It may be a table of another list whose entries have ids.

    Nothing is taken out.  People, rooms, tracks and films are looked up in the document; a list that it lacks
    is made from names.
    """
    table = read_table(list_, _rows(text_of(data), list_))
    if not table.entries and not table.found:
        raise FestivalError(
            [Fault("", f"there is no {_one(list_)} in it; write a header and a row for each {_one(list_)}")]
        )
    alone = {list_: table.entries}
    unnamed = give_ids(list_, alone)
    entries, places = _joined(into.get(list_, []), table.entries)
    document = deepcopy({**into, list_: entries})
    found = [*(_moved(one, places, list_) for one in (*table.found, *unnamed)), *identify(document)]
    return Source(document, _Cells(document, table, places, list_), tuple(found))


def _one(list_: str) -> str:
    """What an entry of a list is called."""
    return "session" if list_ == LIST else f"entry of {list_}"


def _joined(
    old: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> tuple[list[Mapping[str, Any]], list[int]]:
    """Sessions of the document and of the table, and where each row went; an id twice in the table stays a fault."""
    sessions, places = list(old), []
    known = {str(one["id"]): number for number, one in enumerate(old) if "id" in one}
    for row in rows:
        place = known.pop(str(row["id"]), len(sessions))
        sessions[place : place + 1] = [_over(sessions[place], row) if place < len(sessions) else row]
        places.append(place)
    return sessions, places


def _over(old: Mapping[str, Any], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The entry with what the row says; a text in one language leaves what it is called in others."""
    texts = {
        name: _spoken(old[name], said)
        for name, said in row.items()
        if isinstance(said, str) and isinstance(old.get(name), dict)
    }
    return {**old, **row, **texts}


def _spoken(old: Mapping[str, str], said: str) -> Mapping[str, str]:
    """A text in several languages, said anew in that in which it is written."""
    if said in old.values():
        return old
    korean = any("가" <= letter <= "힣" for letter in said)
    own = [language for language in old if (language == "ko") == korean]
    return {**old, own[0] if own else "ko" if korean else "en": said}


def _moved(finding: Finding, places: Sequence[int], list_: str) -> Finding:
    """The same of the document instead of the table."""

    def moved(where: Where) -> Where:
        numbered = len(where) > 1 and where[0] == list_ and isinstance(where[1], int)
        return (list_, places[int(where[1])], *where[2:]) if numbered else where

    return Finding(moved(finding.where), finding.message, tuple(map(moved, finding.others)))


def text_of(data: bytes) -> str:
    """Text of the bytes: by their mark, else UTF-8, else the Korean that Excel writes, else that of western Europe."""
    if data[:4] == b"PK\x03\x04":
        raise FestivalError([Fault("", "this is a workbook; read it by showgrid import xlsx, or save it as CSV")])
    if not data.strip():
        raise FestivalError([Fault("", "the file is empty")])
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp949", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return _CONTROL.sub("", text)
    raise FestivalError(
        [Fault("", "this is no text in UTF-8, UTF-16, CP949 or windows-1252; save the table as CSV UTF-8")]
    )


def _rows(text: str, list_: str = LIST) -> list[list[str]]:
    """Cells, by the delimiter that makes the most of the header."""
    best = max(DELIMITERS, key=lambda one: _headers(split(text, one), list_))
    return [[plain(cell) for cell in row] for row in split(text, best, whole=True)]


def split(text: str, delimiter: str, *, whole: bool = False) -> list[list[str]]:
    """Cells of each row; of the ``whole`` of a file a quotation mark that is never closed is refused."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, ends = list[list[str]](), [0]
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error as error:
        raise FestivalError([Fault(f"line {reader.line_num}", f"this is no CSV: {error}")]) from None
    if whole and rows and _unclosed("".join(list(io.StringIO(text, newline=""))[ends[-2] :]), delimiter):
        message = "a quotation mark is opened and never closed, so that the rest of the file is one cell; close it"
        raise FestivalError([Fault(f"line {ends[-2] + 1}", message)])
    return rows


def _unclosed(last: str, delimiter: str) -> bool:
    """Whether the last row ends inside of quotation marks."""
    try:
        list(csv.reader(io.StringIO(last, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _headers(rows: Sequence[Sequence[str]], list_: str) -> int:
    """How many headers of one row are known."""
    shape = shape_of(list_)
    known = ([column_of(cell, shape.names, shape.texts) for cell in row] for row in rows[:HEADER_ROWS])
    return max((sum(one is not None for one in row) for row in known), default=0)


def plain(cell: str) -> str:
    """A cell without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in (*FORMULA, "'") and len(cell) > 1 else cell


class _Cells:
    """Places as cells, as a spreadsheet shows them; what the table does not hold, as of the document."""

    def __init__(self, document: Mapping[str, Any], table: Table, places: Sequence[int], list_: str) -> None:
        self.document, self.table, self.list = document, table, list_
        self.rows = {place: row for row, place in enumerate(places)}

    def __call__(self, where: Where) -> str:
        if where[:1] != (self.list,):
            return ".".join(map(str, where))
        called = entry_name(where, self.document)
        if len(where) > 1 and isinstance(where[1], int):
            if where[1] not in self.rows:
                return dotted(where, self.document)
            where = (self.list, self.rows[where[1]], *where[2:])
        return f"{self.table.cell(where) or self.list}{f' ({called})' if called else ''}"


# -- writing --------------------------------------------------------------------------------------


def write(document: Mapping[str, Any]) -> bytes:
    """The sessions of a document."""
    headers, rows = written_table(LIST, document.get(LIST, []), typed=False)
    return written([header.split("\n")[0] for header in headers], rows)


def written(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as UTF-8 with a mark, so that spreadsheets read Korean; no text of it is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(harmless, headers))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in (*FORMULA, "'") and cell else cell
