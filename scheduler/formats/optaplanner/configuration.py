"""The sheet with the name, the pause and the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.faults import Fault
from scheduler.formats.optaplanner import cells, columns
from scheduler.formats.optaplanner.scores import Score, score_of
from scheduler.formats.optaplanner.terms import TERMS

if TYPE_CHECKING:
    from scheduler.formats.optaplanner.records import Conference
    from scheduler.formats.optaplanner.sheets import Sheet

TERM = columns.TERM_HEAD[0]


def read(sheet: Sheet, into: Conference) -> None:
    """What the sheet says; rows may stand in any order, and blank ones between them."""
    rows: dict[str, int] = {}
    for row in sheet.filled(0):
        rows.setdefault(cells.text(sheet(row, 0)), row)
    for wanted in (columns.NAME, columns.PAUSE, TERM):
        if wanted not in rows:
            sheet.faults.append(Fault(f"{sheet.title}!A", f"there is no row {wanted!r}; the sheet has to have one"))
    if columns.NAME in rows:
        into.name = sheet.read_at(rows[columns.NAME], 1, cells.named, "")
    if columns.PAUSE in rows:
        into.pause = sheet.read_at(rows[columns.PAUSE], 1, cells.whole(0, 10_000), 0)
    if TERM in rows:
        _terms(sheet, rows[TERM], into.weights)


def _terms(sheet: Sheet, head: int, weights: dict[str, Score]) -> None:
    seen: dict[str, int] = {}
    sheet.columns = {TERM: 0}
    for row in sheet.filled(head + 1):
        name = cells.text(sheet(row, 0))
        if not name:
            continue
        sheet.once(row, TERM, name, seen)
        sheet.known(row, TERM, [name], TERMS, "constraint")
        weights[name] = sheet.read_at(row, 1, score_of, Score())
    for name in TERMS:
        if name not in seen:
            sheet.fault(head, 0, f"below there is no row for the constraint {name!r}; the sheet has to have one")
