"""``showgrid import``: a festival document from what other programs write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import FILE, bytes_in, of_file, writable, write
from scheduler.faults import Fault, FestivalError

if TYPE_CHECKING:
    from scheduler.festival import Festival


def _xlsx(data: bytes, into: str | None) -> Festival:
    from scheduler.formats.document import load_text

    if into is not None:
        raise FestivalError([Fault("--into", "a workbook is a whole festival; --into is for csv")])
    return load_text(data, ".xlsx")


def _csv(data: bytes, into: str | None) -> Festival:
    from scheduler.formats import csv_
    from scheduler.formats.document import load
    from scheduler.validate import festival_from

    if into is None:
        source = csv_.read(data)
    else:
        try:
            document = load(into).document()
        except FestivalError as error:
            raise of_file(into, error) from None
        source = csv_.read(data, document)
    return festival_from(source.data, source.spell, source.found)


FORMATS: dict[str, Callable[[bytes, str | None], Festival]] = {"xlsx": _xlsx, "csv": _csv}


@click.command("import", short_help="Make a festival of a workbook or a table.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "-o", "--output", required=True, metavar="FESTIVAL", type=FILE,
    help="Festival to write: .yaml, .json or .xlsx; - is standard output, as YAML.",
)  # fmt: skip
@click.option("--into", metavar="FESTIVAL", type=FILE, help="csv: the festival whose sessions these become.")
def command(format_: str, file: str, output: str, into: str | None) -> None:
    """Make a festival document of FILE, an xlsx workbook or a csv table of sessions.

    A workbook holds a sheet for each list. A table has a row for each session; its rooms, people,
    tracks and films are looked up in the festival named by --into, or made from their names.

    \b
      showgrid import xlsx programme.xlsx -o festival.yaml
      showgrid import csv sessions.csv --into festival.yaml -o with-sessions.yaml
    """
    from scheduler.formats import DOCUMENTS
    from scheduler.formats.document import dump

    suffix = ".yaml" if output == "-" else Path(output).suffix.lower()
    if suffix not in DOCUMENTS:
        raise FestivalError([Fault(output, f"how is it to be written? end its name in {', '.join(DOCUMENTS)}")])
    writable(output, file)
    try:
        festival = FORMATS[format_](bytes_in(file), into)
    except FestivalError as error:
        raise of_file(file, error) from None
    write(output, dump(festival, suffix))
