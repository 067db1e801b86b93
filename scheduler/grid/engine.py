"""The search for a grid: one cooling after another, each twice as long as the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from scheduler.grid.others import Others
from scheduler.grid.pairs import layers_of
from scheduler.grid.places import NEVER, places_of
from scheduler.grid.walk import Walk
from scheduler.maps import as_one
from scheduler.neighbours import Account
from scheduler.timetable import Timetable
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.grid.places import Places
    from scheduler.problem import Problem

FIRST = 2.0
"""Seconds that the first cooling takes."""

TOLD = 0.5
"""Seconds between two looks at what has been found and what others have."""

LONGEST = 0.3
"""Seconds a showing that a cooling takes at the most: several of that length find more than one that is longer."""

HOT, COLD = 0.2, 0.01
"""Temperatures, as shares of what an exchange changes on the average.

Measured on 36, 72 and 216 talks, 6 to 20 s of processor each: from 0.1 to 0.4 and down to 0.003 or 0.05 makes 0.3 %.
"""

BROKEN = 1.0
"""What a broken must counts at first, in the same unit.

Measured on 18 talks, 3 s each from four starts: the best known from four with 1.0, from three with 4.0.
"""

PATIENCE = 5
"""Coolings in vain after which nothing more is expected."""

PROBED = 50
"""Showings whose exchanges say what the average is."""


@dataclass
class Engine:
    """One search, in whichever process."""

    problem: Problem
    seed: int
    over: Callable[[], bool]
    """Whether to stop now."""
    best: Timetable | None = None
    """Complete and valid, if there is one."""
    found: Callable[[Timetable], Any] = lambda _: None
    """Told of each better one."""
    trusted: bool = True
    """Whether the verifier has always found what the tables said."""
    account: dict[str, Account] = field(default_factory=lambda: {"cooling": Account()})
    """What the coolings have brought; one that finds the first valid timetable brings no points."""
    coolings: int = 0
    _least: int = field(default=NEVER, repr=False)
    _seen: int = field(default=NEVER, repr=False)
    _broken: float = BROKEN
    _average: float = 0.0
    _in_vain: int = 0

    def __post_init__(self) -> None:
        self._others = Others(self.places)
        self.noise = np.random.default_rng(self.seed)
        if self.best is not None:
            self._least = points_of(verify(self.problem, self.best))

    @property
    def places(self) -> Places:
        """All that there are."""
        return places_of(self.problem)

    def offer(self, timetable: Timetable) -> None:
        """Go on from another timetable if it is better."""
        report = verify(self.problem, timetable)
        if report.valid and points_of(report) < self._least:
            self.best, self._least = timetable, points_of(report)

    def hear(self, timetables: Iterable[Timetable]) -> None:
        """What others have found."""
        for timetable in timetables:
            self.offer(timetable)

    @property
    def hopeful(self) -> bool:
        """Whether to go on: the tables are right, and there is a valid timetable or has not been long to find one."""
        return self.trusted and (self.best is not None or self.coolings < PATIENCE)

    @property
    def settled(self) -> bool:
        """Whether the last few have found nothing better."""
        return self._in_vain >= PATIENCE

    # -- searching ------------------------------------------------------------------------------

    def step(self, seconds: float, between: Callable[[], Any] = lambda: None) -> None:
        """One cooling, for at most so long; ``between`` is called now and then."""
        at = self._start()
        if at is None:
            self.trusted = False
            return
        walk = self._cooled_from(at)
        length = min(FIRST * 2.0**self.coolings, LONGEST * walk.size)
        # What is left would be too short for the next one.
        length = seconds if length * 2.0 > seconds else length
        self.coolings += 1
        began, looked = monotonic(), [monotonic()]

        def share() -> float:
            now = monotonic()
            if now - looked[0] > TOLD:
                looked[0] = now
                self._take(walk)
                between()
            return 1.0 if self.over() or not self.trusted else (now - began) / length

        before, valid = self._least, self.best is not None
        walk.cool(HOT * self._average, COLD * self._average, share, partial(self._others.allow, walk))
        self._take(walk)
        self.account["cooling"].add(before - self._least if valid else 0, monotonic() - began)
        self._in_vain = self._in_vain + 1 if self._least == before else 0
        if self.best is None:
            self._broken *= 2

    def _cooled_from(self, at: NDArray[np.int64]) -> Walk:
        """A walk that begins there."""
        if not self._average:
            self._average = _average(self._walk(at, 0), self.noise)
        return self._walk(at, round(self._broken * self._average))

    def _walk(self, at: NDArray[np.int64], must: int) -> Walk:
        layers = self.problem.cached("layers of a grid", lambda: layers_of(self.places))
        walk = Walk(self.places, [layer.costing(must) for layer in layers], int(self.noise.integers(1 << 30)))
        walk.begin(at)
        return walk

    def _take(self, walk: Walk) -> None:
        """Keep the best of a walk if it is better; the verifier has the last word."""
        if walk.least >= self._least or walk.least == self._seen:
            return
        self._seen = walk.least
        places = enumerate(walk.best.tolist())
        made = {index: self.places.placement(self.problem.showings[index], place) for index, place in places}
        report = verify(self.problem, Timetable(self.problem, made))
        if report.valid:
            self.trusted = points_of(report) == walk.least
            if points_of(report) < self._least:
                self.best, self._least = report.timetable, points_of(report)
                self.found(self.best)

    def _start(self) -> NDArray[np.int64] | None:
        """Where each showing lies at first: as in the best, else anywhere that it may lie by itself."""
        return self.places.of(self.best) if self.best is not None else self._anywhere()

    def _anywhere(self) -> NDArray[np.int64] | None:
        """Some way for all to have places that they may have by themselves; None if there is none."""
        rows, columns = np.nonzero(self.places.costs < NEVER)
        solver = SimpleLinearSumAssignment()
        solver.add_arcs_with_cost(
            rows.astype(np.int32), columns.astype(np.int32), self.noise.integers(1000, size=len(rows))
        )
        size, every = len(self.problem.showings), np.arange(len(self.places), dtype=np.int32)
        for nobody in range(size, len(self.places)):
            solver.add_arcs_with_cost(np.full_like(every, nobody), every, np.zeros_like(every, dtype=np.int64))
        if solver.solve() != solver.OPTIMAL:
            return None
        return np.array([solver.right_mate(index) for index in range(size)], dtype=np.int64)


def _average(walk: Walk, noise: np.random.Generator) -> float:
    """What an exchange changes on the average."""
    sizes = [np.abs(walk.changes(one)) for one in noise.integers(walk.size, size=PROBED).tolist()]
    found = np.concatenate(sizes)
    found = found[(found > 0) & (found < NEVER // 2)]
    return float(np.median(found)) if len(found) else 1.0


def points_of(report: Report) -> int:
    """Points lost as one number, early tiers before late ones."""
    return as_one(list(report.by_tier.values()))
