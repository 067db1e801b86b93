"""What ``showgrid import`` reads: each format by its own module, imported when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

import click

from scheduler.cli._common import bytes_in, of_file
from scheduler.faults import Fault, FestivalError
from scheduler.formats.imported import Imported

if TYPE_CHECKING:
    from scheduler.answer import Answer
    from scheduler.problem import Problem

Hard = Literal["musts", "points"]


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
    hard: Hard
    """What hard constraints become."""
    header: Sequence[str] = ()
    """Which column is which, where the headers do not say it."""
    sure: bool = False
    """Whether nobody is to be asked if the columns were understood."""
    zone: str | None = None
    """The time zone, if the file does not say it or says it wrongly."""


def _csv(given: Given) -> Imported:
    """A timetable that people keep; a table without times holds sessions."""
    from scheduler.formats.table_read import columns_of

    book = given.data.startswith(b"PK\x03\x04")
    if given.into is None and not book and (given.header or columns_of(given.data)):
        return _table(given)
    if given.timetable:
        raise FestivalError([Fault("--timetable", "there is no column of starts in it, so no timetable")])
    return _sessions(given)


def _xlsx(given: Given) -> Imported:
    """A workbook with a sheet for each list; without one for the festival itself, a timetable that people keep."""
    from scheduler.formats.table_read import columns_of
    from scheduler.formats.table_sheets import is_document

    if given.header or (not is_document(given.data) and columns_of(given.data)):
        return _table(given)
    made = _document(".xlsx")(given)
    if not given.timetable:
        return made
    from scheduler.formats.views import timetable_in

    return Imported(made.festival, timetable_in(given.data, made.festival))


def _table(given: Given) -> Imported:
    """A timetable as people keep it, a row a showing; on a terminal it is asked if the columns are understood."""
    from scheduler.formats.programme_festival import imported
    from scheduler.formats.table_headers import headers_wanted
    from scheduler.formats.table_read import columns_of, columns_told, programme_of

    header = headers_wanted(given.header)
    found = columns_of(given.data, header)
    told = [f"{title or given.name}: {columns_told(columns)}" for title, columns in found]
    if told and not given.sure and sys.stdin.isatty() and sys.stderr.isatty():
        click.echo("\n".join(told), err=True)
        if not click.confirm("Are the columns understood?", default=True, err=True):
            message = "nothing is written; say which column is which, such as --header start=C --header room=Hall"
            raise FestivalError([Fault("--header", message)])
        told = []
    made = imported(programme_of(given.data, given.name, header), timetable=given.timetable, zone=given.zone)
    return Imported(made.festival, made.timetable, told, made.notes)


def _sessions(given: Given) -> Imported:
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


def _optaplanner(given: Given) -> Imported:
    from scheduler.formats import optaplanner

    return optaplanner.read(given.data, given.hard, timetable=given.timetable)


def _programme(name: str) -> Callable[[Given], Imported]:
    """Reads a published programme by the reader of that format."""

    def read(given: Given) -> Imported:
        from scheduler.formats.guessing import READERS
        from scheduler.formats.programme_festival import imported

        programme = import_module(READERS[name]).programme_of(given.data)
        return imported(programme, timetable=given.timetable, zone=given.zone)

    return read


def _document(suffix: str) -> Callable[[Given], Imported]:
    """Reads a document of that spelling, so that it can be written in another."""

    def read(given: Given) -> Imported:
        from scheduler.formats.document import load_text

        return Imported(load_text(given.data, suffix))

    return read


FORMATS: dict[str, Callable[[Given], Imported]] = {
    "xlsx": _xlsx,
    "yaml": _document(".yaml"),
    "json": _document(".json"),
    "csv": _csv,
    "schedule-json": _programme("schedule-json"),
    "schedule-xml": _programme("schedule-xml"),
    "ics": _programme("ics"),
    "pretalx": _programme("pretalx"),
    "indico": _programme("indico"),
    "cosplib": _cosplib,
    "optaplanner": _optaplanner,
}
