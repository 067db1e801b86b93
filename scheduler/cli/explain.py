"""``showgrid explain``: why there is no timetable, and what helps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from scheduler.cli._apply import apply, apply_options, check_apply
from scheduler.cli._common import (
    FILE,
    SECONDS,
    festival_argument,
    lang_option,
    problem_in,
    tell_outdated,
    timetable_in,
    writable,
)
from scheduler.cli._status import STOPPED
from scheduler.cli._stop import stoppable
from scheduler.cli._working import doing

if TYPE_CHECKING:
    from scheduler.problem import Problem


def _by_option(ctx: click.Context, _: click.Parameter, named: str | None) -> None:
    """``suggest`` takes the showing as an argument; whoever writes it so here is told how it is meant."""
    if named is not None:
        raise click.UsageError(f"name the showing as an option: --session {named}", ctx)


@click.command("explain", short_help="Say why there is no complete timetable, and what helps.")
@festival_argument
@click.argument("timetable", metavar="[TIMETABLE]", type=FILE, required=False)
@click.argument("named", metavar="", required=False, callback=_by_option, expose_value=False)
@click.option("--session", metavar="ID[#SHOWING]", help="Why this showing lies where it does in TIMETABLE, or nowhere.")
@click.option("--at", metavar="ROOM@START", help="With --session: why not there, such as hall-a@2024-10-25T15:00.")
@click.option(
    "--budget", metavar="SECONDS", type=SECONDS, default=30.0, show_default=True, help="Seconds to look for reasons."
)
@apply_options("one for each conflict")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    festival: str,
    timetable: str | None,
    session: str | None,
    at: str | None,
    budget: float,
    numbers: tuple[int, ...],
    output: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Say which musts, pins, stays and hours of FESTIVAL clash: the fewest that cannot all be kept.

    Each conflict is a story of names and times. Without any one of the things that it names, the
    others could be kept. Then come changes of the document that were each tried and help, the least
    trouble first; --apply writes one. Ctrl-C tells what is known so far and ends with 130.

    \b
      showgrid explain festival.yaml
      showgrid explain festival.yaml --apply 2 -o changed.yaml
      showgrid explain festival.yaml timetable.json --session mateo#1 --at hall-a@2024-10-25T15:00
    """
    from scheduler.explain.conflicts import find
    from scheduler.explain.relaxing import relaxations
    from scheduler.explain.telling import as_data, as_text
    from scheduler.explain.watch import Watch

    problem = problem_in(festival)
    if session is not None or at is not None or timetable is not None:
        _tell_showing(problem, timetable, session, at, lang, as_json=as_json)
        return
    check_apply(numbers, output)
    if output is not None:
        writable(output, festival)
    with stoppable() as stop:
        with doing(lang) as progress:
            watch = Watch(budget, stop, progress)
            findings = find(problem, watch)
            helps = list(relaxations(problem.festival, findings, watch))
        stop.found = True
        if output is not None:
            apply(problem.festival, [one.change for one in helps], numbers, output)
        if as_json:
            click.echo(json.dumps(as_data(problem, findings, lang, helps), ensure_ascii=False, indent=1))
        else:
            click.echo(as_text(problem, findings, lang, helps))
    ctx.exit(STOPPED if stop.asked else 0)


def _tell_showing(
    problem: Problem, path: str | None, session: str | None, at: str | None, lang: str, *, as_json: bool
) -> None:
    """One showing of a timetable: why here, or why not there."""
    from scheduler.cli._showing import showing_named
    from scheduler.explain.showing import account, place_named, visit
    from scheduler.explain.showing.data import account_as_data, visit_as_data
    from scheduler.explain.showing.telling import account_as_text, visit_as_text

    if path is None or session is None:
        text = f"give both a TIMETABLE and --session {session or 'ID[#SHOWING]'}, to be told of one showing in it"
        raise click.UsageError(text)
    showing = showing_named(problem, session)
    place = None if at is None else place_named(problem, showing, at)
    timetable, _, answer = timetable_in(problem, path)
    differs = tell_outdated(problem, answer, lang)
    if place is None:
        here = account(problem, timetable, showing)
        text, data = account_as_text(here, lang), account_as_data(here, lang)
    else:
        there = visit(problem, timetable, place)
        text, data = visit_as_text(there, lang), visit_as_data(there, lang)
    click.echo(json.dumps(data | {"differs": differs}, ensure_ascii=False, indent=1) if as_json else text)
