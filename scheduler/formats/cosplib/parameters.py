"""The sheet of parameters: weights, windows of the day, time zones; each in its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from scheduler.formats.workbook import Sheet

DAY = 24 * 60
TERMS = (
    "tracks_sessions",
    "tracks_rooms",
    "sessions_rooms",
    "similar_tracks",
    "rooms_per_track",
    "parallel_tracks",
    "consecutive_tracks",
    "submissions_timezones",
    "submissions_order",
    "submissions_sessions",
    "submissions_rooms",
    "presenters",
    "attendees",
    "chairs",
    "presenters_at_once",
    "attendees_at_once",
)
"""What the weights from E2 down to E17 are of."""
HEAVIEST = 1_000_000_000
FIRST_ZONE, LAST_ZONE = -12, 14
"""Hours east of Greenwich that there are time zones for."""
_ZONE = re.compile(r"GMT([+-]\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")


@dataclass(frozen=True)
class Parameters:
    """Weights by term, those above 0 only; and what decides about hours of the day."""

    weights: dict[str, int]
    zone: int
    """Of the conference, hours east of Greenwich."""
    good: tuple[int, int]
    """From and to, minutes after midnight."""
    poor: tuple[int, int]
    poor_price: int
    bad_price: int

    @property
    def zones_count(self) -> bool:
        """Whether anything depends on hours of the day."""
        return "submissions_timezones" in self.weights


def parameters(sheet: Sheet) -> Parameters:
    """All cells that mean anything."""
    there = bool(sheet.rows)
    given = {name: sheet.number(row, 4, low=-HEAVIEST, high=HEAVIEST) for row, name in enumerate(TERMS, start=1)}
    weights = {name: weight for name, weight in given.items() if weight > 0}
    needed = there and "submissions_timezones" in weights
    times = [clock(sheet, row, 1, needed=needed) or 0 for row in (3, 4, 6, 7)]
    return Parameters(
        weights,
        zone(sheet, 1, 1, needed=needed) or 0,
        (times[0], times[1]),
        (times[2], times[3]),
        sheet.number(8, 1),
        sheet.number(10, 1),
    )


def zone(sheet: Sheet, row: int, column: int, *, needed: bool) -> int | None:
    """Hours east of Greenwich; None if a cell that need not be filled is empty."""
    value = sheet(row, column)
    if value == "" and not needed:
        return None
    found = _ZONE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found and FIRST_ZONE <= int(found[1]) <= LAST_ZONE:
        return int(found[1])
    sheet.fault(row, column, f"{value!r} is no time zone; write GMT+0, GMT+9, GMT-4: whole hours, -12 to +14")
    return None


def clock(sheet: Sheet, row: int, column: int, *, needed: bool) -> int | None:
    """Minutes after midnight of a time of day, however the cell holds it; None if it need not be filled, and is not."""
    value = sheet(row, column)
    if value == "" and not needed:
        return None
    minutes = _minutes(value)
    if minutes is None:
        shown = repr(value) if isinstance(value, str) else value
        sheet.fault(row, column, f"{shown} is no time of day; write it as 09:30")
    return minutes


def _minutes(value: object) -> int | None:
    if isinstance(value, (datetime, time)):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return round(seconds / 60) % DAY
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60) % DAY
    if isinstance(value, float) and value >= 0:
        return round(value % 1 * DAY) % DAY
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return int(found[1]) * 60 + int(found[2])
    return None
