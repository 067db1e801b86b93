"""Quick steps that take a few showings up and put them back, until everybody has a place.

A showing often finds no place only because others took it that could as well be elsewhere.  Dozens of such
steps take no longer than a few questions to CP-SAT, so they come before anything is asked.
"""

from __future__ import annotations

from collections.abc import Container
from random import Random
from typing import TYPE_CHECKING

from scheduler.explain.clusters import missing
from scheduler.neighbours import tied
from scheduler.ruin import Ruin
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.explain.watch import Watch
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

STEPS = 80
"""In a row that bring nobody in before they are given up; about 20 ms each in a large festival."""
PUSHING, TYING = 0.5, 0.7
"""Shares of the steps: somebody missing goes anywhere, in place of whoever is there; those whom it shares people or
films with are laid anew with it; else others move among themselves."""


def filled(
    problem: Problem, timetable: Timetable, watch: Watch, out: Container[int] = (), steps: int = STEPS
) -> Timetable:
    """The timetable with as many more of those that must be placed as such steps bring in.

    ``out``: indices of those that stay out.  Who is chosen for what stays as it was.
    """
    filling = _Filling(problem, out)
    filling.begin(verify(problem, timetable))
    left, in_vain = len(filling.wanted()), 0
    while left and in_vain < steps:
        watch.check()
        filling.step()
        now = len(filling.wanted())
        left, in_vain = min(left, now), 0 if now < left else in_vain + 1
    return filling.best


class _Filling(Ruin):
    """Steps for the sake of those that are missing."""

    def __init__(self, problem: Problem, out: Container[int]) -> None:
        super().__init__(problem, Random(0))
        self.out = out

    def wanted(self) -> list[Showing]:
        """Those that are missing in the best timetable so far."""
        return missing(self.problem, self.best, self.out)

    def _chosen(self) -> list[Showing]:
        gone, way = missing(self.problem, self.timetable, self.out), self.random.random()
        if gone and (way < TYING or not len(self.timetable)):
            one = self.random.choice(gone)
            return self._pushed(one) if way < PUSHING else [one, *self._tied(one)]
        seed = self._seed()
        return self._in_blocks(seed, self.random.random()) if seed.block >= 0 else self._neighbours(seed)

    def _tied(self, showing: Showing) -> list[Showing]:
        """Some of those that are placed and may exclude it wherever it is."""
        placed = [one for one in tied(self.problem, showing) if one.index in self.timetable.placements]
        return self.random.sample(placed, min(len(placed), self.random.randint(1, 4)))
