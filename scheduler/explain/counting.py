"""Proofs by counting: more showings, or more minutes, than the hours of rooms or the stay of a person can hold.

Each proof names the showings that are too many; nothing is searched.  What rules forbid to one showing
by itself is known to the place maps, and who excludes whom is said by the rules themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

from scheduler.maps import static_map

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Room, Showing

WORK = 60_000
"""Showings x rooms x stretches of time that are looked at for one set of rooms or people."""


@dataclass(frozen=True)
class Needed:
    """A showing placed by the clock, with what its own rules leave it."""

    showing: Showing
    rooms: frozenset[int]
    low: int
    """Earliest start in ticks."""
    high: int
    """Latest end in ticks."""


def too_much(problem: Problem, out: frozenset[int] = frozenset()) -> Iterator[tuple[Showing, ...]]:
    """Sets of showings that cannot all be placed, as far as counting shows; ``out``: indices of those left out."""
    every = [one for one in _needed(problem) if one.showing.index not in out]
    yield from _too_much_for_rooms(problem, every)
    by_index = {one.showing.index: one for one in every}
    for rule in problem.rules:
        for group in rule.one_by_one(problem) if rule.must else ():
            yield from _too_much_one_by_one(problem, [by_index[s.index] for s in group if s.index in by_index])


def _needed(problem: Problem) -> Iterator[Needed]:
    for one in problem.showings:
        allowed = static_map(problem, one).allowed
        if not (one.optional or one.in_blocks) and allowed.any():
            positions = np.flatnonzero(allowed.any(axis=0))
            rooms = frozenset(np.flatnonzero(allowed.any(axis=1)).tolist())
            at = one.positions
            yield Needed(one, rooms, int(at.starts[positions[0]]), int(at.ends[positions].max()))


def _stretches(those: Sequence[Needed], rooms: int = 1) -> Iterator[tuple[int, int, list[Needed]]]:
    """From, to, and all that must lie in between, the whole time first; as many as can be looked at in time."""
    lows, highs = sorted({one.low for one in those}), sorted({one.high for one in those}, reverse=True)
    most = 1 + WORK // max(1, rooms * len(those))
    for low, high in islice(product(lows, highs), most):
        if low < high:
            yield low, high, [one for one in those if low <= one.low and one.high <= high]


# -- rooms --------------------------------------------------------------------------------------


def _too_much_for_rooms(problem: Problem, every: Sequence[Needed]) -> Iterator[tuple[Showing, ...]]:
    """More than a set of rooms can hold, be it in all or in a part of the time."""
    for rooms in sorted({one.rooms for one in every}, key=lambda chosen: (len(chosen), sorted(chosen))):
        halls = [problem.rooms[room] for room in sorted(rooms)]
        for low, high, inside in _stretches([one for one in every if one.rooms <= rooms], len(halls)):
            showings = [one.showing for one in inside]
            if showings and _overfull(halls, low, high, showings):
                yield tuple(showings)
                break


def _overfull(halls: Sequence[Room], low: int, high: int, showings: Sequence[Showing]) -> bool:
    """Whether the showings are too many, or too long, for the halls between two instants."""
    after = {kind: np.array([hall.turnaround(kind) for hall in halls]) for kind in {one.type for one in showings}}
    busy = np.array([one.duration + after[one.type] for one in showings])
    last = np.max(list(after.values()), axis=0)
    openings = [
        (number, hall.parallel, min(end, high) - max(begin, low) + last[number])
        for number, hall in enumerate(halls)
        for begin, end in hall.hours
        if min(end, high) > max(begin, low)
    ]
    spare = sum(times * ticks for _, times, ticks in openings) - int(busy.min(axis=1).sum())
    if spare < 0:
        return True
    unlike = int((busy.max(axis=1) - busy.min(axis=1)).sum())
    if spare >= int(busy.max()) * sum(times for _, times, _ in openings) + unlike:
        return False  # with so much to spare they are not too many either
    if any(times >= len(showings) for _, times, _ in openings):
        return False
    shortest = np.cumsum(np.sort(busy, axis=0), axis=0)
    counts = (times * np.searchsorted(shortest[:, n], ticks, side="right") for n, times, ticks in openings)
    return len(showings) > int(sum(counts))


# -- people, films ------------------------------------------------------------------------------


def _too_much_one_by_one(problem: Problem, group: Sequence[Needed]) -> Iterator[tuple[Showing, ...]]:
    """Showings that exclude each other and together outlast the times at which any of them can be."""
    for _, _, inside in _stretches(group):
        showings = [one.showing for one in inside]
        if len(showings) > 1 and sum(one.duration for one in showings) > _covered(problem, showings):
            yield tuple(showings)
            return


def _covered(problem: Problem, showings: Iterable[Showing]) -> int:
    """Ticks at which at least one of them can run."""
    spans = np.unique(np.concatenate([_spans(problem, one) for one in showings]), axis=0)
    until = np.maximum.accumulate(np.concatenate([spans[:1, 0], spans[:-1, 1]]))
    return int(np.maximum(0, spans[:, 1] - np.maximum(spans[:, 0], until)).sum())


def _spans(problem: Problem, showing: Showing) -> NDArray[np.int64]:
    """Start and end (columns) of each position that it can take."""
    positions = np.flatnonzero(static_map(problem, showing).allowed.any(axis=0))
    return np.stack([showing.positions.starts[positions], showing.positions.ends[positions]], axis=1)
