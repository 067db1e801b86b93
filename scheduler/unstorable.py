"""Letters that no database and no calendar can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.findings import Finding, Where

NUL = "\0"


def unstorable(data: object, where: Where = ()) -> Iterator[Finding]:
    """Each text or key in which there is a NUL."""
    if isinstance(data, str):
        if NUL in data:
            yield Finding(where, "there is a NUL character (\\u0000) in this text; take it out")
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from unstorable(key, (*where, str(key).replace(NUL, "\\u0000")))
            yield from unstorable(value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from unstorable(value, (*where, number))
