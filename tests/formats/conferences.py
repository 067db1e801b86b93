"""Conference workbooks to try their format on, and what the verifier says of an assignment, term by term."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Literal

from scheduler.answer import Answer, PlacedShowing, timetable_of
from scheduler.compile import compile_festival
from scheduler.formats.optaplanner import read
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable
    from tests.scorers.optaplanner import Book, Paper, Slot

DATA = Path(__file__).parents[1] / "data" / "optaplanner"
ELSEWHERE = os.environ.get("SHOWGRID_OPTAPLANNER")
"""A folder with more workbooks of the format, which are not ours to pass on."""

WORKBOOKS = [DATA / "18talks-6timeslots-5rooms.xlsx", DATA / "36talks-12timeslots-5rooms.xlsx"]
if ELSEWHERE:
    known = {path.name for path in WORKBOOKS}
    WORKBOOKS += sorted(path for path in Path(ELSEWHERE).glob("*.xlsx") if path.name not in known)

Place = tuple[str, str, str, str]
"""Day, start, end and room of a talk, as the workbook writes them."""
Assignment = Mapping[str, Place]
ROOM_FREE = "Room conflict"
"""What the built-in rule that a room holds one session at a time is called in a workbook."""


def assignment_in(path: Path) -> dict[str, Place]:
    """Places of all talks, from a file beside a workbook."""
    data = json.loads(path.read_text("utf-8"))
    return {code: tuple(place) for code, place in data["assignment"].items()}


def problem_of(data: bytes, hard: Literal["musts", "points"] = "musts") -> Problem:
    """The festival of a workbook, compiled."""
    return compile_festival(read(data, hard).festival)


def placed(problem: Problem, assignment: Assignment) -> Timetable:
    """The assignment as a timetable of the festival."""
    placements = [
        PlacedShowing(session=code, room=room, block=f"{day.split()[1]} {start}-{end}", slot=1)
        for code, (day, start, end, room) in assignment.items()
    ]
    return timetable_of(problem, Answer(festival=problem.festival.festival.id, placements=placements))


def amounts(problem: Problem, assignment: Assignment) -> tuple[dict[str, int], Report]:
    """What each term comes to that comes to anything, unweighted; and the whole report."""
    report = verify(problem, placed(problem, assignment))
    found: dict[str, Counter[object]] = {}
    for violation in report.violations:
        rule = violation.rule
        if not isinstance(rule, str):
            found.setdefault(rule.note, Counter())["must" if rule.must else rule.tier] += violation.amount
        elif rule == "room_free":
            found.setdefault(ROOM_FREE, Counter())["built in"] += violation.amount
    # A term that counts at several levels has rules at each of them, which say the same.
    assert [name for name, levels in found.items() if len(set(levels.values())) > 1] == []
    return {name: next(iter(levels.values())) for name, levels in found.items()}, report


def drawn(book: Book, random: Random) -> dict[str, Place]:
    """Talks anywhere they may be, many beside each other, some nowhere; pinned ones where they are."""
    made: dict[str, Place] = {}
    for paper in book.papers.values():
        if paper.row["Pinned by user"]:
            made[paper.code] = (*paper.at.key, paper.where.name)
        elif random.random() < 0.95:
            slot = _slot(book, paper, made, random)
            rooms = [room.name for room in book.rooms.values() if not room.types or paper.type in room.types]
            made[paper.code] = (*slot.key, random.choice(rooms))
    return made


def _slot(book: Book, paper: Paper, made: Assignment, random: Random) -> Slot:
    slots = [slot for slot in book.slots.values() if paper.type in slot.types]
    crowded = [slot for slot in slots if slot.key in {place[:3] for place in made.values()}]
    return random.choice(crowded if crowded and random.random() < 0.3 else slots)
