"""Which showings a person, a room, a building, a track or everybody follows, and which have just left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from scheduler.agenda import entries, may_know, of_person
from scheduler.fields import text_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from scheduler.agenda import Audience, Entry
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.publication.document import Announcement, Change
    from scheduler.timetable import Timetable

FAREWELL = timedelta(hours=72)
"""How long a calendar says that something was cancelled, or is here no more."""
LANGS = {"en": ("en",), "ko": ("ko",), "both": ("ko", "en")}


@dataclass(frozen=True)
class Feed:
    """What is followed: by a person, of a room, a building or a track, or all; and in which language it is told."""

    lang: str = "en"
    """en, ko, or both."""
    person: str | None = None
    room: str | None = None
    track: str | None = None
    audience: Audience = "public"
    """Who reads it; a person sees all that they are in, whoever else may."""
    venue: str | None = None
    rooms: frozenset[str] = frozenset()
    """Of a building those that it has, and had."""

    @classmethod
    def of_venue(
        cls, problem: Problem, venue: str, lang: str, audience: Audience = "public", told: Publication | None = None
    ) -> Feed:
        """What is in a building; rooms that the festival has no more are known by what was told of them."""
        name = next((one.name or one.id for one in problem.festival.venues if one.id == venue), venue)
        sides = () if told is None else (*(one.now for one in told.showings), *(one.old for one in told.changes))
        gone = {side.room for side in sides if side and side.venue == name and side.room not in problem.room_index}
        own = {room.id for room in problem.rooms if room.venue == venue}
        return cls(lang, audience=audience, venue=venue, rooms=frozenset(own | gone))

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages in which everything is said, one after the other."""
        return LANGS[self.lang]

    @property
    def told(self) -> Audience:
        """Who else they may read of: a person as much as guests."""
        return "guests" if self.person and self.audience == "public" else self.audience

    def title(self, problem: Problem) -> str:
        """The festival, and what of it."""
        return " / ".join(dict.fromkeys(self._title(problem, lang) for lang in self.langs))

    def _title(self, problem: Problem, lang: str) -> str:
        about = problem.festival.festival
        parts = [text_in(about.name, lang) or about.id]
        if self.person:
            parts.append(problem.person_name(self.person, lang))
        if self.room:
            parts.append(problem.rooms[problem.room_index[self.room]].name(lang))
        if self.venue:
            name = next((one.name for one in problem.festival.venues if one.id == self.venue), "")
            parts.append(text_in(name, lang) or self.venue)
        if self.track:
            parts.append(text_in(problem.tracks[self.track].name, lang) or self.track)
        return " · ".join(parts)

    def shown(self, problem: Problem, timetable: Timetable, now: datetime) -> list[Entry]:
        """The showings in it, in order of start."""
        if self.person:
            found = of_person(problem, timetable, self.person)
        else:
            found = entries(problem, timetable, self.audience, now)
        return [entry for entry in found if self.holds(entry.room.id, entry.showing.track)]

    def gone(self, publication: Publication, live: Collection[tuple[str, int]], now: datetime) -> list[Change]:
        """What left it in the last 72 hours and is not back: the latest such change of each, in order of start.

        ``live`` are the showings in it, by session and label.
        """
        found: dict[tuple[str, int], Change] = {}
        for change in publication.changes:
            key = change.session, change.showing
            if key not in live and change.at <= now < change.at + FAREWELL and self._held(change.old, change.at):
                found[key] = change
        return sorted(found.values(), key=lambda one: (one.old and one.old.start, one.session, one.showing))

    def changed(self, publication: Publication, live: Collection[tuple[str, int]], now: datetime) -> datetime | None:
        """When it last became as it is; None if nothing is in it, because nobody was told of a change of its name then.

        A version that changed a showing in it does it, and the end of an embargo or of a farewell.
        ``live`` are the showings in it, by session and label.
        """
        moments = []
        for change in publication.changes:
            left = self._held(change.old, change.at)
            if left or self._held(change.new, change.at):
                moments.append(change.at)
            if left and change.at + FAREWELL <= now:
                moments.append(change.at + FAREWELL)
        for one in (publication.by_key[key] for key in live):
            moments.append(one.changed)
            if one.now and one.now.embargo_until and one.now.embargo_until <= now:
                moments.append(one.now.embargo_until)
        return max(moments) if live else None

    def _held(self, told: Announcement | None, at: datetime) -> bool:
        """Whether a showing so announced was in it."""
        if told is None or not self.holds(told.room, told.track):
            return False
        if self.person:
            return bool(told.appearances(self.person))
        return may_know(self.audience, told.visibility, told.embargo_until, at)

    def holds(self, room: str, track: str | None) -> bool:
        """Whether what is in that room, of that track, is in it."""
        here = self.room in (None, room) and (self.venue is None or room in self.rooms)
        return here and self.track in (None, track)
