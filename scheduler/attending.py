"""People chosen for whole showings, on models: interpreters who work, jurors who watch.

Somebody can be chosen who is there for all of it, on no stage in the meantime, and chosen for
nothing else that is too close.  Checks say so by themselves (``scheduler.presence``).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from scheduler.availability import close_to, on_stage, there
from scheduler.presence import stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from scheduler.availability import Taken
    from scheduler.decisions import Lit
    from scheduler.problem import Engagement, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement

Choice = tuple["Showing", "Lit"]
"""A showing, and whether somebody is chosen for it."""


class Attendance:
    """On one model: who is chosen for which showing."""

    def __init__(self, rule: Rule, least: NDArray[np.int64]) -> None:
        self.rule = rule
        self.least = least
        self.chosen: dict[str, list[Choice]] = {}
        """Of each person."""
        self.kept: dict[str, list[Taken]] = {}
        self.possible: dict[str, list[tuple[Lit, list[Lit]]]] = {}
        """Of each role, choices and what they depend on."""

    def keep(self, person: str, placement: Placement) -> None:
        """Somebody stays chosen for a showing whose place is fixed."""
        self.kept.setdefault(person, []).append((placement, placement.start, placement.end))

    def choose(self, role: str, showing: Showing, person: str, places: NDArray[np.bool_]) -> Lit:
        """Whether somebody is chosen for a showing, which they can be in these places only."""
        able = self.able(showing, person, places)
        if able is False:
            return False
        literal = self.rule.assign(role, showing, person)
        needed = [able]
        for other, stretches in stages(self.rule.problem, person):
            if other is not showing and self.rule.is_open(other):
                needed.append(self.rule.negated(self.too_close(showing, other, stretches)))
        for one in needed:
            self.rule.require(False, literal, self.rule.negated(one))
        self.chosen.setdefault(person, []).append((showing, literal))
        self.possible.setdefault(role, []).append((literal, needed))
        return literal

    def too_close(self, showing: Showing, other: Showing, stretches: Iterable[Engagement]) -> Lit:
        """Whether somebody chosen for a showing misses some of these stretches of another."""
        rule = self.rule
        return rule.any(rule.too_close(showing, other, self.least, None, one, loosely=True) for one in stretches)

    def somebody(self, role: str) -> None:
        """Choose somebody in a role if anybody can be: a timetable with nobody chosen says that no choice was made."""
        possible = self.possible.get(role, [])
        nobody = self.rule.negated(self.rule.any(literal for literal, _ in possible))
        for _, needed in possible:
            self.rule.require(False, *needed, nobody)

    def able(self, showing: Showing, person: str, places: NDArray[np.bool_]) -> Lit:
        """Whether the showing lies in these places, and there somebody is free of everything that is fixed."""
        rule, problem = self.rule, self.rule.problem
        rooms, positions = rule.places_of(showing)
        meant = np.broadcast_to(places, showing.legal.shape)[rooms, positions]
        fits = there(problem, showing, person)[positions] & meant
        taken = [*on_stage(problem, rule.fixed, person, showing), *self.kept.get(person, ())]
        if taken and fits.any():
            fits = fits & ~close_to(showing, rooms, positions, taken, self.least).any(axis=1)
        return self._among(showing, fits)

    def _among(self, showing: Showing, places: NDArray[np.bool_]) -> Lit:
        """Whether it lies in one of those of the places still open to it, or in the one where it is fixed."""
        if not self.rule.is_open(showing):
            return bool(places.any())
        return self.rule.decisions.within(showing, places)

    def settle(self, both: Callable[[Showing, Showing], Lit] | None = None) -> None:
        """Nobody is chosen for two showings that are too close, or of which ``both`` says that one cannot have both."""
        literals: dict[tuple[int, int], Lit] = {}
        for chosen in self.chosen.values():
            for (one, first), (other, second) in self._meeting(chosen):
                if one is other:
                    continue
                key = (one.index, other.index)
                if key not in literals:
                    close = self._close(one, other)
                    literals[key] = self.rule.any([close, both(one, other)]) if both else close
                if literals[key] is not False:
                    self.rule.require(False, first, second, literals[key])

    def _close(self, one: Showing, other: Showing) -> Lit:
        """Whether the showings are too close."""
        rule = self.rule
        if rule.is_open(other):
            return rule.too_close(one, other, self.least, loosely=True)
        placement = rule.fixed.placements[other.index]
        rooms, positions = rule.places_of(one)
        taken = [(placement, placement.start, placement.end)]
        return self._among(one, close_to(one, rooms, positions, taken, self.least)[:, 0])

    def _meeting(self, chosen: Sequence[Choice]) -> Iterable[tuple[Choice, Choice]]:
        """Two at a time; of two that are fixed only those that can be near each other."""
        rule, furthest = self.rule, int(self.least.max(initial=0))
        open_ones = [one for one in chosen if rule.is_open(one[0])]
        fixed = [one for one in chosen if not rule.is_open(one[0])]
        yield from combinations(open_ones, 2)
        for one in open_ones:
            for other in fixed:
                yield one, other
        spans = sorted(((rule.fixed.placements[one[0].index], one) for one in fixed), key=lambda entry: entry[0].start)
        for number, (placement, one) in enumerate(spans):
            until = rule.problem.block_times[placement.block][1] if placement.block >= 0 else placement.end
            for later, other in spans[number + 1 :]:
                if later.start >= until + furthest:
                    break
                if placement.block < 0 or later.block < 0 or placement.shift == later.shift:
                    yield one, other
