"""A list of the document becomes the rows of a sheet, from which it is read again unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.formats.codecs import FLOW
from scheduler.formats.headers import FREE, column_of, header
from scheduler.formats.tables import SETTINGS, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def written_table(
    name: str, entries: Sequence[Mapping[str, Any]], typed: bool = True
) -> tuple[list[str], list[list[Any]]]:
    """Headers and rows of a list; columns that nothing stands in are left out.

    ``typed``: whether cells know a number from a text, as those of a workbook do and those of CSV do not.
    """
    shape = shape_of(name)
    split = [_split(entry, shape, name, typed) for entry in entries]
    columns = _columns(split, shape)
    if not columns:
        columns = [(one, "") for one in _first_columns(shape)]
    rows = [[cells.get(column, "") for column in columns] for cells in split]
    return [header(*column) for column in columns], rows


def _split(entry: Mapping[str, Any], shape: Shape, name: str, typed: bool) -> dict[tuple[str, str], Any]:
    """The cells of an entry by field and language or free field."""
    cells: dict[tuple[str, str], Any] = {}
    for key, value in _gathered(entry, name).items():
        if key == FREE and isinstance(value, dict):
            cells |= _free_cells(value, typed)
        elif key in shape.texts and isinstance(value, dict) and value and all(map(_is_language, value)):
            cells |= {(key, language): shape.codecs[key].write(text) for language, text in value.items()}
        else:
            cells[key, ""] = "null" if value is None else shape.codecs[key].write(value)
    return cells


def _gathered(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Of a rule, what only its kind has goes into one cell."""
    if name != "rules":
        return dict(entry)
    known = shape_of(name).names
    rest = {key: value for key, value in entry.items() if key not in known or value is None}
    own = {key: value for key, value in entry.items() if key not in rest}
    return {**own, SETTINGS: rest} if rest else own


def _is_language(code: str) -> bool:
    return column_of(f"name.{code}", frozenset({"name"}), frozenset({"name"})) == ("name", code)


def _free_cells(free: Mapping[str, Any], typed: bool) -> dict[tuple[str, str], Any]:
    """A column for each plain free field; what a cell cannot hold as it is goes into one as JSON."""
    plain = {key: value for key, value in free.items() if _fits_a_cell(key, value, typed)}
    rest = {key: value for key, value in free.items() if key not in plain}
    cells: dict[tuple[str, str], Any] = {(FREE, key): value for key, value in plain.items()}
    if rest or not free:
        cells[FREE, ""] = FLOW.write(rest)
    return cells


def _fits_a_cell(key: str, value: Any, typed: bool) -> bool:
    if column_of(header(FREE, key), frozenset({FREE}), frozenset()) != (FREE, key):
        return False
    if isinstance(value, str):
        return value != ""
    if not typed:
        return False
    exact = isinstance(value, (int, float)) and float(value) == value and abs(value) < 2**53
    return isinstance(value, bool) or (exact and float(f"{value:.15g}") == value)


def _columns(split: Iterable[Mapping[tuple[str, str], Any]], shape: Shape) -> list[tuple[str, str]]:
    """Columns in the order of the fields; languages and free fields as they are met."""
    met: dict[str, dict[str, None]] = {}
    for cells in split:
        for name, sub in cells:
            met.setdefault(name, {})[sub] = None
    return [(name, sub) for name in shape.codecs if name in met for sub in met[name]]


def _first_columns(shape: Shape) -> list[str]:
    """Columns of a list that is still empty."""
    return [name for name in shape.codecs if name != FREE][:8]
