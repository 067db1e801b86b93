"""The second process for grids: the same search with chances of its own."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from scheduler.grid.engine import Engine

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable


def work(
    problem: Problem,
    start: Timetable | None,
    seed: int,
    until: float,
    received: Callable[[], list[Timetable]],
    say: Callable[[Timetable], Any],
) -> None:
    """Search until that instant, or as long as there is hope; ``say`` takes better timetables."""
    engine = Engine(problem, seed, lambda: monotonic() > until, start, found=say)
    while engine.hopeful and monotonic() < until:
        engine.step(until - monotonic(), lambda: engine.hear(received()))
