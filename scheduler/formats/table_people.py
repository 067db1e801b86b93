"""Names in a cell of people's own timetables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scheduler.formats.programme import Who
from scheduler.formats.programme_values import words

_NAMES = re.compile(r"\s*(?:[,;/\n、，]|\s·\s|\s&\s|\s+and\s+)\s*")
_ROLE = re.compile(r"(?P<name>.+?)\s*\((?P<role>[^()]+)\)")


def people_of(value: Any, role: str = "speaker") -> Iterator[Who]:
    """Each name with its role, if one stands in brackets behind it, else with the one given."""
    for part in _NAMES.split(value.strip() if isinstance(value, str) else ""):
        if name := words(part):
            found = _ROLE.fullmatch(name)
            yield Who(found["name"], role=found["role"]) if found else Who(name, role=role)
