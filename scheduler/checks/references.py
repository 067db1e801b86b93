"""Every id that something names is the id of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.faults import did_you_mean
from scheduler.fields import Ref, references
from scheduler.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.checks.draft import Draft

MOST_HINTS = 100
"""Unknown ids that are compared with all known ones; of a thousand, a list is missing, not a letter."""
WORDS = {
    "films": "film",
    "people": "person",
    "sessions": "session",
    "rooms": "room",
    "venues": "venue",
    "tracks": "track",
    "blocks": "block",
    "resources": "resource",
    "juries": "jury",
}


def unknown(draft: Draft) -> Iterator[Finding]:
    """Every id that no entry of the lists it may be in has; rules and their selectors included."""
    known = draft.known
    hints: dict[tuple[Ref, str], str] = {}
    for where, ref, name in references(draft.festival):
        if any(name in known.get(one, ()) for one in ref.lists):
            continue
        if (ref, name) not in hints:
            hints[ref, name] = _hint(draft, ref, name) if len(hints) < MOST_HINTS else ""
        yield Finding(where, f"there is no {_word(ref)} {name!r}{hints[ref, name]}")


def _word(ref: Ref) -> str:
    return " or ".join(WORDS.get(one, one) for one in ref.lists)


def _hint(draft: Draft, ref: Ref, name: str) -> str:
    """The nearest ids; in the order of the alphabet, so that a fault reads the same each time."""
    if ref.lists == ("blocks",) and not draft.known.get("blocks"):
        return "; no blocks are listed; if hours are meant, write from and to, each such as 2024-10-25T13:00"
    return did_you_mean(name, sorted({one for listed in ref.lists for one in draft.known.get(listed, ())}))
