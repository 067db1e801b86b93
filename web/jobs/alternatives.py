"""Timetables nearly as good and really different, each with what it is better and worse at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scheduler.alternatives import Alternative, alternatives
from scheduler.alternatives.telling import better_and_worse
from scheduler.solve import Options, Progress
from scheduler.timetable import Timetable
from web.job import Outcome, document_of, facts_of, texts

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from web.job import Job


def run(job: Job) -> Outcome:
    """So many as are asked for, or as are found in the time."""
    problem, row = job.problem, job.row

    def hear(news: Progress) -> None:
        job.say({**facts_of(problem, news.report), "phase": news.phase})

    best = job.timetable(row.start) or Timetable(problem, {})
    options = Options(row.budget, workers=job.workers)
    choice = alternatives(problem, best, row.asked["count"], options, progress=hear, stopped=job.stopped)
    return Outcome(facts_of(problem, choice[0].report), None, told(problem, best, choice), job.given_back)


def told(problem: Problem, best: Timetable, choice: Sequence[Alternative]) -> dict[str, Any]:
    """All of them as data, the best first; ``own``: the timetable that there was."""
    first = choice[0].report
    return {
        "choice": [
            {
                **facts_of(problem, one.report),
                "own": one.report.timetable.placements == best.placements,
                "distances": [{"moved": far.moved, "elsewhere": far.elsewhere} for far in one.distances],
                "shares": [texts(share) for share in better_and_worse(first, one.report)],
                "timetable": document_of(problem, one.report),
            }
            for one in choice
        ]
    }
