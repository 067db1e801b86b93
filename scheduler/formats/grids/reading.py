"""The cells of a grid become events: where by their column, when by their row or what they say themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scheduler.formats.grids import labels
from scheduler.formats.grids.cells import Told, is_nothing, told
from scheduler.formats.programme import Event, Hall
from scheduler.formats.programme_values import length
from scheduler.formats.table_headers import Column
from scheduler.formats.table_people import people_of
from scheduler.formats.table_values import after, at, day_of

if TYPE_CHECKING:
    from scheduler.formats.grids.parts import Block, Head, Line
    from scheduler.formats.programme import Programme

FINE = 30
"""Minutes between two lines, up to which the same text in both is one event that goes on."""


@dataclass(frozen=True)
class Dates:
    """What is needed to read a day that does not say all of itself."""

    year: int | None
    first: date | None
    """From which "Day 2" and weekdays count."""

    def day(self, *said: Any) -> date | None:
        """The first of these that can be read."""
        found = (labels.day(value, self.year, self.first) for value in said if value != "" and labels.is_day(value))
        return next((one for one in found if one is not None), None)

    def within(self, text: str) -> date | None:
        """The day that a line of text holds."""
        return day_of(text, self.year)


def is_sure(blocks: Sequence[Block]) -> bool:
    """Whether something above the columns can only be a hall or a day, or nothing there is taken for a hall."""
    heads = [head for block in blocks for head in block.heads]
    return any(head.day != "" or labels.is_hall(head.room) for head in heads) or not any(head.room for head in heads)


def columns_of(block: Block) -> list[Column]:
    """What the edges of the grid are taken for, as with tables of rows."""
    laid = block.laid
    since = laid.since * laid.turned
    number = next((head.times for head in block.heads if head.times is not None), None)
    times = [Column(number + since, "start", "", "", sure=True, down=laid.turned)] if number is not None else []
    halls = [
        Column(head.column + since, "room" if head.room else "day", "",
               head.room or str(head.day), sure=True, down=laid.turned)
        for head in block.heads
    ]  # fmt: skip
    return times + halls


def read(programme: Programme, block: Block, dates: Dates, own_day: date | None, otherwise: str) -> None:
    """Adds what a grid says; ``otherwise`` is the room where nothing above a column is one."""
    _Reader(programme, block, dates, own_day, otherwise).read()


class _Reader:
    def __init__(self, programme: Programme, block: Block, dates: Dates, own_day: date | None, otherwise: str) -> None:
        self.programme, self.block, self.laid, self.dates = programme, block, block.laid, dates
        self.own_day, self.otherwise = own_day, otherwise
        self.begins = {head.times: self._begins(head.times) for head in block.heads}
        self.merged = any(
            one.bottom > self._line_of(one.top).last and one.left in {head.column for head in block.heads}
            for one in self.laid.merged
            if block.lines[0].row <= one.top <= block.lines[-1].row
        )

    def read(self) -> None:
        """All columns, one after the other."""
        for head in self.block.heads:
            if head.room and not any(hall.name == head.room for hall in self.programme.halls):
                self.programme.halls.append(Hall(head.room, capacity=head.seats, venue=head.venue))
        covered = set[tuple[int, int]]()
        for head in self.block.heads:
            for number, line in enumerate(self.block.lines):
                if (line.row, head.column) not in covered:
                    self._cell(head, number, line, covered)

    # -- times ----------------------------------------------------------------------------------

    def _begins(self, column: int | None) -> list[tuple[int, int | None] | None]:
        """Start and end of each line by that column; each day by itself."""
        made: list[tuple[int, int | None] | None] = []
        spans = [line.spans.get(column) if column is not None else None for line in self.block.lines]
        days = [line.day for line in self.block.lines]
        begin = 0
        while begin < len(spans):
            end = next((one for one in range(begin, len(days)) if days[one] != days[begin]), len(days))
            ordered = iter(labels.in_order([one for one in spans[begin:end] if one is not None]))
            made += [None if one is None else next(ordered) for one in spans[begin:end]]
            begin = end
        return made

    def _line_of(self, row: int) -> Line:
        return next((line for line in reversed(self.block.lines) if line.row <= row), self.block.lines[0])

    def _until(self, head: Head, number: int, last: int) -> int | None:
        """When a cell ends that reaches from one line to another: at the next line, else a step after its own."""
        begins = self.begins[head.times]
        span = begins[last]
        if span is not None and span[1] is not None:
            return span[1]
        if number == last and not self.merged:
            return None
        same_day = [one for one, line in zip(begins, self.block.lines, strict=True)
                    if one is not None and line.day == self.block.lines[number].day]  # fmt: skip
        if span is None:
            return None
        later = next((one[0] for one in same_day if one[0] > span[0]), None)
        steps = [two[0] - one[0] for one, two in pairwise(same_day) if two[0] > one[0]]
        return later if later is not None else span[0] + min(steps) if steps else None

    # -- cells ----------------------------------------------------------------------------------

    def _cell(self, head: Head, number: int, line: Line, covered: set[tuple[int, int]]) -> None:
        value = self.laid.cell(line.row, head.column)
        height, width = self.laid.size(line.row, head.column)
        bottom = max(line.row + height - 1, line.last)
        covered |= {(row, column) for row in range(line.row, bottom + 1)
                    for column in range(head.column, head.column + width)}  # fmt: skip
        if is_nothing(value):
            return
        last = max(one for one, other in enumerate(self.block.lines) if other.row <= bottom)
        if height == 1:
            last = self._repeated(head, last, value, covered)
        found = self._told(head, line, line.row + height)
        place = self.laid.place(line.row, head.column)
        heads = [one for one in self.block.heads if head.column <= one.column < head.column + width]
        for one in self._over(heads, place) if found.says_something else ():
            self._event(one, number, last, found, place)

    def _told(self, head: Head, line: Line, below: int) -> Told:
        """What a cell says, with the lines of it that stand in rows of their own from ``below`` on, and beside it."""
        more = [self.laid.cell(row, head.column) for row in range(below, line.last + 1)]
        texts = [self.laid.cell(line.row, head.column), *more]
        found = told("\n".join(str(labels.whole(one)) for one in texts if one != ""))
        for column, role in head.aside.items():
            self._beside(found, role, self.laid.cell(line.row, column))
        return found

    def _repeated(self, head: Head, last: int, value: Any, covered: set[tuple[int, int]]) -> int:
        """The last line of a text that stands in each of several, a few minutes apart: one event that goes on."""
        lines, begins = self.block.lines, self.begins[head.times]
        while last + 1 < len(lines) and self.laid.cell(lines[last + 1].row, head.column) == value:
            one, two = begins[last], begins[last + 1]
            if one is None or two is None or two[0] - one[0] > FINE or one[1] not in (None, two[0]):
                break
            last += 1
            covered.add((lines[last].row, head.column))
        return last

    def _beside(self, found: Told, role: str, value: Any) -> None:
        """What a column beside the title says of it."""
        if role == "people":
            found.people += people_of(value)
        elif role == "duration" and found.minutes is None:
            found.minutes = length(value)
        elif role == "code" and value != "":
            found.code = str(labels.whole(value))

    def _over(self, heads: list[Head], place: str) -> Iterator[Head]:
        """Columns in which a wide cell is an event: one a day, in the first of several halls."""
        days: dict[Any, list[Head]] = {}
        for head in heads:
            days.setdefault(head.day, []).append(head)
        for group in days.values():
            if len({head.room for head in group}) > 1:
                self.programme.notes.guessed(
                    place, "it stands across {n} rooms; taken to be in {r!r}",
                    "{n}개 방에 걸쳐 있어 {r!r}에 있다고 보았습니다", n=len(group), r=group[0].room,
                )  # fmt: skip
            yield group[0]

    def _event(self, head: Head, number: int, last: int, found: Told, place: str) -> None:
        title = found.title if isinstance(found.title, str) else next(iter(found.title.values()), "")
        called = place + (f" ({title})" if title else "")
        line = self.block.lines[number]
        said = self.dates.day(head.day, line.day, self.block.day)
        day = said or self.own_day or self.dates.within(self.block.heading)
        begin, end = self._times(head, number, last, found)
        start: datetime | None = at(day, begin) if day is not None and begin is not None else None
        if start is None:
            self._tell_missing(called, day)
        self.programme.add(
            Event(
                place=called,
                title=found.title,
                start=start,
                minutes=found.minutes if end is None or begin is None else end - begin,
                room=head.room or self.otherwise,
                venue=head.venue,
                day=day,
                type=found.type,
                abstract=found.abstract,
                code=found.code,
                people=found.people,
            )
        )

    def _times(self, head: Head, number: int, last: int, found: Told) -> tuple[int | None, int | None]:
        """Start and end: as the cell says, else as its lines do."""
        span = self.begins[head.times][number]
        if found.begin is None:
            until = None if found.minutes is not None else self._until(head, number, last)
            return (span[0] if span else None), until
        begin = min(self._meant(found.begin, head, number), key=lambda one: abs(one - span[0]) if span else 0)
        return begin, None if found.end is None else after(begin, found.end + (begin - found.begin))

    def _meant(self, begin: int, head: Head, number: int) -> list[int]:
        """A time of a cell, and as far ahead as the time of its line was found to be."""
        span, said = self.begins[head.times][number], self.block.lines[number].spans.get(head.times or 0)
        return [begin, begin + span[0] - said[0]] if span and said else [begin]

    def _tell_missing(self, place: str, day: date | None) -> None:
        what = ("date", "날짜") if day is None else ("time", "시각")
        self.programme.notes.left_out(
            place, "it has no {w}; it is not placed", "{k}이(가) 없어 배정하지 않았습니다", w=what[0], k=what[1],
        )  # fmt: skip
