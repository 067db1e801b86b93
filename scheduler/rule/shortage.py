"""By how much two showings overlap, or lie too close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.problem import BEGIN, BEYOND, Engagement
from scheduler.rule.nearness import Nearness
from scheduler.rule.order import Part
from scheduler.times import overlaps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.decisions import Expr
    from scheduler.problem import Showing


class Shortage(Nearness):
    """Ticks that two showings share, or that somebody is short of between them."""

    def shortage(
        self,
        one: Showing,
        other: Showing,
        least: NDArray[np.int64] | int,
        mine: Part = None,
        theirs: Part = None,
    ) -> Expr:
        """Of two open showings that lie somewhere, ticks that somebody needed in both is short of.

        Common ticks, or minus the gap, and ``least`` from the room of whichever begins first to the other's; of
        equal begins the smaller one.  Size: as ``too_close``.
        """
        line = one.in_blocks and other.in_blocks
        begins, ends = [], []
        for showing, of in ((one, mine), (other, theirs)):
            begins.append(self.begin(showing, of, line=line))
            ends.append(self.end(showing, of, line=line))
        common = -self.greatest([begin - end for begin in begins for end in ends])
        return common + (least if isinstance(least, int) else self._between(one, other, least, mine, theirs))

    def _between(self, one: Showing, other: Showing, least: NDArray[np.int64], mine: Part, theirs: Part) -> Expr:
        """Ticks from the room of whichever begins first to the other's."""
        cases = list(self.distances(one, other, least))
        ticks = {tick for _, _, out, back in cases for tick in (out, back)}
        if len(ticks) == 1:
            return ticks.pop()
        begins = [Engagement("", "", of.begin, of.begin) for of in (mine or BEGIN, theirs or BEGIN)]
        chosen = self.whole(min(ticks, default=0), max(ticks, default=0))
        for here, there, out, back in cases:
            if out == back:
                self.require(chosen == out, here, there)
            else:
                first, last = self.before(one, other, 1, *begins), self.before(other, one, 1, *begins[::-1])
                self.require(chosen == out, here, there, first)
                self.require(chosen == back, here, there, last)
                self.require(chosen == min(out, back), here, there, self.negated(first), self.negated(last))
        return chosen

    def common(self, one: Showing, other: Showing) -> Expr:
        """Ticks at which both run; 0 if they do not overlap."""
        if not self.is_open(one):
            one, other = other, one
        if not self.is_open(one):
            return 0
        placement = self.fixed.of(other)
        if not self.is_open(other):
            return 0 if placement is None else self.value(one, overlaps(one, placement)[None, :])
        return self._common(one, other)

    def _common(self, one: Showing, other: Showing) -> Expr:
        """Both open.  Exact: min of the four differences of begins and ends, if they overlap at all."""
        line = one.in_blocks and other.in_blocks
        begins = [self.begin(s, line=line) for s in (one, other)]
        ends = [self.end(s, line=line) for s in (one, other)]
        longest = min(int((s.positions.ends - s.positions.starts).max()) for s in (one, other))
        common = self.whole(0, longest)
        overlap = self.near(one, other)
        if overlap is False:
            return 0
        least = self.whole(-BEYOND, longest)
        self.model.add_min_equality(least, [e - b for b in begins for e in ends])
        self.decisions.enforce(common == least, [overlap])
        self.decisions.enforce(common == 0, [self.negated(overlap)])
        return common
