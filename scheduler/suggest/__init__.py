"""Where else: every place of a showing with what it would change, swaps with another, chains.

Everything else stays where it is.  ``suggest`` asks all three; a page may ask each by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scheduler.suggest.chains import chains
from scheduler.suggest.places import Places, places
from scheduler.suggest.suggestion import Move, Share, Suggestion, suggestion
from scheduler.suggest.swaps import swaps

if TYPE_CHECKING:
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable

__all__ = [
    "Move", "Places", "Share", "Suggestion", "Suggestions", "chains", "places", "suggest", "suggestion", "swaps",
]  # fmt: skip


@dataclass(eq=False)
class Suggestions:
    """Everything that could be done with one showing, each kind best first."""

    problem: Problem
    timetable: Timetable
    showing: Showing
    places: Places
    best: list[Suggestion]
    swaps: list[Suggestion] = field(default_factory=list)
    chains: list[Suggestion] = field(default_factory=list)
    """Asked for only where no place is free."""


def suggest(
    problem: Problem,
    timetable: Timetable,
    showing: Showing,
    *,
    most: int = 12,
    one_each: bool = True,
    most_swaps: int = 5,
    most_chains: int = 5,
    stopped: Callable[[], bool] = lambda: False,
) -> Suggestions:
    """All three questions at once; chains only if there is no place for the showing but its own."""
    found = places(problem, timetable, showing)
    made = Suggestions(problem, timetable, showing, found, found.best(most, one_each=one_each))
    if most_swaps and not stopped():
        made.swaps = swaps(problem, timetable, showing, most_swaps, stopped=stopped)
    if most_chains and not made.best and not stopped():
        every = chains(problem, timetable, showing, most_chains, stopped=stopped)
        made.chains = [one for one in every if not any(_as_good(swap, one) for swap in made.swaps)]
    return made


def _as_good(swap: Suggestion, chain: Suggestion) -> bool:
    """Whether a swap moves the same showings and changes nothing for the worse."""
    same = {move.showing.index for move in swap.moves} == {move.showing.index for move in chain.moves}
    return same and swap.rank <= chain.rank
