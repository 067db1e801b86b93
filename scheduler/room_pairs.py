"""Pairs of rooms of a block: each two rooms that hold something of either sort count once, at the dearest.

The model's side of rules that are measured so.  Showings that behave alike form a class, so that a
track of thirty sessions is one thing and not thirty.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from scheduler.blocks import at_places
from scheduler.constraint import NOTHING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Timetable

Rooms = dict[int, dict[int, "Lit"]]
"""Of each room of a block the classes that may be there: true if one is."""


@dataclass(frozen=True, eq=False)
class Classes:
    """Showings in blocks by what they count together."""

    of: dict[int, int]
    """Class of each showing that counts with any."""
    prices: NDArray[np.int64]
    """Classes x classes: what two showings of them count together."""


def classes_of(
    showings: Iterable[Showing],
    signature: Callable[[Showing], Hashable],
    weights: Callable[[Showing], NDArray[np.int64]],
) -> Classes:
    """Showings of one signature count the same with everybody; ``weights``: what one counts with each showing."""
    groups: dict[Hashable, list[Showing]] = {}
    for showing in showings:
        if showing.in_blocks:
            groups.setdefault(signature(showing), []).append(showing)
    first = [group[0].index for group in groups.values()]
    rows = [weights(group[0]) for group in groups.values()]
    prices = np.array([row[first] for row in rows], dtype=np.int64).reshape(len(first), len(first))
    for number, (row, group) in enumerate(zip(rows, groups.values(), strict=True)):
        # With its like, not with itself.
        prices[number, number] = row[group[1].index] if len(group) > 1 else 0
    return Classes({one.index: number for number, group in enumerate(groups.values()) for one in group}, prices)


def price(
    problem: Problem, classes: Classes, showing: Showing, others: Timetable, rule: Constraint
) -> NDArray[np.int64]:
    """What the showing adds at each place.  Size: O(showings * (rooms + classes))."""
    mine = classes.of.get(showing.index)
    if mine is None:
        return NOTHING
    held = [
        (p.block, p.room, classes.of[p.showing.index])
        for p in others
        if p.showing.index in classes.of and rule.selects(problem, p)
    ]
    blocks, rooms, sorts = np.array(held, dtype=np.int64).reshape(-1, 3).T
    size = (len(problem.blocks), len(problem.rooms))
    reach = np.zeros((*size, len(classes.prices)), dtype=np.int64)
    np.maximum.at(reach, (blocks, rooms), classes.prices[sorts])
    known = np.zeros((*size, size[1]), dtype=np.int64)
    np.maximum.at(known, (blocks, rooms), reach[blocks, :, sorts])
    fresh = np.zeros(size, dtype=np.int64)
    np.maximum.at(fresh, (blocks, rooms), classes.prices[mine, sorts])
    more = np.maximum(fresh[:, :, None] - known, 0)
    more[:, np.arange(size[1]), np.arange(size[1])] = 0
    return at_places(problem, rule.select, showing, more.sum(axis=1).T)


def post(rule: Rule, classes: Classes) -> None:
    """Every two rooms of every block where something is open.  Size: O(blocks * rooms^2 * priced pairs of classes)."""
    for rooms in _blocks(rule, classes):
        for one, other in combinations(sorted(rooms), 2):
            _charge(rule, sorted(_pairs(rule, classes, rooms[one], rooms[other]), key=lambda pair: pair[0]))


def _blocks(rule: Rule, classes: Classes) -> Iterator[Rooms]:
    """Blocks in which something is still to be decided."""
    found: dict[int, dict[int, dict[int, list[Lit]]]] = {}
    for showing in rule.alive(rule.problem.showings[index] for index in classes.of):
        for (block, room), literal in rule.block_rooms(showing).items():
            found.setdefault(block, {}).setdefault(room, {}).setdefault(classes.of[showing.index], []).append(literal)
    for rooms in found.values():
        if any(literal is not True for sorts in rooms.values() for literals in sorts.values() for literal in literals):
            yield {
                room: {sort: rule.any(literals) for sort, literals in sorts.items()} for room, sorts in rooms.items()
            }


def _pairs(rule: Rule, classes: Classes, here: dict[int, Lit], there: dict[int, Lit]) -> Iterator[tuple[int, Lit]]:
    """Price and literal of each two classes, one in either room, that count together."""
    for mine, left in here.items():
        for theirs, right in there.items():
            if amount := int(classes.prices[mine, theirs]):
                yield amount, rule.both(left, right)


def _charge(rule: Rule, pairs: list[tuple[int, Lit]]) -> None:
    """The dearest pair that is there: each step of the prices, if anything as dear or dearer is."""
    paid = 0
    for number, (amount, _) in enumerate(pairs):
        if amount > paid:
            rule.charge(amount - paid, rule.any(literal for _, literal in pairs[number:]))
            paid = amount
