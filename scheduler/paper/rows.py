"""Lines of a sheet that is a table: which columns, what is in each cell, what must be seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scheduler.paper.sheet import FREE

BOX = "box"
"""What a cell holds that is filled in by hand."""
GROWING = {
    "title": 3.0,
    "people": 2.2,
    "who": 1.6,
    "notes": 1.8,
    "sound": 1.0,
    "light": 1.0,
    "screen": 1.0,
    "needs": 1.2,
}
"""Columns that share what is left of the line, and how."""


def columns(chosen: Iterable[str], heads: Mapping[str, str], narrow: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Of each column its name, its head and its share of what is left; 0, as of ``narrow`` ones: what it needs."""
    return [
        {"name": one, "head": heads.get(one, one.removeprefix(FREE)), "share": 0.0 if one in narrow else _share(one)}
        for one in chosen
    ]


def _share(name: str) -> float:
    return 1.2 if name.startswith(FREE) else GROWING.get(name, 0.0)


def filled(chosen: Iterable[str], lines: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Of the columns those in which something stands on this sheet; their width is better given to the others."""
    return tuple(one for one in chosen if any(told["cells"].get(one, "") != "" for told in lines)) or tuple(chosen)


def line(
    cells: Mapping[str, Any],
    *,
    free: Mapping[str, Any] | None = None,
    head: str = "",
    changed: bool = False,
    alarms: Iterable[str] = (),
) -> dict[str, Any]:
    """A line; ``free``: what stands in columns of free fields; ``head``: what stands above it over the whole width."""
    known = {f"{FREE}{name}": str(value) for name, value in (free or {}).items()}
    return {"cells": known | dict(cells), "head": head, "changed": changed, "alarms": list(alarms)}


def cell(text: object, small: object = "", tags: Iterable[str] = ()) -> dict[str, Any]:
    """Text, and smaller below it; a mere text is a cell too."""
    return {"text": str(text), "small": str(small), "tags": list(tags)}
