"""Who comes next among some showings: in order of start, of equal starts the first in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement


def in_order(placements: Iterable[Placement]) -> list[Placement]:
    """One after the other; blocks that never clash in listed order."""
    return sorted(placements, key=_key)


def ranks(showing: Showing, others: Iterable[Placement]) -> NDArray[np.int64]:
    """How many of the others start before the showing, at each of its positions."""
    line = showing.positions.starts + showing.positions.shifts
    before = np.zeros_like(line)
    for start, index in map(_key, others):
        before += start <= line if index < showing.index else start < line
    return before


def neighbours(rule: Rule, one: Showing, other: Showing, group: Sequence[Showing]) -> Lit:
    """True exactly if both are selected and no selected showing of the group starts between them.

    Size: O(group).
    """
    clear = [rule.chosen(one), rule.chosen(other)]
    for third in group:
        if third is not one and third is not other:
            there, after, before = rule.chosen(third), rule.precedes(one, third), rule.precedes(other, third)
            clear.append(rule.negated(rule.both(there, after, rule.negated(before))))
            clear.append(rule.negated(rule.both(there, before, rule.negated(after))))
    return rule.both(*clear)


def _key(placement: Placement) -> tuple[int, int]:
    return placement.start + placement.shift, placement.showing.index
