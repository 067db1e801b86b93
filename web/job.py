"""One search in the hands of a worker: what is asked, how far it is, whether to go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from scheduler.answer import Answer, answer_of, timetable_of
from scheduler.compile import compile_festival
from scheduler.validate import festival_from
from web.words import in_every

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.sentence import Sentence
    from scheduler.timetable import Timetable
    from scheduler.verify import Report
    from web.runs import Runs
    from web.store import Run

BEAT = 1.0
"""Seconds between two words to the database."""


@dataclass(frozen=True)
class News:
    """How far it is."""

    facts: dict[str, Any]
    best: Callable[[], dict[str, Any]] | None = None
    """Writes the best timetable so far; asked for only when it is told."""
    found: dict[str, Any] | None = None
    """The answer so far, if it is no timetable."""


@dataclass(frozen=True)
class Outcome:
    """What came of it; ``interrupted``: another worker is to go on, because this one ends."""

    facts: dict[str, Any]
    best: dict[str, Any] | None = None
    found: dict[str, Any] | None = None
    interrupted: bool = False


class Job:
    """One run, as long as this worker has it."""

    def __init__(self, runs: Runs, row: Run, worker: str, workers: int, ended: Callable[[], bool]) -> None:
        self.runs, self.row, self.worker, self.workers, self.ended = runs, row, worker, workers, ended
        self.began = time.monotonic()
        self.lock, self.over = Lock(), Event()
        self.go_on = True
        self.news = News(row.facts or {})
        self._told: News | None = None

    @property
    def spent(self) -> float:
        """Seconds, with those of workers that had it before."""
        return self.row.spent + time.monotonic() - self.began

    @cached_property
    def problem(self) -> Problem:
        """The festival as it was when it was asked for, pins and all."""
        return compile_festival(festival_from(self.row.document))

    def timetable(self, document: Any) -> Timetable | None:
        """A timetable of it, if there is one."""
        return timetable_of(self.problem, Answer.model_validate(document)) if document else None

    def stopped(self) -> bool:
        """Whether somebody wants an end: whoever asked for it, or whoever ends this worker."""
        return not self.go_on or self.ended()

    @property
    def given_back(self) -> bool:
        """Whether it is this worker alone that ends."""
        return self.go_on and self.ended()

    def say(self, facts: dict[str, Any], **more: Any) -> None:
        """Remember how far it is; the database hears of it every second."""
        self.news = News(facts, **more)

    def doing(self, sentence: Sentence) -> None:
        """Say what is being looked at."""
        self.news = News({**self.news.facts, "doing": texts(sentence)}, self.news.best, self.news.found)

    def beat(self) -> None:
        """Tell every second; a run that somebody else has by now, or that was stopped, is let go."""
        while not self.over.wait(BEAT):
            with self.lock:
                if not self.over.is_set():
                    self._tell(self.news)

    def _tell(self, news: News) -> None:
        fresh = news is not self._told
        best = news.best() if fresh and news.best is not None else None
        found = news.found if fresh else None
        self._told = news
        self.go_on = (
            self.runs.keep(self.row.id, self.worker, self.spent, news.facts, best=best, found=found) and self.go_on
        )

    def close(self, state: str, outcome: Outcome) -> None:
        """It is over, or goes back."""
        self.over.set()
        with self.lock:
            self.runs.end(self.row.id, self.worker, self.spent, outcome.facts, outcome.best, state, found=outcome.found)


def texts(sentence: Sentence) -> dict[str, str]:
    """A sentence in every language."""
    return in_every(sentence.text)


def facts_of(problem: Problem, report: Report) -> dict[str, Any]:
    """What is shown of a timetable at a glance."""
    return {
        "penalty": report.penalty,
        "placed": len(report.timetable),
        "showings": len(problem.showings),
        "broken": sum(1 for one in report.broken if one.rule != "placed"),
    }


def document_of(problem: Problem, report: Report, **facts: Any) -> dict[str, Any]:
    """The timetable document of a report; ``facts``: status, bound, seconds."""
    facts = {"penalty": report.penalty, "engine": f"showgrid {version('showgrid')}", **facts}
    return answer_of(problem, report.timetable, **facts).model_dump(mode="json", exclude_none=True)
