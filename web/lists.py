"""The lists of a programme that people edit, each with the model of its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.festival import Festival
from scheduler.fields import models_in, plan, text_in
from scheduler.labels import words_of
from web.words import in_every

if TYPE_CHECKING:
    from pydantic import BaseModel

NOT_HERE = frozenset({"rules", "pins", "published"})
"""They have pages of their own."""
LISTS: dict[str, type[BaseModel]] = {
    name: next(models_in(info.annotation))
    for name, info in Festival.model_fields.items()
    if name not in NOT_HERE and any(models_in(info.annotation)) and str(info.annotation).startswith("list")
}
WIDEST = 7
"""Columns of a table; the rest is on the form."""
LATE = frozenset({"abstract", "synopsis", "notes", "fields", "parts", "items", "wants"})
"""Too long for a table."""


def columns(name: str, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Fields that are in use, in the order of the document; the most used, if there are many."""
    fields = [info.alias or field for field, info in LISTS[name].model_fields.items()]
    counts = {field: sum(1 for one in entries if one.get(field) not in (None, "", [], {})) for field in fields}
    used = [field for field in fields if counts[field] and field not in LATE]
    kept = set(sorted(used, key=lambda field: -counts[field])[:WIDEST])
    return [field for field in used if field in kept]


def field_of(model: type[BaseModel], shown: str) -> str:
    """The field of a model that the document calls so."""
    return next(name for name, info in model.model_fields.items() if (info.alias or name) == shown)


def names_in(model: type[BaseModel], festival: Festival, shown: str, lang: str) -> dict[str, str]:
    """What the entries are called that a field may name by their ids."""
    held = models_in(model.model_fields[field_of(model, shown)].annotation)
    own = [ref for _, one, ref in plan(model) if one == shown]
    inner = [ref for one in held for _, id_, ref in plan(one) if id_ == "id"]
    refs = [ref for ref in (*own, *inner) if ref is not None]
    entries = (one for ref in refs for name in ref.lists for one in getattr(festival, name))
    names = {one.id: name_of(one, lang) or one.id for one in entries}
    return names | _words_in(model, field_of(model, shown), lang)


def _words_in(model: type[BaseModel], field: str, lang: str) -> dict[str, str]:
    """What the words are called that the field, or a field called ``name`` of what it holds, may be."""
    held = [(model, field), *((one, "name") for one in models_in(model.model_fields[field].annotation))]
    known = (words_of(one, name) for one, name in held)
    return {word: said[lang == "ko"] for words in known for word, said in words.items()}


def title_of(data: Mapping[str, Any], lang: str) -> str:
    """What an entry is called."""
    for field in ("title", "name"):
        if data.get(field):
            return text_in(data[field], lang)
    known = (data.get(field) for field in ("id", "date", "from", "session", "kind"))
    return str(next((one for one in known if one), "–"))


def name_of(entry: Any, lang: str) -> str:
    """The same of an entry of a festival that was read; empty if it has neither title nor name."""
    return text_in(getattr(entry, "title", "") or getattr(entry, "name", ""), lang)


def names_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What an entry is called, a text a language."""
    return in_every(lambda lang: title_of(data, lang))
