"""What a search is asked for, what it tells on the way, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from scheduler.reasons import unplaced_of

if TYPE_CHECKING:
    from scheduler.neighbours import Account
    from scheduler.sentence import Sentence
    from scheduler.timetable import Timetable, Unplaced
    from scheduler.verify import Report

Status = Literal["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNKNOWN"]
"""As CP-SAT means them: proven best; complete and valid; proven impossible; neither."""

Bound = int | list[int] | None
"""A lower bound of the penalty, one for each tier if there are several; None: nothing is known."""


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
    account: dict[str, Account] = field(default_factory=dict)
    """What each neighbourhood brought, in the first of the searches; of what is tried only."""

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
        """(penalty - bound) / max(1, |penalty|) at the first tier where they differ.

        None where no bound is known, and of a timetable that is not complete: a bound is one of those that are.
        """
        if self.bound is None or not self.complete:
            return None
        penalty, bound = listed(self.report.penalty), listed(self.bound)
        for points, least in zip(penalty, bound, strict=False):
            if points != least:
                return (points - least) / max(1, abs(points))
        return 0.0


def listed(value: int | list[int]) -> list[int]:
    """A penalty or bound, tier by tier."""
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

    def share(self, part: float) -> Options:
        """The same with a part of the budget."""
        work = None if self.deterministic is None else part * self.deterministic
        return replace(self, budget=part * self.budget, deterministic=work)
