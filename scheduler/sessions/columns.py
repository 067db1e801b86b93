"""A lower bound by columns: each track by itself, as cheap as the rent of its rooms of blocks makes it.

    bound(rent) = sum over tracks of the least (loss + rent) of any plan of the track
                  - sum over sorts of room and blocks of rent x rooms

for any rent that is not negative: Lagrange's bound, valid whatever the rents are.  They come from a
linear program that mixes the plans found so far (Dantzig and Wolfe, "Decomposition principle for linear
programs", 1960), and are held near the best so far (Wentges, "Weighted Dantzig-Wolfe decomposition for
linear mixed-integer programming", 1997).  What tracks do to each other counts nothing here.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from scheduler.sessions.compose import Column
from scheduler.sessions.search import round_up
from scheduler.sessions.telling import told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.sessions.layout import Layout
    from scheduler.sessions.model import PlanDecisions
    from scheduler.sessions.plan import Plan

Rents: TypeAlias = "NDArray[np.int64]"
"""Types of room x blocks, in parts of a point."""

PARTS = 20
"""Of a point: rents are whole numbers of these."""

HELD = 0.6
"""How far rents are held back at the best so far."""

NEARLY, ELSEWHERE = 0.5, 0.1
"""How far varied rents lie from the best: a share of each, and points on the average for any room of a block."""

ONE_TRACK = 2.0
"""Seconds for the best plan of one track; its bound counts if they do not suffice."""


class TrackPrices:
    """The best plans of one track at given rents."""

    def __init__(self, layout: Layout, track: int) -> None:
        self.plans: PlanDecisions = told(layout, only=track)
        self.track = track
        self._loss = self.plans.objective(0)

    def prices(self) -> list[tuple[int | None, ...]]:
        """What the track pays for each room in each block, None where it may not use it."""
        proto: Any = self.plans.model.proto
        self.plans.model.minimize(self._loss)
        prices = dict(zip(proto.objective.vars, proto.objective.coeffs, strict=True))
        at = [self.plans.rooms.get((self.track, block), {}) for block in self.plans.layout.blocks]
        return [
            tuple(None if room not in rooms else prices.get(rooms[room].index, 0) for rooms in at)
            for room in self.plans.layout.rooms
        ]

    def cheapest(self, types: list[int], rents: Rents, stopped: Callable[[], bool]) -> tuple[int, int, Plan | None]:
        """A bound of loss and rent, in parts; a plan that costs about as much; what that plan loses."""
        due: list[Any] = []
        for (_, block), rooms in self.plans.rooms.items():
            due += [int(rents[types[room], block]) * literal for room, literal in rooms.items()]
        self.plans.model.minimize(PARTS * self._loss + sum(due, 0))
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers, parameters.linearization_level = 1, 2
        # Measured on 39 and 45 tracks: 0.3 and 1.2 s a round without presolve, 0.6 and 1.4 s with it.
        parameters.cp_model_presolve = False
        parameters.max_time_in_seconds = ONE_TRACK
        parameters.catch_sigint_signal = False
        status = cp_model.UNKNOWN if stopped() else solver.solve(self.plans.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return 0, 0, None
        plan = self.plans.plan(solver)
        self.plans.model.clear_hints()
        self.plans.hint_plan(plan)
        paid = int(rents[types][plan.uses[self.track]].sum())
        loss = (round(solver.objective_value) - paid) // PARTS + self.plans.constants[0]
        return round_up(solver.best_objective_bound) + PARTS * self.plans.constants[0], loss, plan

    def loss(self, plan: Plan) -> int:
        """What a plan of the track loses."""
        model = self.plans.model.clone()
        model.minimize(self._loss)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        for (track, block), rooms in self.plans.rooms.items():
            for room, literal in rooms.items():
                model.add(literal == int(plan.uses[track, room, block]))
        for (sort, block), count in self.plans.counts.items():
            if not isinstance(count, (bool, int)):
                model.add(count == int(plan.counts[sort, block]))
        solver.solve(model)
        return round(solver.objective_value) + self.plans.constants[0]


class Columns:
    """The bound, better with every round."""

    def __init__(self, layout: Layout, known: Plan, stopped: Callable[[], bool] = lambda: False) -> None:
        """``known``: a plan of all tracks, so that there is always a way to mix."""
        self.layout, self.stopped = layout, stopped
        self.tracks = [TrackPrices(layout, track) for track in range(len(layout.tracks))]
        self.types = self._types()
        self.rooms = np.bincount(self.types)
        self.bound = 0
        """Points."""
        self.mixed = float("inf")
        """What the mixture loses: no bound of this sort is better than its last value."""
        self.done = False
        """Whether more rounds would bring nothing."""
        self.rents: Rents = np.zeros((len(self.rooms), len(layout.blocks)), dtype=np.int64)
        self._asked = False
        self._known: Plan | None = None
        self.kept: list[Column] = []
        """All that have joined, each once."""
        self._keys: set[object] = set()
        self._begin()
        self.mix_in(known)

    def _types(self) -> list[int]:
        """Rooms that all tracks pay alike for are of one type."""
        numbers: dict[Any, int] = {}
        keys = zip(*(track.prices() for track in self.tracks), strict=True)
        return [numbers.setdefault(key, len(numbers)) for key in keys]

    def _begin(self) -> None:
        self._program = pywraplp.Solver.CreateSolver("GLOP")
        self._program.Objective().SetMinimization()
        self._once = [self._program.Constraint(1, 1) for _ in self.tracks]
        blocks = self.layout.blocks
        self._rows = [[self._program.Constraint(0, float(rooms)) for _ in blocks] for rooms in self.rooms.tolist()]

    def mix_in(self, known: Plan) -> None:
        """Each track's part of a plan joins the mixture, unless it is the one that joined last."""
        if known is self._known:
            return
        self._known = known
        for track in self.tracks:
            self._add(track.track, known, track.loss(known))

    def _add(self, track: int, plan: Plan, loss: int) -> None:
        """A plan of the track joins the mixture, unless an equal one has."""
        held = np.zeros_like(self.rents)
        np.add.at(held, self.types, plan.uses[track].astype(np.int64))
        counts = plan.counts[[sort.number for sort in self.layout.sorts_of[track]]]
        key = track, loss, held.tobytes(), counts.tobytes()
        if key in self._keys:
            return
        self._keys.add(key)
        self.kept.append(Column(track, plan, loss, held))
        column = self._program.NumVar(0, 1, "")
        self._program.Objective().SetCoefficient(column, loss)
        self._once[track].SetCoefficient(column, 1)
        for kind, block in np.argwhere(held).tolist():
            self._rows[kind][block].SetCoefficient(column, float(held[kind, block]))

    def round(self) -> None:
        """Rents, then the best plan of each track at them; without any rents to begin with."""
        if not self._asked:
            self._asked = True
            self.bound = max(0, -(-(self._at(self.rents) or 0) // PARTS))
            return
        if self._program.Solve() != pywraplp.Solver.OPTIMAL:
            self.done = True
            return
        wanted = np.array([[max(0.0, -row.dual_value()) for row in rows] for rows in self._rows])
        self.mixed = self._program.Objective().Value()
        rents = np.rint((1 - HELD) * PARTS * wanted + HELD * self.rents).astype(np.int64)
        bound = self._at(rents)
        if bound is None:
            return
        if bound <= self.bound * PARTS and not np.array_equal(rents, np.rint(PARTS * wanted)):
            rents = np.rint(PARTS * wanted).astype(np.int64)
            bound = self._at(rents) or 0
        if bound > self.bound * PARTS:
            self.rents = rents
        self.bound = max(self.bound, -(-bound // PARTS))
        self.done = self.bound >= self.mixed - 1e-6

    def vary(self, noise: np.random.Generator, until: float) -> None:
        """A plan of each track at rents near the best: what the best timetable needs may be best at no rents.

        ``until``: an instant; no track is begun after it.
        """
        share = noise.uniform(1 - NEARLY, 1 + NEARLY, self.rents.shape)
        extra = noise.exponential(PARTS * ELSEWHERE, self.rents.shape)
        rents = np.rint(self.rents * share + extra).astype(np.int64)
        for track in self.tracks:
            if monotonic() >= until:
                break
            _, loss, plan = track.cheapest(self.types, rents, self.stopped)
            if plan is not None:
                self._add(track.track, plan, loss)

    def promising(self, penalty: int) -> list[Column]:
        """Those that can be part of a timetable that loses less: none of the others leaves enough below the bound."""
        dues = [PARTS * one.loss + int((self.rents * one.held).sum()) for one in self.kept]
        least: dict[int, int] = {}
        for one, due in zip(self.kept, dues, strict=True):
            least[one.track] = min(least.get(one.track, due), due)
        # Dues are least among those known, and rounded: a point more is left for that.
        most = PARTS * (penalty - self.bound)
        return [one for one, due in zip(self.kept, dues, strict=True) if due - least[one.track] <= most]

    def _at(self, rents: Rents) -> int | None:
        """The bound at these rents in parts; the plans join the mixture."""
        total = -int((rents * self.rooms[:, None]).sum())
        for track in self.tracks:
            least, loss, plan = track.cheapest(self.types, rents, self.stopped)
            if plan is None:
                return None
            total += least
            self._add(track.track, plan, loss)
        return total


def improved(columns: Columns, seconds: float, say: Callable[[int], Any]) -> None:
    """Round after round for so long, but two at least: the first has no rents; ``say`` takes every better bound."""
    until, rounds = monotonic() + seconds, 0
    while not columns.done and not columns.stopped() and (rounds < 2 or monotonic() < until):
        before, rounds = columns.bound, rounds + 1
        columns.round()
        if columns.bound > before:
            say(columns.bound)
