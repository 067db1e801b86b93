"""Letters that no database and no calendar can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.findings import Finding, Where

NUL = "\0"


def unstorable(data: object) -> Iterator[Finding]:
    """Each text or key in which there is a NUL."""
    # One look at all of it: hardly any document has one, and to walk through a large one takes thirty times as long.
    return _below((), data) if "\\x00" in repr(data) else iter(())


def _below(where: Where, data: object) -> Iterator[Finding]:
    """The same at a place."""
    if isinstance(data, str):
        if NUL in data:
            yield Finding(where, "there is a NUL character (\\u0000) in this text; take it out")
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _below((*where, str(key).replace(NUL, "\\u0000")), key)
            yield from _below((*where, key), value)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _below((*where, number), value)
