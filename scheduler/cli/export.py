"""``showgrid export``: a timetable for people and for other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from scheduler.cli._common import (
    FILE,
    festival_argument,
    listed,
    problem_in,
    timetable_argument,
    timetable_in,
    writable,
    write,
)
from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.agenda import Audience
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable


@dataclass
class Wanted:
    """What the options ask for."""

    lang: str
    audience: Audience
    person: str | None
    room: str | None
    track: str | None
    day: date | None
    sheet: str


def _html(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.html import day_page

    return day_page(problem, timetable, _one(wanted), wanted.audience).encode()


def _ics(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.ics import calendar

    return calendar(
        problem,
        timetable,
        _one(wanted),
        person=wanted.person,
        room=wanted.room,
        track=wanted.track,
        audience=wanted.audience,
    )


def _csv(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.sheets import as_csv

    return as_csv(problem, timetable, _one(wanted), "staff")


def _xlsx(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.sheets import as_xlsx

    return as_xlsx(problem, timetable, _one(wanted), "staff")


def _pdf(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.pdf import running_order

    if wanted.room is None:
        raise FestivalError(
            [Fault("--room", f"whose running order? name a room{did_you_mean('', problem.room_index)}")]
        )
    return running_order(problem, timetable, wanted.room, wanted.day or _only_day(problem), wanted.lang)


def _schedule_json(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.schedule_json import write as schedule

    return schedule(problem, timetable, _one(wanted), wanted.audience)


def _schedule_xml(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.schedule_xml import write as schedule

    return schedule(problem, timetable, _one(wanted), wanted.audience)


def _cosplib(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.cosplib import write as solution

    return solution(problem, timetable)


def _optaplanner(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.optaplanner import write as workbook

    return workbook(problem, timetable)


FORMATS: dict[str, Callable[[Problem, Timetable, Wanted], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
    "ics": _ics,
    "pdf": _pdf,
    "schedule-json": _schedule_json,
    "schedule-xml": _schedule_xml,
    "cosplib": _cosplib,
    "optaplanner": _optaplanner,
}


OPTIONS = {
    "audience": ("--for", ("html", "ics", "schedule-json", "schedule-xml")),
    "everything": ("--all", ("ics",)),
    "person": ("--person", ("ics",)),
    "room": ("--room", ("ics", "pdf")),
    "track": ("--track", ("ics",)),
    "day": ("--day", ("pdf",)),
    "sheet": ("--sheet", ("pdf",)),
}
"""Options that only some formats know."""


@click.command("export", short_help="Write a timetable for people and other programs.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@festival_argument
@timetable_argument
@click.option("-o", "--output", required=True, metavar="FILE", type=FILE, help="File to write; - is standard output.")
@click.option(
    "--lang", type=click.Choice(["en", "ko", "both"]), help="Language; both is for PDF. [default: en; pdf: both]"
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["public", "guests", "staff"]),
    default="public",
    show_default=True,
    help="html, ics, schedule-json, schedule-xml: what such readers may see.",
)
@click.option("--all", "everything", is_flag=True, help="ics: every showing (as without any of the following).")
@click.option("--person", metavar="ID", help="ics: what this person is in.")
@click.option("--room", metavar="ID", help="ics, pdf: what is in this room.")
@click.option("--track", metavar="ID", help="ics: what is of this track.")
@click.option("--day", metavar="DATE", help="pdf: the day, as 2024-10-25; not needed if there is only one.")
@click.option(
    "--sheet",
    type=click.Choice(["running-order"]),
    default="running-order",
    show_default=True,
    help="pdf: which sheet.",
)
@click.pass_context
def command(
    ctx: click.Context,
    format_: str, festival: str, timetable: str, output: str, lang: str | None, audience: Audience, everything: bool,
    person: str | None, room: str | None, track: str | None, day: str | None, sheet: str,
) -> None:  # fmt: skip
    """Write TIMETABLE of FESTIVAL as csv, xlsx, html, ics or pdf.

    schedule-json and schedule-xml are what conference apps, stream teams and other programs read (c3voc).
    cosplib is a solution workbook of that library; optaplanner a workbook of OptaPlanner's conference
    scheduling, with the talks in their places.

    \b
      showgrid export html festival.yaml timetable.json -o day.html --lang ko
      showgrid export ics  festival.yaml timetable.json --person kim-dae-sik -o kim.ics
      showgrid export pdf  festival.yaml timetable.json --room hall-a --day 2024-10-25 -o hall-a.pdf
    """
    _fitting(ctx, format_)
    problem = problem_in(festival)
    placed, _, _ = timetable_in(problem, timetable)
    wanted = Wanted(
        lang=lang or ("both" if format_ == "pdf" else "en"),
        audience=audience,
        person=_known("--person", person, problem.people),
        room=_known("--room", room, problem.room_index),
        track=_known("--track", track, problem.tracks),
        day=_date(problem, day),
        sheet=sheet,
    )
    writable(output, festival, timetable)
    write(output, FORMATS[format_](problem, placed, wanted))


def _fitting(ctx: click.Context, format_: str) -> None:
    """Refuse options that the format would leave aside in silence."""
    given = [name for name in OPTIONS if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    idle = [OPTIONS[name] for name in given if format_ not in OPTIONS[name][1]]
    if idle:
        raise FestivalError(
            [Fault(option, f"{format_} holds everything; this is for {listed(known)}") for option, known in idle]
        )


def _one(wanted: Wanted) -> str:
    if wanted.lang == "both":
        raise FestivalError([Fault("--lang", "both languages at once are for PDF; choose en or ko")])
    return wanted.lang


def _known(option: str, name: str | None, known: Collection[str]) -> str | None:
    if name is not None and name not in known:
        raise FestivalError([Fault(option, f"the festival has no {name!r}{did_you_mean(name, known)}")])
    return name


def _date(problem: Problem, day: str | None) -> date | None:
    if day is None:
        return None
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise FestivalError([Fault("--day", f"{day!r} is no date; write {problem.days[0].isoformat()}")]) from None
    if found not in problem.days:
        known = ", ".join(one.isoformat() for one in problem.days)
        raise FestivalError([Fault("--day", f"{day} is no day of the festival; there is {known}")])
    return found


def _only_day(problem: Problem) -> date:
    if len(problem.days) > 1:
        known = ", ".join(one.isoformat() for one in problem.days)
        raise FestivalError([Fault("--day", f"of which day? there is {known}")])
    return problem.days[0]
