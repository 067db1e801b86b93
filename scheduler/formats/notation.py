"""How nested things are written in one cell, so that people can read and type them.

    parts     introduction: 5; film; q-and-a: 20 #1         minutes, #labels of showings
    people    Fred Grinstein: moderator #1,2 @q-and-a        role, #labels, @parts
    windows   2024-10-25 10:00 - 12:00; 2024-10-25 22:00 - 02:00
    available the same, or the id of a block
    keys      hall-a: 2024-10-25 08:00 - 23:00
    weekly    fri, sat 10:00 - 25:30
    items     one a line: title: Best film, minutes: 5, people: [kim]

Whatever these cannot say is written, and may always be typed, as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler.festival import Cast, Key, Part, WeeklyHours, When
from scheduler.fields import Window
from scheduler.formats.spelling import clock_of, minutes_of, moment_of

if TYPE_CHECKING:
    from pydantic import BaseModel

Parse = Callable[[str], dict[str, Any]]
Spell = Callable[[Mapping[str, Any]], str]

_TO = re.compile(r"\s+(?:-|–|~|to|부터)\s+|\s*[~–]\s*")
_CLOCK_RANGE = re.compile(r"(.*\d:\d\d)-(\d.*)")
_PART = re.compile(r"(?P<name>[^#]+?)(?:\s*:\s*(?P<minutes>[^#:]+(?::\d\d)?))?\s*(?:#(?P<showings>[\d,\s]+))?")
_CAST = re.compile(
    r"(?P<id>[^#:(]+?)\s*(?::\s*(?P<role>[^#@(]+?)|\((?P<also>[^)]+)\))?\s*"
    r"(?:#(?P<showings>[\d,\s]+?))?\s*(?:(?:^|\s)@(?P<parts>.+))?"
)
WEEKDAYS = dict(zip("월화수목금토일", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), strict=True))


def entries(text: str) -> list[str]:
    """Pieces of a cell: by lines or semicolons."""
    return [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]


def words(text: str) -> list[str]:
    """Pieces of a cell of words: by lines or semicolons, else by commas."""
    by = r"[;\n]" if re.search(r"[;\n]", text) else ","
    return [piece.strip() for piece in re.split(by, text) if piece.strip()]


def _window(text: str) -> dict[str, Any]:
    found = _TO.split(text.strip(), maxsplit=1)
    if len(found) == 1 and (tight := _CLOCK_RANGE.fullmatch(text.strip())):
        found = [tight[1], tight[2]]
    if len(found) != 2:
        raise ValueError(f"{text!r} is no stretch of time; write 2024-10-25 10:00 - 12:00")
    begin = moment_of(found[0])
    return {"from": begin, "to": _end(begin, found[1])}


def _end(begin: str, text: str) -> str:
    """The end of a stretch: a date and time, or a time of that day, or of the next if it is not later."""
    if re.match(r"\s*\d{4}\D", text):
        return moment_of(text)
    clock = clock_of(text)
    if clock <= begin[11:16]:
        clock = f"{int(clock[:2]) + 24}{clock[2:]}"
    return moment_of(f"{begin[:10]} {clock}{begin[16:]}")


def _spell_window(window: Mapping[str, Any]) -> str:
    begin, end = str(window["from"]), str(window["to"])
    same = begin[:10] == end[:10] and begin[16:] == end[16:] == ""
    return f"{begin.replace('T', ' ')} - {end[11:] if same else end.replace('T', ' ')}"


def _when(text: str) -> dict[str, Any]:
    return _window(text) if re.match(r"\s*\d{4}\D", text) else {"block": text}


def _spell_when(when: Mapping[str, Any]) -> str:
    return str(when["block"]) if "block" in when else _spell_window(when)


def _key(text: str) -> dict[str, Any]:
    if re.match(r"\s*\d{4}\D", text):
        return _window(text)
    room, _, rest = text.partition(":")
    return {"room": room.strip(), **_window(rest)}


def _spell_key(key: Mapping[str, Any]) -> str:
    room = f"{key['room']}: " if "room" in key else ""
    return room + _spell_window(key)


def _weekly(text: str) -> dict[str, Any]:
    found = re.fullmatch(r"([^\d]+?)\s*(\d.*)", text)
    hours = _TO.split(found[2], maxsplit=1) if found else []
    if found and len(hours) == 1:
        hours = hours[0].split("-")
    if not found or len(hours) != 2:
        raise ValueError(f"{text!r} are no weekly hours; write fri, sat 10:00 - 25:30")
    days = [WEEKDAYS.get(day, day.lower()[:3]) for day in re.split(r"[,\s]+", found[1]) if day]
    return {"days": days, "from": clock_of(hours[0]), "to": clock_of(hours[1])}


def _spell_weekly(hours: Mapping[str, Any]) -> str:
    return f"{', '.join(hours['days'])} {hours['from']} - {hours['to']}"


def _part(text: str) -> dict[str, Any]:
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(
            f"{text!r} is no part; write its name, its minutes and, if not in all, its showings: q-and-a: 20 #1"
        )
    made: dict[str, Any] = {"name": found["name"]}
    if found["minutes"]:
        made["minutes"] = minutes_of(found["minutes"])
    return _labelled(made, found["showings"])


def _labelled(made: dict[str, Any], showings: str | None) -> dict[str, Any]:
    labels = [int(label) for label in re.findall(r"\d+", showings or "")]
    return {**made, "showings": labels} if labels else made


def _spell_part(part: Mapping[str, Any]) -> str:
    minutes = f": {part['minutes']}" if "minutes" in part else ""
    return f"{part['name']}{minutes}{_spell_labels(part)}"


def _spell_labels(one: Mapping[str, Any]) -> str:
    return f" #{','.join(map(str, one['showings']))}" if one.get("showings") else ""


def _cast(text: str) -> dict[str, Any]:
    found = _CAST.fullmatch(text)
    if not found:
        raise ValueError(
            f"{text!r} is no person; write a name, and if you like a role, showings and parts: Kim: host #1 @q-and-a"
        )
    made: dict[str, Any] = {"id": found["id"]}
    if role := found["role"] or found["also"]:
        made["role"] = role.strip()
    made = _labelled(made, found["showings"])
    return {**made, "parts": [one.strip() for one in found["parts"].split(",")]} if found["parts"] else made


def _spell_cast(one: Mapping[str, Any]) -> str:
    role = f": {one['role']}" if "role" in one else ""
    parts = f" @{', '.join(one['parts'])}" if one.get("parts") else ""
    return f"{one['id']}{role}{_spell_labels(one)}{parts}"


COMPACT: dict[type[BaseModel], tuple[Parse, Spell]] = {
    Window: (_window, _spell_window),
    When: (_when, _spell_when),
    Key: (_key, _spell_key),
    WeeklyHours: (_weekly, _spell_weekly),
    Part: (_part, _spell_part),
    Cast: (_cast, _spell_cast),
}
"""How one entry of such a list is read and written in a cell."""
