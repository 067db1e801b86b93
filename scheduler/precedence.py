"""Which showings come before which: by name, by selection, by level."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.select import Select


@dataclass(frozen=True)
class Link:
    """What a pair counts, and whether it counts only where two selections take the two."""

    price: int
    by_place: bool = False


Linked = tuple["Showing", "Showing", Link]
"""What comes first, what next."""


def by_name(problem: Problem, first: str, then: str, price: int = 1) -> Iterator[Linked]:
    """Every showing of a session or track before every one of another."""
    for one, other in product(_named(problem, first), _named(problem, then)):
        yield one, other, Link(price)


def _named(problem: Problem, name: str) -> tuple[Showing, ...]:
    return problem.by_session.get(name) or problem.by_track.get(name, ())


def by_selection(problem: Problem, first: Select, then: Select) -> Iterator[Linked]:
    """All that the one selects before all that the other does."""
    link = Link(1, first.speaks_of_places or then.speaks_of_places)
    for one, other in product(problem.selected(first), problem.selected(then)):
        yield one, other, link


def by_level(
    problem: Problem, select: Select, counts: Callable[[Showing], NDArray[np.int64]] | None = None
) -> Iterator[Linked]:
    """All of a lower level before all of a higher; ``counts``: of every showing what it counts, 0 = left out."""
    levels = np.array([-1 if one.session.level is None else one.session.level for one in problem.showings])
    link = Link(1)
    for one in problem.selected(select):
        if one.session.level is not None:
            harder = levels > one.session.level
            for index in np.flatnonzero(harder if counts is None else harder & (counts(one) > 0)).tolist():
                yield one, problem.showings[index], link
