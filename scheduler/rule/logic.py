"""Literals and whole numbers made of others, whatever they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.problem import BEYOND
from scheduler.rule.posting import Posting

if TYPE_CHECKING:
    from scheduler.decisions import Expr, Lit


class Logic(Posting):
    """Not, and, or; counts and bounds."""

    def negated(self, literal: Lit) -> Lit:
        """The opposite."""
        return self.decisions.negated(literal)

    def both(self, *literals: Lit) -> Lit:
        """True exactly if all are; of none, True."""
        return self.decisions.both(literals)

    def any(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if one is, or more; of none, False."""
        return self.decisions.any(literals)

    def one_of(self, count: int) -> list[Lit]:
        """So many new literals, exactly one of them true."""
        if count == 1:
            return [True]
        literals = [self.model.new_bool_var("") for _ in range(count)]
        self.model.add_exactly_one(literals)
        return literals

    def at_least(self, expression: Expr, bound: int, *, loosely: bool = False) -> Lit:
        """True exactly if the expression comes to the bound or more.

        ``loosely``: it may be false for no reason, for a literal that is wanted to be true.
        """
        if isinstance(expression, int):
            return expression >= bound
        literal = self.model.new_bool_var("")
        self.decisions.enforce(expression >= bound, [literal])
        if self.rewards or not loosely:
            self.decisions.enforce(expression <= bound - 1, [self.negated(literal)])
        return literal

    def greatest(self, expressions: Sequence[Expr]) -> Expr:
        """The greatest of some expressions."""
        fixed = [int(one) for one in expressions if isinstance(one, (int, np.integer))]
        kept = [one for one in expressions if not isinstance(one, (int, np.integer))]
        if not kept or (len(kept) == 1 and not fixed):
            return kept[0] if kept else max(fixed)
        greatest = self.whole(-BEYOND, BEYOND)
        self.model.add_max_equality(greatest, [*kept, *([max(fixed)] if fixed else [])])
        return greatest

    def total(self, literals: Iterable[Lit]) -> Expr:
        """How many are true."""
        return sum(literals, 0)

    def weighted(self, literals: Sequence[Lit], weights: Sequence[int]) -> Expr:
        """So much for each that is true; of thousands in a thousandth of the time that adding them up takes."""
        fixed = sum(weight for literal, weight in zip(literals, weights, strict=True) if literal is True)
        opened = [
            (literal, weight)
            for literal, weight in zip(literals, weights, strict=True)
            if not isinstance(literal, bool)
        ]
        if not opened:
            return fixed
        return cp_model.LinearExpr.weighted_sum(*map(list, zip(*opened, strict=True))) + fixed

    def never_more(self, spans: Iterable[tuple[Expr, int, Lit]], units: Sequence[int], most: int) -> None:
        """At no time more units are in use: start, ticks, and whether it is there at all, of each use."""
        intervals = [
            self.model.new_optional_fixed_size_interval_var(start, ticks, there, "") for start, ticks, there in spans
        ]
        self.model.add_cumulative(intervals, units, most)

    def require(self, bound: Any, *when: Lit) -> None:
        """A linear constraint (``a <= b``) that holds if all literals do: for definitions, not for charges."""
        self.decisions.enforce(bound, when)

    def whole(self, low: int, high: int) -> Expr:
        """A whole number to be decided."""
        return self.model.new_int_var(low, high, "")
