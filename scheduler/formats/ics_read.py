"""Calendars as programmes: an event a showing, whoever wrote them.

A calendar says no rooms, but places; no people, but who attends.  What it repeats is told one by one.  Where
``icalendar`` cannot read the file at once it is read event by event, so that one bad event costs only itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from scheduler.faults import Fault, FestivalError
from scheduler.formats.ics_parts import (
    UNREADABLE,
    category_in,
    excepted_in,
    moment_in,
    not_after,
    part,
    people_in,
    said_in,
    whole_in,
)
from scheduler.formats.ics_zones import with_known_zones
from scheduler.formats.notes import Notes
from scheduler.formats.programme import MOST_EVENTS, Event, Programme
from scheduler.formats.programme_values import language_code, prose, rounded, words
from scheduler.formats.source import guessed_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


OURS = re.compile(r"(?P<session>.+)-(?P<label>\d+)@(?P<festival>.+)\.showgrid")
MOST_TIMES = 200
"""Times that one repeated event is told."""
STATES = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}
_EVENT = re.compile(rb"^BEGIN:VEVENT\b.*?^END:VEVENT[^\n]*\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_LETTERS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def programme_of(data: bytes) -> Programme:
    """What the calendar says.  ``FestivalError`` if it is none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    notes = Notes()
    try:
        data.decode()
    except UnicodeDecodeError:
        text, name = guessed_text(data)
        notes.guessed("", "the file is no UTF-8; read as {e}", "UTF-8이 아니어서 {e}(으)로 읽었습니다", e=name)
        data = text.encode()
    if not re.search(rb"^\s*(\xef\xbb\xbf)?BEGIN:VCALENDAR", data[:1000], re.IGNORECASE):
        raise FestivalError([Fault("", "this is no calendar: it does not begin with BEGIN:VCALENDAR")])
    if len(re.findall(rb"^END:VCALENDAR", data, re.MULTILINE | re.IGNORECASE)) == 0:
        raise FestivalError([Fault("", "the calendar is cut off: END:VCALENDAR is missing; fetch it again")])
    blocks = list(_EVENT.finditer(data))
    if len(blocks) > MOST_EVENTS:
        raise FestivalError([Fault("", f"there are more than {MOST_EVENTS:,} events in it; cut the file into years")])
    return _Reader(with_known_zones(_LETTERS.sub(b"", data)), notes, _lines(data, blocks)).programme


def _lines(data: bytes, blocks: Iterable[re.Match[bytes]]) -> list[int]:
    """The line at which each event begins; the file is gone through once."""
    found, line, at = [], 1, 0
    for one in blocks:
        line += data.count(b"\n", at, one.start())
        at = one.start()
        found.append(line)
    return found


class _Reader:
    """Makes records of the events, newest version of each."""

    def __init__(self, data: bytes, notes: Notes, lines: list[int]) -> None:
        self.programme = Programme(zone_counts=True, notes=notes)
        self._events: dict[tuple[str, str], tuple[int, str, Any]] = {}
        for line, component in self._components(data, lines):
            self._collect(line, component)
        instead = self._moved()
        for place, component in ((place, one) for _, place, one in self._events.values()):
            self._event(place, component, instead)
        self._rooms_and_venues()

    def _components(self, data: bytes, lines: list[int]) -> Iterator[tuple[int, Any]]:
        try:
            calendars = Calendar.from_ical(data, multiple=True)
        except UNREADABLE:
            yield from self._one_by_one(data, lines)
            return
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        for calendar in calendars[:1]:
            self._about(calendar)
        yield from zip(lines if len(lines) == len(found) else range(1, len(found) + 1), found, strict=True)

    def _one_by_one(self, data: bytes, lines: list[int]) -> Iterator[tuple[int, Any]]:
        """The events that can be read when the whole file cannot."""
        head = _EVENT.sub(b"", data)
        with suppress(*UNREADABLE):
            self._about(Calendar.from_ical(head))
        for line, block in zip(lines, _EVENT.findall(data), strict=False):
            try:
                whole = Calendar.from_ical(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + block + b"\r\nEND:VCALENDAR\r\n")
                yield line, whole.walk("VEVENT")[0]
            except UNREADABLE as error:
                self.programme.notes.left_out(
                    f"line {line}",
                    "this event cannot be read ({e})",
                    "이 일정은 읽을 수 없습니다({e})",
                    e=words(str(error))[:80],
                )

    def _about(self, calendar: Any) -> None:
        made = self.programme
        made.title = words(said_in(calendar, "NAME") or said_in(calendar, "X-WR-CALNAME"))
        zones = {words(said_in(one, "TZID")) for one in calendar.walk("VTIMEZONE")}
        made.zone = words(said_in(calendar, "X-WR-TIMEZONE")) or (zones.pop() if len(zones) == 1 else "")

    # -- events ---------------------------------------------------------------------------------

    def _collect(self, line: int, component: Any) -> None:
        """Of several versions of one event the newest."""
        place = f"line {line}"
        if title := words(said_in(component, "SUMMARY")):
            place = f"{place} ({title})"
        uid = words(said_in(component, "UID")) or place
        key = uid, str(moment_in(component, "RECURRENCE-ID"))
        version = whole_in(component, "SEQUENCE")
        if key in self._events and moment_in(component, "DTSTART") == moment_in(self._events[key][2], "DTSTART"):
            self.programme.notes.left_out(
                place,
                "the same event stands at {p} already",
                "같은 행사가 {p}에 이미 있습니다",
                p=self._events[key][1],
            )
            if version <= self._events[key][0]:
                return
        elif key in self._events:
            key = (uid, place)
        self._events[key] = (version, place, component)

    def _moved(self) -> dict[str, set[datetime]]:
        """Times of repeated events that other events stand for."""
        found: dict[str, set[datetime]] = defaultdict(set)
        for (uid, _), (_, _, component) in self._events.items():
            moment = moment_in(component, "RECURRENCE-ID")
            if isinstance(moment, datetime):
                found[uid].add(moment)
        return found

    def _event(self, place: str, one: Any, instead: dict[str, set[datetime]]) -> None:
        notes = self.programme.notes
        start = moment_in(one, "DTSTART")
        if start is None:
            notes.left_out(place, "it has no start that can be understood", "알아볼 수 있는 시작 시각이 없습니다")
            return
        if not isinstance(start, datetime):
            notes.left_out(place, "it lasts all day and has no time", "하루 종일이라 시각이 없습니다")
            return
        if rounded(start) is None:
            notes.left_out(
                place, "its year {y} is not of our time; it is not placed",
                "{y}년은 있을 수 없는 해라 배정하지 않았습니다",
                y=start.year,
            )  # fmt: skip
        self._ask_zone(place, one, start)
        uid = words(said_in(one, "UID"))
        ours = OURS.fullmatch(uid)
        minutes = self._minutes(place, one, start)
        times = [start] if "RECURRENCE-ID" in one else self._times(place, one, start, instead.get(uid, set()))
        for begin in times:
            self.programme.add(self._record(place, one, begin, minutes, uid, ours))

    def _ask_zone(self, place: str, one: Any, start: datetime) -> None:
        """A zone that nobody knows is no zone: the time is of the festival's."""
        zone = words(str((part(one.get("DTSTART"), "params") or {}).get("TZID", "")))
        if zone and start.tzinfo is None:
            self.programme.notes.wrong(
                place,
                "there is no time zone {z!r}; its times are taken for those of the festival",
                "{z!r}라는 시간대가 없어 행사 시각을 축제의 시간대로 보았습니다",
                z=zone[:60],
            )

    def _record(
        self, place: str, one: Any, start: datetime, minutes: int | None, uid: str, ours: re.Match[str] | None
    ) -> Event:
        title = words(said_in(one, "SUMMARY"))
        if ours:
            self.programme.id = ours["festival"]
            title = title.removesuffix(f" ({ours['label']})")
        state = words(said_in(one, "STATUS")).upper()
        own = {"guid": uid, "url": words(said_in(one, "URL")), "description": ""}
        return Event(
            place=place,
            title=title,
            start=rounded(start),
            minutes=minutes,
            room=words(said_in(one, "LOCATION").replace("\n", ", ")),
            key=f"{uid} {moment_in(one, 'RECURRENCE-ID')}" if "RECURRENCE-ID" in one else uid,
            session=ours["session"] if ours else "",
            label=int(ours["label"]) if ours else None,
            type="other",
            track=category_in(one),
            language=language_code(said_in(one, "LANGUAGE")),
            abstract=prose(said_in(one, "DESCRIPTION")),
            people=list(people_in(one)),
            status=STATES.get(state, "confirmed"),
            own={key: value for key, value in own.items() if value} if not ours else {},
        )

    def _minutes(self, place: str, one: Any, start: datetime) -> int | None:
        end, span = moment_in(one, "DTEND"), None
        with suppress(*UNREADABLE):
            span = one["DURATION"].dt
        if isinstance(end, datetime):
            if (end.tzinfo is None) != (start.tzinfo is None):
                end, start = end.replace(tzinfo=None), start.replace(tzinfo=None)
            return round((end - start) / timedelta(minutes=1))
        return round(span / timedelta(minutes=1)) if isinstance(span, timedelta) else None

    def _times(self, place: str, one: Any, start: datetime, instead: set[datetime]) -> list[datetime]:
        """Every time at which it takes place."""
        if "RRULE" not in one:
            return [start]
        rules = one["RRULE"] if isinstance(one["RRULE"], list) else [one["RRULE"]]
        out = {*instead, *excepted_in(one)}
        found = [moment for rule in rules for moment in self._repeated(place, rule, start) if moment not in out]
        if len(found) >= MOST_TIMES:
            self.programme.notes.left_out(
                place,
                "it is repeated without end; only {n} times are read",
                "끝없이 반복되어 {n}번만 읽었습니다",
                n=MOST_TIMES,
            )
        return sorted(set(found))[:MOST_TIMES]

    def _repeated(self, place: str, rule: Any, start: datetime) -> list[datetime]:
        from dateutil.rrule import rrulestr

        try:
            until = next(iter(rule.get("UNTIL", [])), None)
            text = re.sub(r";?UNTIL=[^;]*", "", rule.to_ical().decode())
            times = rrulestr(text, dtstart=start.replace(tzinfo=None))
            found = [moment.replace(tzinfo=start.tzinfo) for moment in islice(times, MOST_TIMES)]
        except (*UNREADABLE, OverflowError):
            self.programme.notes.wrong(place, "its repetition cannot be understood", "반복 규칙을 이해할 수 없습니다")
            return [start]
        return [moment for moment in found if until is None or not_after(moment, until)]

    # -- places ---------------------------------------------------------------------------------

    def _rooms_and_venues(self) -> None:
        """``Hall A, Museum, Main Street 1`` is a hall in a museum, if halls of that name are in no other."""
        venues: dict[str, set[str]] = defaultdict(set)
        for event in self.programme.events:
            room, *rest = (words(part) for part in event.room.split(","))
            venues[room].add(rest[0] if rest else "")
        for event in self.programme.events:
            room = words(event.room.split(",")[0])
            named = venues[room] - {""}
            if room and len(named) == 1:
                event.room, event.venue = room, next(iter(named))
