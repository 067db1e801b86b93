"""Damaged instances and solutions of CoSPLib: every fault, by sheet and cell; and oddities that are none."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import pytest
import xlsxwriter

from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.formats import cosplib
from tests.generators.cosplib import Drawn, Sheets, Sizes, grid, instance
from tests.scorers.cosplib_data import Grid, read_instance, write_grid

SIZES = Sizes(submissions=6, tracks=2, sessions=2, rooms=2, people=4)


def drawn(seed: int = 0) -> Drawn:
    """Tracks "Vision " and "vision ", sessions "Mon1" and "mon1", rooms "Hall A" and "hall a"; nothing shuffled."""
    made = instance(seed, SIZES)
    papers = made.sheets["submissions"]
    papers[0][7:] = ["Mon1", "mon1", "Hall A", "hall a"]
    for title, rows in (("tracks_sessions|penalty", ["Mon1", "mon1"]), ("tracks_rooms|penalty", ["Hall A", "hall a"])):
        made.sheets[title] = [["", *rows], ["Vision ", 1, 2], ["vision ", 3, 4]]
    made.sheets["sessions_rooms|penalty"] = [["", "Hall A", "hall a"], ["Mon1"], ["mon1"]]
    made.sheets["similar tracks"] = [["", "", ""], ["Vision ", "", 5], ["vision ", "", ""]]
    return made


def faults(made: Drawn) -> list[str]:
    with pytest.raises(FestivalError) as caught:
        cosplib.read(made.workbook(), "damaged")
    return [str(fault) for fault in caught.value.faults]


def put(title: str, row: int, column: int, value: Any) -> Callable[[Sheets], None]:
    def damage(sheets: Sheets) -> None:
        cells = sheets[title][row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    return damage


def renamed(title: str, other: str) -> Callable[[Sheets], None]:
    def damage(sheets: Sheets) -> None:
        sheets[other] = sheets.pop(title)

    return damage


def without_column(title: str, column: int) -> Callable[[Sheets], None]:
    def damage(sheets: Sheets) -> None:
        for row in sheets[title]:
            del row[column : column + 1]

    return damage


def without_row(title: str, row: int) -> Callable[[Sheets], None]:
    def damage(sheets: Sheets) -> None:
        del sheets[title][row]

    return damage


WHOLE = "a whole number from {} to 1,000,000,000 is needed"
DAMAGES: list[tuple[str, Callable[[Sheets], None], list[str]]] = [
    ("a sheet renamed", renamed("tracks", "Tracks"), ["tracks: there is no such sheet; did you mean 'Tracks'?"]),
    (
        "a session's column renamed",
        put("submissions", 0, 7, "Mon2"),
        ["submissions!H1: there is no session 'Mon2'; did you mean 'Mon1'?"],
    ),
    (
        "a room's column renamed in a matrix",
        put("tracks_rooms|penalty", 0, 2, "Hall B"),
        ["tracks_rooms|penalty!C1: there is no room 'Hall B'; did you mean 'Hall A'?"],
    ),
    (
        "a session's column gone",
        without_column("submissions", 7),
        ["submissions: there is no column for the session 'Mon1'; add it"],
    ),
    (
        "a column too many",
        put("submissions", 0, 11, "Notes"),
        ["submissions!L1: there is no room 'Notes'; there is 'Hall A', 'hall a'"],
    ),
    (
        "a row of a matrix gone",
        without_row("tracks_sessions|penalty", 2),
        ["tracks_sessions|penalty: there is no row for the track 'vision '; add it"],
    ),
    (
        "a row twice",
        put("similar tracks", 2, 0, "Vision "),
        ["similar tracks!A3: 'Vision ' stands in similar tracks!A2 already; leave one out",
         "similar tracks: there is no row for the track 'vision '; add it"],
    ),
    ("text for a number", put("submissions", 1, 2, "two"), ["submissions!C2: 'two' stands where a whole number from 1 to 10,000 is needed"]),
    ("digits as text", put("submissions", 2, 8, "10"), [f"submissions!I3: '10' stands where {WHOLE.format(0)}"]),
    ("a fraction", put("similar tracks", 1, 2, 0.5), [f"similar tracks!C2: 0.5 stands where {WHOLE.format(0)}"]),
    ("a number below zero", put("parameters", 8, 1, -3), [f"parameters!B9: -3 stands where {WHOLE.format(0)}"]),
    ("a weight that is text", put("parameters", 1, 4, "high"), [f"parameters!E2: 'high' stands where {WHOLE.format('-1,000,000,000')}"]),
    ("no slots", put("sessions", 1, 1, None), ["sessions!B2: nothing stands where a whole number from 1 to 10,000 is needed"]),
    (
        "a submission twice",
        put("submissions", 3, 0, "pap 1"),
        ["submissions!A4: 'pap 1' stands in submissions!A2 already; each needs a name of its own"],
    ),
    ("a submission without a name", put("submissions", 1, 0, ""), ["submissions!A2: what is the submission of this row called? name it, or empty the row"]),
    ("a track trimmed", put("submissions", 1, 1, "Vision"), ["submissions!B2: there is no track 'Vision'; did you mean 'Vision '?"]),
    ("no track", put("submissions", 1, 1, None), ["submissions!B2: name a track"]),
    ("too long", put("submissions", 1, 2, 9), ["submissions!C2: 'pap 1' takes 9 slots, but no session has more than 5"]),
    (
        "half an hour's zone",
        put("submissions", 1, 4, "GMT+5:30"),
        ["submissions!E2: 'GMT+5:30' is no time zone; write GMT+0, GMT+9, GMT-4: whole hours, -12 to +14"],
    ),
    ("no zone", put("submissions", 1, 4, None), ["submissions!E2: '' is no time zone; write GMT+0, GMT+9, GMT-4: whole hours, -12 to +14"]),
    ("no time", put("sessions", 2, 3, "noon"), ["sessions!D3: 'noon' is no time of day; write it as 09:30"]),
    ("a date for a name", put("rooms", 1, 0, datetime(2021, 7, 1)), ["rooms!A2: 2021-07-01 is no text; write a name"]),
    ("a sheet without rows", lambda sheets: sheets["rooms"].__delitem__(slice(1, None)), ["rooms: there is no room in it; a row each is needed"]),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "expected"), [one[1:] for one in DAMAGES], ids=[one[0] for one in DAMAGES])
def test_each_damage_is_told_by_sheet_and_cell(damage: Callable[[Sheets], None], expected: list[str]) -> None:
    made = drawn()
    made.sheets["sessions"][1][1] = made.sheets["sessions"][2][1] = 5
    made.order = []
    damage(made.sheets)

    assert faults(made) == expected


def test_all_damages_are_told_at_once() -> None:
    made = drawn()
    for title, row, column in (("submissions", 1, 2), ("similar tracks", 1, 2), ("parameters", 3, 4)):
        put(title, row, column, "much")(made.sheets)
    made.order = []

    assert [one.split(":")[0] for one in faults(made)] == ["parameters!E4", "submissions!C2", "similar tracks!C2"]


@pytest.mark.parametrize(
    "change",
    [
        put("sessions", 1, 2, "no date"),
        put("sessions", 1, 2, datetime(1931, 1, 1)),
        put("similar tracks", 2, 1, "below the diagonal nothing is read"),
        put("similar tracks", 0, 1, "nor are these headers"),
        put("parameters", 5, 0, "nor labels"),
        put("submissions", 0, 1, "nor the first seven headers"),
        put("submissions", 1, 3, None),
        put("submissions", 1, 5, 12),
        put("parameters", 4, 1, "24:30"[1:]),
    ],
)  # fmt: skip
def test_what_is_not_read_or_may_be_empty_is_no_fault(change: Callable[[Sheets], None]) -> None:
    made = drawn()
    change(made.sheets)

    assert len(cosplib.read(made.workbook(), "fine").sessions) == 6


def test_hours_may_be_empty_where_no_weight_asks_for_them() -> None:
    made = drawn()
    put("parameters", 8, 4, 0)(made.sheets)
    for title, cells in (("sessions", (3, 4)), ("submissions", (4,)), ("parameters", (1,))):
        for row in made.sheets[title][1:]:
            for column in cells:
                row[column] = None

    festival = cosplib.read(made.workbook(), "timeless")

    assert {one.timezone for one in festival.sessions} == {None}
    assert {f"{one.from_:%H:%M}-{one.to:%H:%M}" for one in festival.blocks} == {"09:00-10:00"}


def test_what_is_no_workbook_is_refused() -> None:
    for data in (b"", b"Reference,Track\n", b"PK\x03\x04 but no zip"):
        with pytest.raises(FestivalError):
            cosplib.read(data, "nothing")


def test_a_solution_of_another_instance_is_told_cell_by_cell() -> None:
    data = drawn().workbook()
    told, problem = read_instance(data), compile_festival(cosplib.read(data, "x"))
    made = grid(told, Random(0))
    spot, pair = next(iter(made.cells)), next(iter(made.labels))
    made.cells[spot], made.labels[pair] = "pap 77", "Vision"

    with pytest.raises(FestivalError) as caught:
        cosplib.read_solution(write_grid(told, made), problem)

    assert [fault.message for fault in caught.value.faults] == [
        "there is no track 'Vision'; did you mean 'Vision '?",
        "there is no submission 'pap 77'; did you mean 'pap 1' or 'pap 1 '?",
    ]


def test_more_rooms_than_there_are_is_a_fault() -> None:
    data = drawn().workbook()
    told, problem = read_instance(data), compile_festival(cosplib.read(data, "x"))
    told.rooms.append("annex")

    with pytest.raises(FestivalError, match="D1: there are more columns than the 2 rooms of the festival"):
        cosplib.read_solution(write_grid(told, Grid({}, {})), problem)


def test_an_error_in_a_cell_is_told() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet("sol").write_formula("B2", "=NA()", None, "#N/A")
    book.close()
    problem = compile_festival(cosplib.read(drawn().workbook(), "x"))

    with pytest.raises(FestivalError, match="sol!B2: this cell holds an error such as #N/A"):
        cosplib.read_solution(file.getvalue(), problem)
