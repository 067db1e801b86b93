"""Looking for timetables nearly as good as the best and far from it.

From the best one, showings are drawn away from all places known so far, at a price that rises until a fifth
of them has gone.  Those are kept away, and the rest of the time goes into the best timetable around them; if
that is too dear, the dearest half of them may go back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING

from scheduler.alternatives.distance import Distance, distance
from scheduler.alternatives.exchanging import reassigned, strangers
from scheduler.alternatives.repel import drawn_away, gone, kept_away
from scheduler.improve import Improver, Limits, rank
from scheduler.losses import losses_of
from scheduler.replan.staying import laid_in
from scheduler.solve import Options, Progress, solve
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

WANTED, LEAST = 0.2, 0.1
"""Shares of all showings: how many are to be drawn away, and how many have to lie elsewhere in the end."""
DEARER, POINTS = 0.1, 20
"""What an alternative may cost more than the best at each tier: a share of it, or so many points if that is more."""
DRAWING, FIRST = 0.4, 0.7
"""Of the time for an alternative what drawing may take at the most; of the rest what the first try gets."""
PATIENCE = 8
"""Neighbourhoods in a row in which nothing more has gone before the price is doubled."""
DOUBLINGS = 6


@dataclass(frozen=True)
class Alternative:
    """One of several timetables of a festival to choose from."""

    report: Report
    distances: tuple[Distance, ...]
    """To each of those before it, the best first."""


def alternatives(
    problem: Problem,
    best: Timetable,
    count: int,
    options: Options | None = None,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Alternative]:
    """``best`` and at most so many others, the cheapest first; fewer if no more were found that are good enough.

    Each is as complete as ``best``, at each tier dearer by a tenth or 20 points at the most, and at least a
    tenth of all showings lie elsewhere than in each of the others.  One may turn out better than ``best``: then
    it comes first, and of the others what is too dear beside it is left out.  The budget (seconds, or units of
    work) is for all together, in equal parts.
    """
    search = _Search(problem, verify(problem, best), options or Options(), progress, stopped)
    given, found = search.best, list[Report]()
    with suppress(KeyboardInterrupt):
        found.extend(search.run(count))
    return _in_order(problem, [given, *(one for one in found if search.affordable(one))])


def _in_order(problem: Problem, found: list[Report]) -> list[Alternative]:
    """The cheapest first, each with its distances to those before it."""
    reports = sorted(found, key=rank)
    return [
        Alternative(one, tuple(distance(problem, one.timetable, other.timetable) for other in reports[:number]))
        for number, one in enumerate(reports)
    ]


class _Search:
    """One look for alternatives: what is known so far, and what time is left."""

    def __init__(
        self,
        problem: Problem,
        best: Report,
        options: Options,
        progress: Callable[[Progress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self.problem, self.best, self.options = problem, best, options
        self.known = [best.timetable]
        self.progress, self._stopped = progress, stopped
        self.interrupted = False
        self.began = monotonic()
        self.wanted, self.least = (max(1, ceil(share * len(problem.showings))) for share in (WANTED, LEAST))

    @property
    def timed(self) -> bool:
        """Whether seconds count, not work."""
        return self.options.deterministic is None

    def stopped(self) -> bool:
        """Whether somebody wants an end."""
        self.interrupted = self.interrupted or self._stopped()
        return self.interrupted

    def run(self, count: int) -> Iterator[Report]:
        """One after the other; what one leaves of its time is for the others."""
        for turn in range(count):
            if self.stopped() or not self.problem.showings:
                return
            left = self.options.budget - (monotonic() - self.began)
            made = _Turn(self, turn, max(0.5, left / (count - turn)), (self.options.deterministic or 0) / count).run()
            if made is not None:
                self.known.append(made.timetable)
                self.best = min(self.best, made, key=rank)
                yield made

    def good(self, made: Report) -> bool:
        """Whether it is as complete as the best, costs little more, and is far from all that are known."""
        far = all(distance(self.problem, made.timetable, one).elsewhere >= self.least for one in self.known)
        return far and self.affordable(made)

    def affordable(self, made: Report) -> bool:
        """Whether it is as complete as the best, and costs little more."""
        lost, best = rank(made), rank(self.best)
        return lost[:2] <= best[:2] and all(now <= most for now, most in zip(lost[2], self.ceiling, strict=True))

    @property
    def ceiling(self) -> list[float]:
        """Points at each tier that an alternative may cost."""
        return [points + max(DEARER * abs(points), POINTS) for points in rank(self.best)[2]]


@dataclass
class _Turn:
    """The look for the next alternative."""

    search: _Search
    number: int
    seconds: float
    work: float

    def __post_init__(self) -> None:
        self.until = monotonic() + self.seconds
        self.problem = self.search.problem
        self.seed = self.search.options.seed + 101 * (self.number + 1)

    def run(self) -> Report | None:
        """Draw away, keep away, solve the rest; None if nothing came of it that is good enough."""
        drawn = self._drawn()
        away = gone(self.problem, drawn, self.search.known)
        share = FIRST
        while len(away) >= self.search.least and not self.search.stopped():
            made = self._solved(away, drawn, share)
            if self.search.good(made):
                return made
            if share == 1.0 or len(away) == self.search.least:
                return None
            away, drawn, share = self._cheaper(made, away), made.timetable, 1.0
        return None

    def _drawn(self) -> Timetable:
        """The best timetable with enough showings drawn away; as far as they go at any price worth while."""
        start, spent = self.search.best.timetable, 0.0
        weight = 1 + round(3 * (self.search.ceiling[0] - rank(self.search.best)[2][0]) / self.search.wanted)
        for doubling in range(DOUBLINGS):
            masked = drawn_away(self.problem, self.search.known, weight << doubling)
            improver = Improver(masked, laid_in(masked, start), self.seed, self._limits(), self.search.stopped)
            improver.spent = spent
            in_vain = 0
            while in_vain < PATIENCE and self._may_draw(improver) and len(self._gone(improver)) < self.search.wanted:
                before = len(self._gone(improver))
                self._step(improver)
                in_vain = 0 if len(self._gone(improver)) > before else in_vain + 1
            start, spent = laid_in(self.problem, improver.timetable), improver.spent
            if in_vain < PATIENCE:
                break
        return start

    def _step(self, improver: Improver) -> None:
        """Many change places at once, which moves a large festival in seconds; or any neighbourhood."""
        many = strangers(improver.problem, improver.timetable, 2 * self.search.wanted, improver.random)
        chosen = _out_of_reach(improver.problem, many)
        made = reassigned(improver.problem, improver.timetable, chosen) if len(chosen) > 1 else None
        if made is not None and rank(verify(improver.problem, made)) < improver.rank:
            improver.adopt(made)
        else:
            improver.step(max(0.05, self.until - monotonic()))

    def _gone(self, improver: Improver) -> list[Showing]:
        return gone(self.problem, improver.timetable, self.search.known)

    def _limits(self) -> Limits:
        return Limits() if self.search.timed else Limits(deterministic=0.5)

    def _may_draw(self, improver: Improver) -> bool:
        """For its part of the time; for all of it while there are too few for anything to come of it."""
        share = DRAWING if len(self._gone(improver)) >= self.search.least else 1.0
        if self.search.stopped():
            return False
        if not self.search.timed:
            return improver.spent < share * self.work
        return monotonic() < self.until - (1 - share) * self.seconds

    def _solved(self, away: list[Showing], start: Timetable, share: float) -> Report:
        """The best that the search finds with these kept away."""
        masked = kept_away(self.problem, self.search.known, away)
        work = (1 - DRAWING) * self.work * (FIRST if share == FIRST else 1 - FIRST)
        options = replace(
            self.search.options,
            budget=max(0.2, share * (self.until - monotonic())),
            seed=self.seed,
            deterministic=None if self.search.timed else max(0.1, work),
            start=laid_in(masked, start),
        )
        shift = monotonic() - self.search.began
        found = solve(
            masked,
            options,
            progress=lambda news: self.search.progress(replace(news, seconds=news.seconds + shift)),
            stopped=self.search.stopped,
        )
        self.search.interrupted = self.search.interrupted or found.stopped
        return verify(self.problem, laid_in(self.problem, found.timetable))

    def _cheaper(self, made: Report, away: list[Showing]) -> list[Showing]:
        """Those of them that have to stay away, without the dearest half."""
        now, best = losses_of(made), losses_of(self.search.best)
        dear = {one.index: now.get(one.index, 0.0) - best.get(one.index, 0.0) for one in away}
        return sorted(away, key=lambda one: dear[one.index])[: max(self.search.least, len(away) // 2)]


def _out_of_reach(problem: Problem, placements: list[Placement]) -> list[Placement]:
    """Those of them whose holes cannot meet: not even on days that follow each other in one hall."""
    kept: list[Placement] = []
    for one in placements:
        halls = {one.room, *problem.rivals[one.room]}
        if not any(other.room in halls and abs(other.day - one.day) <= 1 for other in kept):
            kept.append(one)
    return kept
