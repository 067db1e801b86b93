"""Runs of work: what follows each other in a room on a day without a break.

All rooms and days lie behind one another on one line, so far apart that nothing of one ever touches
another; a block without ``clock`` is a day of its own there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.problem import Problem, Showing

STRETCH = 4 * 7 * 24 * 60
"""Minutes of the line that each room-day takes; no showing and no break is longer than a week."""


def stretch(problem: Problem) -> int:
    """Ticks of the line that each room-day takes."""
    return STRETCH * problem.minute


def on_line(
    problem: Problem, showing: Showing, places: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where on the line a showing begins and ends at each of these places (rooms x positions), in their order."""
    at = showing.positions
    # Showings by the clock have their starts in common; kept with the result, these are never another's.
    every = showing.whole.positions.starts
    _, line = problem.cached(("line", id(every)), lambda: (every, _whole_line(problem, showing.whole)))
    begins, lengths = showing.kept(line)[places], at.ends - at.starts
    return begins, begins + (lengths[0] if showing.slots == 0 else lengths[np.nonzero(places)[1]])


def _whole_line(problem: Problem, showing: Showing) -> NDArray[np.int64]:
    at, rooms = showing.positions, np.arange(len(problem.rooms))
    columns = (column[None, :] for column in (at.days, at.blocks, at.shifts, at.starts))
    return _line(problem, rooms[:, None], *columns)


def _line(
    problem: Problem,
    rooms: NDArray[np.int64],
    days: NDArray[np.int64],
    blocks: NDArray[np.int64],
    shifts: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> NDArray[np.int64]:
    origins = problem.cached("room-days", lambda: _origins(problem))
    numbers = np.where(shifts > 0, len(problem.days) + blocks, days)
    return (rooms * len(origins) + numbers) * stretch(problem) + starts - origins[numbers]


def _origins(problem: Problem) -> NDArray[np.int64]:
    """Ticks at which each festival day begins, then each block."""
    days = [problem.clock.at(day, 0) * problem.minute for day in problem.days]
    return np.array([*days, *(low for low, _ in problem.block_times)], dtype=np.int64)


@dataclass(frozen=True)
class Runs:
    """Runs of fixed showings on the line, in order; the ends of none are within a break of another."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    pause: int
    """Ticks that make a break."""
    stretch: int

    def near(self, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first of the runs that each of these joins, and the first after them."""
        first = np.searchsorted(self.ends, begins - self.pause, side="right")
        return first, np.maximum(first, np.searchsorted(self.begins, ends + self.pause, side="left"))

    def longest(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Ticks of the longest run of each room-day."""
        return self._rest(days, np.searchsorted(self._days, days, side="left"))

    def longest_with(self, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same with one more showing there, for each of these."""
        days, (first, last) = begins // self.stretch, self.near(begins, ends)
        joined = first < last
        low, high = begins.copy(), ends.copy()
        low[joined] = np.minimum(low[joined], self.begins[first[joined]])
        high[joined] = np.maximum(high[joined], self.ends[last[joined] - 1])
        longest: NDArray[np.int64] = np.maximum(
            high - low, np.maximum(self._so_far(days, first), self._rest(days, last))
        )
        return longest

    @cached_property
    def _longest_before(self) -> NDArray[np.int64]:
        """The longest run up to each, later room-days ahead of earlier ones."""
        longest: NDArray[np.int64] = np.maximum.accumulate(self._days * self.stretch + self.ends - self.begins)
        return longest

    @cached_property
    def _longest_after(self) -> NDArray[np.int64]:
        """The longest run from each on, earlier room-days ahead of later ones."""
        longest: NDArray[np.int64] = np.maximum.accumulate((self.ends - self.begins - self._days * self.stretch)[::-1])[
            ::-1
        ]
        return longest

    @cached_property
    def _days(self) -> NDArray[np.int64]:
        return self.begins // self.stretch

    def _so_far(self, days: NDArray[np.int64], until: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of each room-day the longest run before a number."""
        if not len(self.begins):
            return np.zeros_like(days)
        there = (until > 0) & (self._days[until - 1] == days)
        return np.where(there, self._longest_before[until - 1] - days * self.stretch, 0)

    def _rest(self, days: NDArray[np.int64], since: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of each room-day the longest run from a number on."""
        if not len(self.begins):
            return np.zeros_like(days)
        number = np.minimum(since, len(self.begins) - 1)
        there = (since < len(self.begins)) & (self._days[number] == days)
        return np.where(there, self._longest_after[number] + days * self.stretch, 0)


def runs_of(problem: Problem, crowd: Crowd, pause: int) -> Runs:
    """Runs of those that lie on some festival day."""
    crowd = crowd.only(crowd.days >= 0)
    begins = _line(problem, crowd.rooms, crowd.days, crowd.blocks, crowd.shifts, crowd.starts)
    order = np.argsort(begins, kind="stable")
    begins, lengths = begins[order], (crowd.ends - crowd.starts)[order]
    ends = np.maximum.accumulate(begins + lengths)
    news = np.append(True, begins[1:] >= ends[:-1] + pause)[: len(begins)]
    firsts = np.flatnonzero(news)
    return Runs(begins[firsts], ends[np.append(firsts[1:], len(begins))[: len(firsts)] - 1], pause, stretch(problem))
