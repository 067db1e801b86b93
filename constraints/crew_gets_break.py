"""The crew of a room gets a break in time.

    run    = selected showings of one room and day with gaps below ``minutes`` between them
    length = from the first start of a run to its last end                           [minutes]
    amount(room, day) = max(0, longest run - within)                            [minutes over]

One violation is one room on one day whose longest run is too long.  Turnaround is no work here:
whoever wants it out of the way asks for a longer break.  Each block without ``clock`` counts as a
day of its own, since it clashes with nothing else.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import crowd_of
from scheduler.fields import Minutes, Unit
from scheduler.runs import Runs, line, runs_of, stretch
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class CrewGetsBreak(Constraint):
    """Nobody works in a room for too long without a break."""

    kind: Literal["crew_gets_break"] = "crew_gets_break"
    within: Annotated[int, Field(ge=1, le=1440), Unit("minutes")] = Field(
        300, title="Within", description="The longest that a room may run without a break."
    )
    minutes: Minutes = Field(30, title="Break", description="From one end to the next start; less is no break.")

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"within": 300, "minutes": 30, "weight": 1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "In every {w} minutes of a room's day there is a break of {n} minutes.",
            "각 방에서는 연속 {w}분 안에 {n}분의 휴식을 둡니다.",
            w=self.within, n=self.minutes,
        )  # fmt: skip

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Since when everybody has been at work, at most when those before them began without a break.

        Size: O(open showings that may follow each other + open showings * room-days).
        """
        work = _Work(rule, self.minutes * rule.problem.minute, self.within * rule.problem.minute)
        work.link()
        for cases in work.lengths().values():
            rule.worst(cases, per=rule.problem.minute, most=stretch(rule.problem) // rule.problem.minute)
