"""How what a timetable leaves out could be let in, for whoever solved or verified it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from scheduler.cli._common import Amount
from scheduler.cli._stop import stoppable
from scheduler.cli._working import doing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.problem import Problem
    from scheduler.timetable import Timetable, Unplaced

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


Ways = dict[tuple[str, int], str]
"""A sentence for each showing, by session and label."""


def ways_in(problem: Problem, timetable: Timetable, seconds: float, lang: str) -> Ways:
    """For each showing that lies nowhere the cheapest way that was tried, if one was found.

    Ctrl-C ends the look; what was found by then is told.
    """
    from scheduler.explain.watch import Watch
    from scheduler.explain.ways import ways

    with stoppable() as stop, doing(lang) as progress:
        found = list(ways(problem, timetable, Watch(seconds, stop, progress)))
    return {(one.showing.session.id, one.showing.label): one.sentence.text(lang) for one in found}


def ways_as_text(problem: Problem, timetable: Timetable, found: Ways, lang: str) -> str:
    """A line for each; then those that lie nowhere without any."""
    nowhere = {(one.session.id, one.label): one.name(lang) for one in problem.showings if timetable.of(one) is None}
    words = WORDS[lang]
    lines = [words["way"].format(s=name, w=found[key]) for key, name in nowhere.items() if key in found]
    rest = [name for key, name in nowhere.items() if key not in found]
    return "\n".join([*lines, *([words["none"].format(s=", ".join(rest))] if rest else [])])


def with_ways(unplaced: Iterable[Unplaced], found: Ways) -> list[Unplaced]:
    """What a timetable leaves out, with what lets it in."""
    return [replace(one, way=found.get((one.session, one.showing))) for one in unplaced]
