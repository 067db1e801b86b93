"""``showgrid solve``: make the timetable."""

from __future__ import annotations

import click

from scheduler.cli._common import (
    FILE,
    Amount,
    budget_option,
    festival_argument,
    lang_option,
    problem_in,
    timetable_in,
    writable,
    write,
)
from scheduler.cli._outcome import account_as_text, document_of, outcome, status_of
from scheduler.cli._status import STOPPED
from scheduler.cli._stop import stoppable
from scheduler.cli._ways import ways_as_text, ways_in, ways_option, with_ways


@click.command("solve", short_help="Make the timetable.")
@festival_argument
@budget_option
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another search.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Cores to use.")
@click.option(
    "--deterministic",
    type=Amount(0.1, None, "units of work, such as 20"),
    metavar="N",
    help="Stop after N units of work instead of seconds: one worker, the same timetable every time.",
)
@click.option("--start", metavar="TIMETABLE", type=FILE, help="Begin with this timetable.")
@click.option(
    "--alternatives",
    "count",
    type=click.IntRange(0, 9),
    default=0,
    metavar="N",
    help="Find N timetables more, nearly as good and really different: half of the budget is for them.",
)
@ways_option
@click.option("--verbose", is_flag=True, help="Also say which neighbourhoods the search tried, and what each brought.")
@click.option(
    "-o", "--output", required=True, metavar="TIMETABLE", type=FILE, help="File to write; - is standard output."
)
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    festival: str,
    budget: float,
    seed: int,
    workers: int,
    deterministic: float | None,
    start: str | None,
    count: int,
    ways: float,
    verbose: bool,
    output: str,
    lang: str,
) -> None:
    """Make the best timetable of FESTIVAL that the budget allows.

    Ctrl-C stops at once and keeps the best. Ends with 0 if all is placed and no must is broken,
    3 if that is proven impossible, 4 if it was not reached in time, 130 if stopped; the best
    timetable is written whatever happens. Bad input ends with 2 and writes nothing.

    --alternatives 3 -o timetable.json also writes timetable-2.json, timetable-3.json and timetable-4.json,
    the cheapest first. At least a tenth of all showings lie elsewhere in each two of them: in another hall,
    on another day, or an hour or more away. None costs more than the best by over a tenth (or 20 points).
    If fewer are found that are so, fewer are written. Half of the budget finds the best; the other half is
    for the alternatives, in equal parts.

    \b
      showgrid solve festival.yaml -o timetable.json
      showgrid solve festival.yaml --budget 120 --alternatives 3 -o timetable.json
      showgrid solve festival.xlsx --budget 300 --start timetable.json -o better.json
    """
    from scheduler.cli._alternatives import files_beside, look_further
    from scheduler.progress import shown
    from scheduler.reasons import unplaced_of
    from scheduler.solve import Options, solve

    beside = files_beside(output, count)
    problem = problem_in(festival)
    for path in (output, *beside):
        writable(path, festival)
    begun = timetable_in(problem, start)[0] if start else None
    options = Options(budget, seed, workers, deterministic, begun)
    half = options if not count else options.share(0.5)
    with stoppable() as stop:
        with shown(problem, budget, lang) as progress:
            result = solve(problem, half, progress=progress, stopped=stop)
            found = look_further(problem, result, half, count, progress, stop)
        stop.found = True
        unplaced = unplaced_of(problem, found.best.timetable, lang)
        write(output, document_of(problem, found.best, unplaced, seed))
        found.write(beside, seed, lang)
    click.echo(outcome(problem, found.best, unplaced, lang), err=True)
    if verbose and result.account:
        click.echo(account_as_text(result, lang), err=True)
    if count:
        click.echo(found.text(output, beside, lang), err=True)
    if ways and len(found.best.timetable) < len(problem.showings) and not stop.asked:
        let_in = ways_in(problem, found.best.timetable, ways, lang)
        if output != "-":  # what was written there cannot be taken back
            write(output, document_of(problem, found.best, with_ways(unplaced, let_in), seed))
        click.echo(ways_as_text(problem, found.best.timetable, let_in, lang), err=True)
    ctx.exit(STOPPED if stop.asked else status_of(found.best))
