"""How what a timetable leaves out could be let in, for whoever solved or verified it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scheduler.cli._common import Amount
from scheduler.cli._stop import stoppable
from scheduler.cli._working import doing

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

ways_option = click.option(
    "--ways",
    metavar="SECONDS",
    type=Amount(0, 86_400, "seconds, such as 20"),
    default=0.0,
    help="Look so long for the cheapest way to let in each showing that is left out. [default: not at all]",
)
WORDS = {
    "en": {"way": "lets it in: {s}: {w}", "none": "Nothing was found in the time that lets it in: {s}."},
    "ko": {"way": "배정하려면: {s}: {w}", "none": "배정할 방법을 시간 안에 찾지 못한 것: {s}."},
}


def ways_as_text(problem: Problem, timetable: Timetable, seconds: float, lang: str) -> str:
    """A line for each showing that lies nowhere, with the cheapest way that was tried; then those without any.

    Ctrl-C ends the look; what was found by then is told.
    """
    from scheduler.explain.watch import Watch
    from scheduler.explain.ways import ways

    with stoppable() as stop, doing(lang) as progress:
        found = {one.showing: one for one in ways(problem, timetable, Watch(seconds, stop, progress))}
    nowhere = [one for one in problem.showings if timetable.of(one) is None]
    words = WORDS[lang]
    lines = [words["way"].format(s=one.name(lang), w=found[one].sentence.text(lang)) for one in nowhere if one in found]
    rest = [one.name(lang) for one in nowhere if one not in found]
    return "\n".join([*lines, *([words["none"].format(s=", ".join(rest))] if rest else [])])
