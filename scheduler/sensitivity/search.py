"""The changes that would gain most, as many as can be tried in the time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.compile import compile_festival
from scheduler.explain.watch import Stopped, Watch
from scheduler.faults import FestivalError
from scheduler.sensitivity.candidates import candidates, furthest
from scheduler.sensitivity.trial import Trial
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.explain.changes import Change, Lever
    from scheduler.problem import Problem
    from scheduler.sensitivity.trial import Outcome
    from scheduler.timetable import Timetable

MOST = 10
"""Changes that are told."""


@dataclass(frozen=True)
class Gain:
    """A change that was tried, and what it brings."""

    change: Change
    report: Report
    """The timetable found for the changed festival, as the verifier sees it."""
    gain: tuple[int, ...]
    """Value of what is placed more, amount of musts mended, points saved at each tier; the first above 0 counts."""


@dataclass
class Sensitivity:
    """What was found; what was tried."""

    report: Report
    gains: list[Gain] = field(default_factory=list)
    """The most first, ten at the most."""
    tried: int = 0
    finished: bool = False
    """Whether all that there was to try was tried."""

    def add(self, gain: Gain) -> None:
        """Keep it if it is among the best."""
        self.gains = sorted([*self.gains, gain], key=_rank)[:MOST]


def _rank(one: Gain) -> tuple[Any, ...]:
    """The most gain first; of what gains the same the least trouble."""
    return tuple(-each for each in one.gain), one.change.trouble


def sensitivity(
    problem: Problem,
    timetable: Timetable,
    watch: Watch | None = None,
    *,
    found: Callable[[Sensitivity], None] = lambda _: None,
) -> Sensitivity:
    """The changes of the document that gain most, each by solving the parts concerned anew.

    Each gain is what the verifier says of the changed festival, less what the same effort gains without a
    change.  What is known when the time is over, or somebody stops it, comes back; ``found`` hears of each.
    """
    watch = watch or Watch(60.0)
    search = _Search(verify(problem, timetable), watch, found)
    with suppress(Stopped):
        search.run()
    return search.known


class _Search:
    def __init__(self, report: Report, watch: Watch, found: Callable[[Sensitivity], None]) -> None:
        self.festival = report.problem.festival
        self.watch, self.found = watch, found
        self.trial = Trial(report, watch.over)
        self.known = Sensitivity(report)

    def run(self) -> None:
        """One candidate after the other."""
        for spot, lever, change in candidates(self.known.report):
            self.watch.tell("Trying: {s}", "시험 중: {s}", s=change.sentence)
            problem = self._problem(change)
            outcome = None if problem is None else self.trial.run(problem, spot.showings)
            self.known.tried += 1
            if outcome is not None:
                self.known.add(self._least(lever, change, outcome))
                self.found(self.known)
        self.known.finished = True

    def _problem(self, change: Change) -> Problem | None:
        """The changed festival; None if the change makes none."""
        try:
            return compile_festival(change.made(self.festival))
        except FestivalError:
            return None

    def _least(self, lever: Lever, change: Change, outcome: Outcome) -> Gain:
        """The least amount at which the timetable found is as good; no search is needed to know that."""
        best = Gain(change, outcome.report, outcome.gain)
        amounts = [one for one in lever.amounts if one <= furthest(lever)]
        low, high = 0, len(amounts) - 1
        while low < high:
            middle = (low + high) // 2
            smaller = lever.change(amounts[middle])
            report = self._kept(smaller, outcome.report)
            if report is None:
                low = middle + 1
            else:
                high, best = middle, Gain(smaller, report, outcome.gain)
        return best

    def _kept(self, change: Change, made: Report) -> Report | None:
        """The same timetable under a smaller change, if it is as good there."""
        from scheduler.explain.relaxing import transferred
        from scheduler.improve import rank

        problem = self._problem(change)
        if problem is None:
            return None
        report = verify(problem, transferred(problem, made.timetable))
        return report if rank(report) == rank(made) else None
