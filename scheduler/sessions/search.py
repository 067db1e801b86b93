"""Large neighbourhoods of plans: some tracks, some blocks, or some rooms are planned anew, the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from scheduler.improve import Rank, rank
from scheduler.neighbours import Account
from scheduler.ranking import gain_of
from scheduler.running import run
from scheduler.sessions.detail import timetable_of
from scheduler.sessions.layout import layout_of
from scheduler.sessions.plan import Plan, plan_of
from scheduler.sessions.telling import told
from scheduler.sessions.views import VIEWS, View
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.sessions.model import PlanDecisions
    from scheduler.timetable import Timetable

SECONDS = 3.0
"""That one neighbourhood is searched for at the most."""


@dataclass
class PlanSearch:
    """One search: a current timetable and its plan, made better step by step."""

    problem: Problem
    timetable: Timetable
    seed: int = 0
    stopped: Callable[[], bool] = lambda: False
    sizes: dict[str, float] = field(default_factory=lambda: {name: view.size for name, view in VIEWS.items()})
    """How much each view opens at present."""
    worth: dict[str, float] = field(default_factory=lambda: dict.fromkeys(VIEWS, 1.0))
    """What each view has earned lately, by the second."""
    account: dict[str, Account] = field(default_factory=lambda: {name: Account() for name in VIEWS})
    """What each view has brought so far."""
    afterwards: float = 0.0
    """Seconds that it has taken lately to make a timetable of a plan; on a busy machine that is long."""

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.layout = layout_of(self.problem)
        self._keep(self.timetable, verify(self.problem, self.timetable))

    def _keep(self, timetable: Timetable, report: Report) -> None:
        self.timetable, self.report = timetable, report
        self.rank: Rank = rank(report)
        self.plan: Plan = plan_of(self.layout, timetable)

    def offer(self, timetable: Timetable) -> None:
        """Go on from another timetable, if it is better."""
        report = verify(self.problem, timetable)
        if rank(report) < self.rank:
            self._keep(timetable, report)

    def step(self, seconds: float) -> bool:
        """Try one neighbourhood for at most so long; whether the timetable got better."""
        name = self._choose()
        before, began = self.rank, monotonic()
        finished = self._look(VIEWS[name], self.sizes[name], seconds)
        gain, spent = sum(before[2]) - sum(self.rank[2]), monotonic() - began
        self.account[name].add(gain_of(before, self.rank), spent)
        self._learn(name, gain, spent, finished=finished)
        return self.rank < before

    def _choose(self) -> str:
        names = list(VIEWS)
        total = sum(self.worth.values())
        return self.random.choices(names, [self.worth[name] / total + 0.3 / len(names) for name in names])[0]

    def _learn(self, name: str, gain: int, seconds: float, *, finished: bool) -> None:
        self.sizes[name] *= 1.1 if finished else 0.85
        self.sizes[name] = max(2.0, self.sizes[name])
        share = max(0, gain) / max(1, sum(self.rank[2])) / max(0.1, seconds)
        self.worth[name] = 0.85 * self.worth[name] + 0.15 * min(1.0, 100 * share)

    def _look(self, view: View, size: float, seconds: float) -> bool:
        """Whether it was searched to its end."""
        until = monotonic() + seconds
        opened = view.open(self.layout, self.plan, self.report, size, self.random)
        plans = told(self.layout, self.plan, opened)
        plans.hint_plan(self.plan)
        left = until - monotonic() - self.afterwards
        if left <= 0:
            return False
        solver, status = solved(plans, min(left, SECONDS), self.random.randrange(1 << 30), self.stopped)
        began = monotonic()
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._made(timetable_of(self.layout, plans.plan(solver)))
        self.afterwards = max(0.7 * self.afterwards, monotonic() - began)
        return status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)

    def _made(self, timetable: Timetable | None) -> None:
        if timetable is not None:
            report = verify(self.problem, timetable)
            if rank(report) <= self.rank:
                self._keep(timetable, report)


def solved(
    plans: PlanDecisions, seconds: float, seed: int, stopped: Callable[[], bool] = lambda: False, workers: int = 1
) -> tuple[cp_model.CpSolver, Any]:
    """The solver after so long, and its status."""
    plans.model.minimize(plans.objective(0))
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers, parameters.random_seed = workers, seed
    parameters.catch_sigint_signal = False
    parameters.linearization_level = 2
    parameters.max_time_in_seconds = max(0.05, seconds)
    return solver, run(solver, plans.model, stopped)


def round_up(bound: float) -> int:
    """The least whole number that is not below the bound."""
    return int(-(-(bound - 1e-6) // 1))
