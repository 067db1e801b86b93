"""A timetable as people read it: entries with local times, filtered by who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from scheduler.fields import text_in

if TYPE_CHECKING:
    from scheduler.festival import ShowingFields
    from scheduler.problem import Engagement, Problem, Room, Showing
    from scheduler.timetable import Placement, Timetable

Audience = Literal["public", "guests", "staff"]
RANKS = {"public": 0, "guests": 1, "staff": 2}


@dataclass(frozen=True)
class Entry:
    """One placed showing."""

    problem: Problem
    placement: Placement

    @property
    def showing(self) -> Showing:
        """What is shown."""
        return self.placement.showing

    @property
    def room(self) -> Room:
        """Where."""
        return self.problem.rooms[self.placement.room]

    @property
    def start(self) -> datetime:
        """Local, with its offset."""
        return self.at(self.placement.start)

    @property
    def end(self) -> datetime:
        """Local, without turnaround."""
        return self.at(self.placement.end, up=True)

    @property
    def ready(self) -> datetime:
        """When turnaround is over and the room is free again."""
        after = 0 if self.showing.in_blocks else self.room.turnaround(self.showing.type)
        return self.at(self.placement.end + after, up=True)

    @property
    def day(self) -> date:
        """The festival day it belongs to."""
        return self.problem.clock.day(self.placement.start // self.problem.minute)

    def at(self, ticks: int, *, up: bool = False) -> datetime:
        """Local time at so many ticks, to the minute."""
        minute = self.problem.minute
        return self.problem.clock.local(-(-ticks // minute) if up else ticks // minute)

    def title(self, lang: str) -> str:
        """Title without the label."""
        return text_in(self.showing.session.title, lang) or self.showing.session.id

    def parts(self) -> Iterator[tuple[str, datetime, datetime]]:
        """Name, begin and end of each part."""
        for name, begin, end in self.showing.parts:
            yield name, self.at(self.placement.start + begin), self.at(self.placement.start + end, up=True)

    def needed(self, one: Engagement) -> tuple[datetime, datetime]:
        """From when to when somebody is needed."""
        begin, end = one.span(self.placement.start, self.placement.end)
        return self.at(begin), self.at(end, up=True)


def entries(
    problem: Problem, timetable: Timetable, audience: Audience = "public", now: datetime | None = None
) -> list[Entry]:
    """Everything that the audience may see, in order of start: the one filter for all outputs."""
    moment = now or datetime.now(UTC)
    found = [Entry(problem, placement) for placement in timetable.by_time]
    return [entry for entry in found if visible(entry, audience, moment)]


def visible(entry: Entry, audience: Audience, now: datetime) -> bool:
    """Whether they may know of it yet."""
    session = entry.showing.session
    shown = next((own.visibility for own in _own(entry.showing) if own.visibility), session.visibility)
    if RANKS[shown] > RANKS[audience]:
        return False
    if session.embargo_until is None or audience == "staff":
        return True
    until = session.embargo_until
    aware = until if until.tzinfo else until.replace(tzinfo=entry.problem.clock.tz)
    return now >= aware


def _own(showing: Showing) -> Iterable[ShowingFields]:
    session = showing.session
    return [] if isinstance(session.showings, int) else [one for one in session.showings if one.label == showing.label]


def by_day(found: Iterable[Entry]) -> dict[date, list[Entry]]:
    """Entries of each festival day, in order."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(found, key=lambda one: (one.day, one.start, one.room.index)):
        days.setdefault(entry.day, []).append(entry)
    return days


def clock(entry: Entry, moment: datetime) -> str:
    """ "HH:MM"; past midnight of the festival day counted on, such as 25:30."""
    days = (moment.date() - entry.day).days
    return f"{moment.hour + 24 * max(0, days):02d}:{moment.minute:02d}"


def names(entry: Entry, lang: str) -> list[str]:
    """Who is on stage, each once, in the document's order."""
    return list(dict.fromkeys(entry.problem.person_name(one.person, lang) for one in entry.showing.people))


WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "ko": ("월", "화", "수", "목", "금", "토", "일")}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_name(day: date, lang: str) -> str:
    """ "Friday" short and the date, in words of the language."""
    weekday = WEEKDAYS[lang][day.weekday()]
    if lang == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일({weekday})"
    return f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}"


def minutes_between(begin: datetime, end: datetime) -> int:
    """Whole minutes."""
    return round((end.astimezone(UTC) - begin.astimezone(UTC)) / timedelta(minutes=1))
