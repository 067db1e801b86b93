"""What sort of control each field of a model is, told from its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from scheduler import labels
from scheduler.fields import CLOCK_PATTERN, Ref, models_in, plan
from scheduler.select import Select
from web.forms.control import FEW, Control, Options
from web.forms.options import CLOSED, called, entries, words
from web.forms.schema import default_of, first_of, is_text, moment, plain, resolved, schema_of
from web.words import LANGUAGES, text

if TYPE_CHECKING:
    from pydantic import BaseModel

    from scheduler.festival import Festival

LEFT_OUT = frozenset({"kind", "weight", "enabled", "fields"})
"""Of a rule: what is chosen elsewhere on the page, or for programs only."""
WORDS_OF = {"integer": int, "number": float}
AS_IN_A_DOCUMENT = re.compile(r"\s*[:：]\s*[\[{].*$")
"""How a document writes a list; in a form it has rows."""


@dataclass(frozen=True)
class Field:
    """A field, or a part of one, with all that tells how it is filled in."""

    festival: Festival
    lang: str
    model: type[BaseModel]
    field: str
    schema: Mapping[str, Any]
    """The schema of the whole model, where definitions are."""
    ref: Ref | None
    inner: tuple[type[BaseModel], ...]
    path: tuple[type[BaseModel], ...]
    """Models that it is in, so that one which holds itself comes to an end."""
    known: dict[Ref, Options]
    """What was listed for other fields of the form."""

    def entries(self) -> Options:
        """What it may name by id."""
        if self.ref is None:
            return ()
        if self.ref not in self.known:
            self.known[self.ref] = entries(self.festival, self.ref, self.lang)
        return self.known[self.ref]


def controls(
    model: type[BaseModel],
    festival: Festival,
    values: Mapping[str, Any],
    prefix: str = "",
    path: tuple[type[BaseModel], ...] = (),
    lang: str = "en",
    known: dict[Ref, Options] | None = None,
) -> Iterator[Control]:
    """The controls of a model, with these values in them, in a language."""
    refs = {shown: ref for _, shown, ref in plan(model) if ref is not None}
    schema, known = schema_of(model), {} if known is None else known
    properties = resolved(schema, schema)["properties"]  # a model that holds itself has its schema one step away
    for name, info in model.model_fields.items():
        shown = info.alias or name
        if (not prefix and shown in LEFT_OUT and "kind" in model.model_fields) or shown == "fields":
            continue
        inner = tuple(models_in(info.annotation))
        about = Field(festival, lang, model, name, schema, refs.get(shown), inner, (*path, model), known)
        made = Control(
            prefix + shown,
            "data",
            labels.title(model, name, lang),
            AS_IN_A_DOCUMENT.sub(".", labels.hint(model, name, lang)),
            plain(values.get(shown, default_of(info))),
            plain(default_of(info)),
            unit=labels.unit(info, lang),
        )
        yield shaped(made, properties[shown], about)


def shaped(made: Control, spec: Mapping[str, Any], about: Field) -> Control:
    """The control with its sort, its options and its parts."""
    choices = [resolved(one, about.schema) for one in spec.get("anyOf", ()) if one.get("type") != "null"]
    spec = resolved(spec, about.schema)
    if is_text(spec):
        return _texts(made)
    if len(choices) > 1:
        return _one_of(made, choices, about)
    sort = spec.get("type")
    if sort == "boolean" and made.default is None and choices:
        made.sort, made.value = "maybe", "" if made.value is None else str(made.value).lower()
        made.options = [("true", text(about.lang, "form.yes")), ("false", text(about.lang, "form.no"))]
    elif sort == "boolean":
        made.sort = "check"
    elif sort in WORDS_OF:
        made.sort, made.least, made.most = "number", spec.get("minimum"), spec.get("maximum")
    elif sort == "string":
        _string(made, spec, about)
    elif sort == "array":
        _list(made, spec, about)
    elif sort == "object" and "properties" in spec and about.inner and about.path.count(about.inner[0]) < 2:
        _group(made, about)
    elif sort == "object" and isinstance(spec.get("additionalProperties"), dict):
        made.sort, made.keyed = "rows", True
        _rows(made, list((made.value or {}).items()), lambda name, value: _pair(name, value, made, spec, about))
    return made


def _texts(made: Control) -> Control:
    """A line for each language."""
    given = made.value if isinstance(made.value, dict) else {}
    spoken = () if isinstance(made.value, str) and made.value else dict.fromkeys((*LANGUAGES, *given))
    made.description = ""  # how a document writes several languages; here each has its line
    made.sort = "texts"
    made.parts = [Control(f"{made.name}.{one}", "text", one, "", given.get(one, "")) for one in spoken]
    return made


def _one_of(made: Control, choices: list[Mapping[str, Any]], about: Field) -> Control:
    """A value that may be of several sorts: a list or one of it; a number or a word; a number or rows."""
    lists = [one for one in choices if one.get("type") == "array"]
    numbers = [one for one in choices if one.get("type") in WORDS_OF]
    if lists and numbers:
        count = replace(made, sort="number", value=made.value if not isinstance(made.value, list) else None)
        rows = replace(
            made, value=made.value if isinstance(made.value, list) else [], default=[], title="", description=""
        )
        made.sort, made.parts = "several", [count, shaped(rows, lists[0], about)]
    elif lists:
        made.value = made.value if isinstance(made.value, (list, tuple)) else [made.value] if made.value else []
        made.default, made.alone = [], True
        shaped(made, lists[0], about)
    elif numbers:
        made.sort = "either"
        made.options = [
            (word, labels.word(about.model, about.field, word, about.lang))
            for one in choices
            for word in one.get("enum", [one["const"]] if "const" in one else ())
        ]
        made.listed = f"{about.model.__name__}-{about.field}"
    elif about.inner and all(one.get("type") in ("object", "string") for one in choices):
        if isinstance(made.value, str):
            made.value = {first_of(about.inner[0]): made.value}
        _group(made, about)
        made.short = first_of(about.inner[0])
    return made


def _string(made: Control, spec: Mapping[str, Any], about: Field) -> None:
    """One word, id, date or time."""
    if "enum" in spec or "const" in spec:
        values = spec.get("enum", [spec.get("const")])
        made.sort = "choice"
        made.options = [(str(one), labels.word(about.model, about.field, str(one), about.lang)) for one in values]
    elif about.ref is not None:
        made.sort, made.options = "choice", about.entries()
        made.listed = "-".join(about.ref.lists) if len(made.options) > FEW else ""
    elif spec.get("pattern") == CLOCK_PATTERN:
        made.sort, made.options, made.listed = "clock", [(one, one) for one in words(about.festival, "", spec)], "clock"
    elif spec.get("format") == "date":
        made.sort = "date"
    elif "T" in "".join(spec.get("examples", ())):
        made.sort, made.value = "moment", moment(made.value)
    else:
        known = [*labels.words_of(about.model, about.field), *words(about.festival, made.name, spec)]
        made.sort = "text"
        made.options = called(about.model, about.field, known, about.lang)
        made.listed = f"{about.model.__name__}-{about.field}" if made.options else ""


def _list(made: Control, spec: Mapping[str, Any], about: Field) -> None:
    """Words to choose, or rows."""
    if "prefixItems" in spec:
        _tuple(made, spec, about)
        return
    items = spec.get("items", {})
    of = resolved(items, about.schema)
    if of.get("type") in ("string", "integer") and "anyOf" not in items:
        _words(made, of, about)
        return
    kinds = [resolved(one, about.schema) for one in items.get("anyOf", [of])]
    longest = max(kinds, key=lambda one: len(one.get("prefixItems", ())))
    row = longest if "prefixItems" in longest else items
    made.sort = "rows"
    _rows(made, list(made.value or ()), lambda name, value: shaped(Control(name, "data", "", "", value), row, about))


def _words(made: Control, of: Mapping[str, Any], about: Field) -> None:
    """Several of what can be chosen; or words of one's own, with those that are in use to choose from."""
    made.value, made.whole = list(made.value or []), of.get("type") == "integer"
    name = made.name.rpartition(".")[2]
    closed = "enum" in of or (issubclass(about.model, Select) and name in CLOSED)
    if about.ref is not None:
        made.options, made.listed = about.entries(), "-".join(about.ref.lists)
    else:
        known = words(about.festival, made.name, of)
        made.options = called(about.model, about.field, known, about.lang)
        made.listed = "clock" if of.get("pattern") == CLOCK_PATTERN else f"{about.model.__name__}-{about.field}"
    made.sort = "many" if about.ref is not None or (closed and made.options) else "words"
    if made.sort == "many":  # what stands there is not lost because the festival no longer has it
        known_ids = {value for value, _ in made.options}
        made.options = [*made.options, *((str(one), str(one)) for one in made.value if str(one) not in known_ids)]
        made.listed = made.listed if len(made.options) > FEW else ""
    elif not made.options:
        made.listed = ""


def _group(made: Control, about: Field) -> None:
    """An object, part by part."""
    model = about.inner[0]
    made.sort, made.selects = "group", model is Select
    made.parts = list(
        controls(model, about.festival, made.value or {}, f"{made.name}.", about.path, about.lang, about.known)
    )


def _tuple(made: Control, spec: Mapping[str, Any], about: Field) -> None:
    """So many values one after the other."""
    made.sort, given = "tuple", list(made.value or ())
    for number, one in enumerate(spec["prefixItems"]):
        value = given[number] if number < len(given) else None
        title = text(about.lang, "form.price" if number > 1 else ("form.first", "form.second")[number])
        made.parts.append(shaped(Control(f"{made.name}.{number}", "data", title, "", value), one, about))


def _rows(made: Control, given: list[Any], row: Any) -> None:
    """A list of any length: what is there, and how one more would be."""
    made.description = "" if "[" in made.description else made.description  # how a document writes a row
    made.row = lambda number: row(f"{made.name}.{number}", None)
    made.parts = [row(f"{made.name}.{number}", value) for number, value in enumerate(given)]


def _pair(name: str, value: Any, made: Control, spec: Mapping[str, Any], about: Field) -> Control:
    """A key of a mapping and what it says."""
    key, said = value or (None, None)
    of_key = Control(f"{name}.0", "data", text(about.lang, "form.key"), "", key)
    known = words(about.festival, f"x.{'types' if about.field.endswith('type') else made.name.rpartition('.')[2]}", {})
    shaped(of_key, {"type": "string"}, about)
    if about.ref is None and known:
        of_key.options = called(about.model, about.field, known, about.lang)
        of_key.listed = f"{about.model.__name__}-{about.field}-key"
    of_value = Control(f"{name}.1", "data", text(about.lang, "form.value"), "", said, unit=made.unit)
    shaped(of_value, spec["additionalProperties"], replace(about, ref=None))
    return Control(name, "tuple", "", "", None if value is None else list(value), parts=[of_key, of_value])
