"""Programs of others that read calendars, each told in the same way; and rules that none of them looks at."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from ics import Calendar as IcsCalendar

HERE = Path(__file__).parent
Told = tuple[str, datetime, datetime, str, str]
"""Uid, start and end in UTC, summary, status."""


def by_icalendar(data: bytes) -> list[Told]:
    read: Any = Calendar.from_ical(data)
    return [
        (str(one["uid"]), _utc(one["dtstart"].dt), _utc(one["dtend"].dt), str(one["summary"]), str(one["status"]))
        for one in read.walk("VEVENT")
    ]


def by_ical(data: bytes) -> list[Told]:
    read = IcsCalendarStream.calendar_from_ics(data.decode())
    return [
        (
            str(one.uid),
            _utc(one.dtstart),
            _utc(one.dtend),
            str(one.summary),
            str(one.status.value if one.status else ""),
        )
        for one in read.events
    ]


def by_ics(data: bytes) -> list[Told]:
    """In no order."""
    return [
        (str(one.uid), _utc(one.begin.datetime), _utc(one.end.datetime), str(one.name), str(one.status))
        for one in IcsCalendar(data.decode()).events
    ]


def by_ical_js(data: bytes) -> list[Told]:
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, HERE / "ical.mjs"], input=data, capture_output=True, check=True)
    return [
        (uid, datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC), summary, status)
        for uid, start, end, summary, status in json.loads(done.stdout)
    ]


READERS = {"icalendar": by_icalendar, "ical": by_ical, "ics": by_ics, "ical.js": by_ical_js}


def _utc(moment: Any) -> datetime:
    assert isinstance(moment, datetime), "a moment is meant"
    assert moment.tzinfo is not None, "it has a zone"
    return moment.astimezone(UTC)


# -- libical --------------------------------------------------------------------------------------

LIBICAL = ctypes.util.find_library("ical")


def libical_complains(data: bytes) -> list[str]:
    """What libical's check of restrictions finds (RFC 5546 for METHOD:PUBLISH)."""
    assert LIBICAL is not None
    library = ctypes.CDLL(LIBICAL)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    read = library.icalparser_parse_string(data)
    if not read:
        return ["this is no calendar"]
    fine = library.icalrestriction_check(read)
    text = library.icalcomponent_as_ical_string(read).decode().replace("\r\n ", "")
    told = [line.partition(":")[2] for line in text.splitlines() if line.startswith("X-LIC-ERROR")]
    return told or ([] if fine else ["a restriction is broken"])


# -- rules that none of them looks at ---------------------------------------------------------------

ALWAYS = {
    "UID",
    "DTSTAMP",
    "LAST-MODIFIED",
    "CREATED",
    "SEQUENCE",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "STATUS",
    "TRANSP",
    "LOCATION",
    "ORGANIZER",
}


def broken_rules(data: bytes, now: datetime) -> Iterator[str]:
    """Uids twice, zones that are not declared, stamps of this moment, floating times, endings and lengths of lines."""
    read: Any = Calendar.from_ical(data)
    declared = {str(one["tzid"]) for one in read.walk("VTIMEZONE")}
    uids = [str(one["uid"]) for one in read.walk("VEVENT")]
    yield from (f"{uid} is there {uids.count(uid)} times" for uid in sorted(set(uids)) if uids.count(uid) > 1)
    for one in read.walk("VEVENT"):
        yield from _of_event(one, declared, now)
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b""):
        yield "lines do not end as they should"
    yield from (f"{len(line)} bytes in a line" for line in data.split(b"\r\n") if len(line) > 75)
    if "X-WR-CALNAME" not in read or str(read["NAME"]) != str(read["X-WR-CALNAME"]):
        yield "the two names differ"


def _of_event(one: Any, declared: set[str], now: datetime) -> Iterator[str]:
    uid = str(one["uid"])
    yield from (f"{uid} lacks {name}" for name in sorted(ALWAYS - set(one)))
    for name in ("DTSTART", "DTEND"):
        zone = one[name].params.get("TZID")
        if zone is None and not one[name].to_ical().endswith(b"Z"):
            yield f"{uid}: {name} is floating"
        if zone is not None and zone not in declared:
            yield f"{uid}: {zone} is not declared"
    if one["DTSTAMP"].dt != one["LAST-MODIFIED"].dt or abs((one["DTSTAMP"].dt - now).total_seconds()) < 60:
        yield f"{uid}: its stamp is not when it was changed"
    if not one["CREATED"].dt <= one["LAST-MODIFIED"].dt:
        yield f"{uid}: it was changed before it was made"
    if (str(one["STATUS"]) == "CANCELLED") != (str(one["TRANSP"]) == "TRANSPARENT"):
        yield f"{uid}: what is cancelled takes no time, and nothing else"
