"""A person taken out of data, whatever it is: their entry emptied, their id and name replaced wherever they stand.

Who is named by id is told by the field (``PLACES``), as a word such as "speaker" may be an id as well as a role; names,
addresses and numbers are looked for in every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

GUEST = {"en": "a guest", "ko": "게스트"}
PLACES = frozenset({"people", "guests", "chairs", "told", "person"})
"""Fields that hold ids of people: alone, in a list, or as the id of an entry of one."""
NAMES = frozenset({
    "id", "key", "kind", "type", "types", "role", "roles", "status", "uid", "digest", "revision", "engine", "timezone",
    "session", "sessions", "showing", "room", "rooms", "venue", "venues", "track", "tracks", "film", "films", "block",
    "blocks", "jury",
        "juries",
        "resources",
        "templates",
        "skip", "resource", "uses", "foyer", "parts_of", "slug",
})  # fmt: skip
"""Fields whose texts name something else: in them nothing is replaced, or what they name would be gone."""
_HANGUL = re.compile(r"[가-힣]")


class Eraser:
    """Takes one person out."""

    def __init__(self, old: str, new: str, texts: Iterable[str]) -> None:
        self.old, self.new = old, new
        words = sorted({text for text in texts if text}, key=len, reverse=True)
        self._words = re.compile("|".join(map(_whole, words)), re.IGNORECASE) if words else None

    def data(self, data: Any, field: str = "") -> Any:
        """The same without them; ``field`` is where it stands."""
        if isinstance(data, str):
            return self.new if field in PLACES and data == self.old else self.text(data, field)
        if isinstance(data, Mapping):
            return {key: self._member(data, key, one, field) for key, one in data.items()}
        return [self.data(one, field) for one in data] if isinstance(data, list) else data

    def text(self, text: str, lang: str = "") -> str:
        """A text that no longer names them; ``lang`` is its language, or the field that it stands in."""
        if self._words is None or lang in NAMES:
            return text
        return self._words.sub(lambda found: GUEST[lang if lang in GUEST else _lang(found[0])], text)

    def document(self, document: Any) -> Any:
        """A festival document; their entry stays, as nobody's."""
        if not isinstance(document, Mapping):
            return document
        people = [self.entry(one) if one.get("id") == self.old else one for one in document.get("people", ())]
        made = {**document, "people": people} if people else document
        return self.data(made)

    def entry(self, entry: Any) -> Any:
        """Of their own entry only that there is somebody, and who may know of that."""
        if entry is None:
            return None
        return {"id": self.new, "name": dict(GUEST)} | (
            {"visibility": entry["visibility"]} if "visibility" in entry else {}
        )

    def change(self, change: Mapping[str, Any]) -> dict[str, Any]:
        """A change of a revision."""
        own = (change["list"], change["key"]) == ("people", self.old)
        seen = {side: self.entry(change[side]) if own else self.data(change[side]) for side in ("before", "after")}
        return {**change, "key": self.key(change["list"], change["key"]), **seen}

    def key(self, list_: str, key: str) -> str:
        """The key of an entry."""
        if list_ == "people":
            return self.new if key == self.old else key
        if list_ == "assignments":
            first, at, last = key.rpartition("@")
            return f"{first}{at}{self.new}" if last == self.old else key
        return key

    def names(self, text: str) -> bool:
        """Whether a text names them."""
        return self._words is not None and self._words.search(text) is not None

    def _member(self, whole: Mapping[str, Any], key: str, one: Any, field: str) -> Any:
        if key == "id" and field in PLACES and one == self.old:
            return self.new
        return self.data(one, key)


def texts_of(entries: Iterable[Any]) -> set[str]:
    """What a person is known by outside of their entry: names, mail addresses, numbers to call."""
    found: set[str] = set()
    for entry in entries:
        if not isinstance(entry, Mapping):
            continue
        name = entry.get("name")
        found.update(one.strip() for one in (name.values() if isinstance(name, Mapping) else [name]) if one)
        found.update(str(entry[field]).strip() for field in ("email", "phone") if entry.get(field))
    return {text for text in found if len(text) >= (2 if _HANGUL.search(text) else 3)} - set(GUEST.values())


def _whole(text: str) -> str:
    """The text and not a part of a longer word; Korean words end in particles, so there only what is before counts."""
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isascii() and text[-1].isalnum() else ""
    return before + re.escape(text) + after


def _lang(text: str) -> str:
    return "ko" if _HANGUL.search(text) else "en"
