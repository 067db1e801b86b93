"""A hall runs late: what that breaks, what helps, and the revision that does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scheduler.replan.overrun import Outlook, late_in, outlook
from scheduler.replan.overrun.telling import outlook_as_data
from web.altering import alterations, edits_of
from web.entries import PLACEMENTS, Name
from web.moves import stored
from web.operations import Edit
from web.outcome import names
from web.words import both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scheduler.replan.overrun import Remedy
    from scheduler.timetable import Placement
    from web.merging import State
    from web.taps import Course
    from web.workspace import Workspace

STEPS = (5, 10, 15, 20, 30, 45, 60)
"""Minutes that are offered."""
OVERDUE = 90
"""Minutes after its planned end that a showing may still be the one that runs."""


@dataclass(frozen=True)
class Hall:
    """A hall, and what runs in it at a moment."""

    room: str
    name: str
    key: str
    title: str
    start: str
    end: str
    began: str
    """When somebody there said that it has begun; empty: nobody did."""
    late: int
    """Minutes by which it began late, as far as somebody said so."""


@dataclass(frozen=True)
class Told:
    """A late end as a page shows it."""

    outlook: Outlook
    data: dict[str, Any]
    """As for programs, in the language of the page."""
    names: list[str]
    """Whom it hits."""


def moment(work: Workspace, text: str) -> int:
    """Ticks of a local time as a form gives it, else of now; of a festival on other days its first minutes."""
    problem = work.problem
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        local = datetime.now(problem.clock.tz).replace(tzinfo=None)
        ends = [edge for one in work.timetable for edge in (one.start, one.end)]
        ticks = problem.clock.minutes(local) * problem.minute
        return ticks if not ends or min(ends) <= ticks <= max(ends) + OVERDUE * problem.minute else min(ends)
    return problem.clock.minutes(local) * problem.minute


def local(work: Workspace, ticks: int) -> str:
    """As a form wants it."""
    return f"{work.problem.clock.local(ticks // work.problem.minute):%Y-%m-%dT%H:%M}"


def halls(work: Workspace, now: int, courses: Mapping[tuple[str, int], Course], lang: str) -> Iterator[Hall]:
    """Halls in which something runs by plan, or began and was not said to have ended; by the document's order."""
    for number, room in enumerate(work.problem.rooms):
        there = [one for one in work.timetable if one.room == number and one.block < 0]
        running = [one for one in there if _runs(work, one, now, courses)]
        if running:
            yield _hall(work, max(running, key=lambda one: one.start), courses, lang, room.id)


def _runs(work: Workspace, one: Placement, now: int, courses: Mapping[tuple[str, int], Course]) -> bool:
    course = courses.get((one.showing.session.id, one.showing.label))
    if course is not None and course.ended is not None:
        return False
    over = OVERDUE * work.problem.minute if course is not None and course.started is not None else 0
    return one.start <= now < one.end + over


def _hall(work: Workspace, one: Placement, courses: Mapping[tuple[str, int], Course], lang: str, room: str) -> Hall:
    problem = work.problem
    course = courses.get((one.showing.session.id, one.showing.label))
    started = None if course is None or course.started is None else course.started.astimezone(problem.clock.tz)
    late = 0 if started is None else problem.clock.minutes(started) - one.start // problem.minute
    return Hall(
        room=room,
        name=problem.rooms[one.room].name(lang),
        key=one.showing.key,
        title=one.showing.name(lang),
        start=_clock(work, one.start),
        end=_clock(work, one.end),
        began="" if started is None else f"{started:%H:%M}",
        late=late if 0 < late <= STEPS[-1] else 0,
    )


def _clock(work: Workspace, ticks: int) -> str:
    return f"{work.problem.clock.local(-(-ticks // work.problem.minute)):%H:%M}"


def foreseen(work: Workspace, what: str, minutes: int, now: int, lang: str) -> Told:
    """What it breaks if nothing is done, and what was tried and helps.  ``FestivalError`` if nothing runs there."""
    problem = work.problem
    found = outlook(problem, work.answer, work.timetable, late_in(problem, work.timetable, what, minutes, now))
    data = outlook_as_data(found, lang)
    return Told(found, data, [problem.person_name(one, lang) for one in data["hit"]])


def edits_for(work: Workspace, state: State, found: Outlook, remedy: Remedy) -> list[Edit]:
    """The delay in the programme, and whatever the remedy moves."""
    then = remedy.announcement.problem
    before = {one.key: stored(work.problem, work.timetable.of(one)) for one in work.problem.showings}
    after = {one.key: stored(then, remedy.report.timetable.of(one)) for one in then.showings}
    moves = [Edit(Name(PLACEMENTS, key), data) for key, data in after.items() if before.get(key) != data]
    return [*edits_of(state, alterations(work.problem.festival, then.festival)), *moves]


def summary_of(work: Workspace, found: Outlook) -> dict[str, str]:
    """What was done, in every language."""
    return both("late.did", s=names(found.late.showing), n=found.late.minutes)
