"""What a form says once it is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from web.forms.control import Control
from web.forms.shape import controls

if TYPE_CHECKING:
    from pydantic import BaseModel
    from werkzeug.datastructures import MultiDict

    from scheduler.festival import Festival

NOTHING: tuple[Any, ...] = (None, "", [], {})
MOST_ROWS = 5_000
"""Rows of one list that are read."""


def data_of(
    model: type[BaseModel], festival: Festival, form: MultiDict[str, str], prefix: str = "", lang: str = "en"
) -> dict[str, Any]:
    """What a form says; whatever is empty or as it is by default is left out.  Names are of that language."""
    made = controls(model, festival, {}, prefix, lang=lang)
    return _object(made, form, prefix)


def value_of(model: type[BaseModel], festival: Festival, form: MultiDict[str, str], name: str, lang: str = "en") -> Any:
    """What a form says of one field, as the document names it; None if it is empty."""
    control = next(one for one in controls(model, festival, {}, lang=lang) if one.name == name)
    value = _read(control, form)
    return None if value in NOTHING else value


def _object(made: Any, form: MultiDict[str, str], prefix: str) -> dict[str, Any]:
    found = {}
    for control in made:
        value = _read(control, form)
        if value not in NOTHING and value != control.default:
            found[control.name.removeprefix(prefix)] = value
    return found


def _read(control: Control, form: MultiDict[str, str]) -> Any:
    """What it says of one control."""
    if control.sort == "group":
        return _object(control.parts, form, f"{control.name}.")
    if control.sort == "tuple":
        return _tuple(control, form)
    if control.sort == "rows":
        return _rows(control, form)
    if control.sort == "several":
        return _read(control.parts[1], form) or _read(control.parts[0], form)
    return _single(control, form)


def _single(control: Control, form: MultiDict[str, str]) -> Any:
    text = form.get(control.name, "").strip()
    if control.sort == "texts":
        begin = f"{control.name}."
        spoken = {name.removeprefix(begin): said.strip() for name, said in form.items() if name.startswith(begin)}
        return text or {name: said for name, said in spoken.items() if said}
    if control.sort == "check":
        return control.name in form
    if control.sort == "maybe":
        return {"true": True, "false": False}.get(_meant(control, text))
    if control.sort in ("many", "words"):
        return _several(control, form.getlist(control.name))
    if control.sort in ("number", "either"):
        return _number(_meant(control, text))
    if control.sort == "data" and text:
        try:
            return json.loads(text)
        except ValueError:
            return text
    return _meant(control, text)


def _several(control: Control, given: list[str]) -> Any:
    """Every value once, in order; names of one's own may stand in one line with commas between."""
    said = given if control.sort == "many" else [one for line in given for one in line.replace("\n", ",").split(",")]
    words = dict.fromkeys(_meant(control, one.strip()) for one in said if one.strip())
    if control.alone and len(words) == 1:
        return next(iter(words))
    return [_number(one) for one in words] if control.whole else list(words)


def _meant(control: Control, text: str) -> str:
    """The value, where what stands there is what it is called."""
    if any(value == text for value, _ in control.options):
        return text
    return next((value for value, shown in control.options if shown == text), text)


def _rows(control: Control, form: MultiDict[str, str]) -> Any:
    """Every row in which something stands, in the order of their numbers."""
    begin = f"{control.name}."
    numbers = {name.removeprefix(begin).partition(".")[0] for name in form if name.startswith(begin)}
    there = sorted(int(one) for one in numbers if one.isdecimal() and len(one) < 10)[:MOST_ROWS]
    assert control.row is not None  # noqa: S101  rows have one; for the types
    read = []
    for number in there:
        row = control.row(str(number))
        value = _read(row, form)
        if value not in NOTHING:
            read.append(value[row.short] if row.short and list(value) == [row.short] else value)
    if control.keyed:
        return {str(pair[0]): pair[1] if len(pair) > 1 else None for pair in read}
    return read


def _tuple(control: Control, form: MultiDict[str, str]) -> list[Any]:
    """All that stands there; what is empty at the end is left out."""
    read = [_read(one, form) for one in control.parts]
    while read and read[-1] in NOTHING:
        read.pop()
    return read


def _number(text: str) -> Any:
    """The number, if it is one; else as it was typed, so that its fault can be told."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
