"""The second process for programmes of parallel sessions: a bound first, then the same search from another start."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from scheduler.sessions.engine import Engine

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable


def work(
    problem: Problem,
    start: Timetable | None,
    seed: int,
    until: float,
    received: Callable[[], list[Timetable]],
    say: Callable[[Timetable | int], Any],
) -> None:
    """Search until that instant; ``say`` takes better timetables and lower bounds."""
    engine = Engine(problem, seed, lambda: monotonic() > until, start)
    if not engine.begin():
        return
    if engine.best is not None:
        say(engine.best)
    while monotonic() < until:
        for timetable in received():
            engine.offer(timetable)
        if engine.step(until - monotonic()) and engine.best is not None:
            say(engine.best)
