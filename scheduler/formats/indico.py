"""What Indico exports as JSON: an event with its contributions or sessions, a timetable, or the events of a category.

/export/event/ID.json?detail=contributions     results: a list of events, each with its contributions
/export/event/ID.json?detail=sessions          … with its sessions, and contributions in them
/export/timetable/ID.json                      results: by event, by day, entries; a session holds its own
/export/categ/ID.json                          results: a list of events that say nothing of what is in them
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scheduler.faults import Fault, FestivalError
from scheduler.formats.listing import is_web
from scheduler.formats.programme import Event, Programme, Who
from scheduler.formats.programme_values import instant, length, loosely, prose, words
from scheduler.formats.schedule_parts import listed, mapping, minutes_to, told_nameless, told_no_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

MARK = re.compile(rb'"(_type|_fossil)"\s*:\s*"(HTTPAPIResult|conferenceMetadata)"|"entryType"\s*:\s*"')
"""What stands in every export of Indico, and in nothing else that is read."""
TAG = re.compile(r"<[^<>]*>")
ROLES = {"speakers": "speaker", "presenters": "speaker", "chairs": "chair", "conveners": "chair"}
"""Lists of people who are there; authors need not be."""
INSIDE = ("contributions", "sessions", "entries", "subContributions")


def programme_of(data: bytes) -> Programme:
    """What the export says.  ``FestivalError`` if it is none."""
    return _Reader(loosely(data)).programme


class _Reader:
    """Reads events, sessions and contributions alike: what holds others is their session, all else is an event."""

    def __init__(self, content: Any) -> None:
        self.programme = Programme(zone_counts=True)
        self.seen: set[str] = set()
        results = mapping(content).get("results")
        found = [{"entries": results}] if isinstance(results, dict) else [mapping(one) for one in listed(results)]
        about = found[0] if len(found) == 1 else {}
        self._about(about)
        for number, one in enumerate(found):
            self._read(f"results.{number}", one, {})
        if not self.programme.events:
            message = (
                "there is nothing in this export of Indico; take /export/timetable/ID.json, or "
                "/export/event/ID.json?detail=contributions"
            )
            raise FestivalError([Fault("", message)])

    def _about(self, event: Mapping[str, Any]) -> None:
        self.programme.title = words(event.get("title"))
        begin = mapping(event.get("startDate"))
        self.programme.zone = words(event.get("timezone")) or words(begin.get("tz"))
        address = words(event.get("url"))
        self.programme.url = address if is_web(address) else ""

    def _read(self, where: str, one: Mapping[str, Any], session: Mapping[str, Any]) -> None:
        inside = [(name, each) for name in INSIDE for each in _entries(one.get(name))]
        if not inside:
            self._event(where, one, session)
        holder = one if _is_session(one) else session
        for number, (name, each) in enumerate(inside):
            if _is_day(each):
                self._read(f"{where}.{name}.{number}", {"entries": each}, holder)
            else:
                self._read(f"{where}.{name}.{number}", each, holder)

    def _event(self, where: str, one: Mapping[str, Any], session: Mapping[str, Any]) -> None:
        title = words(one.get("title"))
        place = f"{where} ({title})" if title else where
        if not title and not one.get("startDate"):
            self.programme.notes.left_out(place, "this is no entry", "항목이 아닙니다")
            return
        key = words(one.get("uniqueId")) or words(one.get("contributionId")) or words(one.get("id"))
        mark = f"{words(one.get('entryType')) or words(one.get('_type'))} {key}"
        if key and mark in self.seen:
            return
        self.seen.add(mark)
        start, end = (self._moment(place, one.get(name)) for name in ("startDate", "endDate"))
        if start is None and one.get("startDate"):
            told_no_start(self.programme.notes, place)
        until = minutes_to(start, end)
        self.programme.add(
            Event(
                place=place,
                title=title,
                start=start,
                minutes=until if until is not None else length(one.get("duration")),
                room=_first(one, session, "room") or _first(one, session, "roomFullname"),
                venue=_first(one, session, "location"),
                key=mark.strip() if key else "",
                type=_type(one),
                track=words(one.get("track")) or _session_of(one, session),
                abstract=_plain(one.get("description")),
                code=words(one.get("code")),
                people=list(self._people(place, one)),
            )
        )

    def _moment(self, place: str, given: Any) -> datetime | None:
        """A date, a time and a zone of their own; local if it is the zone of all, or nobody knows it."""
        parts = mapping(given)
        found = instant(f"{words(parts.get('date'))}T{words(parts.get('time'))}") if parts else instant(given)
        zone = words(parts.get("tz"))
        if not self.programme.zone:
            self.programme.zone = zone
        if found is not None and found.tzinfo is None and zone and zone != self.programme.zone:
            with suppress(KeyError, ValueError, OSError):
                return found.replace(tzinfo=ZoneInfo(zone))
            self.programme.notes.guessed(
                place,
                "nobody knows the time zone {z}; its times are taken for those of the whole",
                "시간대 {z}을(를) 알 수 없어 행사의 시간대로 읽었습니다",
                z=zone,
            )
        return found

    def _people(self, place: str, one: Mapping[str, Any]) -> Iterator[Who]:
        for name, role in ROLES.items():
            for person in _entries(one.get(name)):
                called = _name(person)
                if called:
                    yield Who(called, words(person.get("emailHash")), role)
                else:
                    told_nameless(self.programme.notes, place)


def _entries(given: Any) -> list[dict[str, Any]]:
    """Entries of a list, or of a mapping by their ids."""
    found = list(given.values()) if isinstance(given, dict) else listed(given)
    return [one for one in found if isinstance(one, dict)]


def _is_day(one: Mapping[str, Any]) -> bool:
    """Whether it is no entry but holds some: a day of a timetable, or all the days of an event."""
    return not {"title", "startDate", "entryType", "_type"} & one.keys()


def _is_session(one: Mapping[str, Any]) -> bool:
    return "Session" in words(one.get("entryType")) + words(one.get("_type"))


def _plain(given: Any) -> str:
    """A description without its markup; Indico writes HTML."""
    return prose(unescape(TAG.sub(" ", words(given))).strip())


def _type(one: Mapping[str, Any]) -> str:
    if words(one.get("entryType")) == "Break":
        return "break"
    return words(one.get("type")).lower() if words(one.get("_type")) == "Contribution" else "talk"


def _session_of(one: Mapping[str, Any], session: Mapping[str, Any]) -> str:
    """What the session is called in which it is."""
    given = one.get("session")
    return words(mapping(given).get("title") if isinstance(given, dict) else given) or words(session.get("title"))


def _first(one: Mapping[str, Any], session: Mapping[str, Any], name: str) -> str:
    """What it says itself, else its session."""
    return words(one.get(name)) or words(session.get(name))


def _name(person: Mapping[str, Any]) -> str:
    """First name first; exports write families first, behind them a comma."""
    first = words(person.get("first_name")) or words(person.get("firstName"))
    last = words(person.get("last_name")) or words(person.get("familyName"))
    if first or last:
        return f"{first} {last}".strip()
    family, comma, given = (words(person.get("fullName")) or words(person.get("name"))).partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else family
