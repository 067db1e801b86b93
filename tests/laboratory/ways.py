"""A search without one of its ways, to see what that way earns.

What is left out is taken out of this process and of the second one, which is started as
``python -m tests.laboratory.ways rings``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from scheduler import improve, neighbours, ruin, search, worker
from scheduler.constraint import Constraint, kinds
from scheduler.ranking import rank
from scheduler.sessions import engine as sessions
from scheduler.sessions import search as plans
from scheduler.sessions.views import VIEWS, View, opened_tracks
from scheduler.verify import verify

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.timetable import Timetable

Change = tuple[Any, str, Any]
"""What is set to what else."""

CHEAP = ("ruin", "rings")
"""Neighbourhoods for which nothing but prices is asked: few showings again and again, and a hundred at once."""


NEVER = float("-inf")
"""Share of the time that is not even 0 at its beginning."""


def _arms(left: Callable[[str], bool]) -> Change:
    every = neighbours.arms_of

    def arms_of(problem: Problem) -> tuple[str, ...]:
        arms = every(problem)
        return tuple(one for one in arms if left(one)) or arms[-1:]

    return neighbours, "arms_of", arms_of


def _priced() -> Iterator[type]:
    """Kinds, and shapes of kinds, that know better than to ask the verifier."""
    every = dict.fromkeys(one for kind in kinds().values() for one in kind.__mro__)
    return (one for one in every if one is not Constraint and "price" in vars(one))


def _uncrossed(problem: Problem, mine: Timetable, theirs: Timetable, **_: Any) -> tuple[Timetable, int]:
    """Theirs as it is, if it is better."""
    return (theirs, 1) if rank(verify(problem, theirs)) < rank(verify(problem, mine)) else (mine, 0)


def _views_but(name: str) -> list[Change]:
    return [(plans, "VIEWS", {one: view for one, view in VIEWS.items() if one != name})]


WHOLE = {"whole": View(lambda layout, *_: opened_tracks(layout, range(len(layout.tracks))), 1.0)}
"""The plan of a programme of parallel sessions with all of it open at once."""

WAYS: dict[str, Callable[[], list[Change]]] = {
    "LNS": lambda: [
        _arms(CHEAP.__contains__), (plans, "VIEWS", WHOLE), (plans, "SECONDS", 1e6), (sessions, "SLOTS", NEVER),
    ],
    "cheap moves": lambda: [_arms(lambda one: one not in CHEAP)],
    "prices": lambda: [(one, "price", Constraint.price) for one in _priced()],
    "rings": lambda: [_arms(lambda one: one != "rings")],
    "ruin": lambda: [_arms(lambda one: one != "ruin")],
    "titles at once": lambda: [(ruin, "TOGETHER", 0.0)],
    "crossing": lambda: [(improve, "crossed", _uncrossed)],
    "slots": lambda: [(sessions, "SLOTS", NEVER)],
    **{view: partial(_views_but, view) for view in VIEWS},
}  # fmt: skip
"""What can be left out.

LNS: neighbourhoods solved by CP-SAT; of plans, all is open at once instead.  Prices: the verifier is asked about every
place instead.  Crossing: the better of two timetables is taken as it is.  Slots: only plans are made better, not where
in a block a showing lies.  Tracks, blocks, rooms: that view of a plan.
"""


@contextmanager
def leaving_out(ways: Sequence[str]) -> Iterator[None]:
    """A search without these ways, in this process and those that it starts."""
    changes = [(search, "Worker", partial(worker.Worker, __spec__.name, *ways))] if ways else []
    before = []
    try:
        for owner, name, value in changes + [change for way in ways for change in WAYS[way]()]:
            before.append((owner, name, vars(owner)[name]))
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, value in reversed(before):
            setattr(owner, name, value)


if __name__ == "__main__":
    with leaving_out(sys.argv[1:]):
        worker.main()
    worker.leave()
