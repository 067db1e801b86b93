"""Sheets of a conference workbook: columns found by their heads, cells read or faulted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scheduler.faults import did_you_mean
from scheduler.formats import workbook
from scheduler.formats.optaplanner import cells

T = TypeVar("T")


@dataclass
class Sheet(workbook.Sheet):
    """One sheet of which the columns have heads."""

    head_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    """Number of each column that is needed; empty until they have been looked for."""
    readable: bool = False
    """Whether all columns that are needed are there."""

    def find_columns(self, heads: Sequence[str]) -> None:
        """Look for the heads, wherever they stand in their row; a fault for each that is missing or there twice."""
        there = [cells.text(self(self.head_row, column)) for column in range(self.width)]
        before = len(self.faults)
        for number, head in enumerate(heads):
            if head not in there:
                self.fault(self.head_row, number, _no_column(head, number, there, heads))
                continue
            self.columns[head] = there.index(head)
            if there.count(head) > 1:
                again = there.index(head, self.columns[head] + 1)
                self.fault(self.head_row, again, f"there is a column {head!r} already; take one out")
        self.readable = len(self.faults) == before

    def entries(self) -> Iterator[int]:
        """Numbers of the rows below the heads that hold anything."""
        return iter(self.filled(self.head_row + 1))

    def read(self, row: int, head: str, how: Callable[[Any], T], otherwise: T) -> T:
        """A cell as it should be; else a fault, and ``otherwise``."""
        return self.read_at(row, self.columns[head], how, otherwise)

    def read_at(self, row: int, column: int, how: Callable[[Any], T], otherwise: T) -> T:
        """The same by the number of the column."""
        try:
            return how(self(row, column))
        except (ValueError, OverflowError) as error:
            self.fault(row, column, str(error))
            return otherwise

    def items(self, row: int, head: str) -> list[str]:
        """The list in a cell."""
        return cells.listed(self(row, self.columns[head]))

    def known(self, row: int, head: str, names: Iterable[str], among: Iterable[str] | None, what: str) -> None:
        """A fault for every name that is not among those; nothing if nobody knows these."""
        if among is None:
            return
        there = list(among)
        for name in names:
            if name and name not in there:
                self.fault(row, self.columns[head], f"there is no {what} {name!r}{did_you_mean(name, there)}")

    def once(self, row: int, head: str, name: str, seen: dict[str, int]) -> None:
        """A fault if an earlier row has the name already; ``seen`` are the rows of names so far."""
        if name in seen:
            first = self.place(seen[name], self.columns[head])
            self.fault(row, self.columns[head], f"there is {name!r} in {first} already; give one of them another name")
        elif name:
            seen[name] = row


def _no_column(head: str, number: int, there: Sequence[str], heads: Sequence[str]) -> str:
    here = there[number] if number < len(there) else ""
    if here and here not in heads:
        return f"this column is called {here!r}; call it {head!r}"
    return f"there is no column {head!r}; the sheet has to have one"
