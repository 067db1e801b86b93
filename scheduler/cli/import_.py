"""``showgrid import``: a festival document from what other programs write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import FILE, bytes_in, lang_option, listed, of_file, writable, write
from scheduler.cli._readers import FORMATS, Given, Hard
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.festival import Festival

ONLY_FOR = {
    "--into": ("csv",),
    "--timetable": (
        "xlsx",
        "csv",
        "schedule-json",
        "schedule-xml",
        "ics",
        "pretalx",
        "indico",
        "cosplib",
        "optaplanner",
    ),
    "--header": ("xlsx", "csv"),
    "--yes": ("xlsx", "csv"),
    "--timezone": ("xlsx", "csv", "schedule-json", "schedule-xml", "ics", "pretalx", "indico"),
    "--solution": ("cosplib",),
    "--hard": ("optaplanner",),
}
"""Formats that an option is for."""


@click.command("import", short_help="Make a festival of what other programs write.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "-o", "--output", required=True, metavar="FESTIVAL", type=FILE,
    help="Festival to write: .yaml, .json or .xlsx; - is standard output, as YAML.",
)  # fmt: skip
@click.option("--into", metavar="FESTIVAL", type=FILE, help="csv: the festival that gets these sessions.")
@click.option("--timetable", metavar="TIMETABLE", type=FILE, help="Write the timetable of FILE here.")
@click.option("--solution", metavar="FILE", type=FILE, help="cosplib: the workbook that holds the timetable.")
@click.option(
    "--timezone", "zone", metavar="ZONE", help="Where a published programme or a table takes place, as Asia/Seoul."
)
@click.option(
    "--header", metavar="WHAT=COLUMN", multiple=True,
    help="csv, xlsx: which column is which, as start=C or room=Hall; may be repeated.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="csv, xlsx: do not ask whether the columns are understood.")
@click.option(
    "--hard", type=click.Choice(["musts", "points"]),
    help="optaplanner: hard constraints are musts, or points that count before all others.  [default: musts]",
)  # fmt: skip
@lang_option
def command(
    format_: str, file: str, output: str, into: str | None, timetable: str | None, solution: str | None,
    zone: str | None, header: tuple[str, ...], yes: bool, hard: Hard | None, lang: str,
) -> None:  # fmt: skip
    """Make a festival document of FILE.

    xlsx is a workbook with a sheet for each list; yaml and json are the other spellings of a festival, so
    that it can be turned from one into another. csv is a table with a row for each session. With --into
    they are added to a festival, where their rooms, people, tracks and films are looked up; of a session
    that is there already (by its id, or the same title) the columns of the table are changed, and the rest
    stays. Without --into, rooms, people, tracks and films are made from their names.
    A csv or xlsx with a title and a start in each row is a timetable as people keep it: the columns may be called
    anything usual in English or Korean, and times be written as 19:30, 25:30 (half past one at night), 7:30 pm or
    오후 7:30. What the columns were taken for is told, and asked on a terminal.
    schedule-json and schedule-xml are programmes as pretalx, frab and others publish them, valid or not; ics is
    a calendar, pretalx a dump of its API (submissions, with slots, speakers and rooms), indico what
    its /export/event or /export/timetable answers as JSON. What was wrong in them, guessed and left out is told
    on standard error.
    cosplib is an instance of the conference library CoSPLib, with its objective as rules; a solution
    workbook becomes a timetable. optaplanner is a workbook of OptaPlanner's conference scheduling, with
    its objective as rules; the timetable that stands in it can be had too.

    \b
      showgrid import xlsx programme.xlsx -o festival.yaml
      showgrid import yaml festival.yaml -o festival.xlsx
      showgrid import csv sessions.csv --into festival.yaml -o with-sessions.yaml
      showgrid import schedule-json schedule.json -o conference.yaml --timetable published.json
      showgrid import schedule-xml schedule.xml -o conference.yaml --timezone Europe/Brussels
      showgrid import xlsx grid.xlsx -o festival.yaml --timetable grid.json --header room=B
      showgrid import cosplib OR60.xlsx -o or60.yaml
      showgrid import cosplib OR60.xlsx -o or60.yaml --solution found.xlsx --timetable timetable.json
      showgrid import optaplanner conference.xlsx -o conference.yaml --timetable timetable.json
    """
    from scheduler.formats import DOCUMENTS
    from scheduler.formats.document import dump
    from scheduler.formats.notes import told as lines

    suffix = ".yaml" if output == "-" else Path(output).suffix.lower()
    if suffix not in DOCUMENTS:
        raise FestivalError([Fault(output, f"how is it to be written? end its name in {', '.join(DOCUMENTS)}")])
    options: dict[str, object] = {
        "--into": into, "--timetable": timetable, "--solution": solution, "--timezone": zone, "--hard": hard,
        "--header": header or None, "--yes": yes or None,
    }  # fmt: skip
    _check(format_, options)
    if timetable is not None and Path(timetable).resolve() == Path(output).resolve():
        raise FestivalError([Fault("--timetable", f"the festival is written to {output}; name another file")])
    for target in (output, *([timetable] if timetable else [])):
        writable(target, *(one for one in (file, solution) if one))
    name = "festival" if file == "-" else Path(file).stem
    try:
        given = Given(name, bytes_in(file), into, solution, timetable is not None, hard or "musts", header, yes, zone)
        made = FORMATS[format_](given)
    except FestivalError as error:
        told = solution is not None and error.faults[0].place.startswith(solution)
        raise (error if told else of_file(file, error)) from None
    write(output, dump(made.festival, suffix))
    if timetable is not None and made.timetable is not None:
        from scheduler.answer import text_of

        write(timetable, text_of(made.timetable))
    for remark in (_contents(made.festival), *made.remarks, *lines(list(made.notes), lang)):
        click.echo(remark, err=True)


def _contents(festival: Festival) -> str:
    """What was understood: each list with the number of its entries."""
    lists = {name: value for name, value in festival.document().items() if isinstance(value, list)}
    return ", ".join(f"{name}: {len(value)}" for name, value in lists.items())


def _check(format_: str, options: Mapping[str, object]) -> None:
    """Options that go together, and with the format."""
    for option, value in options.items():
        if value is not None and format_ not in ONLY_FOR[option]:
            raise FestivalError([Fault(option, f"this is for {listed(ONLY_FOR[option])}, not for {format_}")])
    if options["--solution"] and not options["--timetable"]:
        raise FestivalError([Fault("--solution", "where shall its timetable be written? add --timetable TIMETABLE")])
