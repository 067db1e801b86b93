"""What any two showings do to each other at any two places, as tables that many pairs have in common.

Two showings with the same positions and the same data in a rule are the same to it, so a conference of
200 talks needs some hundred tables.  Those in which rooms do not matter are kept by blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from scheduler.crowd import Crowd
from scheduler.grid.places import in_pairs
from scheduler.maps import TIER_FACTOR
from scheduler.shapes import Mutual, Pairwise
from scheduler.verify import tiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.grid.places import Places
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement

Ints: TypeAlias = "NDArray[np.int64]"
Against = Callable[["Placement"], "Ints"]
"""Amounts of a showing at each of its places (rooms x positions, or to broadcast), another being fixed."""

MUST = 10**12
"""Stands for a broken must in tables, which ``costing`` replaces; above all points that two showings lose."""

BLOCKS, PLACES = 0, 1
"""The two layers."""

Told = Iterator[tuple[Any, Any, int, "Ints"]]
"""Which showings, beside which others; the layer and the table of such a pair."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One part of what pairs come to: by blocks, or by places as far as they differ."""

    of: Ints
    """Of each place, which row and column of the tables it is."""
    table: Ints
    """Showings x showings: which table."""
    tables: Ints
    """Tables x rows x columns: points, of the first of the two in the row and the second in the column."""

    def costing(self, must: int) -> Layer:
        """The same where each broken must counts so many points."""
        musts = (self.tables + MUST // 2) // MUST
        return replace(self, tables=self.tables + musts * (must - MUST))


@dataclass
class _Kept:
    """Tables of one layer while they are collected, each once; number 0 is nothing."""

    size: int
    tables: list[Ints] = field(default_factory=list)
    numbers: dict[bytes, int] = field(default_factory=dict)

    def number(self, table: Ints) -> int:
        """The number of a table, kept from now on."""
        if not self.tables:
            self.tables.append(np.zeros((self.size, self.size), dtype=np.int64))
            self.numbers[self.tables[0].tobytes()] = 0
        key = table.tobytes()
        if key not in self.numbers:
            self.numbers[key] = len(self.tables)
            self.tables.append(table)
        return self.numbers[key]


def layers_of(places: Places) -> tuple[Layer, Layer]:
    """By blocks, and by places; a pair that breaks a must counts ``MUST``, whatever the amount."""
    size, blocks = len(places.problem.showings), len(places.problem.blocks)
    kept = _Kept(blocks), _Kept(len(places))
    numbers: tuple[list[Ints], list[Ints]] = ([], [])
    for told in (*(_told(places, rule) for rule in _counting(places.problem)), _overlaps(places)):
        both = np.zeros((2, size, size), dtype=np.int64)
        for one, other, layer, table in told:
            both[layer, one, other] = kept[layer].number(table)
        for layer in (BLOCKS, PLACES):
            numbers[layer].append(both[layer])
    which, tables = _summed(numbers[PLACES], kept[PLACES])
    of, tables = _fewer(tables)
    return Layer(places.blocks, *_summed(numbers[BLOCKS], kept[BLOCKS])), Layer(of, which, tables)


def _counting(problem: Problem) -> Iterator[Mutual | Pairwise]:
    for rule in problem.rules:
        if isinstance(rule, Mutual | Pairwise) and in_pairs(rule) and rule.weight != 0:
            yield rule


# -- of a rule ------------------------------------------------------------------------------------


def _told(places: Places, rule: Mutual | Pairwise) -> Told:
    factor = TIER_FACTOR ** sum(tier > rule.tier for tier in tiers(places.problem))
    told = _pairwise(places, rule) if isinstance(rule, Pairwise) else _mutual(places, rule)
    for one, other, layer, table in told:
        yield one, other, layer, np.where(table > 0, MUST, 0) if rule.weight is None else table * rule.weight * factor


def _mutual(places: Places, rule: Mutual) -> Told:
    problem, alike = places.problem, _alike(places.problem)
    keys = np.zeros((4, len(alike), len(alike)), dtype=np.int64)
    keys[2:] = np.broadcast_to(alike[:, None], keys[0].shape), np.broadcast_to(alike, keys[0].shape)
    for one in problem.showings:
        indices, weights = rule.mates(problem, one)
        keys[0, one.index, indices] = weights
        keys[1, one.index] = rule.leaning(problem, one)
    pairs = np.argwhere(keys[0] != 0)
    kinds, of = np.unique(keys[:, pairs[:, 0], pairs[:, 1]], axis=1, return_inverse=True)
    for number in range(kinds.shape[1]):
        these, weight = pairs[of.ravel() == number], kinds[:1, number]
        one, other = (problem.showings[index] for index in these[0].tolist())
        yield these[:, 0], these[:, 1], *_table(places, one, other, _against(rule, problem, one, weight))


def _against(rule: Mutual, problem: Problem, showing: Showing, weight: Ints) -> Against:
    return lambda placement: rule.against(problem, showing, _alone(placement, weight))


def _alone(placement: Placement, weight: Ints) -> Crowd:
    """A crowd of one."""
    p = placement
    columns = np.array([[p.room], [p.start], [p.end], [p.day], [p.block], [p.slot], [p.shift]], dtype=np.int64)
    return Crowd(np.array([p.showing.index]), columns, weight)


def _pairwise(places: Places, rule: Pairwise) -> Told:
    problem, alike = places.problem, _alike(places.problem)
    known: dict[Hashable, tuple[int, Ints]] = {}
    for one, other, data in rule.pairs(problem):
        key = (data, alike[one.index], alike[other.index]) if _hashable(data) else (one.index, other.index)
        if key not in known:
            known[key] = _table(places, one, other, _beside(rule, problem, one, data))
        layer, table = known[key]
        yield one.index, other.index, layer, table
        yield other.index, one.index, layer, np.ascontiguousarray(table.T)


def _beside(rule: Pairwise, problem: Problem, showing: Showing, data: Any) -> Against:
    return lambda placement: rule.against(problem, showing, placement, data, True)


def _hashable(data: Any) -> bool:
    try:
        hash(data)
    except TypeError:
        return False
    return True


def _alike(problem: Problem) -> Ints:
    """Of each showing, a number that those with the same positions share."""
    numbers: dict[Hashable, int] = {}
    return np.array(
        [
            numbers.setdefault((at.starts.tobytes(), at.blocks.tobytes()), len(numbers))
            for at in (one.positions for one in problem.showings)
        ],
        dtype=np.int64,
    )


# -- tables ---------------------------------------------------------------------------------------


def _table(places: Places, one: Showing, other: Showing, against: Against) -> tuple[int, Ints]:
    """Layer, and table of the one in the row and the other in the column: blocks, or places if rooms matter."""
    if _roomless(places, one, other, against):
        return BLOCKS, _by_blocks(places, one, other, against)
    return PLACES, _whole(places, one, other, against)


def _roomless(places: Places, one: Showing, other: Showing, against: Against) -> bool:
    """Whether it is the same in all rooms of the first block of the other, and for all rooms of the one."""
    block = places.blocks[places.positions[other.index, places.blocks] >= 0][0]
    rows = [_amounts(places, one, other, place, against) for place in np.flatnonzero(places.blocks == block).tolist()]
    return all((row == rows[0][:1]).all() for row in rows)


def _by_blocks(places: Places, one: Showing, other: Showing, against: Against) -> Ints:
    size = len(places.problem.blocks)
    table = np.zeros((size, size), dtype=np.int64)
    there = places.positions[other.index, places.blocks] >= 0
    for block in np.unique(places.blocks[there]).tolist():
        place = int(np.flatnonzero(places.blocks == block)[0])
        table[one.positions.blocks, block] = _amounts(places, one, other, place, against)[0]
    return table


def _whole(places: Places, one: Showing, other: Showing, against: Against) -> Ints:
    table = np.zeros((len(places), len(places)), dtype=np.int64)
    at = places.positions[one.index, places.blocks]
    for place in np.flatnonzero(places.positions[other.index, places.blocks] >= 0).tolist():
        amounts = _amounts(places, one, other, place, against)
        table[:, place] = np.where(at >= 0, amounts[places.rooms, at], 0)
    return table


def _amounts(places: Places, one: Showing, other: Showing, place: int, against: Against) -> Ints:
    return np.broadcast_to(against(places.placement(other, place)), one.legal.shape)


def _overlaps(places: Places) -> Told:
    """Two blocks of a room at once, for any two showings."""
    problem, begins, ends = places.problem, np.zeros(len(places.problem.blocks)), np.zeros(len(places.problem.blocks))
    for at in {id(one.positions): one.positions for one in problem.showings}.values():
        begins[at.blocks], ends[at.blocks] = at.starts + at.shifts, at.ends + at.shifts
    low, high = begins[places.blocks], ends[places.blocks]
    at_once = (low[:, None] < high) & (low < high[:, None]) & (places.rooms[:, None] == places.rooms)
    at_once &= places.blocks[:, None] != places.blocks
    if at_once.any():
        one, other = np.nonzero(~np.eye(len(problem.showings), dtype=bool))
        yield one, other, PLACES, np.where(at_once, MUST, 0)


def _summed(numbers: list[Ints], kept: _Kept) -> tuple[Ints, Ints]:
    """Of each two showings, the number of the sum of the tables that they have by each rule; and these sums."""
    size = len(numbers[0])
    stack = np.stack(numbers).reshape(len(numbers), -1)
    sums, of = np.unique(np.sort(stack, axis=0), axis=1, return_inverse=True)
    kept.number(np.zeros((kept.size, kept.size), dtype=np.int64))
    tables = np.stack([sum(kept.tables[number] for number in column) for column in sums.T.tolist()])
    return of.reshape(size, size).astype(np.int64), tables


def _fewer(tables: Ints) -> tuple[Ints, Ints]:
    """Of each place which row and column it is, and the tables with equal rows and columns once."""
    size = tables.shape[1]
    rows = np.concatenate([np.moveaxis(tables, 1, 0).reshape(size, -1), np.moveaxis(tables, 2, 0).reshape(size, -1)], 1)
    _, first, of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return of.ravel().astype(np.int64), np.ascontiguousarray(tables[:, first][:, :, first])
