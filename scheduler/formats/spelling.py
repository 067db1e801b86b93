"""Times, dates and durations in the many ways that people and spreadsheets write them.

One parser for cells and pasted text: each function takes what a cell holds (text, a number, a time,
a date, a span) and gives the document's own spelling, or ``ValueError`` with a sentence.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from unicodedata import normalize

DAY = 24 * 60
EPOCH = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet."""
SERIALS = (10_000, 120_000)
"""Days since then that are dates and not something else: 1927 to 2228."""

_UNITS = {
    "hours": r"(?:h|hrs?|hours?|시간)",
    "minutes": r"(?:m|mins?|minutes?|분|')",
    "seconds": r"(?:s|secs?|seconds?|초|\"|'')",
}
_AMOUNT = r"(\d+(?:[.,]\d+)?)\s*"
_SPAN = re.compile(
    rf"(?:{_AMOUNT}{_UNITS['hours']}\.?)?\s*(?:{_AMOUNT}(?:{_UNITS['minutes']}\.?|$))?\s*(?:{_AMOUNT}{_UNITS['seconds']}\.?)?"
)
_COLONS = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")

_MORNING = ("am", "a.m.", "오전", "새벽", "아침")
_EVENING = ("pm", "p.m.", "오후", "저녁")
_HALF = "|".join(re.escape(word) for word in (*_MORNING, *_EVENING))
_CLOCK = re.compile(
    rf"(?P<before>{_HALF})?\s*(?P<hour>\d{{1,2}})"
    rf"(?:\s*[:h]\s*(?P<minute>[0-5]\d)(?::00)?|\s*시(?:\s*(?P<korean>[0-5]?\d)\s*분|\s*(?P<half>반))?|(?P<full>h)?)"
    rf"\s*(?P<after>{_HALF})?"
)
_DATE = re.compile(
    r"(\d{4})\s*(?:[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?|년\s*(\d{1,2})월\s*(\d{1,2})일)\s*(?:\(\w{1,9}\.?\))?"
)
_OFFSET = re.compile(r"(.*\d)\s*(z|[+-]\d{2}:?\d{2})", re.DOTALL)


def minutes_of(value: object) -> int | float:
    """Minutes of a duration: 118, "1:58", "1h58", "118분", "9'30''", a time or a span of a spreadsheet."""
    found = _span(value)
    if found is None or not 0 <= found <= 7 * DAY:
        raise ValueError(
            f"{_said(value)} is no duration; write minutes, such as 118, or hours and minutes, such as 1h58"
        )
    return int(found) if found == int(found) else round(found, 4)


def _span(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value if isfinite(value) else None
    if not isinstance(value, str):
        return _elapsed(value)
    text = _plain(value).replace("′", "'").replace("″", "''")
    if colons := _COLONS.fullmatch(text):
        hours, minutes, seconds = (float(part or 0) for part in colons.groups())
        return hours * 60 + minutes + seconds / 60
    if (parts := _SPAN.fullmatch(text)) and any(parts.groups()):
        hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts.groups())
        return hours * 60 + minutes + seconds / 60
    return None


def _elapsed(value: object) -> float | None:
    """Minutes of what a spreadsheet hands over for a time of day or a span."""
    if isinstance(value, timedelta):
        return value / timedelta(minutes=1)
    if isinstance(value, time):
        return value.hour * 60 + value.minute + (value.second + value.microsecond / 1e6) / 60
    if isinstance(value, datetime) and value.year <= 1900:
        return (value - datetime(1899, 12, 31)) / timedelta(minutes=1)
    return None


def clock_of(value: object) -> str:
    """A time of day as "HH:MM": 19:30, "오후 7:30", "7:30 pm", 0.8125, a span of 25:30 (= half past one next day)."""
    minutes = _clock(value)
    if minutes is None or not 0 <= minutes < 2 * DAY:
        raise ValueError(f"{_said(value)} is no time of day; write 19:30, or 25:30 for half past one on the next day")
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _clock(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return round(value * DAY) if -1 < value < 2 else None
    if not isinstance(value, str):
        elapsed = _elapsed(value)
        return None if elapsed is None else round(elapsed)
    text = _plain(value)
    if text in ("noon", "정오"):
        return DAY // 2
    found = _CLOCK.fullmatch(text)
    return _of_the_clock(found) if found else None


def _of_the_clock(found: re.Match[str]) -> int | None:
    hour, half = int(found["hour"]), found["before"] or found["after"]
    minute = 30 if found["half"] else int(found["minute"] or found["korean"] or 0)
    if not half:
        said = found["minute"] or found["full"] or "시" in found[0]
        return hour * 60 + minute if said else None
    if (found["before"] and found["after"]) or hour > 23:
        return None
    if half in _EVENING:
        return (hour if hour >= 12 else hour + 12) * 60 + minute
    return None if hour > 12 else hour % 12 * 60 + minute


def date_of(value: object) -> str:
    """A date as "YYYY-MM-DD": 2024-10-25, "2024. 10. 25.", "2024년 10월 25일 (금)", a date of a spreadsheet."""
    day, rest = _day(value)
    if day is None or rest:
        raise ValueError(f"{_said(value)} is no date; write 2024-10-25")
    return day.isoformat()


def moment_of(value: object) -> str:
    """A date and time as "YYYY-MM-DDTHH:MM", with its offset from UTC if it has one."""
    day, rest = _day(value)
    if day is None:
        raise ValueError(f"{_said(value)} is no date and time; write 2024-10-25 13:00")
    if isinstance(rest, str) and rest:
        offset = _OFFSET.fullmatch(rest)
        clock = _clock(offset[1] if offset else rest)
        if clock is None or clock >= 2 * DAY:
            raise ValueError(f"{_said(value)} is no date and time; write 2024-10-25 13:00")
        tail = (offset[2].upper() if offset else "").replace("Z", "+00:00")
        return _joined(day, clock) + (tail if ":" in tail or not tail else f"{tail[:3]}:{tail[3:]}")
    return _joined(day, 0 if isinstance(rest, str) else rest)


def _joined(day: date, minutes: int) -> str:
    moment = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    return moment.isoformat(timespec="minutes")


def _day(value: object) -> tuple[date | None, str | int]:
    """The day, and what is left: text behind it, or minutes after its midnight."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and SERIALS[0] < value < SERIALS[1]:
        value = EPOCH + timedelta(minutes=round(value * DAY))
    if isinstance(value, datetime):
        value += timedelta(seconds=30)  # spreadsheets keep times as fractions: to the nearest minute
        minutes = value.hour * 60 + value.minute
        return (value.date(), minutes or "") if value.year > 1900 else (None, "")
    if isinstance(value, date):
        return value, ""
    text = _plain(value) if isinstance(value, str) else ""
    found = _DATE.match(text)
    if not found:
        return None, ""
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day), re.sub(r"^t(?=\d)|^,", "", text[found.end() :].strip()).strip()
    except ValueError:
        return None, ""


def _plain(text: str) -> str:
    """Without full-width letters, odd blanks and capitals."""
    return " ".join(normalize("NFKC", text).replace("’", "'").replace("”", "''").lower().split())


def _said(value: object) -> str:
    return repr(value if isinstance(value, (str, int, float)) else str(value))[:60]
