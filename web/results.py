"""A timetable that was found, against the timetable as it is now: what accepting it would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduler.answer import Answer, timetable_of
from scheduler.differences import differences, for_people, moved_showings
from scheduler.mentions import sentence_of
from scheduler.reasons import reason
from scheduler.verify import Report, verify
from web.pricing import builtin

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.timetable import Timetable
    from web.workspace import Workspace

REASONS = 30
"""Showings without a place that are told why: each takes milliseconds."""


@dataclass(frozen=True)
class Line:
    """A rule whose points (or, of a must, breaches) change."""

    sentence: str
    must: bool
    before: int
    after: int


@dataclass(frozen=True)
class Difference:
    """A result against the timetable as it is now."""

    report: Report
    moved: int
    people: list[tuple[str, str]]
    """For whom something moves, and what is told to them."""
    sentences: list[str]
    rules: list[Line]


def fitted(work: Workspace, document: dict[str, Any]) -> Timetable:
    """A timetable document, as far as its showings, rooms and blocks are still there."""
    answer = Answer.model_validate(document)
    problem = work.problem
    kept = [
        one
        for one in answer.placements
        if (one.session, one.showing) in problem.by_key
        and one.room in problem.room_index
        and (one.block is None or one.block in problem.block_index)
    ]
    people = [one for one in answer.assignments if (one.session, one.showing) in problem.by_key]
    return timetable_of(problem, answer.model_copy(update={"placements": kept, "assignments": people}))


def compared(work: Workspace, after: Timetable, spoken: str) -> Difference:
    """What accepting it would change."""
    report = verify(work.problem, after, work.waivers)
    problem, before = work.problem, work.timetable
    told: dict[str, list[str]] = {}
    for person, sentence in for_people(problem, before, after):
        told.setdefault(person, []).append(sentence.text(spoken))
    return Difference(
        report=report,
        moved=len(moved_showings(problem, before, after)),
        people=[(problem.person_name(person, spoken), " ".join(lines)) for person, lines in told.items()],
        sentences=[one.text(spoken) for one in differences(problem, before, after)],
        rules=sorted(_lines(work, report, spoken), key=lambda one: (not one.must, one.after - one.before)),
    )


def unplaced(work: Workspace, timetable: Timetable, spoken: str, most: int = REASONS) -> list[tuple[str, str]]:
    """Showings that lie nowhere, and what stands in their way; of many only the first are told why."""
    nowhere = [one for one in work.problem.showings if timetable.of(one) is None]
    nowhere.sort(key=lambda one: (one.optional, -one.value, one.index))
    told = [(one.name(spoken), reason(work.problem, one, timetable).text(spoken)) for one in nowhere[:most]]
    return told + [(one.name(spoken), "") for one in nowhere[most:]]


def told_rule(work: Workspace, rule: Constraint | str, spoken: str) -> str:
    """A rule, or what is built in, as its sentence."""
    return builtin(rule, spoken) if isinstance(rule, str) else sentence_of(work.problem, rule).text(spoken)


def counted(report: Report, rule: Constraint | str) -> int:
    """Breaches of a must, points of a should."""
    must = isinstance(rule, str) or rule.must
    return report.amounts().get(rule, (0, 0, 0))[0 if must else 2]


def _lines(work: Workspace, report: Report, spoken: str) -> Iterator[Line]:
    """Rules that the result keeps better or worse."""
    rules: list[Constraint | str] = list({**work.report.amounts(), **report.amounts()})
    for rule in rules:
        before, after = counted(work.report, rule), counted(report, rule)
        if before != after:
            yield Line(told_rule(work, rule, spoken), isinstance(rule, str) or rule.must, before, after)
