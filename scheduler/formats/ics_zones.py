"""Time zones of calendars by the names of the tz database, however Exchange and Evolution call them."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

_ZONES = re.compile(
    rb'TZID="?(?P<zone>\(UTC(?:[+-]\d\d:\d\d)?\)(?P<cities>[^":;\r\n]*)'
    rb'|(?P<utc>tzone://Microsoft/Utc)|/[^":;\r\n]*?/(?P<name>[A-Z][A-Za-z_]+/[A-Za-z_/+-]+))"?(?=[:;])'
)
"""Zones as Exchange and Evolution name them: ``(UTC+09:00) Seoul``, ``tzone://Microsoft/Utc``, ``/…/Europe/Berlin``."""
_DECLARED = re.compile(rb"^TZID:([^\r\n]*)", re.MULTILINE)


def with_known_zones(data: bytes) -> bytes:
    """The calendar with zones that every reader knows, where the file itself does not declare them."""
    declared = set(_DECLARED.findall(data))
    return _ZONES.sub(lambda found: _known_zone(found, declared), data)


def _known_zone(found: re.Match[bytes], declared: set[bytes]) -> bytes:
    """The name that the tz database has for a zone; what the file itself declares, or nobody knows, stays."""
    said = found["zone"]
    if said in declared:
        return found[0]
    cities = (
        city.strip().replace(b" ", b"_").decode("ascii", "replace") for city in (found["cities"] or b"").split(b",")
    )
    name = found["name"] or (b"UTC" if found["utc"] else next(filter(None, map(_by_city().get, cities)), b""))
    return b"TZID=" + name if name else found[0]


@cache
def _by_city() -> dict[str, bytes]:
    """Zones by their cities."""
    return {name.rpartition("/")[2]: name.encode() for name in sorted(available_timezones()) if "/" in name}
