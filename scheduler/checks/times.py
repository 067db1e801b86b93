"""Times exist in the festival's zone, lie near the festival, and run forwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from scheduler.checks.timed import times_of
from scheduler.clock import DAY, exists, zone
from scheduler.faults import did_you_mean
from scheduler.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.checks.draft import Draft

FEW = 4
FAR = timedelta(days=366)
"""What is further from the days of the festival than this is a slip of the pen."""


def zones(draft: Draft) -> Iterator[Finding]:
    """Time zones of the festival, of people and of sessions that nobody knows."""
    named: list[tuple[Where, str | None]] = [(("festival", "timezone"), draft.festival.festival.timezone)]
    for name in ("people", "sessions"):
        entries = enumerate(getattr(draft.festival, name))
        named += [((name, number, "timezone"), one.timezone) for number, one in entries]
    for where, zone_ in named:
        if zone_ is not None and not _known(zone_):
            hint = _abbreviated(zone_) or did_you_mean(zone_, sorted(available_timezones()))
            yield Finding(where, f"there is no time zone {zone_!r}{hint or '; write an IANA name such as Asia/Seoul'}")


def _abbreviated(name: str) -> str:
    """A hint at the zones whose clocks are called so, such as KST; what is short for too many says nothing."""
    if not (name.isupper() and len(name) in (3, 4)):
        return ""
    zones = sorted(one for one in available_timezones() if "/" in one and name in _abbreviations(one))
    return f"; did you mean {' or '.join(map(repr, zones))}?" if 0 < len(zones) <= FEW else ""


def _abbreviations(name: str) -> set[str | None]:
    """What the clocks of a zone are called in winter and in summer."""
    seasons = (datetime(2025, month, 1, tzinfo=UTC) for month in (1, 7))
    return {moment.astimezone(zone(name)).tzname() for moment in seasons}


@lru_cache(maxsize=1024)
def _known(name: str) -> bool:
    try:
        zone(name)
    except ValueError:
        return False
    return True


def moments(draft: Draft) -> Iterator[Finding]:
    """Times that the clocks jump over, and times years away from the festival."""
    days = [day.date for day in draft.festival.days]
    near = (min(days) - FAR, max(days) + FAR) if days else (date.min, date.max)
    for where, model in draft.timed:
        for name, value in times_of(model):
            if not exists(value, draft.zone):
                yield Finding((*where, name), _never(value, draft.zone))
            elif not near[0] <= value.date() <= near[1]:
                yield Finding(
                    (*where, name), f"{spelled(value)} is more than a year away from the days of the festival"
                )


def hours(draft: Draft) -> Iterator[Finding]:
    """Days that open or close at a time that the clocks jump over."""
    for number, day in enumerate(draft.festival.days):
        midnight = datetime(day.date.year, day.date.month, day.date.day)
        closes = day.close if day.close > day.open else day.close + DAY
        for name, minutes in (("open", day.open), ("close", closes)):
            moment = midnight + timedelta(minutes=minutes)
            if not exists(moment, draft.zone):
                yield Finding(("days", number, name), _never(moment, draft.zone))


def _never(moment: datetime, tz: ZoneInfo) -> str:
    return f"clocks in {tz.key} go forward and never show {spelled(moment)}"


def reversed_windows(draft: Draft) -> Iterator[Finding]:
    """Stretches of time that end before they begin."""
    for where, model in draft.timed:
        begin, end = getattr(model, "from_", None), getattr(model, "to", None)
        if not isinstance(begin, datetime) or not isinstance(end, datetime):
            continue
        if _instant(end, draft.zone) <= _instant(begin, draft.zone):
            yield Finding((*where, "to"), f"{spelled(end)} is not after {spelled(begin)}, where it begins")


def spelled(moment: datetime) -> str:
    """A time as the document has it."""
    return moment.isoformat(timespec="minutes")


def _instant(moment: datetime, tz: ZoneInfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=tz)
    return aware.astimezone(UTC)
