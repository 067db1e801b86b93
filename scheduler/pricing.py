"""What one showing would change at each place, rule by rule: the shares of a price map.

``maps`` adds all rules up, which is what a search wants; here they stay apart, for people who ask
which rule says so.  Rules that choose people are only asked whether anybody could be chosen:
``settling`` says what they cost once a place is picked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import Constraint
from scheduler.maps import free_places, static_map
from scheduler.timetable import Timetable
from scheduler.verify import tiers, verify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement

Cell = tuple[int, int]
"""Room and position of a showing."""

Ledger = Counter[Constraint | str]
"""Amount of each rule, or of what is built in; below zero where something is gained."""


@dataclass
class Prices:
    """Of one showing that ``others`` does not hold; arrays are rooms x positions, or broadcast to that."""

    problem: Problem
    showing: Showing
    others: Timetable
    allowed: NDArray[np.bool_]
    """Where nothing that must hold would be broken by it."""
    amounts: list[tuple[Constraint, NDArray[np.int64]]] = field(default_factory=list)
    """Of each rule that does not choose people, with the showing there less without it."""
    guesses: list[tuple[Constraint, NDArray[np.int64]]] = field(default_factory=list)
    """The same of shoulds that choose people, as far as it can be said without choosing."""
    barred: list[tuple[Constraint | str, NDArray[np.bool_]]] = field(default_factory=list)
    """What forbids a place that is the showing's own: each place under the first that does."""

    def costs(self) -> dict[int, NDArray[np.int64]]:
        """Points lost at each tier in use."""
        costs = {tier: np.zeros(self.allowed.shape, dtype=np.int64) for tier in tiers(self.problem)}
        for rule, amounts in [*self.amounts, *self.guesses]:
            if rule.weight:
                costs[rule.tier] += amounts * rule.weight
        return costs

    def ranked(self, among: NDArray[np.bool_] | None = None, near: Placement | None = None) -> list[Cell]:
        """Allowed places, the cheapest first; of equal ones the nearest in time and room, else the first."""
        rooms, positions = np.nonzero(self.allowed if among is None else self.allowed & among)
        costs = self.costs()
        keys = [positions, rooms]
        if near is not None:
            at = self.showing.positions
            keys += [rooms != near.room, np.abs(at.starts[positions] + at.shifts[positions] - near.start - near.shift)]
        keys += [*(costs[tier][rooms, positions] for tier in sorted(costs, reverse=True))]
        order = np.lexsort(keys)
        return list(zip(rooms[order].tolist(), positions[order].tolist(), strict=True))

    def best(self, among: NDArray[np.bool_] | None = None, near: Placement | None = None) -> Cell | None:
        """The first of ``ranked``; None if there is none."""
        found = self.ranked(among, near)
        return found[0] if found else None

    def at(self, cell: Cell) -> Ledger:
        """The amounts at one place."""
        shape = self.allowed.shape
        found = {rule: int(np.broadcast_to(amounts, shape)[cell]) for rule, amounts in self.amounts}
        return Counter({rule: amount for rule, amount in found.items() if amount})

    def held(self, placement: Placement) -> Ledger:
        """The amounts at the place where it lies, even if it may not lie there."""
        cell = cell_of(self.showing, placement)
        if cell is not None and self._is_fit(cell):
            return self.at(cell)
        there = verify(self.problem, self.others.moved({self.showing.index: placement})).amounts()
        without = verify(self.problem, self.others).amounts()
        found: Ledger = Counter()
        for rule in {*there, *without}:
            if rule != "placed" and (isinstance(rule, str) or not rule.chooses):
                found[rule] = there.get(rule, (0, 0, 0))[1] - without.get(rule, (0, 0, 0))[1]
        return Counter({rule: amount for rule, amount in found.items() if amount})

    def _is_fit(self, cell: Cell) -> bool:
        """Whether what is built in allows the place, so that prices say everything about it."""
        return bool(self.showing.legal[cell] and free_places(self.problem, self.showing, self.others)[cell])


def price_places(
    problem: Problem,
    showing: Showing,
    others: Timetable,
    *,
    present: Placement | None = None,
    places: NDArray[np.bool_] | None = None,
) -> Prices:
    """Prices of a showing beside the others; also right where it is ``present``, allowed or not.

    ``places``: look at these only, whether their rooms are free or not.  Size: that of a price map.
    """
    free = free_places(problem, showing, others) if places is None else places & showing.legal
    found = Prices(problem, showing, others, free)
    if places is None:
        _bar(found, "room_free", showing.legal & ~free)
    here = np.zeros_like(free)
    cell = None if present is None else cell_of(showing, present)
    if cell is not None:
        here[cell] = True
    for rule in _asked(problem, showing):
        _ask(found, rule, here)
    return found


def _asked(problem: Problem, showing: Showing) -> tuple[Constraint, ...]:
    """Rules that have anything to say about a showing, musts first, so that the others need look at less."""
    return problem.cached(
        ("asked", showing.index),
        lambda: tuple(
            rule
            for rule in sorted(problem.rules, key=lambda rule: not rule.must)
            if rule.weight != 0 and next(iter(rule.concerns(problem, showing.whole)), None) is not None
        ),
    )


def _ask(found: Prices, rule: Constraint, here: NDArray[np.bool_]) -> None:
    """What one rule says."""
    where = found.allowed | here
    if not where.any():
        return
    prices = _own(found, rule) if rule.alone else rule.price(found.problem, found.showing, found.others, where)
    if not prices.any():
        return
    if rule.must:
        _bar(found, rule, found.allowed & (prices > 0))
        found.allowed = found.allowed & (prices <= 0)
    if not rule.chooses:
        found.amounts.append((rule, prices))
    elif not rule.must:
        found.guesses.append((rule, prices))


def _own(found: Prices, rule: Constraint) -> NDArray[np.int64]:
    """Amounts of a rule on single showings, which are the same whatever the others do."""
    problem, showing = found.problem, found.showing
    nobody, whole = problem.cached("nobody", lambda: Timetable(problem, {})), showing.whole
    prices = problem.cached(
        (rule, "alone", showing.index), lambda: _slim(rule.price(problem, whole, nobody, whole.legal))
    )
    return prices if prices.shape[1] == 1 else showing.kept(prices)


def _slim(prices: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same as one row or one column where that is enough: these are kept for every showing."""
    if (prices == prices[:1]).all():
        return prices[:1].copy()
    return prices[:, :1].copy() if (prices == prices[:, :1]).all() else prices


def _bar(found: Prices, rule: Constraint | str, where: NDArray[np.bool_]) -> None:
    if where.any():
        found.barred.append((rule, where))


def cell_of(showing: Showing, placement: Placement) -> Cell | None:
    """Room and position where a showing lies; None where it has no position."""
    position = showing.positions.index_of(placement)
    return None if position is None else (placement.room, position)


def by_itself(problem: Problem, showing: Showing) -> NDArray[np.bool_]:
    """Places that a showing may take as far as it depends on itself alone."""
    return static_map(problem, showing).allowed


def held(problem: Problem, timetable: Timetable, showing: Showing) -> Ledger:
    """What a showing costs where it lies, less than if it lay nowhere; worked out once a timetable."""
    key, placement = ("held", showing.index), timetable.of(showing)
    if placement is None:
        return Counter()
    if key not in timetable._cache:
        timetable._cache[key] = _held(problem, timetable, showing, placement)
    found: Ledger = timetable._cache[key]
    return found


def _held(problem: Problem, timetable: Timetable, showing: Showing, placement: Placement) -> Ledger:
    cell = cell_of(showing, placement)
    few = showing if cell is None else showing.at(np.array([cell[1]]))
    return price_places(problem, few, timetable.without([showing]), present=placement).held(placement)


def points_of(problem: Problem, ledger: Ledger) -> tuple[int, ...]:
    """What the amounts come to: musts, then points at each tier; to be compared."""
    points = dict.fromkeys(tiers(problem), 0)
    musts = 0
    for rule, amount in ledger.items():
        if isinstance(rule, str) or rule.weight is None:
            musts += amount
        else:
            points[rule.tier] += rule.weight * amount
    return musts, *points.values()
