"""What a cell holds becomes a value of the document, and back; one codec a sort of field.

A codec reads whatever a person may have typed, and writes what it reads back as the very same value;
what it could not is written as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from scheduler.faults import FestivalError
from scheduler.formats.notation import COMPACT, entries, words
from scheduler.formats.spelling import clock_of, date_of, minutes_of, moment_of
from scheduler.formats.yaml_read import Builder
from scheduler.formats.yaml_write import flow

if TYPE_CHECKING:
    from pydantic import BaseModel


Cell = str | int | float | bool | date | datetime | time | timedelta
Read = Callable[[Any], Any]
Write = Callable[[Any], Any]

LONG_FILM = 5
"""Hours from which "H:MM" of a film could as well be minutes and seconds."""


@dataclass(frozen=True)
class Codec:
    """How cells of one column are read and written."""

    read: Read
    """``ValueError`` with a sentence if it cannot be understood."""
    spell: Write

    def write(self, value: Any) -> Any:
        """A cell that reads back as the value."""
        try:
            cell = self.spell(value)
            again = self.read(cell)
            if cell != "" and again == value and type(again) is type(value):
                return cell
        except (KeyError, TypeError, ValueError, AttributeError):
            pass
        return flow(value)


def text_of(cell: Any) -> str:
    """Text that a cell shows; two quotation marks are an empty text."""
    if isinstance(cell, str):
        return cell[2:] if len(cell) >= 2 and not cell.strip('"') else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, (time, timedelta)):
        return clock_of(cell)
    if isinstance(cell, datetime):
        return moment_of(cell)
    return str(cell)


def _spell_text(value: str) -> str:
    return f'{value}""' if not value.strip('"') and (not value or len(value) > 1) else value


def free_of(cell: Any) -> Any:
    """The value of a free field: what the cell holds, as JSON knows it."""
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    return cell if isinstance(cell, (str, int, float, bool)) else text_of(cell)


def _number(cell: Any) -> Any:
    """A number as such; whole if it is."""
    if isinstance(cell, str) and re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", cell.strip()):
        cell = cell.replace(",", "")
    if isinstance(cell, str) and re.fullmatch(r"[-+]?\d+(\.\d+)?", cell.strip()):
        cell = float(cell) if "." in cell else int(cell)
    if isinstance(cell, (str, bool)) or not isinstance(cell, (int, float)):
        raise ValueError(f"{text_of(cell)!r} is no number")
    return int(cell) if cell == int(cell) else cell


def _number_or_word(cell: Any) -> Any:
    try:
        return _number(cell)
    except ValueError:
        text = text_of(cell).strip()
        return _flow_of(text) if text[:1] in "[{" else text


def _spell_either(value: Any) -> Any:
    return flow(value) if isinstance(value, (list, dict)) else value


_YES = ("true", "yes", "y", "1", "o", "x", "v", "✓", "✔", "예", "네", "참")
_NO = ("false", "no", "n", "0", "-", "아니오", "아니요", "거짓")


def _flag(cell: Any) -> bool:
    text = text_of(cell).strip().casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueError(f"{text_of(cell)!r} is neither yes nor no")


def _film_minutes(cell: Any) -> Any:
    """Minutes of a film; asks rather than guess whether 9:30 are hours or minutes."""
    minutes = minutes_of(cell)
    asked = isinstance(cell, (time, timedelta)) or (isinstance(cell, str) and re.fullmatch(r"\s*\d+:\d\d\s*", cell))
    if asked and minutes >= LONG_FILM * 60 and minutes == int(minutes):
        hours, rest = divmod(int(minutes), 60)
        raise ValueError(
            f"is it {hours} hours (write {hours}h{rest:02d}) or {hours} minutes (write 0:{hours:02d}:{rest:02d})?"
        )
    return minutes


def _minutes_or_block(cell: Any) -> Any:
    return "block" if text_of(cell).strip().casefold() in ("block", "블록") else minutes_of(cell)


def _flow_of(text: str) -> Any:
    """What YAML or JSON text in a cell says."""
    try:
        return Builder(text).build()
    except FestivalError as error:
        raise ValueError(f"{text[:60]!r} cannot be read; {error.faults[0].message}") from None


def _open_flow(cell: Any) -> Any:
    """The same, without the outer braces if they were left out."""
    text = text_of(cell).strip()
    return _flow_of(text) if text[:1] in "[{" or text == "null" else _flow_of("{" + text + "}")


def _bare_flow(value: Any) -> str:
    """A mapping without its braces."""
    return flow(value)[1:-1]


def listing(inner: Codec) -> Codec:
    """A list of words or numbers: ``a; b``."""

    def read(cell: Any) -> list[Any]:
        if not isinstance(cell, str):
            return [inner.read(cell)]
        text = cell.strip()
        return _flow_of(text) if text[:1] == "[" else [inner.read(one) for one in words(text)]

    return Codec(read, lambda value: "; ".join(str(inner.spell(one)) for one in value))


def pairs(inner: Codec) -> Codec:
    """``key: value; key: value``; a key alone counts once."""

    def read(cell: Any) -> dict[str, Any]:
        text = text_of(cell).strip()
        if text[:1] == "{":
            return dict(_flow_of(text))
        found: dict[str, Any] = {}
        for one in entries(text):
            key, colon, rest = one.rpartition(":") if one.count(":") == 1 else one.partition(":")
            found[(key if colon else one).strip()] = inner.read(rest.strip()) if colon else 1
        return found

    return Codec(read, lambda value: "; ".join(f"{key}: {inner.spell(one)}" for key, one in value.items()))


def _comma_list(cell: Any) -> list[str]:
    return [one.strip() for one in text_of(cell).split(",") if one.strip()]


def lines(model: type[BaseModel]) -> Codec:
    """A list of entries: each in its own notation, or one a line as ``key: value, key: value``."""
    if model not in COMPACT:
        return Codec(_line_list, lambda value: "\n".join(_bare_flow(one) for one in value))
    parse, spell = COMPACT[model]

    def read(cell: Any) -> Any:
        text = text_of(cell).strip()
        if text[:1] in "[{":
            return _line_list(text)
        pieces = entries(text)
        if len(pieces) == 1 and not re.search("[:#@(]", text):
            pieces = words(text)
        return [parse(one) for one in pieces]

    return Codec(read, lambda value: "; ".join(map(spell, value)))


def _line_list(cell: Any) -> Any:
    text = text_of(cell).strip()
    if text[:1] == "[":
        return _flow_of(text)
    return [_open_flow(line) for line in text.split("\n") if line.strip()]


WORDS = Codec(text_of, _spell_text)
NUMBER = Codec(_number, lambda value: value)
EITHER = Codec(_number_or_word, _spell_either)
FLAG = Codec(_flag, lambda value: value)
MINUTES = Codec(minutes_of, lambda value: value)
FILM_MINUTES = Codec(_film_minutes, lambda value: value)
DURATION = Codec(_minutes_or_block, lambda value: value)
CLOCK = Codec(clock_of, lambda value: value)
MOMENT = Codec(moment_of, lambda value: value.replace("T", " "))
DAY = Codec(date_of, lambda value: value)
FLOW = Codec(_open_flow, _bare_flow)
COMMAS = Codec(_comma_list, ", ".join)
