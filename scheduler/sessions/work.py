"""The second process for programmes of parallel sessions: the same search from another start, and the bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from scheduler.sessions.columns import Columns, improved
from scheduler.sessions.engine import Engine
from scheduler.sessions.layout import layout_of
from scheduler.sessions.proof import Proof

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

BOUNDING = 0.25
"""Share of the time that goes into the bound, once there is something to compare it with."""

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
    bounding, began, bounded = Bounding(engine, say), monotonic(), 0.0
    while monotonic() < until and not bounding.proven:
        for timetable in received():
            engine.offer(timetable)
        at = monotonic()
        if bounded < BOUNDING * (at - began):
            bounding.turn(until - at)
            bounded += monotonic() - at
        elif engine.step(until - at) and engine.best is not None:
            say(engine.best)


@dataclass
class Bounding:
    """Two ways to a bound, by turns: columns, and the whole model of plans with a budget."""

    engine: Engine
    say: News
    bound: int = 0
    turns: int = 0
    _columns: Columns | None = field(default=None, repr=False)
    _proof: Proof | None = field(default=None, repr=False)

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
        if self.turns % 2 and not (self._columns is not None and self._columns.done):
            self._mix(seconds)
        else:
            self._ask(seconds)

    def _ask(self, seconds: float) -> None:
        if self._proof is None:
            self._proof = Proof(layout_of(self.engine.problem), self.engine.seed, self.engine.over)
        better = self._proof.better_than(self.penalty, seconds)
        self._learn(self._proof.bound)
        if better is not None:
            self.engine.offer(better)
            if self.engine.best is not None:
                self.say(self.engine.best)

    def _mix(self, seconds: float) -> None:
        search = self.engine.search
        if self._columns is None and search is not None:
            self._columns = Columns(search.layout, search.plan, self.engine.over)
        if self._columns is not None and search is not None:
            self._columns.mix_in(search.plan)
            improved(self._columns, seconds, self._learn)

    def _learn(self, bound: int) -> None:
        if bound > self.bound:
            self.bound = bound
            self.say(bound)
