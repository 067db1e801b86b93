"""What two showings that run at once come to, by the measure: for prices, and for the model.

    pair             1
    minutes          common minutes
    both_durations   minutes that both last
    slot             common slots of a block
    block            1 if both lie in one block, at once or not

Times what the pair counts, each product rounded up by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.crowd import both_durations, common_minutes, common_slots, overlapping, same_block
from scheduler.times import slots_taken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule


def counted(problem: Problem, measure: str, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
    """At each position of the showing, what it comes to with all of the others together."""
    if measure == "pair":
        return overlapping(showing, crowd)
    if measure == "minutes":
        return common_minutes(problem, showing, crowd)
    if measure == "both_durations":
        return both_durations(problem, showing, crowd)
    if measure == "slot":
        return common_slots(problem, showing, crowd)
    return same_block(problem, showing, crowd)


def charge(rule: Rule, measure: str, one: Showing, other: Showing, price: int, *when: Lit) -> None:
    """Charge two open showings what they come to, if all literals hold.  Size: O(1), in blocks O(positions)."""
    if one.in_blocks and other.in_blocks:
        amounts = _table(rule.problem, measure, one, other, price)
        for amount in np.unique(amounts[amounts > 0]).tolist():
            rule.charge_related(amount, one, other, amounts == amount, *when)
    elif measure == "pair":
        rule.charge(price, rule.near(one, other), *when)
    elif measure in ("minutes", "both_durations"):
        rule.lose(
            lambda: price * _ticks(rule, measure, one, other), rule.near(one, other), *when, per=rule.problem.minute
        )


def _ticks(rule: Rule, measure: str, one: Showing, other: Showing) -> Expr:
    if measure == "minutes":
        return rule.common(one, other)
    return rule.length(one) + rule.length(other)


def _table(problem: Problem, measure: str, one: Showing, other: Showing, price: int) -> NDArray[np.int64]:
    """What two showings in blocks come to, positions x positions."""
    key = ("measured", measure, id(one.positions), id(other.positions), price)
    return problem.cached(key, lambda: _measured(problem, measure, one, other, price))


def _measured(problem: Problem, measure: str, one: Showing, other: Showing, price: int) -> NDArray[np.int64]:
    mine, theirs = one.positions, other.positions
    together = mine.blocks[:, None] == theirs.blocks
    if measure == "block":
        return np.where(together, price, 0)
    begins, ends = mine.starts + mine.shifts, mine.ends + mine.shifts
    common = np.minimum(ends[:, None], theirs.ends + theirs.shifts) - np.maximum(
        begins[:, None], theirs.starts + theirs.shifts
    )
    if measure == "pair":
        return np.where(common > 0, price, 0)
    if measure == "slot":
        taken = slots_taken(problem, mine.blocks[:, None], np.zeros_like(common), np.maximum(common, 0))
        return np.where(together, price * taken, 0)
    if measure == "both_durations":
        lengths = (mine.ends - mine.starts)[:, None] + theirs.ends - theirs.starts
        common = np.where(common > 0, lengths, 0)
    amounts: NDArray[np.int64] = -(-price * np.maximum(common, 0) // problem.minute)
    return amounts
