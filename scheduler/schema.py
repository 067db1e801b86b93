"""JSON Schema of the festival document, every kind of rule included.

Editors complete and check with it; programs that write documents test against it.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from scheduler.constraint import Constraint, kinds
from scheduler.festival import Festival
from scheduler.fields import CLOCK_PATTERN, clock_text
from scheduler.salvage import VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTITY = f"urn:showgrid:festival:{VERSION}"


def document_schema() -> dict[str, Any]:
    """The schema, in the dialect of 2020-12."""
    models: list[type[Festival] | type[Constraint]] = [Festival, *kinds().values()]
    refs, shared = models_json_schema([(one, "validation") for one in models], by_alias=True)
    definitions = shared["$defs"]
    root = definitions.pop(_name(refs[Festival, "validation"]))
    names = {kind: _name(refs[cls, "validation"]) for kind, cls in kinds().items()}
    for name in names.values():
        definitions[name]["required"] = ["kind", *definitions[name].get("required", [])]
    root["properties"]["rules"]["items"] = _one_of(names)
    definitions.pop("Constraint", None)
    for definition in definitions.values():
        _spell_defaults(definition)
    for entries in root["properties"].values():
        _describe(entries, definitions)
    return {
        "$schema": DIALECT,
        "$id": IDENTITY,
        "title": "Festival document",
        "description": "Films, sessions, people, rooms and rules of a festival; what Showgrid makes a timetable of.",
        **{key: value for key, value in root.items() if key not in {"title", "description"}},
        "$defs": dict(sorted(definitions.items())),
    }


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _one_of(names: dict[str, str]) -> dict[str, Any]:
    """Any one kind, told apart by its ``kind``."""
    where = {kind: f"#/$defs/{name}" for kind, name in names.items()}
    return {
        "oneOf": [{"$ref": reference} for reference in where.values()],
        "discriminator": {"propertyName": "kind", "mapping": where},
    }


def _spell_defaults(definition: dict[str, Any]) -> None:
    """Hours that are left out, as the document would spell them."""
    for field in definition.get("properties", {}).values():
        if field.get("pattern") == CLOCK_PATTERN and isinstance(field.get("default"), int):
            field["default"] = clock_text(field["default"])


def _describe(entries: dict[str, Any], definitions: dict[str, Any]) -> None:
    """What a list holds is what its entries are."""
    entry = entries.get("items", {}).get("$ref")
    if entry:
        entries["description"] = f"One a line: {_lower(definitions[_name(entries['items'])]['description'])}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
