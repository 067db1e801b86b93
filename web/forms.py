"""A form out of a schema, and the data out of a form: nothing here knows any kind of rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticUndefined

from scheduler import labels
from scheduler.fields import Ref, models_in, plan, text_in

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from werkzeug.datastructures import MultiDict

    from scheduler.festival import Festival

Options = Sequence[tuple[str, str]]
"""Value and what is shown."""
LEFT_OUT = frozenset({"kind", "weight", "enabled", "fields"})
"""Of a rule: what is chosen elsewhere on the page, or for programs only."""


@dataclass
class Control:
    """One thing to fill in; of a group, its ``parts``."""

    name: str
    """Dotted, as in the document."""
    sort: str
    """check, number, choice, text, texts, many, words, data or group."""
    title: str
    description: str
    value: Any = None
    options: Options = ()
    unit: str = ""
    least: float | None = None
    most: float | None = None
    whole: bool = False
    """Of words: whether they are numbers."""
    parts: list[Control] = field(default_factory=list)
    fault: str = ""


def controls(
    model: type[BaseModel],
    festival: Festival,
    values: Mapping[str, Any],
    prefix: str = "",
    depth: int = 0,
    lang: str = "en",
) -> Iterator[Control]:
    """The controls of a model, with these values in them, in a language."""
    refs = {shown: ref for _, shown, ref in plan(model) if ref is not None}
    schema = model.model_json_schema(by_alias=True)
    properties = _resolved(schema, schema)["properties"]  # a model that holds itself has its schema one step away
    for name, info in model.model_fields.items():
        shown = info.alias or name
        if (not prefix and shown in LEFT_OUT and "kind" in model.model_fields) or (shown == "fields"):
            continue
        spec = _resolved(properties[shown], schema)
        made = Control(
            prefix + shown,
            "data",
            labels.title(model, name, lang),
            labels.hint(model, name, lang),
            values.get(shown, _default(info)),
            unit=labels.unit(info, lang),
        )
        _shape(made, spec, info, festival, refs.get(shown), depth, lang)
        made.options = [
            (one, labels.word(model, name, one, lang) if one == said else said) for one, said in made.options
        ]
        yield made


def data_of(
    model: type[BaseModel], festival: Festival, form: MultiDict[str, str], prefix: str = "", depth: int = 0
) -> dict[str, Any]:
    """What a form says; whatever is empty or as it is by default is left out."""
    found = {}
    for control in controls(model, festival, {}, prefix, depth):
        shown = control.name.removeprefix(prefix)
        value = _read(control, model, festival, form, depth)
        default = control.value if control.sort != "group" else None
        if value not in (None, "", [], {}) and value != default:
            found[shown] = value
    return found


def _shape(
    made: Control, spec: Mapping[str, Any], info: FieldInfo, festival: Festival, ref: Ref | None, depth: int, lang: str
) -> None:
    """What sort of control it is."""
    inner = list(models_in(info.annotation))
    if _is_text(spec):
        given = made.value if isinstance(made.value, dict) else {}
        spoken = () if isinstance(made.value, str) and made.value else dict.fromkeys(("ko", "en", *given))
        made.description = ""  # how a document writes several languages; here each has its line
        made.sort, made.parts = (
            "texts",
            [Control(f"{made.name}.{one}", "text", one, "", given.get(one, "")) for one in spoken],
        )
    elif spec.get("type") == "boolean":
        made.sort = "check"
    elif spec.get("type") in ("integer", "number"):
        made.sort, made.least, made.most = "number", spec.get("minimum"), spec.get("maximum")
    elif "enum" in spec:
        made.sort, made.options = "choice", [(str(one), str(one)) for one in spec["enum"]]
    elif spec.get("type") == "object" and len(inner) == 1 and "properties" in spec and depth < 1:
        made.sort = "group"
        values = made.value.model_dump(mode="json", by_alias=True) if hasattr(made.value, "model_dump") else made.value
        made.parts = list(controls(inner[0], festival, values or {}, f"{made.name}.", depth + 1, lang))
    elif spec.get("type") == "array" and _plain(spec.get("items", {})):
        made.value = list(made.value or [])
        made.options = _options(festival, made.name, ref, spec["items"], lang)
        made.sort, made.whole = "many" if made.options else "words", spec["items"]["type"] == "integer"
        if made.options:  # what stands there is not lost because the festival no longer has it
            known = {value for value, _ in made.options}
            made.options = [*made.options, *((one, one) for one in made.value if one not in known)]
    elif spec.get("type") == "string":
        made.sort = "text"
        if ref is not None:
            made.sort, made.options = "choice", _entries(festival, ref, lang)
    elif hasattr(made.value, "model_dump"):
        made.value = made.value.model_dump(mode="json", by_alias=True)


def _read(control: Control, model: type[BaseModel], festival: Festival, form: MultiDict[str, str], depth: int) -> Any:
    if control.sort == "group":
        shown = control.name.rpartition(".")[2]
        info = next(one for name, one in model.model_fields.items() if (one.alias or name) == shown)
        return data_of(next(models_in(info.annotation)), festival, form, f"{control.name}.", depth + 1)
    text = form.get(control.name, "").strip()
    if control.sort == "texts":
        begin = f"{control.name}."
        spoken = {name.removeprefix(begin): said.strip() for name, said in form.items() if name.startswith(begin)}
        return text or {name: said for name, said in spoken.items() if said}
    if control.sort == "check":
        return control.name in form
    if control.sort == "many":
        return form.getlist(control.name)
    if control.sort == "words":
        words = [one.strip() for one in text.replace("\n", ",").split(",") if one.strip()]
        return [_number(one) for one in words] if control.whole else words
    if control.sort == "number":
        return _number(text)
    if control.sort == "data" and text:
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def value_of(model: type[BaseModel], festival: Festival, form: MultiDict[str, str], name: str) -> Any:
    """What a form says of one field, as the document names it; None if it is empty."""
    control = next(one for one in controls(model, festival, {}) if one.name == name)
    value = _read(control, model, festival, form, 0)
    return None if value in ("", [], {}) else value


def blamed(made: Iterable[Control], where: str, message: str) -> bool:
    """Put a message beside the control that it is about; whether there is one."""
    for one in made:
        if one.parts and blamed(one.parts, where, message):
            return True
        if where == one.name or where.startswith(f"{one.name}."):
            one.fault = message
            return True
    return False


def _is_text(spec: Mapping[str, Any]) -> bool:
    """Whether it is plain text, or one text a language."""
    shapes = [one.get("type") for one in spec.get("anyOf", ())]
    return shapes == ["string", "object"]


def _number(text: str) -> Any:
    """The number, if it is one; else as it was typed, so that its fault can be told."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _default(info: FieldInfo) -> Any:
    default = info.get_default(call_default_factory=True)
    return None if default is PydanticUndefined else default


def _plain(items: Mapping[str, Any]) -> bool:
    return items.get("type") in ("string", "integer")


def _resolved(spec: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a property itself; of one that may be nothing, what it is otherwise."""
    if "anyOf" in spec:
        some = [one for one in spec["anyOf"] if one.get("type") != "null"]
        return _resolved(some[0], schema) if len(some) == 1 else spec
    if "$ref" in spec:
        found: Mapping[str, Any] = schema["$defs"][spec["$ref"].rpartition("/")[2]]
        return found
    return spec


def _options(festival: Festival, whole: str, ref: Ref | None, items: Mapping[str, Any], lang: str) -> Options:
    """What may be chosen: entries of the document, words that it uses, or what the schema lists."""
    if ref is not None:
        return _entries(festival, ref, lang)
    if "enum" in items:
        return [(one, one) for one in items["enum"]]
    sessions, films = festival.sessions, festival.films
    words = {
        "types": {one.type for one in sessions},
        "tags": {tag for one in sessions for tag in one.tags} if whole.startswith("select.") else set(),
        "categories": {one.category for one in films if one.category},
        "ratings": {one.rating for one in films if one.rating},
        "roles": {person.role for one in sessions for person in one.people},
        "days": {one.date.isoformat() for one in festival.days},
    }.get(whole.rpartition(".")[2], set())
    return [(one, one) for one in sorted(words)]


def _entries(festival: Festival, ref: Ref, lang: str) -> Options:
    found = [one for name in ref.lists for one in getattr(festival, name)]
    return [(one.id, text_in(getattr(one, "title", "") or getattr(one, "name", ""), lang) or one.id) for one in found]
