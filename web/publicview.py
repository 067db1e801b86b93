"""The public programme of a publication: only what the one filter lets through."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scheduler.agenda import Entry, by_day, clock, day_name, entries, names
from scheduler.fields import text_in
from scheduler.formats.html import track_hues
from scheduler.publication.news import public_news
from scheduler.sentence import Day
from scheduler.site.personal import map_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from scheduler.festival import Film
    from web.publishing import Announced


@dataclass(frozen=True)
class Filter:
    """What is looked for; empty is everything."""

    day: str = ""
    room: str = ""
    track: str = ""
    q: str = ""

    @cached_property
    def words(self) -> list[str]:
        """The words that must all be there."""
        return _plain(self.q).split()

    def takes(self, entry: Entry, text: str) -> bool:
        """Whether it is one of them; ``text`` is all that is said of it."""
        return (
            (not self.day or self.day == entry.day.isoformat())
            and self.room in ("", entry.room.id)
            and self.track in ("", entry.showing.track)
            and all(word in text for word in self.words)
        )


@dataclass(frozen=True)
class Told:
    """A showing as the public reads it."""

    session: str
    label: int
    anchor: str
    title: str
    day: str
    start: str
    end: str
    iso: str
    until: str
    room: str
    venue: str
    address: str
    map: str
    track: str
    hue: str
    people: list[str]
    films: list[dict[str, str]]
    abstract: str
    changed: list[str]
    """What versions changed of it, the latest last."""


def public_view(out: Announced, lang: str, moment: datetime) -> PublicView:
    """What of it the public may read since ``moment``, when something in it turned last; worked out once."""
    return out.problem.cached(("public", out.version, lang, moment), lambda: PublicView(out, lang, moment))


class PublicView:
    """What of a publication the public may read at a moment, in a language."""

    def __init__(self, out: Announced, lang: str, now: datetime) -> None:
        self.out, self.problem, self.lang, self.now = out, out.problem, lang, now
        self.venues = {one.id: one for one in self.problem.festival.venues}
        self.hues = track_hues(self.problem)

    @property
    def title(self) -> str:
        """The festival."""
        about = self.problem.festival.festival
        return text_in(about.name, self.lang) or about.id

    @cached_property
    def entries(self) -> list[Entry]:
        """All that is public."""
        return entries(self.problem, self.out.timetable, "public", self.now)

    def entry(self, key: tuple[str, int]) -> Entry | None:
        """One showing, if it is public."""
        return next((one for one in self.entries if (one.showing.session.id, one.showing.label) == key), None)

    def days(self, wanted: Filter) -> list[dict[str, Any]]:
        """Each day with what is looked for."""
        return [
            {"name": day_name(day, self.lang), "showings": [self._told[one.showing.index] for one in shown]}
            for day, found in self._by_day.items()
            if (
                shown := [one for one in found if wanted.takes(one, self._texts[one.showing.index] if wanted.q else "")]
            )
        ]

    @cached_property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What can be chosen of: days, rooms and tracks in which there is something public."""
        rooms = {one.room.id: one.room.name(self.lang) for one in sorted(self.entries, key=lambda one: one.room.index)}
        used = {one.showing.track for one in self.entries}
        tracks = [(one.id, text_in(one.name, self.lang) or one.id) for one in self.problem.festival.tracks]
        days = [(day.isoformat(), Day(day).name(self.lang)) for day in self._by_day]
        return [("day", days), ("room", list(rooms.items())), ("track", [one for one in tracks if one[0] in used])]

    @cached_property
    def _by_day(self) -> dict[date, list[Entry]]:
        return by_day(self.entries)

    @cached_property
    def _told(self) -> dict[int, Told]:
        return {one.showing.index: self.showing(one) for one in self.entries}

    @cached_property
    def _texts(self) -> dict[int, str]:
        return {one.showing.index: self._text(one) for one in self.entries}

    def showing(self, entry: Entry) -> Told:
        """One of them."""
        lang, showing = self.lang, entry.showing
        venue = self.venues.get(entry.room.venue or "")
        track = self.problem.tracks.get(showing.track or "")
        return Told(
            session=showing.session.id,
            label=showing.label,
            anchor=showing.key.replace("#", "-"),
            title=showing.name(lang),
            day=day_name(entry.day, lang),
            start=clock(entry, entry.start),
            end=clock(entry, entry.end),
            iso=entry.start.isoformat(),
            until=entry.end.isoformat(),
            room=entry.room.name(lang),
            venue="" if venue is None else text_in(venue.name, lang) or venue.id,
            address="" if venue is None else text_in(venue.address, lang),
            map=map_of(venue),
            track="" if track is None else text_in(track.name, lang) or track.id,
            hue=self.hues.get(showing.track or "", ""),
            people=names(entry, lang),
            films=[self._film(one) for one in showing.films],
            abstract=text_in(showing.session.abstract, lang),
            changed=self._changed(entry),
        )

    def _changed(self, entry: Entry) -> list[str]:
        key = entry.showing.session.id, entry.showing.label
        changes = [one for one in self.out.publication.changes if (one.session, one.showing) == key]
        return [one.text(self.lang) for one in public_news(self.problem, changes)]

    def _film(self, film: Film) -> dict[str, str]:
        title, original = text_in(film.title, self.lang) or film.id, text_in(film.original_title, self.lang)
        facts = [", ".join(film.directors), film.country, film.year, f"{film.runtime:g}′" if film.runtime else ""]
        return {
            "title": title,
            "original": original if original != title else "",
            "facts": " · ".join(str(one) for one in facts if one),
            "synopsis": text_in(film.synopsis, self.lang),
        }

    def _text(self, entry: Entry) -> str:
        """All that can be looked for, in both languages."""
        showing, told = entry.showing, []
        for lang in ("en", "ko"):
            told += [showing.name(lang), entry.room.name(lang), text_in(showing.session.abstract, lang)]
            told += names(entry, lang)
            told += [text_in(one, lang) for film in showing.films for one in (film.title, film.original_title)]
        told += [director for film in showing.films for director in film.directors]
        return _plain(" ".join(told))


def _plain(text: str) -> str:
    """As it is compared: composed, in small letters."""
    return unicodedata.normalize("NFKC", text).casefold()
