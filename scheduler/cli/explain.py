"""``showgrid explain``: why there is no timetable."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import SECONDS, festival_argument, lang_option, problem_in
from scheduler.cli._stop import stoppable

if TYPE_CHECKING:
    from scheduler.sentence import Sentence

STOPPED = 130


@click.command("explain", short_help="Say why there is no complete timetable, in names and times.")
@festival_argument
@click.option(
    "--budget", metavar="SECONDS", type=SECONDS, default=30.0, show_default=True, help="Seconds to look for reasons."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@lang_option
@click.pass_context
def command(ctx: click.Context, festival: str, budget: float, as_json: bool, lang: str) -> None:
    """Say which musts, pins, stays and hours of FESTIVAL clash: the fewest that cannot all be kept.

    Each conflict is a story of names and times. Without any one of the things that it names, the
    others could be kept. Ctrl-C tells what is known so far and ends with 130.

    \b
      showgrid explain festival.yaml
      showgrid explain festival.yaml --lang ko
    """
    from scheduler.explain.conflicts import find
    from scheduler.explain.telling import as_data, as_text
    from scheduler.explain.watch import Watch

    problem = problem_in(festival)
    with stoppable() as stop:
        with _shown(lang) as progress:
            findings = find(problem, Watch(budget, stop, progress))
        stop.found = True
        if as_json:
            click.echo(json.dumps(as_data(problem, findings, lang), ensure_ascii=False, indent=1))
        else:
            click.echo(as_text(problem, findings, lang))
    ctx.exit(STOPPED if stop.asked else 0)


@contextmanager
def _shown(lang: str) -> Iterator[Callable[[Sentence], None]]:
    """A function to call with what is being done; a line on standard error, if that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:
        yield lambda sentence: status.update(sentence.text(lang))
