"""Every place of a showing with what it would change, everything else where it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.constraint import placement_at
from scheduler.pricing import Cell, cell_of, held, price_places
from scheduler.suggest.suggestion import Suggestion, suggestion

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.pricing import Ledger, Prices
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable


@dataclass(eq=False)
class Places:
    """All places of one showing."""

    problem: Problem
    before: Timetable
    prices: Prices
    present: Placement | None
    cells: list[Cell]
    """Allowed ones but the present, best first; of equal ones the nearest to the present."""
    stretches: NDArray[np.int64]
    """Rooms x positions: number of the stretch of allowed neighbours that a place is in; -1 of others."""

    def __len__(self) -> int:
        return len(self.cells)

    def best(self, most: int = 12, *, one_each: bool = False) -> list[Suggestion]:
        """The best places; with ``one_each`` only the best of each stretch, as neighbours are much alike.

        Those whose rules choose people are worked out to the end, so their order may still change.
        """
        found: list[Suggestion] = []
        seen: set[int] = set()
        for cell in self.cells:
            if len(found) == most:
                break
            stretch = int(self.stretches[cell])
            if one_each and stretch in seen:
                continue
            made = self.at(cell)
            if not made.breaks:
                seen.add(stretch)
                found.append(made)
        return sorted(found, key=lambda one: one.rank)

    def at(self, cell: Cell) -> Suggestion:
        """What moving there would change."""
        showing = self.prices.showing
        ledger: Ledger = Counter(self.prices.at(cell))
        if self.present is not None:
            ledger.subtract(held(self.problem, self.before, showing))
        return suggestion(
            self.problem, self.before, {showing.index: placement_at(self.problem, showing, *cell)}, ledger
        )

    def change(self) -> NDArray[np.int64]:
        """Rooms x positions: points lost more than at present, at the first tier; right where it is allowed.

        Who would be chosen for it is only estimated.
        """
        first = min(self.prices.costs())
        costs = self.prices.costs()[first]
        cell = None if self.present is None else cell_of(self.prices.showing, self.present)
        return costs - (costs[cell] if cell is not None else 0)


def places(problem: Problem, timetable: Timetable, showing: Showing) -> Places:
    """Every place that the showing may take with everything else where it is.  Size: one price map."""
    present = timetable.of(showing)
    prices = price_places(problem, showing, timetable.without([showing]), present=present)
    if present is not None:
        timetable._cache.setdefault(("held", showing.index), prices.held(present))
    return Places(problem, timetable, prices, present, _in_order(prices, present), _stretches(showing, prices.allowed))


def _in_order(prices: Prices, present: Placement | None) -> list[Cell]:
    """Allowed places but the present one, the cheapest first, then the nearest."""
    own = None if present is None else cell_of(prices.showing, present)
    return [cell for cell in prices.ranked(near=present) if cell != own]


def _stretches(showing: Showing, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Runs of neighbouring allowed positions of one room and day (or block), numbered."""
    at = showing.positions
    new = np.ones(len(at), dtype=bool)
    if len(at) > 1:
        new[1:] = (np.diff(at.days) != 0) | (np.diff(at.blocks) != 0)
    begins = allowed.copy()
    begins[:, 1:] &= ~allowed[:, :-1] | new[1:]
    numbers = np.cumsum(begins.ravel()).reshape(allowed.shape) - 1
    return np.where(allowed, numbers, -1)
