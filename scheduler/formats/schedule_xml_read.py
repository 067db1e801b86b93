"""schedule.xml as pentabarf, frab, pretalx and others really publish it; much of it is not valid."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from scheduler.faults import Fault, FestivalError
from scheduler.formats.listing import GENERATOR
from scheduler.formats.programme import Event, Hall, Programme, Who
from scheduler.formats.programme_rooms import same
from scheduler.formats.programme_values import colour_of, date_in, instant, language_code, length, on_day, prose, words
from scheduler.formats.schedule_parts import (
    day_begins,
    minutes_to,
    settings,
    told_nameless,
    told_no_start,
    told_two_rooms,
    told_two_starts,
)
from scheduler.formats.xml_safe import safely

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime


def programme_of(data: bytes) -> Programme:
    """What the file says.  ``FestivalError`` if it is no schedule at all."""
    programme = Programme()
    return _Reader(safely(data, programme.notes), programme).programme


class _Reader:
    """Reads the levels of the file one by one, and goes on where something is wrong."""

    def __init__(self, root: Any, programme: Programme) -> None:
        self.programme = programme
        if not any(True for _ in root.iter("{*}event")) or etree.QName(root).localname != "schedule":
            message = "this is no schedule.xml: it has no schedule with events; is it the right file?"
            raise FestivalError([Fault(f"line {root.sourceline}", message)])
        conference = _child(root, "conference")
        self.ours = _told(conference)
        self.days_first = _says(_child(root, "generator"), "name").lower() == "pretalx"
        self.names: dict[str, tuple[str, date | None]] = {}
        if conference is not None:
            self._about(conference)
        for day in root.iter("{*}day"):
            self._day(day)
        for event in root.iterchildren("{*}event"):
            self._event(event, "", None)

    def _about(self, conference: Any) -> None:
        made = self.programme
        made.title = _text(conference, "title")
        made.id = words(self.ours.get("festival")) or _text(conference, "acronym")
        made.zone = _text(conference, "time_zone_name")
        address = _text(conference, "url") or _text(conference, "base_url")
        ends = self.ours.get("day_ends") or _text(conference, "day_change")
        settings(made, address, _text(conference, "timeslot_duration"), ends)
        rooms, tracks = self.ours.get("rooms"), self.ours.get("tracks")
        for name, id_ in rooms.items() if isinstance(rooms, dict) else ():
            made.halls.append(Hall(words(name), words(id_)))
        known = tracks if isinstance(tracks, dict) else {}
        for track in conference.iter("{*}track"):
            if name := words(track.get("name") or track.text):
                made.tracks[name] = (words(known.get(name)), colour_of(track.get("color")))

    def _day(self, day: Any) -> None:
        date_ = date_in(day.get("date")) or date_in(day.get("start"))
        if date_ is None:
            self.programme.notes.wrong(f"line {day.sourceline}", "this day has no date", "이 날에는 날짜가 없습니다")
        elif date_ not in self.programme.days:
            self.programme.days.append(date_)
        day_begins(self.programme, instant(day.get("start")))
        for room in day.iterchildren("{*}room"):
            name = self._room(room, date_)
            for event in room.iterchildren("{*}event"):
                self._event(event, name, date_)
        for event in day.iterchildren("{*}event"):
            self._event(event, "", date_)

    def _room(self, room: Any, day: date | None) -> str:
        """Its name; if it had another on an earlier day under the same guid, that one."""
        name, guid_ = words(room.get("name")), words(room.get("guid"))
        before, since = self.names.setdefault(guid_ or name, (name, day))
        if before == name or since == day:
            return name
        if any(words(one.get("name")) == before for one in room.getparent().iterchildren("{*}room")):
            return name  # both on one day: two rooms that share a guid by mistake
        self.programme.notes.guessed(
            f"line {room.sourceline}",
            "{a!r} is the same room as {b!r}, by its guid",
            "guid가 같아 {a!r}과(와) {b!r}을(를) 같은 방으로 보았습니다",
            a=name,
            b=before,
        )
        return before

    def _event(self, one: Any, room: str, day: date | None) -> None:
        title = _text(one, "title")
        place = f"line {one.sourceline}" + (f" ({title})" if title else "")
        ours = _told(one)
        label = ours.get("showing")
        own_room = _text(one, "room")
        if room and own_room and same(own_room) != same(room) and same(own_room) != same(self._now(one)):
            told_two_rooms(self.programme.notes, place, own_room, room)
        guid_ = words(one.get("guid"))
        start = self._start(place, one, day)
        self.programme.add(
            Event(
                place=place,
                title=title,
                start=start,
                minutes=self._minutes(one, start),
                room=room or own_room,
                key=guid_ or words(one.get("id")),
                session=words(ours.get("session")),
                label=label if isinstance(label, int) else None,
                day=day,
                type=_text(one, "type") or "other",
                track=_text(one, "track"),
                language=language_code(_text(one, "language")),
                abstract=_prose(one, "abstract"),
                code=words(one.get("code")),
                people=list(self._people(place, one, ours)),
                own=_own(one, guid_),
            )
        )

    def _now(self, event: Any) -> str:
        """The name that its room has where it stands."""
        return words(event.getparent().get("name"))

    def _start(self, place: str, one: Any, day: date | None) -> datetime | None:
        said = _text(one, "start")
        moment = instant(_text(one, "date")) or on_day(
            day or date_in(_text(one, "date")), said, self.programme.day_ends
        )
        moment = moment or instant(said)
        if moment is None:
            told_no_start(self.programme.notes, place)
        else:
            told_two_starts(self.programme.notes, place, said, moment)
        return moment

    def _minutes(self, one: Any, start: datetime | None) -> int | None:
        found = length(_text(one, "duration"), days=self.days_first)
        return minutes_to(start, instant(_text(one, "end"))) if found is None else found

    def _people(self, place: str, one: Any, ours: Mapping[str, Any]) -> Iterator[Who]:
        persons = _child(one, "persons")
        ids = ours.get("people")
        known = ids if isinstance(ids, list) else []
        for number, person in enumerate(() if persons is None else persons.iterchildren("{*}person")):
            name = words("".join(person.itertext())) or words(person.get("name"))
            if not name:
                told_nameless(self.programme.notes, place)
                continue
            key = words(person.get("guid")) or words(person.get("code")) or words(person.get("id"))
            yield Who(name, key, id=words(known[number]) if number < len(known) else "")


def _child(element: Any, name: str) -> Any:
    return None if element is None else element.find(f"{{*}}{name}")


def _says(element: Any, name: str) -> str:
    return "" if element is None else words(element.get(name))


def _text(element: Any, name: str) -> str:
    found = _child(element, name)
    return "" if found is None else words("".join(found.itertext()))


def _prose(element: Any, name: str) -> str:
    found = _child(element, name)
    return "" if found is None else prose("".join(found.itertext()))


def _told(element: Any) -> Mapping[str, Any]:
    """What our own instruction says inside an element."""
    if element is None:
        return {}
    for one in element.iterchildren(etree.ProcessingInstruction):
        if one.target == GENERATOR:
            try:
                found = json.loads(one.text or "")
            except (ValueError, RecursionError):
                return {}
            return found if isinstance(found, dict) else {}
    return {}


def _own(one: Any, guid_: str) -> dict[str, Any]:
    """What the document has no field for, and what must come out again as it was."""
    number = words(one.get("id"))
    given: dict[str, Any] = {"guid": guid_, "id": int(number) if re.fullmatch(r"\d{1,18}", number) else number}
    given |= {"subtitle": _text(one, "subtitle"), "description": _prose(one, "description")}
    for key in ("url", "logo", "feedback_url", "origin_url"):
        given[key] = _text(one, key)
    recording = _child(one, "recording")
    if recording is not None:
        given["recording_license"] = _text(recording, "license")
        given["do_not_record"] = True if _text(recording, "optout").lower() == "true" else None
    links = _child(one, "links")
    given["links"] = [
        {"url": words(link.get("href")), **({"title": words(link.text)} if words(link.text) else {})}
        for link in (() if links is None else links.iterchildren("{*}link"))
        if words(link.get("href"))
    ]
    return {key: value for key, value in given.items() if value not in (None, "", [])}
