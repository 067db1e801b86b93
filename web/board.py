"""One day of a festival as a page draws it: rooms side by side, time downwards, in minutes from the first hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scheduler.agenda import Entry, day_name, minutes_between
from scheduler.fields import text_in
from scheduler.formats.html import PLAIN, track_hues
from scheduler.reasons import reason
from scheduler.sentence import Day
from web.cards import Card, Spot, spots
from web.waiving import Accepted, accepted, handle

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable
    from web.workspace import Workspace

TOLD = 5
"""Showings that lie nowhere up to which each is told why on the board; with more, on their own pages."""
LITTLE = 30
"""Minutes that are drawn before the first and after the last opening hour."""


@dataclass(frozen=True)
class Hue:
    """A colour of the legend."""

    number: int
    name: str
    colour: str


@dataclass(frozen=True)
class Loose:
    """A showing that lies nowhere."""

    key: str
    session: str
    label: int
    title: str
    minutes: int
    optional: bool
    hue: int
    people: list[str]
    why: str
    """What stands in its way; empty if there are many such."""


@dataclass(frozen=True)
class Trouble:
    """A must that is broken: the sentence, and the first card that it is about."""

    text: str
    key: str
    day: int
    """Number of the day; -1: on none."""
    handle: dict[str, str]
    """What names it in a form."""


class Board:
    """A day."""

    def __init__(self, work: Workspace, day: int, lang: str) -> None:
        self.work, self.problem, self.lang = work, work.problem, lang
        self.number, self.day = day, work.problem.days[day]
        placed = work.timetable.by_time
        self.entries = [Entry(self.problem, one) for one in placed if one.day == day]
        self.rooms = list(self.problem.rooms)
        self.first, self.minutes = self._span()

    @cached_property
    def hues(self) -> list[Hue]:
        """The legend."""
        return list(_hues(self.problem, self.lang))

    @property
    def name(self) -> str:
        """The day in words."""
        own = next((one.name for one in self.problem.festival.days if one.date == self.day), "")
        return " · ".join(part for part in (day_name(self.day, self.lang), text_in(own, self.lang)) if part)

    def days(self) -> list[tuple[int, str, int]]:
        """Number, short name and showings of every day."""
        counts: dict[int, int] = defaultdict(int)
        for one in self.work.timetable:
            counts[one.day] += 1
        return [(n, Day(day).name(self.lang), counts[n]) for n, day in enumerate(self.problem.days)]

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the cards can be narrowed to: of tracks, people and rooms the values and their names."""
        people = [(one.id, text_in(one.name, self.lang) or one.id) for one in self.problem.festival.people]
        return [
            ("track", [(str(one.number), one.name) for one in self.hues if one.number]),
            ("person", sorted(people, key=lambda one: one[1])),
            ("room", [(room.id, room.name(self.lang)) for room in self.rooms]),
        ]

    def hours(self) -> list[tuple[int, str]]:
        """Minutes and text of every full hour; past midnight counted on."""
        begin = self.problem.clock.at(self.day, 0)
        return [(n, f"{(self._elapsed(n) - begin) // 60:02d}:00") for n in range(0, self.minutes + 1, 60)]

    def closed(self) -> Iterator[tuple[int, int, int]]:
        """Column, begin and length of every stretch in which a room is closed."""
        low = self._ticks(0)
        high = self._ticks(self.minutes)
        for column, room in enumerate(self.rooms):
            last = low
            for begin, end in room.hours:
                if begin > last and begin > low and last < high:
                    yield column, self._from(last), self._from(min(begin, high)) - self._from(last)
                last = max(last, end)
            if last < high:
                yield column, self._from(last), self.minutes - self._from(last)

    def cards(self) -> list[Card]:
        """Every showing of the day, in order of time."""
        return [spot.card for spot in self.spots]

    @cached_property
    def spots(self) -> list[Spot]:
        """The same before anything is put into words."""
        return spots(self)

    def loose(self) -> list[Loose]:
        """What lies nowhere, longest first."""
        minute, there = self.problem.minute, self.work.timetable
        found = [one for one in self.problem.showings if there.of(one) is None]
        made = [
            Loose(
                one.key,
                one.session.id,
                one.label,
                one.name(self.lang),
                -(-one.duration // minute),
                one.optional,
                self.hue_of(one),
                sorted(one.persons),
                self._why(one) if len(found) <= TOLD else "",
            )
            for one in found
        ]
        return sorted(made, key=lambda one: (one.optional, -one.minutes, one.title))

    def _why(self, showing: Showing) -> str:
        """Why it lies nowhere, worked out once a timetable."""
        told = self.work.timetable.cached(
            ("why", showing.index), lambda: reason(self.problem, showing, self.work.timetable)
        )
        return told.text(self.lang)

    def troubles(self) -> list[Trouble]:
        """Musts that are broken, but for what lies nowhere; those of this day first."""
        found = [
            Trouble(one.sentence.text(self.lang), first.showing.key, first.day, handle(one))
            for one in self.work.report.broken
            for first in one.placements[:1]
        ]
        return sorted(found, key=lambda one: (one.day != self.number, one.day))

    def accepted(self) -> list[Accepted]:
        """Musts that are broken and accepted."""
        return list(accepted(self.work))

    def hue_of(self, showing: Showing) -> int:
        """Its number in the legend."""
        tracks = [one.id for one in self.problem.festival.tracks]
        return tracks.index(showing.track) + 1 if showing.track in tracks else 0

    def _span(self) -> tuple[datetime, int]:
        """The full hour before anything opens or begins, and minutes until all is closed and cleared."""
        minute, tick_day = self.problem.minute, self._day_ticks()
        begins = [low for room in self.problem.rooms for low, _ in room.hours if tick_day[0] <= low < tick_day[1]]
        ends = [
            min(high, tick_day[1] + 12 * 60 * minute)
            for room in self.problem.rooms
            for low, high in room.hours
            if tick_day[0] <= low < tick_day[1]
        ]
        begins += [one.placement.start for one in self.entries]
        ends += [one.placement.end + one.room.turnaround_after(one.showing) for one in self.entries]
        first = self.problem.clock.local(min(begins, default=tick_day[0] + 9 * 60 * minute) // minute).replace(minute=0)
        last = self.problem.clock.local(-(-max(ends, default=tick_day[0] + 18 * 60 * minute) // minute))
        return first, -(-minutes_between(first, last) // 30) * 30

    def _day_ticks(self) -> tuple[int, int]:
        """When the festival day begins and ends, in ticks."""
        clock_, minute = self.problem.clock, self.problem.minute
        begin = clock_.at(self.day, clock_.day_ends) * minute
        return begin, clock_.at(self.day + timedelta(days=1), clock_.day_ends) * minute

    def _elapsed(self, minutes: int) -> int:
        return self.problem.clock.minutes(self.first) + minutes

    def _ticks(self, minutes: int) -> int:
        return self._elapsed(minutes) * self.problem.minute

    def _from(self, ticks: int) -> int:
        return ticks // self.problem.minute - self.problem.clock.minutes(self.first)

    def minute_of(self, ticks: int) -> int:
        """Minutes from the top of the board."""
        return self._from(ticks)


def now_day(problem: Problem, timetable: Timetable) -> int:
    """The day of today, else the first that has something; without a timetable the first."""
    today = datetime.now(UTC).astimezone(problem.clock.tz).date()
    if today in problem.days:
        return problem.days.index(today)
    return min((one.day for one in timetable if one.day >= 0), default=0)


def _hues(problem: Problem, lang: str) -> Iterator[Hue]:
    colours: dict[str, Any] = track_hues(problem)
    yield Hue(0, "", PLAIN)
    for number, track in enumerate(problem.festival.tracks, 1):
        yield Hue(number, text_in(track.name, lang) or track.id, colours[track.id])
