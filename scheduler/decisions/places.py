"""One literal for each place that an open showing may take; questions about where are sums of them.

Showings that are not open lie where the given timetable has them, and their answers are plain.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler.decisions.cells import Cells, Classed
from scheduler.decisions.logic import UNPLACED, Logic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions.cells import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable


class Places(Logic):
    """Where each showing lies."""

    def __init__(
        self, problem: Problem, fixed: Timetable, open_places: Mapping[int, NDArray[np.bool_]], *, complete: bool
    ) -> None:
        super().__init__()
        self.problem = problem
        self.fixed = fixed
        self.complete = complete
        self.impossible = False
        self._classed: dict[tuple[int, str], Classed] = {}
        self._block_rooms: dict[int, dict[tuple[int, int], Lit]] = {}
        self.cells: dict[int, Cells] = {}
        for index, mask in open_places.items():
            self.cells[index] = self._make(problem.showings[index], mask)

    def _make(self, showing: Showing, mask: NDArray[np.bool_]) -> Cells:
        """The cells of an open showing, one of them taken.  Size: O(places)."""
        rooms, positions = np.nonzero(mask)
        literals = [self.model.new_bool_var("") for _ in range(len(rooms))]
        may_stay_out = showing.optional or not self.complete
        placed = self._optional(showing, literals) if may_stay_out else self._required(literals)
        return Cells(rooms, positions, literals, placed)

    def _required(self, literals: list[Lit]) -> bool:
        """One of them is true; no timetable fits if there is none."""
        if not literals:
            self.impossible = True
            self.model.add_bool_or([])
        self.model.add_exactly_one(literals)
        return bool(literals)

    def _optional(self, showing: Showing, literals: list[Lit]) -> Lit:
        """One of them is true, or the showing is left out, at a price; true if it is not."""
        placed = self.model.new_bool_var("") if literals else False
        if literals:
            self.model.add_exactly_one([*literals, ~placed])
        self._leave_out(showing, placed)
        return placed

    def _leave_out(self, showing: Showing, placed: Lit) -> None:
        """An optional showing costs its value; any other comes before every rule."""
        if showing.optional:
            self.cost(0, showing.value, self.negated(placed))
        else:
            self.cost(UNPLACED, max(1, showing.value), self.negated(placed))

    def placed(self, showing: Showing) -> Lit:
        """True if the showing lies anywhere."""
        cells = self.cells.get(showing.index)
        return self.fixed.of(showing) is not None if cells is None else cells.placed

    def places(self, showing: Showing, mask: NDArray[np.bool_]) -> Lit:
        """True if the showing lies in the mask (rooms x positions, may broadcast)."""
        cells = self.cells.get(showing.index)
        if cells is None:
            return self._lies_in(showing, mask)
        inside = self._spread(showing, mask)[cells.rooms, cells.positions]
        return self._within(cells, inside)

    def within(self, showing: Showing, inside: NDArray[np.bool_]) -> Lit:
        """True if the open showing lies in one of those of its cells."""
        return self._within(self.cells[showing.index], inside)

    def _within(self, cells: Cells, inside: NDArray[np.bool_]) -> Lit:
        count = int(inside.sum())
        if count == 0:
            return False
        if count == len(inside):
            return cells.placed
        chosen = np.flatnonzero(inside)
        if count == 1:
            return cells.literals[chosen[0]]
        key = inside.tobytes()
        if key not in cells.made:
            literal = self.model.new_bool_var("")
            self.model.add(cp_model.LinearExpr.sum([cells.literals[i] for i in chosen]) == literal)
            cells.made[key] = literal
        return cells.made[key]

    def _lies_in(self, showing: Showing, mask: NDArray[np.bool_]) -> bool:
        place = self.fixed_place(showing)
        return place is not None and bool(self._spread(showing, mask)[place])

    def fixed_place(self, showing: Showing) -> tuple[int, int] | None:
        """Room and position of a showing that is not open; None if it lies nowhere, or at no legal time."""
        placement = self.fixed.of(showing)
        position = None if placement is None else showing.positions.index_of(placement)
        return None if placement is None or position is None else (placement.room, position)

    def _spread(self, showing: Showing, values: NDArray[Any]) -> NDArray[Any]:
        return np.broadcast_to(values, (len(self.problem.rooms), len(showing.positions)))

    def block_rooms(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        """Each (block, room) in which the showing may lie: true if it does.  Size: O(blocks * rooms)."""
        known = self._block_rooms.get(showing.index)
        if known is None:
            known = self._block_rooms[showing.index] = self._by_block_room(showing)
        return known

    def _by_block_room(self, showing: Showing) -> dict[tuple[int, int], Lit]:
        cells = self.cells.get(showing.index)
        if cells is None:
            placement = self.fixed.of(showing)
            return {} if placement is None or placement.block < 0 else {(placement.block, placement.room): True}
        if not showing.in_blocks:
            return {}
        keys = showing.positions.blocks[cells.positions] * len(self.problem.rooms) + cells.rooms
        return {
            divmod(key, len(self.problem.rooms)): self._within(cells, keys == key) for key in np.unique(keys).tolist()
        }

    def classed(self, showing: Showing, classes: NDArray[np.int64], known: str = "") -> Classed:
        """The cells of an open showing by class (rooms x positions, may broadcast), never negative.

        Kept if the classes are ``known`` by a name.
        """
        key = (showing.index, known)
        if not known or key not in self._classed:
            cells = self.cells[showing.index]
            of_cells = self._spread(showing, classes)[cells.rooms, cells.positions]
            self._classed[key] = Classed(np.unique(of_cells), of_cells, partial(self._within, cells))
        return self._classed[key]

    def class_of(self, showing: Showing, classes: NDArray[np.int64]) -> int | None:
        """The class of the place of a showing that is not open; None if it has none."""
        place = self.fixed_place(showing)
        return None if place is None else int(self._spread(showing, classes)[place])
