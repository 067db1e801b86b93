"""What a reader hands on: plain data, and how to say where in the file something stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.findings import Spell

LARGEST = 50_000_000
"""Bytes of a file that are still read; the largest real programme known takes a tenth."""


@dataclass(frozen=True)
class Source:
    """A file, read but not yet understood."""

    data: Mapping[str, Any] | Any
    spell: Spell
