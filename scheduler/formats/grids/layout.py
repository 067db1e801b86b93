"""Where the grids of a sheet are: which column holds times, which rows name the halls and days above."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.formats.grids import labels
from scheduler.formats.grids.cells import begins_with_time
from scheduler.formats.grids.heads import heads_of
from scheduler.formats.grids.parts import Block, Line

if TYPE_CHECKING:
    from scheduler.formats.grids.laid import Laid
    from scheduler.formats.grids.parts import Head

LOOKED = 400
"""Rows in which the columns of times are looked for."""
WIDEST = 300
"""Columns of a grid; a festival has a tenth of them."""
FEWEST = 2
"""Times that make a column one of times; cells that begin with one and make a grid without such a column."""


def blocks_of(laid: Laid) -> list[Block]:
    """The grids of a sheet from the top; none if it is no grid."""
    down, across = _timed(laid), _rows_of(laid, lambda value: labels.times(value) is not None)
    if not down and not across:
        if not _cells_say_times(laid):
            return []
        across = _rows_of(laid, labels.is_slot)
    if across and max(across.values()) > max(down.values(), default=0):
        return list(_turned(laid, list(across)))
    return _Scan(laid).blocks


def _timed(laid: Laid) -> dict[int, int]:
    """How many times each column holds, of those that hold little else."""
    found: dict[int, int] = {}
    rows = range(min(len(laid.rows), LOOKED))
    for column in range(min(laid.width, WIDEST)):
        cells = [(row, value) for row in rows if (value := laid.cell(row, column)) != ""]
        count = sum(labels.times(value) is not None for _, value in cells)
        others = sum(labels.times(value) is None and len(laid.filled(row)) > 1 for row, value in cells)
        if count >= FEWEST and count >= others:
            found[column] = count
    return found


def _rows_of(laid: Laid, test: Callable[[Any], bool]) -> dict[int, int]:
    """How many times, or numbers of slots, each row holds, of those with several and little else."""
    found = {}
    for row in range(min(len(laid.rows), LOOKED)):
        filled = laid.filled(row)[:WIDEST]
        count = sum(test(laid.cell(row, column)) for column in filled)
        if count >= FEWEST and count >= len(filled) - 2 and count * 2 >= len(filled):
            found[row] = count
    return found


def _cells_say_times(laid: Laid) -> bool:
    """Whether many cells begin with a time of their own."""
    every = (laid.cell(row, column) for row in range(min(len(laid.rows), LOOKED)) for column in laid.filled(row))
    cells = [cell for cell in every if not labels.is_slot(cell) and not labels.is_day(cell)]
    own = sum(map(begins_with_time, cells))
    return own > FEWEST and own * 3 >= len(cells)


def _turned(laid: Laid, rows: Sequence[int]) -> Iterator[Block]:
    """The grids of a sheet that has times (or slots) across: what is below each such row, turned."""
    before, day, heading = 0, "", ""
    for number, row in enumerate(rows):
        begin = row
        while begin > before and len(laid.filled(begin - 1)) > 1 and _is_row_of_days(laid, begin - 1):
            begin -= 1
        day, heading = _standing_alone(laid, range(before, begin), (day, heading))
        end = rows[number + 1] if number + 1 < len(rows) else len(laid.rows)
        while end - 1 > row and (len(laid.filled(end - 1)) < FEWEST or _is_row_of_days(laid, end - 1)):
            end -= 1
        for block in _Scan(laid.piece(begin, end), row - begin).blocks:
            block.day, block.heading = day, heading
            yield block
        before = end


def _is_row_of_days(laid: Laid, row: int) -> bool:
    filled = laid.filled(row)
    return bool(filled) and sum(labels.is_day(laid.cell(row, column)) for column in filled) * 2 >= len(filled)


def _standing_alone(laid: Laid, rows: Iterable[int], before: tuple[Any, str]) -> tuple[Any, str]:
    """The last day and the last other text of rows that hold nothing else, else those of before."""
    day, heading = before
    for row in rows:
        for value in [laid.cell(row, column) for column in laid.filled(row)]:
            if labels.is_day(value):
                day = value
            elif len(laid.filled(row)) == 1:
                heading = str(value)
    return day, heading


class _Scan:
    """Reads a sheet from the top: headers, then lines, then perhaps headers again."""

    def __init__(self, laid: Laid, left: int | None = None) -> None:
        """``left`` is the column with times or slots, if it is known."""
        self.laid = laid
        self.blocks: list[Block] = []
        self.times = sorted(_timed(laid))
        self.left = left if left is not None else self.times[0] if self.times else self._label_column()
        self.day: Any = ""
        self.heading = ""
        self._above: list[int] = []
        self._gap = False
        for row in range(len(laid.rows)):
            self._row(row)
        self.blocks = [block for block in self.blocks if block.lines]

    def _label_column(self) -> int:
        """The last column before the halls, where only numbers of slots, days or nothing stand; -1 if there is none."""
        first = [self.laid.cell(row, 0) for row in range(min(len(self.laid.rows), LOOKED))]
        known = [value for value in first if value != ""]
        said = sum(labels.is_slot(value) or labels.is_day(value) for value in known)
        return 0 if not known or said * 2 >= len(known) else -1

    # -- rows -----------------------------------------------------------------------------------

    def _row(self, row: int) -> None:
        filled = self.laid.filled(row)
        if not filled:
            self._gap = True
            return
        spans = self._spans(row)
        if spans or (not self.times and self._is_line(row, filled)):
            self._line(row, spans)
        elif len(filled) == 1 and (self.times or filled[0] <= max(self.left, 0)):
            self._alone(row, filled[0])
        elif self._goes_on(row, filled):
            self.blocks[-1].lines[-1].last = row
        else:
            self._above = [*(() if self._gap else self._above), row]
        self._gap = False

    def _spans(self, row: int) -> dict[int, tuple[int, int | None]]:
        """Start and end by the column that says them; of two columns side by side the second is the end."""
        found = {column: times for column in self.times if (times := labels.times(self.laid.cell(row, column)))}
        made: dict[int, tuple[int, int | None]] = {}
        for column, (begin, end) in found.items():
            if column - 1 in made and column - 1 in self.times:
                made[column - 1] = (made[column - 1][0], begin)
            else:
                made[column] = (begin, end)
        return made

    def _is_line(self, row: int, filled: list[int]) -> bool:
        cells = [self.laid.cell(row, column) for column in filled if column > self.left]
        return any(map(begins_with_time, cells))

    def _alone(self, row: int, column: int) -> None:
        """A day, or what is called so below; a note under the grid is passed over by the next header."""
        value = self.laid.cell(row, column)
        lines = self.blocks[-1].lines if self.blocks else []
        if labels.is_day(value):
            self.day = value
            if lines and not self._above and column <= self.left:
                self._block(self.blocks[-1].heads)
        elif lines and column > self.left and not self._gap and not self._above:
            lines[-1].last = row
        elif not lines or self._gap:
            self.heading = str(value)

    def _goes_on(self, row: int, filled: list[int]) -> bool:
        """Whether it is the second line of the cells above, and no header."""
        if not self.blocks or not self.blocks[-1].lines or self._gap or self._above or not self.times:
            return False
        inside = [column for column in filled if column > self.left]
        names = {labels.plain(head.room) for head in self.blocks[-1].heads}
        known = sum(labels.is_day(cell) or labels.plain(cell) in names or bool(labels.role_of(cell))
                    for cell in (self.laid.cell(row, column) for column in inside))  # fmt: skip
        return bool(inside) and known * 2 < len(inside) and all(column not in self.times for column in filled)

    def _line(self, row: int, spans: dict[int, tuple[int, int | None]]) -> None:
        if self._above or not self.blocks:
            self._block(heads_of(self.laid, self._above, self.times, self.left))
            self._above = []
        before = self.blocks[-1].lines[-1] if self.blocks[-1].lines else None
        beside = next((self.laid.cell(row, column) for column in range(max(self.left, 0) + (not self.times))
                       if labels.is_day(self.laid.cell(row, column))), "")  # fmt: skip
        own = beside if beside != "" else before.day if before else ""
        self.blocks[-1].lines.append(Line(row, row, spans, own))

    def _block(self, heads: list[Head]) -> None:
        top = self._above[0] if self._above else 0
        self.blocks.append(Block(self.laid, self.day, heads, [], top, self.heading))
