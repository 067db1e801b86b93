"""Instance workbooks of CoSPLib, drawn at random, with every oddity that the format allows; and timetables of them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

import xlsxwriter

from tests.scorers.cosplib_data import Grid, Instance

Sheets = dict[str, list[list[Any]]]
NAMES = {
    "track": ["Vision ", "vision ", "Fóra & Über (MCDA)", "No", "ORS: a, b", "트랙", "a@b#c", "007", "10:00", "=1+1"],
    "session": ["Mon1", "mon1", "Mo n 2 ", "Tue: 1", "yes", "Wed@1", "Thu#1", "일요일", "3", "Fri, 5"],
    "room": ["Hall A", "hall a", "Hall A ", "B&B", "101", "C (north)", "null", "방 1", "~", "D: 2"],
    "submission": ["pap 1", "PAP 1", "pap 1 ", "No", "x#1", "논문", "12", "Vision ", "- dash", "'quoted'"],
}
"""The first names of each sort; plain ones follow."""
ZONES = ["GMT+0", "GMT-12", "GMT+12", "GMT+9", "GMT-4", "GMT+2", "GMT-7"]


@dataclass
class Sizes:
    """How large an instance is drawn."""

    submissions: int = 24
    tracks: int = 5
    sessions: int = 4
    rooms: int = 4
    slots: tuple[int, int] = (2, 5)
    longest: int = 3
    people: int = 12
    wanted: float = 0.3
    """Share of penalties that are not 0."""
    weights: list[int] | None = None


@dataclass
class Drawn:
    """Sheets before they are written, to be damaged at will."""

    sheets: Sheets
    blank_rows: int = 3
    order: list[str] = field(default_factory=list)

    def workbook(self) -> bytes:
        """The bytes of the workbook; below each sheet stand rows of blanks."""
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
        hours = book.add_format({"num_format": "hh:mm"})
        for title in self.order or list(self.sheets):
            sheet = book.add_worksheet(title)
            for row, cells in enumerate(self.sheets[title]):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif isinstance(cell, time):
                        sheet.write_datetime(row, column, cell, hours)
                    elif cell is not None:
                        sheet.write(row, column, cell)
            below = len(self.sheets[title])
            for row in range(below, below + self.blank_rows):
                sheet.write_string(row, 0, " ")
        book.close()
        return file.getvalue()


def names(sort: str, count: int) -> list[str]:
    """Names of tracks, sessions, rooms or submissions, the odd ones first."""
    odd = NAMES[sort]
    return (odd + [f"{sort} {number}" for number in range(count)])[:count]


def instance(seed: int, sizes: Sizes | None = None) -> Drawn:
    """Sheets of a random instance in which everything fits with some room to spare."""
    return _Draw(Random(seed), sizes or Sizes()).drawn()


class _Draw:
    def __init__(self, random: Random, sizes: Sizes) -> None:
        self.random, self.sizes = random, sizes
        self.tracks = names("track", sizes.tracks)
        self.sessions = names("session", sizes.sessions)
        self.rooms = names("room", sizes.rooms)
        self.submissions = names("submission", sizes.submissions)
        self.people = [f"P{number}" if number % 3 else f"p {number} " for number in range(sizes.people)]
        self.slots = [random.randint(*sizes.slots) for _ in self.sessions]

    def drawn(self) -> Drawn:
        sheets: Sheets = {
            "parameters": self.parameters(),
            "submissions": self.papers(),
            "tracks": [["Tracks", "Chairs"], *([name, self.some(0.4, 2)] for name in self.tracks)],
            "sessions": self.times(),
            "rooms": [["Rooms"], *([name] for name in self.rooms)],
            "tracks_sessions|penalty": self.matrix(self.tracks, self.sessions),
            "tracks_rooms|penalty": self.matrix(self.tracks, self.rooms),
            "sessions_rooms|penalty": self.matrix(self.sessions, self.rooms),
            "similar tracks": self.similar(),
        }
        order = list(sheets)
        self.random.shuffle(order)
        return Drawn(sheets, self.random.choice([0, 3, 121]), order)

    def parameters(self) -> list[list[Any]]:
        weights = self.sizes.weights or [self.random.choice([1, 2, 7, 100, 1_000_000]) for _ in range(16)]
        hours = [self.hour(7, 10), self.hour(18, 22), self.hour(5, 7), self.hour(22, 24)]
        left: dict[int, Any] = {1: self.random.choice(ZONES), 8: 3.0, 10: 11}
        left |= dict(zip((3, 4, 6, 7), hours, strict=True))
        return [["Sessions", "", "", "Weights", ""]] + [
            ["text", left.get(row), "", "label", weights[row - 1]] for row in range(1, 17)
        ]

    def hour(self, low: int, high: int) -> Any:
        """A time of day as any of the ways in which a workbook may hold it."""
        minutes = self.random.randrange(low * 60, high * 60, 5)
        plain = time(minutes // 60, minutes % 60)
        return self.random.choice([plain, f"{plain:%H:%M}", minutes / 1440, datetime.combine(date(2021, 7, 1), plain)])

    def times(self) -> list[list[Any]]:
        """Sessions that overlap by the clock, go on past midnight, and have dates of no use."""
        rows: list[list[Any]] = [["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"]]
        dates = [datetime(2021, 7, 28), datetime(2021, 7, 27), "28 July", None, datetime(1999, 1, 1)]
        for name, slots in zip(self.sessions, self.slots, strict=True):
            begin = self.random.randrange(0, 1440, 5)
            end = (begin + self.random.choice([55, 60, 90, 110, 200])) % 1440
            clock = [time(minute // 60, minute % 60) for minute in (begin, end)]
            rows.append([name, float(slots), self.random.choice(dates), *clock])
        return rows

    def papers(self) -> list[list[Any]]:
        """Submissions; the columns of sessions and rooms are shuffled, each among its own."""
        sessions, rooms = (self.random.sample(those, len(those)) for those in (self.sessions, self.rooms))
        head = [
            "Reference",
            "Track",
            "Required Timeslots",
            "Order",
            "Time Zone",
            "Presenters",
            "Attendees",
            *sessions,
            *rooms,
        ]
        rows: list[list[Any]] = [head]
        room_left = int(0.6 * sum(self.slots) * len(self.rooms))
        for number, name in enumerate(self.submissions):
            track = self.tracks[number] if number < len(self.tracks) else self.random.choice(self.tracks)
            spare = room_left - (len(self.submissions) - number - 1)
            need = max(1, min(self.random.randint(1, self.sizes.longest), max(self.slots), spare))
            room_left -= need
            order = self.random.choice([0, 0, None, self.random.randint(1, 4)])
            people = [self.some(0.9, 2), self.some(0.4, 3)]
            zone = self.random.choice(ZONES)
            rows.append([name, track, float(need), order, zone, *people, *(self.price() for _ in [*sessions, *rooms])])
        return rows

    def some(self, share: float, most: int) -> str:
        if self.random.random() > share:
            return ""
        return ", ".join(self.random.sample(self.people, self.random.randint(1, most)))

    def price(self) -> float | None:
        return self.random.choice([1.0, 10, 10.0, 100]) if self.random.random() < self.sizes.wanted else None

    def matrix(self, down: list[str], across: list[str]) -> list[list[Any]]:
        rows, columns = (self.random.sample(those, len(those)) for those in (down, across))
        return [["", *columns], *([name, *(self.price() for _ in columns)] for name in rows)]

    def similar(self) -> list[list[Any]]:
        """In another order than the tracks', headed by nonsense, filled below the diagonal and on it."""
        rows = self.random.sample(self.tracks, len(self.tracks))
        head = ["", *(f"column {number}" for number in range(len(rows)))]
        return [head, *([name, *(self.price() for _ in rows)] for name in rows)]


# -- timetables -----------------------------------------------------------------------------------


def grid(instance: Instance, random: Random, tries: int = 200) -> Grid:
    """A timetable drawn at random that meets every hard requirement; with gaps, unless all is needed."""
    for number in range(tries):
        made = _attempt(instance, random, thrift=0.6 + 0.4 * number / tries)
        if made is not None:
            return made
    raise RuntimeError("nothing fits by chance; draw an instance with more room")


def _attempt(instance: Instance, random: Random, thrift: float) -> Grid | None:
    """One, or none if somebody finds no room; the more thrift, the fuller the rooms that are in use already."""
    made = Grid({}, {})
    papers = sorted(instance.submissions.values(), key=lambda one: (-one.need, random.random()))
    if random.random() < 0.5:  # by tracks, which uses fewer rooms
        rank = {track: random.random() for track in instance.chairs}
        papers.sort(key=lambda one: (rank[one.track], -one.need))
    for one in papers:
        free = [
            (session, room, first)
            for session, slots in instance.slots.items()
            for room in instance.rooms
            if made.labels.get((session, room), one.track) == one.track
            for first in range(slots - one.need + 1)
            if not any((session, room, first + n) in made.cells for n in range(one.need))
        ]
        if not free:
            return None
        labelled = [spot for spot in free if spot[:2] in made.labels]
        if labelled and random.random() < thrift:
            # Next to a wall or a neighbour, in a room that is full soon.
            free = [spot for spot in labelled if spot[2] == 0 or (*spot[:2], spot[2] - 1) in made.cells] or labelled
        session, room, first = random.choice(free)
        made.labels[session, room] = one.track
        made.cells.update({(session, room, first + n): one.name for n in range(one.need)})
    return made


def shaken(instance: Instance, start: Grid, random: Random, steps: int) -> Grid:
    """Another timetable of a full instance: equal rooms of sessions and equal submissions of a track change places."""
    labels, cells = dict(start.labels), dict(start.cells)
    pairs = [(session, room) for session in instance.slots for room in instance.rooms]
    for _ in range(steps):
        one, other = random.sample(pairs, 2)
        if instance.slots[one[0]] == instance.slots[other[0]]:
            _swap(labels, one, other)
            for slot in range(instance.slots[one[0]]):
                _swap(cells, (*one, slot), (*other, slot))
        a, b = random.sample(list(instance.submissions.values()), 2)
        if (a.track, a.need) == (b.track, b.need):
            renamed = {a.name: b.name, b.name: a.name}
            cells = {spot: renamed.get(name, name) for spot, name in cells.items()}
    return Grid(labels, cells)


def _swap(these: dict[Any, str], one: Any, other: Any) -> None:
    a, b = these.pop(one, None), these.pop(other, None)
    these.update({key: value for key, value in ((one, b), (other, a)) if value is not None})
