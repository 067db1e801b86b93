"""What a reader hands on: plain data, and how to say where in the file something stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.findings import Finding, Spell

LARGEST = 50_000_000
"""Bytes of a file that are still read; the largest real programme known takes a tenth."""
DEEPEST = 50
"""Levels of nesting that are followed; a festival needs about eight."""


@dataclass(frozen=True)
class Source:
    """A file, read but not yet understood."""

    data: Mapping[str, Any] | Any
    spell: Spell
    found: tuple[Finding, ...] = ()
    """What could not be understood while reading."""


def decoded(data: bytes) -> str:
    """Text of the bytes; UTF-16 by its mark, else UTF-8."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FestivalError([Fault(f"line {line}", "this is no UTF-8 text; save the file as UTF-8")]) from None
