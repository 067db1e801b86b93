"""Which of two showings comes first, and how long after it the other follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.problem import BEGIN, Engagement
from scheduler.rule.relations import Relations
from scheduler.times import spans, waits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Showing

Part = Engagement | None
"""A stretch of a showing instead of the whole."""


class Order(Relations):
    """One after the other.  Blocks that never clash follow each other in listed order, as far apart as can be."""

    def before(self, one: Showing, other: Showing, ticks: int = 0, mine: Part = None, theirs: Part = None) -> Lit:
        """True exactly if both lie somewhere and ``other`` starts so many ticks or more after ``one`` ends."""
        if not self.is_open(one):
            placement = self.fixed.of(one)
            if placement is None:
                return False
            return self.where(other, (waits(other, placement, theirs, mine)[1] >= ticks)[None, :])
        if not self.is_open(other):
            placement = self.fixed.of(other)
            if placement is None:
                return False
            return self.where(one, (waits(one, placement, mine, theirs)[0] >= ticks)[None, :])
        key = (one.index, other.index, ticks, mine, theirs)
        known = self.decisions.precedences
        if key not in known:
            known[key] = self._both_open(one, other, ticks, mine, theirs)
        return known[key]

    def precedes(self, one: Showing, other: Showing) -> Lit:
        """True exactly if both lie somewhere and ``one`` starts first; of equal starts the first in the document."""
        if one.index < other.index:
            return self.both(self.placed(one), self.placed(other), self.negated(self.precedes(other, one)))
        return self.before(one, other, 1, BEGIN)

    def wait(self, one: Showing, other: Showing, mine: Part = None, theirs: Part = None) -> Expr:
        """Ticks from the end of ``one`` to the start of ``other``, both open and lying somewhere."""
        line = one.in_blocks and other.in_blocks
        return self.begin(other, theirs, line=line) - self.end(one, mine, line=line)

    def begin(self, showing: Showing, of: Part = None, *, line: bool = False) -> Expr:
        """Begin in ticks; with ``line``, blocks that never clash lie far apart."""
        return self.decisions.start(showing, line=line) + (0 if of is None else of.begin)

    def end(self, showing: Showing, of: Part = None, *, line: bool = False) -> Expr:
        """End in ticks; with ``line``, blocks that never clash lie far apart."""
        start = self.decisions.start(showing, line=line)
        if not showing.in_blocks:
            # A part never outlasts its showing: ends are rounded up once.
            return start + (showing.duration if of is None or of.end is None else min(of.end, showing.duration))
        return start + self.value(showing, (spans(showing, of)[1] - showing.positions.starts)[None, :])

    def waits_by_position(
        self, one: Showing, other: Showing, mine: Part = None, theirs: Part = None
    ) -> NDArray[np.int64]:
        """Ticks from the end of ``one`` to the start of ``other``, at each two positions of blocks."""
        key = ("waits", id(one.positions), id(other.positions), mine and mine.end, theirs and theirs.begin)
        return self.problem.cached(key, lambda: _waits_by_position(one, other, mine, theirs))

    def _both_open(self, one: Showing, other: Showing, ticks: int, mine: Part, theirs: Part) -> Lit:
        """``before``, decided by whole tables or by the earliest and latest times where these suffice."""
        if one.in_blocks and other.in_blocks:
            return self.by_positions(one, other, self.waits_by_position(one, other, mine, theirs) >= ticks)
        both = self.both(self.placed(one), self.placed(other))
        if both is False:
            return False
        begins, ends = self._extent(other, theirs)[:2], self._extent(one, mine)[2:]
        if begins[0] - ends[1] >= ticks:
            return both
        if begins[1] - ends[0] < ticks:
            return False
        return self._waits_long(self.wait(one, other, mine, theirs), ticks, both)

    def _waits_long(self, wait: Expr, ticks: int, both: Lit) -> Lit:
        """True exactly if both are there and the wait comes to so many ticks."""
        literal = self.model.new_bool_var("")
        self.decisions.enforce(wait >= ticks, [literal])
        self.decisions.enforce(wait <= ticks - 1, [~literal, both])
        if both is not True:
            self.model.add_implication(literal, both)
        return literal

    def _extent(self, showing: Showing, of: Part) -> tuple[int, int, int, int]:
        """Of an open showing, or a part of it: earliest and latest begin, earliest and latest end."""
        key = (showing.index, of)
        known = self.decisions.extents.get(key)
        if known is None:
            positions = self.decisions.cells[showing.index].positions
            begins, ends = (values[positions] for values in spans(showing, of))
            known = (int(begins.min()), int(begins.max()), int(ends.min()), int(ends.max()))
            self.decisions.extents[key] = known
        return known


def _waits_by_position(one: Showing, other: Showing, mine: Part, theirs: Part) -> NDArray[np.int64]:
    ends = spans(one, mine)[1] + one.positions.shifts
    begins = spans(other, theirs)[0] + other.positions.shifts
    between: NDArray[np.int64] = begins[None, :] - ends[:, None]
    return between
