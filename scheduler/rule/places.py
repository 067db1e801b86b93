"""Where one showing lies, and what that means for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from scheduler.rule.logic import Logic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Showing
    from scheduler.select import Select


class Places(Logic):
    """Questions about the place of a showing, and values that go with it."""

    def placed(self, showing: Showing) -> Lit:
        """True if the showing lies anywhere."""
        return self.decisions.placed(showing)

    def chosen(self, showing: Showing, select: Select | None = None) -> Lit:
        """True if the showing lies where the rule (or that selector) selects it."""
        return self.where(showing, self.problem.chosen_places(select or self.constraint.select, showing))

    def where(self, showing: Showing, places: NDArray[np.bool_]) -> Lit:
        """True if the showing lies in these places (rooms x positions, may broadcast)."""
        return self.decisions.places(showing, places)

    def on_days(self, showing: Showing, days: Iterable[int]) -> Lit:
        """True if it lies on one of the festival days."""
        return self.where(showing, np.isin(showing.positions.days, list(days))[None, :])

    def same_day(self, one: Showing, other: Showing) -> Lit:
        """True exactly if both lie somewhere, on one festival day."""
        shared = np.intersect1d(one.positions.days, other.positions.days).tolist()
        return self.any(self.both(self.on_days(one, [day]), self.on_days(other, [day])) for day in shared)

    def start(self, showing: Showing) -> Expr:
        """Start in ticks; of a showing left out it means nothing."""
        return self.decisions.start(showing)

    def length(self, showing: Showing) -> Expr:
        """Ticks that the showing lasts; if it lies nowhere, it means nothing."""
        if self.is_open(showing) and not showing.in_blocks:
            return showing.duration
        placement = self.fixed.of(showing)
        if placement is not None:
            return placement.end - placement.start
        return self.value(showing, (showing.positions.ends - showing.positions.starts)[None, :])

    def value(self, showing: Showing, values: NDArray[np.int64]) -> Expr:
        """The value (rooms x positions, may broadcast) at its place; 0 if it has none."""
        return self.decisions.value(showing, values)

    def possible(self, showing: Showing, values: NDArray[np.int64]) -> list[int]:
        """The different values (rooms x positions, may broadcast) that it can still have, or has if it is fixed."""
        rooms, positions = self.places_of(showing)
        found: list[int] = np.unique(np.broadcast_to(values, showing.legal.shape)[rooms, positions]).tolist()
        return found
