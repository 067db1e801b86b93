"""What comes out of another program's file: a festival, and perhaps its timetable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.festival import Festival
    from scheduler.formats.notes import Note


@dataclass(frozen=True)
class Imported:
    """A festival, its timetable if that was asked for, and what the person who imports should know."""

    festival: Festival
    timetable: Answer | None = None
    remarks: Sequence[str] = ()
    notes: Sequence[Note] = ()
    """What was wrong, guessed and left out."""
