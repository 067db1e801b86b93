"""The CP-SAT model of plans: one literal a track, room and block, one number a sort and block.

What is not open stays as a given plan has it, so the same class makes the whole model, that of a
neighbourhood, and that of one track by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.decisions import Decisions
from scheduler.sessions.packing import packings
from scheduler.sessions.plan import Plan
from scheduler.timetable import Timetable

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ortools.sat.python import cp_model

    from scheduler.decisions import Expr, Lit
    from scheduler.sessions.layout import Layout, Sort


@dataclass(frozen=True, eq=False)
class Opened:
    """What is to be decided."""

    tracks: NDArray[np.bool_]
    """Tracks x rooms x blocks whose use is open."""
    sorts: NDArray[np.bool_]
    """Sorts x blocks that they may come to or leave."""


class PlanDecisions(Decisions):
    """The model and its variables; costs, logic and objective as in ``Decisions``.

    ``present``: the plan that stays where nothing is open; without one, everything is open.
    ``only``: of one track alone; the others are not there at all.
    """

    def __init__(
        self, layout: Layout, present: Plan | None = None, opened: Opened | None = None, *, only: int | None = None
    ) -> None:
        super().__init__(layout.problem, Timetable(layout.problem, {}), {})
        self.layout = layout
        self.only = only
        shape = layout.allowed.shape
        self.use_open = np.ones(shape, dtype=bool) if opened is None else opened.tracks
        self.sort_open = np.ones((len(layout.sorts), shape[2]), dtype=bool) if opened is None else opened.sorts
        self.present = present
        self.rooms: dict[tuple[int, int], dict[int, Lit]] = {}
        """Of each track and block: whether it uses each room."""
        self.counts: dict[tuple[int, int], Expr] = {}
        """Of each sort and block: how many lie there; a literal if there is only one of the sort."""
        self.in_rooms: dict[tuple[int, int], dict[int, Expr]] = {}
        self._levels: dict[tuple[int, int], list[Lit]] = {}
        self.here = [track for track in range(shape[0]) if only is None or track == only]
        self.moving = dict.fromkeys(track for track in self.here if self._moves(track))
        """Tracks of which anything is open."""
        self._make_uses()
        for track in self.here:
            if track not in self.moving:
                self._stay(track)
                continue
            for sort in layout.sorts_of[track]:
                self._make_sort(sort)
            for block in layout.blocks:
                self._hold(track, block)

    def _moves(self, track: int) -> bool:
        sorts = [sort.number for sort in self.layout.sorts_of[track]]
        return bool(self.use_open[track].any() or self.sort_open[sorts].any())

    # -- variables ------------------------------------------------------------------------------

    def _make_uses(self) -> None:
        """Rooms of blocks, each for one track."""
        kept = np.zeros_like(self.use_open) if self.present is None else self.present.uses & ~self.use_open
        taken = np.logical_or.reduce(kept, axis=0)
        claims: dict[tuple[int, int], list[Lit]] = {}
        for track in self.moving:
            for room, block in np.argwhere(self.layout.allowed[track]).tolist():
                literal = self._use(track, room, block, bool(taken[room, block]))
                if literal is not False:
                    self.rooms.setdefault((track, block), {})[room] = literal
                if not isinstance(literal, bool):
                    claims.setdefault((room, block), []).append(literal)
        for literals in claims.values():
            if len(literals) > 1:
                self.model.add_at_most_one(literals)

    def _stay(self, track: int) -> None:
        """A track of which nothing is open: where it is; what it loses by itself does not matter."""
        if self.present is None:
            return
        for room, block in np.argwhere(self.present.uses[track]).tolist():
            self.rooms.setdefault((track, block), {})[room] = True
        for sort in self.layout.sorts_of[track]:
            for block in np.flatnonzero(self.present.counts[sort.number]).tolist():
                count = int(self.present.counts[sort.number, block])
                self.counts[sort.number, block] = True if len(sort.members) == 1 else count
                if sort.choosy:
                    self.in_rooms[sort.number, block] = dict(self.present.choices.get((sort.number, block), {}))

    def _use(self, track: int, room: int, block: int, taken: bool) -> Lit:
        if not self.use_open[track, room, block]:
            return self.present is not None and bool(self.present.uses[track, room, block])
        return False if taken else self.model.new_bool_var("")

    def _make_sort(self, sort: Sort) -> None:
        """How many lie in each block, all of them somewhere, and what they lose by themselves."""
        total: list[Any] = []
        for block in np.flatnonzero(sort.allowed.any(axis=0)).tolist():
            count = self._count(sort, block)
            self.counts[sort.number, block] = count
            total.append(count)
            if sort.choosy:
                self._choose(sort, block, count)
            else:
                self.cost(0, int(sort.costs[:, block].max()), count)
        if self.sort_open[sort.number].any():
            self.model.add(sum(total, 0) == len(sort.members))

    def _count(self, sort: Sort, block: int) -> Expr:
        if not self.sort_open[sort.number, block]:
            present = 0 if self.present is None else int(self.present.counts[sort.number, block])
            return bool(present) if len(sort.members) == 1 else present
        if not self.rooms.get((sort.track, block)):
            return False if len(sort.members) == 1 else 0
        if len(sort.members) == 1:
            return self.model.new_bool_var("")
        return self.model.new_int_var(0, len(sort.members), "")

    def _choose(self, sort: Sort, block: int, count: Expr) -> None:
        """How many lie in each room, if that matters."""
        rooms: dict[int, Expr] = {}
        fixed = not self.sort_open[sort.number, block] and not self.use_open[sort.track, :, block].any()
        if fixed and self.present is not None:
            rooms = dict(self.present.choices.get((sort.number, block), {}))
        else:
            for room, used in self.rooms.get((sort.track, block), {}).items():
                if sort.allowed[room, block]:
                    rooms[room] = number = self.model.new_int_var(0, len(sort.members), "")
                    self.enforce(number == 0, [self.negated(used)])
            self.model.add(sum(rooms.values(), 0) == count)
        self.in_rooms[sort.number, block] = rooms
        for room, number in rooms.items():
            self.cost(0, int(sort.costs[room, block]), number)

    def _hold(self, track: int, block: int) -> None:
        """What lies in a block has room in it, and no room is used for nothing."""
        used = self.rooms.get((track, block), {})
        counts = [
            (sort, self.counts[sort.number, block])
            for sort in self.layout.sorts_of[track]
            if (sort.number, block) in self.counts
        ]
        decided = all(isinstance(one, (bool, int)) for one in (*used.values(), *(count for _, count in counts)))
        if decided:
            return
        rooms = sum(used.values(), 0)
        everyone = sum((count for _, count in counts), 0)
        self._require(everyone >= rooms)
        slots = self.problem.blocks[block].slots
        for most, weights in packings(slots, sorted({sort.slots for sort, _ in counts})):
            load = sum((weights[sort.slots] * count for sort, count in counts if weights[sort.slots]), 0)
            self._require(load <= most * rooms)
        for sort, count in counts:
            if len(sort.members) == 1 and not isinstance(count, bool):
                # Follows from the slots, but says it in one clause.
                self.model.add_bool_or([self.negated(count), *used.values()])
        self._hold_choosy(block, used, counts)

    def _hold_choosy(self, block: int, used: dict[int, Lit], counts: list[tuple[Sort, Expr]]) -> None:
        slots = self.problem.blocks[block].slots
        choosy = [sort for sort, _ in counts if sort.choosy]
        for room, literal in used.items() if choosy else ():
            load = [sort.slots * self.in_rooms[sort.number, block].get(room, 0) for sort in choosy]
            self._require(sum(load, 0) <= slots * literal)

    def _require(self, bound: Any) -> None:
        if isinstance(bound, (bool, np.bool_)):
            if not bound:
                self.model.add_bool_or([])
        else:
            self.model.add(bound)

    # -- questions ------------------------------------------------------------------------------

    def levels(self, track: int, block: int) -> list[Lit]:
        """Whether the track uses at least one room of the block, at least two, and so on."""
        key = track, block
        if key not in self._levels:
            self._levels[key] = self._make_levels(list(self.rooms.get(key, {}).values()))
        return self._levels[key]

    def _make_levels(self, literals: list[Lit]) -> list[Lit]:
        if all(isinstance(one, bool) for one in literals):
            return [True] * sum(literals)
        total, found = sum(literals, 0), [self.any(literals)]
        for number in range(2, min(len(literals), MOST_ROOMS) + 1):
            level = self.model.new_bool_var("")
            self.model.add(total >= number).only_enforce_if(level)
            self.model.add(total <= number - 1).only_enforce_if(~level)
            found.append(level)
        return found

    # -- results --------------------------------------------------------------------------------

    def hint_plan(self, plan: Plan) -> None:
        """Start from a plan."""
        for (track, block), rooms in self.rooms.items():
            for room, literal in rooms.items():
                self._hint(literal, bool(plan.uses[track, room, block]))
        for (sort, block), count in self.counts.items():
            self._hint(count, int(plan.counts[sort, block]))
        for key, numbers in self.in_rooms.items():
            for room, number in numbers.items():
                self._hint(number, plan.choices.get(key, {}).get(room, 0))

    def _hint(self, variable: Expr, value: int) -> None:
        if not isinstance(variable, (bool, int)):
            self.model.add_hint(variable, value)

    def plan(self, solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> Plan:
        """The plan that the solver has found."""

        def value(variable: Expr) -> int:
            return int(variable) if isinstance(variable, (bool, int)) else int(solver.value(variable))

        uses = np.zeros(self.layout.allowed.shape, dtype=bool)
        counts = np.zeros((len(self.layout.sorts), len(self.layout.blocks)), dtype=np.int64)
        for (track, block), rooms in self.rooms.items():
            for room, literal in rooms.items():
                uses[track, room, block] = bool(value(literal))
        for (sort, block), count in self.counts.items():
            counts[sort, block] = value(count)
        choices = {
            key: {room: number for room, one in numbers.items() if (number := value(one))}
            for key, numbers in self.in_rooms.items()
        }
        return Plan(uses, counts, choices)


MOST_ROOMS = 6
"""Rooms of a block that a track is held to use at the most where pairs of rooms are counted."""
