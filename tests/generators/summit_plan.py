"""Summit: its rooms and blocks, and one timetable out of which the talks are cut.

Every track is given a run of blocks in one room; what fills these blocks becomes its talks.  So a
timetable without any broken rule is known to exist; it is not part of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .common import Item, both, slug
from .summit_words import TRACKS

FIRST = date(2027, 10, 13)
DAYS = 3
TALKS = 240
FILL = 0.77
"""Share of all slots that talks take."""
LONGEST = 3

_BLOCKS = """
wed-1 0 10:20 12:00 4
wed-2 0 13:00 14:40 4
wed-3 0 15:00 16:15 3
wed-4 0 16:35 18:40 5
thu-1 1 09:00 11:05 5
thu-2 1 11:25 12:40 3
thu-3 1 13:40 15:20 4
thu-4 1 15:40 16:55 3
fri-1 2 09:00 10:40 4
fri-2 2 11:00 12:15 3
fri-3 2 13:15 14:30 3
fri-4 2 14:50 16:30 4
"""
_KEYNOTES = """
opening-keynote 0 09:00 10:00 1
closing-keynote 2 16:50 17:50 1
"""
SESSION_TYPES = ["talk", "panel", "workshop"]

_ROOMS = """
aurora 520 stage recording
borealis 300 stage recording
cirrus 240 recording
delta 200 recording
ember 160 recording
fjord 140 -
garnet 120 -
heron 100 -
indigo 80 -
juniper 60 -
"""
_KOREAN_ROOMS = ["오로라", "보레알리스", "시러스", "델타", "엠버", "피오르", "가닛", "헤론", "인디고", "주니퍼"]

RUNS = ((5, 7), (6, 6), (7, 5), (4, 8), (6, 6), (5, 7), (12,), (12,), (12,), (12,))
"""Of each room: blocks in the runs of the tracks that it is given."""


@dataclass(frozen=True)
class Block:
    """A block as the generator sees it."""

    id: str
    day: int
    start: str
    end: str
    slots: int

    def entry(self, types: list[str]) -> Item:
        """The block in the document."""
        day = (FIRST + timedelta(days=self.day)).isoformat()
        tags = ["morning" if self.start < "12:30" else "afternoon"]
        return {
            "id": self.id,
            "from": f"{day}T{self.start}",
            "to": f"{day}T{self.end}",
            "slots": self.slots,
            "types": types,
            "tags": tags,
        }


@dataclass(frozen=True)
class Piece:
    """A talk in the plan: its track, where it lies, how long it is."""

    track: int
    room: int
    block: int
    slot: int
    slots: int


def _blocks(text: str) -> tuple[Block, ...]:
    rows = [line.split() for line in text.strip().splitlines()]
    return tuple(Block(name, int(day), start, end, int(slots)) for name, day, start, end, slots in rows)


BLOCKS, KEYNOTES = _blocks(_BLOCKS), _blocks(_KEYNOTES)
ROOM_IDS = tuple(line.split()[0] for line in _ROOMS.strip().splitlines())
SEATS = tuple(int(line.split()[1]) for line in _ROOMS.strip().splitlines())
TRACK_IDS = tuple(slug(english) for english, _ in TRACKS)


def places() -> Item:
    """The lists ``days``, ``venues``, ``rooms`` and ``blocks`` of the document.

    The keynotes' blocks stand at both ends of the list, so that they part no track's run.
    """
    first, last = KEYNOTES
    return {
        "days": [
            {"date": (FIRST + timedelta(days=day)).isoformat(), "open": "09:00", "close": "19:00"}
            for day in range(DAYS)
        ],
        "venues": [{"id": "forum", "name": both("Summit Forum", "서밋포럼")}],
        "rooms": [_room(line, korean) for line, korean in zip(_ROOMS.strip().splitlines(), _KOREAN_ROOMS, strict=True)],
        "blocks": [
            first.entry(["keynote"]),
            *(block.entry(SESSION_TYPES) for block in BLOCKS),
            last.entry(["keynote"]),
        ],
    }


def _room(line: str, korean: str) -> Item:
    name, seats, *abilities = line.split()
    size = "large" if int(seats) >= 200 else "small"
    entry: Item = {"id": name, "venue": "forum", "name": both(name.capitalize(), korean), "capacity": int(seats)}
    if abilities != ["-"]:
        entry["abilities"] = abilities
    return entry | {"tags": [size]}


# -- the plan -----------------------------------------------------------------------------------


def plan(random: Random) -> list[Piece]:
    """All talks in their places: exactly so many, in the order of tracks."""
    cells = _cells(random)
    lengths = _merged(random, {cell: [1] * used for cell, used in cells.items()})
    made = []
    for (track, room, block), sizes in lengths.items():
        slot = 0
        for size in sizes:
            made.append(Piece(track, room, block, slot, size))
            slot += size
    return made


def _cells(random: Random) -> dict[tuple[int, int, int], int]:
    """Slots used of each (track, room, block); together the share that is wanted."""
    cells = {}
    track = 0
    for room, runs in enumerate(RUNS):
        begin = 0
        for length in runs:
            cells.update({(track, room, block): BLOCKS[block].slots for block in range(begin, begin + length)})
            begin, track = begin + length, track + 1
    spare = sum(cells.values()) - round(FILL * sum(cells.values()))
    while spare:
        cell = random.choice(list(cells))
        if cells[cell] > max(2, BLOCKS[cell[2]].slots - 2):
            cells[cell] -= 1
            spare -= 1
    return cells


def _merged(random: Random, lengths: dict[tuple[int, int, int], list[int]]) -> dict[tuple[int, int, int], list[int]]:
    """Neighbouring slots joined until there are as many talks as wanted."""
    while sum(map(len, lengths.values())) > TALKS:
        sizes = random.choice(list(lengths.values()))
        index = random.randrange(len(sizes))
        if index + 1 < len(sizes) and sizes[index] + sizes[index + 1] <= (LONGEST if random.random() < 0.2 else 2):
            sizes[index : index + 2] = [sizes[index] + sizes[index + 1]]
    return lengths
