"""What every verb needs: the model, the constraint, and which showings are open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.constraint import Constraint
    from scheduler.decisions import Decisions, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.select import Select
    from scheduler.timetable import Timetable


class Posting:
    """One constraint on one model, and the showings that it is about."""

    def __init__(self, decisions: Decisions, constraint: Constraint, *, priced: bool = False) -> None:
        self.decisions = decisions
        self.constraint = constraint
        self.problem: Problem = decisions.problem
        self.fixed: Timetable = decisions.fixed
        self.priced = priced
        """Whether what depends on one place alone has been charged already."""
        self.model = decisions.model
        self.forbids = constraint.must and not decisions.soft_musts
        """Whether anything charged is impossible, so that what follows from other charges can be left out."""
        self.rewards = (constraint.weight or 0) < 0
        """Whether something is gained by what is charged, so that nothing may be charged for no reason."""

    @cached_property
    def open(self) -> list[Showing]:
        """All showings whose place is to be decided here, whether the rule selects them or not."""
        return [self.problem.showings[i] for i in self.decisions.cells]

    def is_open(self, showing: Showing) -> bool:
        """Whether its place is to be decided here."""
        return showing.index in self.decisions.cells

    def touches(self, showings: Iterable[Showing]) -> bool:
        """Whether any of them is open: if none is, there is nothing to post about them."""
        cells = self.decisions.cells
        return any(one.index in cells for one in showings)

    def alive(self, showings: Iterable[Showing]) -> list[Showing]:
        """Those that are open or lie somewhere."""
        return [one for one in showings if self.is_open(one) or self.fixed.of(one) is not None]

    def showings(self, select: Select | None = None) -> list[Showing]:
        """All that may be selected and are open or lie somewhere."""
        return self.alive(self.problem.selected(select or self.constraint.select))

    def everywhere(self, showing: Showing) -> NDArray[np.bool_]:
        """Rooms x positions still open to the showing."""
        cells = self.decisions.cells[showing.index]
        mask = np.zeros(showing.legal.shape, dtype=bool)
        mask[cells.rooms, cells.positions] = True
        return mask

    def places_of(self, showing: Showing) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Room and position of each place still open to a showing, or of the one where it is fixed."""
        if self.is_open(showing):
            cells = self.decisions.cells[showing.index]
            return cells.rooms, cells.positions
        place = self.decisions.fixed_place(showing)
        if place is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.array([place[0]]), np.array([place[1]])

    def literals_of(self, showing: Showing) -> list[Lit]:
        """Whether it lies at each of ``places_of``."""
        if self.is_open(showing):
            return self.decisions.cells[showing.index].literals
        return [True] * len(self.places_of(showing)[0])
