"""Musts that no table tells, such as what is needed at once: asked of the verifier before an exchange is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.grid.places import in_pairs
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.grid.places import Places
    from scheduler.grid.walk import Walk
    from scheduler.problem import Problem


class Others:
    """Which showings such rules are about, and whether an exchange breaks more of them."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._meant = _meant(places.problem)
        self._rules_of: dict[int, list[Constraint]] = {}
        for rule, showings in self._meant.items():
            for index in showings:
                self._rules_of.setdefault(index, []).append(rule)

    def allow(self, walk: Walk, one: int, other: int) -> bool:
        """Whether it breaks no more of them if these two change places."""
        at = walk.at
        rules = {rule for index in (one, other) for rule in self._rules_of.get(index, ())}
        if not rules:
            return True
        after = at.copy()
        after[one], after[other] = at[other], at[one]
        return all(self._amount(rule, after) <= self._amount(rule, at) for rule in rules)

    def _amount(self, rule: Constraint, at: NDArray[np.int64]) -> int:
        problem = self.places.problem
        few = {index: self.places.placement(problem.showings[index], int(at[index])) for index in self._meant[rule]}
        return sum(found.amount for found in rule.violations(problem, Timetable(problem, few)))


def _meant(problem: Problem) -> dict[Constraint, list[int]]:
    """Showings that each rule of that sort is about."""
    rules = [rule for rule in problem.rules if rule.must and not rule.alone and not in_pairs(rule)]
    return {
        rule: [one.index for one in problem.showings if next(iter(rule.concerns(problem, one)), None) is not None]
        for rule in rules
    }
