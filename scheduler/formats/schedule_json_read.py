"""schedule.json as pretalx, frab and others really publish it; most of it is not valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError
from scheduler.fields import text_in
from scheduler.formats.listing import GENERATOR
from scheduler.formats.programme import Event, Programme, Who
from scheduler.formats.programme_values import (
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
from scheduler.formats.schedule_parts import (
    add_halls,
    add_tracks,
    day_begins,
    listed,
    mapping,
    minutes_to,
    settings,
    told_nameless,
    told_no_start,
    told_two_rooms,
    told_two_starts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime


def programme_of(data: bytes) -> Programme:
    """What the file says.  ``FestivalError`` if it is no schedule at all."""
    return _Reader(loosely(data)).programme


class _Reader:
    """Reads the levels of the file one by one, and goes on where something is wrong."""

    def __init__(self, content: Any) -> None:
        self.programme = Programme()
        schedule = _schedule_in(content)
        self.conference = mapping(schedule.get("conference")) or schedule
        self.ours = mapping(mapping(self.conference.get("meta")).get(GENERATOR))
        self.days_first = "pretalx" in words(mapping(mapping(content).get("generator")).get("name")).lower()
        self._about(schedule)
        for number, day in enumerate(listed(self.conference.get("days"))):
            self._day(f"days.{number}", mapping(day))
        for number, event in enumerate(listed(schedule.get("events") or self.conference.get("events"))):
            self._event(f"events.{number}", mapping(event), "", None)

    def _about(self, schedule: Mapping[str, Any]) -> None:
        made, conference = self.programme, self.conference
        made.title = words_in(conference.get("title"))
        made.id = words(self.ours.get("festival")) or words(conference.get("acronym"))
        made.zone = words(conference.get("time_zone_name"))
        address = words(conference.get("url") or schedule.get("base_url"))
        ends = self.ours.get("day_ends") or conference.get("day_change")
        settings(made, address, words(conference.get("timeslot_duration")), ends)
        add_halls(made, listed(conference.get("rooms")), mapping(self.ours.get("rooms")))
        add_tracks(made, listed(conference.get("tracks")), mapping(self.ours.get("tracks")))

    def _day(self, place: str, day: Mapping[str, Any]) -> None:
        date_ = date_in(day.get("date"))
        if date_ is not None:
            self.programme.days.append(date_)
        day_begins(self.programme, instant(day.get("day_start")))
        for room, events in _rooms(day.get("rooms")):
            for number, event in enumerate(listed(events)):
                self._event(f"{place}.rooms.{room}.{number}", mapping(event), room, date_)

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
            told_two_rooms(self.programme.notes, place, own_room, room)
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
            told_no_start(self.programme.notes, place)
            return None
        told_two_starts(self.programme.notes, place, words(one.get("start")), moment)
        return moment

    def _minutes(self, one: Mapping[str, Any], start: datetime | None) -> int | None:
        found = length(one.get("duration"), days=self.days_first)
        until = minutes_to(start, instant(one.get("end")))
        return until if until is not None and (found is None or until > 0) else found

    def _people(self, place: str, one: Mapping[str, Any]) -> Iterator[Who]:
        ours = mapping(self.ours.get("people"))
        for person in listed(one.get("persons") or one.get("speakers")):
            name = text_in(words_in(person)) if isinstance(person, str) else _person_name(mapping(person))
            if not name:
                told_nameless(self.programme.notes, place)
                continue
            known = mapping(person)
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


def _rooms(value: Any) -> Iterator[tuple[str, Any]]:
    """Names and events of the rooms of a day, in any of the shapes that are found."""
    if isinstance(value, dict):
        yield from ((words(name), events) for name, events in value.items())
        return
    for one in map(mapping, listed(value)):
        yield text_in(words_in(one.get("name"))), one.get("events")


def _person_name(person: Mapping[str, Any]) -> str:
    for key in ("name", "public_name", "full_public_name", "display_name", "full_name"):
        if found := text_in(words_in(person.get(key))):
            return found
    return words(f"{words(person.get('first_name'))} {words(person.get('last_name'))}")


def _ours_of(ours: Mapping[str, Any], guid_: str) -> tuple[str, int | None]:
    found = mapping(ours.get("showings")).get(guid_)
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
    links = [mapping(link) for link in listed(one.get("links"))]
    given["links"] = [
        {key: words(link[key]) for key in ("type", "url", "title") if words(link.get(key))} for link in links if link
    ]
    return {key: value for key, value in given.items() if value not in (None, "", [])}
