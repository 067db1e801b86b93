"""What the place of a showing comes to: its start, or any number that goes with the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions.places import Places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions.cells import Cells, Expr
    from scheduler.problem import Showing


class Values(Places):
    """Numbers that depend on where a showing lies."""

    def value(self, showing: Showing, values: NDArray[np.int64]) -> Expr:
        """The value (rooms x positions, may broadcast) at the showing's place; 0 if it has none."""
        cells = self.cells.get(showing.index)
        spread = self._spread(showing, values)
        if cells is None:
            place = self.fixed_place(showing)
            return 0 if place is None else int(spread[place])
        here = spread[cells.rooms, cells.positions]
        if not here.any():
            return 0
        used = np.flatnonzero(here)
        return cp_model.LinearExpr.weighted_sum([cells.literals[i] for i in used], here[used].tolist())

    def start(self, showing: Showing, *, line: bool = False) -> Expr:
        """Start in ticks as an expression; with ``line``, blocks that never clash lie far apart.

        Of a showing left out it means nothing.
        """
        cells = self.cells.get(showing.index)
        if cells is None:
            placement = self.fixed.of(showing)
            return 0 if placement is None else placement.start + (placement.shift if line else 0)
        made = cells.line if line else cells.start
        if made is None:
            at = showing.positions
            made = self._column(cells, at.starts + at.shifts if line else at.starts)
            if line:
                cells.line = made
            else:
                cells.start = made
        return made

    def _column(self, cells: Cells, values: NDArray[np.int64]) -> Expr:
        """A variable equal to the value at the chosen position; constants stay constants."""
        here = values[cells.positions]
        if len(here) == 0:
            return 0
        low, high = int(here.min()), int(here.max())
        if low == high:
            return low
        domain = cp_model.Domain.from_values(sorted(set(here.tolist())))
        variable = self.model.new_int_var_from_domain(domain, "")
        total = cp_model.LinearExpr.weighted_sum(cells.literals, (here - low).tolist()) + low
        if cells.placed is True:
            self.model.add(total == variable)
        else:
            self.model.add(total == variable).only_enforce_if(cells.placed)
        return variable
