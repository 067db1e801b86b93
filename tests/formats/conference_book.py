"""Invented conference workbooks in which everything occurs that the format knows.

Written cell by cell with another library than the one that Showgrid writes with.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from tests.scorers.optaplanner import TERMS, opened

GREY = PatternFill("solid", fgColor="FF555753")
OTHER_GREY = PatternFill("solid", fgColor="FFBABDB6")
TYPES = ("Talk", "Lab", "Q & A")
TIME_TAGS, ROOM_TAGS = ("Early", "After lunch"), ("Large", "Recorded", "Quiet")
LABELS = {
    "Theme track tags": ("AI", "Cloud", "Law"), "Sector tags": ("Bank", "State"), "Audience types": ("Dev", "Ops"),
    "Content tags": ("Zope", "Ruby", "Perl"), "Mutually exclusive talks tags": ("Star", "Sponsor"),
}  # fmt: skip
WISHES = ("Required", "Preferred", "Prohibited", "Undesired")
WISH_HEADS = [f"{wish} {of} tags" for of in ("timeslot", "room") for wish in WISHES]
HEADS = [
    "Code", "Title", "Talk type", "Speakers", "Theme track tags", "Sector tags", "Audience types", "Audience level",
    "Content tags", "Language", *WISH_HEADS, "Mutually exclusive talks tags", "Prerequisite talks codes",
    "Favorite count", "Crowd control risk", "Pinned by user", "Timeslot day", "Start", "End", "Room",
    "Published Timeslot", "Published Start", "Published End", "Published Room",
]  # fmt: skip
USUAL = "1hard/2medium/3soft"
"""Weight of what has to count at every level."""

Slot = tuple[str, str, str, tuple[str, ...], str]
"""Day, start, end, types and tags."""


def made(random: Random) -> bytes:
    """A workbook of two days, some rooms and speakers, and a dozen talks."""
    book = openpyxl.Workbook()
    slots = _slots(random)
    rooms = [
        (f"R {n}", random.choice((30, 60, 60, 200)), _some(random, TYPES), _some(random, ROOM_TAGS)) for n in range(4)
    ]
    rooms.append(("All & any", 45, "", ", ".join(ROOM_TAGS)))
    speakers = [f"Speaker {n}" for n in range(5)]
    _fill(book.active, _configuration(random), "Configuration")
    _fill(book.create_sheet(), [("Day", "Start", "End", "Talk types", "Tags"), *map(_slot_row, slots)], "Timeslots")
    _with_slots(book, "Rooms", ("Name", "Capacity", "Talk types", "Tags"), rooms, slots, random)
    rows = [(name, *_wishes(random)) for name in speakers]
    _with_slots(book, "Speakers", ("Name", *WISH_HEADS), rows, slots, random)
    talks = [_talk(number, random, speakers, slots, rooms) for number in range(12)]
    _fill(book.create_sheet(), [HEADS, *talks[:5], (), *talks[5:], ("  ",)], "Talks")
    _fill(book.create_sheet(), [("derived", 1)], "Score view")
    return saved(book)


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after something was done to it."""
    book = opened(data)
    change(book)
    return saved(book)


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _configuration(random: Random) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = [(name, _weight(random), "what it means") for name in TERMS]
    rows[10:10] = [()]
    return [
        ("Conference name", "Invented & tried (1)"),
        ("Minimum consecutive talks pause in minutes", random.choice((0, 15, 40)), "minutes"),
        (),
        ("Constraint", "Score weight", "Description"),
        *rows,
    ]


def _weight(random: Random) -> str:
    return random.choice(
        (
            "0hard/0medium/0soft",
            "0hard/0medium/7soft",
            "0hard/2medium/0soft",
            "3hard/0medium/0soft",
            "0hard/1medium/5soft ",
        )
    )


def _slots(random: Random) -> list[Slot]:
    """Some overlap, some touch, one is in the small hours, one ends just before midnight."""
    times = [
        ("00:30", "01:00"),
        ("09:00", "10:00"),
        ("09:30", "11:00"),
        ("10:00", "10:45"),
        ("13:00", "13:20"),
        ("23:00", "23:59"),
    ]
    found: list[Slot] = []
    for number in range(2):
        day = date(2026, 9, 5) + timedelta(days=number)
        for start, end in times:
            types = tuple(TYPES) if start == "09:00" else tuple(random.sample(TYPES, random.randint(1, 2)))
            found.append(
                (f"{day:%a} {day}", start, end, types, ", ".join(TIME_TAGS) if not found else _some(random, TIME_TAGS))
            )
    return found


def _slot_row(slot: Slot) -> Sequence[Any]:
    day, start, end, types, tags = slot
    return day, start, end, ", ".join(types), tags


def _some(random: Random, names: Sequence[str]) -> str:
    """Some of the names in a list; now and then none."""
    return ", ".join(random.sample(names, random.randint(0, len(names) - 1)))


def _wishes(random: Random) -> list[str]:
    return [_some(random, tags) if random.random() < 0.3 else "" for tags in [TIME_TAGS] * 4 + [ROOM_TAGS] * 4]


def _talk(number: int, random: Random, speakers: list[str], slots: list[Slot], rooms: Sequence[Any]) -> list[Any]:
    kind = random.choice(TYPES)
    before = [f"T-{n}" for n in range(12) if n != number and random.random() < 0.08]
    own: dict[str, Any] = {name: _some(random, values) for name, values in LABELS.items()}
    own |= dict(zip(WISH_HEADS, _wishes(random), strict=True))
    assigned, published = (_seat(random, kind, slots, rooms) for _ in range(2))
    pinned = random.random() < 0.1
    published = (
        [*published[:3], ""]
        if random.random() < 0.2
        else ["", "", "", published[3]]
        if random.random() < 0.2
        else published
    )
    own |= {
        "Code": f"T-{number}", "Title": f" Talk {number} ", "Talk type": kind, "Speakers": _some(random, speakers),
        "Audience level": random.randint(1, 3), "Language": random.choice(("en", "de", "")),
        "Prerequisite talks codes": ", ".join(before), "Favorite count": random.choice((0, 5, 5, 80)),
        "Crowd control risk": random.choice((0, 0, 1, 2)), "Pinned by user": pinned,
        **dict(zip(HEADS[-8:-4], assigned if pinned else [""] * 4, strict=True)),
        **dict(zip(HEADS[-4:], published if random.random() < 0.6 else [""] * 4, strict=True)),
    }  # fmt: skip
    return [own[head] for head in HEADS]


def _seat(random: Random, kind: str, slots: list[Slot], rooms: Sequence[Any]) -> list[str]:
    slot = random.choice([slot for slot in slots if kind in slot[3]])
    room = random.choice([room for room in rooms if not room[2] or kind in room[2].split(", ")])
    return [*slot[:3], room[0]]


def _with_slots(
    book: Any, title: str, heads: Sequence[str], rows: Sequence[Any], slots: list[Slot], random: Random
) -> None:
    days = [slot[0] for slot in slots]
    above = [day if number == 0 or day != days[number - 1] else None for number, day in enumerate(days)]
    labels = [f"{start}-{end}" for _, start, end, _, _ in slots]
    sheet = book.create_sheet()
    _fill(sheet, [[*[None] * len(heads), *above], [*heads, *labels], *rows], title)
    for row in range(3, 3 + len(rows)):
        for column in range(len(heads) + 1, len(heads) + 1 + len(slots)):
            if (drawn := random.random()) < 0.25:
                sheet.cell(row, column).fill = GREY if drawn < 0.15 else OTHER_GREY


def _fill(sheet: Any, rows: Sequence[Sequence[Any]], title: str) -> None:
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value not in ("", None):
                sheet.cell(number, column).value = value
