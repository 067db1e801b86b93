"""What is still to be examined of a document with faults, so that one reading tells them all.

There are two remains: without the entries that have faults, for checks that compare fields of an entry; and without
no more of an entry than the fields that have them, for checks that look at one field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from scheduler.check import OF_ENTRIES, OF_FIELDS, Draft, findings
from scheduler.constraint import rule_from
from scheduler.festival import Festival
from scheduler.fields import models_in
from scheduler.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scheduler.check import Checks

VERSION = 1

NEEDED: dict[str, Any] = {"showgrid": VERSION, "festival": {"id": "?"}}
"""What stands in for parts of a document that it cannot do without."""
WHOLE = ""
"""Instead of a field: a fault of all that the fields are in."""
Bad = dict[str | int, set[str | int]]
"""Of each entry of a list that has faults, or each field of a mapping, the fields in it that have them."""


@dataclass(frozen=True)
class Remains:
    """A festival of what is left, and which entries of each list with faults are."""

    festival: Festival
    kept: Mapping[str, list[int]]
    left_out: Mapping[str, frozenset[str]]
    checks: Checks

    def findings(self) -> Iterator[Finding]:
        """What the checks find, with the places that it has in the document."""
        for one in findings(Draft(self.festival, self.left_out), self.checks):
            yield Finding(self._original(one.where), one.message, tuple(self._original(where) for where in one.others))

    def _original(self, where: Where) -> Where:
        if len(where) > 1 and where[0] in self.kept and isinstance(where[1], int):
            return (where[0], self.kept[str(where[0])][where[1]], *where[2:])
        return where


def remains(data: Mapping[str, Any], found: Iterable[Finding]) -> Iterator[Remains]:
    """What is left of plain data in which these faults were found, and what may be asked of it."""
    bad: dict[str, Bad] = {}
    for where in (one.where for one in found if one.where):
        fields = bad.setdefault(str(where[0]), {}).setdefault(where[1] if len(where) > 1 else WHOLE, set())
        fields.add(where[2] if len(where) > 2 else WHOLE)
    yield from _made(data, bad, _left_out, OF_ENTRIES)
    yield from _made(data, bad, _mended, OF_FIELDS)


def _made(
    data: Mapping[str, Any], bad: Mapping[str, Bad], mend: Callable[[str, Any, set[str | int]], Any], checks: Checks
) -> Iterator[Remains]:
    """One, or none if nothing is left that is a festival."""
    rest, kept, left_out = dict(data), {}, _perhaps(data)
    for name, entries in bad.items():
        given = rest.pop(name, None)
        if name not in Festival.model_fields:
            continue
        if isinstance(given, list):
            left = [mend(name, one, entries[number]) if number in entries else one for number, one in enumerate(given)]
            kept[name] = [number for number, one in enumerate(left) if one is not None]
            rest[name] = [left[number] for number in kept[name]]
            left_out[name] = _ids(one for one, what in zip(given, left, strict=True) if what is None)
            left_out |= {f"columns of {name}": frozenset[str]() for one in entries if isinstance(one, str)}
        elif name == "festival" and mend is _mended and isinstance(given, dict):
            rest[name] = {**NEEDED[name], **{key: value for key, value in given.items() if key not in entries}}
            left_out |= {name: frozenset[str]()} if "timezone" in entries else {}
        else:
            left_out[name] = frozenset()
    try:
        yield Remains(Festival.model_validate({**NEEDED, **rest, "showgrid": VERSION}), kept, left_out, checks)
    except ValidationError:
        return


def _perhaps(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Ids of lists under a name that there is not, in the list that may be meant; any that is missing may be."""
    from difflib import get_close_matches  # only when something is wrong

    missing = [name for name in Festival.model_fields if name not in data]
    ids = dict.fromkeys(missing, frozenset[str]())
    strange = [name for name in data if name not in Festival.model_fields]
    for name in strange:
        for meant in get_close_matches(name, missing) or missing:
            ids[meant] |= _ids(data[name] if isinstance(data[name], list) else ())
    return ids if strange else {}


def _left_out(name: str, entry: Any, fields: set[str | int]) -> None:
    """Nothing is left of an entry with faults."""


def _mended(name: str, entry: Any, fields: set[str | int]) -> Any:
    """The entry without the fields that have faults; None if it needs them, or has a fault as a whole."""
    if not isinstance(entry, dict) or WHOLE in fields:
        return None
    rest = {key: value for key, value in entry.items() if key not in fields}
    try:
        if name == "rules":
            return rule_from(rest)
        for model in models_in(Festival.model_fields[name].annotation):
            model.model_validate(rest)
    except (ValidationError, PydanticCustomError, KeyError):
        return None
    return rest


def _ids(entries: Iterable[Any]) -> frozenset[str]:
    """Ids of entries that had to be left out: known all the same."""
    return frozenset(str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)
