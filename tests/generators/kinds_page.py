"""docs/kinds.md, written from the kinds themselves: ``python -m tests.generators.kinds_page``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.constraint import Constraint, kinds
from scheduler.festival import Festival
from scheduler.fields import Unit
from scheduler.formats import read
from scheduler.formats.yaml_write import flow
from scheduler.samples import samples
from scheduler.validate import festival_from

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

PAGE = Path(__file__).parents[2] / "docs" / "kinds.md"
EVERY_KIND = ("kind", "select", "weight", "enabled", "tier", "note", "fields")
"""Fields that all kinds have; told once, at the top of the page."""

HEAD = """\
# Kinds of rule

Written by `python -m tests.generators.kinds_page` from the code; a test fails when the two differ. Do not edit it.

A rule without a `weight` is a **must**; with one it is a **should**, and costs weight × amount; `enabled: false` turns it
off. A negative weight is a reward. What one unit of the amount is stands beside each kind. A sentence shown here is that
of the example below it.

All kinds have these fields:

"""


def page() -> str:
    """The whole page, a section a kind."""
    known = kinds()
    common = [_row(name, Constraint.model_json_schema(), Constraint.model_fields[name]) for name in EVERY_KIND]
    contents = [f"- [`{name}`](#{name}): {_says(cls, 'en')}" for name, cls in known.items()]
    sections = [line for name, cls in known.items() for line in _section(name, cls)]
    return HEAD + "\n".join([*_table(common), "", f"## All {len(known)}", "", *contents, *sections]) + "\n"


def _section(name: str, cls: type[Constraint]) -> Iterator[str]:
    own = [field for field in cls.model_fields if field not in EVERY_KIND]
    schema = cls.model_json_schema(by_alias=True)
    doc = " ".join((cls.__doc__ or "").split("\n\n")[0].split())
    yield from ("", f"## {name}", "", doc, "", f"> {_says(cls, 'en')}", ">", f"> {_says(cls, 'ko')}", "")
    yield f"One unit of the amount: {_unit(cls)}. {_by_default(cls)}"
    if own:
        rows = [_row(cls.model_fields[field].alias or field, schema, cls.model_fields[field]) for field in own]
        yield from ("", *_table(rows))
    yield from ("", "```yaml", f"- {flow({'kind': name, **cls.example})}", "```")


def _says(cls: type[Constraint], lang: str) -> str:
    return cls.model_validate(cls.example).describe().text(lang)


def _unit(cls: type[Constraint]) -> str:
    return cls.model_validate(cls.example).measured_in.replace("_", " ")


def _by_default(cls: type[Constraint]) -> str:
    """Whether rules of this kind hold unasked; several festivals are asked, as some depend on what is in them."""
    found = {str(rule.weight): rule for festival in _festivals() for rule in cls.defaults(festival)}
    if not found:
        return "Off unless a rule asks for it."
    forms = [
        "a must" if rule.weight is None else f"a should of weight {rule.weight}"
        for _, rule in sorted(found.items(), key=lambda one: one[0] != "None")
    ]
    return f"**On by default**: {', '.join(forms)}."


def _festivals() -> list[Festival]:
    """Festivals that between them have something of everything, their own rules left out."""
    if not _ASKED:
        for name in ("kaiff-2024", "summit"):
            document = read(samples()[name].read_bytes(), ".yaml").data
            _ASKED.append(festival_from({**document, "rules": []}))
    return _ASKED


_ASKED: list[Festival] = []


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    head = ("field", "what it is", "unit", "values", "default")
    return [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]


def _row(name: str, schema: dict[str, Any], info: FieldInfo) -> tuple[str, ...]:
    own = schema["properties"][name]
    what = own.get("description") or own.get("title") or ""
    units = [mark.name for mark in info.metadata if isinstance(mark, Unit)]
    default = f"`{json.dumps(own['default'], ensure_ascii=False)}`" if own.get("default") is not None else ""
    return f"`{name}`", what.rstrip("."), ", ".join(units), _values(own), default


def _values(own: dict[str, Any]) -> str:
    """What may stand there: the choices, or the type in a word."""
    if "enum" in own:
        return " · ".join(f"`{choice}`" for choice in own["enum"])
    if "anyOf" in own:
        return " or ".join(dict.fromkeys(filter(None, map(_values, own["anyOf"]))))
    if "$ref" in own:
        return str(own["$ref"].rsplit("/", 1)[-1])
    if "const" in own:
        return f"`{own['const']}`"
    if own.get("type") == "array":
        inner = _values(own.get("items", {}))
        return f"list of {inner}" if inner else "list"
    return {"integer": "whole number", "string": "text", "object": "mapping", "boolean": "true, false", "null": ""}.get(
        own.get("type", ""), str(own.get("type", ""))
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
