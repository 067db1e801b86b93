"""The changes of the festival that would gain most in a timetable, each tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.explain.watch import Watch
from scheduler.sensitivity import sensitivity
from scheduler.timetable import Timetable
from web.job import Outcome
from web.jobs.explain import change_told

if TYPE_CHECKING:
    from scheduler.sensitivity import Gain, Sensitivity
    from web.job import Job


def run(job: Job) -> Outcome:
    """One candidate after the other; those known so far are told as it goes on."""
    problem = job.problem

    def hear(known: Sensitivity) -> None:
        job.say({**job.news.facts, "tried": known.tried}, found=told(known))

    watch = Watch(job.row.budget, job.stopped, job.doing)
    timetable = job.timetable(job.row.start) or Timetable(problem, {})
    found = sensitivity(problem, timetable, watch, found=hear)
    return Outcome({"tried": found.tried, "penalty": found.report.penalty}, None, told(found), job.given_back)


def told(found: Sensitivity) -> dict[str, Any]:
    """All of it as data, sentences in every language."""
    festival = found.report.problem.festival
    return {
        "penalty": found.report.penalty,
        "tried": found.tried,
        "finished": found.finished,
        "changes": [{**change_told(festival, one.change), **_gained(found, one)} for one in found.gains],
    }


def _gained(found: Sensitivity, one: Gain) -> dict[str, Any]:
    """Showings more, amount of musts mended, points saved by tier; the penalty that is left."""
    placed, mended, *points = one.gain
    more = len(one.report.timetable) - len(found.report.timetable) if placed else 0
    return {"placed": more, "mended": mended, "points": points, "penalty": one.report.penalty}
