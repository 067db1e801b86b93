"""One search: its time, the best so far, how good that can be at most, and the second process beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from scheduler.bound import relaxed_bound
from scheduler.choosing import served, unchosen
from scheduler.construct import construct
from scheduler.fitting import fitted, musts_only
from scheduler.improve import Improver, Limits, Rank, rank
from scheduler.prove import contradictions
from scheduler.result import Bound, Options, Progress, Result, Status, listed
from scheduler.timetable import Timetable
from scheduler.verify import Report, tiers, verify
from scheduler.worker import Compact, Job, Worker, compact, unpacked

if TYPE_CHECKING:
    from scheduler.neighbours import Account
    from scheduler.problem import Problem
    from scheduler.sentence import Sentence

EVERY, AT_LAST = 5.0, 4.0
"""Seconds from one exchange of two searches to the next, and before the end in which each news is taken at once."""

STARTING = 0.4
"""Share of the time that is left, at the most, for a start in which all rules are minded."""

FITTING = 0.1
"""The same for one in which none is minded."""

LAST = 0.5
"""Seconds beyond the time that choosing people may take at the end; a timetable without them is not complete."""


class Search:
    """What is known so far, and the steps that every way to solve has in common."""

    def __init__(
        self,
        problem: Problem,
        options: Options,
        progress: Callable[[Progress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self.problem, self.options = problem, options
        self._progress, self._stopped = progress, stopped
        self.began = monotonic()
        self.phase = "construct"
        self.best = verify(problem, options.start or Timetable(problem, {}))
        self.rank: Rank = rank(self.best)
        self.bounds: dict[int, float] = {}
        self.infeasible = False
        self.proofs: list[Sentence] = []
        self.interrupted = False
        self.chosen = False
        self.account: dict[str, Account] = {}
        self.worker: Worker | None = None
        self.sent: Compact | None = None
        """What the second search has found, as yet not crossed with what this one has."""
        self.exchanged = self.began

    # -- time -----------------------------------------------------------------------------------

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return monotonic() - self.began

    @property
    def timed(self) -> bool:
        """Whether seconds count; with a deterministic limit they do not."""
        return self.options.deterministic is None

    @property
    def left(self) -> float:
        """Seconds."""
        return self.options.budget - self.seconds if self.timed else 1e9

    def over(self) -> bool:
        """Whether to stop now: told to, or out of time."""
        if self._stopped():
            self.interrupted = True
        return self.interrupted or self.left <= 0

    # -- what is known --------------------------------------------------------------------------

    def offer(self, timetable: Timetable, report: Report | None = None) -> bool:
        """Keep it if it is better; whether it is.  ``report``: if it has been verified already."""
        report = report or verify(self.problem, timetable)
        if rank(report) >= self.rank:
            return False
        self.best, self.rank = report, rank(report)
        self.tell()
        return True

    def tell(self) -> None:
        """Say how far it is."""
        placed = len(self.best.timetable)
        self._progress(Progress(self.seconds, self.phase, self.best, self.bound(), placed, len(self.problem.showings)))

    def learn(self, bounds: dict[int, float]) -> None:
        """Keep the better of two lower bounds: a later tier's counts only where the earlier ones are proven."""
        new = {tier: bound for tier, bound in bounds.items() if tier >= 0}
        if [new[tier] for tier in sorted(new)] > [self.bounds[tier] for tier in sorted(self.bounds)]:
            self.bounds = new

    def bound(self) -> Bound:
        """Lower bound at each tier as far as known, in the form of a penalty."""
        first = tiers(self.problem)
        # What is known is known of complete timetables.
        if self.infeasible or first[0] not in self.bounds:
            return None
        known: list[int] = []
        for tier in first:
            if tier not in self.bounds:
                break
            known.append(_rounded_up(self.bounds[tier]))
        return known[0] if len(first) == 1 else known

    @property
    def proven(self) -> bool:
        """Whether nothing better can be found."""
        bound = self.bound()
        return self.best.valid and bound is not None and listed(bound) == listed(self.best.penalty)

    # -- steps ----------------------------------------------------------------------------------

    def construct(self, *, quick: bool) -> None:
        """A first timetable."""
        options = self.options
        made = construct(
            self.problem,
            seed=options.seed,
            start=options.start,
            quick=quick,
            seconds=STARTING * self.left,
            goes_on=lambda: not self.over(),
        )
        self.offer(made)
        self.tell()

    def count(self) -> None:
        """Prove by counting, as far as that goes, that there is no complete timetable; not where one is known."""
        known = self.best.valid and not unchosen(self.problem, self.best.timetable)
        if not known and not self.proofs:
            self.proofs = list(contradictions(self.problem))
            self.infeasible = bool(self.proofs)

    def fit(self) -> None:
        """Where something is missing, timetables that mind no cost: what is nearly full often fits in this way only."""
        if self.infeasible or not self.rank[0]:
            return
        until = monotonic() + FITTING * self.left
        for made in fitted(
            musts_only(self.problem), lambda: not self.over() and (not self.timed or monotonic() < until)
        ):
            report = verify(self.problem, Timetable(self.problem, made.placements))
            # What is known has people already: without them, more seems to be placed than can be.
            report = self._served(report) if self.chosen else report
            self.offer(report.timetable, report)
            if not self.rank[0]:
                break

    def choose(self) -> None:
        """Choose people where nobody is chosen yet: only then is it known whether they suffice, and whom to tell.

        What they do not suffice for is taken up.  It is done at most once, so that whoever interrupts it gets what
        there is.
        """
        if self.chosen or not unchosen(self.problem, self.best.timetable):
            return
        self.chosen = True
        self.best = self._served(self.best)
        self.rank = rank(self.best)

    def _served(self, report: Report) -> Report:
        return served(self.problem, report, max(LAST, self.left))

    def relax(self, seconds: float) -> None:
        """What every timetable costs at least."""
        bound = relaxed_bound(self.problem, seconds)
        if bound is not None:
            self.learn({0: bound})

    def improve(self, seconds: float, limits: Limits | None = None, patience: int | None = None) -> None:
        """Neighbourhoods until the time is over, or so many in a row have found nothing."""
        self.phase = "improve"
        limits = limits or Limits()
        if not self.timed:
            limits = Limits(deterministic=0.5)
        improver = Improver(self.problem, self.best.timetable, self.options.seed, limits, self.over)
        self.account = improver.chooser.account
        until, in_vain = monotonic() + seconds, 0
        while not self.over() and (patience is None or in_vain < patience) and not self._work_done(improver):
            if self.proven or (self.timed and monotonic() >= until):
                break
            better = improver.step(min(self.left, max(0.05, until - monotonic())))
            in_vain = 0 if better else in_vain + 1
            self._exchange(improver)
            self.tell()

    def _work_done(self, improver: Improver) -> bool:
        limit = self.options.deterministic
        return limit is not None and improver.spent >= limit

    # -- the second process ---------------------------------------------------------------------

    def second_worker(self, limits: Limits | None = None) -> None:
        """Another search, from a start of its own; what both find is crossed."""
        options = self.options
        if options.workers > 1 and self.timed:
            start = compact(self.best.timetable) if len(self.best.timetable) else None
            self.worker = Worker()
            searched = (limits or Limits()).seconds
            self.worker.start(Job(self.problem, start, options.seed + 1, max(0.0, self.left), searched))

    def heard(self) -> Iterator[Compact]:
        """Timetables that the second process has found since last asked; bounds among its news are kept."""
        for news in self.worker.news() if self.worker is not None else ():
            if isinstance(news, int):
                self.learn({0: news})
            else:
                yield news

    def _exchange(self, improver: Improver) -> None:
        """Best of both searches to both, now and then: to cross two timetables takes as long as many steps."""
        for found in self.heard():
            # Only the last counts: it holds what was good in those before.
            self.sent = found
        due = monotonic() - self.exchanged >= EVERY or self.left < AT_LAST
        if self.sent is not None and due and self.worker is not None:
            improver.offer(unpacked(self.problem, self.sent))
            self.sent, self.exchanged = None, monotonic()
            self.worker.adopt(improver.timetable)
        self.offer(improver.timetable, improver.report)

    def close(self) -> None:
        """Take what the second search has sent, and end it; who interrupts that loses its news, not the best."""
        if self.worker is None:
            return
        try:
            for found in [self.sent, *self.heard()]:
                if found is not None:
                    self.offer(unpacked(self.problem, found))
        except KeyboardInterrupt:
            self.interrupted = True
        finally:
            self.worker.close()
            self.worker = self.sent = None

    # -- the end --------------------------------------------------------------------------------

    def result(self) -> Result:
        """What came out, with everybody chosen."""
        self.choose()
        return Result(
            report=self.best,
            status=self._status(),
            bound=self.bound(),
            proofs=self.proofs,
            seconds=round(self.seconds, 2),
            stopped=self.interrupted,
            account={name: one for name, one in self.account.items() if one.tries},
        )

    def _status(self) -> Status:
        if self.infeasible:
            return "INFEASIBLE"
        if not self.best.valid:
            return "UNKNOWN"
        return "OPTIMAL" if self.proven else "FEASIBLE"


def _rounded_up(bound: float) -> int:
    return int(-(-(bound - 1e-6) // 1))
