"""A VTIMEZONE with rules instead of lists, from the last line of the zone's entry in the tz database.

That line is a POSIX rule such as ``CET-1CEST,M3.5.0,M10.5.0/3`` (RFC 9636, section 3.3).  It holds
for all years to come.  Where a zone does not keep to it, as Morocco in Ramadan, ``tells_rightly``
says so, and the event is better written in UTC.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes, vRecur

_RULE = re.compile(
    r"(?P<std><[^>]+>|[A-Za-z]+)(?P<off>[-+]?[\d:]+)"
    r"(?:(?P<dst><[^>]+>|[A-Za-z]+)(?P<doff>[-+]?[\d:]+)?,(?P<begin>[^,]+),(?P<end>[^,]+))?"
)
_CHANGE = re.compile(r"M(\d+)\.(\d)\.(\d)(?:/([-+]?[\d:]+))?")
DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


@lru_cache(maxsize=64)
def _ruled(name: str) -> ZoneInfo:
    """The zone as if its rule had held for ever: a zone file that is nothing but its last line."""
    empty = b"TZif2" + bytes(15) + bytes(16) + (1).to_bytes(4, "big") + (1).to_bytes(4, "big") + bytes(7)
    return ZoneInfo.from_file(io.BytesIO(empty + empty + b"\n" + _footer(name).encode() + b"\n"))


def tells_rightly(name: str, moment: datetime) -> bool:
    """Whether every calendar takes the local time for the moment that it is.

    Not if the zone did not keep to its rule then, of which a calendar may know only the rule; nor in the two hours that
    look alike when clocks go back, of which ical.js takes the second for the first, and others the first.
    """
    return all(
        moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) == moment.astimezone(UTC)
        for zone in (_ruled(name), ZoneInfo(name))
        for fold in (0, 1)
    )


def vtimezone(name: str) -> Timezone:
    """The zone of an IANA name.  ``ValueError`` if its rule is not one of months and weekdays."""
    rule = _RULE.fullmatch(_footer(name))
    if rule is None:
        raise ValueError(f"the rule of the time zone {name!r} cannot be written into a calendar")
    standard = -_offset(rule["off"])
    summer = (
        None if rule["dst"] is None else (-_offset(rule["doff"]) if rule["doff"] else standard + timedelta(hours=1))
    )
    made = Timezone()
    made.add("tzid", name)
    if summer is None:
        made.add_component(_part(TimezoneStandard(), rule["std"], standard, standard, None))
        return made
    made.add_component(_part(TimezoneDaylight(), rule["dst"], standard, summer, rule["begin"]))
    made.add_component(_part(TimezoneStandard(), rule["std"], summer, standard, rule["end"]))
    return made


def _footer(name: str) -> str:
    """The last line of the zone's file."""
    data = files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()
    return data.rstrip(b"\n").rsplit(b"\n", 1)[1].decode()


def _offset(text: str) -> timedelta:
    """Hours, minutes and seconds of ``[+-]h[:mm[:ss]]``."""
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = ([int(part) for part in text.lstrip("+-").split(":")] + [0, 0])[:3]
    return sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _part(
    part: TimezoneStandard | TimezoneDaylight, name: str, before: timedelta, after: timedelta, change: str | None
) -> TimezoneStandard | TimezoneDaylight:
    part.add("tzname", name.strip("<>"))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    if change is None:
        part["dtstart"] = vDDDTypes(datetime(1970, 1, 1))
        return part
    found = _CHANGE.fullmatch(change)
    if found is None:
        raise ValueError(f"the change of clocks {change!r} cannot be written into a calendar")
    month, week, day = int(found[1]), int(found[2]), int(found[3])
    at = _offset(found[4]) if found[4] else timedelta(hours=2)
    # A time of day past midnight, or before it, belongs to a neighbouring weekday.
    shift, at = divmod(at, timedelta(days=1))
    day, which = (day + shift) % 7, -1 if week == 5 else week
    part["dtstart"] = vDDDTypes(_nth(1970, month, which, day) + at)
    part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday=f"{which}{DAYS[day]}"))
    return part


def _nth(year: int, month: int, which: int, day: int) -> datetime:
    """The nth such weekday (0 = Sunday) of a month; -1 = the last."""
    if which > 0:
        first = datetime(year, month, 1)
        return first + timedelta(days=(day - first.isoweekday()) % 7 + 7 * (which - 1))
    last = datetime(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - day) % 7)
