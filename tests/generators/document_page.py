"""The tables of docs/document.md, written from the models: ``python -m tests.generators.document_page``.

Each stands between ``<!-- fields of rooms … -->`` and ``<!-- end -->``; everything else on the page is a person's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from scheduler.festival import Festival
from scheduler.fields import CLOCK_VALIDATOR, Item, Ref, Text, Unit, clock_text
from scheduler.formats.tables import model_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

PAGE = Path(__file__).parents[2] / "docs" / "document.md"
REGION = re.compile(r"(<!-- fields of (\w+)[^>]*-->\n).*?(<!-- end -->)", re.S)
ELSEWHERE = {"showgrid", "defaults", "rules"}
"""Told in the prose, or on a page of their own."""
WORDS = {int: "whole number", float: "number", str: "text", bool: "true, false", date: "date", datetime: "time"}


def lists() -> list[str]:
    """Every list that must have its table."""
    return [name for name in Festival.model_fields if name not in ELSEWHERE]


def page(written: str) -> str:
    """The page with its tables as the models are now; a model is told where it is first met."""
    told: set[type[BaseModel]] = set()

    def region(found: re.Match[str]) -> str:
        lines = list(_section(model_of(found[2]), told, own=found[2]))
        return found[1] + "\n" + "\n".join(lines) + "\n\n" + found[3]

    return REGION.sub(region, written)


def _section(model: type[BaseModel], told: set[type[BaseModel]], own: str = "") -> Iterator[str]:
    """What one entry is, its fields, and the models in them that were not told yet."""
    told.add(model)
    doc = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    yield from () if own else ("", f"#### {_name(model)}", "")
    yield f"One is {doc[:1].lower()}{doc[1:]}" if own not in ("", "festival") else doc
    yield from ("", "| field | values | default | note |", "|---|---|---|---|")
    fields = [(name, info) for name, info in model.model_fields.items() if name not in Item.model_fields]
    for name, info in fields:
        yield _row(info.alias or name, info)
    for inner in dict.fromkeys(one for _, info in fields for one in _models(info.annotation, info.metadata)):
        if inner not in told:
            yield from _section(inner, told)


def _row(name: str, info: FieldInfo) -> str:
    note = "" if info.description == TEXT_SAYS else (info.description or "").replace("|", "\\|")
    cells = (f"`{name}`", _values(info.annotation, tuple(info.metadata)), _default(info), note)
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "**needed**"
    if info.default_factory is not None or info.default in (None, "", (), []):
        return ""
    clock = any(_is_clock(mark) for mark in info.metadata)
    return f"`{json.dumps(clock_text(info.default) if clock else info.default)}`"


def _values(shown: Any, marks: tuple[Any, ...] = ()) -> str:
    """What may stand there, in words; lists, models and references as links."""
    origin, parts = get_origin(shown), get_args(shown)
    if origin is Annotated:
        return _values(parts[0], (*marks, *parts[1:]))
    if given := _given(marks):
        return _values(given)
    if references := [mark for mark in marks if isinstance(mark, Ref)]:
        if origin is dict:
            return f"id of {_links(references[0])}: {_values(parts[1])}"
        return f"id of {_links(references[0])}"
    if any(map(_is_clock, marks)):
        return "hour"
    if shown == TEXT:
        return "name"
    return _compound(origin, parts) or _simple(shown, marks)


def _compound(origin: Any, parts: tuple[Any, ...]) -> str:
    if origin in (Union, UnionType):
        return " or ".join(_values(part) for part in parts if part is not NoneType)
    if origin is Literal:
        return " · ".join(f"`{choice}`" for choice in parts)
    if origin is dict:
        return f"{_values(parts[0])}: {_values(parts[1])}"
    if origin is tuple and Ellipsis not in parts:
        return ", ".join(map(_values, parts))
    return f"list of {_values(parts[0])}" if origin in (list, tuple) else ""


def _simple(shown: Any, marks: tuple[Any, ...]) -> str:
    if isinstance(shown, type) and issubclass(shown, BaseModel):
        return f"[{_name(shown)}](#{_name(shown).replace(' ', '-')})"
    units = [mark.name for mark in marks if isinstance(mark, Unit)]
    return WORDS[shown] + (f" ({units[0]})" if units else "")


def _links(reference: Ref) -> str:
    return " or ".join(f"[{name}](#{name})" for name in reference.lists)


def _given(marks: tuple[Any, ...]) -> Any:
    """What may be written where a validator takes more than it makes."""
    inputs = (getattr(mark, "json_schema_input_type", None) for mark in marks if isinstance(mark, BeforeValidator))
    return next((one for one in inputs if isinstance(one, UnionType)), None)


def _is_clock(mark: Any) -> bool:
    return isinstance(mark, BeforeValidator) and mark.func is CLOCK_VALIDATOR


def _models(shown: Any, marks: Any = ()) -> Iterator[type[BaseModel]]:
    if isinstance(shown, type) and issubclass(shown, BaseModel):
        yield shown
    for part in get_args(shown):
        yield from _models(part)


def _name(model: type[BaseModel]) -> str:
    """``WeeklyHours`` as ``weekly hours``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


TEXT, TEXT_SAYS = get_args(Text)[0], get_args(Text)[1].description


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
