"""``showgrid diff``: what two timetables place differently."""

from __future__ import annotations

import click

from scheduler.cli._common import FILE, festival_argument, lang_option, problem_in, timetable_argument, timetable_in


@click.command("diff", short_help="Say what moved between two timetables, and for whom.")
@festival_argument
@timetable_argument
@click.argument("other", metavar="TIMETABLE", type=FILE)
@lang_option
def command(festival: str, timetable: str, other: str, lang: str) -> None:
    """Say what moved between two timetables of FESTIVAL, and for whom.

    \b
      showgrid diff festival.yaml published.json draft.json
    """
    from scheduler.differences import differences

    problem = problem_in(festival)
    old, new = (timetable_in(problem, path)[0] for path in (timetable, other))
    for sentence in differences(problem, old, new):
        click.echo(sentence.text(lang))
