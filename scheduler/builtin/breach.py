"""A breach of what is built in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.constraint import Violation
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.problem import Problem
    from scheduler.timetable import Placement


def breach(
    name: str, placements: tuple[Placement, ...], amount: int, en: str, ko: str, subject: str = "", **facts: Any
) -> Violation:
    """Which of what is built in, whose, by how much, and the sentence with its facts."""
    return Violation(name, placements, amount, Sentence(en, ko, **facts), subject)


def ticks(problem: Problem, moment: datetime) -> int:
    """Ticks at a local time of the document."""
    return problem.clock.minutes(moment) * problem.minute
