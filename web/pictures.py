"""The timetable as pictures: use of halls, audience and seats, tracks by day, load of people, clashes of interest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from scheduler.agenda import Entry
from scheduler.fields import text_in
from scheduler.sentence import Day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from web.workspace import Workspace

MOST = 25
"""People and clashes that are shown, the most loaded first."""


@dataclass(frozen=True)
class Bar:
    """A line of a chart: what it is of, its value, and how long it is in hundredths of the longest or of the whole."""

    name: str
    value: float
    share: float
    more: float = 0
    """A second value: seats beside an audience, sessions beside hours."""


@dataclass(frozen=True)
class Clash:
    """Two sessions at once that some people want to see both of."""

    one: str
    other: str
    people: int
    minutes: int


class Pictures:
    """Those of a timetable, in a language."""

    def __init__(self, work: Workspace, lang: str) -> None:
        self.problem, self.timetable, self.lang = work.problem, work.timetable, lang

    @cached_property
    def entries(self) -> list[Entry]:
        """All that is placed, by time."""
        return [Entry(self.problem, one) for one in self.timetable.by_time]

    def days(self) -> list[str]:
        """Short name of each festival day."""
        return [Day(one).name(self.lang) for one in self.problem.days]

    def halls(self) -> list[tuple[str, list[Bar]]]:
        """Hours in use with turnaround, of each hall on each day, and how they compare with the longest."""
        hours: dict[tuple[int, int], float] = defaultdict(float)
        for one in self.entries:
            hours[one.placement.room, one.placement.day] += (one.ready - one.start).total_seconds() / 3600
        longest = max(hours.values(), default=0) or 1
        return [
            (
                room.name(self.lang),
                [
                    Bar(day, round(hours[room.index, n], 1), 100 * hours[room.index, n] / longest)
                    for n, day in enumerate(self.days())
                ],
            )
            for room in self.problem.rooms
        ]

    def seats(self) -> list[Bar]:
        """People expected in each hall, beside its seats in these showings; as long as the part that is filled."""
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for one in self.entries:
            if one.showing.has_audience:
                found[one.placement.room][0] += one.showing.audience
                found[one.placement.room][1] += self.problem.rooms[one.placement.room].seats
        return [
            Bar(self.problem.rooms[index].name(self.lang), people, min(100, 100 * people / max(1, seats)), seats)
            for index, (people, seats) in sorted(found.items())
        ]

    def tracks(self) -> list[tuple[str, list[Bar]]]:
        """Showings of each track on each day, and how many they are beside the most of any."""
        counts: dict[tuple[str, int], int] = defaultdict(int)
        for one in self.entries:
            if one.showing.track:
                counts[one.showing.track, one.placement.day] += 1
        most = max(counts.values(), default=0) or 1
        return [
            (
                text_in(track.name, self.lang) or track.id,
                [Bar(day, counts[track.id, n], 100 * counts[track.id, n] / most) for n, day in enumerate(self.days())],
            )
            for track in self.problem.festival.tracks
        ]

    def people(self) -> list[Bar]:
        """Hours of each person on stage, and how many showings; the most loaded first."""
        hours, times = defaultdict[str, float](float), defaultdict[str, int](int)
        for one in self.entries:
            for person in one.showing.persons:
                hours[person] += (one.end - one.start).total_seconds() / 3600
                times[person] += 1
        first = sorted(hours, key=lambda one: (-hours[one], one))[:MOST]
        longest = max(hours.values(), default=0) or 1
        name = self.problem.person_name
        return [
            Bar(name(one, self.lang), round(hours[one], 1), 100 * hours[one] / longest, times[one]) for one in first
        ]

    def clashes(self) -> list[Clash]:
        """What lies at once of what people want to see all of; where most are concerned first."""
        placed: dict[str, list[Entry]] = defaultdict(list)
        for one in self.entries:
            placed[one.showing.session.id].append(one)
        found = [
            Clash(first.title(self.lang), second.title(self.lang), interest.people, minutes)
            for interest in self.problem.festival.interests
            for mine, theirs in combinations(interest.sessions, 2)
            for first, second, minutes in _least(placed[mine], placed[theirs])
        ]
        return sorted(found, key=lambda one: (-one.people, -one.minutes, one.one))[:MOST]


def _least(some: Iterable[Entry], others: list[Entry]) -> list[tuple[Entry, Entry, int]]:
    """The two showings that overlap least, if even they do: whoever wants to see both takes these."""
    pairs = [(one, other, _common(one, other)) for one in some for other in others]
    least = min(pairs, key=lambda pair: pair[2], default=None)
    return [least] if least is not None and least[2] > 0 else []


def _common(one: Entry, other: Entry) -> int:
    """Minutes that both run; below zero if one is over before the other begins."""
    return int((min(one.end, other.end) - max(one.start, other.start)).total_seconds() // 60)
