"""Fill colours of cells of a workbook, which the reader of values does not know.

Read from the parts themselves; ``xlsx_guard.look_through`` has to have looked at them before.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELL = re.compile(r"([A-Z]+)([0-9]+)")


class Fills:
    """The colours of one workbook."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._parts = dict(self._sheets())
        self._styles = self._colours()

    def of(self, title: str) -> dict[tuple[int, int], str]:
        """Of every cell with a solid fill its colour, such as "555753", by row and column from 0."""
        part = self._parts.get(title, "")
        if part not in self._archive.namelist():
            return {}
        with self._archive.open(part) as stream:
            return dict(self._filled(ElementTree.iterparse(stream)))  # noqa: S314  # entities were refused before

    def _filled(self, events: Iterator[tuple[str, ElementTree.Element]]) -> Iterator[tuple[tuple[int, int], str]]:
        row = column = -1
        for _, element in events:
            local = _bare(element.tag)
            if local == "c":
                place = element.get("r")
                row, column = _place(place) if place else (max(row, 0), column + 1)
                colour = self._styles.get(int(element.get("s") or 0))
                if colour:
                    yield (row, column), colour
            elif local == "row":
                row, column = row + 1, -1
                element.clear()

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Part of each sheet by its title."""
        related = {one.get("Id"): one.get("Target", "") for one in self._root("xl/_rels/workbook.xml.rels")}
        for one in self._root("xl/workbook.xml").iter():
            if _bare(one.tag) == "sheet":
                key = next((value for name, value in one.items() if name.endswith("}id")), None)
                target = related.get(key, "")
                yield one.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"

    def _colours(self) -> dict[int, str]:
        """Colour of each style of cells that has one."""
        if "xl/styles.xml" not in self._archive.namelist():
            return {}
        root = self._root("xl/styles.xml")
        fills = [_colour(one) for one in _children(root, "fills")]
        found = {}
        for number, style in enumerate(_children(root, "cellXfs")):
            fill = int(style.get("fillId") or 0)
            if fill < len(fills) and fills[fill]:
                found[number] = fills[fill]
        return found

    def _root(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._archive.read(part))  # noqa: S314  # entities were refused before


def _colour(fill: ElementTree.Element) -> str:
    """RRGGBB of a solid fill; empty for any other."""
    for pattern in fill:
        if _bare(pattern.tag) == "patternFill" and pattern.get("patternType") == "solid":
            for one in pattern:
                if _bare(one.tag) == "fgColor":
                    return (one.get("rgb") or "")[-6:].upper()
    return ""


def _children(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [inner for one in root if _bare(one.tag) == name for inner in one]


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _place(cell: str) -> tuple[int, int]:
    """Row and column from 0 of a cell such as C4."""
    found = _CELL.fullmatch(cell.upper())
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
