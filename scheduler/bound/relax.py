"""The linear program over families, and the bound that its prices give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.linear_solver import pywraplp

from scheduler.bound.cells import NEVER, supplies
from scheduler.bound.families import Column, Family, families, rules_between
from scheduler.verify import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem

CAUTION = 0.6
"""Share of the best prices so far in those tried next (Wentges): the program's own jump about."""
CLOSE = 0.5
"""Points between bound and program at which there is nothing more to find."""


def relaxed_bound(problem: Problem, seconds: float = 20.0, found: Callable[[int], None] = lambda _: None) -> int | None:
    """A lower bound of the penalty at the first tier; each better one on the way goes to ``found``.

    None where nothing can be said: a rule between showings that gives rewards, or a family that has no
    places at all.  ``seconds`` are looked at between rounds, of which there is one at least.
    """
    until = monotonic() + seconds
    tier = tiers(problem)[0]
    if any((rule.weight or 0) < 0 for rule in rules_between(problem, tier)):
        return None
    program, best = _Program(families(problem, tier), supplies(problem)), None
    while program.step():
        bound = int(np.ceil(program.bound - 1e-4))
        if best is None or bound > best:
            best = bound
            found(bound)
        if monotonic() >= until:
            break
    return best


class _Program:
    """Columns so far, and the best prices.

    Minimise points of columns, one a family, the minutes of each room-day being limited.  In the
    beginning a family may stay out, for more points than any column of it costs.
    """

    def __init__(self, those: Sequence[Family], supply: NDArray[np.float64]) -> None:
        self.families, self.supply = those, supply
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.Objective().SetMinimization()
        self.limits = {
            (room, day): self.solver.Constraint(-self.solver.infinity(), float(supply[room, day]))
            for room, day in np.argwhere(np.isfinite(supply)).tolist()
        }
        self.once = [self.solver.Constraint(1, self.solver.infinity()) for _ in those]
        self.seen: list[set[tuple[float, tuple[tuple[tuple[int, int], float], ...]]]] = [set() for _ in those]
        self.prices = np.zeros(supply.shape)
        self.bound = -NEVER
        self.goes_on = True

    def step(self) -> bool:
        """One round: a bound from some prices, and better ones; False if nothing can be found any more."""
        if not self.goes_on:
            return False
        if self.bound == -NEVER:
            self._try(self.prices)
            self._allow_out()
            return self.bound > -NEVER
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            self.goes_on = False
            return True
        points, own = self.solver.Objective().Value(), np.zeros(self.supply.shape)
        for (room, day), limit in self.limits.items():
            own[room, day] = max(0.0, -limit.dual_value())
        new = self._try(CAUTION * self.prices + (1 - CAUTION) * own)
        if not new:
            new = self._try(own)
        self.goes_on = new > 0 and points - self.bound > CLOSE
        return True

    def _try(self, prices: NDArray[np.float64]) -> int:
        """Cheapest places of every family at these prices: a bound, and how many columns are new."""
        total = -float((prices * np.where(np.isfinite(self.supply), self.supply, 0)).sum())
        new = 0
        for number, family in enumerate(self.families):
            points, column = family.cheapest(prices)
            total += points
            if column is None:
                return 0
            new += self._add(number, column)
        if total > self.bound:
            self.bound, self.prices = total, prices
        return new

    def _add(self, number: int, column: Column) -> bool:
        key = (round(column.points, 3), tuple(sorted(column.use.items())))
        if key in self.seen[number]:
            return False
        self.seen[number].add(key)
        share = self._variable(number, column.points)
        for place, ticks in column.use.items():
            self.limits[place].SetCoefficient(share, ticks)
        return True

    def _variable(self, number: int, points: float) -> Any:
        share = self.solver.NumVar(0, self.solver.infinity(), "")
        self.once[number].SetCoefficient(share, 1)
        self.solver.Objective().SetCoefficient(share, points)
        return share

    def _allow_out(self) -> None:
        """So that the program has a solution from the start; the price only has to be high enough."""
        for number, family in enumerate(self.families):
            self._variable(number, 1000.0 + 5 * family.dearest)
