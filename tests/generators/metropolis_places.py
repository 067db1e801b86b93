"""Metropolis: its days, buildings and halls, their hours, and the walks between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property

from .common import Item, both, clock
from .metropolis_halls import FURTHER, GEO, HALLS, NEEDED_FIRST, SHORT_NAMES, VENUES, WALKS
from .metropolis_size import Size, size_of

FIRST = date(2027, 9, 2)
ALL_NIGHT_DAY = 2
ALL_NIGHT_HALLS = ("riverside-1", "riverside-2", "riverside-3")
OPENING_HALL = "palace-1"
PRESS_HALLS = ("station-3", "station-4", "station-5")
TALK_HALLS = (
    "arts-2", "arts-3", "library-1", "library-2", "library-3", "university-2", "university-3", "university-4",
)  # fmt: skip

Hours = tuple[int, int]


def at(day: int, minutes: int) -> str:
    """Local time so many minutes after midnight of a festival day, counted from 0."""
    moment = datetime(FIRST.year, FIRST.month, FIRST.day) + timedelta(days=day, minutes=minutes)
    return moment.isoformat(timespec="minutes")


def date_of(day: int) -> str:
    """Date of a festival day, counted from 0."""
    return (FIRST + timedelta(days=day)).isoformat()


def _hours(first: str, last: str) -> Hours:
    (a, b), (c, d) = first.split(":"), last.split(":")
    return int(a) * 60 + int(b), int(c) * 60 + int(d)


OPEN_FOR_A_SHOWING = 202
"""Minutes that halls are open for, together, for each showing."""
LONG_DAYS = (1, 2, 3)
"""Friday to Sunday, counted from the first Thursday."""
WORKING, WEEKEND, LAST = "working", "weekend", "last"
HOURS: dict[str, dict[str, Hours]] = {
    "palace": {WORKING: _hours("11:00", "24:30"), WEEKEND: _hours("10:00", "25:00"), LAST: _hours("10:00", "22:30")},
    "late": {WORKING: _hours("10:30", "23:00"), WEEKEND: _hours("09:30", "25:30"), LAST: _hours("10:00", "18:30")},
    "plain": {WORKING: _hours("11:00", "21:30"), WEEKEND: _hours("10:00", "22:30"), LAST: _hours("10:00", "18:30")},
    "press": {WORKING: _hours("09:00", "20:00"), WEEKEND: _hours("09:00", "21:30"), LAST: _hours("09:00", "17:00")},
    "short": {WORKING: _hours("13:00", "22:00"), WEEKEND: _hours("11:00", "22:30"), LAST: _hours("11:00", "18:00")},
    "museum": {WORKING: _hours("10:00", "18:30"), WEEKEND: _hours("10:00", "20:00"), LAST: _hours("10:00", "17:00")},
}


@dataclass(frozen=True)
class Hall:
    """A hall as the planner sees it."""

    id: str
    venue: str
    english: str
    korean: str
    seats: int
    hold: int
    abilities: frozenset[str]
    turnaround: int
    profile: str
    closed: frozenset[int] = field(default_factory=frozenset)

    def hours(self, day: int, last: int) -> Hours | None:
        """Open from, to on a festival day, in minutes after midnight; None when closed."""
        return _hours_of(self, day, last)

    def after(self, session_type: str) -> int:
        """Minutes of turnaround after a session of that type."""
        return {"press": 10, "shorts": self.turnaround - 5, "talk": 10, "panel": 15}.get(session_type, self.turnaround)

    def entry(self, days: int) -> Item:
        """The hall in the document."""
        by_type = {kind: self.after(kind) for kind in ("press", "shorts", "talk", "panel")}
        return {
            "id": self.id,
            "venue": self.venue,
            "name": both(self.english, self.korean),
            "capacity": self.seats,
            "hold": self.hold,
            "wheelchairs": max(2, self.seats // 60),
            "abilities": sorted(self.abilities),
            **self._tags(),
            "foyer": self.venue,
            "turnaround": self.turnaround,
            "turnaround_by_type": by_type,
            "open": [self._window(day, days - 1) for day in range(days) if self.hours(day, days - 1)],
        }

    def _tags(self) -> Item:
        tags = {"cinematheque": ["historic"], "library": ["family"], "arts": ["family"]}.get(self.venue, [])
        size = ["intimate"] if self.seats <= 150 else ["big-screen"] if self.seats >= 300 else []
        return {"tags": [*tags, *size]} if tags or size else {}

    def _window(self, day: int, last: int) -> Item:
        opens, closes = self.hours(day, last) or (0, 0)
        return {"from": at(day, opens), "to": at(day, closes)}


@cache
def _hours_of(hall: Hall, day: int, last: int) -> Hours | None:
    if day == 0:
        return (18 * 60, 23 * 60 + 30) if hall.id in (OPENING_HALL, *ALL_NIGHT_HALLS) else None
    if day % 7 in hall.closed:
        return None
    kind = LAST if day == last else WEEKEND if day % 7 in LONG_DAYS else WORKING
    opens, closes = HOURS[hall.profile][kind]
    return opens, 30 * 60 if hall.id in ALL_NIGHT_HALLS and day == ALL_NIGHT_DAY else closes


def _hall(line: str) -> Hall:
    name, seats, hold, *abilities, turnaround, profile, closed = line.split()
    venue, _, number = name.partition("-")
    days = frozenset(int(day) for day in closed.split(",") if day != "-")
    english = f"{venue.capitalize()} {number}".strip()
    korean = f"{SHORT_NAMES[venue]} {number}관" if number else SHORT_NAMES[venue]
    able = frozenset({"dcp", *abilities} - {"-"})
    return Hall(name, venue, english, korean, int(seats), int(hold), able, int(turnaround), profile, days)


HALL = {hall.id: hall for hall in map(_hall, [*HALLS.strip().splitlines(), *FURTHER.strip().splitlines()])}
"""Every hall there is, by its id."""


def walk(one: str, other: str) -> int:
    """Minutes between two buildings."""
    return 0 if one == other else WALKS[(one, other) if (one, other) in WALKS else (other, one)]


class City:
    """Where and when a festival of some size is held."""

    def __init__(self, size: Size | None = None) -> None:
        self.size = size or size_of()
        self.days: int = max(6, round(9 * self.size.share**0.32))
        """A festival twice as large is a quarter longer."""
        self.halls = self._halls()

    def _halls(self) -> tuple[Hall, ...]:
        """As many as are in use as much as the usual ones are."""
        further = [line.split()[0] for line in FURTHER.strip().splitlines()]
        needed, taken = OPEN_FOR_A_SHOWING * self.size.showings, set[str]()
        for name in (*NEEDED_FIRST, *further):
            if needed <= 0:
                break
            taken.add(name)
            needed -= sum(map(self._open, [HALL[name]] * self.days, range(self.days)))
        return tuple(hall for hall in HALL.values() if hall.id in taken)

    def _open(self, hall: Hall, day: int) -> int:
        """Minutes for which a hall is open on a day."""
        opens, closes = hall.hours(day, self.last) or (0, 0)
        return closes - opens

    @property
    def last(self) -> int:
        """The last day, counted from 0."""
        return self.days - 1

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Ids of the halls."""
        return tuple(hall.id for hall in self.halls)

    @cached_property
    def venues(self) -> tuple[str, ...]:
        """Ids of the buildings."""
        return tuple(name for name in VENUES if any(hall.venue == name for hall in self.halls))

    def among(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the halls that this festival has."""
        return tuple(name for name in names if name in self.names)

    def of_week(self, *days: int) -> list[int]:
        """Festival days that are such days of the week, counted from the first Thursday."""
        return [day for day in range(self.days) if day % 7 in days]

    @cached_property
    def open_minutes(self) -> list[int]:
        """Of each day, the minutes for which halls are open, together."""
        return [sum(self._open(hall, day) for hall in self.halls) for day in range(self.days)]


def places(city: City) -> Item:
    """The lists ``days``, ``venues``, ``rooms`` and ``walks`` of the document."""
    walks = [(pair, minutes) for pair, minutes in WALKS.items() if {*pair} <= {*city.venues}]
    return {
        "days": [_day(city, day) for day in range(city.days)],
        "venues": [
            {"id": name, "name": VENUES[name][0], "address": VENUES[name][1], "geo": GEO[name]} for name in city.venues
        ],
        "rooms": [hall.entry(city.days) for hall in city.halls],
        "walks": [{"from": one, "to": other, "minutes": minutes} for (one, other), minutes in walks],
    }


def _day(city: City, day: int) -> Item:
    late = 22 * 60 + 30 if day == city.last else 25 * 60 + 30
    opens, closes = (18 * 60, 23 * 60 + 30) if day == 0 else (9 * 60, late)
    tags = {"tags": ["weekend"]} if day in city.of_week(2, 3) else {}
    return {"date": date_of(day), "open": clock(opens), "close": clock(closes), **tags}
