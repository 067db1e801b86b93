"""A sheet as it is laid out: rows, merged cells, and what a spreadsheet calls each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from scheduler.formats.tables import letters

Row = Sequence[Any]


@dataclass(frozen=True)
class Merged:
    """Cells made one; rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Laid:
    """Rows as they stand in the file, or (``turned``) its columns as rows."""

    title: str
    rows: Sequence[Row]
    merged: Sequence[Merged] = ()
    turned: bool = False
    since: int = 0
    """Row of the file at which a turned piece begins."""

    @cached_property
    def width(self) -> int:
        """Columns of the longest row."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Any:
        """What stands there; an empty text if nothing, or only blanks, do."""
        value = self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""
        return "" if isinstance(value, str) and not value.strip() else value

    def filled(self, row: int) -> list[int]:
        """Columns of a row that hold anything."""
        return [column for column in range(len(self.rows[row])) if self.cell(row, column) != ""]

    def size(self, row: int, column: int) -> tuple[int, int]:
        """Rows and columns of the cell that begins there."""
        one = self._corners.get((row, column))
        return (one.bottom - one.top + 1, one.right - one.left + 1) if one else (1, 1)

    def over(self, row: int, column: int) -> Any:
        """What stands there, also in the middle of a cell that was merged sideways."""
        found = next((one for one in self._wide.get(row, ()) if one.left <= column <= one.right), None)
        return self.cell(found.top, found.left) if found else self.cell(row, column)

    @cached_property
    def _corners(self) -> dict[tuple[int, int], Merged]:
        return {(one.top, one.left): one for one in self.merged}

    @cached_property
    def _wide(self) -> dict[int, list[Merged]]:
        rows: dict[int, list[Merged]] = {}
        for one in self.merged:
            if one.right > one.left:
                for row in range(one.top, min(one.bottom + 1, len(self.rows))):
                    rows.setdefault(row, []).append(one)
        return rows

    def unmerged(self) -> Sequence[Row]:
        """Rows in which cells that were merged downwards say in each row what they say in the first."""
        rows = [list(row) for row in self.rows]
        for one in self.merged:
            for row in rows[one.top + 1 : one.bottom + 1]:
                if one.left < len(row) and row[one.left] == "":
                    row[one.left] = self.cell(one.top, one.left)
        return rows

    def piece(self, begin: int, end: int) -> Laid:
        """The rows from one to before another, turned: each column is a row."""
        part, width = self.rows[begin:end], self.width
        turned = [[row[column] if column < len(row) else "" for row in part] for column in range(width)]
        merged = [
            Merged(one.left, one.top - begin, one.right, one.bottom - begin)
            for one in self.merged
            if begin <= one.top < end
        ]
        return replace(self, rows=turned, merged=merged, turned=True, since=begin)

    def place(self, row: int, column: int) -> str:
        """A cell as a spreadsheet calls it."""
        down, across = (column + self.since, row) if self.turned else (row, column)
        cell = f"{letters(across)}{down + 1}"
        return f"{self.title}!{cell}" if self.title else cell
