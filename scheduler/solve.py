"""One way to solve: construct, improve, prove; stoppable at any moment, keeping the best."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scheduler import prove, sessions
from scheduler.result import Options, Progress, Result, Status
from scheduler.search import Search
from scheduler.small import AT_FIRST, Small
from scheduler.worker import unpacked

if TYPE_CHECKING:
    from scheduler.problem import Problem

__all__ = ["Options", "Progress", "Result", "Status", "solve"]


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
    search.proofs = list(prove.contradictions(search.problem))
    search.infeasible = bool(search.proofs)
    if _in_sessions(search):
        return
    if prove.cells(search.problem) <= prove.WHOLE_CELLS:
        search.construct(quick=False)
        search.choose()
        Small(search).run()
    else:
        _large(search)


def _large(search: Search) -> None:
    """A quick start, a better one, then neighbourhoods until the time is over."""
    if search.worker is None:
        search.second_worker()
    search.construct(quick=True)
    if not search.over():
        search.construct(quick=False)
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
    search.bounds[0] = engine.whole(min(AT_FIRST, 0.2 * search.left)) or 0
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
        if engine.best is not None and search.offer(engine.best) and search.worker is not None:
            search.worker.adopt(search.best.timetable)
        search.tell()
    return True


def _hear(search: Search, engine: sessions.Engine) -> None:
    """What the second process has found."""
    for news in search.worker.news() if search.worker is not None else ():
        if isinstance(news, int):
            search.bounds[0] = max(news, search.bounds.get(0, news))
        else:
            engine.offer(unpacked(search.problem, news))
