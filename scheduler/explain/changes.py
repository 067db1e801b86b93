"""Changes of a document that may help: how much trouble each is, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.explain.conflicts import Conflict
    from scheduler.festival import Festival
    from scheduler.problem import Problem
    from scheduler.sentence import Sentence

STEP = 5
"""Minutes by which times are tried, or the grid if that is coarser."""
LONGEST = 720
"""Minutes by which hours and stays are lengthened at the most."""


@dataclass(frozen=True, eq=False)
class Change:
    """One change of a document."""

    kind: str
    """A word for programs."""
    trouble: int
    """How much of it somebody has: about one a minute that is asked of people, halls or films."""
    sentence: Sentence
    """What is to be done, as a request."""
    made: Callable[[Festival], Festival]
    """The changed document, of the whole as of a part of it."""


@dataclass(frozen=True, eq=False)
class Lever:
    """One way to help, more or less far."""

    change: Callable[[int], Change]
    amounts: tuple[int, ...] = (0,)
    """From the least to the most; what helps at one helps at all that are more."""


@dataclass(frozen=True, eq=False)
class Ease:
    """What is to be eased."""

    problem: Problem
    """Of the whole festival, with its musts only."""
    conflict: Conflict

    def minutes(self, most: int = LONGEST, least: int = 0) -> tuple[int, ...]:
        """Amounts of time to try, in minutes."""
        step = max(STEP, self.problem.festival.festival.grid)
        return tuple(range(max(step, least), most + 1, step))


Remedy = Callable[[Ease], Iterator[Lever]]
"""Ways to help that some sort of part suggests."""
