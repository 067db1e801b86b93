"""The CP-SAT variables: one literal for each place that an open showing may take.

Showings that are not open lie where the given timetable has them, so the same class makes the
whole model of a small festival and the model of a neighbourhood of a large one.  Everything a
rule asks about one showing is a set of its places, and so a sum of literals.

    cells ─▶ logic ─▶ places ─▶ values ─▶ Decisions
                                   └▶ rooms
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from scheduler.constraint import placement_at
from scheduler.decisions.cells import Cells, Classed, Expr, Lit
from scheduler.decisions.logic import MUST, UNPLACED
from scheduler.decisions.rooms import RoomUse
from scheduler.decisions.values import Values
from scheduler.timetable import Assignment, Timetable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scheduler.problem import Problem
    from scheduler.timetable import Placement

__all__ = ["MUST", "UNPLACED", "Cells", "Classed", "Decisions", "Expr", "Lit"]


class Decisions(Values):
    """The model and its variables.

    ``open_places``: rooms x positions that each open showing may take, what is fixed already
    considered.  ``complete``: whether every showing that is not optional must be placed.
    ``soft_musts``: whether musts may be broken, at a price before all others.
    ``by_intervals``: whether rooms are kept free of overlap by intervals whatever their size.
    """

    def __init__(
        self,
        problem: Problem,
        fixed: Timetable,
        open_places: Mapping[int, NDArray[np.bool_]],
        *,
        complete: bool = True,
        soft_musts: bool = False,
        by_intervals: bool = False,
    ) -> None:
        super().__init__(problem, fixed, open_places, complete=complete)
        self.soft_musts, self.by_intervals = soft_musts, by_intervals
        self.choices: dict[Assignment, Lit] = {}
        """Who may be chosen for what, and whether they are."""
        self.chosen_anew: set[tuple[str, str, int]] = set()
        """Roles of showings (role, session, label) for which people are chosen here."""
        self.precedences: dict[tuple[Any, ...], Lit] = {}
        """Literals of ``Rule.before``, shared by all rules."""
        self.extents: dict[Any, tuple[int, int, int, int]] = {}
        """Earliest and latest begins and ends of open showings, as ``Rule`` has looked them up."""
        self.uses: dict[tuple[Any, ...], dict[int, dict[int, Lit]]] = {}
        """Literals of ``Rule.used``, shared by all rules."""
        self._room_use()

    def _room_use(self) -> None:
        """No two open showings overlap in a room."""
        RoomUse(self, by_intervals=self.by_intervals).post()

    def hint(self, timetable: Timetable) -> None:
        """Start from a timetable as far as its places are open here."""
        for literal, lies_there in self.chosen_in(timetable):
            self.model.add_hint(literal, lies_there)

    def chosen_in(self, timetable: Timetable) -> Iterator[tuple[Lit, bool]]:
        """Every place that is open here, and whether the timetable takes it."""
        for index, cells in self.cells.items():
            placement = timetable.placements.get(index)
            position = None if placement is None else self.problem.showings[index].positions.index_of(placement)
            room = None if placement is None else placement.room
            chosen = (cells.rooms == room) & (cells.positions == position)
            yield from zip(cells.literals, chosen.tolist(), strict=True)

    def timetable(self, solver: Any) -> Timetable:
        """The timetable that the solver has found."""
        changes: dict[int, Placement | None] = {}
        for index, cells in self.cells.items():
            showing = self.problem.showings[index]
            taken = next((i for i, one in enumerate(cells.literals) if solver.boolean_value(one)), None)
            changes[index] = None
            if taken is not None:
                place = int(cells.rooms[taken]), int(cells.positions[taken])
                changes[index] = placement_at(self.problem, showing, *place)
        made = self.fixed.moved(changes)
        made.assignments = self._assignments(solver)
        return made

    def _assignments(self, solver: Any) -> tuple[Assignment, ...]:
        kept = [one for one in self.fixed.assignments if (one.role, one.session, one.showing) not in self.chosen_anew]
        chosen = [one for one, literal in self.choices.items() if solver.boolean_value(literal)]
        return tuple(sorted(kept + chosen))
