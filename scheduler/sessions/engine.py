"""The search for a programme of parallel sessions: a first plan, then neighbourhoods of plans, then of timetables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.construct import construct
from scheduler.improve import Improver, Limits, rank
from scheduler.sessions.detail import timetable_of
from scheduler.sessions.layout import layout_of
from scheduler.sessions.search import PlanSearch, round_up, solved
from scheduler.sessions.start import first_plan
from scheduler.sessions.telling import told
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.neighbours import Account
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

SMALL = 1000
"""Rooms of blocks for tracks, and blocks for sorts, up to which plans are solved whole before anything else."""

QUICKLY = 8.0
"""Seconds for a first timetable showing by showing; most take a tenth of a second, 1,000 showings four or five."""

SLOTS = 0.12
"""Share of the time in which timetables are improved rather than plans: it is all that knows of slots."""


@dataclass
class Engine:
    """One search, in whichever process."""

    problem: Problem
    seed: int
    over: Callable[[], bool]
    """Whether to stop now."""
    best: Timetable | None = None
    """Complete and valid, if there is one."""
    hear: Callable[[], None] = lambda: None
    """Take what others have found, by ``offer``, if there are any."""
    search: PlanSearch | None = None
    _improver: Improver | None = field(default=None, repr=False)
    _planned: float = 0.0
    _slotted: float = 0.0
    _late: float = 0.0

    def whole(self, seconds: float) -> int | None:
        """Solve a small problem whole; a lower bound of what any timetable loses, if the model is small.

        What it finds is kept in ``best``.
        """
        layout = layout_of(self.problem)
        if int(layout.allowed.sum()) + len(layout.sorts) * len(layout.blocks) > SMALL:
            return None
        plans = told(layout)
        solver, status = solved(plans, seconds, self.seed, self.over)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._take(timetable_of(layout, plans.plan(solver)))
        return round_up(solver.best_objective_bound + plans.constants[0]) if status != cp_model.INFEASIBLE else None

    def begin(self, *, by_plans: bool) -> bool:
        """Find a first timetable that is complete and valid, unless there is one; whether there is.

        ``by_plans``: by a first plan rather than showing by showing, which is quick, but finds no place where
        room is scarce.  Whichever finds nothing is followed by the other.
        """
        for number in range(4):
            self.hear()
            if self.best is not None or self.over():
                break
            if by_plans == (number % 2 == 0):
                layout = layout_of(self.problem)
                plan = first_plan(layout, self.seed + 1000 * number, stopped=self.over)
                self._take(None if plan is None else timetable_of(layout, plan))
            else:
                self._take(self._laid_out(self.seed + number))
        if self.best is None:
            return False
        self.search = PlanSearch(self.problem, self.best, self.seed, self.over)
        return True

    def _laid_out(self, seed: int) -> Timetable:
        """Showing by showing, as far as there is time."""
        until = monotonic() + QUICKLY
        return construct(self.problem, seed=seed, quick=True, goes_on=lambda: not self.over() and monotonic() < until)

    def _take(self, timetable: Timetable | None) -> None:
        if timetable is not None and verify(self.problem, timetable).valid:
            self.best = timetable

    def step(self, seconds: float) -> bool:
        """One neighbourhood, of plans or of the timetable; whether it got better."""
        search = self.search
        if search is None:
            raise RuntimeError("there is no timetable to begin with")
        before, began = search.rank, monotonic()
        if self._slotted <= SLOTS * self._planned and seconds > 2 * self._late:
            self._slots(search, seconds - self._late)
            spent = monotonic() - began
            self._slotted += spent
            # What is searched for so long at the most is on a busy machine much longer in the making.
            self._late = max(0.7 * self._late, spent - min(seconds, Limits.seconds))
        else:
            search.step(seconds)
            self._planned += monotonic() - began
        self.best = search.timetable
        return search.rank < before

    @property
    def account(self) -> dict[str, Account]:
        """What each view of plans, and each neighbourhood of timetables, has brought so far."""
        plans = {} if self.search is None else self.search.account
        return plans | ({} if self._improver is None else self._improver.chooser.account)

    def _slots(self, search: PlanSearch, seconds: float) -> None:
        if self._improver is None:
            self._improver = Improver(self.problem, search.timetable, self.seed, stopped=self.over)
        if self._improver.timetable is not search.timetable:
            self._improver.adopt(search.timetable)
        self._improver.step(seconds)
        if self._improver.rank < search.rank:
            search.offer(self._improver.timetable)

    def offer(self, timetable: Timetable) -> None:
        """Go on from another timetable if it is better."""
        if self.search is not None:
            self.search.offer(timetable)
            self.best = self.search.timetable
        elif rank(verify(self.problem, timetable))[:2] == (0, 0):
            self.best = timetable
