"""``showgrid verify``: what a timetable breaks."""

from __future__ import annotations

import json

import click

from scheduler.cli._common import (
    festival_argument,
    lang_option,
    problem_in,
    screen_width,
    timetable_argument,
    timetable_in,
)
from scheduler.cli._ways import ways_as_text, ways_in, ways_option

BROKEN = 1


@click.command("verify", short_help="Say what a timetable breaks, where and by how much.")
@festival_argument
@timetable_argument
@ways_option
@click.option("--json", "as_json", is_flag=True, help="The whole report as JSON.")
@lang_option
@click.pass_context
def command(ctx: click.Context, festival: str, timetable: str, ways: float, as_json: bool, lang: str) -> None:
    """Check TIMETABLE against FESTIVAL: who, where, when, by how much.

    Ends with 0 if no must is broken, 1 if one is or a showing is missing, 2 for bad input.

    \b
      showgrid verify festival.yaml timetable.json
      showgrid verify festival.yaml timetable.json --lang ko
    """
    from scheduler.outdated import notice_if_any
    from scheduler.telling import report_as_data, report_as_text
    from scheduler.verify import verify

    problem = problem_in(festival)
    placed, waivers, answer = timetable_in(problem, timetable)
    report = verify(problem, placed, waivers)
    look = bool(ways) and len(placed) < len(problem.showings)
    if as_json:
        data = report_as_data(report, lang) | {"differs": [one.text(lang) for one in notice_if_any(problem, answer)]}
        if look:
            found = ways_in(problem, placed, ways, lang)
            data["ways"] = [{"session": key[0], "showing": key[1], "way": way} for key, way in found.items()]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo(report_as_text(report, lang, answer=answer, width=screen_width()))
        if look:
            found = ways_in(problem, placed, ways, lang)
            click.echo(f"\n{ways_as_text(problem, placed, found, lang)}")
    ctx.exit(0 if report.valid else BROKEN)
