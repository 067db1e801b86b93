"""Plain data becomes a Festival, or one error that lists every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from scheduler import translate, truths
from scheduler.check import Draft, findings, in_order
from scheduler.constraint import Constraint, kinds, rule_from
from scheduler.faults import Fault, FestivalError
from scheduler.festival import Festival
from scheduler.findings import Finding, Spell, Where, dotted
from scheduler.salvage import VERSION, remains
from scheduler.unstorable import unstorable


def festival_from(data: Any, spell: Spell | None = None, found: Iterable[Finding] = ()) -> Festival:
    """The festival that plain data describes.  ``FestivalError`` with all its faults, each with its place.

    ``found`` is what the reader of the file could not understand already.
    """
    say = spell or (lambda where: dotted(where, data))
    if data is None or data == {}:
        raise FestivalError([Fault("", "there is nothing in it; a festival begins with 'showgrid: 1' and 'festival:'")])
    if not isinstance(data, Mapping):
        raise FestivalError([Fault("", "this is no festival document; it begins with 'showgrid: 1' and 'festival:'")])
    plain = _without_nulls(data)
    if other := _version(plain):
        raise FestivalError(one.fault(say) for one in other)
    festival, faults = _examined(plain, [*found, *truths.misplaced(plain, Festival), *unstorable(plain)])
    if festival is None or faults:
        raise FestivalError(one.fault(say) for one in faults)
    return festival


def _examined(data: dict[str, Any], read: list[Finding]) -> tuple[Festival | None, list[Finding]]:
    """The festival as far as it can be made, and everything that is wrong."""
    rules, found = _rules(data.get("rules"))
    whole = {**data, "rules": [rule for rule in rules if rule is not None]} if isinstance(rules, list) else data
    festival: Festival | None
    try:
        festival = Festival.model_validate(whole)
    except ValidationError as error:
        festival = None
        found += translate.findings(error, Festival, whole)
    found = read + _not_told(found, read)
    if festival is not None and not read and all(rule is not None for rule in rules or ()):
        return festival, in_order(found + findings(Draft(festival)))
    return None, in_order(found + [one for left in remains(data, found) for one in left.findings()])


def _not_told(found: list[Finding], read: list[Finding]) -> list[Finding]:
    """What the reader has not said already about the same place, or about one that holds it."""
    told = {one.where for one in read}
    return [
        one
        for one in found
        if one.where not in told and not any(one.where[:depth] in told for depth in range(3, len(one.where)))
    ]


def _rules(raw: Any) -> tuple[Any, list[Finding]]:
    """Each rule made by the class of its kind, None if it has faults; and those faults.

    Done one by one, because an error inside a validator would forget where in the rule it was.
    """
    if not isinstance(raw, list):
        return raw, []
    made: list[Constraint | None] = []
    found: list[Finding] = []
    for number, one in enumerate(raw):
        try:
            made.append(rule_from(one))
        except PydanticCustomError as error:
            where: Where = ("rules", number, "kind") if isinstance(one, dict) and "kind" in one else ("rules", number)
            found.append(Finding(where, error.message()))
            made.append(None)
        except ValidationError as error:
            found += translate.findings(error, kinds()[one["kind"]], one, ("rules", number))
            made.append(None)
    return made, found


def _version(data: Mapping[str, Any]) -> list[Finding]:
    """A document of another version is not worth further words."""
    if "showgrid" not in data:
        return []
    given = data["showgrid"]
    if given == VERSION or str(given) == str(VERSION):
        return []
    return [Finding(("showgrid",), f"this program reads version {VERSION} of the document, not {given!r}")]


def _without_nulls(data: Mapping[str, Any]) -> dict[str, Any]:
    """Fields with nothing in them are fields left out; but rules and free fields keep what they have.

    Letters that were put together from parts, as Korean ones are in names of files on a Mac, become whole ones:
    two ids that look the same are the same.
    """
    return {name: _plain(value, nulls=name == "rules") for name, value in data.items() if value is not None}


def _plain(value: Any, *, nulls: bool) -> Any:
    """``nulls``: whether they are kept, as in free fields they are."""
    if isinstance(value, str):
        return value if value.isascii() else normalize("NFC", value)
    if isinstance(value, dict):
        return {
            _plain(name, nulls=nulls): _plain(inner, nulls=nulls or name == "fields")
            if isinstance(inner, (str, dict, list))
            else inner
            for name, inner in value.items()
            if nulls or inner is not None
        }
    if isinstance(value, list):
        return [_plain(inner, nulls=nulls) if isinstance(inner, (str, dict, list)) else inner for inner in value]
    return value
