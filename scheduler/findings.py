"""What is wrong, and where in the document: before the place is spelled for a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.faults import Fault

Where = tuple[str | int, ...]
"""A place in a document: keys and positions, counted from 0, such as ("sessions", 3, "duration")."""

Spell = Callable[[Where], str]
"""Says a place as its reader finds it: a dotted path, a line, a sheet and cell."""

NAMES = ("id", "kind", "date", "session", "name", "title")
"""What an entry of a list is called by, the first that it has."""


@dataclass(frozen=True)
class Finding:
    """One fault; ``others`` are further places that it is about."""

    where: Where
    message: str
    others: tuple[Where, ...] = ()

    def fault(self, say: Spell) -> Fault:
        """The same with its places spelled out."""
        see = f" (see {' and '.join(map(say, self.others))})" if self.others else ""
        return Fault(say(self.where), self.message + see)


def dotted(where: Where, data: object = None) -> str:
    """``sessions.3.duration (opening)``: the path, and what the entry of the list is called."""
    path = ".".join(map(str, where))
    called = entry_name(where, data)
    return f"{path} ({called})" if called else path


def entry_name(where: Where, data: object) -> str:
    """What the entry of the list is called that a place lies in; empty if that is not known."""
    if len(where) < 2 or not isinstance(data, Mapping):
        return ""
    entries, number = data.get(where[0]), where[1]
    if not isinstance(entries, list) or not isinstance(number, int) or number >= len(entries):
        return ""
    return _name(entries[number])


def _name(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return ""
    for key in NAMES:
        name = entry.get(key)
        if isinstance(name, Mapping):
            name = next(iter(name.values()), None)
        if isinstance(name, (str, int)) and name != "":
            return str(name)[:60]
    return ""


def at(data: object, where: Where) -> Any:
    """The value at a place; None if there is none."""
    for step in where:
        try:
            data = data[step]  # type: ignore[index]  # what cannot be indexed raises, as meant
        except (KeyError, IndexError, TypeError):
            return None
    return data


def shown(value: object) -> str:
    """A value as people write it, cut to a readable length."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}...{text[-1]}"
