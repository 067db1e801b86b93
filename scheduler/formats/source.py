"""What a reader hands on: plain data, and how to say where in the file something stands."""

from __future__ import annotations

import re
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


HALVES = re.compile(
    r"\\\\"
    r"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""Escapes of JSON; a half of a letter that stands alone is none, and cannot be written anywhere."""


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


def guessed_text(data: bytes) -> tuple[str, str]:
    """Text of bytes that are no UTF-8, and in what it was written: CP949 if it is Korean then, else windows-1252."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    if any("가" <= letter <= "힣" for letter in text):
        return text, "CP949"
    return data.decode("cp1252", "replace"), "windows-1252"
