"""What pydantic says about a document, in sentences that organisers understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from scheduler.faults import did_you_mean
from scheduler.findings import Finding, Where, at, shown

_WANTED = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_type": "text",
    "list_type": "a list such as [a, b]",
    "tuple_type": "a list such as [a, b]",
    "dict_type": "a mapping such as {en: text}",
    "model_type": "a mapping such as {name: value}",
    "model_attributes_type": "a mapping such as {name: value}",
}
FIRST_LINE = "this is missing; begin the document with the line showgrid: 1"


def findings(error: ValidationError, model: type[BaseModel], data: Any, prefix: Where = ()) -> list[Finding]:
    """Every fault once, in the order found; ``data`` is what was validated, at ``prefix`` of the document.

    Of a value that may be of several shapes pydantic complains once a shape; here it is one fault.
    """
    groups: dict[Where, list[tuple[int, dict[str, Any]]]] = {}
    for one in error.errors(include_url=False):
        where, union = _real(one["loc"], data, missing=one["type"] == "missing")
        groups.setdefault(where[:union], []).append((len(where), {**one, "where": where}))
    return [found for group in groups.values() for found in _folded(group, model, prefix)]


def _real(loc: Where, data: Any, missing: bool) -> tuple[Where, int | None]:
    """The place itself, and how much of it lies above a choice of shapes, if there is one.

    Pydantic mixes the names of the shapes that it tried into the place: what is not in the data is one.
    """
    where: list[str | int] = []
    union: int | None = None
    for number, step in enumerate(loc):
        inside = at(data, tuple(where))
        if _has(inside, step) or (missing and number == len(loc) - 1):
            where.append(step)
        elif union is None and step != "[key]":
            union = len(where)
    return tuple(where), union


def _has(inside: Any, step: str | int) -> bool:
    if isinstance(inside, Mapping):
        return step in inside
    return isinstance(inside, (list, tuple)) and isinstance(step, int) and step < len(inside)


def _folded(group: list[tuple[int, dict[str, Any]]], model: type[BaseModel], prefix: Where) -> Iterator[Finding]:
    shallow = min(depth for depth, _ in group)
    deep = [one for depth, one in group if depth > shallow]
    alike = deep or [one for depth, one in group]
    wanted = list(dict.fromkeys(_WANTED[one["type"]] for one in alike if one["type"] in _WANTED))
    choices = [one for one in alike if one["type"] == "literal_error"]
    if len(alike) > 1 and len({one["where"] for one in alike}) == 1 and (wanted or choices):
        yield _either(alike, wanted, choices, prefix)
        return
    for one in alike:
        yield Finding((*prefix, *one["where"]), _sentence(one, model))


def _either(alike: list[dict[str, Any]], wanted: list[str], choices: list[dict[str, Any]], prefix: Where) -> Finding:
    """One sentence about a value that fits none of several shapes."""
    where = (*prefix, *alike[0]["where"])
    of_bounds = [one for one in alike if one["type"] not in _WANTED and one["type"] != "literal_error"]
    if of_bounds:
        return Finding(where, _sentence(of_bounds[0], BaseModel))
    words = [one["ctx"]["expected"] for one in choices]
    return Finding(where, f"{shown(alike[0]['input'])} does not fit; write {' or '.join(wanted + words)}")


def _sentence(error: dict[str, Any], model: type[BaseModel]) -> str:
    kind, value, facts = error["type"], error["input"], error.get("ctx", {})
    if kind == "missing":
        return "this is missing; it must be given" if error["where"] != ("showgrid",) else FIRST_LINE
    if kind == "extra_forbidden":
        return _unknown(error["where"], model)
    if kind == "literal_error":
        return f"{shown(value)} is not known here; write {facts['expected']}"
    if kind == "string_type" and isinstance(value, (bool, type(None))):
        return f"{shown(value)} is no text; put it in quotes if it is meant as a word"
    if kind == "dict_type":
        return f"{shown(value)} does not fit; write a mapping such as {{name: value}}"
    if kind in _WANTED:
        return f"{shown(value)} does not fit; write {_WANTED[kind]}"
    return _of_bounds(kind, value, facts) or str(facts.get("error") or error["msg"])


def _of_bounds(kind: str, value: Any, facts: Mapping[str, Any]) -> str:
    for name, words in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than")):
        if name in facts:
            return f"{shown(value)} cannot be; it is {words} {_number(facts[name])}"
    if kind == "string_too_long":
        return f"this text is longer than {facts['max_length']} characters"
    if kind == "finite_number":
        return f"{shown(value)} is no number that a festival can have"
    if kind in {"too_short", "too_long"}:
        words, limit = (
            ("at least", facts.get("min_length")) if kind == "too_short" else ("at most", facts.get("max_length"))
        )
        return f"there must be {words} {limit} here, not {facts.get('actual_length')}"
    return ""


def _number(limit: float) -> str:
    """As people write it: no comma in what may be a year, no point without anything behind it."""
    return f"{limit:,.15g}" if abs(limit) >= 10_000 else f"{limit:.15g}"


def _unknown(where: Where, model: type[BaseModel]) -> str:
    word = str(where[-1])
    if len(where) == 1 and model.__name__ == "Festival":
        return f"there is no list {word!r}{did_you_mean(word, fields_at(model, ()))}"
    known = fields_at(model, where[:-1])
    hint = did_you_mean(word, known)
    own = "; what is your own goes under 'fields'" if not hint and "fields" in known else ""
    return f"there is no field {word!r} here{hint}{own}"


def fields_at(model: type[BaseModel], where: Where) -> list[str]:
    """Names of the fields that may stand at a place of a document of that model."""
    models = [model]
    for step in where:
        if isinstance(step, str):
            models = [found for one in models for found in _models(_annotation(one, step))]
    return list(dict.fromkeys(info.alias or name for one in models for name, info in one.model_fields.items()))


def _annotation(model: type[BaseModel], step: str) -> Any:
    for name, info in model.model_fields.items():
        if step in (name, info.alias):
            return info.annotation
    return None


def _models(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
