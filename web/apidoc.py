"""The OpenAPI document as a page has it: operations by area, fields of what they take and give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Part:
    """A parameter, or a field of a model."""

    name: str
    kind: str
    model: str
    """The model that it is or holds, if it has one on the page."""
    required: bool
    about: str


@dataclass(frozen=True)
class Call:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    parameters: list[Part]
    takes: Part | None
    gives: Part | None
    statuses: list[str]


class Reference:
    """What a document says."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.about: list[str] = document["info"]["description"].split("\n\n")
        self.shown = [name for name in document["components"]["schemas"] if not name.startswith("Festival")]
        self.shown += [name for name in ("Festival", "Festivals") if name in document["components"]["schemas"]]

    def areas(self) -> Iterator[tuple[str, list[Call]]]:
        """Each area with its operations."""
        calls = list(self._calls())
        for tag in self.document["tags"]:
            yield tag["name"], [call for name, call in calls if name == tag["name"]]

    def models(self) -> Iterator[tuple[str, str, list[Part]]]:
        """Each model with what it is and its fields."""
        schemas = self.document["components"]["schemas"]
        for name in sorted(self.shown):
            schema = schemas[name]
            wanted = schema.get("required", ())
            fields = [self._part(key, one, key in wanted) for key, one in schema.get("properties", {}).items()]
            yield name, schema.get("description", ""), fields

    def _calls(self) -> Iterator[tuple[str, Call]]:
        for path, methods in self.document["paths"].items():
            for method in METHODS:
                if method in methods:
                    yield methods[method]["tags"][0], self._call(path, method, methods[method])

    def _call(self, path: str, method: str, one: dict[str, Any]) -> Call:
        good = next(iter(one["responses"].values()))
        return Call(
            id=one["operationId"],
            method=method.upper(),
            path=path,
            summary=one["summary"],
            about=one["description"],
            parameters=[
                self._part(
                    each["name"], {"description": each.get("description", ""), **each["schema"]}, each["required"]
                )
                for each in one["parameters"]
                if each["in"] != "path"
            ],
            takes=self._content(one.get("requestBody")),
            gives=self._content(good),
            statuses=list(one["responses"]),
        )

    def _content(self, body: dict[str, Any] | None) -> Part | None:
        if not body or not body.get("content"):
            return None
        media, content = next(iter(body["content"].items()))
        part = self._part("", content.get("schema", {}), required=True)
        return part if content.get("schema") else Part("", media, "", required=True, about="")

    def _part(self, name: str, schema: dict[str, Any], required: bool) -> Part:
        model = _reference(schema)
        about = schema.get("description", "")
        return Part(name, _kind(schema), model if model in self.shown else "", required, about)


def _reference(schema: dict[str, Any]) -> str:
    """The model that a value is or holds."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    return next((found for one in [*inner, *schema.get("anyOf", [])] if (found := _reference(one))), "")


def _kind(schema: dict[str, Any]) -> str:
    """What a value is, in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    inner = schema.get("additionalProperties")
    if kind == "object" and isinstance(inner, dict):
        return f"{{key: {_kind(inner)}}}"
    return str(schema.get("format", kind))
