"""Plain data as YAML that readers of 1.1 and of 1.2 understand alike.

Our own, because what PyYAML writes is right for YAML 1.1 only, takes five times as long, and puts
short lists on many lines.  Whatever is not plainly a word is written in double quotes, as JSON.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 120
"""Columns of a line; what is longer is laid out over several."""

LONGEST_KEY = 150
"""Characters; YAML takes a key of more than 1,024 for one only if told so."""

_WORD = re.compile(r"[^\W\d_](?:[\w ./()&+@-]*[\w.)+])?")
_AMBIGUOUS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def written(document: dict[str, Any]) -> str:
    """The document, every entry of its lists on a line of its own if it fits."""
    lines: list[str] = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            lines.append(f"{_scalar(name)}:")
            lines += [line for entry in value for line in _entry(entry, 2)]
        else:
            lines += _pair(name, value, 0)
    return "\n".join(lines) + "\n"


def _entry(value: Any, column: int) -> Iterator[str]:
    """Lines of an entry of a list whose contents begin at that column."""
    begin = " " * (column - 2) + "- "
    for number, line in enumerate(_laid_out(value, column)):
        yield begin + line.lstrip(" ") if number == 0 else line


def _laid_out(value: Any, column: int) -> Iterator[str]:
    line = flow(value)
    if not isinstance(value, (dict, list)) or not value or column + len(line) <= WIDTH:
        yield " " * column + line
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _pair(name, inner, column)
    else:
        for inner in value:
            yield from _entry(inner, column + 2)


def _pair(name: str, value: Any, column: int) -> Iterator[str]:
    key = f"{' ' * column}{_scalar(name)}:"
    if len(name) > LONGEST_KEY:
        yield f"{' ' * column}? {_scalar(name)}"
        yield f"{' ' * column}: {flow(value)}"
        return
    if isinstance(value, str) and _is_prose(value):
        yield f"{key} |-"
        yield from (" " * (column + 2) + line if line else "" for line in value.split("\n"))
        return
    line = flow(value)
    if not isinstance(value, (dict, list)) or not value or len(key) + 1 + len(line) <= WIDTH:
        yield f"{key} {line}"
        return
    yield key
    yield from _laid_out_below(value, column + 2)


def _laid_out_below(value: Any, column: int) -> Iterator[str]:
    """Like ``_laid_out``; a list begins at the column of its key, as is the custom."""
    if isinstance(value, list):
        for inner in value:
            yield from _entry(inner, column)
    else:
        yield from _laid_out(value, column)


def flow(value: Any) -> str:
    """A value on one line; a mapping or list in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return _scalar(value)
    return json.dumps(value, allow_nan=False)


def _key(name: str) -> str:
    """A key of a flow mapping; one that is very long must say that it is one."""
    return _scalar(name) if len(name) <= LONGEST_KEY else f"? {_scalar(name)} "


@lru_cache(maxsize=65536)
def _scalar(text: str) -> str:
    if len(text) < 100 and _WORD.fullmatch(text) and text.lower() not in _AMBIGUOUS:
        return text
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_prose(text: str) -> bool:
    """Whether it is several lines of plain text, better read as such."""
    lines = text.split("\n")
    return len(lines) > 1 and bool(lines[0] and lines[-1]) and all(map(_is_line, lines))


def _is_line(line: str) -> bool:
    return line == line.strip() and line.isprintable()
