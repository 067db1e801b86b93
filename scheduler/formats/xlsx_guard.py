"""What a workbook could do to the reader is looked at before the reader sees it.

A zip of a few kilobytes may hold gigabytes, and one cell in the last corner of a sheet makes the
reader ask for half a terabyte, which ends the whole process.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from scheduler.faults import Fault, FestivalError

LARGEST = 300_000_000
"""Bytes of all parts together when unpacked."""
RATIO = 200
"""Times that a part may grow when unpacked; of sheets that people fill it is 5 to 40."""
SMALL = 5_000_000
"""Bytes below which nobody asks how well a part was packed."""
MOST_PARTS = 2_000
MOST_CELLS = 10_000_000
"""Rows times columns of the part of a sheet that is filled."""


def look_through(data: bytes) -> list[str]:
    """Cells with an error in them, such as #N/A, by sheet and cell.  ``FestivalError`` if it is not safe to read."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        _refuse("this is an old .xls or has a password; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _weigh(archive)
            errors = [error for part in archive.infolist() for error in _examined(archive, part)]
            titles = _titles(archive) if errors else {}
            return [f"{titles.get(part, part)}!{cell}" for part, cell in errors]
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        KeyError,
        ElementTree.ParseError,
    ) as error:
        _refuse(f"this workbook is damaged: {str(error)[:80]}")


def _refuse(message: str) -> NoReturn:
    raise FestivalError([Fault("", message)])


def _weigh(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or names & {"content.xml", "xl/workbook.bin"}:
        _refuse("this is a zip file, but no Excel workbook; save it as .xlsx")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
        _refuse(f"this workbook would grow to more than {LARGEST // 1_000_000} MB when unpacked; that is no festival")
    if any(part.file_size > SMALL and part.file_size > RATIO * part.compress_size for part in parts):
        _refuse("this workbook grows far too much when unpacked; that is no festival")


def _examined(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[tuple[str, str]]:
    """Reads a part to its end, so that one which lied about its size is found out."""
    sheet = _Sheet(part.filename)
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            sheet.feed(chunk)
    return sheet.errors


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title of each sheet by its part."""
    related = _parsed(archive, "xl/_rels/workbook.xml.rels")
    parts = {one.get("Id"): f"xl/{one.get('Target', '').removeprefix('/xl/')}" for one in related}
    sheets = [one for one in _parsed(archive, "xl/workbook.xml").iter() if _bare(one.tag) == "sheet"]
    keys = [next((value for key, value in one.items() if key.endswith("}id")), None) for one in sheets]
    return {parts.get(key, ""): one.get("name", "") for key, one in zip(keys, sheets, strict=True)}


def _parsed(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))  # noqa: S314  # parts with entities were refused before


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


class _Sheet:
    """How far a sheet reaches, and which of its cells hold errors; other parts are only read through."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.errors: list[tuple[str, str]] = []
        self.row = self.column = self.last_row = self.last_column = 0
        self.cell: dict[str, str] = {}
        self.readable = True
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._root
        self.parser.EntityDeclHandler = lambda *_: _refuse("this workbook declares entities of its own")

    def feed(self, chunk: bytes) -> None:
        """The next bytes."""
        if self.readable:
            try:
                self.parser.Parse(chunk, False)
            except (expat.ExpatError, LookupError, ValueError):
                self.readable = False
        if not self.readable and b"sheetData" in chunk:
            _refuse(f"this workbook is damaged: {self.name} cannot be read")

    def _root(self, name: str, _: dict[str, str]) -> None:
        self.parser.StartElementHandler = self._element if _local(name) == "worksheet" else None

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "c":
            self.cell = attributes
            self.column += 1
        elif local == "v" or local == "is" or local == "f":
            self._filled()
        elif local == "row":
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0

    def _filled(self) -> None:
        where = self.cell.get("r")
        if where:
            self.row, self.column = _position(where)
        if self.row <= self.last_row and self.column <= self.last_column and self.cell.get("t") != "e":
            return
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.last_row * self.last_column > MOST_CELLS:
            _refuse(
                f"a sheet reaches as far as {where or f'row {self.row}'}; delete what stands far away from the rest"
            )
        if self.cell.get("t") == "e" and where and self.errors[-1:] != [(self.name, where)]:
            self.errors.append((self.name, where))


def _local(name: str) -> str:
    return name if ":" not in name else name.rpartition(":")[2]


_CELL = re.compile(r"([A-Za-z]+)([0-9]+)")


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _position(cell: str) -> tuple[int, int]:
    """Row and column of a cell such as C4, from 1."""
    found = _CELL.fullmatch(cell)
    if not found:
        _refuse(f"this workbook is damaged: there is no cell {cell[:20]!r}")
    return int(found[2]), _column(found[1])
