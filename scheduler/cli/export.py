"""``showgrid export``: a timetable for people and for other programs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from scheduler.cli._common import (
    FILE,
    at_option,
    festival_argument,
    is_folder,
    listed,
    problem_in,
    published_in,
    writable,
    write,
    write_all,
)
from scheduler.cli._paper import RUNNING_ORDER, Asked
from scheduler.cli._writers import FORMATS, Wanted, calendars
from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.agenda import Audience
    from scheduler.problem import Problem


PEOPLE_READ = ("csv", "html", "ics", "jsonld", "schedule-json", "schedule-xml", "xlsx")
OPTIONS = {
    "audience": ("--for", PEOPLE_READ),
    "at": ("--at", (*PEOPLE_READ, "pdf")),
    "alarm": ("--alarm", ("ics",)),
    "source": ("--source", ("ics",)),
    "page": ("--page", ("ics",)),
    "everything": ("--all", ("ics",)),
    "person": ("--person", ("ics", "pdf")),
    "room": ("--room", ("ics", "pdf")),
    "track": ("--track", ("ics",)),
    "day": ("--day", ("pdf",)),
    "sheet": ("--sheet", ("pdf",)),
    "venue": ("--venue", ("ics", "pdf")),
    "session": ("--session", ("pdf",)),
    "paper": ("--paper", ("pdf",)),
    "columns": ("--columns", ("pdf",)),
    "base_url": ("--base-url", ("pdf",)),
    "since": ("--since", ("pdf",)),
}
"""Options that only some formats know."""


@click.command("export", short_help="Write a timetable for people and other programs.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@festival_argument
@click.argument("timetable", metavar="TIMETABLE|PUBLICATION", type=FILE)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=FILE,
    help="File to write; - is standard output; for ics also a folder.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "ko", "both"]),
    help="Language; both is for ics and PDF. [default: en; pdf: both]",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["public", "guests", "staff"]),
    help="What such readers may see; not for pdf. [default: public; csv, xlsx: staff]",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="ics: every showing (as without any of the following); into a folder, every calendar.",
)
@click.option("--person", metavar="ID", help="ics, pdf: what this person is in.")
@click.option("--room", metavar="ID", help="ics, pdf: what is in this room.")
@click.option("--track", metavar="ID", help="ics: what is of this track.")
@click.option("--alarm", metavar="MINUTES", type=click.IntRange(0, 10_080), help="ics: ring so long before each event.")
@click.option("--source", metavar="URL", help="ics: the address at which the calendar will be had.")
@click.option("--page", metavar="URL", help="ics: the address of the programme; events link to their place on it.")
@at_option("What may be known then; pdf: also the time of printing")
@click.option(
    "--sheet",
    metavar="SHEET",
    default=RUNNING_ORDER,
    show_default=True,
    help="pdf: which sheet; they are listed above.",
)
@click.option("--day", metavar="DATE", help="pdf: this day alone, as 2024-10-25.")
@click.option("--venue", metavar="ID", help="ics, pdf: what is in this building.")
@click.option("--session", metavar="ID", help="pdf: the cue sheet of this one.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="pdf: paper.")
@click.option("--columns", metavar="NAMES", help="pdf: what is printed of each line, as time,title,notes.")
@click.option("--base-url", metavar="URL", help="pdf: where the desk is; codes on the sheets lead there.")
@click.option("--since", metavar="VERSION", type=int, help="pdf: the version printed last. [default: the one before]")
@click.pass_context
def command(
    ctx: click.Context,
    format_: str, festival: str, timetable: str, output: str, lang: str | None, audience: Audience | None,
    everything: bool, person: str | None, room: str | None, track: str | None, alarm: int | None, source: str | None,
    page: str | None, at: datetime | None, day: str | None, sheet: str, venue: str | None, session: str | None,
    paper: str, columns: str | None, base_url: str | None, since: int | None,
) -> None:  # fmt: skip
    """Write TIMETABLE of FESTIVAL as csv, xlsx, html, ics or pdf.

    schedule-json and schedule-xml are what conference apps, stream teams and other programs read (c3voc); jsonld is
    what search engines read (schema.org).

    A PUBLICATION, which showgrid publish makes, is told as it was published: its calendars count and date every
    change, and keep for 72 hours what was cancelled or moved away. Into a folder goes a calendar of everything
    and one of each room, building, track and person.

    cosplib is a solution workbook of that library; optaplanner a workbook of OptaPlanner's conference
    scheduling, with the talks in their places.

    \b
      showgrid export html festival.yaml timetable.json -o day.html --lang ko
      showgrid export ics  festival.yaml timetable.json --person kim-dae-sik -o kim.ics
      showgrid export ics  festival.yaml published.json --all --lang both -o calendars/
      showgrid export pdf  festival.yaml timetable.json --room hall-a --day 2024-10-25 -o hall-a.pdf

    Sheets of a pdf; each of one hall, day, person … if that is named, else of all, one after the other:

    \b
      running-order  a hall's day, for its manager: times, people, notes, boxes; the technique at the end
      building       a building's day, every start of its halls in one list, for the house manager
      day            all halls of a day side by side, to scale, on A3 (Letter: tabloid)
      guest          a guest's day: where to be when, what for, with whom; nothing of the staff's
      interpreter    an interpreter's day (or a captioner's …): for whom, in which languages
      jury           a juror's day: the showings chosen for them, each film with room for notes
      projection     a hall's films of a day, for the projectionist: format, sound, subtitles, keys checked, boxes
      cues           a ceremony minute by minute: who, sound, light, screen; from its items
      door           a sign for a hall's door, public: the day in large type, both languages on one page
      changes        a slip (A5) for each hall with what differs from the last print alone, to correct by pen
      booklet        the public programme as a booklet (A5): by day, films, an index of films and people

    Codes on the sheets say version and hall: with --base-url a telephone opens URL/sheet/FESTIVAL/VERSION/SHEET/ID/DAY,
    where the desk answers whether the sheet is still right, or what to correct. --columns chooses what a line tells,
    free fields too, as fields.NAME; what there is to choose is told if you name what there is not.

    \b
      showgrid export pdf  festival.yaml published.json --sheet guest --person kim-dae-sik --lang en -o kim.pdf
      showgrid export pdf  festival.yaml published.json --sheet day --base-url https://desk.example.org -o days.pdf
    """
    _fitting(ctx, format_)
    problem = problem_in(festival)
    placed, publication, _ = published_in(problem, timetable)
    wanted = Wanted(
        lang=lang or ("both" if format_ == "pdf" else "en"),
        audience=audience,
        person=_known("--person", person, problem.people),
        room=_known("--room", room, problem.room_index),
        track=_known("--track", track, problem.tracks),
        venue=_known("--venue", venue, [one.id for one in problem.festival.venues]) if format_ == "ics" else None,
        paper=Asked(
            sheet,
            lang or "both",
            room,
            venue,
            _date(problem, day),
            person,
            session,
            paper,
            columns,
            base_url,
            since,
            at,
        ),
        publication=publication,
        at=at,
        alarm=alarm,
        source=source or "",
        page=page or "",
    )
    if format_ == "ics" and is_folder(output):
        write_all(output, calendars(problem, placed, wanted))
        return
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
        known = did_you_mean(found.isoformat(), [one.isoformat() for one in problem.days])
        raise FestivalError([Fault("--day", f"{day} is no day of the festival{known}")])
    return found
