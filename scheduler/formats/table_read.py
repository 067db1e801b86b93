"""Timetables as people keep them, in CSV or a workbook: a row a showing, or a grid of halls and times.

The header is looked for below titles and logos; a sheet a day, or a sheet a room, is understood from its title.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from scheduler.formats.grids import labels, reading
from scheduler.formats.grids.layout import blocks_of
from scheduler.formats.programme import Programme
from scheduler.formats.programme_values import words
from scheduler.formats.table_headers import ROWS, Column, no_header, read_header
from scheduler.formats.table_rows import Rows, Sheet
from scheduler.formats.table_sheets import sheets_of
from scheduler.formats.table_values import day_of, year_by_weekdays, year_in
from scheduler.formats.table_views import leave_out_repeated
from scheduler.formats.tables import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scheduler.formats.grids.laid import Laid
    from scheduler.formats.grids.parts import Block


def programme_of(data: bytes, name: str = "", header: Mapping[str, str] | None = None) -> Programme:
    """What the table says.  ``FestivalError`` if no row of it is a header, and no sheet a grid."""
    return _Reader(sheets_of(data), name, header or {}).programme


def columns_of(data: bytes, header: Mapping[str, str] | None = None) -> list[tuple[str, list[Column]]]:
    """Title of each sheet that can be read, and what its columns are taken for; empty if none can."""
    found = ((laid.title, _columns(laid, header or {})) for laid in sheets_of(data))
    return [(title, columns) for title, columns in found if columns]


def _columns(laid: Laid, header: Mapping[str, str]) -> list[Column]:
    table, blocks = _understood(laid, header)
    if table is not None:
        return table.columns
    return list(dict.fromkeys(chain.from_iterable(map(reading.columns_of, blocks))))


def columns_told(columns: Sequence[Column]) -> str:
    """Each column with what it was taken for: ``B 시작 = start``."""
    return ", ".join(
        f"{one.number + 1 if one.down else letters(one.number)} {one.header} = ".replace("  ", " ")
        + ".".join(filter(None, (one.role, one.language)))
        for one in columns
    )


def _understood(laid: Laid, header: Mapping[str, str]) -> tuple[Sheet | None, list[Block]]:
    """A sheet with its header, or the grids in it.

    A header that surely names a title is believed before a grid; one that only holds such a word before a grid under
    which nothing is surely a hall or a day.
    """
    rows = laid.unmerged()
    found = read_header(rows, header)
    sure = found is not None and any(column.role == "title" and column.sure for column in found[1])
    if found is not None and sure and not header:
        sure = not labels.is_side_by_side(rows[found[0]])
    if not sure and (blocks := blocks_of(laid)) and (found is None or reading.is_sure(blocks)):
        return None, blocks
    return (Sheet(laid.title, rows, *found) if found else None), []


class _Reader:
    """Reads all sheets that can be understood: those of rows first, because they say more."""

    def __init__(self, laid: Sequence[Laid], name: str, header: Mapping[str, str]) -> None:
        self.programme = Programme()
        understood = [(one, *_understood(one, header)) for one in laid]
        self.tables = [table for _, table, _ in understood if table is not None]
        self.grids = [(one, blocks) for one, _, blocks in understood if blocks]
        if not self.tables and not self.grids:
            filled = next((one.rows for one in laid if any(map(any, one.rows))), [])
            raise no_header(filled, laid[0].title if len(laid) == 1 else "")
        for one, table, blocks in understood:
            self._tell_columns(one, table, blocks)
        self.programme.title = next((text for text in map(words, self._above()) if text), "") or name
        self.year = self._year(name)
        alone = len(self.tables) + len(self.grids) < 2  # then the title of the sheet is no room
        rows = Rows(self.programme, self.year, alone=alone)
        for table in self.tables:
            begin = len(self.programme.events)
            rows.read(table)
            leave_out_repeated(self.programme, begin, table.title)
        first = self._first_day()
        for one, blocks in self.grids:
            begin = len(self.programme.events)
            self._grid(one, blocks, reading.Dates(self.year, first), alone=alone)
            leave_out_repeated(self.programme, begin, one.title)

    def _tell_columns(self, laid: Laid, table: Sheet | None, blocks: Sequence[Block]) -> None:
        """Sheets that are left out, and columns that had to be guessed."""
        if table is None and not blocks and any(cell != "" for row in laid.rows for cell in row):
            self.programme.notes.left_out(
                laid.title, "no row of this sheet is a header with a title and a start",
                "이 시트에는 제목과 시작이 있는 머리글 행이 없습니다",
            )  # fmt: skip
        for column in table.columns if table is not None else ():
            if not column.sure:
                self.programme.notes.guessed(
                    laid.place(table.at if table else 0, column.number), "the column {h!r} is taken for the {r}",
                    "{h!r} 열을 {r}(으)로 보았습니다", h=column.header, r=column.role,
                )  # fmt: skip

    def _grid(self, laid: Laid, blocks: Sequence[Block], dates: reading.Dates, *, alone: bool) -> None:
        own_day = dates.day(laid.title) or day_of(laid.title, self.year)
        several = len({block.heading for block in blocks}) > 1
        if not reading.is_sure(blocks):
            halls = dict.fromkeys(head.room for block in blocks for head in block.heads if head.room)
            self.programme.notes.guessed(
                laid.title, "what stands above its columns is taken for rooms: {r}",
                "열 위에 적힌 것을 방으로 보았습니다: {r}", r=", ".join(halls),
            )  # fmt: skip
        for block in blocks:
            room = block.heading if several else laid.title if own_day is None and not alone else ""
            reading.read(self.programme, block, dates, own_day, words(room))

    # -- what the whole file says -----------------------------------------------------------------

    def _above(self) -> Iterator[Any]:
        """What stands above the header of the first sheet."""
        for table in self.tables[:1]:
            yield from (cell for row in table.rows[: min(table.at, ROWS)] for cell in row)
        for laid, blocks in () if self.tables else self.grids[:1]:
            yield from _edge(laid, blocks[0])

    def _dates(self) -> Iterator[Any]:
        """Cells that may be dates."""
        for table in self.tables:
            yield from [
                table.cell(row, role) for role in ("day", "start") for row in range(table.at + 1, len(table.rows))
            ]
        for _, blocks in self.grids:
            for block in blocks:
                yield from (block.day, *(head.day for head in block.heads), *(line.day for line in block.lines))

    def _titles(self) -> list[Any]:
        """What stands above each sheet, and what it is called."""
        above = [cell for table in self.tables for row in table.rows[: min(table.at, ROWS)] for cell in row]
        edges = [cell for laid, blocks in self.grids for cell in _edge(laid, blocks[0])]
        return [*above, *edges, *(table.title for table in self.tables), *(laid.title for laid, _ in self.grids)]

    def _year(self, name: str) -> int | None:
        """The year of dates that say none: of other dates, of what stands above, the file's name, else by weekdays."""
        dates = [cell for cell in self._dates() if cell != ""][:2000]
        found = year_in([*dates, *self._titles(), name])
        return found if found is not None else self._guessed_year(dates)

    def _guessed_year(self, dates: Sequence[Any]) -> int | None:
        """Of days that say none anywhere: by their weekdays, else this year."""
        found = year_by_weekdays([*dates, *self._titles()], datetime.now(UTC).date())
        if found is not None:
            self.programme.notes.guessed(
                "", "no date says its year; taken for {y}; put it above the table or into the file's name",
                "연도가 적혀 있지 않아 {y}년으로 보았습니다. 표 위나 파일 이름에 적어 주세요", y=found,
            )  # fmt: skip
        return found

    def _first_day(self) -> date | None:
        """The earliest day that is named in a grid or above it; from it "Day 2" counts."""
        values = [value for value in (*self._dates(), *self._titles()) if value != ""]
        return min((found for value in values[:2000] if (found := day_of(value, self.year))), default=None)


def _edge(laid: Laid, block: Block) -> list[Any]:
    """What stands above the lines of a grid, in the order of the file."""
    if block.laid.turned:
        alone = (row for row in range(min(ROWS, len(laid.rows))) if len(laid.filled(row)) == 1)
        return [laid.cell(row, laid.filled(row)[0]) for row in alone]
    return [cell for row in laid.rows[: min(block.top, ROWS)] for cell in row]
