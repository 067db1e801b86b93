"""The time zone of a programme: the one it names, if that can be true, else one that fits its times."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.clock import zone
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.formats.programme import Programme

SEOUL = "Asia/Seoul"
COMMON = (
    "UTC", SEOUL, "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles",
    "America/Denver", "Europe/Athens", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Sydney", "Australia/Adelaide",
    "Pacific/Auckland", "America/St_Johns", "America/Sao_Paulo", "Asia/Tehran", "Asia/Kabul", "Asia/Yangon",
)  # fmt: skip
"""Zones that are tried when times have several offsets, or one that is no whole hour."""
SAY = ("say --timezone if that is not so", "아니면 --timezone으로 알려 주세요")


def settle(programme: Programme, wanted: str | None) -> ZoneInfo:
    """The zone that is ``wanted``, said or guessed; how it was found is noted."""
    if wanted is not None:
        try:
            return zone(wanted)
        except ValueError as error:
            raise FestivalError([Fault("--timezone", str(error))]) from None
    starts = [event.start for event in programme.events if event.start is not None]
    aware = [start for start in starts if start.tzinfo is not None]
    said = _said(programme)
    if said is not None and (programme.zone_counts or not _contradicted(said, aware)):
        return said
    if said is not None:
        offset = _offset_text(_commonest(aware))
        programme.notes.wrong(
            "",
            "the time zone is said to be {z}, but its times have the offset {o}; the offset counts",
            "시간대는 {z}(으)로 적혀 있으나 시각의 시차는 {o}입니다. 시차를 따릅니다",
            z=said.key,
            o=offset,
        )
    return _guessed(programme, aware)


def _said(programme: Programme) -> ZoneInfo | None:
    if not programme.zone:
        return None
    for name in (programme.zone, _iana(programme.zone)):
        with suppress(ValueError):
            return zone(name)
    programme.notes.wrong("", "there is no time zone {z!r}", "{z!r}라는 시간대는 없습니다", z=programme.zone[:60])
    return None


def _iana(name: str) -> str:
    """The name that the rest of the world uses for a zone of Windows."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON.get(name, name)


def _contradicted(tz: ZoneInfo, aware: list[datetime]) -> bool:
    """Whether most times have another offset than the zone has then."""
    others = sum(start.utcoffset() != start.astimezone(tz).utcoffset() for start in aware)
    return others * 2 > len(aware)


def _commonest(aware: Iterable[datetime]) -> timedelta:
    return Counter(start.utcoffset() or timedelta() for start in aware).most_common(1)[0][0]


def _guessed(programme: Programme, aware: list[datetime]) -> ZoneInfo:
    if not aware:
        found = zone(SEOUL if _korean(programme) else "UTC")
        programme.notes.guessed(
            "",
            "no time zone is said; taken for {z}; " + SAY[0],
            "시간대가 없어 {z}(으)로 보았습니다. " + SAY[1],
            z=found.key,
        )
        return found
    found = _fitting(tuple(aware), korean=_korean(programme))
    programme.notes.guessed(
        "",
        "the time zone follows from the offset {o} of the times: {z}; " + SAY[0],
        "시각의 시차 {o}에서 시간대를 {z}(으)로 보았습니다. " + SAY[1],
        z=found.key,
        o=_offset_text(_commonest(aware)),
    )
    return found


def _fitting(aware: tuple[datetime, ...], *, korean: bool) -> ZoneInfo:
    """A zone with these offsets at these times; if none has, one with the commonest."""
    offset = _commonest(aware)
    minutes = int(offset.total_seconds()) // 60
    if len({start.utcoffset() for start in aware}) == 1 and minutes % 60 == 0 and -12 <= minutes // 60 <= 14:
        return _whole(minutes // 60, korean=korean)
    for name in COMMON:
        tz = ZoneInfo(name)
        if all(start.utcoffset() == start.astimezone(tz).utcoffset() for start in aware):
            return tz
    return _whole(max(-12, min(14, round(minutes / 60))), korean=korean)


@cache
def _whole(hours: int, *, korean: bool) -> ZoneInfo:
    if korean and hours == 9:
        return ZoneInfo(SEOUL)
    return ZoneInfo(f"Etc/GMT{-hours:+d}" if hours else "UTC")


def _offset_text(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _korean(programme: Programme) -> bool:
    """Whether it speaks Korean: rooms or titles have Hangul."""
    texts = (f"{event.title}{event.room}" for event in programme.events[:200])
    return any("가" <= letter <= "힣" for text in texts for letter in text)
