"""Weights as the workbook writes them: 0hard/0medium/10soft."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

LEVELS = ("hard", "medium", "soft")
"""From the first that counts to the last."""

_WRITTEN = re.compile(r"(\d{1,9})\s*hard\s*/\s*(\d{1,9})\s*medium\s*/\s*(\d{1,9})\s*soft", re.IGNORECASE)


class Score(NamedTuple):
    """A weight at each level."""

    hard: int = 0
    medium: int = 0
    soft: int = 0

    def __str__(self) -> str:
        return f"{self.hard}hard/{self.medium}medium/{self.soft}soft"


def score_of(value: Any) -> Score:
    """The weight that is written.  ``ValueError`` if it is none."""
    found = _WRITTEN.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(f"{str(value).strip()!r} is no weight; write whole numbers, such as 0hard/0medium/10soft")
    return Score(*map(int, found.groups()))
