"""One file a format: ``read`` bytes into plain data, or ``write`` a document as bytes, or both.

A module is imported only when its format is met, so that reading YAML loads no spreadsheet library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.formats.source import Source

DOCUMENTS = {
    ".yaml": "scheduler.formats.yaml12",
    ".yml": "scheduler.formats.yaml12",
    ".json": "scheduler.formats.json_",
    ".xlsx": "scheduler.formats.xlsx",
}
"""The module of each spelling of the festival document, by the ending of its file name."""


def read(data: bytes, suffix: str) -> Source:
    """The bytes of a document as plain data."""
    source: Source = import_module(DOCUMENTS[suffix]).read(data)
    return source


def write(document: dict[str, Any], suffix: str) -> bytes:
    """A document as bytes."""
    made: bytes = import_module(DOCUMENTS[suffix]).write(document)
    return made
