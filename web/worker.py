"""The process that searches: claims a run, tells how far it is, keeps the best in the database."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from importlib.metadata import version
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from scheduler.answer import Answer, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.solve import Options, Progress, Result, solve
from scheduler.validate import festival_from
from web.runs import Runs

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.verify import Report
    from web.store import Run, Store

BEAT = 1.0
"""Seconds between two words to the database."""
IDLE = 0.5
"""Seconds between two looks for work."""


def work(store: Store, workers: int, until: Callable[[], bool] | None = None, *, once: bool = False) -> None:
    """Search what is asked for until told to end; with ``once`` only until nothing waits."""
    runs, name = Runs(store), f"{socket.gethostname()}:{os.getpid()}:{token_hex(3)}"
    ended = until or (lambda: False)
    while not ended():
        run = runs.claim(name)
        if run is not None and run.state == "running":
            _Search(runs, run, name, workers, ended).run()
        elif run is None and once:
            return
        elif run is None:
            time.sleep(IDLE)


class _Search:
    """One run."""

    def __init__(self, runs: Runs, run: Run, worker: str, workers: int, ended: Callable[[], bool]) -> None:
        self.runs, self.row, self.worker, self.workers, self.ended = runs, run, worker, workers, ended
        self.before, self.began = run.spent, time.monotonic()
        self.lock, self.over = Lock(), Event()
        self.go_on = True
        self.facts: dict[str, Any] = run.facts or {}
        self.best: Report | None = None
        self.said: Report | None = None

    @property
    def spent(self) -> float:
        return self.before + time.monotonic() - self.began

    def run(self) -> None:
        """Search until it is found, stopped or out of time; whatever happens, the run does not stay open."""
        heart = Thread(target=self._beat, daemon=True)
        heart.start()
        try:
            self._search()
        except Exception as error:
            self._close("failed", {**self.facts, "error": f"{type(error).__name__}: {error}"}, None)
            raise
        finally:
            self.over.set()
            heart.join()

    def _search(self) -> None:
        problem = compile_festival(festival_from(self.row.document))
        begun = self.row.best or self.row.start
        start = timetable_of(problem, Answer.model_validate(begun)) if begun else None
        options = Options(max(0.1, self.row.budget - self.before), workers=self.workers, start=start)
        result = solve(problem, options, progress=self._hear, stopped=lambda: not self.go_on or self.ended())
        self.over.set()
        facts = {**self._facts(problem, result.report), "status": result.status, "bound": result.bound}
        facts["proofs"] = [{lang: one.text(lang) for lang in ("ko", "en")} for one in result.proofs]
        interrupted = result.stopped and self.go_on and self.spent < self.row.budget
        self._close("waiting" if interrupted else "done", facts, _document(problem, result.report, result))

    def _close(self, state: str, facts: dict[str, Any], best: Any) -> None:
        self.over.set()
        with self.lock:
            self.runs.end(self.row.id, self.worker, self.spent, facts, best, state)

    def _hear(self, news: Progress) -> None:
        self.best = news.report
        self.facts = {**self._facts(news.report.problem, news.report), "phase": news.phase, "bound": news.bound}

    def _facts(self, problem: Problem, report: Report) -> dict[str, Any]:
        broken = sum(1 for one in report.broken if one.rule != "placed")
        return {
            "penalty": report.penalty,
            "placed": len(report.timetable),
            "showings": len(problem.showings),
            "broken": broken,
        }

    def _beat(self) -> None:
        """Tell every second; a run that somebody else has by now, or that was stopped, is let go."""
        while not self.over.wait(BEAT):
            with self.lock:
                if self.over.is_set():
                    return
                best, document = self.best, None
                if best is not None and best is not self.said:
                    document, self.said = _document(best.problem, best), best
                self.go_on = self.go_on and self.runs.keep(self.row.id, self.worker, self.spent, self.facts, document)


def _document(problem: Problem, report: Report, result: Result | None = None) -> dict[str, Any]:
    facts: dict[str, Any] = {"penalty": report.penalty, "engine": f"showgrid {version('showgrid')}"}
    if result is not None:
        facts |= {"status": result.status, "bound": result.bound, "seconds": result.seconds}
    return answer_of(problem, report.timetable, **facts).model_dump(mode="json", exclude_none=True)


def be_nice() -> None:
    """Pages come first."""
    if hasattr(os, "nice"):
        os.nice(10)
