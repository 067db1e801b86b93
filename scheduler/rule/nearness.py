"""Two showings that overlap, or lie too close for somebody to go from one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from scheduler.rule.order import Order, Part
from scheduler.times import quarters, too_close

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Showing


class Nearness(Order):
    """Whether there is time enough between two showings."""

    def near(self, one: Showing, other: Showing, ticks: int = 0, mine: Part = None, theirs: Part = None) -> Lit:
        """True exactly if both lie somewhere with a gap of less than so many ticks; 0 = they overlap."""
        if one.in_blocks and other.in_blocks and self.is_open(one) and self.is_open(other):
            # Of slots there are few: pairs of positions make a tighter model than differences of times.
            before = self.waits_by_position(one, other, mine, theirs)
            after = self.waits_by_position(other, one, theirs, mine).T
            return self.by_positions(one, other, np.maximum(before, after) < ticks)
        apart = [self.before(one, other, ticks, mine, theirs), self.before(other, one, ticks, theirs, mine)]
        there = [self.placed(one), self.placed(other)]
        return self.both(*there, *(self.negated(literal) for literal in apart))

    def too_close(
        self,
        one: Showing,
        other: Showing,
        least: NDArray[np.int64],
        mine: Part = None,
        theirs: Part = None,
        *,
        loosely: bool = False,
    ) -> Lit:
        """True exactly if both lie somewhere and nobody gets from either in time for the other.

        ``least``: rooms x rooms, ticks from the end in the row's room to the begin in the column's.
        ``loosely``: it may be true for no reason, for a literal that is only charged.
        Size: O(1), or if both are open O(classes of rooms at like distances, squared).
        """
        if not self.is_open(one):
            one, other, mine, theirs = other, one, theirs, mine
        if not self.is_open(other):
            placement = self.fixed.of(other)
            return placement is not None and self.where(one, too_close(one, placement, least, mine, theirs))
        cases = [
            (here, there, self.before(one, other, out, mine, theirs), self.before(other, one, back, theirs, mine))
            for here, there, out, back in self.distances(one, other, least)
        ]
        always = self.both(self.placed(one), self.placed(other))
        cases = [case for case in cases if case[2] is not always and case[3] is not always]
        return self._none_apart(cases, exactly=self.rewards or not loosely) if cases else False

    def _none_apart(self, cases: Sequence[tuple[Lit, Lit, Lit, Lit]], *, exactly: bool) -> Lit:
        """A literal that is true if in some case both are there, and neither comes after the other."""
        literal = self.model.new_bool_var("")
        for here, there, after, before in cases:
            late = (here, there, self.negated(after), self.negated(before))
            self.decisions.enforce(False, [*late, ~literal])
            if exactly:
                self.decisions.enforce(False, [here, there, after, literal])
                self.decisions.enforce(False, [here, there, before, literal])
        if exactly:
            near = self.any(self.both(here, there) for here, there, _, _ in cases)
            self.decisions.enforce(False, [literal, self.negated(near)])
        return literal

    def distances(self, one: Showing, other: Showing, least: NDArray[np.int64]) -> Iterator[tuple[Lit, Lit, int, int]]:
        """Where both may lie, as literals for rooms at like distances, and how far it is out and back."""
        for here, mine in self._quarters(one, least):
            for there, theirs in self._quarters(other, least):
                yield mine, theirs, int(least[here, there]), int(least[there, here])

    def _quarters(self, showing: Showing, least: NDArray[np.int64]) -> list[tuple[int, Lit]]:
        """Rooms at like distances from all others that the showing may lie in: one of them, and a literal for all."""
        table = least.tobytes()
        quarter_of = self.problem.cached(("quarters", table), lambda: quarters(least))
        classed = self.decisions.classed(showing, quarter_of[:, None], f"quarters {hash(table)}")
        return [(quarter, classed.those([number])) for number, quarter in enumerate(classed.classes.tolist())]
