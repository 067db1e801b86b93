"""Large-neighbourhood search: take some showings up, lay them anew, keep what is no worse.

Three ways: few again and again, each at its best place (``ruin``); a hundred at once, each priced by itself
(``rings``); a dozen with all that rules say between them, by CP-SAT (``opening``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from scheduler import neighbours
from scheduler.choosing import chosen_anew, chosen_for
from scheduler.crossing import crossed
from scheduler.limits import Limits, solver_within
from scheduler.losses import losses_of
from scheduler.maps import as_one
from scheduler.opening import Opening, charge_maps
from scheduler.ranking import Rank, gain_of, rank
from scheduler.rings import Places, moved_at_once, opened, places_of, staying
from scheduler.ruin import Ruin
from scheduler.running import run
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.decisions import Decisions
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

__all__ = ["Improver", "Limits", "Rank", "charge_maps", "rank"]

LARGE = 150
"""Showings above which ruin and recreate is expected to earn most at first."""

MOST_OPEN = 60
"""Showings that one neighbourhood opens at the most."""

MOST_MOVED = 300
"""The same where each is priced by itself and all move at once."""

BURST = 3.0
"""Seconds of ruin and recreate before the result is verified, and other neighbourhoods get their turn."""

BURST_STEPS, BURST_WORK = 25, 0.5
"""The same in steps where seconds do not count, and what these are held to be in CP-SAT's units of work."""

RINGS, PRICING, SOLVING = 6.0, 0.7, 0.85
"""Seconds for which many showings are priced and moved at once, at the most; shares of it after which prices and the
model are to be done with."""

ENOUGH = 0.03
"""Share of what moving them brings that may be missed: the next such step finds it sooner than this one's proof."""

PRICED_WORK = 0.01
"""What it is held to be to price one of them, in CP-SAT's units of work, where seconds do not count."""

CROSSING = 1.0
"""Seconds that two timetables are crossed at the most: two that were found apart have more unlike than is worth it."""


@dataclass
class Improver:
    """One search: a current timetable, made better step by step."""

    problem: Problem
    timetable: Timetable
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    stopped: Callable[[], bool] = lambda: False

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.noise = np.random.default_rng(self.seed)
        self.chooser = neighbours.Chooser(
            self.random, neighbours.arms_of(self.problem), large=len(self.problem.showings) > LARGE
        )
        self.report = verify(self.problem, self.timetable)
        self.rank = rank(self.report)
        self.ruin = Ruin(self.problem, Random(self.seed))
        self.solver: Any = None
        self.status: Any = None
        self.spent = 0.0
        """Deterministic work so far."""

    def adopt(self, timetable: Timetable) -> None:
        """Go on from another timetable."""
        self._keep(timetable, verify(self.problem, timetable))

    def offer(self, timetable: Timetable) -> None:
        """Go on from another timetable, or from the best of both."""
        mine = self.timetable
        report = verify(self.problem, timetable)
        if rank(report) < self.rank:
            self._keep(timetable, report)
        other, until = mine if self.timetable is timetable else timetable, monotonic() + CROSSING
        made, gained = crossed(
            self.problem, self.timetable, other, valid=self.rank[1] == 0, goes_on=lambda: monotonic() < until
        )
        if gained:
            self._keep_if_no_worse(made, choose=True)

    def step(self, seconds: float) -> bool:
        """Try one neighbourhood for at most so long; whether the timetable got better."""
        before, began = self.rank, self._clock()
        name, size = self.chooser.choose(complete=self.rank[:2] == (0, 0))
        if name == "ruin":
            finished = self._ruin(seconds)
        elif name == "rings":
            finished = self._rings(size, seconds)
        else:
            chosen = self._chosen(name, size)
            finished = bool(chosen) and self._lay_anew(name, chosen, seconds)
        gain = gain_of(before, self.rank)
        self.chooser.learn(
            name, gain, self._clock() - began, finished=finished, most=MOST_MOVED if name == "rings" else MOST_OPEN
        )
        return self.rank < before

    def _clock(self) -> float:
        """Seconds, or work where the result is to be the same whatever the machine."""
        return monotonic() if self.limits.deterministic is None else self.spent

    # -- which ----------------------------------------------------------------------------------

    def _chosen(self, name: str, size: int) -> list[Showing]:
        """The neighbourhood, and some of what is unplaced."""
        missing = [one for one in self.problem.showings if self.timetable.of(one) is None]
        self.random.shuffle(missing)
        named = (
            neighbours.ALL[name](self.problem, self.timetable, self.report, size, self.random)
            if len(self.timetable)
            else []
        )
        chosen = {one.index: one for one in [*missing[: max(3, size // 3)], *named]}
        return list(chosen.values())

    # -- step by step ---------------------------------------------------------------------------

    def _ruin(self, seconds: float) -> bool:
        """Take few up and put them back, many times; people are chosen anew for the best that came out."""
        if self.ruin.began_with is not self.timetable:
            self._begin_ruin()
        timed = self.limits.deterministic is None
        until = monotonic() + min(seconds, BURST)
        # Where there is little to take up, all of it has been tried long before the time is over.
        last = self.ruin.steps + (3 * len(self.problem.showings) if timed else BURST_STEPS)
        made = self.ruin.walk(
            lambda: not self.stopped() and self.ruin.steps < last and not (timed and monotonic() > until)
        )
        self.spent += 0.0 if timed else BURST_WORK
        if made is not self.timetable:
            self._keep_if_no_worse(made, choose=True)
            self._begin_ruin()
        return True

    def _begin_ruin(self) -> None:
        self.ruin.begin(self.report)

    def _rings(self, size: int, seconds: float) -> bool:
        """Some hundred showings go at once, each to where another leaves; whether the best of it was found."""
        now, most = monotonic(), min(seconds, RINGS)
        chosen = opened(self.problem, self.timetable, size, self.random)
        choices = self._choices_of(chosen, now + PRICING * most)
        until = now + SOLVING * most
        made = moved_at_once(
            self.problem, self.timetable, choices, seconds=until - monotonic(),
            solve=lambda model: self.solver if self._found(model, until, ENOUGH) else None,
        )  # fmt: skip
        if made is not None:
            timed, valid = self.limits.deterministic is None, self.rank[1] == 0
            better, _ = crossed(
                self.problem, self.timetable, made, valid=valid, goes_on=lambda: not timed or monotonic() < now + most
            )
            self._keep_if_no_worse(better, choose=True)
        return bool(self.status == cp_model.OPTIMAL)

    def _choices_of(self, chosen: list[Showing], until: float) -> list[Places]:
        """Where each may go; those that there is no time to price stay where they are."""
        timed = self.limits.deterministic is None
        fixed, slack, losses = self.timetable.without(chosen), self._slack(), losses_of(self.report, shared=False)
        choices = []
        for showing in chosen:
            if self.stopped() or (timed and monotonic() > until):
                choices.append(staying(self.timetable, showing))
                continue
            loses = losses.get(showing.index, 0.0)
            choices.append(places_of(self.problem, self.timetable, fixed, showing, slack, loses))
            self.spent += 0.0 if timed else PRICED_WORK
        return choices

    def _slack(self) -> int:
        """What a showing loses on the average: so much it may lose more for the sake of others."""
        return int(abs(as_one(self.rank[2])) / max(1, len(self.timetable))) + 1

    # -- many at once ---------------------------------------------------------------------------

    def _lay_anew(self, name: str, opened: list[Showing], seconds: float) -> bool:
        """Search the neighbourhood; whether it was searched to its end."""
        timed, until = self.limits.deterministic is None, monotonic() + seconds
        opening = Opening(
            self.problem, self.timetable, self.random, self.noise, self.chooser.large,
            goes_on=lambda: not self.stopped() and not (timed and monotonic() > until),
        )  # fmt: skip
        decisions = opening.model(name, opened, soft_musts=self.rank[1] > 0)
        if decisions is None:
            return False
        status = self._minimise(decisions, seconds)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._keep_if_no_worse(decisions.timetable(self.solver))
        return status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)

    def _minimise(self, decisions: Decisions, seconds: float) -> Any:
        """Tier after tier; the status of the last one searched."""
        tiers = decisions.tiers() or [0]
        until = monotonic() + min(seconds, self.limits.seconds)
        for number, tier in enumerate(tiers):
            objective = decisions.objective(tier)
            decisions.model.minimize(objective)
            if not self._found(decisions.model, until) or number == len(tiers) - 1:
                break
            decisions.model.add(objective <= round(self.solver.objective_value))
            decisions.model.clear_hints()
            decisions.hint(decisions.timetable(self.solver))
        return self.status

    def _found(self, model: Any, until: float, gap: float = 0.0) -> bool:
        """Search a model; whether anything was found.  The solver and its status stay to be asked.

        ``gap``: share of what is found, at the most, by which it may miss the optimum.
        """
        self.solver = solver_within(self.limits, max(0.05, until - monotonic()), self.random.randrange(1 << 30))
        self.solver.parameters.relative_gap_limit = gap
        self.status = run(self.solver, model, self.stopped)
        self.spent += self.solver.deterministic_time
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    def _keep_if_no_worse(self, timetable: Timetable, *, choose: bool = False) -> None:
        for chosen in self._choices(timetable) if choose else [timetable]:
            report = verify(self.problem, chosen)
            if rank(report) <= self.rank:
                self._keep(chosen, report)
                break

    def _choices(self, timetable: Timetable) -> Iterator[Timetable]:
        """The timetable with people chosen for what has moved; then with all chosen anew."""
        now, then = self.timetable.placements, timetable.placements
        moved = [index for index in now.keys() | then.keys() if now.get(index) is not then.get(index)]
        few = chosen_for(self.problem, timetable, sorted(moved), self.stopped)
        if few is not None:
            yield few
        if few is not timetable:
            yield chosen_anew(self.problem, timetable, self.stopped)

    def _keep(self, timetable: Timetable, report: Report) -> None:
        self.timetable, self.report, self.rank = timetable, report, rank(report)
