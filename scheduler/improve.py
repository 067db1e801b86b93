"""Large-neighbourhood search: take some showings up, lay them anew with CP-SAT, keep what is no worse.

What one showing costs at each place, all that stays being fixed, is read off the price maps; only
what two open showings do to each other, and the rules that are neither of one nor of two showings,
are posted as constraints.
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
from scheduler.decisions import Decisions
from scheduler.loose import LooseDecisions
from scheduler.losses import losses_of
from scheduler.maps import PlaceMap, as_one, exact_in_maps, free_places, place_map
from scheduler.parallel import shared_places
from scheduler.rings import Places, moved_at_once, opened, places_of, staying
from scheduler.ruin import Ruin
from scheduler.rule import post_all
from scheduler.running import run
from scheduler.verify import Report, is_must, verify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

CELLS = 900
"""Places that the open showings of one neighbourhood have together; more makes models slow to load."""

LARGE = 150
"""Showings above which ruin and recreate is expected to earn most at first."""

ALL_CELLS = 20_000
"""The same of a small festival: measured on one day in three halls, all places of a dozen showings earn three
times what the best 900 of them do."""

MOST_OPEN = 60
"""Showings that one neighbourhood opens at the most."""

MOST_MOVED = 300
"""The same where each is priced by itself and all move at once."""

BURST = 3.0
"""Seconds of ruin and recreate before the result is verified, and other neighbourhoods get their turn."""

BURST_STEPS, BURST_WORK = 25, 0.5
"""The same in steps where seconds do not count, and what these are held to be in CP-SAT's units of work."""

RINGS, PRICING = 8.0, 0.7
"""Seconds for which many showings are priced and moved at once, at the most; and the share of it for prices."""

PRICED_WORK = 0.01
"""What it is held to be to price one of them, in CP-SAT's units of work, where seconds do not count."""

CROSSING = 1.0
"""Seconds that two timetables are crossed at the most: two that were found apart have more unlike than is worth it."""

Rank = tuple[int, int, tuple[int, ...]]
"""Value of what is missing, amount of musts broken, points lost at each tier: smaller is better."""


def rank(report: Report) -> Rank:
    """How good a timetable is; complete ones before valid ones before cheap ones."""
    missing = sum(
        max(1, one.value) for one in report.problem.showings if not one.optional and report.timetable.of(one) is None
    )
    broken = sum(one.amount for one in report.violations if is_must(one) and one.rule != "placed")
    return missing, broken, tuple(report.by_tier.values())


@dataclass
class Limits:
    """How long one neighbourhood may be searched."""

    seconds: float = 1.5
    deterministic: float | None = None
    """CP-SAT's own count of work instead of seconds, for the same result on every machine."""


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
        self.shaped = exact_in_maps(self.problem.rules)
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
        gain = _gain(before, self.rank)
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
        until = now + most
        chosen = opened(self.problem, self.timetable, size, self.random)
        choices = self._choices_of(chosen, now + PRICING * most)
        made = moved_at_once(self.problem, self.timetable, choices, lambda model: self._solved(model, until))
        if made is not None:
            better, _ = crossed(self.problem, self.timetable, made, valid=self.rank[1] == 0)
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

    def _solved(self, model: Any, until: float) -> Any:
        self.solver = _solver(self.limits, max(0.05, until - monotonic()), self.random.randrange(1 << 30))
        self.status = run(self.solver, model, self.stopped)
        self.spent += self.solver.deterministic_time
        return self.solver if self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    # -- many at once ---------------------------------------------------------------------------

    def _lay_anew(self, name: str, opened: list[Showing], seconds: float) -> bool:
        """Search the neighbourhood; whether it was searched to its end."""
        fixed = self.timetable.without(opened)
        maps = self._maps(name, opened, fixed)
        decisions = (LooseDecisions if name == "plans" else Decisions)(
            self.problem,
            fixed,
            {index: found.allowed for index, found in maps.items()},
            complete=all(one.optional or one.index in self.timetable.placements for one in opened),
            soft_musts=self.rank[1] > 0,
        )
        charge_maps(decisions, maps)
        post_all(decisions, self.problem.rules, priced=self.shaped)
        decisions.hint(self.timetable)
        status = self._minimise(decisions, seconds)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._keep_if_no_worse(decisions.timetable(self.solver))
        return status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)

    def _maps(self, name: str, opened: list[Showing], fixed: Timetable) -> dict[int, PlaceMap]:
        if name in neighbours.SHARED:
            return self._shared_maps(opened, fixed)
        share = max(12, (CELLS if self.chooser.large else ALL_CELLS) // max(1, len(opened)))
        near = self._near(opened) if self.random.random() < 0.6 else None
        maps = {}
        for showing in opened:
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

    def _minimise(self, decisions: Decisions, seconds: float) -> Any:
        """Tier after tier; the status of the last one searched."""
        status = cp_model.UNKNOWN
        tiers = decisions.tiers() or [0]
        until = monotonic() + min(seconds, self.limits.seconds)
        for number, tier in enumerate(tiers):
            objective = decisions.objective(tier)
            decisions.model.minimize(objective)
            self.solver = _solver(self.limits, max(0.05, until - monotonic()), self.random.randrange(1 << 30))
            status = run(self.solver, decisions.model, self.stopped)
            self.spent += self.solver.deterministic_time
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or number == len(tiers) - 1:
                break
            decisions.model.add(objective <= round(self.solver.objective_value))
            decisions.model.clear_hints()
            decisions.hint(decisions.timetable(self.solver))
        return status

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


def charge_maps(decisions: Decisions, maps: dict[int, PlaceMap]) -> None:
    """What each open showing costs at each place, as the maps say."""
    for index, found in maps.items():
        for tier, costs in found.costs.items():
            decisions.cost(tier, 1, decisions.value(decisions.problem.showings[index], costs))


def _solver(limits: Limits, seconds: float, seed: int) -> Any:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.catch_sigint_signal = False
    # Measured on neighbourhoods of 8 to 19 showings of a festival of 600: presolve alone takes seconds
    # there, and without it, but with all of the model in the LP, they are searched to their end.
    parameters.cp_model_presolve = False
    parameters.linearization_level = 2
    if limits.deterministic is None:
        parameters.max_time_in_seconds = seconds
    else:
        parameters.max_deterministic_time = limits.deterministic
    return solver


def _gain(before: Rank, after: Rank) -> float:
    """How much better, in points; showings placed and musts mended count for a lot."""
    first = next((i for i, (b, a) in enumerate(zip(before[2], after[2], strict=True)) if b != a), None)
    points = 0 if first is None else before[2][first] - after[2][first]
    return max(0.0, 1000.0 * (before[0] - after[0]) + 100.0 * (before[1] - after[1]) + max(0, points))
