"""What somebody does day by day, on models: how often, how long, from when to when, and how long not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Showing
    from scheduler.rule import Rule

BIG_M = 10**7
"""Ticks beyond any festival: what is not there that day begins so late and ends so early."""


class Work(NamedTuple):
    """A showing that is open or lies somewhere, and when somebody is needed in it, at each of its positions."""

    showing: Showing
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: NDArray[np.bool_]
    """Rooms x positions (may broadcast) at which it counts."""

    def on(self, day: int) -> NDArray[np.bool_]:
        """Places on that day where it counts."""
        places: NDArray[np.bool_] = self.places & (self.showing.positions.days == day)[None, :]
        return places


class Workdays:
    """The work of one person on one model."""

    def __init__(self, rule: Rule, work: Sequence[Work]) -> None:
        self.rule = rule
        self.work = work

    def days(self, work: Sequence[Work] | None = None) -> list[int]:
        """Days on which any of it may lie."""
        possible = (self.rule.possible(one.showing, one.showing.positions.days[None, :]) for one in work or self.work)
        return sorted({day for days in possible for day in days})

    def open_days(self) -> list[int]:
        """Days on which any of it may lie that is open."""
        opened = [one for one in self.work if self.rule.is_open(one.showing)]
        return self.days(opened) if opened else []

    def working(self, day: int) -> list[Lit]:
        """Of each showing, whether it lies on that day."""
        return [self.rule.where(one.showing, one.on(day)) for one in self.work]

    def busy(self, day: int) -> Expr:
        """Ticks of work on a day."""
        return sum(
            self.rule.value(one.showing, np.where(one.on(day), (one.ends - one.begins)[None, :], 0))
            for one in self.work
        )

    def reach(self, day: int) -> Expr:
        """Ticks from the first to the last on a day; far below 0 without any work."""
        ends, begins = self._bounds(day)
        return self.rule.greatest(ends) + self.rule.greatest(begins)

    def dates(self, ordinals: NDArray[np.int64]) -> Expr:
        """From the first working day to the last, both included; ``ordinals``: date of each festival day."""
        zero = int(ordinals[0]) - 1
        last, first = [], []
        for one in self.work:
            date = np.where(one.places, ordinals[one.showing.positions.days][None, :] - zero, 0)
            last.append(self.rule.value(one.showing, np.where(date > 0, date + BIG_M, 0)) - BIG_M)
            first.append(self.rule.value(one.showing, np.where(date > 0, BIG_M - date, 0)) - BIG_M)
        return self.rule.greatest(last) + self.rule.greatest(first) + 1

    def nights(self) -> Iterator[tuple[Expr, list[Lit]]]:
        """Ticks between each two days, and what all holds if these are working days without one between them."""
        days = self.days()
        works = {day: self.rule.any(self.working(day)) for day in days}
        bounds = {day: self._bounds(day) for day in days}
        for number, one in enumerate(days):
            for after, other in enumerate(days[number + 1 :], number + 1):
                idle = [self.rule.negated(works[day]) for day in days[number + 1 : after]]
                night = -(self.rule.greatest(bounds[one][0]) + self.rule.greatest(bounds[other][1]))
                yield night, [works[one], works[other], *idle]

    def longest_break(self, day: int, low: int, high: int) -> Expr:
        """Ticks of the longest stretch without work from ``low`` to ``high``.  Size: O(showings^2).

        It begins with the window or where some work ends, and ends with the next begin.
        """
        near = [(one, *self._within(one, day, low, high)) for one in self.work]
        since: list[tuple[Work | None, Expr]] = [(None, low), *((one, end) for one, _, end in near)]
        free: list[Expr] = [0]
        for mine, begin in since:
            # Turned round, because only the greatest of some expressions is at hand.
            stops = [-high]
            for other, starts, ends in near:
                if other is not mine:
                    stops.append(self._if(self.rule.at_least(ends - begin, 1), -starts, -high))
            free.append(-self.rule.greatest(stops) - begin)
        return self.rule.greatest(free)

    def _bounds(self, day: int) -> tuple[list[Expr], list[Expr]]:
        """Of each showing: end, and begin with its sign turned; far below everything if not on that day."""
        ends, begins = [], []
        for one in self.work:
            here = one.on(day)
            ends.append(self.rule.value(one.showing, np.where(here, one.ends[None, :] + BIG_M, 0)) - BIG_M)
            begins.append(self.rule.value(one.showing, np.where(here, BIG_M - one.begins[None, :], 0)) - BIG_M)
        return ends, begins

    def _within(self, one: Work, day: int, low: int, high: int) -> tuple[Expr, Expr]:
        """Begin and end within the window; both at its begin where the work does not reach into it."""
        inside = one.on(day) & ((one.begins < high) & (one.ends > low))[None, :]
        begin = self.rule.value(one.showing, np.where(inside, np.clip(one.begins, low, high) - low, 0)) + low
        return begin, self.rule.value(one.showing, np.where(inside, np.clip(one.ends, low, high) - low, 0)) + low

    def _if(self, condition: Lit, then: Expr, otherwise: int) -> Expr:
        """One of two values."""
        if isinstance(condition, bool):
            return then if condition else otherwise
        value = self.rule.whole(-BIG_M, BIG_M)
        self.rule.require(value == then, condition)
        self.rule.require(value == otherwise, self.rule.negated(condition))
        return value
