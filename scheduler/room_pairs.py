"""Pairs of rooms of a block: each two rooms that hold something of either sort count once, at the dearest.

The model's side of rules that are measured so.  Showings that behave alike form a class, so that a
track of thirty sessions is one thing and not thirty.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from scheduler.blocks import at_places
from scheduler.constraint import NOTHING
from scheduler.crowd import crowd_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.select import Select
    from scheduler.timetable import Timetable

Ints: TypeAlias = "NDArray[np.int64]"
Rooms = dict[int, dict[int, "Lit"]]
"""Of each room of a block the classes that may be there: true if one is."""


@dataclass(frozen=True, eq=False)
class Classes:
    """Showings in blocks by what they count together."""

    of: dict[int, int]
    """Class of each showing that counts with any."""
    prices: NDArray[np.int64]
    """Classes x classes: what two showings of them count together."""

    @cached_property
    def members(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Indices of all showings, and the class of each."""
        return np.array(list(self.of), dtype=np.int64), np.array(list(self.of.values()), dtype=np.int64)


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
    """What the showing adds at each place.  Size: O(showings + rooms * blocks * (rooms + classes))."""
    mine = classes.of.get(showing.index)
    if mine is None:
        return NOTHING
    spots, sorts = _standing(problem, classes, others, rule.select)
    shape = len(problem.blocks), len(problem.rooms)
    paid = _paid(classes, spots, sorts, shape)
    due = _dearest(classes.prices[mine, sorts], spots, shape)
    more = np.maximum(due[:, :, None] - paid, 0)
    more[:, np.arange(shape[1]), np.arange(shape[1])] = 0
    return at_places(problem, rule.select, showing, more.sum(axis=1).T)


def _standing(problem: Problem, classes: Classes, others: Timetable, select: Select) -> tuple[Ints, Ints]:
    """Every class that stands in a room of a block, once: the number of that room of that block, in order, and it."""
    crowd = crowd_of(problem, others, *classes.members, select)
    crowd = crowd.only(crowd.blocks >= 0)
    numbers = (crowd.blocks * len(problem.rooms) + crowd.rooms) * len(classes.prices) + crowd.values
    return np.divmod(np.unique(numbers), max(1, len(classes.prices)))


def _paid(classes: Classes, spots: Ints, sorts: Ints, shape: tuple[int, int]) -> Ints:
    """What each two rooms of a block count together already; blocks x rooms x rooms."""
    reach = _dearest(classes.prices[sorts], spots, shape)
    return _dearest(reach[spots // shape[1], :, sorts], spots, shape)


def _dearest(prices: Ints, spots: Ints, shape: tuple[int, int]) -> Ints:
    """Of the lines that belong to each room of a block the largest, number by number; 0 where there are none."""
    found = np.zeros((shape[0] * shape[1], *prices.shape[1:]), dtype=np.int64)
    firsts = np.flatnonzero(np.diff(spots, prepend=-1))
    if len(firsts):
        found[spots[firsts]] = np.maximum.reduceat(prices, firsts, axis=0)
    return found.reshape(*shape, *prices.shape[1:])


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
