"""Is there anything better?  The whole model of plans, with less to spend than the best timetable loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.running import run
from scheduler.sessions.budget import cheaper, searcher
from scheduler.sessions.detail import timetable_of
from scheduler.sessions.search import round_up
from scheduler.sessions.telling import told

if TYPE_CHECKING:
    from scheduler.sessions.layout import Layout
    from scheduler.sessions.model import PlanDecisions
    from scheduler.timetable import Timetable


@dataclass
class Proof:
    """One question asked again and again, each time for longer."""

    layout: Layout
    seed: int
    stopped: Callable[[], bool]
    bound: int = 0
    """Points that any timetable loses at least."""
    _plans: PlanDecisions | None = field(default=None, repr=False)

    @property
    def plans(self) -> PlanDecisions:
        """The whole model."""
        if self._plans is None:
            self._plans = told(self.layout)
        return self._plans

    def better_than(self, penalty: int, seconds: float, workers: int = 1) -> Timetable | None:
        """A timetable of a plan that loses less, if one is found; if there is none, the bound becomes the penalty."""
        plans, solver = self.plans, searcher(seconds, workers, self.seed)
        status = run(solver, cheaper(self.plans, penalty), self.stopped)
        if status == cp_model.INFEASIBLE:
            self.bound = max(self.bound, penalty)
        elif status != cp_model.MODEL_INVALID:
            # What costs more than there is to spend was left out, and loses the penalty at least.
            found = round_up(solver.best_objective_bound) + plans.constants[0]
            self.bound = max(self.bound, min(penalty, found))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return timetable_of(self.layout, plans.plan(solver))
        return None
