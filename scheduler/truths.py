"""Yes or no where a number is wanted: pydantic would take ``true`` for 1, and a typist would never learn of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from scheduler.constraint import kinds
from scheduler.findings import Finding, Where, shown


def misplaced(data: Mapping[str, Any], model: type[BaseModel]) -> Iterator[Finding]:
    """Each ``true`` or ``false`` in the place of a number; ``data`` is a document of that model."""
    rules = data.get("rules")
    yield from _below((), {name: value for name, value in data.items() if name != "rules"}, frozenset({model}))
    for number, rule in enumerate(rules) if isinstance(rules, list) else ():
        kind = rule.get("kind") if isinstance(rule, Mapping) else None
        if isinstance(kind, str) and kind in kinds():
            yield from _below(("rules", number), rule, frozenset({kinds()[kind]}))


def _below(where: Where, value: Any, types: frozenset[Any]) -> Iterator[Finding]:
    """The same at a place where a value of one of these types may stand."""
    if isinstance(value, bool):
        if bool not in types and not types.isdisjoint((int, float)):
            wanted = "a number" if float in types else "a whole number"
            yield Finding(where, f"{shown(value)} does not fit; write {wanted}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, (bool, dict, list)) and key != "fields":
                yield from _below((*where, key), inner, _held(types, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if _any_in(inner):
                yield from _below((*where, number), inner, types)


def _any_in(value: Any) -> bool:
    """Whether there is any; most entries have none, and are not looked at further."""
    if isinstance(value, dict):
        return any(isinstance(one, (bool, dict, list)) and _any_in(one) for one in value.values())
    if isinstance(value, list):
        return any(isinstance(one, (bool, dict, list)) and _any_in(one) for one in value)
    return isinstance(value, bool)


@cache
def _held(types: frozenset[Any], key: str) -> frozenset[Any]:
    """Types of what stands under a key; of a key that is no field, those of the mapping that it is in."""
    fields = [
        info
        for one in types
        if isinstance(one, type) and issubclass(one, BaseModel)
        for name, info in one.model_fields.items()
        if key in (name, info.alias)
    ]
    return frozenset(found for info in fields for found in _leaves(info.annotation)) if fields else types


def _leaves(annotation: Any) -> Iterator[Any]:
    """Every type in an annotation; of a literal the types of its values."""
    inner = get_args(annotation)
    if not inner:
        yield annotation if isinstance(annotation, type) else type(annotation)
    for one in inner:
        yield from _leaves(one)
