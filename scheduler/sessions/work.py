"""The second process for programmes of parallel sessions: the same search from another start, and the bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np

from scheduler.sessions.columns import Columns, improved
from scheduler.sessions.compose import composed, refined
from scheduler.sessions.engine import Engine
from scheduler.sessions.layout import layout_of
from scheduler.sessions.proof import Proof

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

BOUNDING, IN_VAIN = 0.25, 0.75
"""Share of the time that goes into the bound, once there is something to compare it with; the second where nothing
better has been found for long, or the bound is near, for then a proof is what is likelier."""

NEAR = 0.75
"""Share of the penalty from which on a bound is near it."""

LONG = 20.0
"""Seconds without anything better that are long, unless it took longer to find what there is."""

COMPOSED = 4.0
"""Seconds for a plan out of columns at the most, as long as tracks do not mind each other."""

FIRST_TURN = 3.0
"""Seconds of the first turn of either way to a bound; each next one is half as long again."""

News = Callable[["Timetable | int"], Any]


def work(
    problem: Problem,
    start: Timetable | None,
    seed: int,
    until: float,
    received: Callable[[], list[Timetable]],
    say: News,
) -> None:
    """Search until that instant; ``say`` takes better timetables and lower bounds."""
    engine = Engine(problem, seed, lambda: monotonic() > until, start)
    if not engine.begin(by_plans=True) or engine.best is None:
        return
    say(engine.best)
    bounding, due, at = Bounding(engine, say), 0.0, monotonic()
    while monotonic() < until and not bounding.proven:
        for timetable in received():
            engine.offer(timetable)
        before, at = at, monotonic()
        due += bounding.share(at) * (at - before)
        if due > 0:
            bounding.turn(until - at)
            due -= monotonic() - at
        elif engine.step(until - at) and engine.best is not None:
            say(engine.best)


@dataclass
class Bounding:
    """Two ways to a bound, by turns: columns, and the whole model of plans with a budget."""

    engine: Engine
    say: News
    bound: int = 0
    turns: int = 0
    began: float = field(default_factory=monotonic)
    _columns: Columns | None = field(default=None, repr=False)
    _proof: Proof | None = field(default=None, repr=False)
    _least: int | None = field(default=None, repr=False)
    _found: float = field(default=0.0, repr=False)
    _composed: int = field(default=0, repr=False)

    def __post_init__(self) -> None:
        self._noise = np.random.default_rng(self.engine.seed)

    def share(self, now: float) -> float:
        """Of the time from now on, for the bound."""
        if self._least is None or self.penalty < self._least:
            self._least, self._found = self.penalty, now
        long = now - self._found > max(LONG, self._found - self.began)
        return IN_VAIN if long or self.bound >= NEAR * self.penalty else BOUNDING

    @property
    def penalty(self) -> int:
        """Of the best timetable."""
        search = self.engine.search
        return 0 if search is None else sum(search.rank[2])

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.bound >= self.penalty

    def turn(self, left: float) -> None:
        """One of the two, for a while."""
        seconds = min(left, FIRST_TURN * 1.5 ** (self.turns // 2))
        self.turns += 1
        if self.turns % 2:
            self._mix(seconds)
        else:
            self._ask(seconds)

    @property
    def proof(self) -> Proof:
        """The question whether there is anything better, with the whole model."""
        if self._proof is None:
            self._proof = Proof(layout_of(self.engine.problem), self.engine.seed, self.engine.over)
        return self._proof

    def _ask(self, seconds: float) -> None:
        better = self.proof.better_than(self.penalty, seconds)
        self._learn(self.proof.bound)
        self._offer(better)

    def _offer(self, timetable: Timetable | None) -> None:
        before = self.penalty
        if timetable is not None:
            self.engine.offer(timetable)
            if self.penalty < before and self.engine.best is not None:
                self.say(self.engine.best)

    def _mix(self, seconds: float) -> None:
        search = self.engine.search
        if self._columns is None and search is not None:
            self._columns = Columns(search.layout, search.plan, self.engine.over)
        if self._columns is not None and search is not None:
            self._columns.mix_in(search.plan)
            if self._columns.done:
                self._vary(self._columns, seconds)
            else:
                improved(self._columns, seconds, self._learn)
            self._compose(self._columns, seconds)

    def _vary(self, columns: Columns, seconds: float) -> None:
        """More columns, though they make the bound no better."""
        until = monotonic() + seconds
        while monotonic() < until and not self.engine.over():
            columns.vary(self._noise, until)

    def _compose(self, columns: Columns, seconds: float) -> None:
        """The best choice of columns, if there are many new ones; in the first turn the quick one alone."""
        if len(columns.kept) < self._composed + len(columns.tracks):
            return
        self._composed = len(columns.kept)
        over = self.engine.over
        self._offer(composed(columns.layout, columns.kept, columns.rooms, min(seconds, COMPOSED), over))
        if self.turns > 1 and not self.proven and not over():
            some = columns.promising(self.penalty)
            self._offer(refined(self.proof.plans, some, columns.types, self.penalty, seconds, over))

    def _learn(self, bound: int) -> None:
        if bound > self.bound:
            self.bound = bound
            self.say(bound)
