"""The lists of a festival: entries with the keys that they keep, read, replaced and patched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import PydanticCustomError

from scheduler import translate
from scheduler.constraint import Constraint, rule_from
from scheduler.faults import Fault
from scheduler.festival import Festival
from scheduler.fields import models_in
from scheduler.findings import dotted
from web.api.common import AtRevision, Done, committed, past, since
from web.api.operation import Answer, Data, Operation, operation
from web.api.problems import Refused
from web.desk import desk, workspace
from web.entries import LISTS, PUBLISHED, Name, key_of
from web.operations import Edit
from web.words import both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.entries import Entry
    from web.merging import State

area = Blueprint("lists", __name__, url_prefix="/festivals/<slug>/lists")
LONGEST_KEY = 400
MOST = 20_000
"""Entries of one request."""


class ListEntry(Data):
    """One entry."""

    key: str = Field(description="What it is known by as long as it is there: its id, if it has one.")
    data: dict[str, Any]


class EntryList(Data):
    """A list of the festival, in its order."""

    revision: int
    entries: list[ListEntry]


class WantedEntry(Data):
    """An entry as it shall be."""

    key: str | None = Field(None, max_length=LONGEST_KEY, description="Left out: of a new entry.")
    data: dict[str, Any]


class WantedList(Data):
    """All entries of a list as they shall be."""

    entries: list[WantedEntry] = Field(max_length=MOST)


class Patch(Data):
    """What shall change: an entry by its key; null takes an entry out, or a field of one."""

    entries: dict[str, dict[str, Any] | None] = Field(max_length=MOST)


@area.get("/<name>")
@operation(Operation(gives=EntryList, query=AtRevision))
def show(slug: str, name: str, query: AtRevision) -> Answer:
    """The entries of a list: rooms, sessions, people, rules, pins, and so on."""
    work = past(slug, query)
    entries = _entries(desk().pasts.state(work, work.head), _known(name))
    found = [ListEntry(key=one.name.key, data=one.data) for one in entries]
    return Answer(EntryList(revision=work.head, entries=found), revision=work.head)


@area.put("/<name>")
@operation(Operation(gives=Done, takes=WantedList, matched=True))
def replace(slug: str, name: str, body: WantedList, base: int | None) -> Answer:
    """Make a list what is sent.

    Entries that it lacks are taken out, but for those that others added meanwhile; those that stay keep their place.
    """
    work = workspace(slug)
    there = _there(desk().pasts.state(work, since(work, base)), _writable(name))
    wanted = [(one.key if one.key is not None else key_of(name, one.data), one.data) for one in body.entries]
    _right(name, [(f"entries.{number}", *one) for number, one in enumerate(wanted)])
    kept = {key for key, _ in wanted}
    edits = [Edit(Name(name, key), data) for key, data in wanted if there.get(key) != data]
    edits += [Edit(Name(name, key)) for key in there if key not in kept]
    return committed(work, base, edits, both("api.did_list", l=name))


@area.patch("/<name>")
@operation(Operation(gives=Done, takes=Patch, matched=True))
def patch(slug: str, name: str, body: Patch, base: int | None) -> Answer:
    """Change entries of a list, field by field."""
    work = workspace(slug)
    there = _there(desk().pasts.state(work, since(work, base)), _writable(name))
    edits = [
        Edit(Name(name, key)) if fields is None else Edit(Name(name, key), fields=fields)
        for key, fields in body.entries.items()
    ]
    made = [(f"entries.{one.name.key}", one.name.key, one.on(there.get(one.name.key))) for one in edits]
    _right(name, [one for one in made if one[2] is not None])
    return committed(work, base, edits, both("api.did_list", l=name))


def _known(name: str) -> str:
    if name not in LISTS:
        raise Refused(404, f"There is no list {name}; there is {', '.join(LISTS)}.")
    return name


def _writable(name: str) -> str:
    if _known(name) == PUBLISHED:
        raise Refused(422, "What was published changes by publishing.", [Fault(name, "publish instead")])
    return name


def _entries(state: State, name: str) -> list[Entry]:
    found = (entry for entry in state.values() if entry.name.list == name)
    return sorted(found, key=lambda one: (one.position, one.name.key))


def _there(state: State, name: str) -> Mapping[str, Any]:
    return {one.name.key: one.data for one in _entries(state, name)}


def _right(name: str, wanted: list[tuple[str, str, Any]]) -> None:
    """422 with everything that is wrong of these entries: place, key, data."""
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, key, data in wanted:
        if key in seen:
            faults.append(Fault(place, f"there are two entries of the key {key!r}; leave one out"))
        seen.add(key)
        faults += _faults(name, place, data) or _misnamed(name, place, key, data)
    if faults:
        raise Refused(422, "What was sent cannot be understood.", faults)


def _faults(name: str, place: str, data: Any) -> list[Fault]:
    """What of an entry cannot be understood by itself."""
    model: type[BaseModel] = next(models_in(Festival.model_fields[name].annotation))
    try:
        if issubclass(model, Constraint):
            rule_from(data)
        else:
            model.model_validate(data)
    except PydanticCustomError as error:
        return [Fault(place, error.message())]
    except ValidationError as error:
        found = translate.findings(error, model, data)
        return [Fault(f"{place}.{dotted(one.where)}".rstrip("."), one.message) for one in found]
    return []


def _misnamed(name: str, place: str, key: str, data: Any) -> list[Fault]:
    """An id is for ever, others name it; so it is the key of its entry.  Rules, walks and such have any key."""
    own = key_of(name, data)
    lasting = own == key_of(name, data)
    if not lasting or own == key.partition("~")[0]:
        return [] if key and len(key) <= LONGEST_KEY else [Fault(place, f"a key has 1 to {LONGEST_KEY} letters")]
    return [Fault(place, f"the key of this entry is {own!r}, not {key!r}; take out the one and add the other")]
