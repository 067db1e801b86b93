"""The best timetable; whoever takes it over goes on from the best so far, for what is left of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.solve import Options, Progress, solve
from web.job import Outcome, document_of, facts_of, texts

if TYPE_CHECKING:
    from web.job import Job


def run(job: Job) -> Outcome:
    """Search until it is proven, stopped or out of time."""
    problem, row = job.problem, job.row

    def hear(news: Progress) -> None:
        facts = {**facts_of(problem, news.report), "phase": news.phase, "bound": news.bound}
        job.say(facts, best=lambda: document_of(problem, news.report))

    options = Options(max(0.1, row.budget - row.spent), workers=job.workers, start=job.timetable(row.best or row.start))
    result = solve(problem, options, progress=hear, stopped=job.stopped)
    facts = {**facts_of(problem, result.report), "status": result.status, "bound": result.bound}
    facts["proofs"] = [texts(one) for one in result.proofs]
    best = document_of(problem, result.report, status=result.status, bound=result.bound, seconds=result.seconds)
    return Outcome(facts, best, interrupted=result.stopped and job.go_on and job.spent < row.budget)
