"""What all showings share: ticks, days, rooms and their hours, starts on the grid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, lcm
from typing import TYPE_CHECKING

import numpy as np

from scheduler.clock import DAY, Clock
from scheduler.compile.spans import merged, until
from scheduler.problem import FAR, Room

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.festival import Room as RoomEntry
    from scheduler.fields import Window

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Ground:
    """A festival's days and rooms, in ticks."""

    def __init__(self, festival: Festival) -> None:
        self.festival = festival
        about = festival.festival
        self.minute = _minute(festival)
        self.clock = Clock(about.timezone, _first_day(festival), about.day_ends)
        self.block_times = tuple((self.ticks(b.from_), self.ticks(b.to)) for b in festival.blocks)
        # Real times count between two blocks only if both say so.
        self.shifts = tuple(0 if b.clock else (i + 1) * FAR for i, b in enumerate(festival.blocks))
        self.days = self._days()
        self.day_index = {day: index for index, day in enumerate(self.days)}
        self.rooms = tuple(self._room(index, room) for index, room in enumerate(festival.rooms))
        hours = tuple(merged(hours for room in self.rooms for hours in room.hours))
        self.starts, self.start_days = _starts(self.clock, about.grid, self.minute, self.days, hours)

    def ticks(self, moment: datetime) -> int:
        """Ticks from the midnight before the first day."""
        return self.clock.minutes(moment) * self.minute

    def window(self, window: Window) -> tuple[int, int]:
        """From, to in ticks."""
        return self.ticks(window.from_), self.ticks(window.to)

    def _days(self) -> tuple[date, ...]:
        """Listed days, and those of blocks and of rooms' own hours."""
        days = {day.date for day in self.festival.days}
        days |= {self.clock.day(low // self.minute) for low, _ in self.block_times}
        for room in self.festival.rooms:
            for window in room.open:
                low, high = (self.clock.day(t // self.minute) for t in self.window(window))
                days |= {low + timedelta(days=n) for n in range(min(400, (high - low).days + 1))}
        return tuple(sorted(days)) or (self.clock.first,)

    def _room(self, index: int, room: RoomEntry) -> Room:
        return Room(
            index=index,
            id=room.id,
            venue=room.venue,
            names=room.name,
            capacity=room.capacity,
            hold=room.hold,
            seats=max(0, room.capacity - room.hold),
            abilities=frozenset(room.abilities),
            tags=frozenset(room.tags),
            types=frozenset(room.types),
            foyer=room.foyer,
            parallel=room.parallel,
            hours=merged(self._room_hours(room)),
            turnaround_ticks=room.turnaround * self.minute,
            turnaround_by_type={name: n * self.minute for name, n in room.turnaround_by_type.items()},
        )

    def _room_hours(self, room: RoomEntry) -> Iterator[tuple[int, int]]:
        """Its own hours if it has any, else those of the days."""
        if not room.open and not room.weekly:
            for day in self.festival.days:
                yield self._opening(day.date, day.open, day.close)
        for window in room.open:
            yield self.window(window)
        for hours in room.weekly:
            for date_ in self.days:
                if WEEKDAYS[date_.weekday()] in hours.days:
                    yield self._opening(date_, hours.from_, hours.to)

    def _opening(self, day: date, opens: int, closes: int) -> tuple[int, int]:
        while closes <= opens:
            closes += DAY
        return self.clock.at(day, opens) * self.minute, self.clock.at(day, closes) * self.minute

    @cached_property
    def until(self) -> NDArray[np.int64]:
        """Rooms x starts: when the room that is open then closes; long ago if it is closed."""
        by_hours = {hours: until(self.starts, hours) for hours in {room.hours for room in self.rooms}}
        rows = [by_hours[room.hours] for room in self.rooms]
        return np.array(rows, dtype=np.int64).reshape(len(self.rooms), len(self.starts))


@lru_cache(maxsize=8)
def _starts(
    clock: Clock, grid: int, minute: int, days: tuple[date, ...], hours: tuple[tuple[int, int], ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All starts on the grid within the hours, in ticks, and their festival days.

    Kept, as whoever explains compiles parts of one document dozens of times.
    """
    index = {day: number for number, day in enumerate(days)}
    found: dict[int, int] = {}
    for low, high in hours:
        for now in clock.multiples(grid, low // minute, ceil(high / minute)):
            if (day := clock.day(now)) in index:
                found[now * minute] = index[day]
    starts = sorted(found)
    return _fixed(starts), _fixed([found[start] for start in starts])


def _fixed(numbers: list[int]) -> NDArray[np.int64]:
    """An array that nobody changes by mistake."""
    array = np.array(numbers, dtype=np.int64)
    array.setflags(write=False)
    return array


def _minute(festival: Festival) -> int:
    """Ticks in a minute: the least that makes every slot of every block, and every part, whole."""
    minutes = ((round((block.to - block.from_).total_seconds()) // 60, block.slots) for block in festival.blocks)
    return lcm(*(Fraction(length, slots).denominator for length, slots in minutes))


def _first_day(festival: Festival) -> date:
    days = [day.date for day in festival.days]
    days += [block.from_.date() for block in festival.blocks]
    days += [window.from_.date() for room in festival.rooms for window in room.open]
    return min(days, default=date(2000, 1, 1))
