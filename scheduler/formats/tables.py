"""A sheet of rows becomes a list of the document.

The columns of each list follow from the fields of its entries, so that a new field is at once a
column.  A sheet of a workbook and a CSV file go through the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from scheduler.constraint import Constraint
from scheduler.faults import did_you_mean
from scheduler.festival import Festival
from scheduler.fields import Item, models_in
from scheduler.findings import Finding, Where
from scheduler.formats.codec_types import codec_for, is_text
from scheduler.formats.codecs import FLAG, FLOW, NUMBER, WORDS, Codec, free_of
from scheduler.formats.headers import FREE, column_of

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

SETTINGS = "settings"
"""Column of a rule for the fields that only its kind has."""
HEADER_ROWS = 10
"""Rows among which the header is looked for; above it may stand a title."""
LENGTHS = frozenset({"duration", "runtime"})
"""What fields are called that hold how long something lasts."""

Row = Sequence[Any]


@dataclass(frozen=True)
class Shape:
    """The fields of the entries of a list, and how cells spell them."""

    codecs: Mapping[str, Codec]
    texts: frozenset[str]
    """Fields that may be in several languages."""

    @property
    def names(self) -> frozenset[str]:
        """All fields."""
        return frozenset(self.codecs)


@cache
def shape_of(name: str) -> Shape:
    """The shape of a list of the document; of ``festival``, of its one entry."""
    if name == "rules":
        own = {"kind": WORDS, "weight": NUMBER, "enabled": FLAG, "tier": NUMBER, "note": WORDS, "select": FLOW}
        return Shape({**own, SETTINGS: FLOW, FREE: FLOW}, frozenset())
    model = model_of(name)
    fields = {info.alias or name: info for name, info in _free_last(model)}
    codecs = {name: codec_for(info) for name, info in fields.items()}
    if name == "festival":
        codecs |= {"showgrid": NUMBER, "defaults": FLAG}
    return Shape(codecs, frozenset(name for name, info in fields.items() if is_text(info)))


def _free_last(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    return sorted(model.model_fields.items(), key=lambda one: one[0] in Item.model_fields)


def model_of(name: str) -> type[BaseModel]:
    """The model of the entries of a list."""
    if name == "rules":
        return Constraint
    annotation = Festival.model_fields[name].annotation
    return next(iter(models_in(annotation if not get_args(annotation) else get_args(annotation)[0])))


@dataclass
class Table:
    """A sheet that has been read: entries, faults, and where everything stood."""

    name: str
    entries: list[dict[str, Any]] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    columns: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Number of each column that is known: its field, and the language or free field."""
    rows: list[int] = field(default_factory=list)
    """Row of each entry, from 1."""
    header_row: int = 1
    strange: dict[str, int] = field(default_factory=dict)
    """Number of each column that nobody knows."""
    down: bool = False
    """Whether what is a column here is a row of the sheet."""

    def cell(self, where: Where) -> str:
        """The cell, such as D5, of a place inside the list."""
        inner = where[1:]
        if not inner:
            return ""
        if isinstance(inner[0], str):
            return f"{letters(self.strange.get(inner[0], 0))}{self.header_row}"
        row = self.rows[inner[0]] if inner[0] < len(self.rows) else self.header_row
        return f"{letters(self._column(inner[1:]))}{row}"

    def turned(self, where: Where) -> str:
        """The same for a sheet that has a field a row."""
        strange = self.strange.get(str(where[1]))
        return f"B{self._column(where[1:]) + 1}" if strange is None else f"A{strange + 1}"

    def _column(self, inner: Where) -> int:
        """The column of a field; of a language or free field its own, if there is one."""
        field_ = str(inner[0]) if inner else ""
        sub = str(inner[1]) if len(inner) > 1 else ""
        numbers = [number for number, (name, _) in self.columns.items() if name == field_]
        exact = [number for number in numbers if self.columns[number][1] == sub]
        if not numbers and self.name == "rules":
            numbers = [number for number, (name, _) in self.columns.items() if name == SETTINGS]
        return (exact or numbers or [min(self.columns, default=0)])[0]


def letters(number: int) -> str:
    """Letters of a column counted from 0."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_table(name: str, rows: Sequence[Row], *, down: bool = False) -> Table:
    """The entries of a list from the rows of its sheet, header included; ``down``: rows are the sheet's columns."""
    table = Table(name, down=down)
    shape = shape_of(name)
    at = _header(rows, shape)
    if at is None:
        return table
    table.header_row = at + 1
    _read_header(table, shape, rows, at)
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if any(cell != "" for cell in row):
            table.rows.append(number)
            table.entries.append(_entry(table, shape, row))
    return table


def _header(rows: Sequence[Row], shape: Shape) -> int | None:
    """Number of the row with the names of columns: half of it known, else the first that is not empty."""
    filled = [(number, [str(cell) for cell in row if cell != ""]) for number, row in enumerate(rows[:HEADER_ROWS])]
    filled = [(number, cells) for number, cells in filled if cells]
    for number, cells in filled:
        known = sum(column_of(cell, shape.names, shape.texts) is not None for cell in cells)
        if known * 2 >= len(cells):
            return number
    return filled[0][0] if filled else None


def _read_header(table: Table, shape: Shape, rows: Sequence[Row], at: int) -> None:
    for number, cell in enumerate(rows[at]):
        title = str(cell).strip()
        column = column_of(title, shape.names, shape.texts) if title else None
        if column is not None and column not in table.columns.values():
            table.columns[number] = column
        elif title or _anything_below(rows, at, number):
            title = title or letters(number)
            table.strange[title] = number
            line = "row" if table.down else "column"
            table.found.append(Finding((table.name, title), _strange(title, column, shape, line)))


def _anything_below(rows: Sequence[Row], at: int, number: int) -> bool:
    return any(number < len(row) and row[number] != "" for row in rows[at + 1 :])


def _strange(title: str, column: tuple[str, str] | None, shape: Shape, line: str) -> str:
    if column is not None:
        return f"there is a {line} for {'.'.join(filter(None, column))!r} already; take one out"
    if len(title) <= 2 and title.isupper():
        return f"this {line} has no header; give it one or empty it"
    name = title.split("\n")[0]
    hint = _same_thing(name.lower(), shape) or did_you_mean(name.lower(), sorted(shape.names - {FREE, SETTINGS}))
    then = " To" if hint.endswith("?") else "; to"
    return f"there is no {line} {name!r}{hint}{then} keep it as your own, call it 'fields.{name}'"


def _same_thing(name: str, shape: Shape) -> str:
    """A hint for what people call a length, which by its letters is nearer to 'ratio' than to 'runtime'."""
    found = LENGTHS & shape.names if name in LENGTHS | {"length", "minutes"} else set()
    return f"; did you mean {min(found)!r}?" if found else ""


def _entry(table: Table, shape: Shape, row: Row) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for number, cell in enumerate(row):
        if cell == "" or number not in table.columns:
            continue
        name, sub = table.columns[number]
        where: Where = (table.name, len(table.entries), name)
        try:
            _put(entry, name, sub, cell, shape)
        except ValueError as error:
            entry.setdefault(name, cell if isinstance(cell, (str, int, float, bool)) else str(cell))
            table.found.append(Finding((*where, sub) if sub else where, str(error)))
    if isinstance(entry.get(SETTINGS), dict):
        entry |= entry.pop(SETTINGS)
    return entry


def _put(entry: dict[str, Any], name: str, sub: str, cell: Any, shape: Shape) -> None:
    if name == FREE and sub:
        entry.setdefault(FREE, {})[sub] = free_of(cell)
    elif name == FREE:
        entry[FREE] = {**shape.codecs[FREE].read(cell), **entry.get(FREE, {})}
    elif name in shape.texts:
        _put_text(entry, name, sub, cell, shape.codecs[name])
    else:
        entry[name] = shape.codecs[name].read(cell)


def _put_text(entry: dict[str, Any], name: str, sub: str, cell: Any, codec: Codec) -> None:
    text = codec.read(cell)
    before = entry.get(name)
    if before is None:
        entry[name] = {sub: text} if sub else text
        return
    languages = before if isinstance(before, dict) else {_language(before, sub): before}
    sub = sub or _language(text, next(iter(languages)))
    if sub in languages:
        raise ValueError(
            f"{name!r} is given twice in one language; say in the header which is which, such as {name}.ko"
        )
    entry[name] = {**languages, sub: text}


def _language(text: str, other: str) -> str:
    """Of a text whose language nobody says: Korean if it has Hangul, English otherwise, but not the other's."""
    korean = any("가" <= letter <= "힣" for letter in text)
    return "ko" if korean and other != "ko" else "en"
