"""Days of a programme: when they end, when they open and close, and rooms with hours of their own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import gcd
from typing import TYPE_CHECKING, Any

from scheduler.fields import clock_text
from scheduler.formats.programme_rooms import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.formats.programme import Programme, Stay

A_DAY = 24 * 60
LONG = 12 * 60
"""Minutes from which on an event does not say when a day begins and ends."""


class Days:
    """Days with their hours, from the events that lie in them."""

    def __init__(self, programme: Programme, stays: list[Stay]) -> None:
        self.stays, self.said = stays, programme.days
        self.ends = _day_ends(programme, stays)

    def day_of(self, start: datetime) -> date:
        """The festival day of a start."""
        return (start.replace(tzinfo=None) - timedelta(minutes=self.ends)).date()

    def entries(self) -> dict[date, dict[str, Any]]:
        """Days with their hours: full hours around what lies in them."""
        hours: dict[date, list[tuple[int, int]]] = {day: [] for day in self.said}
        for stay in self.stays:
            found = hours.setdefault(self.day_of(stay.start), [])
            if stay.minutes < LONG:
                found.append(self._on(self.day_of(stay.start), stay))
        made = {}
        for day in sorted(hours):
            low = min((begin for begin, _ in hours[day]), default=9 * 60) // 60 * 60
            high = -(-max((end for _, end in hours[day]), default=22 * 60) // 60) * 60
            high = max(low + 60, min(high, low + A_DAY - 60))
            made[day] = {"date": day.isoformat(), "open": clock_text(low), "close": clock_text(high)}
        return made

    def _on(self, day: date, stay: Stay) -> tuple[int, int]:
        """Minutes after midnight of the day, by the clocks on the wall."""
        midnight = datetime(day.year, day.month, day.day)
        begin, end = (
            int((moment.replace(tzinfo=None) - midnight).total_seconds()) // 60 for moment in (stay.start, stay.end)
        )
        return begin, end

    def open_rooms(self, entries: list[dict[str, Any]], days: dict[date, dict[str, Any]]) -> None:
        """Hours of its own for a room with events that the hours of the days do not hold."""
        rooms = {entry["id"]: entry for entry in entries}
        for room, stays in grouped((stay.room, stay) for stay in self.stays).items():
            outside = [stay for stay in stays if not self._inside(stay, days[self.day_of(stay.start)])]
            if outside:
                windows = [self._window(day, entry) for day, entry in days.items()]
                rooms[room]["open"] = [
                    {"from": f"{begin:%Y-%m-%dT%H:%M}", "to": f"{end:%Y-%m-%dT%H:%M}"}
                    for begin, end in _merged([*windows, *(_wall(stay) for stay in outside)])
                ]

    def _inside(self, stay: Stay, entry: dict[str, Any]) -> bool:
        begin, end = self._window(self.day_of(stay.start), entry)
        return begin <= _wall(stay)[0] and _wall(stay)[1] <= end

    def _window(self, day: date, entry: dict[str, Any]) -> tuple[datetime, datetime]:
        midnight = datetime(day.year, day.month, day.day)
        begin, end = (
            midnight + timedelta(hours=int(entry[key][:-3]), minutes=int(entry[key][-2:])) for key in ("open", "close")
        )
        return begin, end


def grid(stays: Iterable[Stay], said: int | None) -> int:
    """Minutes of which every start is a multiple: what the file says, if that is so; else at most an hour."""
    found = gcd(*(stay.start.hour * 60 + stay.start.minute for stay in stays))
    return said if said and 0 < said <= 240 and found % said == 0 else gcd(60, found)


def _wall(stay: Stay) -> tuple[datetime, datetime]:
    return stay.start.replace(tzinfo=None), stay.end.replace(tzinfo=None)


def _merged(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same stretches, none overlapping or touching."""
    made: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(spans):
        if made and begin <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((begin, end))
    return made


def _day_ends(programme: Programme, stays: list[Stay]) -> int:
    """Minutes past midnight at which most events agree that a day ends: fewest cut, fewest on another day."""
    said = programme.day_ends
    choices = {hour * 60 for hour in range(9)} | ({said} if said is not None and said < LONG else set())

    def cost(ends: int) -> tuple[int, int, int]:
        other = sum(
            stay.event.day is not None
            and (stay.start.replace(tzinfo=None) - timedelta(minutes=ends)).date() != stay.event.day
            for stay in stays
        )
        cut = sum(_cuts(stay, ends) for stay in stays)
        return other * 3 + cut, ends != said, abs(ends - 300)

    return min(choices, key=cost)


def _cuts(stay: Stay, ends: int) -> bool:
    """Whether it runs past the end of its day."""
    after = (stay.start.hour * 60 + stay.start.minute - ends) % A_DAY
    return stay.minutes < LONG and after + stay.minutes > A_DAY
