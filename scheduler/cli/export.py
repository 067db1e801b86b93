"""``showgrid export``: a timetable for people and for other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
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
from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.agenda import Audience
    from scheduler.formats.listing import Listing
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.timetable import Timetable


@dataclass
class Wanted:
    """What the options ask for."""

    lang: str
    audience: Audience | None
    """Who is to read it; None is what is usual for the format."""
    person: str | None
    room: str | None
    track: str | None
    venue: str | None
    paper: Asked
    """What is asked of a PDF alone, and what both know."""
    publication: Publication | None = None
    """If the timetable was published."""
    at: datetime | None = None
    alarm: int | None = None
    source: str = ""
    page: str = ""


def _html(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.html import day_page

    return day_page(problem, timetable, _one(wanted), wanted.audience or "public", wanted.at).encode()


def _ics(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.feed import Feed
    from scheduler.formats.ics import Setting, calendar

    audience = wanted.audience or "public"
    if wanted.venue:
        feed = Feed.of_venue(problem, wanted.venue, wanted.lang, audience, wanted.publication)
        feed = replace(feed, person=wanted.person, room=wanted.room, track=wanted.track)
    else:
        feed = Feed(wanted.lang, wanted.person, wanted.room, wanted.track, audience)
    setting = Setting(wanted.alarm, wanted.source, wanted.page)
    return calendar(problem, timetable, feed, wanted.publication, setting=setting, now=wanted.at)


def _csv(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.sheets import as_csv

    return as_csv(problem, timetable, _one(wanted), wanted.audience or "staff", wanted.at)


def _xlsx(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.views import write as workbook

    return workbook(problem, timetable, _one(wanted), wanted.audience or "staff", wanted.at)


def _pdf(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.cli._paper import sheet_in_pdf

    return sheet_in_pdf(problem, timetable, wanted.publication, wanted.paper)


def _schedule_json(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.schedule_json import write as schedule

    return schedule(_listing(problem, timetable, wanted), _version(wanted))


def _schedule_xml(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.schedule_xml import write as schedule

    return schedule(_listing(problem, timetable, wanted), _version(wanted))


def _jsonld(problem: Problem, timetable: Timetable, wanted: Wanted) -> bytes:
    from scheduler.formats.jsonld import write as graph

    return graph(_listing(problem, timetable, wanted, whole=True), wanted.publication)


def _listing(problem: Problem, timetable: Timetable, wanted: Wanted, *, whole: bool = False) -> Listing:
    from scheduler.formats.listing import Listing

    return Listing(problem, timetable, _one(wanted), wanted.audience or "public", wanted.at, whole=whole)


def _version(wanted: Wanted) -> str:
    """The number of the publication, if it is one."""
    return str(wanted.publication.version) if wanted.publication else ""


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
    "jsonld": _jsonld,
    "cosplib": _cosplib,
    "optaplanner": _optaplanner,
}


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


def calendars(problem: Problem, timetable: Timetable, wanted: Wanted) -> dict[str, bytes]:
    """By file name, the calendar that is asked for; if none in particular, every one there is."""
    from scheduler.formats.files import safe_name

    chosen = [(name, getattr(wanted, name)) for name in ("person", "venue", "room", "track") if getattr(wanted, name)]
    if chosen:
        return {
            "-".join(safe_name(part) for pair in chosen for part in pair) + ".ics": _ics(problem, timetable, wanted)
        }
    made = {"all.ics": _ics(problem, timetable, wanted)}
    every = [(f"room-{safe_name(one.id)}", replace(wanted, room=one.id)) for one in problem.rooms]
    every += [(f"venue-{safe_name(one.id)}", replace(wanted, venue=one.id)) for one in problem.festival.venues]
    every += [(f"track-{safe_name(one)}", replace(wanted, track=one)) for one in problem.tracks]
    every += [(f"person-{safe_name(one)}", replace(wanted, person=one)) for one in problem.people]
    for name, each in every:
        made[f"{name}.ics"] = _ics(problem, timetable, each)
    return made


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
        raise FestivalError([Fault("--lang", "both languages at once are for ics and PDF; choose en or ko")])
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
        known = did_you_mean(found.isoformat(), [one.isoformat() for one in problem.days])
        raise FestivalError([Fault("--day", f"{day} is no day of the festival{known}")])
    return found
