"""Why there is no complete timetable, what would help, and the best part that there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scheduler.explain.conflicts import find
from scheduler.explain.relaxing import relaxations
from scheduler.explain.story import story
from scheduler.explain.watch import Watch
from scheduler.timetable import Timetable
from scheduler.verify import verify
from web.altering import alterations
from web.job import Outcome, document_of, facts_of, texts

if TYPE_CHECKING:
    from scheduler.explain.changes import Change
    from scheduler.explain.conflicts import Conflict, Findings
    from scheduler.explain.relaxing import Relaxation
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from web.job import Job


def run(job: Job) -> Outcome:
    """Look for conflicts, then for changes that help; what is known when it is stopped is told."""
    problem = job.problem
    watch = Watch(job.row.budget, job.stopped, job.doing)
    findings = find(problem, watch, job.timetable(job.row.start))
    helps: list[Relaxation] = []
    job.say(job.news.facts, found=told(problem, findings, helps))
    for one in relaxations(problem.festival, findings, watch):
        helps.append(one)
        job.say(job.news.facts, found=told(problem, findings, helps))
    found = told(problem, findings, helps)
    known = findings.timetable
    if known is None or not len(known):
        return Outcome({}, None, found, job.given_back)
    report = verify(problem, Timetable(problem, dict(known.placements), known.assignments))
    return Outcome(facts_of(problem, report), document_of(problem, report), found, job.given_back)


def told(problem: Problem, findings: Findings, helps: Sequence[Relaxation]) -> dict[str, Any]:
    """All of it as data, sentences in every language."""
    return {
        "possible": findings.possible,
        "finished": findings.finished,
        "conflicts": [_conflict(problem, one, helps) for one in findings.conflicts],
        "changes": [change_told(problem.festival, one.change) for one in helps],
        "unknown": [_showing(one) for one in findings.unknown],
    }


def _conflict(problem: Problem, conflict: Conflict, helps: Sequence[Relaxation]) -> dict[str, Any]:
    return {
        "proven": conflict.proven,
        "story": [texts(one) for one in story(problem, conflict)],
        "parts": [{"sentence": texts(one.sentence(problem)), **_subjects(one.subjects())} for one in conflict.parts],
        "left_out": [_showing(one) for one in conflict.left_out],
        "helps": [number for number, one in enumerate(helps, 1) if one.conflict is conflict],
    }


def _subjects(pairs: Any) -> dict[str, list[str]]:
    """Ids by list; a person's stands where forgetting looks for it."""
    found: dict[str, list[str]] = {}
    for name, entry in pairs:
        found.setdefault(name, []).append(entry)
    return found


def change_told(festival: Festival, change: Change) -> dict[str, Any]:
    """A change that was tried: its sentence, and what of the document it alters."""
    return {
        "kind": change.kind,
        "trouble": change.trouble,
        "sentence": texts(change.sentence),
        "alterations": alterations(festival, change.made(festival)),
    }


def _showing(showing: Showing) -> dict[str, Any]:
    return {"session": showing.session.id, "showing": showing.label}
