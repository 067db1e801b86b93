"""Ids for entries that people gave only names: the same name gives the same id each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from scheduler.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scheduler.findings import Where

APART = {"people": ("email",), "films": ("year", "country"), "sessions": ("code",), "rooms": ("venue",)}
"""What tells entries of one name apart."""
LONGEST = 60
"""Characters of an id that is made."""


def slug(text: str) -> str:
    """An id made of a name: small letters and digits of any script, joined by hyphens."""
    bare = "".join(letter for letter in normalize("NFKD", text) if category(letter) != "Mn")
    words = re.findall(r"[^\W_]+", normalize("NFC", bare).casefold())
    return "-".join(words)[:LONGEST].strip("-")


def give_ids(name: str, data: dict[str, Any]) -> list[Finding]:
    """An id to each entry of a list that has none, in place; who could be mistaken for another is returned."""
    entries = data.get(name, [])
    nameless = [number for number, entry in enumerate(entries) if "id" not in entry]
    wanted: dict[str, list[int]] = {}
    found: list[Finding] = []
    for number in nameless:
        if made := slug(_called(entries[number])):
            wanted.setdefault(made, []).append(number)
        else:
            entries[number]["id"] = f"row-{number + 1}"
            found.append(Finding((name, number), "what is it called? give it a name or an id"))
    taken = {str(entry["id"]) for entry in entries if "id" in entry}
    taken |= {str(entry.get("id")) for entry in data.get("venues", ())} if name == "rooms" else set()
    for made, numbers in wanted.items():
        found += _named_alike(name, entries, made, numbers, taken)
    return found


def _called(entry: Mapping[str, Any]) -> str:
    """What an entry is called: in English, else in any language, else by its code, films or e-mail."""
    return _naming(entry)[1]


def _naming(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The field that names an entry, and what it is called there; both empty if none does."""
    for key in ("name", "title", "original_title", "code", "films", "email"):
        value = entry.get(key)
        if isinstance(value, dict):
            value = value.get("en") or next(iter(value.values()), "")
        if isinstance(value, list):
            value = " ".join(map(str, value))
        if value:
            return key, str(value)
    return "", ""


def _named_alike(
    name: str, entries: list[dict[str, Any]], made: str, numbers: list[int], taken: set[str]
) -> Iterable[Finding]:
    """Ids of entries of one name: the name, if it is the only one; else with what tells them apart."""
    if len(numbers) == 1 and made not in taken:
        entries[numbers[0]]["id"] = made
        return
    used = set(taken)
    for number in numbers:
        apart = _apart(name, entries[number])
        own = f"{made}-{apart}" if apart else ""
        if own and own not in used:
            entries[number]["id"] = own
        else:
            entries[number]["id"] = f"{made}-{number + 1}"
            # A fault of the field that names it, not of the whole: what else is wrong beside it is told, too.
            key, called = _naming(entries[number])
            yield Finding((name, number, key), _ask(name, called), _others(name, entries, made, number))
        used.add(str(entries[number]["id"]))


def _apart(name: str, entry: Mapping[str, Any]) -> str:
    for key in APART.get(name, ()):
        if entry.get(key):
            return slug(str(entry[key]).partition("@")[0])
    return ""


def _others(name: str, entries: list[dict[str, Any]], made: str, number: int) -> tuple[Where, ...]:
    """Other entries of that name or id."""
    alike = (other for other, entry in enumerate(entries) if slug(_called(entry)) == made or entry.get("id") == made)
    return tuple((name, other) for other in alike if other != number)


def _ask(name: str, called: str) -> str:
    keys = " or ".join(("its id", *(f"its {key}" for key in APART.get(name, ()))))
    if name == "people":
        return (
            f"there is somebody else called {called!r}; if it is the same person, take one row out; "
            "if not, give the e-mail or an id of both"
        )
    return f"there is another {called!r}; give {keys}"
