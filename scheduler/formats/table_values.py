"""Dates and times of people's own timetables: also without a year, and two times in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from unicodedata import normalize

from scheduler.agenda import WEEKDAYS
from scheduler.formats.spelling import clock_of, date_of, moment_of

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_YEARLY = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?!\d)")
_KOREAN = re.compile(r"(\d{1,2})\s*월\s*(\d{1,2})\s*일")
_MONTH = rf"({'|'.join(MONTHS)})[a-z]*"
_WORDS = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th|\.)?\s+{_MONTH}\.?|{_MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?)\b,?\s*(\d{{4}})?"
)
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?(?!\d|:)")
_SLASHED = re.compile(r"\D{0,8}(\d{1,2})/(\d{1,2})(?!\d)")
_YEAR = re.compile(r"\b(19\d\d|20\d\d|21\d\d)\b")
_CLOCKED = re.compile(
    rf"^(?:(?:19|20|21)\d\d\s*[-./년]\s*)?(?:\d{{1,2}}\s*[-./월]\s*\d{{1,2}}[.일]?|(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}|{_MONTH}\.?\s+\d{{1,2}}))"
    r"(?:[./\s,]*(?:19|20|21)\d\d)?[\s,]*(?:\(?(?:[월화수목금토일](?:요일)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)?)?[\s,t]+(?=\S)"
)
"""A date, with or without its year and weekday, before a time."""
_DOTTED = re.compile(r"(\d{1,2})\.([0-5]\d)\s*(uhr|am|pm|a\.m\.|p\.m\.)")
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_OPEN = re.compile(r"\s*[-–—~〜～]\s*$")
MIDNIGHT = ("midnight", "자정", "mitternacht")
_RANGE = re.compile(r"\s*(?:-|–|—|~|〜|～|to|until|부터)\s*")
_WEEKDAY = re.compile(
    r"(?<![가-힣])([월화수목금토일])(?:요일)?(?![가-힣])(?<!\d[월일])|\b(mon|tue|wed|thu|fri|sat|sun)"
)
SPAN = 6
"""Years around today; within six a weekday comes back to every date."""
LONGEST_NIGHT = 12 * 60
"""Minutes of what begins on one day and ends on the next."""


def day_of(value: Any, year: int | None, *, day_first: bool = False) -> date | None:
    """The day that a cell says; one without a year in ``year``.  None if it says none, or a year is missing.

    ``10/4`` is in October, or with ``day_first`` in April.
    """
    if isinstance(value, str) and _SERIAL.fullmatch(value.strip()):
        value = float(value)  # the number of a day that a spreadsheet keeps, written as text
    try:
        return date.fromisoformat(date_of(value))
    except ValueError:
        pass
    try:
        return date.fromisoformat(moment_of(value)[:10])
    except ValueError:
        if not isinstance(value, str):
            return None
        return _without_year(normalize("NFKC", value).lower().strip(), year, day_first)


def is_day_first(values: Iterable[Any]) -> bool:
    """Whether dates with slashes among these are of the form 25/10, because some can be read in no other way."""
    found = [one for value in values if isinstance(value, str) and (one := _SLASHED.match(value))]
    return any(int(one[1]) > 12 for one in found) and not any(int(one[2]) > 12 for one in found)


def _without_year(text: str, year: int | None, day_first: bool) -> date | None:
    if found := _YEARLY.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _KOREAN.search(text):
        return _date(year, int(found[1]), int(found[2]))
    if found := _WORDS.search(text):
        month = MONTHS[found[2] or found[3]]
        return _date(int(found[5]) if found[5] else year, month, int(found[1] or found[4]))
    if found := _NUMBERS.search(text):
        one, other = int(found[1]), int(found[3])
        own = int(found[4]) + (2000 if len(found[4]) == 2 else 0) if found[4] else year
        first = day_first if found[2] != "." else found[4] is not None
        month, day = (other, one) if one > 12 or (first and other <= 12) else (one, other)
        return _date(own, month, day)
    return None


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def year_in(values: list[Any]) -> int | None:
    """The first year that any of these says."""
    for value in values:
        found = day_of(value, None)
        if found is not None:
            return found.year
        if isinstance(value, str) and (said := _YEAR.search(value)):
            return int(said[1])
    return None


def year_by_weekdays(values: list[Any], today: date) -> int | None:
    """The year nearest to today in which every day is of the weekday that stands with it; None if there is no day."""
    years = sorted(range(today.year - SPAN, today.year + SPAN + 1), key=lambda year: (abs(year - today.year), -year))
    days = [value for value in values if isinstance(value, str) and any(day_of(value, year) for year in years)]
    return next((year for year in years if all(_has_weekday(one, year) for one in days)), years[0]) if days else None


def _has_weekday(value: str, year: int) -> bool:
    """Whether the day is of the weekday that is said, if one is."""
    day, said = day_of(value, year), _WEEKDAY.search(value.lower())
    if day is None or said is None:
        return day is not None
    known = WEEKDAYS["en"] if said[2] else WEEKDAYS["ko"]
    return known[day.weekday()].lower() == (said[2] or said[1])


def times_of(value: Any) -> tuple[int, int | None] | None:
    """Minutes after midnight at which something starts and, if the cell says it, ends; None if it says none.

    "13:00 - 14:30" is two times; an end before the start is on the next day, if that is near.  Behind a date, with or
    without its weekday, they count too.
    """
    found = _times(value)
    if found is None and isinstance(value, str):
        text = normalize("NFKC", value).lower().strip()
        if (rest := _CLOCKED.sub("", text)) != text:
            found = _times(rest)
    return found


def _times(value: Any) -> tuple[int, int | None] | None:
    if isinstance(value, str):
        value = _OPEN.sub("", value.strip())
    if isinstance(value, str) and len(parts := _RANGE.split(value.strip(), maxsplit=1)) == 2 and parts[1]:
        begin, end = _minutes(parts[0]), _minutes(parts[1])
        if begin is not None and end is not None:
            return begin, after(begin, end)
    found = _minutes(value)
    return None if found is None else (found, None)


def after(begin: int, end: int) -> int:
    """An end before its start as of the next day; one that would then be half a day away is a mistake, and stays."""
    next_day = end + 24 * 60
    return next_day if end <= begin and next_day - begin <= LONGEST_NIGHT else end


def _minutes(value: Any) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"[01]?\.\d+", value.strip()):
        value = float(value)  # the fraction of a day that a spreadsheet keeps, written as text
    if isinstance(value, str):
        value = _spelled(value)
    try:
        hours, minutes = clock_of(value).split(":")
    except ValueError:
        return _of_moment(value)
    return int(hours) * 60 + int(minutes)


def _spelled(text: str) -> str:
    """Times as timetables have them and documents do not: 7.30pm, 11.30 Uhr, 1930, midnight (the end of the day)."""
    bare = normalize("NFKC", text).lower().strip()
    if bare in MIDNIGHT:
        return "24:00"
    if found := _DOTTED.fullmatch(bare):
        return f"{found[1]}:{found[2]}{'' if found[3] == 'uhr' else f' {found[3]}'}"
    if found := re.fullmatch(r"(\d{1,2}(?::[0-5]\d)?)\s*uhr", bare):
        return found[1] if ":" in found[1] else f"{found[1]}:00"
    return f"{found[1]}:{found[2]}" if (found := _MILITARY.fullmatch(bare)) else text


def _of_moment(value: Any) -> int | None:
    """The time of a date with a time; a mere date has none."""
    try:
        date_of(value)
    except ValueError:
        pass
    else:
        return None
    try:
        text = moment_of(value)
    except ValueError:
        return None
    return int(text[11:13]) * 60 + int(text[14:16])


def at(day: date, minutes: int) -> datetime:
    """So many minutes after midnight of a day, by the clocks on the wall."""
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
