"""``showgrid suggest``: where else a showing could be."""

from __future__ import annotations

import json

import click

from scheduler.cli._common import (
    festival_argument,
    lang_option,
    problem_in,
    screen_width,
    tell_outdated,
    timetable_argument,
    timetable_in,
)
from scheduler.cli._showing import showing_named
from scheduler.cli._status import STOPPED
from scheduler.cli._stop import stoppable


@click.command("suggest", short_help="Say where else a showing could be, and what that changes.")
@festival_argument
@timetable_argument
@click.argument("showing", metavar="ID[#SHOWING]")
@click.option("--most", type=click.IntRange(0, 100_000), default=12, show_default=True, help="Places told; 0 = all.")
@click.option("--every", is_flag=True, help="Every start, not only the best of each free stretch.")
@click.option("--swaps", type=click.IntRange(0, 100), default=5, show_default=True, help="Swaps told.")
@click.option("--chains", type=click.IntRange(0, 100), default=5, show_default=True, help="Chains told.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    festival: str,
    timetable: str,
    showing: str,
    most: int,
    every: bool,
    swaps: int,
    chains: int,
    as_json: bool,
    lang: str,
) -> None:
    """Say where else in TIMETABLE a showing could be, best first, and which rules say so.

    Everything else stays where it is, or changes places with it. Where nothing is free, chains of up to
    three moves are looked for. Points are those of "showgrid verify", less is better; nothing is written.
    Ctrl-C ends the search and tells what was found.

    \b
      showgrid suggest festival.yaml timetable.json mateo#1
      showgrid suggest festival.yaml timetable.json opening --json
    """
    from scheduler.suggest import suggest
    from scheduler.suggest.data import suggestions_as_data
    from scheduler.suggest.telling import suggestions_as_text

    problem = problem_in(festival)
    chosen = showing_named(problem, showing)
    placed, _, answer = timetable_in(problem, timetable)
    differs = tell_outdated(problem, answer, lang)
    with stoppable() as stop:
        found = suggest(
            problem, placed, chosen, most=most or 10**9, one_each=not every, most_swaps=swaps, most_chains=chains,
            stopped=stop,
        )  # fmt: skip
    if as_json:
        click.echo(json.dumps(suggestions_as_data(found, lang) | {"differs": differs}, ensure_ascii=False, indent=1))
    else:
        click.echo(suggestions_as_text(found, lang, one_each=not every, width=screen_width()))
    ctx.exit(STOPPED if stop.asked else 0)
