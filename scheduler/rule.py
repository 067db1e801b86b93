"""A rule being put on a model: the words in which the kinds speak.

``Rule`` settles must or should, once: a kind says what is charged and when, and never asks which
it is.  Literals may be plain True or False where something is already decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.decisions import MUST, Decisions, Expr, Lit
from scheduler.times import overlaps, spans, waits
from scheduler.timetable import NEVER, Assignment, Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.problem import Engagement, Problem, Showing
    from scheduler.select import Select


class Rule:
    """One constraint on one model."""

    def __init__(self, decisions: Decisions, constraint: Constraint, *, priced: bool = False) -> None:
        self.decisions = decisions
        self.constraint = constraint
        self.problem: Problem = decisions.problem
        self.fixed: Timetable = decisions.fixed
        self.priced = priced
        """Whether what depends on one place alone has been charged already."""
        self.model = decisions.model

    # -- who ------------------------------------------------------------------------------------

    @cached_property
    def open(self) -> list[Showing]:
        """All showings whose place is to be decided here, whether the rule selects them or not."""
        return [self.problem.showings[i] for i in self.decisions.cells]

    def is_open(self, showing: Showing) -> bool:
        """Whether its place is to be decided here."""
        return showing.index in self.decisions.cells

    def touches(self, showings: Iterable[Showing]) -> bool:
        """Whether any of them is open: if none is, there is nothing to post about them."""
        cells = self.decisions.cells
        return any(one.index in cells for one in showings)

    def alive(self, showings: Iterable[Showing]) -> list[Showing]:
        """Those that are open or lie somewhere."""
        return [one for one in showings if self.is_open(one) or self.fixed.of(one) is not None]

    def showings(self, select: Select | None = None) -> list[Showing]:
        """All that may be selected and are open or lie somewhere."""
        return self.alive(self.problem.selected(select or self.constraint.select))

    def everywhere(self, showing: Showing) -> NDArray[np.bool_]:
        """Rooms x positions still open to the showing."""
        cells = self.decisions.cells[showing.index]
        mask = np.zeros(showing.legal.shape, dtype=bool)
        mask[cells.rooms, cells.positions] = True
        return mask

    # -- where ----------------------------------------------------------------------------------

    def placed(self, showing: Showing) -> Lit:
        """True if the showing lies anywhere."""
        return self.decisions.placed(showing)

    def chosen(self, showing: Showing, select: Select | None = None) -> Lit:
        """True if the showing lies where the rule (or that selector) selects it."""
        return self.where(showing, self.problem.chosen_places(select or self.constraint.select, showing))

    def where(self, showing: Showing, places: NDArray[np.bool_]) -> Lit:
        """True if the showing lies in these places (rooms x positions, may broadcast)."""
        return self.decisions.places(showing, places)

    def in_rooms(self, showing: Showing, rooms: Iterable[int]) -> Lit:
        """True if it lies in one of the rooms."""
        mask = np.zeros((len(self.problem.rooms), 1), dtype=bool)
        mask[list(rooms)] = True
        return self.where(showing, mask)

    def on_days(self, showing: Showing, days: Iterable[int]) -> Lit:
        """True if it lies on one of the festival days."""
        return self.where(showing, np.isin(showing.positions.days, list(days))[None, :])

    def in_block(self, showing: Showing, block: int, room: int | None = None) -> Lit:
        """True if it lies in the block, and in the room if one is given."""
        mask = (showing.positions.blocks == block)[None, :]
        if room is not None:
            mask = mask & (np.arange(len(self.problem.rooms)) == room)[:, None]
        return self.where(showing, mask)

    def value(self, showing: Showing, values: NDArray[np.int64]) -> Expr:
        """The value (rooms x positions, may broadcast) at its place; 0 if it has none."""
        return self.decisions.value(showing, values)

    def start(self, showing: Showing) -> Expr:
        """Start in ticks; of a showing left out it means nothing."""
        return self.decisions.start(showing)

    # -- when, one to another -------------------------------------------------------------------

    def before(
        self,
        one: Showing,
        other: Showing,
        ticks: int = 0,
        mine: Engagement | None = None,
        theirs: Engagement | None = None,
    ) -> Lit:
        """True exactly if both lie somewhere and ``other`` starts so many ticks or more after ``one`` ends.

        ``mine`` and ``theirs`` name a stretch of each instead of the whole.  Blocks that never clash
        follow each other in listed order, as far apart as can be.
        """
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
        return self._both_open(one, other, ticks, mine, theirs)

    def _both_open(
        self, one: Showing, other: Showing, ticks: int, mine: Engagement | None, theirs: Engagement | None
    ) -> Lit:
        key = (one.index, other.index, ticks, mine, theirs)
        known = self.decisions.precedences
        if key not in known:
            known[key] = self._reified(one, other, ticks, mine, theirs)
        return known[key]

    def _reified(
        self, one: Showing, other: Showing, ticks: int, mine: Engagement | None, theirs: Engagement | None
    ) -> Lit:
        wait = self._wait(one, other, mine, theirs)
        both = self.decisions.both([self.placed(one), self.placed(other)])
        if both is False:
            return False
        literal = self.model.new_bool_var("")
        self.decisions.enforce(wait >= ticks, [literal])
        self.decisions.enforce(wait <= ticks - 1, [~literal, both])
        if both is not True:
            self.model.add_implication(literal, both)
        return literal

    def _wait(self, one: Showing, other: Showing, mine: Engagement | None, theirs: Engagement | None) -> Expr:
        """Ticks from the end of ``one`` to the start of ``other``, both open."""
        line = one.in_blocks and other.in_blocks
        begin = self.decisions.start(other, line=line) + (0 if theirs is None else theirs.begin)
        return begin - self._end(one, line=line, of=mine)

    def _end(self, showing: Showing, *, line: bool = False, of: Engagement | None = None) -> Expr:
        """End of the showing or of an engagement in it, in ticks."""
        start = self.decisions.start(showing, line=line)
        if not showing.in_blocks:
            # A part never outlasts its showing: ends are rounded up once.
            return start + (showing.duration if of is None or of.end is None else min(of.end, showing.duration))
        return start + self.value(showing, (spans(showing, of)[1] - showing.positions.starts)[None, :])

    def near(
        self,
        one: Showing,
        other: Showing,
        ticks: int = 0,
        mine: Engagement | None = None,
        theirs: Engagement | None = None,
    ) -> Lit:
        """True exactly if both lie somewhere with a gap of less than so many ticks; 0 = they overlap."""
        apart = [self.before(one, other, ticks, mine, theirs), self.before(other, one, ticks, theirs, mine)]
        there = [self.placed(one), self.placed(other)]
        return self.both(*there, *(self.negated(literal) for literal in apart))

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
        begins = [self.decisions.start(s, line=line) for s in (one, other)]
        ends = [self._end(s, line=line) for s in (one, other)]
        longest = min(int((s.positions.ends - s.positions.starts).max()) for s in (one, other))
        common = self.model.new_int_var(0, longest, "")
        overlap = self.near(one, other)
        if overlap is False:
            return 0
        least = self.model.new_int_var(-NEVER * 1000, longest, "")
        self.model.add_min_equality(least, [e - b for b in begins for e in ends])
        self.decisions.enforce(common == least, [overlap])
        self.decisions.enforce(common == 0, [self.negated(overlap)])
        return common

    # -- logic ----------------------------------------------------------------------------------

    def negated(self, literal: Lit) -> Lit:
        """The opposite."""
        return self.decisions.negated(literal)

    def both(self, *literals: Lit) -> Lit:
        """True exactly if all are; of none, True."""
        return self.decisions.both(literals)

    def any(self, literals: Iterable[Lit]) -> Lit:
        """True exactly if one is, or more; of none, False."""
        return self.decisions.any(literals)

    def total(self, literals: Iterable[Lit]) -> Expr:
        """How many are true."""
        return sum(literals, 0)

    def require(self, bound: Any, *when: Lit) -> None:
        """A linear constraint (``a <= b``) that holds if all literals do: for definitions, not for charges."""
        self.decisions.enforce(bound, when)

    def whole(self, low: int, high: int) -> Expr:
        """A whole number to be decided."""
        return self.model.new_int_var(low, high, "")

    def assign(self, role: str, showing: Showing, person: str) -> Lit:
        """Whether the person is chosen for the showing; goes into the timetable's assignments."""
        literal = self.model.new_bool_var("")
        chosen = Assignment(role, showing.session.id, showing.label, person)
        self.decisions.choices.append((chosen, literal))
        self.decisions.chosen_roles.add(role)
        return literal

    # -- cost -----------------------------------------------------------------------------------

    def charge(self, amount: int, *when: Lit) -> None:
        """So many units are lost if all literals hold; of a must, they cannot all hold."""
        if amount == 0:
            return
        if amount < 0:
            raise ValueError("an amount is never negative")
        self._pay(amount, self.both(*when))

    def charge_places(self, showing: Showing, amounts: NDArray[np.int64]) -> None:
        """The amount (rooms x positions, may broadcast) at the place of an open showing."""
        if self.priced or not amounts.any():
            return
        if self._forbids:
            self._forbid(self.where(showing, amounts > 0))
        else:
            self._pay(1, self.value(showing, amounts))

    def excess(self, expression: Expr, *when: Lit, per: int = 1, most: int = 10**9) -> None:
        """Charge whatever the expression is above 0, in units of ``per``, rounded up, if all literals hold.

        Pass ``per=rule.problem.minute`` for ticks.  ``most`` bounds the amount.
        """
        applies = self.both(*when)
        if applies is False:
            return
        if isinstance(expression, int):
            self.charge(max(0, -(-expression // per)), applies)
        elif self._forbids:
            self.decisions.enforce(expression <= 0, [applies])
        else:
            self._pay(1, self._rounded_up(expression, applies, per, most))

    def _rounded_up(self, expression: Expr, applies: Lit, per: int, most: int) -> Expr:
        amount = self.model.new_int_var(0, most, "")
        self.decisions.enforce(amount * per >= expression, [applies])
        if self._rewards:
            # Nothing pulls a reward down, so it is held from both sides.
            positive = self.model.new_bool_var("")
            self.decisions.enforce(expression >= 1, [positive, applies])
            self.decisions.enforce(expression <= 0, [~positive, applies])
            self.decisions.enforce(amount * per <= expression + per - 1, [positive, applies])
            self.decisions.enforce(amount == 0, [~positive, applies])
            self.decisions.enforce(amount == 0, [self.negated(applies)])
        return amount

    def breach(self) -> Lit:
        """A literal that is false for a must and costs one unit for a should."""
        if self._forbids:
            return False
        literal = self.model.new_bool_var("")
        self._pay(1, literal)
        return literal

    @property
    def _forbids(self) -> bool:
        return self.constraint.must and not self.decisions.soft_musts

    @property
    def _rewards(self) -> bool:
        return (self.constraint.weight or 0) < 0

    def _pay(self, amount: int, expression: Expr) -> None:
        if self._forbids:
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


def rules_on(decisions: Decisions, constraints: Sequence[Constraint], *, priced: frozenset[Constraint]) -> Iterator[Rule]:
    """Each constraint as a rule on the model; ``priced`` ones have their single places charged already."""
    for constraint in constraints:
        yield Rule(decisions, constraint, priced=constraint in priced)


def post_all(decisions: Decisions, constraints: Sequence[Constraint], *, priced: frozenset[Constraint] = frozenset()) -> None:
    """Put every rule on the model."""
    for rule in rules_on(decisions, constraints, priced=priced):
        rule.constraint.post(rule)
