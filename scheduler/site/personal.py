"""What one person reads: where they must be, what changed for them, their calendar."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from scheduler.agenda import RANKS, by_day, clock, day_name, minutes_of, names, of_person
from scheduler.feed import Feed
from scheduler.fields import text_in
from scheduler.publication.news import for_person, news
from scheduler.roles import Role
from scheduler.sentence import Day
from scheduler.site.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from scheduler.agenda import Audience, Entry
    from scheduler.festival import Venue
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.site.build import Site
    from scheduler.site.pages import Pages
    from scheduler.timetable import Timetable

MAP = "https://www.openstreetmap.org/"


class Personal:
    """The page and the calendar of one person."""

    def __init__(self, site: Site, pages: Pages, person: str, folder: str) -> None:
        self.site, self.pages, self.person, self.folder = site, pages, person, folder

    def add(self) -> None:
        """Add its files to the site."""
        site = self.site
        first = spoken(site.problem, self.person) or site.lang
        for lang in LANGS:
            own, other = ("index.html", "other.html") if lang == first else ("other.html", "index.html")
            feed = site.calendar(f"{self.folder}/{lang}.ics", Feed(lang, person=self.person))
            changed, moment = recent(site.problem, site.publication, self.person, lang)
            site.files[f"{self.folder}/{own}"] = self.pages.page(
                "person.html", lang, "../../", site.problem.person_name(self.person, lang), private=True, other=other,
                days=Schedule(site.problem, site.timetable, self.person, lang).days(), feed=feed,
                recent=changed, recent_when="" if moment is None else self.pages.when(moment, lang),
                phones=phones(site.problem, lang),
            )  # fmt: skip


def spoken(problem: Problem, person: str) -> str:
    """The language of ours that somebody speaks; empty if nothing is known of it."""
    known = (problem.people[person].language or "").partition("-")[0].lower()
    return "ko" if known == "ko" else "en" if known else ""


def recent(problem: Problem, publication: Publication, person: str, lang: str) -> tuple[list[str], datetime | None]:
    """What the latest version that concerned them changed for them, and when."""
    for version in range(publication.version, 1, -1):
        changes = publication.changes_of(version)
        only = publication.model_copy(update={"changes": changes})
        told = for_person(problem, person, news(only, version - 1))
        if told:
            return [one.name(lang) for one in told], changes[0].at
    return [], None


def phones(problem: Problem, lang: str, audience: Audience = "guests") -> list[dict[str, str]]:
    """Whom the audience may call: name, number as written, and as it is dialled."""
    return [
        {"name": text_in(one.name, lang), "number": one.number, "dial": re.sub(r"[^\d+]", "", one.number)}
        for one in problem.festival.festival.phones
        if RANKS[one.visibility] <= RANKS[audience]
    ]


class Schedule:
    """Where one person must be, day after day, in a language."""

    def __init__(self, problem: Problem, timetable: Timetable, person: str, lang: str) -> None:
        self.problem, self.timetable, self.person, self.lang = problem, timetable, person, lang
        self.venues = {one.id: one for one in problem.festival.venues}
        own = problem.people[person].timezone
        self.zone = own if own and own != problem.festival.festival.timezone else ""

    def days(self) -> list[dict[str, Any]]:
        """The days, each with what there is."""
        shown = by_day(of_person(self.problem, self.timetable, self.person))
        return [{"name": day_name(day, self.lang), "entries": self._entries(found)} for day, found in shown.items()]

    def _entries(self, found: list[Entry]) -> list[dict[str, Any]]:
        """The entries of a day; an address is said once as long as they stay there."""
        made = [self._entry(one) for one in found]
        for number, (before, after) in enumerate(pairwise(found), 1):
            if before.room.venue == after.room.venue:
                made[number]["address"] = ""
        return made

    def _entry(self, entry: Entry) -> dict[str, Any]:
        lang, venue = self.lang, self.venues.get(entry.room.venue or "")
        where = [entry.room.name(lang), "" if venue is None else text_in(venue.name, lang) or venue.id]
        name = self.problem.person_name(self.person, lang)
        return {
            "title": entry.showing.name(lang), "where": ", ".join(one for one in where if one),
            "iso": entry.start.isoformat(), "until": entry.end.isoformat(),
            "start": clock(entry, entry.start), "end": clock(entry, entry.end), "roles": self._roles(entry),
            "address": "" if venue is None else text_in(venue.address, lang), "map": map_of(venue),
            "others": [one for one in names(entry, lang) if one != name],
            "abroad": self._abroad(entry), "call": self._call(entry),
        }  # fmt: skip

    def _roles(self, entry: Entry) -> str:
        """As what, and when if not throughout."""
        told: dict[str, list[str]] = {}
        for one in entry.showing.people:
            if one.person == self.person:
                span = "" if one.throughout else "–".join(clock(entry, moment) for moment in entry.needed(one))
                told.setdefault(one.role, []).append(span)
        for role in self._chosen(entry):
            told.setdefault(role, []).append("")
        return " · ".join(
            f"{Role(self.problem, role).name(self.lang)} {', '.join(filter(None, at))}".strip()
            for role, at in told.items()
        )

    def _chosen(self, entry: Entry) -> Iterator[str]:
        key = entry.showing.session.id, entry.showing.label
        for chosen in self.timetable.assignments:
            if chosen.person == self.person and (chosen.session, chosen.showing) == key:
                yield chosen.role

    def _begin(self, entry: Entry) -> datetime:
        """When they are first needed in it."""
        own = [entry.needed(one)[0] for one in entry.showing.people if one.person == self.person]
        return entry.start if not own or any(self._chosen(entry)) else min(own)

    def _call(self, entry: Entry) -> str:
        """When to be there: so many minutes before the first of their own as the free field ``guest_call`` says."""
        minutes = minutes_of(entry, "guest_call")
        return clock(entry, self._begin(entry) - timedelta(minutes=minutes)) if minutes else ""

    def _abroad(self, entry: Entry) -> str:
        """When it is where they are, if they take part from afar."""
        if not self.zone:
            return ""
        begin, end = (moment.astimezone(ZoneInfo(self.zone)) for moment in (entry.start, entry.end))
        return f"{Day(begin.date()).name(self.lang)} {begin:%H:%M}–{end:%H:%M} ({self.zone})"


def map_of(venue: Venue | None) -> str:
    """A map with the venue on it: by its place, else by its address."""
    if venue is not None and venue.geo is not None:
        return f"{MAP}?{urlencode({'mlat': venue.geo[0], 'mlon': venue.geo[1]})}#map=17/{venue.geo[0]}/{venue.geo[1]}"
    address = "" if venue is None else text_in(venue.address, "ko")
    return f"{MAP}search?{urlencode({'query': address})}" if address else ""
