"""The model, what literals come to together, and what is paid in which tier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from scheduler.decisions.cells import Expr, Lit

MUST = -1
"""The tier, before all others, of musts that may be broken at a price."""
UNPLACED = -2
"""The tier, before that, of showings left out."""


class Logic:
    """Not, and, or; bounds that hold under conditions; costs."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.costs: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        self.constants: dict[int, int] = defaultdict(int)
        self._both: dict[tuple[int, ...], Lit] = {}

    def negated(self, literal: Lit) -> Lit:
        """The opposite."""
        return not literal if isinstance(literal, bool) else ~literal

    def both(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if all are."""
        kept = _open(literals, neutral=True)
        if isinstance(kept, bool):
            return kept
        if len(kept) == 1:
            return kept[0]
        key = tuple(sorted(one.index for one in kept))
        if key not in self._both:
            literal = self.model.new_bool_var("")
            self.model.add_bool_and(kept).only_enforce_if(literal)
            self.model.add_bool_or([literal, *(~one for one in kept)])
            self._both[key] = literal
        return self._both[key]

    def any(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if one is, or more."""
        return self.negated(self.both([self.negated(one) for one in literals]))

    def enforce(self, bound: Any, when: Sequence[Lit]) -> None:
        """A linear constraint that holds if all literals do."""
        kept = _open(when, neutral=True)
        if kept is False:
            return
        if isinstance(bound, bool):
            if not bound:
                self.model.add_bool_or([] if kept is True else [~one for one in kept])
            return
        constraint = self.model.add(bound)
        if kept is not True:
            constraint.only_enforce_if(kept)

    def cost(self, tier: int, coefficient: int, expression: Expr) -> None:
        """Add to the objective of a tier."""
        if isinstance(expression, (bool, int, np.integer)):
            self.constants[tier] += coefficient * int(expression)
        elif coefficient:
            self.costs[tier].append((coefficient, expression))

    def tiers(self) -> list[int]:
        """Tiers that have costs, the first to be minimised first."""
        return sorted(self.costs)

    def objective(self, tier: int) -> Expr:
        """Sum of the costs of a tier, without its constant."""
        return sum((coefficient * expression for coefficient, expression in self.costs[tier]), 0)


def _open(literals: Iterable[Lit], *, neutral: bool) -> Any:
    """Those that are not decided; or what all of them together come to."""
    kept: dict[int, Any] = {}
    for one in literals:
        if isinstance(one, (bool, np.bool_)):
            if bool(one) is not neutral:
                return not neutral
        else:
            kept[one.index] = one
    return list(kept.values()) or neutral
