"""A second opinion on conference workbooks: what an assignment scores, worked out from the format alone.

Nothing of Showgrid is used: the workbook is read by another library, every term is a plain loop.
Each term is named as in the workbook's configuration, its amount is in the units of that term.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, permutations
from typing import Any

import openpyxl

Level = dict[str, int]
LEVELS = ("hard", "medium", "soft")
REWARDS = ("Audience type diversity", "Audience level diversity", "Language diversity")
GREY = "555753"


@dataclass(frozen=True)
class Slot:
    """A timeslot; times in minutes."""

    day: str
    start: datetime
    end: datetime
    tags: frozenset[str]
    types: frozenset[str]

    @property
    def length(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def key(self) -> tuple[str, str, str]:
        return self.day, f"{self.start:%H:%M}", f"{self.end:%H:%M}"


@dataclass(frozen=True)
class Place:
    """A room."""

    name: str
    capacity: int
    tags: frozenset[str]
    types: frozenset[str]
    closed: frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Guest:
    """A speaker."""

    name: str
    tags: Mapping[str, frozenset[str]]
    away: frozenset[tuple[str, str, str]]


@dataclass(eq=False)
class Paper:
    """A talk, and where it is."""

    row: Mapping[str, Any]
    code: str
    type: str
    speakers: tuple[str, ...]
    slot: Slot | None = None
    room: Place | None = None

    def tags(self, column: str) -> frozenset[str]:
        return _tags(self.row[column])

    def number(self, column: str) -> int:
        return int(self.row[column] or 0)

    @property
    def at(self) -> Slot:
        assert self.slot
        return self.slot

    @property
    def where(self) -> Place:
        assert self.room
        return self.room


@dataclass
class Book:
    """A workbook."""

    pause: int
    weights: dict[str, Level]
    slots: dict[tuple[str, str, str], Slot]
    rooms: dict[str, Place]
    guests: dict[str, Guest]
    papers: dict[str, Paper]

    def assign(self, assignment: Mapping[str, tuple[str, str, str, str] | list[str]]) -> Book:
        """The same workbook with every talk where it is said to be; others are nowhere."""
        for paper in self.papers.values():
            paper.slot = paper.room = None
        for code, (day, start, end, room) in assignment.items():
            self.papers[code].slot, self.papers[code].room = self.slots[day, start, end], self.rooms[room]
        return self


@dataclass
class Score:
    """What each term comes to, and all of them at each level."""

    amounts: dict[str, int] = field(default_factory=dict)
    """Unweighted."""
    terms: dict[str, Level] = field(default_factory=dict)
    matches: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> Level:
        return {level: sum(term[level] for term in self.terms.values()) for level in LEVELS}


# -- reading ------------------------------------------------------------------------------------


def read(data: bytes) -> Book:
    """A workbook; one that is damaged raises whatever it may."""
    book = opened(data)
    pause, weights = _configuration(book["Configuration"])
    slots = {slot.key: slot for slot in _slots(book["Timeslots"])}
    rooms = {room.name: room for room in _rooms(book["Rooms"], list(slots.values()))}
    guests = {guest.name: guest for guest in _guests(book["Speakers"], list(slots.values()))}
    papers = {paper.code: paper for paper in _papers(book["Talks"], slots, rooms)}
    return Book(pause, weights, slots, rooms, guests, papers)


def opened(data: bytes) -> openpyxl.Workbook:
    """The workbook as that library sees it, which warns of styles that the original program leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(data))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _tags(value: Any) -> frozenset[str]:
    return frozenset(part.strip() for part in _text(value).split(", ") if part.strip())


def _configuration(sheet: Any) -> tuple[int, dict[str, Level]]:
    rows = {_text(row[0].value): row[1].value for row in sheet.iter_rows() if _text(row[0].value)}
    pause = int(rows["Minimum consecutive talks pause in minutes"])
    weights = {}
    for name, text in rows.items():
        found = re.fullmatch(r"(\d+)hard/(\d+)medium/(\d+)soft", _text(text))
        if found:
            weights[name] = dict(zip(LEVELS, map(int, found.groups()), strict=True))
    return pause, weights


def _moment(day: str, clock: Any) -> datetime:
    return datetime.fromisoformat(f"{day.split()[1]}T{_text(clock)}")


def _rows(sheet: Any, first: int) -> Iterator[Any]:
    for row in sheet.iter_rows(min_row=first):
        if any(_text(cell.value) for cell in row):
            yield row


def _slots(sheet: Any) -> Iterator[Slot]:
    for row in _rows(sheet, 2):
        day, start, end, types, tags = (cell.value for cell in row[:5])
        day = _text(day)
        yield Slot(day, _moment(day, start), _moment(day, end), _tags(tags), _tags(types))


def _grey(row: Any, first: int, slots: list[Slot]) -> frozenset[tuple[str, str, str]]:
    cells = row[first : first + len(slots)]
    return frozenset(
        slot.key
        for slot, cell in zip(slots, cells, strict=False)
        if cell.fill.patternType == "solid" and str(cell.fill.fgColor.rgb)[-6:] == GREY
    )


def _rooms(sheet: Any, slots: list[Slot]) -> Iterator[Place]:
    for row in _rows(sheet, 3):
        name, capacity, types, tags = (cell.value for cell in row[:4])
        yield Place(_text(name), int(capacity), _tags(tags), _tags(types), _grey(row, 4, slots))


def _guests(sheet: Any, slots: list[Slot]) -> Iterator[Guest]:
    heads = [_text(cell.value) for cell in sheet[2]]
    for row in _rows(sheet, 3):
        tags = {heads[column]: _tags(row[column].value) for column in range(1, 9)}
        yield Guest(_text(row[0].value), tags, _grey(row, 9, slots))


def _papers(sheet: Any, slots: Mapping[Any, Slot], rooms: Mapping[str, Place]) -> Iterator[Paper]:
    heads = [_text(cell.value) for cell in sheet[1]]
    for row in _rows(sheet, 2):
        values = {head: cell.value for head, cell in zip(heads, row, strict=False)}
        speakers = tuple(sorted(_tags(values["Speakers"])))
        paper = Paper(values, _text(values["Code"]), _text(values["Talk type"]), speakers)
        paper.slot = slots.get(tuple(_text(values[name]) for name in ("Timeslot day", "Start", "End")))
        paper.room = rooms.get(_text(values["Room"]))
        yield paper


# -- scoring ------------------------------------------------------------------------------------


def score(book: Book) -> Score:
    """What the talks score where they are."""
    made = Score()
    for name, term in TERMS.items():
        found = [amount for amount in term(book) if amount]
        sign = 1 if name in REWARDS else -1
        made.amounts[name], made.matches[name] = sum(found), len(found)
        made.terms[name] = {level: sign * book.weights[name][level] * sum(found) for level in LEVELS}
    return made


def _placed(book: Book) -> list[Paper]:
    return [one for one in book.papers.values() if one.slot and one.room]


def _overlap(a: Paper, b: Paper) -> int:
    common = min(a.at.end, b.at.end) - max(a.at.start, b.at.start)
    return max(0, int(common.total_seconds()) // 60)


def _both(a: Paper, b: Paper) -> int:
    return a.at.length + b.at.length


def _common(column: str, a: Paper, b: Paper) -> int:
    return len(a.tags(column) & b.tags(column))


def _room_closed(book: Book) -> Iterator[int]:
    for one in _placed(book):
        if one.at.key in one.where.closed:
            yield one.at.length


def _room_conflict(book: Book) -> Iterator[int]:
    for a, b in combinations(_placed(book), 2):
        if a.where.name == b.where.name:
            yield _overlap(a, b)


def _speaker_away(book: Book) -> Iterator[int]:
    for one in book.papers.values():
        if one.slot:
            for name in one.speakers:
                if one.slot.key in book.guests[name].away:
                    yield one.slot.length


def _speaker_conflict(book: Book) -> Iterator[int]:
    for a, b in combinations(_placed(book), 2):
        for _ in set(a.speakers) & set(b.speakers):
            yield _overlap(a, b)


def _prerequisites(book: Book) -> Iterator[int]:
    for a, b in permutations(_placed(book), 2):
        if a.code in b.tags("Prerequisite talks codes") and a.at.end > b.at.start:
            yield _both(a, b)


def _overlapping(*columns: str) -> Callable[[Book], Iterator[int]]:
    def term(book: Book) -> Iterator[int]:
        for a, b in combinations(_placed(book), 2):
            amount = _overlap(a, b)
            for column in columns:
                amount *= _common(column, a, b)
            yield amount

    return term


def _pause(book: Book) -> Iterator[int]:
    for a, b in combinations(_placed(book), 2):
        if set(a.speakers) & set(b.speakers):
            first, then = sorted((a, b), key=lambda one: one.at.start)
            gap = (then.at.start - first.at.end).total_seconds() / 60
            if _overlap(a, b) or (a.at.day == b.at.day and gap < book.pause):
                yield _both(a, b)


def _crowds(book: Book) -> Iterator[int]:
    risky = [one for one in _placed(book) if one.number("Crowd control risk") > 0]
    for one in risky:
        beside = [other for other in risky if other is not one and other.at.key == one.at.key]
        if len(beside) >= 2:
            yield one.at.length


def _wished(who: str, of: str, wish: str) -> Callable[[Book], Iterator[int]]:
    column = f"{wish.capitalize()} {of} tags"

    def term(book: Book) -> Iterator[int]:
        for one in _placed(book):
            there = one.at.tags if of == "timeslot" else one.where.tags
            lists = [one.tags(column)] if who == "Talk" else [book.guests[name].tags[column] for name in one.speakers]
            found = sum(len(tags - there if wish in ("required", "preferred") else tags & there) for tags in lists)
            yield found * one.at.length

    return term


def _published_timeslot(book: Book) -> Iterator[int]:
    for one in _placed(book):
        was = tuple(_text(one.row[name]) for name in ("Published Timeslot", "Published Start", "Published End"))
        if any(was):
            yield int(was != one.at.key)


def _published_room(book: Book) -> Iterator[int]:
    for one in _placed(book):
        was = _text(one.row["Published Room"])
        if was:
            yield int(was != one.where.name)


def _room_stability(book: Book) -> Iterator[int]:
    for a, b in combinations(_placed(book), 2):
        if a.at.day == b.at.day and a.where.name != b.where.name:
            yield _common("Theme track tags", a, b) * _both(a, b)


def _beside(counted: Callable[[Paper, Paper], int]) -> Callable[[Book], Iterator[int]]:
    def term(book: Book) -> Iterator[int]:
        for a, b in combinations(_placed(book), 2):
            if a.at.key == b.at.key:
                yield counted(a, b) * a.at.length

    return term


def _flow(book: Book) -> Iterator[int]:
    for a, b in permutations(_placed(book), 2):
        if a.number("Audience level") < b.number("Audience level") and a.at.end > b.at.start:
            yield _common("Content tags", a, b) * _both(a, b)


def _same_day(book: Book) -> Iterator[int]:
    for a, b in combinations(_placed(book), 2):
        if a.at.day != b.at.day:
            yield (_common("Theme track tags", a, b) + _common("Content tags", a, b)) * _both(a, b)


def _popular(book: Book) -> Iterator[int]:
    for a, b in permutations(_placed(book), 2):
        if a.number("Favorite count") < b.number("Favorite count") and a.where.capacity > b.where.capacity:
            yield _both(a, b)


TERMS: dict[str, Callable[[Book], Iterator[int]]] = {
    "Room unavailable timeslot": _room_closed,
    "Room conflict": _room_conflict,
    "Speaker unavailable timeslot": _speaker_away,
    "Speaker conflict": _speaker_conflict,
    "Talk prerequisite talks": _prerequisites,
    "Talk mutually-exclusive-talks tags": _overlapping("Mutually exclusive talks tags"),
    "Consecutive talks pause": _pause,
    "Crowd control": _crowds,
    "Published timeslot": _published_timeslot,
    "Published room": _published_room,
    "Theme track conflict": _overlapping("Theme track tags"),
    "Theme track room stability": _room_stability,
    "Sector conflict": _overlapping("Sector tags"),
    "Audience type diversity": _beside(lambda a, b: _common("Audience types", a, b)),
    "Audience type theme track conflict": _overlapping("Theme track tags", "Audience types"),
    "Audience level diversity": _beside(lambda a, b: a.number("Audience level") != b.number("Audience level")),
    "Content audience level flow violation": _flow,
    "Content conflict": _overlapping("Content tags"),
    "Language diversity": _beside(lambda a, b: _text(a.row["Language"]) != _text(b.row["Language"])),
    "Same day talks": _same_day,
    "Popular talks": _popular,
    **{
        f"{who} {wish} {of} tags": _wished(who, of, wish)
        for who in ("Speaker", "Talk")
        for of in ("timeslot", "room")
        for wish in ("required", "prohibited", "preferred", "undesired")
    },
}
