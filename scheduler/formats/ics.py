"""Calendars: an event a showing, known by a name that stays whatever moves.

``icalendar`` folds and escapes; the time zone is ours (``vtimezone``), because calendars read
lists of changes of clocks wrongly; a moment that its rule would tell wrongly is written in UTC.
DTSTAMP says when a showing was last changed by a publication, never now, so that an unchanged
calendar is the same bytes; of a timetable that was never published it is the first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vText, vUri

from scheduler.agenda import clock, names
from scheduler.fields import text_in
from scheduler.formats.colours import colour_name
from scheduler.formats.vtimezone import tells_rightly, vtimezone
from scheduler.publication.chain import uid

if TYPE_CHECKING:
    from collections.abc import Callable

    from scheduler.agenda import Entry
    from scheduler.feed import Feed
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.publication.document import Change
    from scheduler.timetable import Timetable

CALLS = {"en": "{n}: needed {a}–{b} ({r})", "ko": "{n}: {a}–{b} 참여 ({r})"}
CANCELLED = "[취소 CANCELLED]"


@dataclass(frozen=True)
class Setting:
    """What a calendar says of itself."""

    alarm: int | None = None
    """Minutes before each event at which a calendar rings."""
    source: str = ""
    """The address at which it is to be had."""
    page: str = ""
    """The address of the programme; events name their place on it."""


def calendar(
    problem: Problem,
    timetable: Timetable,
    feed: Feed,
    publication: Publication | None = None,
    *,
    setting: Setting | None = None,
    now: datetime | None = None,
) -> bytes:
    """The events that are followed; if they were published, with what has just been cancelled or moved away."""
    moment = now or datetime.now(UTC)
    made = _Calendar(problem, feed, publication, setting or Setting())
    shown = feed.shown(problem, timetable, moment)
    events = [made.event(entry) for entry in shown]
    if publication is not None:
        live = {(entry.showing.session.id, entry.showing.label) for entry in shown}
        events += [made.farewell(change) for change in feed.gone(publication, live, moment)]
    return bytes(made.of(events).to_ical())


@dataclass(frozen=True)
class _Stamp:
    """What calendars need to follow a showing."""

    uid: str
    sequence: int
    created: datetime
    changed: datetime


class _Calendar:
    """Makes events, and the calendar that holds them."""

    def __init__(self, problem: Problem, feed: Feed, publication: Publication | None, setting: Setting) -> None:
        self.problem, self.feed, self.publication, self.setting = problem, feed, publication, setting
        self.about = problem.festival.festival
        self.venues = {one.id: one for one in problem.festival.venues}

    def of(self, events: list[Event]) -> Calendar:
        """The head, the zone if some event is told in it, the events."""
        title, feed = self.feed.title(self.problem), self.feed
        made = Calendar()
        made.add("version", "2.0")
        made.add("prodid", "-//Showgrid//Showgrid//EN")
        made.add("calscale", "GREGORIAN")
        made.add("method", "PUBLISH")
        made.add("name", title)
        made.add("x-wr-calname", title)
        made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT1H")
        if self.setting.source:
            made.add("source", vUri(self.setting.source), parameters={"VALUE": "URI"})
        made.add("color", colour_name(self.problem.tracks[feed.track].colour if feed.track else None))
        # A calendar without any part is none: one of nothing holds its zone.
        if not events or any("TZID" in event["dtstart"].params for event in events):
            made.add_component(vtimezone(self.about.timezone))
        for event in events:
            made.add_component(event)
        return made

    def event(self, entry: Entry) -> Event:
        """A showing that is there."""
        session = entry.showing.session
        title = self._said(entry.showing.name)
        event = self._begun(self._stamp((session.id, entry.showing.label)), title, entry.start, entry.end)
        event.add("status", "TENTATIVE" if session.status in ("idea", "tentative") else "CONFIRMED")
        event.add("transp", "OPAQUE")
        event.add("location", vText(self._said(lambda lang: self._location(entry, lang))))
        venue = self.venues.get(entry.room.venue or "")
        if venue is not None and venue.geo is not None:
            event.add("geo", venue.geo)
        if url := self._url(entry):
            event.add("url", url)
        if description := self._said(lambda lang: self._description(entry, lang), "\n\n"):
            event.add("description", description)
        if session.track:
            track = self.problem.tracks[session.track]
            event.add("categories", [self._said(lambda lang: text_in(track.name, lang) or track.id)])
        if self.setting.alarm is not None:
            event.add_component(_alarm(title, self.setting.alarm))
        return event

    def farewell(self, change: Change) -> Event:
        """A showing that was cancelled, or is no more in this calendar, as it was told before."""
        old, known = change.old, self._stamp((change.session, change.showing))
        if old is None:
            raise ValueError("what was never told cannot be taken back")
        stamp = _Stamp(known.uid, change.sequence, known.created, change.at)
        title = f"{CANCELLED} {self._said(lambda lang: text_in(old.title, lang))}"
        event = self._begun(stamp, title, old.start, old.end)
        event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
        event.add(
            "location", vText(self._said(lambda lang: _comma(text_in(old.place, lang), text_in(old.venue, lang))))
        )
        return event

    def _begun(self, stamp: _Stamp, title: str, start: datetime, end: datetime) -> Event:
        """What every event has."""
        zone = self.about.timezone
        begin, close = (moment.astimezone(self.problem.clock.tz) for moment in (start, end))
        if not (tells_rightly(zone, begin) and tells_rightly(zone, close)):
            begin, close = begin.astimezone(UTC), close.astimezone(UTC)
        event = Event()
        event.add("uid", stamp.uid)
        event.add("dtstamp", stamp.changed)
        event.add("last-modified", stamp.changed)
        event.add("created", stamp.created)
        event.add("sequence", stamp.sequence)
        event.add("summary", title)
        event.add("dtstart", begin)
        event.add("dtend", close)
        who = self._said(lambda lang: text_in(self.about.name, lang) or self.about.id)
        event.add("organizer", "MAILTO:noreply@showgrid.invalid", parameters={"CN": who})
        return event

    def _stamp(self, key: tuple[str, int]) -> _Stamp:
        if self.publication is None:
            first = self.problem.clock.first
            moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
            return _Stamp(uid(self.problem, key), 0, moment, moment)
        known = self.publication.by_key[key]
        return _Stamp(known.uid, known.sequence, known.created, known.changed)

    def _said(self, say: Callable[[str], str], between: str = " / ") -> str:
        """In each language of the calendar, once if they agree."""
        return between.join(dict.fromkeys(text for lang in self.feed.langs if (text := say(lang))))

    def _location(self, entry: Entry, lang: str) -> str:
        venue = self.venues.get(entry.room.venue or "")
        if venue is None:
            return entry.room.name(lang)
        return _comma(entry.room.name(lang), text_in(venue.name, lang) or venue.id, text_in(venue.address, lang))

    def _url(self, entry: Entry) -> str:
        """Its place on the page of the programme, if the public may find it there; else the festival's own address."""
        if self.setting.page:
            return f"{self.setting.page}#{quote(entry.showing.key.replace('#', '-'))}"
        return self.about.url or ""

    def _description(self, entry: Entry, lang: str) -> str:
        """What it is, who is in it, and when this person is needed."""
        lines = [text_in(entry.showing.session.abstract, lang), ", ".join(names(entry, lang, self.feed.told))]
        for one in entry.showing.people:
            if one.person == self.feed.person and not one.throughout:
                begin, end = entry.needed(one)
                who = self.problem.person_name(one.person, lang)
                lines.append(CALLS[lang].format(n=who, a=clock(entry, begin), b=clock(entry, end), r=one.role))
        return "\n".join(line for line in lines if line)


def _comma(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _alarm(title: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -timedelta(minutes=minutes))
    return alarm
