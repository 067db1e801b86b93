"""The festival document of an instance."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from scheduler.formats.cosplib.ids import Ids, ids_of
from scheduler.formats.cosplib.parameters import DAY
from scheduler.formats.cosplib.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.formats.cosplib.instance import Instance, Session

Entry = dict[str, Any]

SOME_DAY = date(2024, 1, 1)
"""The date of a session of which none is given."""
SOME_TIME = 9 * 60
"""When it begins if that is not given, minutes after midnight."""
YEARS = range(1950, 2150)
"""Of dates that are meant."""
MOST_APART = timedelta(days=180)
"""Dates further from the first one are slips of the pen; they mean nothing, so they are not told either."""


def document(instance: Instance, name: str) -> Entry:
    """All that the workbook says; ``name`` is what the festival is called."""
    ids = ids_of(instance)
    blocks = list(_blocks(instance, ids))
    zone = _zone(instance.parameters.zone)
    made = {
        "showgrid": 1,
        "festival": {"id": name, "name": name, "timezone": zone, "day_ends": "00:00"},
        "defaults": False,
        "days": _days(blocks),
        "rooms": [{"id": one, "name": name} for one, name in zip(ids.rooms, instance.rooms, strict=True)],
        "tracks": list(_tracks(instance, ids)),
        "people": [{"id": one, "name": name} for name, one in ids.people.items()],
        "sessions": list(_sessions(instance, ids)),
        "blocks": blocks,
        "interests": list(_interests(instance, ids)),
        "rules": rules(instance, ids),
    }
    return {key: value for key, value in made.items() if value != []}


def _zone(hours: int) -> str:
    """The name of a zone that many hours east of Greenwich; these names count the other way."""
    return "Etc/GMT" if hours == 0 else f"Etc/GMT{-hours:+d}"


def _blocks(instance: Instance, ids: Ids) -> Iterator[Entry]:
    """Sessions of the instance; what ends by the clock before it begins ends on the next day."""
    dates = [one.date for one in instance.sessions if one.date is not None and one.date.year in YEARS]
    day = first = dates[0] if dates else SOME_DAY
    for session, one in zip(instance.sessions, ids.blocks, strict=True):
        if session.date is not None and abs(session.date - first) <= MOST_APART:
            day = session.date
        begin, end = _times(session)
        midnight = datetime(day.year, day.month, day.day)
        yield {
            "id": one,
            "name": session.name,
            "from": _moment(midnight, begin),
            "to": _moment(midnight, end if end > begin else end + DAY),
            "slots": session.slots,
        }


def _times(session: Session) -> tuple[int, int]:
    begin = SOME_TIME if session.begin is None else session.begin
    return begin, (begin + 60) % DAY if session.end is None else session.end


def _moment(midnight: datetime, minutes: int) -> str:
    return (midnight + timedelta(minutes=minutes)).isoformat(timespec="minutes")


def _days(blocks: list[Entry]) -> list[Entry]:
    """Days from the first block to the last of each."""
    hours: dict[str, tuple[str, str]] = {}
    for block in blocks:
        day, begin = block["from"].split("T")
        last, end = block["to"].split("T")
        if last > day:
            end = f"{int(end[:2]) + 24}{end[2:]}"
        known = hours.get(day, (begin, end))
        hours[day] = min(known[0], begin), max(known[1], end)
    return [{"date": day, "open": opens, "close": closes} for day, (opens, closes) in sorted(hours.items())]


def _tracks(instance: Instance, ids: Ids) -> Iterator[Entry]:
    for track, one in zip(instance.tracks, ids.tracks, strict=True):
        made: Entry = {"id": one, "name": track.name}
        yield {**made, "chairs": [ids.people[name] for name in track.chairs]} if track.chairs else made


def _sessions(instance: Instance, ids: Ids) -> Iterator[Entry]:
    for number, one in enumerate(instance.submissions):
        made: Entry = {"id": ids.sessions[number], "type": "talk", "title": one.name, "track": ids.track_of[number]}
        made["slots"] = one.slots
        if one.order:
            made["order"] = one.order
        if one.zone is not None and instance.parameters.zones_count:
            made["timezone"] = _zone(one.zone)
        if one.presenters:
            made["people"] = [ids.people[name] for name in one.presenters]
        yield made


def _interests(instance: Instance, ids: Ids) -> Iterator[Entry]:
    """A row a person who wants to see something."""
    wanted: dict[str, list[str]] = {}
    for number, one in enumerate(instance.submissions):
        for name in one.attendees:
            wanted.setdefault(name, []).append(ids.sessions[number])
    for name, sessions in wanted.items():
        yield {"sessions": sessions, "people": 1, "fields": {"name": name}}
