"""A first timetable: the most constrained showing first, each at its cheapest place.

Where nothing is free, whoever stands in the way of the best place is taken out and waits to be
placed again; those that are taken out often become harder to move.  Always returns something:
what finds no place in the end is left out, for ``improve`` to bring in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from heapq import heapify, heappop, heappush
from math import inf
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from scheduler.cheapest import cheapest, left_out
from scheduler.constraint import placement_at
from scheduler.maps import busy_with, in_the_way, place_map, static_map
from scheduler.sketch import sketched
from scheduler.timetable import Placement, Timetable
from scheduler.together import laid_by_titles, titled
from scheduler.urgency import bound_together, ranks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing

QUICKLY = 12
"""Positions that are looked at for a showing when any timetable will do."""

TOGETHER = 0.5
"""Share of the seconds in which titles are laid; then the others one by one."""

KIN = 12
"""Showings that a rule is about, at the most, for them to be taken out together."""

PATIENCE = 2.0
"""Ejections tried, as a multiple of the showings there are."""

KEPT = 10**9
"""Weight of what is not to be taken out."""


def construct(
    problem: Problem,
    *,
    seed: int = 0,
    start: Timetable | None = None,
    quick: bool = False,
    seconds: float = inf,
    goes_on: Callable[[], bool] = lambda: True,
    progress: Callable[[int], None] = lambda placed: None,
) -> Timetable:
    """A timetable that breaks no must among what it places; ``start`` is kept and filled up.

    ``quick``: of what rules on several showings cost, only musts are minded, and few places looked at, most of them
    before rules are asked; this takes a tenth of the time.  ``seconds``: about how long it may take; once they are
    running out, less is looked at.  Who is chosen for what is left to ``improve``; whether there are people who could
    be is asked here.  Size: one price map a showing, and two for each ejection.
    """
    best = _laid(problem, seed, start, quick, monotonic() + seconds, goes_on, progress)
    if len(best) < len(problem.showings) and any(one.in_blocks for one in problem.showings):
        # Too many rooms of blocks hold too little: fill those begun before others are begun.
        dense = _Work(problem, Random(seed), start, quick=quick, dense=True)
        best = max(best, _run(dense, goes_on, progress), key=len)
    return best


def _laid(
    problem: Problem,
    seed: int,
    start: Timetable | None,
    quick: bool,
    until: float,
    goes_on: Callable[[], bool],
    progress: Callable[[int], None],
) -> Timetable:
    """Once, or until all is placed: again without a sketch, or with what was left out laid first."""
    best, urgent = Timetable(problem, {}), frozenset[int]()
    for turn in range(2 if quick else TURNS):
        work = _Work(problem, Random(seed + turn * SEEDS), start, quick=quick, until=until)
        if not quick:
            work.lay_titles(urgent, _until(monotonic() + TOGETHER * (until - monotonic()), goes_on))
        elif turn == 0:
            work.sketch()
        best = max(best, _run(work, goes_on, progress), key=len)
        missing = {one.index for one in problem.showings if not one.optional and one.index not in best.placements}
        if not missing or not goes_on() or monotonic() > until or not (quick or titled(problem, missing)):
            break
        urgent |= missing
    return best


def _until(end: float, goes_on: Callable[[], bool]) -> Callable[[], bool]:
    return lambda: goes_on() and monotonic() < end


def _run(work: _Work, goes_on: Callable[[], bool], progress: Callable[[int], None]) -> Timetable:
    while work.waiting and goes_on():
        work.place(work.next())
        progress(len(work.timetable))
    return work.best


class _Work:
    """What is placed, and what waits for its turn."""

    def __init__(
        self,
        problem: Problem,
        random: Random,
        start: Timetable | None,
        *,
        quick: bool,
        until: float = inf,
        dense: bool = False,
    ) -> None:
        self.problem, self.random, self.quick, self.dense = problem, random, quick, dense
        musts = frozenset(rule for rule in problem.rules if rule.must)
        self.quickly = partial(cheapest, looked_at=QUICKLY, rounds=1, only=musts)
        self.until = -inf if quick else until
        self.noise = np.random.default_rng(random.randrange(1 << 30))
        self.timetable = _as_far_as_allowed(problem, start) if start else Timetable(problem, {})
        self.kept = frozenset(self.timetable.placements)
        self.best = self.timetable
        self.moves = np.ones(len(problem.showings), dtype=np.int64)
        """How often each was taken out, and one."""
        self.left = int(PATIENCE * len(problem.showings))
        self.rank = ranks(problem, random)
        self.waiting = [(self.rank[one.index], one.index) for one in problem.showings if one.index not in self.kept]
        heapify(self.waiting)

    def lay_titles(self, urgent: frozenset[int], goes_on: Callable[[], bool]) -> None:
        """Showings of the same films together, before what is left is placed one by one."""
        laid = laid_by_titles(self.problem, self.timetable, self.noise, urgent=urgent, goes_on=goes_on)
        self.timetable = self.best = laid
        self.waiting = [one for one in self.waiting if one[1] not in laid.placements]
        heapify(self.waiting)

    def sketch(self) -> None:
        """All that rules on several showings do not stand in the way of, before what is left is placed one by one.

        A few that have a must of their own (one track in one room) would lie all wrong: of these it is asked at once.
        """
        minded = bound_together(self.problem)
        order = [self.problem.showings[index] for _, index in sorted(self.waiting)]
        self.timetable = self.best = sketched(self.problem, order, self.timetable, self.noise, minded, self._asked)
        self.waiting = [one for one in self.waiting if one[1] not in self.timetable.placements]
        heapify(self.waiting)

    def _asked(self, showing: Showing, others: Timetable) -> Placement | None:
        """Its cheapest place among a few, rules being asked."""
        found = self.quickly(self.problem, showing, others, self.noise)
        return found and found[0]

    def next(self) -> Showing:
        """The most constrained of those that wait."""
        return self.problem.showings[heappop(self.waiting)[1]]

    def place(self, showing: Showing) -> None:
        """At its cheapest place; else where the fewest have to go for it."""
        found, look = None, cheapest if monotonic() < self.until else self.quickly
        if self.dense and showing.in_blocks:
            found = look(self.problem, showing, self.timetable, self.noise, places=self._begun(showing))
        found = found or look(self.problem, showing, self.timetable, self.noise)
        placement = None
        if found is not None and not (showing.optional and found[1] > left_out(self.problem, showing)):
            placement = found[0]
        if placement is None and not showing.optional and not showing.in_blocks and self.left > 0:
            self.left -= 1
            placement = self._at_the_cost_of_others(showing)
            if placement is None and self.quick:
                placement = self._without_kin(showing)
        if placement is not None:
            self.timetable = self.timetable.moved({showing.index: placement})
            if len(self.timetable) > len(self.best):
                self.best = self.timetable

    def _begun(self, showing: Showing) -> NDArray[np.bool_]:
        """Rooms x positions in rooms of blocks that hold something already."""
        held = np.zeros((len(self.problem.rooms), len(self.problem.blocks)), dtype=bool)
        for placement in self.timetable:
            if placement.block >= 0:
                held[placement.room, placement.block] = True
        return held[:, showing.positions.blocks]

    def _at_the_cost_of_others(self, showing: Showing) -> Placement | None:
        """Take out those that are in its way, if they are not to be kept; they wait again."""
        problem = self.problem
        weights = self.moves * self.moves
        weights[list(self.kept)] = KEPT
        alone = static_map(problem, showing).allowed
        price = np.where(alone, in_the_way(problem, showing, self.timetable, weights), KEPT)
        # Where nobody is in its way the rules are, or a room for several is full: it has been looked at there.
        price[price == 0] = KEPT
        while (least := int(price.min())) < KEPT:
            # Only where the fewest have to go are rules asked: a few dozen of thousands of places.
            places = price == least
            positions = np.flatnonzero(places.any(axis=0))
            few = showing.at(positions)
            found = place_map(problem, few, self.timetable, places=places[:, positions])
            if found.allowed.any():
                costs = np.where(found.allowed, found.total(), np.iinfo(np.int64).max)
                placement = _one_of_the_least(problem, few, costs, self.random)
                self._take_out(showing, placement)
                return placement
            price[places] = KEPT
        return None

    def _without_kin(self, showing: Showing) -> Placement | None:
        """Where rules rather than rooms stand in its way: take out the few that these rules are also about.

        They may come back to where a price that is only about right lets them break a must; so only in a hurry.
        """
        kin: set[int] = set()
        for rule in self.problem.rules:
            if rule.must and not rule.alone:
                about = {one.index for one in rule.concerns(self.problem, showing)}
                kin |= about if len(about) <= KIN else set()
        gone = (kin & self.timetable.placements.keys()) - self.kept - {showing.index}
        others = self.timetable.moved(dict.fromkeys(gone))
        found = self._asked(showing, others) if gone else None
        if found is not None:
            self._let_wait(gone)
        return found

    def _take_out(self, showing: Showing, placement: Placement) -> None:
        """Whoever needs the room at that time."""
        self._let_wait(busy_with(self.problem, showing, self.timetable, placement))

    def _let_wait(self, gone: Collection[int]) -> None:
        for other in gone:
            self.moves[other] += 1
            heappush(self.waiting, (self.rank[other], other))
        self.timetable = self.timetable.moved(dict.fromkeys(gone))


def _as_far_as_allowed(problem: Problem, start: Timetable) -> Timetable:
    """A timetable to begin with, without what lies where it may not: a pin or a closed room since."""
    allowed = {}
    for index, placement in start.placements.items():
        showing = problem.showings[index]
        position = showing.positions.by_start.get((placement.start, placement.block, placement.slot))
        if position is not None and static_map(problem, showing).allowed[placement.room, position]:
            allowed[index] = placement
    return Timetable(problem, allowed, start.assignments)


def _one_of_the_least(problem: Problem, showing: Showing, costs: NDArray[np.int64], random: Random) -> Placement:
    choices = np.argwhere(costs == costs.min())
    room, position = choices[random.randrange(len(choices))].tolist()
    return placement_at(problem, showing, room, position)


TURNS, SEEDS = 4, 1_000
"""Starts at the most, while something is left out; and how far their seeds lie apart."""
