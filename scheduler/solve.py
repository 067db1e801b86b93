"""One way to solve: construct, improve, prove; stoppable at any moment, keeping the best."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from scheduler import grid, prove, sessions
from scheduler.result import Options, Progress, Result, Status, listed
from scheduler.search import Search
from scheduler.small import Small
from scheduler.verify import tiers
from scheduler.worker import unpacked

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

__all__ = ["Options", "Progress", "Result", "Status", "solve"]

AT_FIRST = 2.0
"""Seconds that the whole of a programme of parallel sessions gets first: what is small enough is proven at once."""

PROVEN = 40
"""Showings of a grid up to which the whole model is built: each two of them are in it, and 216 take over a minute."""

GRID = 0.75
"""Share of the time, at the most, in which the showings of a small grid exchange places before the proof."""


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
    search = Search(problem, options or Options(), progress, stopped)
    try:
        _begin(search)
    except KeyboardInterrupt:
        search.interrupted = True
    finally:
        search.close()
    try:
        return search.result()
    except KeyboardInterrupt:
        search.interrupted = True
        return search.result()


def _begin(search: Search) -> None:
    """By its plans, whole, or by neighbourhoods, as the festival is."""
    if not any(one.legal.any() for one in search.problem.showings):
        # No room, no day: there is nothing to search, and the empty timetable is the best.
        search.count()
        search.learn(dict(zip(tiers(search.problem), listed(search.best.penalty), strict=True)))
        return
    whole = prove.cells(search.problem) <= prove.WHOLE_CELLS
    if whole or sessions.fits(search.problem) or grid.fits(search.problem):
        # A large one asks for a timetable first: where there is one, nothing is to be counted.
        search.count()
    if _in_sessions(search) or _in_grid(search):
        return
    if whole:
        search.construct(quick=False)
        search.choose()
        search.fit()
        Small(search).run()
    else:
        _large(search)


def _large(search: Search) -> None:
    """A quick start, a better one, then neighbourhoods until the time is over."""
    if search.worker is None:
        search.second_worker()
    search.construct(quick=True)
    search.count()
    if not search.over():
        search.construct(quick=False)
        search.fit()
    if search.worker is None and not search.over():
        # Without a second process the bound is worked out here; the small share of time that it takes is worth it.
        search.relax(0.1 * min(search.left, 300.0))
    if not search.over():
        search.improve(search.left)


def _in_sessions(search: Search) -> bool:
    """Parallel sessions by their plans, if that is what they are; whether anything came of it."""
    if search.infeasible or not search.timed or not sessions.fits(search.problem):
        return False
    start = search.best.timetable if search.best.valid else None
    engine = sessions.Engine(search.problem, search.options.seed, search.over, start)
    # Nothing is ever gained by a breach there.
    search.learn({0: engine.whole(min(AT_FIRST, 0.2 * search.left)) or 0})
    if engine.best is not None:
        search.offer(engine.best)
    if search.over() or search.proven:
        return True
    search.second_worker()
    engine.hear = lambda: _hear(search, engine)
    if not engine.begin(by_plans=False) or engine.best is None:
        return False
    search.offer(engine.best)
    search.phase = "improve"
    while not search.over() and not search.proven:
        _hear(search, engine)
        engine.step(search.left)
        if engine.best is not None:
            _tell(search, engine.best)
        search.account = engine.account
        search.tell()
    return True


def _in_grid(search: Search) -> bool:
    """Showings that each fill a block of a room by exchanging places, if they are such; whether that was enough."""
    if search.infeasible or not search.timed or not grid.fits(search.problem):
        return False
    search.second_worker()
    search.phase = "improve"
    start = search.best.timetable if search.best.valid else None
    engine = grid.Engine(search.problem, search.options.seed, search.over, start, found=lambda one: _tell(search, one))
    search.account = engine.account
    small = len(search.problem.showings) <= PROVEN
    until = monotonic() + (GRID if small else 1.0) * search.left
    while engine.hopeful and not search.over() and monotonic() < until and not (small and engine.settled):
        engine.step(until - monotonic(), lambda: _hear(search, engine))
    if engine.hopeful and not small:
        return True
    search.close()
    return search.over()


def _tell(search: Search, timetable: Timetable) -> None:
    """Keep it, and tell the second process."""
    if search.offer(timetable) and search.worker is not None:
        search.worker.adopt(timetable)


def _hear(search: Search, engine: sessions.Engine | grid.Engine) -> None:
    """What the second process has found."""
    for found in search.heard():
        engine.offer(unpacked(search.problem, found))
        if engine.best is not None:
            search.offer(engine.best)
