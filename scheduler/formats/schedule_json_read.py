"""schedule.json as pretalx, frab and others really publish it; most of it is not valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError
from scheduler.fields import text_in
from scheduler.formats.listing import GENERATOR, is_web
from scheduler.formats.programme import (
    Event,
    Hall,
    Programme,
    Who,
    colour_of,
    date_in,
    instant,
    language_code,
    length,
    loosely,
    on_day,
    prose_in,
    words,
    words_in,
)
from scheduler.formats.programme_festival import imported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from scheduler.formats.imported import Imported


def read(data: bytes, *, timetable: bool = True, zone: str | None = None) -> Imported:
    """The festival and timetable in a published file, valid or not; what was guessed is noted."""
    return imported(programme_of(data), timetable=timetable, zone=zone)


def programme_of(data: bytes) -> Programme:
    """What the file says.  ``FestivalError`` if it is no schedule at all."""
    return _Reader(loosely(data)).programme


class _Reader:
    """Reads the levels of the file one by one, and goes on where something is wrong."""

    def __init__(self, content: Any) -> None:
        self.programme = Programme()
        schedule = _schedule_in(content)
        self.conference = _mapping(schedule.get("conference")) or schedule
        self.ours = _mapping(_mapping(self.conference.get("meta")).get(GENERATOR))
        self.days_first = "pretalx" in words(_mapping(_mapping(content).get("generator")).get("name")).lower()
        self._about(schedule)
        self._halls()
        self._tracks()
        for number, day in enumerate(_listed(self.conference.get("days"))):
            self._day(f"days.{number}", _mapping(day))
        for number, event in enumerate(_listed(schedule.get("events") or self.conference.get("events"))):
            self._event(f"events.{number}", _mapping(event), "", None)

    def _about(self, schedule: Mapping[str, Any]) -> None:
        made, conference = self.programme, self.conference
        made.title = words_in(conference.get("title"))
        made.id = words(self.ours.get("festival")) or words(conference.get("acronym"))
        made.zone = words(conference.get("time_zone_name"))
        address = conference.get("url") or schedule.get("base_url")
        made.url = words(address) if is_web(words(address)) else ""
        made.grid = length(words(conference.get("timeslot_duration")))
        ends = self.ours.get("day_ends") or conference.get("day_change")
        made.day_ends = length(ends) if isinstance(ends, str) else None

    def _halls(self) -> None:
        known = _mapping(self.ours.get("rooms"))
        for one in map(_mapping, _listed(self.conference.get("rooms"))):
            if name := text_in(words_in(one.get("name"))):
                capacity = one.get("capacity")
                seats = capacity if isinstance(capacity, int) and 0 < capacity < 1_000_000 else 0
                self.programme.halls.append(Hall(name, words(known.get(name)), seats))

    def _tracks(self) -> None:
        known = _mapping(self.ours.get("tracks"))
        for one in map(_mapping, _listed(self.conference.get("tracks"))):
            if name := text_in(words_in(one.get("name"))):
                self.programme.tracks[name] = (words(known.get(name)), colour_of(one.get("color")))

    def _day(self, place: str, day: Mapping[str, Any]) -> None:
        date_ = date_in(day.get("date"))
        if date_ is not None:
            self.programme.days.append(date_)
        begin = instant(day.get("day_start"))
        if begin is not None and self.programme.day_ends is None and begin.hour < 12:
            self.programme.day_ends = begin.hour * 60 + begin.minute
        for room, events in _rooms(day.get("rooms")):
            for number, event in enumerate(_listed(events)):
                self._event(f"{place}.rooms.{room}.{number}", _mapping(event), room, date_)

    def _event(self, where: str, one: Mapping[str, Any], room: str, day: date | None) -> None:
        title = words_in(one.get("title"))
        place = f"{where} ({text_in(title)})" if title else where
        if not one:
            self.programme.notes.left_out(where, "this is no event", "행사가 아닙니다")
            return
        guid = words(one.get("guid"))
        session, label = _ours_of(self.ours, guid)
        start = self._start(place, one, day)
        own_room = text_in(words_in(one.get("room")))
        if room and own_room and own_room != room:
            self.programme.notes.wrong(
                place,
                "it says room {a!r} and stands under {b!r}, which counts",
                "방이 {a!r}(으)로 적혀 있으나 {b!r} 아래에 있어 뒤의 것을 따릅니다",
                a=own_room,
                b=room,
            )
        kind = text_in(words_in(one.get("type")))
        self.programme.add(
            Event(
                place=place,
                title=title,
                start=start,
                minutes=self._minutes(one, start),
                room=room or own_room,
                key=guid or words(one.get("id")),
                session=session,
                label=label,
                day=day,
                type=kind or "other",
                track=text_in(words_in(one.get("track"))),
                language=language_code(one.get("language")),
                abstract=prose_in(one.get("abstract")),
                code=words(one.get("code")),
                people=list(self._people(place, one)),
                own=_own(one, guid),
            )
        )

    def _start(self, place: str, one: Mapping[str, Any], day: date | None) -> datetime | None:
        moment = instant(one.get("date"))
        if moment is None:
            moment = on_day(day, one.get("start"), self.programme.day_ends) or instant(one.get("start"))
            if moment is not None:
                return moment
            self.programme.notes.left_out(
                place,
                "it has no date and time that can be understood; it is not placed",
                "알아볼 수 있는 날짜와 시각이 없어 배정하지 않았습니다",
            )
            return None
        said = words(one.get("start"))
        if re.fullmatch(r"\d{1,2}:\d{2}", said) and said.rjust(5, "0") != f"{moment:%H:%M}":
            self.programme.notes.wrong(
                place,
                "its start says {a}, its date {b}; the date counts",
                "시작은 {a}, 날짜는 {b}(으)로 적혀 있어 날짜를 따릅니다",
                a=said,
                b=f"{moment:%H:%M}",
            )
        return moment

    def _minutes(self, one: Mapping[str, Any], start: datetime | None) -> int | None:
        end = instant(one.get("end"))
        found = length(one.get("duration"), days=self.days_first)
        if start is not None and end is not None and (start.tzinfo is None) == (end.tzinfo is None):
            until = round((end - start).total_seconds() / 60)
            return until if found is None or until > 0 else found
        return found

    def _people(self, place: str, one: Mapping[str, Any]) -> Iterator[Who]:
        ours = _mapping(self.ours.get("people"))
        for person in _listed(one.get("persons") or one.get("speakers")):
            name = text_in(words_in(person)) if isinstance(person, str) else _person_name(_mapping(person))
            if not name:
                self.programme.notes.left_out(
                    place, "somebody in it has no name", "참여자 가운데 이름이 없는 사람이 있습니다"
                )
                continue
            known = _mapping(person)
            key = next((words(known[one]) for one in ("guid", "code", "id") if words(known.get(one))), "")
            yield Who(name, key, id=words(ours.get(key)))


def _schedule_in(content: Any) -> Mapping[str, Any]:
    """The mapping that holds the conference, however deep it is wrapped.  ``FestivalError`` if none does."""
    level: list[Any] = [content]
    for _ in range(4):
        for one in level:
            if isinstance(one, dict) and (_has_days(one) or _has_days(one.get("conference")) or _flat(one)):
                return one
        level = [inner for one in level if isinstance(one, dict) for inner in one.values()]
    message = "this is no schedule.json: it has no conference with days; is it the right file?"
    raise FestivalError([Fault("", message)])


def _has_days(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("days"), (list, dict))


def _flat(value: dict[str, Any]) -> bool:
    """The newer form, with a list of events instead of days and rooms."""
    return isinstance(value.get("events"), list) and isinstance(value.get("conference"), dict)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    """A list; of a mapping its values, as some write it."""
    return value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []


def _rooms(value: Any) -> Iterator[tuple[str, Any]]:
    """Names and events of the rooms of a day, in any of the shapes that are found."""
    if isinstance(value, dict):
        yield from ((words(name), events) for name, events in value.items())
        return
    for one in map(_mapping, _listed(value)):
        yield text_in(words_in(one.get("name"))), one.get("events")


def _person_name(person: Mapping[str, Any]) -> str:
    for key in ("name", "public_name", "full_public_name", "display_name", "full_name"):
        if found := text_in(words_in(person.get(key))):
            return found
    return words(f"{words(person.get('first_name'))} {words(person.get('last_name'))}")


def _ours_of(ours: Mapping[str, Any], guid_: str) -> tuple[str, int | None]:
    found = _mapping(ours.get("showings")).get(guid_)
    if isinstance(found, list) and len(found) == 2 and isinstance(found[1], int):
        return words(found[0]), found[1]
    return "", None


def _own(one: Mapping[str, Any], guid_: str) -> dict[str, Any]:
    """What the document has no field for, and what must come out again as it was."""
    given: dict[str, Any] = {"guid": guid_, "id": one.get("id"), "subtitle": text_in(words_in(one.get("subtitle")))}
    given["description"] = text_in(prose_in(one.get("description")))
    for key in ("url", "logo", "feedback_url", "origin_url", "recording_license"):
        given[key] = words(one.get(key))
    given["url"] = "" if given["url"].startswith("urn:") else given["url"]
    for key in ("do_not_record", "do_not_stream"):
        given[key] = one.get(key) if isinstance(one.get(key), bool) else None
    links = [_mapping(link) for link in _listed(one.get("links"))]
    given["links"] = [
        {key: words(link[key]) for key in ("type", "url", "title") if words(link.get(key))} for link in links if link
    ]
    return {key: value for key, value in given.items() if value not in (None, "", [])}
