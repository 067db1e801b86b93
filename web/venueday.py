"""One day of one venue, as those who work there need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.agenda import Entry, by_day, clock, day_name, entries
from scheduler.agenda import names as names_in
from scheduler.fields import text_in
from scheduler.publication.news import told
from scheduler.sentence import Day
from web.taps import Course

if TYPE_CHECKING:
    from scheduler.publication.document import Change
    from web.publishing import Announced


@dataclass(frozen=True)
class Line:
    """A showing."""

    session: str
    label: int
    title: str
    room: str
    start: str
    end: str
    ready: str
    """When the room must be clear; empty if at once."""
    iso: str
    people: list[str]
    changed: str
    """What this version changed of it."""
    course: Course
    started: str
    ended: str


@dataclass(frozen=True)
class Asked:
    """What of it somebody wants to see; empty: today, all halls."""

    day: str = ""
    room: str = ""


class VenueDay:
    """What a venue, or one of its halls, has on a day, for its staff; without a venue everything."""

    def __init__(
        self, out: Announced, venue: str, asked: Asked, lang: str, courses: Mapping[tuple[str, int], Course]
    ) -> None:
        self.out, self.venue, self.lang, self.courses = out, venue, lang, courses
        self.problem = out.problem
        self.room = asked.room if self._here(asked.room) else ""
        self.day = self._chosen(asked.day)

    @property
    def title(self) -> str:
        """The name of the venue."""
        found = next((one for one in self.problem.festival.venues if one.id == self.venue), None)
        if found is None:
            about = self.problem.festival.festival
            return text_in(about.name, self.lang) or about.id
        return text_in(found.name, self.lang) or found.id

    @property
    def name(self) -> str:
        """The day in words."""
        return "" if self.day is None else day_name(self.day, self.lang)

    @property
    def today(self) -> bool:
        """Whether it is that day now."""
        return self.day == self._now

    @cached_property
    def days(self) -> list[tuple[str, str, bool]]:
        """Date, name and whether it is shown, of every day on which there is something."""
        return [(one.isoformat(), Day(one).name(self.lang), one == self.day) for one in self._found]

    @cached_property
    def rooms(self) -> list[tuple[str, str, bool]]:
        """Id, name and whether it alone is shown, of every hall of the venue."""
        halls = [one for one in self.problem.rooms if self._here(one.id)]
        return [(one.id, one.name(self.lang), one.id == self.room) for one in halls]

    @cached_property
    def lines(self) -> list[Line]:
        """What there is, in order of time."""
        found = self._found.get(self.day, ()) if self.day else ()
        return [self._line(entry) for entry in found if self.room in ("", entry.room.id)]

    @cached_property
    def gone(self) -> list[str]:
        """What this version took away from here on this day."""
        return [
            sentence.text(self.lang)
            for change in self._changes.values()
            if self._left(change) and (sentence := told(self.problem, change.old, change.new))
        ]

    @cached_property
    def _found(self) -> dict[date, list[Entry]]:
        shown = entries(self.problem, self.out.timetable, "staff")
        return by_day(one for one in shown if self.venue in ("", one.room.venue))

    @cached_property
    def _changes(self) -> dict[tuple[str, int], Change]:
        changes = self.out.publication.changes_of(self.out.version)
        return {(one.session, one.showing): one for one in changes if one.moved}

    @property
    def _now(self) -> date:
        clock_ = self.problem.clock
        return clock_.day(clock_.minutes(datetime.now(UTC).astimezone(clock_.tz)))

    def _chosen(self, wanted: str) -> date | None:
        """The day asked for, else today, else the next, else the last."""
        asked = next((one for one in self._found if one.isoformat() == wanted), None)
        later = [one for one in self._found if one >= self._now]
        return asked or next(iter([*later, *list(self._found)[-1:]]), None)

    def _left(self, change: Change) -> bool:
        """Whether it was here on this day, and is not any more."""
        old, new = change.old, change.new
        if old is None or not self._here(old.room) or self._day_of(old.start) != self.day:
            return False
        return new is None or not self._here(new.room) or self._day_of(new.start) != self.day

    def _here(self, room: str) -> bool:
        index = self.problem.room_index.get(room)
        return self.venue == "" or (index is not None and self.problem.rooms[index].venue == self.venue)

    def _day_of(self, moment: datetime) -> date:
        return self.problem.clock.day(self.problem.clock.minutes(moment.astimezone(self.problem.clock.tz)))

    def _line(self, entry: Entry) -> Line:
        key = entry.showing.session.id, entry.showing.label
        course = self.courses.get(key, Course())
        change = self._changes.get(key)
        news = None if change is None or self.out.version == 1 else told(self.problem, change.old, change.new)
        return Line(
            session=key[0],
            label=key[1],
            title=entry.showing.name(self.lang),
            room=entry.room.name(self.lang),
            start=clock(entry, entry.start),
            end=clock(entry, entry.end),
            ready=clock(entry, entry.ready) if entry.ready > entry.end else "",
            iso=entry.start.isoformat(),
            people=names_in(entry, self.lang, "staff"),
            changed="" if news is None else news.text(self.lang),
            course=course,
            started=self._local(course.started),
            ended=self._local(course.ended),
        )

    def _local(self, moment: datetime | None) -> str:
        return "" if moment is None else f"{moment.astimezone(self.problem.clock.tz):%H:%M}"
