"""A neighbourhood as a model: a few showings open, all others where they are.

What one showing costs at each place, all that stays being fixed, is read off the price maps; only
what two open showings do to each other, and the rules that are neither of one nor of two showings,
are posted as constraints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from scheduler import neighbours
from scheduler.decisions import Decisions
from scheduler.loose import LooseDecisions
from scheduler.maps import PlaceMap, exact_in_maps, free_places, place_map
from scheduler.parallel import shared_places
from scheduler.rule import post_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

CELLS = 900
"""Places that the open showings of one neighbourhood have together; more makes models slow to load."""

ALL_CELLS = 20_000
"""The same of a small festival: measured on one day in three halls, all places of a dozen showings earn three
times what the best 900 of them do."""


@dataclass
class Opening:
    """Makes models of neighbourhoods of one timetable."""

    problem: Problem
    timetable: Timetable
    random: Random
    noise: np.random.Generator
    large: bool
    """Whether showings have so many places that only the best of them go into a model."""
    goes_on: Callable[[], bool] = lambda: True
    """Asked before each showing is priced: many of them take longer than there may be time."""

    def __post_init__(self) -> None:
        self.shaped = exact_in_maps(self.problem.rules)

    def model(self, name: str, opened: list[Showing], *, soft_musts: bool) -> Decisions | None:
        """With these open, in the way of that neighbourhood; hinted with where they are.  None if it may not go on."""
        fixed = self.timetable.without(opened)
        maps = self._maps(name, opened, fixed)
        if len(maps) < len(opened):
            return None
        decisions = (LooseDecisions if name == "plans" else Decisions)(
            self.problem,
            fixed,
            {index: found.allowed for index, found in maps.items()},
            complete=all(one.optional or one.index in self.timetable.placements for one in opened),
            soft_musts=soft_musts,
        )
        charge_maps(decisions, maps)
        post_all(decisions, self.problem.rules, priced=self.shaped)
        decisions.hint(self.timetable)
        return decisions

    def _maps(self, name: str, opened: list[Showing], fixed: Timetable) -> dict[int, PlaceMap]:
        if name in neighbours.SHARED:
            return self._shared_maps(opened, fixed)
        share = max(12, (CELLS if self.large else ALL_CELLS) // max(1, len(opened)))
        near = self._near(opened) if self.random.random() < 0.6 else None
        maps = {}
        for showing in opened:
            if not self.goes_on():
                break
            places = free_places(self.problem, showing, fixed)
            if near is not None and showing.index in self.timetable.placements:
                places &= near[:, showing.positions.days] if not showing.in_blocks else True
            found = place_map(self.problem, showing, fixed, only=self.shaped, places=places)
            if name == "slots" and showing.index in self.timetable.placements:
                found.allowed &= self._same_block_room(showing)
            found.allowed = self._best_cells(showing, found, share)
            maps[showing.index] = found
        return maps

    def _same_block_room(self, showing: Showing) -> NDArray[np.bool_]:
        present = self.timetable.placements[showing.index]
        here = np.arange(len(self.problem.rooms)) == present.room
        mask: NDArray[np.bool_] = here[:, None] & (showing.positions.blocks == present.block)[None, :]
        return mask

    def _shared_maps(self, opened: list[Showing], fixed: Timetable) -> dict[int, PlaceMap]:
        """All may go to the same rooms of the same blocks."""
        shared = shared_places(self.problem, self.timetable, opened, self.random)
        maps = {}
        for one in opened:
            if not self.goes_on():
                break
            places = free_places(self.problem, one, fixed)
            if one.in_blocks:
                places &= shared[:, one.positions.blocks]
            maps[one.index] = place_map(self.problem, one, fixed, only=self.shaped, places=places)
        return maps

    def _near(self, opened: list[Showing]) -> NDArray[np.bool_]:
        """Rooms x days in which something is taken up."""
        near = np.zeros((len(self.problem.rooms), len(self.problem.days)), dtype=bool)
        for placement in self.timetable.those(opened):
            near[placement.room, placement.day] = True
        return near

    def _best_cells(self, showing: Showing, found: PlaceMap, share: int) -> NDArray[np.bool_]:
        """The cheapest places, blurred a little so that others get their turn; the present one always."""
        allowed = found.allowed
        cells = np.flatnonzero(allowed)
        if len(cells) > share:
            costs = found.total().ravel()[cells].astype(np.float64)
            spread = float(np.quantile(costs, 0.2) - costs.min()) + 1.0
            costs += self.noise.exponential(spread * 0.7, len(costs))
            kept = cells[np.argpartition(costs, share)[:share]]
            allowed = np.zeros_like(allowed)
            allowed.ravel()[kept] = True
        present = self.timetable.of(showing)
        if present is not None:
            position = showing.positions.by_start.get((present.start, present.block, present.slot))
            if position is not None and found.allowed[present.room, position]:
                allowed[present.room, position] = True
        return allowed


def charge_maps(decisions: Decisions, maps: dict[int, PlaceMap]) -> None:
    """What each open showing costs at each place, as the maps say."""
    for index, found in maps.items():
        for tier, costs in found.costs.items():
            decisions.cost(tier, 1, decisions.value(decisions.problem.showings[index], costs))
