"""JSON, with the faults that Python's reader lets pass: keys twice, NaN, endless nesting."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

from scheduler.faults import Fault, FestivalError
from scheduler.findings import dotted
from scheduler.formats.source import DEEPEST, HALVES, Source, decoded

LONGEST_NUMBER = 400
"""Digits; the time that reading takes grows with their square."""


def read(data: bytes) -> Source:
    """A JSON document as plain data."""
    text = decoded(data)
    for found in HALVES.finditer(text):
        if found["half"]:
            line = text.count("\n", 0, found.start()) + 1
            raise FestivalError([Fault(f"line {line}", f"{found['half']} is half a letter; write the whole letter")])
    twice: list[str] = []
    try:
        content = json.loads(
            text,
            object_pairs_hook=lambda pairs: _mapping(pairs, twice),
            parse_constant=_no_number,
            parse_float=_number,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise FestivalError([Fault(f"line {error.lineno}", f"this is no JSON: {_lower(error.msg)}")]) from None
    except RecursionError:
        raise FestivalError([Fault("", f"this is nested more than {DEEPEST} levels deep")]) from None
    except ValueError as error:
        raise FestivalError([Fault("", str(error))]) from None
    if _deep(content):
        raise FestivalError([Fault("", f"this is nested more than {DEEPEST} levels deep")])
    if twice:
        raise FestivalError(
            Fault("", f"the key {key!r} stands twice in one mapping; only one may stay") for key in twice
        )
    return Source(content, lambda where: dotted(where, content))


def write(document: dict[str, Any]) -> bytes:
    """Indented JSON, Korean as Korean."""
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _deep(content: Any) -> bool:
    """Whether it is nested deeper than others of our programs can follow."""
    level = [content]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _held(one)]
    return bool(level)


def _held(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for one in inner if isinstance(one, (dict, list))]


def _lonely(text: str) -> bool:
    """Whether there are halves of characters in it that no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _mapping(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    made = dict(pairs)
    if any(_lonely(text) for pair in pairs for text in pair if isinstance(text, str)):
        raise ValueError("there is half of a character, such as \\ud83d, in a text; write the whole of it")
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice += sorted({key for key in keys if keys.count(key) > 1})
    return made


def _number(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number of so many digits is no number that a festival can have")
    return int(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text[:40]} is no number that a festival can have")


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
