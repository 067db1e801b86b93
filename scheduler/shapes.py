"""The shapes that most kinds have: one showing by itself, and two showings at a time.

All say their amounts once, as numpy arrays over rooms x positions; from it follow the price of
every place and most of the model.  Only two showings that are both still open need constraints
of their own.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from scheduler.constraint import NOTHING, Constraint
from scheduler.crowd import Crowd, crowd_of, indices_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


FEW = 128
"""Positions that are not worth taking fewer of."""


class Separable(Constraint):
    """A rule whose amount is the sum of what each showing costs at its own place."""

    helped: ClassVar[bool] = False

    @property
    def alone(self) -> bool:
        """By its shape."""
        return True

    @abstractmethod
    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Amount of the showing at each place, to broadcast to rooms x positions; None = nothing.

        Whether the showing is selected there is taken care of elsewhere.
        """

    @property
    def exact_in_maps(self) -> bool:
        """As the amount of one showing it is."""
        return True

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Only itself."""
        return (showing,) if showing.index in problem.selection(self.select) else ()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """The amounts, where the showing is selected."""
        return self.fixed_amounts(problem, showing)

    def fixed_amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """The amounts, where the showing is selected."""
        if showing.index not in problem.selection(self.select):
            return NOTHING
        amounts = self.amounts(problem, showing)
        if amounts is None:
            return NOTHING
        chosen = problem.chosen_places(self.select, showing)
        return (amounts if chosen.all() else np.where(chosen, amounts, 0)).astype(np.int64, copy=False)

    def post(self, rule: Rule) -> None:
        """One amount for each open showing and place; no new literal.  Size: O(places)."""
        for showing in () if rule.priced else rule.open:
            rule.charge_places(showing, self.fixed_amounts(rule.problem, showing))


class Pairwise(Constraint):
    """A rule whose amount is a sum over pairs of showings.

    ``pairs`` names them once.  What it says about a pair (``data``: a price, who is shared) comes
    back in ``against`` and ``post_pair``.
    """

    helped: ClassVar[bool] = False

    @abstractmethod
    def pairs(self, problem: Problem) -> Iterable[tuple[Showing, Showing, Any]]:
        """Every two showings that the rule can be about, each pair once, with its data.

        For a rule with a direction, the first is the one that it names first.
        """

    @abstractmethod
    def against(
        self, problem: Problem, showing: Showing, other: Placement, data: Any, first: bool
    ) -> NDArray[np.int64]:
        """Amount of the showing at each place, the other being fixed; rooms x positions.

        ``first``: whether the showing is the first of the pair as ``pairs`` gave it.
        Selection by place is to be taken care of here.
        """

    @abstractmethod
    def post_pair(self, rule: Rule, one: Showing, other: Showing, data: Any) -> None:
        """The pair, both being open."""

    @property
    def exact_in_maps(self) -> bool:
        """As a sum over pairs it is."""
        return True

    def partners(self, problem: Problem, showing: Showing) -> tuple[tuple[Showing, Any, bool], ...]:
        """Every showing paired with this one, its data, and whether this one is the first."""
        table = problem.cached((self, "partners"), lambda: self._partners(problem))
        return table.get(showing.index, ())

    def _partners(self, problem: Problem) -> dict[int, tuple[tuple[Showing, Any, bool], ...]]:
        table: dict[int, list[tuple[Showing, Any, bool]]] = {}
        for one, other, data in self.pairs(problem):
            table.setdefault(one.index, []).append((other, data, True))
            table.setdefault(other.index, []).append((one, data, False))
        return {index: tuple(found) for index, found in table.items()}

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Itself and its partners."""
        partners = self.partners(problem, showing)
        return (showing, *(other for other, _, _ in partners)) if partners else ()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Sum over all partners that lie somewhere.  Size: O(partners * places within reach)."""
        partners = self.partners(problem, showing)
        reach = None if showing.in_blocks else self.reach(problem)
        if reach is not None and partners:
            return self._price_within_reach(problem, showing, others, reach)
        total = NOTHING
        for other, data, first in partners:
            placement = others.of(other)
            if placement is not None:
                total = total + self.against(problem, showing, placement, data, first)
        return total

    def _price_within_reach(
        self, problem: Problem, showing: Showing, others: Timetable, reach: int
    ) -> NDArray[np.int64]:
        partners, starts = self.partners(problem, showing), showing.positions.starts
        indices = problem.cached((self, "partners", showing.index), lambda: indices_of(one for one, _, _ in partners))
        rooms, begins, ends = others.columns[:3, indices]
        lows = np.searchsorted(starts, begins - showing.duration - reach, side="left")
        highs = np.searchsorted(starts, ends + reach, side="right")
        near = np.flatnonzero((lows < highs) & (rooms >= 0)).tolist()
        total = np.zeros(showing.legal.shape, dtype=np.int64) if near else NOTHING
        for number in near:
            other, data, first = partners[number]
            placement = others.placements[other.index]
            here = slice(None) if len(starts) <= FEW else slice(int(lows[number]), int(highs[number]))
            part = showing if len(starts) <= FEW else showing.at(here)
            total[:, here] += self.against(problem, part, placement, data, first)
        return total

    def reach(self, problem: Problem) -> int | None:
        """Ticks between two showings beyond which the rule does not mind them; None = it always may.

        Prices are then worked out for positions within reach only, a few dozen of thousands.
        """
        return None

    def post(self, rule: Rule) -> None:
        """Prices against what is fixed; constraints for pairs that are both open."""
        for showing in rule.open:
            if not rule.priced:
                rule.charge_places(showing, self.price(rule.problem, showing, rule.fixed, rule.everywhere(showing)))
            for other, data, first in self.partners(rule.problem, showing):
                if first and rule.is_open(other):
                    self.post_pair(rule, showing, other, data)


class Mutual(Constraint):
    """A rule whose amount is a sum over pairs of showings, of which each may have very many.

    What each pair counts is one number, the same from both sides; all partners of a showing are
    priced at once.
    """

    helped: ClassVar[bool] = False

    @abstractmethod
    def weights(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Of every showing, what a pair with this one counts; 0 = nothing.

        Whether they are selected, and that it is no pair with itself, is taken care of elsewhere.
        """

    def leaning(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Of every showing, which way a pair with this one leans, where that matters beside the weight.

        With equal weights and leanings, what two come to depends on their places alone.
        """
        return np.zeros(1, dtype=np.int64)

    @abstractmethod
    def against(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """Amounts of the showing at each place (rooms x positions, may broadcast) with all of them together.

        ``crowd.values`` is what each pair counts.
        """

    @abstractmethod
    def post_pair(self, rule: Rule, one: Showing, other: Showing, weight: int) -> None:
        """Two showings that are both open.  Selection by place is to be taken care of here."""

    @property
    def exact_in_maps(self) -> bool:
        """As a sum over pairs it is."""
        return True

    def mates(self, problem: Problem, showing: Showing) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Indices of all that a pair with this showing counts anything, and how much."""
        return problem.cached((self, "mates", showing.index), lambda: self._mates(problem, showing))

    def _mates(self, problem: Problem, showing: Showing) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        chosen = problem.selection(self.select)
        if showing.index not in chosen:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        may = problem.cached((self, "may"), lambda: np.isin(np.arange(len(problem.showings)), list(chosen)))
        weights = np.where(may, self.weights(problem, showing), 0)
        weights[showing.index] = 0
        indices = np.flatnonzero(weights)
        return indices, weights[indices]

    def concerns(self, problem: Problem, showing: Showing) -> Iterator[Showing]:
        """Itself and all that it can make a pair with."""
        indices, _ = self.mates(problem, showing)
        if len(indices):
            yield showing
        for index in indices.tolist():
            yield problem.showings[index]

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Sum over all partners that lie somewhere.  Size: that of ``against``."""
        indices, weights = self.mates(problem, showing)
        if not len(indices):
            return NOTHING
        crowd = crowd_of(problem, others, indices, weights, self.select)
        if not len(crowd):
            return NOTHING
        amounts = self.against(problem, showing, crowd)
        if problem.always_selected(self.select, showing):
            return amounts
        return np.where(problem.chosen_places(self.select, showing), amounts, 0)

    def post(self, rule: Rule) -> None:
        """Prices against what is fixed; constraints for pairs that are both open."""
        for showing in rule.open:
            if not rule.priced:
                rule.charge_places(showing, self.price(rule.problem, showing, rule.fixed, rule.everywhere(showing)))
            for other, weight in zip(*self.mates(rule.problem, showing), strict=True):
                if other > showing.index and int(other) in rule.decisions.cells:
                    self.post_pair(rule, showing, rule.problem.showings[other], int(weight))
