"""Properties of an event of a calendar, whatever stands there."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from scheduler.formats.programme import Who
from scheduler.formats.programme_values import instant, words

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = (ValueError, IndexError, KeyError, AttributeError, TypeError)
"""What reading something broken raises."""


def part(value: Any, name: str) -> Any:
    """What a property holds; nothing if it is broken."""
    try:
        return getattr(value, name, None)
    except UNREADABLE:
        return None


def said_in(component: Any, name: str) -> str:
    """A text of it; the first if there are several."""
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return "" if value is None else str(value)


def whole_in(component: Any, name: str) -> int:
    """A number of it; 0 if there is none."""
    text = said_in(component, name)
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def moment_in(component: Any, name: str) -> datetime | date | None:
    """A date with or without a time, of whatever the file says there."""
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    found = part(value, "dt")
    if isinstance(found, (datetime, date)):
        return found
    return None if value is None else instant(str(value))


def excepted_in(one: Any) -> set[datetime]:
    """Times at which a repeated event is not given."""
    given = one.get("EXDATE", [])
    lists = given if isinstance(given, list) else [given]
    return {moment.dt for each in lists for moment in part(each, "dts") or () if isinstance(moment.dt, datetime)}


def not_after(moment: datetime, until: Any) -> bool:
    """Whether a time is within a repetition's end, with or without their zones."""
    if not isinstance(until, datetime):
        return isinstance(until, date) and moment.date() <= until
    if (until.tzinfo is None) != (moment.tzinfo is None):
        return moment.replace(tzinfo=None) <= until.replace(tzinfo=None)
    return moment <= until


def category_in(one: Any) -> str:
    """The first category of an event."""
    value = one.get("CATEGORIES")
    value = value[0] if isinstance(value, list) and value else value
    cats = part(value, "cats")
    return words(str(cats[0])) if cats else ""


def people_in(one: Any) -> Iterator[Who]:
    """Who attends, by name; rooms and groups are no people."""
    given = one.get("ATTENDEE", [])
    for person in given if isinstance(given, list) else [given]:
        about = part(person, "params") or {}
        name = words(str(about.get("CN", "")))
        if name and str(about.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL":
            yield Who(name, str(person).lower())
