"""A conference workbook becomes a festival document: timeslots are blocks, talks lie in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.answer import Answer, PlacedShowing, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.findings import dotted
from scheduler.formats.imported import Imported
from scheduler.formats.naming import slug
from scheduler.formats.optaplanner import workbook
from scheduler.formats.optaplanner.cells import clock_text
from scheduler.formats.optaplanner.columns import CONFIGURATION, ROOMS, SPEAKERS, TALKS, TIMESLOTS
from scheduler.formats.optaplanner.rules import CROWD, Hard, levels_of, rooms_are_for_one, rules_of
from scheduler.reasons import unplaced_of
from scheduler.validate import festival_from
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.festival import Festival
    from scheduler.findings import Where
    from scheduler.formats.optaplanner.records import Conference, Room, Speaker, Talk, Timeslot

MANY = 10_000
"""Talks that a room may hold at once where sharing it may be bought."""

Entry = dict[str, Any]


def read(data: bytes, hard: Hard = "musts", *, timetable: bool = False) -> Imported:
    """The festival of a workbook; and, if wanted, the timetable in it.  ``FestivalError`` with all faults."""
    book = workbook.read(data)
    festival = festival_from(document_of(book, hard), _Places(book))
    return Imported(festival, _timetable(book, festival) if timetable else None)


def document_of(book: Conference, hard: Hard) -> Entry:
    """The document, as plain data."""
    levels = levels_of(book, hard)
    document = {
        "showgrid": 1,
        "defaults": False,
        "festival": {
            "id": slug(book.name) or "conference",
            "name": book.name,
            "timezone": "UTC",
            "day_ends": "00:00",
            "fields": {"pause": book.pause, "weights": {name: str(score) for name, score in book.weights.items()}},
        },
        "days": list(_days(book)),
        "rooms": [_room(room, for_one=rooms_are_for_one(book, levels)) for room in book.rooms],
        "people": [_person(speaker) for speaker in book.speakers],
        "resources": list(_resources(book)),
        "sessions": [_session(talk) for talk in book.talks],
        "blocks": [_block(slot) for slot in book.timeslots],
        "pins": [pin for talk in book.talks if talk.pinned for pin in _pins(talk)],
        "published": list(_published(book)),
        "rules": list(rules_of(book, levels)),
    }
    return {name: value for name, value in document.items() if value != []}


def _days(book: Conference) -> Any:
    for day in sorted({slot.day for slot in book.timeslots}):
        slots = [slot for slot in book.timeslots if slot.day == day]
        opens, closes = min(slot.start for slot in slots), max(slot.end for slot in slots)
        yield {"date": day.isoformat(), "open": clock_text(opens), "close": clock_text(closes)}


def _room(room: Room, *, for_one: bool) -> Entry:
    shared = {} if for_one else {"parallel": MANY}
    own = _lists(types=room.types, tags=room.tags, fields=_lists(unavailable=room.away))
    return {"id": room.name, "name": room.name, "capacity": room.capacity, **own, **shared}


def _person(speaker: Speaker) -> Entry:
    away = [{"block": slot} for slot in speaker.away]
    return {"id": speaker.name, "name": speaker.name, **_lists(away=away, wants=speaker.wants)}


def _resources(book: Conference) -> Any:
    if any(talk.risk for talk in book.talks):
        yield {"id": CROWD, "name": "Crowd control", "stock": 2}


def _session(talk: Talk) -> Entry:
    own = _lists(prerequisites=talk.prerequisites, risk=talk.risk)
    return {
        "id": talk.code,
        "type": talk.type,
        "title": talk.title,
        **_lists(labels=talk.labels),
        "level": talk.level,
        "language": talk.language,
        "duration": "block",
        **_lists(people=talk.speakers, uses={CROWD: 1} if talk.risk else {}, wants=talk.wants),
        "audience": talk.favorites,
        **_lists(fields=own | _half_published(talk)),
    }


def _half_published(talk: Talk) -> Entry:
    """What the list of published places cannot hold: a time without a room, or a room without a time."""
    seat = talk.published
    if (seat.timeslot is None) == (seat.room is None):
        return {}
    return {"published": {"block": seat.timeslot} if seat.timeslot else {"room": seat.room}}


def _block(slot: Timeslot) -> Entry:
    day = slot.day.isoformat()
    return {
        "id": slot.id,
        "from": f"{day}T{clock_text(slot.start)}",
        "to": f"{day}T{clock_text(slot.end)}",
        "clock": True,
        **_lists(types=slot.types, tags=slot.tags),
    }


def _pins(talk: Talk) -> Any:
    place = {"room": talk.assigned.room, "block": talk.assigned.timeslot}
    known = {name: value for name, value in place.items() if value is not None}
    if known:
        yield {"session": talk.code, **known}


def _published(book: Conference) -> Any:
    starts = {slot.id: f"{slot.day.isoformat()}T{clock_text(slot.start)}" for slot in book.timeslots}
    for talk in book.talks:
        seat = talk.published
        if seat.timeslot and seat.room:
            yield {"session": talk.code, "room": seat.room, "start": starts[seat.timeslot], "block": seat.timeslot}


def _lists(**values: Any) -> Entry:
    """Those that say anything."""
    return {name: value for name, value in values.items() if value}


def _timetable(book: Conference, festival: Festival) -> Answer:
    """Talks that have both a timeslot and a room, what they cost, and which others are missing."""
    placements = [
        PlacedShowing(session=talk.code, room=talk.assigned.room, block=talk.assigned.timeslot, slot=1)
        for talk in book.talks
        if talk.assigned.room and talk.assigned.timeslot
    ]
    problem = compile_festival(festival)
    placed = timetable_of(problem, Answer(festival=festival.festival.id, placements=placements))
    report = verify(problem, placed)
    status = "FEASIBLE" if report.valid else "UNKNOWN"
    return answer_of(problem, placed, unplaced_of(problem, placed, "en"), status=status, penalty=report.penalty)


class _Places:
    """Where in the workbook an entry of the document comes from."""

    def __init__(self, book: Conference) -> None:
        self.rows = {
            "rooms": (ROOMS, [one.row for one in book.rooms]),
            "people": (SPEAKERS, [one.row for one in book.speakers]),
            "sessions": (TALKS, [one.row for one in book.talks]),
            "blocks": (TIMESLOTS, [one.row for one in book.timeslots]),
        }

    def __call__(self, where: Where) -> str:
        if where[:1] == ("festival",):
            return f"{CONFIGURATION}!B1"
        if len(where) > 1 and where[0] in self.rows and isinstance(where[1], int):
            sheet, rows = self.rows[str(where[0])]
            return f"{sheet}!A{rows[where[1]] + 1}"
        return dotted(where)
