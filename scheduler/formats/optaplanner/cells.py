"""Cells of a workbook as what they should hold; what they do not is a fault with its sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from scheduler.faults import Fault, did_you_mean
from scheduler.findings import shown
from scheduler.formats.tables import letters

T = TypeVar("T")

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = re.compile(r"(?:([A-Za-z]{3,})\.? +)?(\d{4}-\d{2}-\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


def day_text(day: date) -> str:
    """A day such as "Mon 2018-10-01"."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def clock_text(minutes: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# -- values -------------------------------------------------------------------------------------


def text(value: Any) -> str:
    """What is written in a cell, without the blanks around it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def listed(value: Any) -> list[str]:
    """Items of a list in one cell, each once."""
    return list(dict.fromkeys(item for item in (part.strip() for part in text(value).split(",")) if item))


def whole(value: Any) -> int:
    """A whole number."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == int(value):
        return int(value)
    raise ValueError(f"{shown(value) if value != '' else 'an empty cell'} is no whole number; write one, as a number")


def at_least(least: int) -> Callable[[Any], int]:
    """A whole number that is not too small."""

    def read(value: Any) -> int:
        number = whole(value)
        if number < least:
            raise ValueError(f"{number} is too small; write {least} or more")
        return number

    return read


def count(value: Any) -> int:
    """A whole number from 0; an empty cell is 0."""
    return at_least(0)(0 if text(value) == "" else value)


def flag(value: Any) -> bool:
    """TRUE or FALSE; an empty cell is FALSE."""
    known = {"true": True, "false": False, "": False}
    if not isinstance(value, float) and text(value).lower() in known:
        return known[text(value).lower()]
    raise ValueError(f"{shown(value)} is neither TRUE nor FALSE")


def day(value: Any) -> date:
    """The day of "Mon 2018-10-01"."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(text(value))
    if found is None:
        raise ValueError(f"{shown(value)} is no day; write Mon 2018-10-01")
    try:
        made = date.fromisoformat(found[2])
    except ValueError:
        raise ValueError(f"{found[2]!r}: there is no such day") from None
    if found[1] and found[1][:3].capitalize() != WEEKDAYS[made.weekday()]:
        raise ValueError(f"{shown(value)}: {made} is a {WEEKDAYS[made.weekday()]}; which of both is meant?")
    return made


def clock(value: Any) -> int:
    """Minutes after midnight of "10:15"."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    found = _CLOCK.fullmatch(text(value))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"{shown(value)} is no time of day; write HH:MM, such as 10:15")
    return int(found[1]) * 60 + int(found[2])


def named(value: Any) -> str:
    """A name: any text that is not empty."""
    if not text(value):
        raise ValueError("this is empty; give it a name")
    return text(value)


# -- sheets -------------------------------------------------------------------------------------


@dataclass
class Sheet:
    """The rows of one sheet, what its columns are, and what is wrong with it."""

    title: str
    rows: Sequence[Sequence[Any]]
    head_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, row: int, column: int) -> str:
        """Name of the cell in that row and column, counted from 0."""
        return f"{self.title}!{letters(column)}{row + 1}"

    def fault(self, row: int, column: int, message: str) -> None:
        """Something is wrong with a cell."""
        self.faults.append(Fault(self.place(row, column), message))

    def cell(self, row: int, column: int) -> Any:
        """What stands in a cell; empty beyond the last one."""
        there = self.rows[row] if row < len(self.rows) else ()
        return there[column] if column < len(there) else ""

    def find_columns(self, heads: Sequence[str]) -> bool:
        """Look for the heads, wherever they stand in their row; whether all are there."""
        row = self.rows[self.head_row] if self.head_row < len(self.rows) else ()
        there = [text(cell) for cell in row]
        for number, head in enumerate(heads):
            if head in there:
                self.columns[head] = there.index(head)
                if there.count(head) > 1:
                    again = there.index(head, self.columns[head] + 1)
                    self.fault(self.head_row, again, f"there is a column {head!r} already; take one out")
            else:
                self.fault(self.head_row, number, _no_column(head, number, there, heads))
        return not self.faults

    def filled(self) -> Iterator[int]:
        """Numbers of the rows below the heads in which anything is written."""
        for row in range(self.head_row + 1, len(self.rows)):
            if any(text(cell) for cell in self.rows[row]):
                yield row

    def read(self, row: int, head: str, how: Callable[[Any], T], otherwise: T) -> T:
        """A cell as it should be; else a fault, and ``otherwise``."""
        return self.read_at(row, self.columns[head], how, otherwise)

    def read_at(self, row: int, column: int, how: Callable[[Any], T], otherwise: T) -> T:
        """The same by the number of the column."""
        try:
            return how(self.cell(row, column))
        except (ValueError, OverflowError) as error:
            self.fault(row, column, str(error))
            return otherwise

    def items(self, row: int, head: str) -> list[str]:
        """The list in a cell."""
        return listed(self.cell(row, self.columns[head]))

    def known(self, row: int, head: str, names: Iterable[str], among: Iterable[str] | None, what: str) -> None:
        """A fault for every name that is not among those; nothing if these could not be read."""
        if among is None:
            return
        there = list(among)
        for name in names:
            if name not in there:
                message = f"there is no {what} {name!r}{did_you_mean(name, there)}"
                self.fault(row, self.columns[head], message)

    def once(self, row: int, head: str, name: str, seen: dict[str, int]) -> None:
        """A fault if another row has the name already."""
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
