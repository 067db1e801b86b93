"""Keeping showings away from where timetables that are known already have their titles.

At first by a price, so that the search itself finds out which of them can go at little cost, and never
loses a complete timetable on the way; then, once enough have gone, by the places that they may take.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import PrivateAttr

from scheduler.alternatives.distance import away, is_near
from scheduler.constraint import Violation
from scheduler.sentence import Sentence
from scheduler.shapes import Separable
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing


class Elsewhere(Separable):
    """Showings lie elsewhere than in some timetables.  For the search alone: no document can say this."""

    kind: Literal["elsewhere"] = "elsewhere"
    _known: tuple[Timetable, ...] = PrivateAttr(default=())

    @classmethod
    def than(cls, known: Sequence[Timetable], weight: int) -> Elsewhere:
        """So many points for each showing that is near its title's place in one of them."""
        rule = cls(weight=weight)
        rule._known = tuple(known)
        return rule

    def describe(self) -> Sentence:
        """What is true of a good alternative."""
        return Sentence("Showings lie elsewhere.", "상영이 다른 자리에 있습니다.")

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """1 near the title's known places."""
        near: NDArray[np.int64] = (~away(problem, showing.whole, self._known)).astype(np.int64)
        return showing.kept(near)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """One for each showing that is near."""
        for placement in timetable:
            if is_near(problem, placement.showing, placement, self._known):
                yield Violation(self, (placement,), 1, self.describe())


def drawn_away(problem: Problem, known: Sequence[Timetable], weight: int) -> Problem:
    """The problem in which it costs so much to lie where a known timetable has the title."""
    return replace(problem, rules=(*problem.rules, Elsewhere.than(known, weight)), _cache={}, _selections={})


def kept_away(problem: Problem, known: Sequence[Timetable], those: Collection[Showing]) -> Problem:
    """The problem in which these may only lie where no known timetable has their title."""
    indices = {one.index for one in those}
    showings = tuple(
        replace(one, legal=one.legal & away(problem, one, known)) if one.index in indices else one
        for one in problem.showings
    )
    return replace(problem, showings=showings, _cache={}, _selections={})


def gone(problem: Problem, timetable: Timetable, known: Sequence[Timetable]) -> list[Showing]:
    """Showings that lie where no known timetable has their title."""
    return [one.showing for one in timetable if not is_near(problem, one.showing, one, known)]
