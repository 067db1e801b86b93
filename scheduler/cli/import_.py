"""``showgrid import``: a festival document from what other programs write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import FILE, bytes_in, of_file, writable, write
from scheduler.faults import Fault, FestivalError
from scheduler.formats.imported import Imported

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.problem import Problem


@dataclass(frozen=True)
class Given:
    """A file, and what the options say."""

    name: str
    """Of the file, without folder and ending."""
    data: bytes
    into: str | None
    solution: str | None
    timetable: bool
    """Whether the timetable is wanted too."""


def _xlsx(given: Given) -> Imported:
    from scheduler.formats.document import load_text

    if given.into is not None:
        raise FestivalError([Fault("--into", "a workbook is a whole festival; --into is for csv")])
    return Imported(load_text(given.data, ".xlsx"))


def _csv(given: Given) -> Imported:
    from scheduler.formats import csv_
    from scheduler.formats.document import load
    from scheduler.validate import festival_from

    if given.into is None:
        source = csv_.read(given.data)
    else:
        try:
            document = load(given.into).document()
        except FestivalError as error:
            raise of_file(given.into, error) from None
        source = csv_.read(given.data, document)
    return Imported(festival_from(source.data, source.spell, source.found))


def _cosplib(given: Given) -> Imported:
    from scheduler.compile import compile_festival
    from scheduler.formats import cosplib

    if given.into is not None:
        raise FestivalError([Fault("--into", "an instance is a whole festival; --into is for csv")])
    festival = cosplib.read(given.data, given.name)
    if not given.timetable:
        return Imported(festival)
    answer, remarks = _solution(given, compile_festival(festival))
    return Imported(festival, answer, remarks)


def _solution(given: Given, problem: Problem) -> tuple[Answer, list[str]]:
    """The timetable of the solution that is named, else of the instance's own sheet."""
    from scheduler.formats import cosplib

    if given.solution is not None:
        try:
            found = cosplib.read_solution(bytes_in(given.solution), problem)
        except FestivalError as error:
            raise of_file(given.solution, error) from None
    else:
        found = cosplib.read_solution(given.data, problem, cosplib.SOLUTION)
    if found is None:
        message = f"there is no sheet {cosplib.SOLUTION!r}, so no timetable; name its workbook with --solution"
        raise FestivalError([Fault("--timetable", message)])
    return found


FORMATS: dict[str, Callable[[Given], Imported]] = {"xlsx": _xlsx, "csv": _csv, "cosplib": _cosplib}
WITH_SOLUTION = ("cosplib",)
"""Formats that write timetables apart from what they are of."""


@click.command("import", short_help="Make a festival of what other programs write.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "-o", "--output", required=True, metavar="FESTIVAL", type=FILE,
    help="Festival to write: .yaml, .json or .xlsx; - is standard output, as YAML.",
)  # fmt: skip
@click.option("--into", metavar="FESTIVAL", type=FILE, help="csv: the festival whose sessions these become.")
@click.option("--timetable", metavar="TIMETABLE", type=FILE, help="cosplib: write the timetable of FILE here.")
@click.option("--solution", metavar="FILE", type=FILE, help="cosplib: the workbook that holds the timetable.")
def command(
    format_: str, file: str, output: str, into: str | None, timetable: str | None, solution: str | None
) -> None:
    """Make a festival document of FILE.

    xlsx is a workbook with a sheet for each list. csv is a table with a row for each session; its rooms,
    people, tracks and films are looked up in the festival named by --into, or made from their names.
    cosplib is an instance of the conference library CoSPLib, with its objective as rules; a solution
    workbook becomes a timetable.

    \b
      showgrid import xlsx programme.xlsx -o festival.yaml
      showgrid import csv sessions.csv --into festival.yaml -o with-sessions.yaml
      showgrid import cosplib OR60.xlsx -o or60.yaml
      showgrid import cosplib OR60.xlsx -o or60.yaml --solution found.xlsx --timetable timetable.json
    """
    from scheduler.formats import DOCUMENTS
    from scheduler.formats.document import dump

    suffix = ".yaml" if output == "-" else Path(output).suffix.lower()
    if suffix not in DOCUMENTS:
        raise FestivalError([Fault(output, f"how is it to be written? end its name in {', '.join(DOCUMENTS)}")])
    _check(format_, timetable, solution)
    for target in (output, *([timetable] if timetable else [])):
        writable(target, *(one for one in (file, solution) if one))
    name = "festival" if file == "-" else Path(file).stem
    try:
        made = FORMATS[format_](Given(name, bytes_in(file), into, solution, timetable is not None))
    except FestivalError as error:
        told = solution is not None and error.faults[0].place.startswith(solution)
        raise (error if told else of_file(file, error)) from None
    write(output, dump(made.festival, suffix))
    if timetable is not None and made.timetable is not None:
        from scheduler.answer import text_of

        write(timetable, text_of(made.timetable))
    for remark in made.remarks:
        click.echo(remark, err=True)


def _check(format_: str, timetable: str | None, solution: str | None) -> None:
    """Options that go together, and with the format."""
    if format_ not in WITH_SOLUTION and (timetable or solution):
        option = "--timetable" if timetable else "--solution"
        raise FestivalError([Fault(option, f"{format_} holds no timetable; this is for {', '.join(WITH_SOLUTION)}")])
    if solution and not timetable:
        raise FestivalError([Fault("--solution", "where shall its timetable be written? add --timetable TIMETABLE")])
