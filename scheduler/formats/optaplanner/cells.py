"""What cells of a conference workbook hold; ``ValueError`` says in words what they do not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from scheduler.findings import shown

LONGEST = 200
"""Characters of an id."""
MANY = 10_000_000
"""People, more than any talk has."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = re.compile(r"(?:([A-Za-z]{3,})\.? +)?(\d{4}-\d{2}-\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


def day_text(day: date) -> str:
    """A day such as "Mon 2018-10-01"."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def clock_text(minutes: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def text(value: Any) -> str:
    """What is written, without the blanks around it; a whole number as its digits."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def identifier(value: Any) -> str:
    """A name that is an id too."""
    name = named(value)
    if re.search(r"[#@,\x00-\x1f]", name):
        raise ValueError(f"{shown(name)} holds a '#', '@', comma or line end, which no name may here; take it out")
    if len(name) > LONGEST:
        raise ValueError(f"this name has more than {LONGEST} characters; shorten it")
    return name


def named(value: Any) -> str:
    """A text that is not empty."""
    if not text(value):
        raise ValueError("this is empty; give it a name")
    return text(value)


def listed(value: Any) -> list[str]:
    """Items of a list, each once."""
    return list(dict.fromkeys(item for item in (part.strip() for part in text(value).split(",")) if item))


def some(value: Any) -> list[str]:
    """A list with something in it."""
    found = listed(value)
    if not found:
        raise ValueError("this is empty; name one or more")
    return found


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A whole number within limits."""

    def read(value: Any) -> int:
        number = _whole(value)
        if not low <= number <= high:
            raise ValueError(f"{number:,} cannot be; write a number from {low:,} to {high:,}")
        return number

    return read


def _whole(value: Any) -> int:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == int(value):
        return int(value)
    there = "an empty cell" if text(value) == "" else shown(value)
    raise ValueError(f"{there} is no whole number; write one, as a number and not as text")


def count(value: Any) -> int:
    """So many people; an empty cell is 0."""
    return whole(0, MANY)(0 if text(value) == "" else value)


def flag(value: Any) -> bool:
    """TRUE or FALSE; an empty cell is FALSE."""
    known = {"true": True, "false": False, "": False}
    if text(value).lower() in known:
        return known[text(value).lower()]
    raise ValueError(f"{shown(value)} is neither TRUE nor FALSE; write one of both")


def day(value: Any) -> date:
    """The day of "Mon 2018-10-01"."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(text(value))
    if found is None:
        raise ValueError(f"{shown(value)} is no day; write Mon 2018-10-01")
    try:
        made = date.fromisoformat(found[2])
    except ValueError:
        raise ValueError(f"{found[2]!r}: there is no such day") from None
    if found[1] and found[1][:3].capitalize() != WEEKDAYS[made.weekday()]:
        raise ValueError(f"{shown(value)}: {made} is a {WEEKDAYS[made.weekday()]}; which of both is meant?")
    return made


def clock(value: Any) -> int:
    """Minutes after midnight of "10:15"."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    found = _CLOCK.fullmatch(text(value))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"{shown(value)} is no time of day; write HH:MM, such as 10:15")
    return int(found[1]) * 60 + int(found[2])
