"""Calendars: an event a showing, with identifiers that stay whatever moves.

``icalendar`` folds and escapes; the time zone is ours (``vtimezone``), because calendars read
lists of changes of clocks wrongly; a moment that its rule would tell wrongly is written in UTC.
DTSTAMP says when a showing last changed, never now, so that an unchanged calendar is the same
bytes; before anything is published that is the day on which the festival begins.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

from scheduler.agenda import clock, entries, names, of_person
from scheduler.fields import text_in
from scheduler.formats.vtimezone import tells_rightly, vtimezone

if TYPE_CHECKING:
    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

CALLS = {"en": "{n}: needed {a}–{b} ({r})", "ko": "{n}: {a}–{b} 참여 ({r})"}


def calendar(
    problem: Problem,
    timetable: Timetable,
    lang: str = "en",
    *,
    person: str | None = None,
    room: str | None = None,
    track: str | None = None,
    audience: Audience = "public",
) -> bytes:
    """Events of a person, a room, a track, or all.

    A person sees all that they are in or were chosen for, whoever else may, and with whom as far as
    guests may know; others see what ``audience`` may.
    """
    shown = of_person(problem, timetable, person) if person else entries(problem, timetable, audience)
    told = "guests" if person and audience == "public" else audience
    if room:
        shown = [entry for entry in shown if entry.room.id == room]
    if track:
        shown = [entry for entry in shown if entry.showing.track == track]
    made = _empty(problem, _title(problem, lang, person, room, track))
    zone = problem.festival.festival.timezone
    if any(_zoned(zone, entry) for entry in shown):
        made.add_component(vtimezone(zone))
    for entry in shown:
        made.add_component(_event(entry, lang, person, told))
    return bytes(made.to_ical())


def _empty(problem: Problem, title: str) -> Calendar:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Showgrid//Showgrid//EN")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", title)
    made.add("x-wr-calname", title)
    made.add("x-wr-timezone", problem.festival.festival.timezone)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    return made


def _title(problem: Problem, lang: str, person: str | None, room: str | None, track: str | None) -> str:
    about = problem.festival.festival
    parts = [text_in(about.name, lang) or about.id]
    if person:
        parts.append(problem.person_name(person, lang))
    if room:
        parts.append(problem.rooms[problem.room_index[room]].name(lang))
    if track:
        parts.append(text_in(problem.tracks[track].name, lang) or track)
    return " · ".join(parts)


def _zoned(zone: str, entry: Entry) -> bool:
    """Whether the zone's rule tells its start and end rightly."""
    return tells_rightly(zone, entry.start) and tells_rightly(zone, entry.end)


def _event(entry: Entry, lang: str, person: str | None, told: Audience) -> Event:
    problem, session = entry.problem, entry.showing.session
    about = problem.festival.festival
    changed = datetime(problem.clock.first.year, problem.clock.first.month, problem.clock.first.day, tzinfo=UTC)
    event = Event()
    event.add("uid", f"{session.id}-{entry.showing.label}@{about.id}.showgrid")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", 0)
    event.add("summary", entry.showing.name(lang))
    begin, end = entry.start, entry.end
    if not _zoned(about.timezone, entry):
        begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    event.add("dtstart", begin)
    event.add("dtend", end)
    event.add("status", "TENTATIVE" if session.status in ("idea", "tentative") else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("location", vText(_location(entry, lang)))
    venue = next((one for one in problem.festival.venues if one.id == entry.room.venue), None)
    if venue is not None and venue.geo is not None:
        event.add("geo", venue.geo)
    event.add("organizer", "MAILTO:noreply@showgrid.invalid", parameters={"CN": text_in(about.name, lang) or about.id})
    if description := _description(entry, lang, person, told):
        event.add("description", description)
    if session.track:
        event.add("categories", [text_in(problem.tracks[session.track].name, lang) or session.track])
    return event


def _location(entry: Entry, lang: str) -> str:
    venue = next((one for one in entry.problem.festival.venues if one.id == entry.room.venue), None)
    parts = [entry.room.name(lang)]
    if venue is not None:
        parts += [text_in(venue.name, lang) or venue.id, text_in(venue.address, lang)]
    return ", ".join(part for part in parts if part)


def _description(entry: Entry, lang: str, person: str | None, told: Audience) -> str:
    """What it is, who is in it, and when this person is needed."""
    lines = [text_in(entry.showing.session.abstract, lang), ", ".join(names(entry, lang, told))]
    for one in entry.showing.people:
        if one.person == person and not one.throughout:
            begin, end = entry.needed(one)
            who = entry.problem.person_name(one.person, lang)
            lines.append(CALLS[lang].format(n=who, a=clock(entry, begin), b=clock(entry, end), r=one.role))
    return "\n".join(line for line in lines if line)
