"""A festival document as rows and back: each entry with a key that lasts as long as the entry does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from secrets import token_hex
from typing import Any, NamedTuple

from scheduler.festival import Festival

ABOUT, DEFAULTS = "festival", "defaults"
PLACEMENTS, ASSIGNMENTS, WAIVERS, PINS = "placements", "assignments", "waivers", "pins"
PUBLISHED = "published"
SINGLE = (ABOUT, DEFAULTS)
"""What a document has once; the row's key is the name again."""
TIMETABLE = (PLACEMENTS, ASSIGNMENTS, WAIVERS)
LIGHT = (*TIMETABLE, PINS)
"""What changes without the festival having to be compiled anew."""
ATOMIC = (*TIMETABLE, PINS, DEFAULTS)
"""Entries that change as a whole."""
LISTS = tuple(name for name in Festival.model_fields if name not in ("showgrid", *SINGLE))


class Name(NamedTuple):
    """Which entry: its list and its key."""

    list: str
    key: str


class Entry(NamedTuple):
    """One entry."""

    name: Name
    position: float
    data: Any


def key_of(list_: str, data: Mapping[str, Any]) -> str:
    """The key of a new entry: its id if it has one, else what it is about, else a random one."""
    if "id" in data:
        return str(data["id"])
    if list_ == "days":
        return str(data["date"])
    if list_ in (PLACEMENTS, PINS, PUBLISHED) and data.get("session"):
        return showing_key(data["session"], data.get("showing", 1 if list_ != PINS else None))
    if list_ == ASSIGNMENTS:
        return f"{data['role']}@{showing_key(data['session'], data['showing'])}@{data['person']}"
    return token_hex(8)


def showing_key(session: str, label: int | None) -> str:
    """``session#label``; of all showings the session alone."""
    return session if label is None else f"{session}#{label}"


def taken_apart(document: Mapping[str, Any]) -> list[Entry]:
    """The rows of a festival document."""
    rows = [Entry(Name(name, name), 0, document[name]) for name in SINGLE if name in document]
    for name in LISTS:
        seen: set[str] = set()
        for number, data in enumerate(document.get(name, ())):
            key = key_of(name, data)
            if key in seen:
                key = f"{key}~{token_hex(4)}"
            seen.add(key)
            rows.append(Entry(Name(name, key), number, data))
    return rows


def put_together(rows: Iterable[Entry]) -> dict[str, Any]:
    """The festival document of rows, whatever their order."""
    document: dict[str, Any] = {"showgrid": 1}
    lists: dict[str, list[Any]] = {name: [] for name in LISTS}
    for row in sorted(rows, key=lambda one: (one.name.list, one.position, one.name.key)):
        if row.name.list in SINGLE:
            document[row.name.list] = row.data
        elif row.name.list in lists:
            lists[row.name.list].append(row.data)
    return document | {name: entries for name, entries in lists.items() if entries}
