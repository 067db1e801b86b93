"""Ids for entries that people gave only names, and names turned into ids wherever they refer to something.

A person is known by id, e-mail or either spelling of the name; a film by its titles; a room by its name.
When two could be meant, it asks.
"""

from __future__ import annotations

from email.utils import parseaddr
from functools import cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from scheduler.constraint import kinds
from scheduler.fields import Ref, models_in, plan
from scheduler.findings import Finding, Where
from scheduler.formats.naming import give_ids, slug
from scheduler.formats.tables import model_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

LISTS = ("venues", "rooms", "tracks", "people", "films", "juries", "resources", "sessions", "blocks")
"""Lists whose entries have ids; those named first are asked first."""
MADE = frozenset({"venues", "rooms", "tracks", "people", "films"})
"""Lists that are made from what refers to them if there is no sheet of them at all."""
TITLED = frozenset({"films", "sessions"})
NAMES = ("name", "title", "original_title", "email", "code")


def identify(data: dict[str, Any]) -> list[Finding]:
    """Give ids and turn names into ids, in place; what could not be decided is returned."""
    found: list[Finding] = []
    for name in LISTS:
        found += give_ids(name, data)
    register = _Register(data)
    for name in [one for one in data if isinstance(data[one], list)]:
        for number, entry in enumerate(data[name]):
            model = _model(name, entry)
            if model is not None:
                data[name][number] = register.resolved(entry, model, (name, number))
    return found + register.found


def _model(name: str, entry: Any) -> type[BaseModel] | None:
    if name != "rules":
        return model_of(name)
    kind = entry.get("kind") if isinstance(entry, dict) else None
    return kinds().get(kind) if isinstance(kind, str) else None


class _Register:
    """Who and what is called how."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.found: list[Finding] = []
        self.ids = {name: {str(entry["id"]) for entry in data.get(name, ()) if "id" in entry} for name in LISTS}
        self.named: dict[str, dict[str, list[int]]] = {name: _by_name(data.get(name, ())) for name in LISTS}
        self.made = {name for name in MADE if name not in data}

    def resolved(self, value: Any, model: type[BaseModel], where: Where) -> Any:
        """The value with ids in the place of names, as far as its shape is right."""
        if not isinstance(value, dict):
            return value
        fields = _fields(model)
        return {
            key: self._inside(inner, *fields[key], (*where, key)) if key in fields else inner
            for key, inner in value.items()
        }

    def _inside(self, value: Any, ref: Ref | None, models: list[type[BaseModel]], where: Where) -> Any:
        if isinstance(value, list):
            return [self._inside(one, ref, models, (*where, number)) for number, one in enumerate(value)]
        if isinstance(value, str) and ref is not None:
            return self._id(value, ref, where)
        if isinstance(value, dict) and ref is not None:
            return {self._id(str(key), ref, (*where, key)): inner for key, inner in value.items()}
        if isinstance(value, str) and models:  # somebody written as a mere name
            own = next((mark for _, shown, mark in plan(models[0]) if shown == "id"), None)
            return self._id(value, own, where) if own else value
        return self.resolved(value, models[0], where) if models else value

    def _id(self, text: str, ref: Ref, where: Where) -> str:
        """The id that is meant; the text itself if nobody knows it."""
        if any(text in self.ids[name] for name in ref.lists):
            return text
        written, mail = _addressed(text) if "people" in ref.lists else (text, "")
        # Two of one name have two addresses.
        meant = self._called(mail, ref) or self._called(text, ref) or self._called(written, ref)
        if len(meant) == 1:
            return str(self.data[meant[0][0]][meant[0][1]]["id"])
        if meant:
            known = "e-mail or id" if "people" in ref.lists else "id"
            message = f"there are {len(meant)} called {text!r}; write the {known} of the one you mean"
            self.found.append(Finding(where, message, tuple(meant)))
            return str(self.data[meant[0][0]][meant[0][1]]["id"])
        return self._make(written, mail, ref) or text

    def _called(self, text: str, ref: Ref) -> list[tuple[str, int]]:
        """List and number of all entries that are called this."""
        return [(name, number) for name in ref.lists for number in self.named[name].get(_norm(text), ())]

    def _make(self, text: str, mail: str, ref: Ref) -> str | None:
        """A new entry of a list that has no sheet, known only by this name, and perhaps an address."""
        name = next((one for one in reversed(ref.lists) if one in self.made), None)
        made = slug(text)
        if name is None or not made:
            return None
        if made not in self.ids[name]:
            entry = {"id": made} if made == text else {"id": made, "title" if name in TITLED else "name": text}
            entry |= {"email": mail} if mail else {}
            self.data.setdefault(name, []).append(entry)
            self.ids[name].add(made)
        number = next(number for number, one in enumerate(self.data[name]) if one["id"] == made)
        for called in filter(None, (text, mail)):
            self.named[name].setdefault(_norm(called), []).append(number)
        return made


def _addressed(text: str) -> tuple[str, str]:
    """Name and e-mail of ``Name <address>``, as mail programs write it; other text is a name by itself."""
    name, mail = parseaddr(text) if text.endswith(">") else ("", "")
    return (name, mail) if name and "@" in mail else (text, "")


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[Ref | None, list[type[BaseModel]]]]:
    """Of each field of a document that can hold references: to what, and the models in it."""
    return {shown: (ref, list(models_in(model.model_fields[name].annotation))) for name, shown, ref in plan(model)}


def _by_name(entries: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Numbers of entries by every way in which they are called."""
    table: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        called = [entry.get(key) for key in ("id", *NAMES)]
        texts = [text for one in called for text in (one.values() if isinstance(one, dict) else (one,))]
        for text in {_norm(str(text)) for text in texts if text}:
            table.setdefault(text, []).append(number)
    return table


def _norm(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
