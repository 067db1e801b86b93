"""The OpenAPI 3.1 document: made from the routes, what their operations declare, and the models; nothing by hand.

3.1 takes JSON Schema as it is, so the models' own schemas go in unchanged, and that of the festival document with them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from flask import current_app
from pydantic.json_schema import models_json_schema

from scheduler.schema import document_schema
from web.api.operation import Data, Operation
from web.api.problems import MIMETYPE, Problem
from web.permissions import PERMISSIONS, PROGRAMS, SCOPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from werkzeug.routing import Rule

FESTIVAL = "FestivalDocument"
"""The schema of the festival document among the others."""
SHARED = "#/components/schemas/"
ALWAYS = (400, 401, 403, 404, 429)
"""How everything that wants a token may end; 404 where there is something to be found."""
_CONVERTER = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
DESCRIPTION = """\
What the desk's pages do, for programs: the same checks, the same rights, the same history.

Make a token on the desk (Tokens) or with `showgrid token`, and send it as `Authorization: Bearer sgt_…`.
Scope `read` looks, `edit` changes drafts, `manage` brings in festivals and publishes; none does
more than its owner may.

Every answer about a draft has its revision as `ETag`. Whoever changes something sends that back as `If-Match`: what
others changed meanwhile is merged, and the same thing changed twice is refused with 409 and both versions.
`If-Match: *` takes it as it is now.

Whatever cannot be done is told as `application/problem+json` (RFC 9457), with every fault and its place. Sentences are
in English or Korean, by `Accept-Language`."""


def described() -> dict[str, Any]:
    """The document of the app that answers; made once."""
    return _described(current_app._get_current_object())  # type: ignore[attr-defined]  # what the proxy stands for


@cache
def _described(app: Flask) -> dict[str, Any]:
    return openapi(app, version("showgrid"))


def openapi(app: Flask, number: str) -> dict[str, Any]:
    """The whole document."""
    found = sorted(_operations(app), key=lambda one: (one[0].rule, min(one[0].methods or {""})))
    models = [*{model for _, said in found for model in _models(said)}, (Problem, "serialization")]
    references, shared = models_json_schema(
        sorted(models, key=lambda one: (one[0].__name__, one[1])),  # type: ignore[arg-type]  # modes are literals
        ref_template=f"{SHARED}{{model}}",
    )
    names = {key: value["$ref"] for key, value in references.items()}
    paths: dict[str, Any] = {}
    for rule, said in found:
        path = _CONVERTER.sub(r"{\1}", rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(path, {})[method.lower()] = _operation(app, rule, said, names)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Showgrid", "version": number, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "tags": [{"name": name} for name in dict.fromkeys(_tag(rule) for rule, _ in found)],
        "paths": paths,
        "components": {
            "schemas": {**shared["$defs"], **_festival()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "sgt_id.secret"}},
        },
    }


def _operations(app: Flask) -> Iterator[tuple[Rule, Operation]]:
    for rule in app.url_map.iter_rules():
        said = getattr(app.view_functions[rule.endpoint], "operation", None)
        if isinstance(said, Operation):
            yield rule, said


def _models(said: Operation) -> Iterator[tuple[type[Data], str]]:
    if isinstance(said.gives, type):
        yield said.gives, "serialization"
    for one in (said.takes, said.query):
        if isinstance(one, type):
            yield one, "validation"


def _operation(app: Flask, rule: Rule, said: Operation, names: dict[Any, str]) -> dict[str, Any]:
    right = PERMISSIONS[rule.endpoint]
    first, _, rest = (app.view_functions[rule.endpoint].__doc__ or "").partition("\n")
    scope = next((name for name, rights in SCOPES.items() if right in rights), "")
    made: dict[str, Any] = {
        "operationId": rule.endpoint.removeprefix("api.").replace(".", "_"),
        "tags": [_tag(rule)],
        "summary": first.strip(),
        "description": " ".join([*rest.split(), f"Scope: {scope}." if right != PROGRAMS else "No token."]),
        "parameters": [*_path(rule), *_query(said), *([_IF_MATCH] if said.matched else [])],
        "responses": _responses(rule, said, names, open_=right == PROGRAMS),
    }
    if right == PROGRAMS:
        made["security"] = []
    if said.takes is not None:
        schema = names[said.takes, "validation"] if isinstance(said.takes, type) else f"{SHARED}{said.takes}"
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": {"$ref": schema}}}}
    return made


_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The revision that was looked at, as the ETag said it; * for whatever it is now.",
    "schema": {"type": "string", "pattern": r'^(\*|(W/)?"[0-9]{1,9}"|[0-9]{1,9})$'},
    "example": '"12"',
}


def _path(rule: Rule) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"<([^<>]+)>", rule.rule):
        kind, _, plain = name.rpartition(":")
        schema: dict[str, Any] = {"type": "string", "minLength": 1}
        if kind == "int":
            schema = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
        if kind.startswith("any("):
            schema = {"enum": re.findall(r"[^\s,()]+", kind.removeprefix("any"))}
        yield {"name": plain, "in": "path", "required": True, "schema": schema}


def _query(said: Operation) -> Iterator[dict[str, Any]]:
    if said.query is None:
        return
    schema = said.query.model_json_schema(ref_template=f"{SHARED}{{model}}")
    for name, one in schema.get("properties", {}).items():
        kept = {key: value for key, value in one.items() if key not in ("title", "description")}
        if "anyOf" in kept:  # what may be left out is never null in an address
            kept = next(each for each in kept["anyOf"] if each.get("type") != "null")
        found = {"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": kept}
        yield found | ({"description": one["description"]} if "description" in one else {})


def _responses(rule: Rule, said: Operation, names: dict[Any, str], *, open_: bool) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(said.status).phrase}
    if isinstance(said.gives, type):
        good["content"] = {"application/json": {"schema": {"$ref": names[said.gives, "serialization"]}}}
    elif "/" in said.gives:
        good["content"] = {said.gives: {}}
    else:
        good["content"] = {"application/json": {"schema": {"$ref": f"{SHARED}{said.gives}"}}}
    statuses = set() if open_ else {one for one in ALWAYS if one != 404 or rule.arguments}
    statuses |= set(said.refuses) | ({413, 415, 422} if said.takes else set())
    statuses |= {409, 412, 428} if said.matched else set()
    wrong = {"content": {MIMETYPE: {"schema": {"$ref": f"{SHARED}Problem"}}}}
    bad = {str(one): {"description": HTTPStatus(one).phrase, **wrong} for one in sorted(statuses)}
    return {str(said.status): good, **bad}


def _festival() -> dict[str, Any]:
    """The schema of the festival document, its parts beside it."""
    text = json.dumps(document_schema()).replace("#/$defs/", f"{SHARED}Festival")
    schema = json.loads(text)
    parts = schema.pop("$defs")
    for name in ("$schema", "$id"):
        schema.pop(name, None)
    return {FESTIVAL: schema, **{f"Festival{name}": part for name, part in parts.items()}}


def _tag(rule: Rule) -> str:
    endpoint: str = rule.endpoint
    return endpoint.removeprefix("api.").partition(".")[0]
