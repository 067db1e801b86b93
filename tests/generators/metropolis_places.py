"""Metropolis: nine days, six buildings, 24 halls, their hours, and the walks between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from .common import Item, both, clock
from .words import pairs

FIRST = date(2027, 9, 2)
DAYS = 9
ALL_NIGHT_DAY = 2
ALL_NIGHT_HALLS = ("riverside-1", "riverside-2", "riverside-3")
OPENING_HALL = "palace-1"
PRESS_HALLS = ("station-3", "station-4", "station-5")
TALK_HALLS = ("arts-2", "arts-3", "library-1", "library-2", "library-3")

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

    def hours(self, day: int) -> Hours | None:
        """Open from, to on a festival day, in minutes after midnight; None when closed."""
        return _hours_of(self, day)

    def after(self, session_type: str) -> int:
        """Minutes of turnaround after a session of that type."""
        return {"press": 10, "shorts": self.turnaround - 5, "talk": 10, "panel": 15}.get(session_type, self.turnaround)

    def entry(self) -> Item:
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
            "open": [self._window(day) for day in range(DAYS) if self.hours(day)],
        }

    def _tags(self) -> Item:
        tags = {"cinematheque": ["historic"], "library": ["family"], "arts": ["family"]}.get(self.venue, [])
        size = ["intimate"] if self.seats <= 150 else ["big-screen"] if self.seats >= 300 else []
        return {"tags": [*tags, *size]} if tags or size else {}

    def _window(self, day: int) -> Item:
        opens, closes = self.hours(day) or (0, 0)
        return {"from": at(day, opens), "to": at(day, closes)}


@cache
def _hours_of(hall: Hall, day: int) -> Hours | None:
    if day == 0:
        return (18 * 60, 23 * 60 + 30) if hall.id in (OPENING_HALL, *ALL_NIGHT_HALLS) else None
    if day in hall.closed:
        return None
    kind = LAST if day == DAYS - 1 else WEEKEND if day in (1, 2, 3) else WORKING
    opens, closes = HOURS[hall.profile][kind]
    return opens, 30 * 60 if hall.id in ALL_NIGHT_HALLS and day == ALL_NIGHT_DAY else closes


VENUES = {
    "palace": (both("Palace Theatre", "팰리스극장"), both("1 Opera Square", "오페라광장 1")),
    "riverside": (both("Riverside Multiplex", "강변시네마"), both("88 River Road", "강변로 88")),
    "station": (both("Central Station Cinemas", "중앙역시네마"), both("4 Station Street", "역전길 4")),
    "cinematheque": (
        both("Metropolis Cinematheque", "메트로폴리스 시네마테크"),
        both("21 Archive Lane", "아카이브길 21"),
    ),
    "arts": (both("City Arts Centre", "시립아트센터"), both("7 Museum Park", "박물관공원 7")),
    "library": (both("Public Library", "시립도서관"), both("30 Book Street", "책방길 30")),
}
GEO = {
    "palace": [37.5612, 126.9961], "riverside": [37.5581, 127.0044], "station": [37.5554, 126.9722],
    "cinematheque": [37.5668, 126.9919], "arts": [37.5597, 126.9885], "library": [37.5702, 126.9830],
}  # fmt: skip

WALKS = {
    ("palace", "riverside"): 10, ("palace", "station"): 20, ("palace", "cinematheque"): 8, ("palace", "arts"): 8,
    ("palace", "library"): 15, ("riverside", "station"): 25, ("riverside", "cinematheque"): 15, ("riverside", "arts"): 15,
    ("riverside", "library"): 22, ("station", "cinematheque"): 18, ("station", "arts"): 14, ("station", "library"): 20,
    ("cinematheque", "arts"): 10, ("cinematheque", "library"): 9, ("arts", "library"): 12,
}  # fmt: skip

# id, seats, held back, abilities beside dcp, turnaround, hours, days closed
_HALLS = """
palace-1        900  60  35mm atmos stage   30  palace  -
riverside-1     420  30  atmos stage        25  late    -
riverside-2     320  20  atmos              25  late    -
riverside-3     260  15  -                  20  late    -
riverside-4     220  10  -                  20  plain   -
riverside-5     180  10  -                  20  plain   -
riverside-6     150  10  -                  20  plain   -
riverside-7     120   5  -                  20  short   -
riverside-8      90   5  -                  15  short   4,5,6
station-1       340  20  atmos              25  late    -
station-2       240  10  -                  20  plain   -
station-3       200  10  -                  20  press   -
station-4       180  10  -                  20  press   -
station-5       140   5  -                  20  press   -
station-6       100   5  -                  15  short   4,5
cinematheque-1  310  15  35mm               25  plain   4
cinematheque-2  180  10  35mm               20  plain   4
cinematheque-3   80   5  -                  15  short   4
arts-1          600  40  35mm atmos stage   30  late    5
arts-2          200  10  stage              20  museum  -
arts-3          120   5  -                  20  museum  -
library-1       250  10  stage              20  museum  4
library-2        90   5  -                  15  museum  4
library-3        60   0  -                  15  museum  4
"""
_SHORT_NAMES = dict(
    pairs("palace=팰리스, riverside=강변, station=중앙역, cinematheque=시네마테크, arts=아트센터, library=도서관")
)


def _hall(line: str) -> Hall:
    name, seats, hold, *abilities, turnaround, profile, closed = line.split()
    venue, _, number = name.partition("-")
    days = frozenset(int(day) for day in closed.split(",") if day != "-")
    english = f"{venue.capitalize()} {number}".strip()
    korean = f"{_SHORT_NAMES[venue]} {number}관" if number else _SHORT_NAMES[venue]
    able = frozenset({"dcp", *abilities} - {"-"})
    return Hall(name, venue, english, korean, int(seats), int(hold), able, int(turnaround), profile, days)


HALLS = tuple(_hall(line) for line in _HALLS.strip().splitlines())
HALL = {hall.id: hall for hall in HALLS}


def walk(one: str, other: str) -> int:
    """Minutes between two buildings."""
    return 0 if one == other else WALKS.get((one, other)) or WALKS[(other, one)]


def places() -> Item:
    """The lists ``days``, ``venues``, ``rooms`` and ``walks`` of the document."""
    return {
        "days": [_day(day) for day in range(DAYS)],
        "venues": [
            {"id": name, "name": title, "address": address, "geo": GEO[name]}
            for name, (title, address) in VENUES.items()
        ],
        "rooms": [hall.entry() for hall in HALLS],
        "walks": [{"from": one, "to": other, "minutes": minutes} for (one, other), minutes in WALKS.items()],
    }


def _day(day: int) -> Item:
    opens, closes = (18 * 60, 23 * 60 + 30) if day == 0 else (9 * 60, 22 * 60 + 30 if day == DAYS - 1 else 25 * 60 + 30)
    tags = {"tags": ["weekend"]} if day in (2, 3) else {}
    return {"date": date_of(day), "open": clock(opens), "close": clock(closes), **tags}
