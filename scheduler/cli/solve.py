"""``showgrid solve``: make the timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scheduler.cli._common import FILE, festival_argument, lang_option, problem_in, timetable_in, writable, write
from scheduler.cli._stop import stoppable

if TYPE_CHECKING:
    from scheduler.solve import Result
    from scheduler.timetable import Unplaced

INFEASIBLE, INCOMPLETE, STOPPED = 3, 4, 130


@click.command("solve", short_help="Make the timetable.")
@festival_argument
@click.option(
    "--budget", type=click.FloatRange(0.1, 86_400), default=60.0, show_default=True, help="Seconds to search."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another search.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Cores to use.")
@click.option(
    "--deterministic",
    type=click.FloatRange(0.1),
    metavar="N",
    help="Stop after N units of work instead of seconds: one worker, the same timetable every time.",
)
@click.option("--start", metavar="TIMETABLE", type=FILE, help="Begin with this timetable.")
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
    output: str,
    lang: str,
) -> None:
    """Make the best timetable of FESTIVAL that the budget allows.

    Ctrl-C stops at once and keeps the best. Ends with 0 if all is placed and no must is broken,
    3 if that is proven impossible, 4 if it was not reached in time, 130 if stopped; the best
    timetable is written whatever happens. Bad input ends with 2 and writes nothing.

    \b
      showgrid solve festival.yaml -o timetable.json
      showgrid solve festival.xlsx --budget 300 --start timetable.json -o better.json
    """
    from scheduler.progress import shown
    from scheduler.reasons import unplaced_of
    from scheduler.solve import Options, solve

    problem = problem_in(festival)
    writable(output, festival)
    begun = timetable_in(problem, start)[0] if start else None
    options = Options(budget, seed, workers, deterministic, begun)
    with stoppable() as stop:
        with shown(problem, budget, lang) as progress:
            result = solve(problem, options, progress=progress, stopped=stop)
        stop.found = True
        unplaced = unplaced_of(problem, result.timetable, lang)
        write(output, text_of_result(result, unplaced, seed))
    click.echo(_told(result, unplaced, lang), err=True)
    ctx.exit(_status(result))


def text_of_result(result: Result, unplaced: list[Unplaced], seed: int) -> str:
    """The timetable document of a result."""
    from importlib.metadata import version

    from scheduler.answer import answer_of, text_of

    return text_of(
        answer_of(
            result.report.problem,
            result.timetable,
            unplaced,
            status=result.status,
            penalty=result.report.penalty,
            bound=result.bound,
            seed=seed,
            seconds=result.seconds,
            engine=f"showgrid {version('showgrid')}, ortools {version('ortools')}",
        )
    )


def _status(result: Result) -> int:
    if result.stopped:
        return STOPPED
    if result.complete:
        return 0
    return INFEASIBLE if result.status == "INFEASIBLE" else INCOMPLETE


def _told(result: Result, unplaced: list[Unplaced], lang: str) -> str:
    """The outcome in a few lines."""
    report = result.report
    gap = "" if result.gap is None else f", gap {result.gap:.1%}"
    lines = [f"{result.status}: penalty {report.penalty}, bound {result.bound}{gap}, {result.seconds:.1f} s"]
    lines += [f"proof: {one.text(lang)}" for one in result.proofs]
    lines += [f"not placed: {one.session}#{one.showing}: {one.reason}" for one in unplaced]
    lines += [f"broken: {one.sentence.text(lang)}" for one in report.broken if one.rule != "placed"]
    return "\n".join(lines)
