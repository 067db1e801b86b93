"""What is lost, or forbidden: the same words for a must and for a should."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from scheduler.decisions import MUST
from scheduler.rule.logic import Logic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Showing


class Charges(Logic):
    """Amounts that count if some literals hold.  Of a must these cannot hold together."""

    def charge(self, amount: int, *when: Lit) -> None:
        """So many units are lost if all literals hold; of a must, they cannot all hold."""
        if amount == 0:
            return
        if amount < 0:
            raise ValueError("an amount is never negative")
        if self.forbids:
            # Said at once, without a literal for all of them together.
            self.decisions.enforce(False, when)
        else:
            self._pay(amount, self.both(*when))

    def charge_places(self, showing: Showing, amounts: NDArray[np.int64]) -> None:
        """The amount (rooms x positions, may broadcast) at the place of an open showing."""
        if self.priced or not amounts.any():
            return
        if self.forbids:
            self._forbid(self.decisions.places(showing, amounts > 0))
        else:
            self._pay(1, self.decisions.value(showing, amounts))

    def breach(self, amount: int = 1) -> Lit:
        """A literal that is false for a must and costs so many units for a should."""
        if self.forbids:
            return False
        literal = self.model.new_bool_var("")
        self._pay(amount, literal)
        return literal

    def lose(self, amount: Callable[[], Expr], *when: Lit, per: int = 1, times: int = 1) -> None:
        """Charge an amount that is above 0 whenever all literals hold; of a must, they cannot all hold.

        As ``excess``, but of a must the amount is not even worked out.
        """
        applies = self.both(*when)
        if self.forbids:
            self.decisions.enforce(False, [applies])
        elif applies is not False:
            self.excess(amount(), applies, per=per, times=times)

    def excess(self, expression: Expr, *when: Lit, per: int = 1, most: int = 10**9, times: int = 1) -> None:
        """Charge whatever the expression is above 0, in units of ``per``, rounded up, if all literals hold.

        Pass ``per=rule.problem.minute`` for ticks.  ``most`` bounds the amount.  It is charged so many ``times``.
        """
        applies = self.both(*when)
        if applies is False:
            return
        if isinstance(expression, int):
            self.charge(times * max(0, -(-expression // per)), applies)
        elif self.forbids:
            self.decisions.enforce(expression <= 0, [applies])
        else:
            self._pay(times, self._rounded_up(expression, applies, per, most))

    def _rounded_up(self, expression: Expr, applies: Lit, per: int, most: int) -> Expr:
        amount = self.model.new_int_var(0, most, "")
        self.decisions.enforce(amount * per >= expression, [applies])
        if self.rewards:
            # Nothing pulls a reward down, so it is held from both sides.
            positive = self.model.new_bool_var("")
            self.decisions.enforce(expression >= 1, [positive, applies])
            self.decisions.enforce(expression <= 0, [~positive, applies])
            self.decisions.enforce(amount * per <= expression + per - 1, [positive, applies])
            self.decisions.enforce(amount == 0, [~positive, applies])
            self.decisions.enforce(amount == 0, [self.negated(applies)])
        return amount

    def worst(self, cases: Sequence[tuple[Expr, Lit]], *, per: int = 1, most: int = 10**9) -> None:
        """Charge once the greatest of some excesses; each is one only if its literal holds."""
        if self.forbids:
            for expression, when in cases:
                self.excess(expression, when)
            return
        amount = self.model.new_int_var(0, most, "")
        for expression, when in cases:
            self.decisions.enforce(amount * per >= expression, [when])
        if self.rewards:
            self._held_down(amount, cases, per)
        self._pay(1, amount)

    def _held_down(self, amount: Expr, cases: Sequence[tuple[Expr, Lit]], per: int) -> None:
        """Nothing pulls a reward down: one of the cases, or none, is what is paid for."""
        none, *reasons = self.one_of(len(cases) + 1)
        self.decisions.enforce(amount == 0, [none])
        for reason, (expression, when) in zip(reasons, cases, strict=True):
            self.decisions.enforce(when if isinstance(when, bool) else when == 1, [reason])
            self.decisions.enforce(amount * per <= expression + per - 1, [reason])

    def _pay(self, amount: int, expression: Expr) -> None:
        if self.forbids:
            self._forbid(expression)
        elif self.constraint.weight is None:
            self.decisions.cost(MUST, amount, expression)
        else:
            self.decisions.cost(self.constraint.tier, amount * self.constraint.weight, expression)

    def _forbid(self, literal: Lit) -> None:
        if literal is True:
            self.model.add_bool_or([])
        elif literal is not False:
            self.model.add(literal == 0)
