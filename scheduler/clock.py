"""Wall-clock time becomes minutes here, and back; nowhere else.

Inside, time is a whole number of minutes that have really elapsed since midnight of the
festival's first day, so that a change of clocks neither lengthens nor shortens anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = 24 * 60
MINUTE = timedelta(minutes=1)


class NoSuchTime(ValueError):
    """A wall-clock time that the clocks jump over."""


def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name.  ``ValueError`` if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name!r}; write an IANA name such as Asia/Seoul") from None


def exists(moment: datetime, tz: ZoneInfo) -> bool:
    """Whether clocks in the zone ever show that time."""
    if moment.tzinfo is not None:
        return True
    return moment.replace(tzinfo=tz).astimezone(UTC).astimezone(tz).replace(tzinfo=None) == moment


class Clock:
    """Local time of one festival to elapsed minutes and back."""

    def __init__(self, timezone: str, first: date, day_ends: int = 0) -> None:
        self.tz = zone(timezone)
        self.first = first
        self.day_ends = day_ends
        self._epoch = datetime(first.year, first.month, first.day, tzinfo=self.tz).astimezone(UTC)
        self._midnight = lru_cache(maxsize=4096)(self._count_to_midnight)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Clock) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self.__getstate__())

    def __getstate__(self) -> tuple[str, date, int]:
        return self.tz.key, self.first, self.day_ends

    def __setstate__(self, state: tuple[str, date, int]) -> None:
        Clock.__init__(self, *state)

    def minutes(self, moment: datetime) -> int:
        """Elapsed minutes at a local time; the first of two when clocks go back."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=self.tz)
        return round((aware.astimezone(UTC) - self._epoch) / MINUTE)

    def at(self, day: date, clock_minutes: int) -> int:
        """Elapsed minutes when clocks show that many minutes past midnight of that day."""
        if 0 <= clock_minutes < DAY and self._plain(day):
            return self._midnight(day) + clock_minutes
        moment = datetime(day.year, day.month, day.day) + timedelta(minutes=clock_minutes)
        return self.minutes(moment)

    def local(self, minutes: int) -> datetime:
        """Local time, with its offset, at so many elapsed minutes."""
        return (self._epoch + timedelta(minutes=minutes)).astimezone(self.tz)

    def day(self, minutes: int) -> date:
        """The festival day of a start: before ``day_ends`` it is still the day before."""
        return (self.local(minutes).replace(tzinfo=None) - timedelta(minutes=self.day_ends)).date()

    def multiples(self, grid: int, low: int, high: int) -> Iterator[int]:
        """Elapsed minutes, from ``low`` to before ``high``, at which clocks show a multiple of ``grid`` minutes."""
        now, local = low, self.local(low)
        while now < high:
            shown = local.hour * 60 + local.minute
            step = min(60, high - now, DAY - shown)
            ahead = self.local(now + step)
            if ahead.utcoffset() != local.utcoffset():  # clocks change on the way
                step, ahead = 1, self.local(now + 1)
            yield from range(now + -shown % grid, now + step, grid)
            now, local = now + step, ahead

    def _count_to_midnight(self, day: date) -> int:
        return self.minutes(datetime(day.year, day.month, day.day))

    def _plain(self, day: date) -> bool:
        return self._midnight(day + timedelta(days=1)) - self._midnight(day) == DAY
