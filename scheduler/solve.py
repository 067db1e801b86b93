"""One way to solve: construct, improve, prove; stoppable at any moment, keeping the best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

from ortools.sat.python import cp_model

from scheduler import prove, sessions
from scheduler.bound import relaxed_bound
from scheduler.construct import construct
from scheduler.improve import Improver, Limits, Rank, rank
from scheduler.reasons import unplaced_of
from scheduler.timetable import Timetable, Unplaced
from scheduler.verify import Report, tiers, verify
from scheduler.worker import Compact, Job, Worker, compact, unpacked

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.sentence import Sentence

Status = Literal["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNKNOWN"]
"""As CP-SAT means them: proven best; complete and valid; proven impossible; neither."""

AT_FIRST = 2.0
"""Seconds that the whole model gets before anything else: what is small enough is proven at once."""

SEARCHED = 3.0
"""Seconds that one neighbourhood of a small festival is searched at the most."""

EVERY, AT_LAST = 12.0, 4.0
"""Seconds from one exchange of two searches to the next, and before the end in which each news is taken at once."""

Bound = int | list[int] | None


@dataclass(frozen=True)
class Progress:
    """How far the search is."""

    seconds: float
    phase: str
    """construct, improve or prove."""
    report: Report
    bound: Bound
    placed: int
    showings: int


@dataclass
class Result:
    """What came out, and how well it is known to be."""

    report: Report
    status: Status
    bound: Bound
    proofs: list[Sentence] = field(default_factory=list)
    """Of an infeasible festival: why, as far as counting shows."""
    seconds: float = 0.0
    stopped: bool = False
    """Whether somebody ended it before its time."""

    @property
    def timetable(self) -> Timetable:
        """The best timetable found."""
        return self.report.timetable

    @property
    def unplaced(self) -> list[Unplaced]:
        """What lies nowhere, and why; worked out when asked for, which may take seconds."""
        return unplaced_of(self.report.problem, self.timetable)

    @property
    def complete(self) -> bool:
        """Whether all is placed and nothing that must hold is broken."""
        return self.report.valid

    @property
    def gap(self) -> float | None:
        """(penalty - bound) / max(1, |penalty|) at the first tier where they differ."""
        if self.bound is None:
            return None
        penalty, bound = _listed(self.report.penalty), _listed(self.bound)
        for points, least in zip(penalty, bound, strict=False):
            if points != least:
                return (points - least) / max(1, abs(points))
        return 0.0


def _listed(value: int | list[int]) -> list[int]:
    return value if isinstance(value, list) else [value]


@dataclass
class Options:
    """How to search."""

    budget: float = 60.0
    """Seconds."""
    seed: int = 0
    workers: int = 2
    deterministic: float | None = None
    """CP-SAT's units of work instead of seconds: one worker, the same result everywhere."""
    start: Timetable | None = None


def solve(
    problem: Problem,
    options: Options | None = None,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Result:
    """The best timetable that the budget allows, with its report, bound and status.

    Small festivals are solved to a proof; large ones by neighbourhoods, with a relaxation's bound.
    Never raises for an infeasible festival: the best part of it comes back, with ``INFEASIBLE``.
    """
    run = _Run(problem, options or Options(), progress, stopped)
    try:
        run.search()
    except KeyboardInterrupt:
        run.interrupted = True
    finally:
        run.close()
    try:
        return run.result()
    except KeyboardInterrupt:
        run.interrupted = True
        return run.result()


class _Run:
    """One solve: what is known so far, and the steps that add to it."""

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
        self.worker: Worker | None = None
        self.whole_until = 0.0
        self.sent: Compact | None = None
        """What the second search has found, as yet not crossed with what this one has."""
        self.exchanged = self.began

    # -- time -----------------------------------------------------------------------------------

    @property
    def seconds(self) -> float:
        return monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds; with a deterministic limit time does not count."""
        return 1e9 if self.options.deterministic is not None else self.options.budget - self.seconds

    def over(self) -> bool:
        """Whether to stop now: told to, out of time, or proven best."""
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
        self._progress(
            Progress(
                self.seconds, self.phase, self.best, self.bound(), len(self.best.timetable), len(self.problem.showings)
            )
        )

    def bound(self) -> Bound:
        """Lower bound at each tier as far as known, in the form of a penalty."""
        first = tiers(self.problem)
        if not self.bounds or first[0] not in self.bounds:
            return None
        known: list[int] = []
        for tier in first:
            if tier not in self.bounds:
                break
            known.append(_rounded_up(self.bounds[tier]))
        return known[0] if len(first) == 1 else known

    @property
    def proven(self) -> bool:
        bound = self.bound()
        return self.best.valid and bound is not None and _listed(bound) == _listed(self.best.penalty)

    # -- the search -----------------------------------------------------------------------------

    def search(self) -> None:
        """Construct, improve, prove."""
        self.proofs = list(prove.contradictions(self.problem))
        self.infeasible = bool(self.proofs)
        if self._in_sessions():
            return
        small = prove.cells(self.problem) <= prove.WHOLE_CELLS
        if not small and self.worker is None:
            self._second_worker()
        self._construct(quick=not small)
        if not small and not self.over():
            self._construct(quick=False)
        if self.over():
            return
        if small:
            self._small()
        else:
            self._bound_alone()
            self._improve(self.left)

    def _in_sessions(self) -> bool:
        """Parallel sessions by their plans, if that is what they are; whether anything came of it."""
        if self.infeasible or self.options.deterministic is not None or not sessions.fits(self.problem):
            return False
        start = self.best.timetable if self.best.valid else None
        engine = sessions.Engine(self.problem, self.options.seed, self.over, start)
        # Nothing is ever gained by a breach there.
        self.bounds[0] = engine.whole(min(AT_FIRST, 0.2 * self.left)) or 0
        if engine.best is not None:
            self.offer(engine.best)
        if self.over() or self.proven:
            return True
        self._second_worker()
        engine.hear = lambda: self._hear(engine)
        if not engine.begin(by_plans=False) or engine.best is None:
            return False
        self.offer(engine.best)
        self.phase = "improve"
        while not self.over() and not self.proven:
            self._hear(engine)
            engine.step(self.left)
            if engine.best is not None and self.offer(engine.best) and self.worker is not None:
                self.worker.adopt(self.best.timetable)
            self.tell()
        return True

    def _hear(self, engine: sessions.Engine) -> None:
        """What the second process has found."""
        for news in self.worker.news() if self.worker is not None else ():
            if isinstance(news, int):
                self.bounds[0] = max(news, self.bounds.get(0, news))
            else:
                engine.offer(unpacked(self.problem, news))

    def _small(self) -> None:
        """Whole until it is valid, then neighbourhoods, then whole again for the proof."""
        timed = self.options.deterministic is None
        if timed:
            self._prove_whole(min(AT_FIRST, 0.1 * self.left))
            self._musts_alone(0.4 * self.left)
        if self.over() or self.proven or (timed and self.infeasible):
            return
        if not self.infeasible:
            long = Limits(seconds=SEARCHED)
            self._second_worker(long)
            self._improve(0.6 * self.left, long, patience=60)
            self.close()
        self._prove_whole(self.left)

    def _musts_alone(self, seconds: float) -> None:
        """Where there is no valid timetable yet: one that is, whatever it costs, which is found far sooner."""
        if self.best.valid or self.infeasible or self.over():
            return
        self.phase = "prove"
        self.whole_until = monotonic() + seconds
        musts = prove.whole_model(self.problem, complete=True, musts_alone=True)
        whole = prove.solve_whole(musts, self._quick_parameters, self.over, lambda *_: None)
        if whole.status == cp_model.INFEASIBLE:
            self.infeasible = True
        elif whole.timetable is not None:
            self.offer(whole.timetable)

    def _construct(self, *, quick: bool) -> None:
        made = construct(
            self.problem,
            seed=self.options.seed,
            start=self.options.start,
            quick=quick,
            goes_on=lambda: not self.over(),
        )
        self.offer(made)
        self.tell()

    def _second_worker(self, limits: Limits | None = None) -> None:
        """Another search, from a start of its own; what both find is crossed."""
        options = self.options
        if options.workers > 1 and options.deterministic is None:
            start = compact(self.best.timetable) if len(self.best.timetable) else None
            self.worker = Worker()
            searched = (limits or Limits()).seconds
            self.worker.start(Job(self.problem, start, options.seed + 1, max(0.0, self.left), searched))

    def _bound_alone(self) -> None:
        """Without a second process the bound is worked out here; the small share of time that it takes is worth it."""
        if self.worker is None:
            bound = relaxed_bound(self.problem, 0.1 * min(self.left, 300.0))
            if bound is not None:
                self.bounds[0] = bound

    def _improve(self, seconds: float, limits: Limits | None = None, patience: int | None = None) -> None:
        """Neighbourhoods until the time is over, or so many in a row have found nothing."""
        self.phase = "improve"
        limits = limits or Limits()
        if self.options.deterministic is not None:
            limits = Limits(deterministic=0.5)
        improver = Improver(self.problem, self.best.timetable, self.options.seed, limits, self.over)
        until, in_vain = monotonic() + seconds, 0
        while not self.over() and (patience is None or in_vain < patience) and not self._work_done(improver):
            if self.options.deterministic is None and monotonic() >= until:
                break
            better = improver.step(min(self.left, max(0.05, until - monotonic())))
            in_vain = 0 if better else in_vain + 1
            self._exchange(improver)
            self.tell()

    def _work_done(self, improver: Improver) -> bool:
        limit = self.options.deterministic
        return limit is not None and improver.spent >= limit

    def _exchange(self, improver: Improver) -> None:
        """Best of both searches to both, now and then: to cross two timetables takes as long as many steps."""
        for news in self.worker.news() if self.worker is not None else ():
            if isinstance(news, int):
                self.bounds[0] = max(news, self.bounds.get(0, news))
            else:
                # Only the last counts: it holds what was good in those before.
                self.sent = news
        due = monotonic() - self.exchanged >= EVERY or self.left < AT_LAST
        if self.sent is not None and due and self.worker is not None:
            improver.offer(unpacked(self.problem, self.sent))
            self.sent, self.exchanged = None, monotonic()
            self.worker.adopt(improver.timetable)
        self.offer(improver.timetable, improver.report)

    def _prove_whole(self, seconds: float) -> None:
        """The whole model from the best so far; if it has no answer, the best part of it."""
        self.whole_until = monotonic() + seconds
        self.phase = "prove"
        if not self.infeasible:
            whole = self._whole(complete=True)
            if whole.status == cp_model.INFEASIBLE:
                self.infeasible = True
            else:
                self._learn(whole.bounds)
                if whole.timetable is not None:
                    self.offer(whole.timetable)
        if self.infeasible and not self.over():
            self.whole_until = monotonic() + self.left
            partial = self._whole(complete=False)
            if partial.timetable is not None:
                self.offer(partial.timetable)

    def _learn(self, bounds: dict[int, float]) -> None:
        """Keep the better of two lower bounds: a later tier's counts only where the earlier ones are proven."""
        new = {tier: bound for tier, bound in bounds.items() if tier >= 0}
        if [new[tier] for tier in sorted(new)] > [self.bounds[tier] for tier in sorted(self.bounds)]:
            self.bounds = new

    def _whole(self, *, complete: bool) -> Any:
        hint = self.best.timetable if self.best.valid or not complete else None
        decisions = prove.whole_model(self.problem, complete=complete, hint=hint)

        def found(timetable: Timetable, bounds: dict[int, float]) -> None:
            if complete:
                self._learn(bounds)
            self.offer(timetable)

        return prove.solve_whole(decisions, self._parameters, self.over, found)

    def _quick_parameters(self, parameters: Any) -> None:
        """Where nothing is to be minimised.

        Measured on K-AIFF, two seeds: valid after 4 and 6 s with presolve and few linear constraints, after 7
        and 25 s without presolve and with all of them.
        """
        self._parameters(parameters)
        parameters.cp_model_presolve = True
        parameters.linearization_level = 1

    def _parameters(self, parameters: Any) -> None:
        options = self.options
        parameters.random_seed = options.seed
        parameters.catch_sigint_signal = False
        # Measured on K-AIFF, 35 s from the same start: 1,836 and a bound of 162 without presolve, 2,222 and
        # no bound with it, which is still presolving when the time is over.
        parameters.cp_model_presolve = False
        parameters.linearization_level = 2
        if options.deterministic is None:
            parameters.num_workers = options.workers
            parameters.max_time_in_seconds = max(0.1, min(self.left, self.whole_until - monotonic()))
        else:
            parameters.num_workers = 1
            parameters.max_deterministic_time = options.deterministic

    # -- the end --------------------------------------------------------------------------------

    def close(self) -> None:
        """Take what the second search has sent, and end it; who interrupts that loses its news, not the best."""
        if self.worker is None:
            return
        try:
            for news in [self.sent, *self.worker.news()]:
                if news is not None and not isinstance(news, int):
                    self.offer(unpacked(self.problem, news))
        except KeyboardInterrupt:
            self.interrupted = True
        finally:
            self.worker.close()
            self.worker = self.sent = None

    def result(self) -> Result:
        return Result(
            report=self.best,
            status=self._status(),
            bound=self.bound(),
            proofs=self.proofs,
            seconds=round(self.seconds, 2),
            stopped=self.interrupted,
        )

    def _status(self) -> Status:
        if self.infeasible:
            return "INFEASIBLE"
        if not self.best.valid:
            return "UNKNOWN"
        return "OPTIMAL" if self.proven else "FEASIBLE"


def _rounded_up(bound: float) -> int:
    return int(-(-(bound - 1e-6) // 1))
