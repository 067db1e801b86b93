"""``showgrid replan --now … --late ROOM MINUTES``: a late end, and what helps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import of_file, writable, write
from scheduler.cli._outcome import timetable_text
from scheduler.cli._status import INCOMPLETE
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.problem import Problem
    from scheduler.replan.overrun import Outlook, Remedy
    from scheduler.solve import Status


@dataclass(frozen=True)
class Asked:
    """What was asked on the command line."""

    room: str
    minutes: int
    output: str | None
    changed: str | None
    """Where the document goes in which the showing is longer."""
    remedy: int
    lang: str
    as_json: bool


def tell_late(problem: Problem, answer: Answer, files: tuple[str, str], now: int, asked: Asked) -> int:
    """Tell what a late end does, write what was asked for; the exit status.  ``files``: festival and timetable."""
    from scheduler.answer import timetable_of
    from scheduler.replan.overrun import late_in, outlook

    _writable(files[0], asked)
    try:
        timetable = timetable_of(problem, answer)
    except FestivalError as error:
        raise of_file(files[1], error) from None
    found = outlook(problem, answer, timetable, late_in(problem, timetable, asked.room, asked.minutes, now))
    taken = _taken(found, asked)
    if asked.output is not None and asked.changed is not None:
        _write(answer, taken, asked.output, asked.changed)
    _tell(found, asked)
    return INCOMPLETE if taken.breaks else 0


def _writable(festival: str, asked: Asked) -> None:
    if (asked.output is None) != (asked.changed is None):
        text = (
            "give both -o TIMETABLE and --changed FESTIVAL: the timetable is one of the document with the delay in it"
        )
        raise FestivalError([Fault("--late", text)])
    for path in (asked.output, asked.changed):
        if path is not None:
            writable(path, festival)


def _taken(found: Outlook, asked: Asked) -> Remedy:
    if asked.remedy > max(1, len(found.remedies)):
        raise FestivalError([Fault("--remedy", f"there are {len(found.remedies)} remedies; give a number up to that")])
    return found.remedies[asked.remedy - 1] if found.remedies else found.nothing


def _write(answer: Answer, taken: Remedy, output: str, changed: str) -> None:
    """The document with the delay, and the timetable of it as it will be read."""
    from pathlib import Path

    from scheduler.compile import compile_festival
    from scheduler.formats.document import dump, load_text
    from scheduler.replan.staying import laid_in
    from scheduler.verify import verify

    suffix = Path(changed).suffix or ".yaml"
    document = dump(taken.announcement.problem.festival, suffix)
    problem = compile_festival(load_text(document, suffix))
    report = verify(problem, laid_in(problem, taken.report.timetable), taken.announcement.waivers)
    status: Status = "FEASIBLE" if report.valid else "UNKNOWN"
    text = timetable_text(problem, report, status, waivers=answer.waivers)
    write(changed, document)
    write(output, text)


def _tell(found: Outlook, asked: Asked) -> None:
    from scheduler.replan.overrun.telling import outlook_as_data, outlook_as_text

    if asked.as_json:
        click.echo(json.dumps(outlook_as_data(found, asked.lang), ensure_ascii=False, indent=1))
    else:
        click.echo(outlook_as_text(found, asked.lang))


def moment(problem: Problem, text: str) -> int:
    """Ticks of a local time of the festival."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        fault = Fault("--now", f"{text!r} is no time; write it as 2024-10-25T15:10")
        raise FestivalError([fault]) from None
    local = at if at.tzinfo is None else at.astimezone(problem.clock.tz).replace(tzinfo=None)
    return problem.clock.minutes(local) * problem.minute
