"""The timetable in a solution workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scheduler.answer import Answer, PlacedShowing
from scheduler.faults import did_you_mean
from scheduler.formats.cosplib.layout import Layout
from scheduler.formats.workbook import Book, Sheet

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing

Spot = tuple[int, int, int]
"""Block, room and slot, each counted from 0."""


def read(book: Book, title: str, problem: Problem) -> tuple[Answer, list[str]]:
    """The timetable on a sheet, all by position, and what of the sheet no timetable can say.

    ``FestivalError`` lists what the festival does not have.
    """
    sheet, layout = book.sheet(title), Layout(problem)
    for column in range(1 + len(layout.rooms), sheet.width):
        sheet.fault(0, column, f"there are more columns than the {len(layout.rooms)} rooms of the festival")
    labels, spots = _labels(sheet, layout), _spots(sheet, layout)
    book.refuse()
    remarks: list[str] = []
    placements = [one for showing in problem.showings for one in _placed(sheet, layout, showing, spots, remarks)]
    remarks += _differences(sheet, layout, labels, spots)
    return Answer(festival=problem.festival.festival.id, placements=placements), remarks


def _known(sheet: Sheet, row: int, column: int, names: dict[str, str] | dict[str, int], word: str) -> bool:
    """Whether a cell names one of these; if it names another, that is a fault."""
    name = sheet.text(row, column)
    if name and name not in names:
        sheet.fault(row, column, f"there is no {word} {name!r}{did_you_mean(name, names)}")
    return name in names


def _labels(sheet: Sheet, layout: Layout) -> dict[tuple[int, int], str]:
    """Track of each block and room that has one."""
    tracks = {name: track for track, name in layout.tracks.items()}
    cells = ((block, room) for block in range(len(layout.blocks)) for room in range(len(layout.rooms)))
    return {
        (block, room): tracks[sheet.text(1 + block, 1 + room)]
        for block, room in cells
        if _known(sheet, 1 + block, 1 + room, tracks, "track")
    }


def _spots(sheet: Sheet, layout: Layout) -> dict[int, list[Spot]]:
    """Where each showing stands, by its index; in order of block, room and slot."""
    showings = {name: index for index, name in layout.showings.items()}
    found: dict[int, list[Spot]] = {}
    for block, slot in layout.slots():
        row = layout.row(block, slot)
        for room in range(len(layout.rooms)):
            if _known(sheet, row, 1 + room, showings, "submission"):
                found.setdefault(showings[sheet.text(row, 1 + room)], []).append((block, room, slot))
    return {index: sorted(spots) for index, spots in found.items()}


def _placed(
    sheet: Sheet, layout: Layout, showing: Showing, found: dict[int, list[Spot]], remarks: list[str]
) -> Iterator[PlacedShowing]:
    """The place of a showing, if it has one, of the right length."""
    spots = found.get(showing.index)
    if not spots:
        remarks.append(f"{showing.name()} stands nowhere; it is not placed")
        return
    block, room, slot = spots[0]
    if spots != [(block, room, slot + n) for n in range(showing.slots)]:
        cells = ", ".join(sheet.place(layout.row(block, slot), 1 + room) for block, room, slot in spots)
        remarks.append(f"{cells}: {showing.name()} needs slots on end, {showing.slots} of them; it is not placed")
        return
    festival = layout.problem.festival
    yield PlacedShowing(
        session=showing.session.id,
        showing=showing.label,
        room=festival.rooms[room].id,
        block=festival.blocks[block].id,
        slot=slot + 1,
    )


def _differences(
    sheet: Sheet, layout: Layout, labels: dict[tuple[int, int], str], spots: dict[int, list[Spot]]
) -> Iterable[str]:
    """Labels that say something else than the showings below them: a timetable has no labels, only showings."""
    used: dict[tuple[int, int], set[str]] = {}
    for index, there in spots.items():
        for block, room, _ in there:
            used.setdefault((block, room), set()).add(layout.problem.showings[index].track or "")
    for block, room in sorted(labels.keys() | used.keys()):
        where, label = sheet.place(1 + block, 1 + room), labels.get((block, room), "")
        if (block, room) not in used:
            yield f"{where}: the label {layout.tracks[label]!r} stands on an empty room; it is left out"
        for track in sorted(used.get((block, room), {label}) - {label}):
            has = f"the label {layout.tracks[label]!r}" if label else "no label"
            yield f"{where}: the room has {has}, and something of {layout.tracks.get(track, 'no track')!r} in it"
