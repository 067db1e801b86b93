"""Who is worth asking about: showings of a large festival that seem not to go together.

Whatever cannot be placed is tried with whoever is in its way, then with whoever is in theirs, until
they are proven impossible together, or all are placed after all.  The festival as a whole is never
asked about.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Literal

import numpy as np

from scheduler.cheapest import cheapest
from scheduler.constraint import placement_at
from scheduler.explain.asking import WORK, ask
from scheduler.explain.parts import only, parts_of
from scheduler.explain.scope import scope_of
from scheduler.maps import free_places, in_the_way, place_map, static_map
from scheduler.reverify import reverify
from scheduler.timetable import Placement, Timetable
from scheduler.verify import is_must, verify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.explain.watch import Watch
    from scheduler.problem import Problem, Showing
    from scheduler.verify import Report


@dataclass(frozen=True)
class Pains:
    """How hard to look."""

    most: int
    """Showings that are asked about together; with more of them, nobody knows."""
    work: float
    """Of CP-SAT's units for one question."""
    lays: int
    """Ways to lay those that are asked about, with others around them."""


QUICK, SLOW = Pains(3, 0.4, 1), Pains(40, 4.0, 5)
"""What clashes is mostly two or three; where nothing does, the search that solves finds room sooner than growing."""
LOOKED_AT = 12
"""Positions that are looked at for a showing, as any place will do."""
ROUNDS = 12
"""How often those in the way are taken out; what is still broken then is not mended by it."""


@dataclass
class Grown:
    """What came of looking at one showing."""

    timetable: Timetable | None
    """With it in, if all others could stay in."""
    cluster: tuple[Showing, ...]
    """Those asked about together last."""
    impossible: bool
    """Whether these are proven impossible together."""


def first_timetable(problem: Problem, start: Timetable | None, watch: Watch, out: Container[int] = ()) -> Timetable:
    """Whatever must be placed and fits, the most constrained first, nobody taken out again for anybody.

    ``out``: indices of those that stay out.
    """
    noise = np.random.default_rng(0)
    timetable = start or Timetable(problem, {})
    for showing in missing(problem, timetable, out):
        watch.check()
        timetable = _with(problem, timetable, showing, noise) or timetable
    return timetable


def missing(problem: Problem, timetable: Timetable, out: Container[int] = ()) -> list[Showing]:
    """What must be placed and is not, the most constrained first; ``out``: indices of those that stay out."""
    those = [one for one in problem.showings if not one.optional and timetable.of(one) is None]
    return sorted((one for one in those if one.index not in out), key=lambda one: freedom(problem, one))


def freedom(problem: Problem, showing: Showing) -> tuple[bool, int, int]:
    """Optional ones last; the fewer places the sooner."""
    return showing.optional, int(static_map(problem, showing).allowed.sum()), showing.index


def grow(
    problem: Problem, timetable: Timetable, showing: Showing, out: Iterable[Showing], watch: Watch, pains: Pains = SLOW
) -> Grown:
    """Look for room for a showing, or for those with whom it is impossible; ``out`` stay out in any case."""
    cluster: list[Showing] = [showing]
    banned = {one.index for one in out}
    while len(cluster) <= pains.most:
        watch.check()
        verdict = ask_about(problem, cluster, watch, pains.work)
        if isinstance(verdict, bool):
            return Grown(None, tuple(cluster), True)
        if verdict is None:
            break
        made, left = _around(problem, timetable, cluster, verdict, pains.lays)
        left = [one for one in left if one.index not in banned]
        if not left:
            return Grown(made, tuple(cluster), False)
        cluster.append(left[0])
    return Grown(None, tuple(cluster), False)


def laid_first(problem: Problem, timetable: Timetable, cluster: list[Showing], watch: Watch) -> Timetable:
    """The timetable with some showings laid before all others, so that few others find no place; else as it is."""
    example = ask_about(problem, cluster, watch)
    return _around(problem, timetable, cluster, example, SLOW.lays)[0] if isinstance(example, Timetable) else timetable


def ask_about(
    problem: Problem, showings: Iterable[Showing], watch: Watch, work: float = WORK
) -> Timetable | Literal[False] | None:
    """Some showings by themselves: a timetable of them; False if there is none; None if nobody knows."""
    scope = scope_of(problem, showings)
    universe = parts_of(scope)
    verdict = ask(only(scope, universe, universe), watch, work)
    if verdict.example is None:
        return False if verdict.possible is False else None
    return carried(problem, verdict.example)


def carried(problem: Problem, small: Timetable) -> Timetable:
    """A timetable of one part of the festival as one of another, as far as that has its showings."""
    placements: dict[int, Placement] = {}
    for p in small:
        showing = problem.by_key.get((p.showing.session.id, p.showing.label))
        if showing is None:
            continue
        placements[showing.index] = Placement(showing, p.room, p.start, p.end, p.day, p.block, p.slot, p.shift)
    return Timetable(problem, placements, small.assignments)


# -- making room --------------------------------------------------------------------------------


def _around(
    problem: Problem, timetable: Timetable, cluster: list[Showing], example: Timetable, lays: int
) -> tuple[Timetable, list[Showing]]:
    """The timetable with the cluster laid first and all others around it; and who found no place then."""
    best = timetable, list(cluster)
    before = verify(problem, timetable)
    for turn, laid in enumerate(islice(_lays(problem, timetable, cluster, example), lays)):
        made, gone = _cleared(before, laid)
        left = []
        for one in sorted(gone, key=lambda s: freedom(problem, s)):
            placed = _with(problem, made, one, np.random.default_rng(one.index))
            if placed is not None:
                made = placed
            elif not one.optional:
                left.append(one)
        if not turn or len(left) < len(best[1]):
            best = made, left
        if not left:
            break
    return best


def _lays(problem: Problem, timetable: Timetable, cluster: list[Showing], example: Timetable) -> Iterator[Timetable]:
    """Ways to lay the cluster: each where the fewest others are in its way, in some orders; then as the example."""
    others = timetable.without(cluster)
    for seed in range(4):
        random = Random(seed)
        order = sorted(cluster, key=lambda s: freedom(problem, s))
        if seed:
            random.shuffle(order)
        laid = Timetable(problem, {})
        for one in order:
            more = _least_in_the_way(problem, laid, others, one, random)
            if more is None:
                break
            laid = more
        else:
            yield laid
    yield example


def _least_in_the_way(
    problem: Problem, laid: Timetable, others: Timetable, showing: Showing, random: Random
) -> Timetable | None:
    allowed = place_map(problem, showing, laid).allowed
    if not allowed.any():
        return None
    weights = np.ones(len(problem.showings), dtype=np.int64)
    if showing.in_blocks:
        price = _busy_slots(problem, showing, others)
    else:
        price = in_the_way(problem, showing, others, weights)
    price = np.where(allowed, price, np.iinfo(np.int64).max)
    choices = np.argwhere(price == price.min())
    room, position = choices[random.randrange(len(choices))].tolist()
    return laid.moved({showing.index: placement_at(problem, showing, room, position)})


def _busy_slots(problem: Problem, showing: Showing, others: Timetable) -> NDArray[np.int64]:
    return (~free_places(problem, showing, others)).astype(np.int64)


def _cleared(before: Report, laid: Timetable) -> tuple[Timetable, list[Showing]]:
    """The timetable of the report with some laid anew; those that are then in the way are taken out."""
    problem, made = before.problem, before.timetable.moved(dict(laid.placements))
    report, changed = before, [one.showing for one in laid]
    gone: dict[int, Showing] = {}
    for _ in range(ROUNDS):
        report = reverify(report, problem, made, changed)
        bad = {
            p.showing.index: p.showing
            for violation in report.violations
            if is_must(violation)
            for p in violation.placements
            if p.showing.index not in laid.placements and p.showing.index in made.placements
        }
        if not bad:
            break
        gone.update(bad)
        changed = list(bad.values())
        made = made.without(changed)
    return made, list(gone.values())


def _with(problem: Problem, timetable: Timetable, showing: Showing, noise: np.random.Generator) -> Timetable | None:
    musts = problem.cached("musts alone", lambda: frozenset(rule for rule in problem.rules if rule.must))
    found = cheapest(problem, showing, timetable, noise, looked_at=LOOKED_AT, rounds=1, only=musts)
    return None if found is None else timetable.moved({showing.index: found[0]})
