"""``showgrid sensitivity``: which changes of the festival would gain most."""

from __future__ import annotations

import json

import click

from scheduler.cli._apply import apply, apply_options, check_apply
from scheduler.cli._common import (
    SECONDS,
    festival_argument,
    lang_option,
    problem_in,
    tell_outdated,
    timetable_argument,
    timetable_in,
    writable,
)
from scheduler.cli._status import STOPPED
from scheduler.cli._stop import stoppable
from scheduler.cli._working import doing


@click.command("sensitivity", short_help="Say which changes of the festival would gain most.")
@festival_argument
@timetable_argument
@click.option(
    "--budget", metavar="SECONDS", type=SECONDS, default=60.0, show_default=True, help="Seconds to try changes."
)
@apply_options("several times for several")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    festival: str,
    timetable: str,
    budget: float,
    numbers: tuple[int, ...],
    output: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Say which ten changes of FESTIVAL would gain most in TIMETABLE: longer hours, another hall, no pin ...

    What costs most in TIMETABLE says what is worth trying. Each change is made, and the showings that it
    may help are laid anew, all others staying; the gain is what the verifier says of the result, less what
    the same showings would gain without the change. Times are lengthened by no more than is needed.

    Ctrl-C tells what was found so far and ends with 130. --apply 1 -o changed.yaml writes the festival with
    the first change; "showgrid solve changed.yaml --start timetable.json" goes on from there.

    \b
      showgrid sensitivity festival.yaml timetable.json
      showgrid sensitivity festival.yaml timetable.json --budget 300 --lang ko
    """
    from scheduler.explain.watch import Watch
    from scheduler.sensitivity import sensitivity
    from scheduler.sensitivity.telling import as_data, as_text

    check_apply(numbers, output)
    problem = problem_in(festival)
    placed, _, answer = timetable_in(problem, timetable)
    differs = tell_outdated(problem, answer, lang)
    if output is not None:
        writable(output, festival, timetable)
    with stoppable() as stop:
        with doing(lang) as progress:
            found = sensitivity(problem, placed, Watch(budget, stop, progress))
        stop.found = True
        if output is not None:
            apply(problem.festival, [one.change for one in found.gains], numbers, output)
        data = as_data(found, lang) | {"differs": differs}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1) if as_json else as_text(found, lang))
    ctx.exit(STOPPED if stop.asked else 0)
