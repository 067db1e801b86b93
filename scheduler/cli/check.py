"""``showgrid check``: whether a published programme can be held as it is."""

from __future__ import annotations

import json

import click

from scheduler.cli._common import FILE, bytes_in, lang_option, of_file
from scheduler.faults import FestivalError

BROKEN = 1


@click.command("check", short_help="Say who and what is booked twice in a published programme.")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--walk", metavar="MINUTES", type=click.IntRange(0, 240), default=0, show_default=True,
    help="From any room to any other of the same building.",
)  # fmt: skip
@click.option(
    "--longest", metavar="HOURS", type=click.FloatRange(1, 24), default=12.0, show_default=True,
    help="From somebody's first minute on a day to the last.",
)  # fmt: skip
@click.option("--timezone", "zone", metavar="ZONE", help="Where it is, as Asia/Seoul, if the file does not say it.")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context, file: str, walk: int, longest: float, zone: str | None, as_json: bool, lang: str
) -> None:
    """Check the programme in FILE: people and rooms booked twice, ways too short, days too long.

    FILE is a schedule.json or schedule.xml, as pretalx, frab and others publish them, a calendar (.ics), a dump of
    pretalx's API, what Indico exports as JSON, or a table (.csv, .xlsx) as people keep it; which of them is seen
    from what is in it. No festival document is needed. What was wrong in the file, guessed or left out is told too.

    Ends with 0 if nothing is broken, 1 if something is or an event has no place or time, 2 for bad input.

    \b
      showgrid check schedule.json
      showgrid check schedule.xml --walk 5 --longest 10 --lang ko
    """
    from scheduler.formats.guessing import imported_in
    from scheduler.formats.programme_check import as_data, as_text, check

    try:
        name, made = imported_in(bytes_in(file), zone)
        found = check(name, made, longest=round(longest * 60), walk=walk)
    except FestivalError as error:
        raise of_file(file, error) from None
    if as_json:
        click.echo(json.dumps(as_data(found, lang), ensure_ascii=False, indent=1))
    else:
        click.echo(as_text(found, lang))
    ctx.exit(0 if found.good else BROKEN)
