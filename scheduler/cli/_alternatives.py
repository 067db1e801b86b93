"""``showgrid solve --alternatives``: other timetables beside the best, each in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import write
from scheduler.cli._outcome import document_of

if TYPE_CHECKING:
    from scheduler.alternatives import Alternative
    from scheduler.problem import Problem
    from scheduler.solve import Options, Progress, Result
    from scheduler.verify import Report


def files_beside(output: str, count: int) -> list[str]:
    """Names of the files for so many alternatives: timetable-2.json and so on beside timetable.json."""
    if count and output == "-":
        raise click.UsageError("--alternatives writes several files; name one with -o TIMETABLE")
    path = Path(output)
    return [str(path.with_name(f"{path.stem}-{number}{path.suffix}")) for number in range(2, count + 2)]


@dataclass
class Found:
    """The best timetable and the others; without any the best alone."""

    best: Result
    choice: Sequence[Alternative]
    asked: int

    def write(self, files: Sequence[str], seed: int, lang: str) -> None:
        """Each of the others into its file."""
        from scheduler.reasons import unplaced_of

        for path, one in zip(files, self.choice[1:], strict=False):
            problem = one.report.problem
            unplaced = unplaced_of(problem, one.report.timetable, lang)
            write(path, document_of(problem, _result(self.best, one.report), unplaced, seed))

    def text(self, output: str, files: Sequence[str], lang: str) -> str:
        """What there is to choose from."""
        from scheduler.alternatives.telling import as_text

        return as_text(self.choice, [Path(name).name for name in (output, *files)], self.asked, lang)


def look_further(
    problem: Problem,
    best: Result,
    options: Options,
    count: int,
    progress: Callable[[Progress], None],
    stopped: Callable[[], bool],
) -> Found:
    """So many alternatives to the best; none if somebody has stopped the search for that."""
    from scheduler.alternatives import alternatives

    if not count:
        return Found(best, (), 0)
    wanted = 0 if best.stopped else count

    def shown(news: Progress) -> None:
        progress(replace(news, seconds=news.seconds + best.seconds))

    choice = alternatives(problem, best.timetable, wanted, options, progress=shown, stopped=stopped)
    return Found(_result(best, choice[0].report), choice, count)


def _result(best: Result, report: Report) -> Result:
    """The result of another timetable: what is proven of the festival is proven for it."""
    if report is best.report or not report.valid:
        return replace(best, report=report)
    met = best.bound is not None and best.bound == report.penalty
    return replace(best, report=report, status="OPTIMAL" if met else "FEASIBLE")
