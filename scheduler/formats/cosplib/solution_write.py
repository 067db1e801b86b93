"""The timetable as a solution workbook."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from scheduler.faults import Fault, FestivalError
from scheduler.formats.cosplib.layout import Layout
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Placement, Timetable

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When every workbook says it was made, so that the same timetable is the same bytes."""


def write(problem: Problem, timetable: Timetable) -> bytes:
    """Two sheets: the timetable, and what it costs.  ``FestivalError`` for what the format cannot say."""
    layout = Layout(problem)
    faults = [*_names(layout), *_strange(layout, timetable)]
    if faults:
        raise FestivalError(faults)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    sheet = book.add_worksheet("sol")
    for row, column, text in _cells(layout, timetable):
        sheet.write_string(row, column, text)
    costs = book.add_worksheet("violations")
    for column, (head, value) in enumerate(_costs(problem, timetable)):
        costs.write_string(0, column, head)
        costs.write_number(1, column, value)
    book.close()
    return file.getvalue()


def _cells(layout: Layout, timetable: Timetable) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of every cell that is not empty."""
    yield from ((0, column, name) for column, name in enumerate(layout.rooms, start=1))
    yield from ((row, 0, name) for row, name in enumerate(layout.blocks, start=1))
    yield from ((layout.row(block, slot), 0, layout.blocks[block]) for block, slot in layout.slots())
    for one in timetable:
        yield 1 + one.block, 1 + one.room, layout.tracks[one.showing.track or ""]
        for slot in _slots(one):
            yield layout.row(one.block, slot), 1 + one.room, layout.showings[one.showing.index]


def _slots(one: Placement) -> range:
    return range(one.slot, one.slot + one.showing.slots)


def _costs(problem: Problem, timetable: Timetable) -> Iterator[tuple[str, int]]:
    """The penalty, and what each rule with a weight has of it."""
    report = verify(problem, timetable)
    yield "Obj", sum(report.by_tier.values())
    for rule, (_, _, points) in report.amounts().items():
        if not isinstance(rule, str) and not rule.must:
            yield rule.note or rule.kind, points


def _names(layout: Layout) -> Iterator[Fault]:
    """Names that two share: in the workbook they would be one."""
    for word, names in (("tracks", list(layout.tracks.values())), ("sessions", list(layout.showings.values()))):
        for name, count in Counter(names).items():
            if count > 1:
                yield Fault(word, f"{count} are called {name!r}; the workbook tells them apart by nothing but the name")


def _strange(layout: Layout, timetable: Timetable) -> Iterator[Fault]:
    """Showings without block or track, rooms of a block with two tracks, slots that two stand in."""
    tracks: dict[tuple[int, int], str] = {}
    taken: dict[tuple[int, int, int], str] = {}
    for one in timetable.by_time:
        name = layout.showings[one.showing.index]
        if one.block < 0 or not one.showing.track:
            lacks = "block" if one.block < 0 else "track"
            yield Fault(one.showing.key, f"{name} has no {lacks}; the format knows only tracks in blocks and slots")
            continue
        where = f"{layout.rooms[one.room]} in {layout.blocks[one.block]}"
        first = tracks.setdefault((one.block, one.room), one.showing.track)
        if first != one.showing.track:
            two = f"{layout.tracks[first]} and {layout.tracks[one.showing.track]}"
            yield Fault(one.showing.key, f"{where} holds {two}; a room of a block takes one track")
        for slot in _slots(one):
            if (other := taken.setdefault((one.block, one.room, slot), name)) != name:
                yield Fault(one.showing.key, f"{name} and {other} are both in {where}, slot {slot + 1}")
