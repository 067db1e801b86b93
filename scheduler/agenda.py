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
    def several(self) -> bool:
        """Whether its session is given more than once, so that the label must be said."""
        showings = self.showing.session.showings
        return not isinstance(showings, int) or showings > 1

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
    """Everything that the audience may see, in order of start; with ``of_person`` what every output begins with."""
    moment = now or datetime.now(UTC)
    found = [Entry(problem, placement) for placement in timetable.by_time]
    return [entry for entry in found if may_know(audience, visibility(entry), embargo(entry), moment)]


def may_know(audience: Audience, visibility: Audience, embargo: datetime | None, now: datetime) -> bool:
    """Whether they may know of something that is so visible, and of which nobody is to know before the embargo ends.

    The one filter: no page, feed, sheet, export or mail decides this for itself.
    """
    if RANKS[visibility] > RANKS[audience]:
        return False
    return embargo is None or audience == "staff" or now >= embargo


def embargo(entry: Entry) -> datetime | None:
    """Until when only the staff may know of it."""
    until = entry.showing.session.embargo_until
    return until if until is None or until.tzinfo else until.replace(tzinfo=entry.problem.clock.tz)


def visibility(entry: Entry) -> Audience:
    """Who may know of the showing: what it says itself, else its session."""
    own = next((one.visibility for one in _own(entry.showing) if one.visibility), None)
    return own or entry.showing.session.visibility


def _own(showing: Showing) -> Iterable[ShowingFields]:
    session = showing.session
    return [] if isinstance(session.showings, int) else [one for one in session.showings if one.label == showing.label]


def minutes_of(entry: Entry, name: str) -> float:
    """Minutes in the nearest free field of that name: of showing, session, room or festival; 0 if there is none."""
    festival = entry.problem.festival
    places = [*_own(entry.showing), entry.showing.session, festival.rooms[entry.room.index], festival.festival]
    value = next((one.fields[name] for one in places if name in one.fields), 0)
    return float(value) if isinstance(value, (int, float)) and 0 <= value <= 24 * 60 else 0.0


def of_person(problem: Problem, timetable: Timetable, person: str) -> list[Entry]:
    """Everything that somebody must be at: what they are needed in, and what they were chosen for.

    Whoever must be there has to know of it, whoever else may.
    """
    chosen = {(one.session, one.showing) for one in timetable.assignments if one.person == person}
    return [
        Entry(problem, placement)
        for placement in timetable.by_time
        if person in placement.showing.persons or (placement.showing.session.id, placement.showing.label) in chosen
    ]


def by_day(found: Iterable[Entry]) -> dict[date, list[Entry]]:
    """Entries of each festival day, in order."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(found, key=lambda one: (one.day, one.start, one.room.index)):
        days.setdefault(entry.day, []).append(entry)
    return days


def clock(entry: Entry, moment: datetime) -> str:
    """Hours and minutes as HH:MM; past midnight of the festival day counted on, such as 25:30."""
    days = (moment.date() - entry.day).days
    return f"{moment.hour + 24 * max(0, days):02d}:{moment.minute:02d}"


def names(entry: Entry, lang: str, audience: Audience = "public") -> list[str]:
    """Who is in it, each once, in the document's order; whom the audience may not know of is left out."""
    people = entry.problem.people
    known = dict.fromkeys(one.person for one in entry.showing.people)
    return [
        entry.problem.person_name(one, lang)
        for one in known
        if one not in people or RANKS[people[one].visibility] <= RANKS[audience]
    ]


def lanes(found: Iterable[Entry]) -> list[tuple[Entry, int, int]]:
    """Entries of one room, each with its lane and how many lanes there are beside each other just then."""
    laid: list[tuple[Entry, int, int]] = []
    cluster: list[tuple[Entry, int]] = []
    ends: list[datetime] = []
    for entry in sorted(found, key=lambda one: (one.start, one.end)):
        if ends and all(end <= entry.start for end in ends):
            laid += [(one, lane, len(ends)) for one, lane in cluster]
            cluster, ends = [], []
        lane = next((number for number, end in enumerate(ends) if end <= entry.start), len(ends))
        ends[lane : lane + 1] = [entry.end]
        cluster.append((entry, lane))
    return laid + [(one, lane, len(ends)) for one, lane in cluster]


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
    """Weekday and date in words of the language."""
    weekday = WEEKDAYS[lang][day.weekday()]
    if lang == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일({weekday})"
    return f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}"


def minutes_between(begin: datetime, end: datetime) -> int:
    """Whole minutes."""
    return round((end.astimezone(UTC) - begin.astimezone(UTC)) / timedelta(minutes=1))
