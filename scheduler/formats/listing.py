"""A timetable as schedule.json and schedule.xml tell it: days, rooms, and an event for each showing.

What both formats say is worked out here once; they only spell it.  A showing that lasts a day or longer
(an exhibition) becomes an event a festival day, because readers of these formats break at 24:00.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scheduler.agenda import RANKS, entries
from scheduler.fields import clock_text, text_in
from scheduler.formats.identity import acronym, guid, guids, numbers, slug, told_before

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

A_DAY = 24 * 60
MINUTES = {"en": " min", "ko": "분"}
GENERATOR = "showgrid"


@dataclass(frozen=True)
class Who:
    """Somebody on stage, as the public may know them."""

    id: str
    guid: str
    number: int
    name: str


@dataclass(frozen=True)
class Event:
    """One showing, or one day of a very long one."""

    entry: Entry
    guid: str
    number: int
    slug: str
    start: datetime
    end: datetime
    day: date
    title: str
    subtitle: str
    room: str
    track: str
    language: str
    abstract: str
    description: str
    code: str
    url: str
    people: tuple[Who, ...]
    before: Mapping[str, Any]
    """What another program said of it, if it was read from there."""

    @property
    def duration(self) -> str:
        """Hours and minutes that really elapse, ``01:30``."""
        return clock_text(round((self.end.astimezone(UTC) - self.start.astimezone(UTC)) / timedelta(minutes=1)))

    @property
    def links(self) -> list[dict[str, str]]:
        """Address and title of what belongs to it; only what can be opened."""
        given = self.before.get("links")
        found = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        return [{**one} for one in found if isinstance(one.get("url"), str) and is_web(one["url"])]


def is_web(address: object) -> bool:
    """Whether it is an address of the web, as both formats want it."""
    return isinstance(address, str) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address) is not None


class Listing:
    """Everything that the formats tell of a timetable, in one language, as far as the audience may know."""

    def __init__(
        self,
        problem: Problem,
        timetable: Timetable,
        lang: str = "en",
        audience: Audience = "public",
        now: datetime | None = None,
        *,
        whole: bool = False,
    ) -> None:
        """``whole`` leaves what lasts for days in one piece; ``now`` decides what embargoes hide."""
        self.now = now or datetime.now(UTC)
        self._whole = whole
        self.problem, self.lang, self.audience = problem, lang, audience
        about = problem.festival.festival
        self.acronym = acronym(about.id)
        self.title = text_in(about.name, lang) or about.id
        self.url = about.url if is_web(about.url) else ""
        self.entries = entries(problem, timetable, audience, self.now)
        self._guids = guids(problem)
        self._numbers = _numbers(problem, self._guids)
        self._people = numbers(problem.people)
        self.rooms = self._named_rooms()
        self.days = self._festival_days()
        self.events = [event for entry in self.entries for event in self._events(entry)]

    # -- days and rooms -------------------------------------------------------------------------

    def _festival_days(self) -> list[date]:
        days = {*(day.date for day in self.problem.festival.days), *(entry.day for entry in self.entries)}
        ends = [(entry.end - timedelta(minutes=self.problem.clock.day_ends + 1)).date() for entry in self.entries]
        days |= {end for end, entry in zip(ends, self.entries, strict=True) if end > entry.day}
        return sorted(days)

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """When a festival day begins and ends, with offsets."""
        clock = self.problem.clock
        return (
            clock.local(clock.at(day, clock.day_ends)),
            clock.local(clock.at(day + timedelta(days=1), clock.day_ends)),
        )

    def _named_rooms(self) -> dict[str, str]:
        """The name of each room in use by its id; two of one name are told with their buildings."""
        used = {entry.room.id: entry.room for entry in self.entries}
        venues = {venue.id: text_in(venue.name, self.lang) or venue.id for venue in self.problem.festival.venues}
        names = {id_: room.name(self.lang) for id_, room in sorted(used.items(), key=lambda one: one[1].index)}
        for tail in (lambda id_: venues.get(used[id_].venue or "", id_), lambda id_: id_):
            every = list(names.values())
            names = {id_: f"{name} ({tail(id_)})" if every.count(name) > 1 else name for id_, name in names.items()}
        return names

    def tracks(self) -> Iterator[tuple[str, str, str]]:
        """Id, name and colour of each track in use."""
        used = {entry.showing.track for entry in self.entries}
        for track in self.problem.festival.tracks:
            if track.id in used:
                yield track.id, text_in(track.name, self.lang) or track.id, _six_digits(track.colour)

    def by_room(self, day: date) -> dict[str, list[Event]]:
        """Events of a day under the ids of their rooms."""
        found: dict[str, list[Event]] = {}
        for event in self._by_day.get(day, ()):
            found.setdefault(event.entry.room.id, []).append(event)
        return {room: found[room] for room in self.rooms if room in found}

    @cached_property
    def _by_day(self) -> dict[date, list[Event]]:
        groups: dict[date, list[Event]] = {}
        for event in self.events:
            groups.setdefault(event.day, []).append(event)
        return groups

    # -- events ---------------------------------------------------------------------------------

    def _events(self, entry: Entry) -> Iterator[Event]:
        for number, (day, start, end) in enumerate(self._pieces(entry)):
            yield self._event(entry, number, day, start, end)

    def _pieces(self, entry: Entry) -> list[tuple[date, datetime, datetime]]:
        """The showing itself; one of a day or longer cut where festival days end."""
        lasts = entry.end.astimezone(UTC) - entry.start.astimezone(UTC)
        if self._whole or lasts < timedelta(minutes=A_DAY):
            return [(entry.day, entry.start, entry.end)]
        pieces, day = [], entry.day
        while (bounds := self.bounds(day))[0] < entry.end:
            start = max(entry.start, bounds[0])
            most = (start.astimezone(UTC) + timedelta(minutes=A_DAY - 1)).astimezone(start.tzinfo)
            pieces.append((day, start, min(entry.end, bounds[1], most)))
            day += timedelta(days=1)
        return pieces

    def _event(self, entry: Entry, piece: int, day: date, start: datetime, end: datetime) -> Event:
        showing, session, lang = entry.showing, entry.showing.session, self.lang
        before = told_before(showing)
        number, own = self._numbers[showing.index], self._guids[showing.index]
        if piece:
            own = guid(self.problem, "piece", own, piece)
            number = numbers([own])[own]
        return Event(
            entry=entry,
            guid=own,
            number=number,
            slug=slug(self.problem.festival.festival.id, number, text_in(session.title, "en") or session.id),
            start=start,
            end=end,
            day=day,
            title=entry.title(lang),
            subtitle=str(before.get("subtitle") or "") or _other_title(entry, lang),
            room=self.rooms[entry.room.id],
            track=self._track(showing),
            language=session.language or "",
            abstract=text_in(session.abstract, lang),
            description=str(before.get("description") or "") or _films(showing, lang),
            code=session.code or "",
            url=str(next((one for one in (before.get("url"), self.url) if is_web(one)), "")),
            people=tuple(self._who(showing)),
            before=before,
        )

    def _track(self, showing: Showing) -> str:
        if showing.track is None:
            return ""
        return text_in(self.problem.tracks[showing.track].name, self.lang) or showing.track

    def _who(self, showing: Showing) -> Iterator[Who]:
        people = self.problem.people
        for one in dict.fromkeys(engaged.person for engaged in showing.people):
            if one not in people or RANKS[people[one].visibility] <= RANKS[self.audience]:
                yield Who(
                    one,
                    guid(self.problem, "person", one),
                    self._people.get(one) or numbers([one])[one],
                    self.problem.person_name(one, self.lang),
                )


def _numbers(problem: Problem, names: Mapping[int, str]) -> dict[int, int]:
    before = {names[showing.index]: told_before(showing).get("id") for showing in problem.showings}
    found = numbers(before, before)
    return {showing.index: found[names[showing.index]] for showing in problem.showings}


def _other_title(entry: Entry, lang: str) -> str:
    """The title in the other language, where it has one of its own."""
    title = entry.showing.session.title
    if not isinstance(title, dict):
        return ""
    return next((text for code, text in title.items() if code != lang and text != entry.title(lang)), "")


def _films(showing: Showing, lang: str) -> str:
    """What is shown, a line and a paragraph a film."""
    told = []
    for film in showing.films:
        facts = [
            text_in(film.original_title, lang),
            ", ".join(film.directors),
            film.country or "",
            str(film.year or ""),
            f"{film.runtime:g}{MINUTES[lang]}" if film.runtime else "",
        ]
        lead = " · ".join(one for one in (text_in(film.title, lang) or film.id, *facts) if one)
        told.append("\n".join(one for one in (lead, text_in(film.synopsis, lang)) if one))
    return "\n\n".join(told)


def _six_digits(colour: str | None) -> str:
    """``#rrggbb`` of ``#rgb`` or ``#rrggbb``; empty for anything else."""
    if colour and re.fullmatch(r"#[0-9a-fA-F]{3}", colour):
        return "#" + "".join(digit * 2 for digit in colour[1:]).lower()
    return colour.lower() if colour and re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else ""
