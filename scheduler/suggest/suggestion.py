"""One thing that could be done to a timetable, and exactly what it would change.

What is promised here is what the verifier says once it is done, people chosen anew included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.constraint import Constraint
from scheduler.settling import amounts_of, choosers, settled
from scheduler.verify import tiers

if TYPE_CHECKING:
    from scheduler.pricing import Ledger
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Assignment, Placement, Timetable
    from scheduler.verify import Penalty


@dataclass(frozen=True)
class Move:
    """A showing that goes from one place to another; None = it lies nowhere."""

    showing: Showing
    old: Placement | None
    new: Placement | None


@dataclass(frozen=True)
class Share:
    """What one rule, or something built in, has to do with it."""

    rule: Constraint | str
    amount: int
    """More than before, in units of the rule's measure; below zero: less."""
    points: int
    """More points lost than before; 0 of a must."""

    @property
    def must(self) -> bool:
        """Whether it is about something that must hold."""
        return self.points == 0 and (isinstance(self.rule, str) or self.rule.must)


@dataclass(frozen=True, eq=False)
class Suggestion:
    """Moves, the timetable they make, and the shares of all rules in what they change."""

    problem: Problem
    before: Timetable
    after: Timetable
    moves: tuple[Move, ...]
    shares: tuple[Share, ...]
    """What must hold first, then by points."""

    @property
    def by_tier(self) -> dict[int, int]:
        """Points lost more than before at each tier."""
        points = dict.fromkeys(tiers(self.problem), 0)
        for share in self.shares:
            points[0 if isinstance(share.rule, str) else share.rule.tier] += share.points
        return points

    @property
    def change(self) -> Penalty:
        """The same in the form of a penalty."""
        points = list(self.by_tier.values())
        return points[0] if len(points) == 1 else points

    @property
    def mends(self) -> bool:
        """Whether something that must hold is broken less than before."""
        return any(share.must and share.amount < 0 for share in self.shares)

    @property
    def breaks(self) -> bool:
        """Whether something that must hold is broken more than before."""
        return any(share.must and share.amount > 0 for share in self.shares)

    @property
    def rank(self) -> tuple[int, tuple[int, ...]]:
        """Smaller is better: musts, then points, early tiers before late ones."""
        return sum(share.amount for share in self.shares if share.must), tuple(self.by_tier.values())

    @property
    def chosen(self) -> list[Assignment]:
        """Who is chosen for something that they were not chosen for before."""
        return sorted(self.after.assigned - self.before.assigned)

    @property
    def released(self) -> list[Assignment]:
        """Who was chosen for something and no longer is."""
        return sorted(self.before.assigned - self.after.assigned)


def suggestion(
    problem: Problem, before: Timetable, changes: Mapping[int, Placement | None], ledger: Ledger
) -> Suggestion:
    """What the changes come to.

    ``ledger``: what they change of all rules that choose nobody, and of what is built in but
    whether everything is placed.
    """
    showings = [problem.showings[index] for index in changes]
    after = settled(problem, before, before.moved(dict(changes)), showings)
    amounts: Ledger = Counter(ledger)
    rules = choosers(problem, showings)
    amounts.update(amounts_of(problem, after, rules))
    amounts.subtract(amounts_of(problem, before, rules))
    shares = [Share(rule, n, _points(rule, n)) for rule, n in amounts.items() if n]
    shares += [share for one in showings for share in _placed(one, before, after)]
    moves = tuple(Move(one, before.of(one), after.of(one)) for one in showings)
    return Suggestion(problem, before, after, moves, tuple(sorted(shares, key=_order)))


def _points(rule: Constraint | str, amount: int) -> int:
    return 0 if isinstance(rule, str) else (rule.weight or 0) * amount


def _placed(showing: Showing, before: Timetable, after: Timetable) -> list[Share]:
    """What is built in says about being placed at all; an optional showing has its value instead."""
    there, then = before.of(showing) is not None, after.of(showing) is not None
    if there == then or (showing.optional and not showing.value):
        return []
    less = -1 if then else 1
    return [Share("placed", less, less * showing.value if showing.optional else 0)]


def _order(share: Share) -> tuple[bool, int, int]:
    return not share.must, -abs(share.points), share.amount
