"""What installed packages announce by entry points, read straight from their files.

``importlib.metadata`` says the same, but takes half as long to import as all that ``showgrid --help`` needs besides.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from os import scandir
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

METADATA = (".dist-info", ".egg-info")
"""Ends of the names of folders that describe what is installed."""


class Announced(NamedTuple):
    """One line of a group."""

    name: str
    value: str
    """``module:attribute``, or a module."""

    def load(self) -> Any:
        """The module, or what it names there."""
        module, _, attributes = self.value.partition(":")
        found: Any = import_module(module)
        for attribute in filter(None, attributes.split(".")):
            found = getattr(found, attribute)
        return found


@lru_cache(maxsize=8)
def announced(group: str) -> tuple[Announced, ...]:
    """Entry points of a group, of the first distribution of each name on the path."""
    found = tuple(one for text in _texts(f"[{group}]") for one in _lines(text, group))
    if not found:
        # Nothing lies in plain folders: an archive, or a finder of its own.
        from importlib.metadata import entry_points

        found = tuple(Announced(point.name, point.value) for point in entry_points(group=group))
    return found


def _texts(wanted: str) -> Iterator[str]:
    """Contents of each ``entry_points.txt`` that has such a section."""
    known: set[str] = set()
    for folder in sys.path:
        try:
            entries = sorted(entry.name for entry in scandir(folder or ".") if entry.name.endswith(METADATA))
        except OSError:
            continue  # an archive, or nothing at all
        for name in entries:
            # A distribution that stands again further down the path is hidden by the first.
            if (distribution := name.rsplit(".", 1)[0].partition("-")[0].lower()) not in known:
                known.add(distribution)
                file = Path(folder, name, "entry_points.txt")
                text = file.read_text(encoding="utf-8") if file.is_file() else ""
                if wanted in text:
                    yield text


def _lines(text: str, group: str) -> Iterator[Announced]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == group and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield Announced(name.strip(), value.partition("[")[0].strip())
