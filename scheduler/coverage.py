"""Choosing placements so that as much as possible is covered: which showings to attend for the most films."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.timetable import Placement

Fits = Callable[["Placement", list["Placement"]], bool]
"""Whether one more can be chosen besides."""

STEPS = 20_000
"""Of the search; afterwards the first that fits is taken for each thing to cover."""


def coverage(options: Sequence[Sequence[Placement]], fits: Fits) -> list[Placement]:
    """Of each thing one of the placements that cover it, or none: exact, as long as it takes ``STEPS`` at most.

    ``options``: what covers each thing; the rarest first makes for a short search.
    """
    return _Search(options, fits).best()


class _Search:
    """With as few things left out as can be: none, then one, and so on."""

    def __init__(self, options: Sequence[Sequence[Placement]], fits: Fits) -> None:
        self.options = options
        self.fits = fits
        self.steps = 0

    def best(self) -> list[Placement]:
        for misses in range(len(self.options) + 1):
            found = self._from(0, [], misses)
            if found is not None:
                return found
            if self.steps > STEPS:
                break
        return self._greedy()

    def _from(self, number: int, chosen: list[Placement], misses: int) -> list[Placement] | None:
        """The things from that number on, given what is chosen already; None if more must be left out."""
        self.steps += 1
        if number == len(self.options):
            return chosen
        if self.steps > STEPS:
            return None
        if any(one in chosen for one in self.options[number]):
            return self._from(number + 1, chosen, misses)
        for one in self.options[number]:
            if self.fits(one, chosen):
                found = self._from(number + 1, [*chosen, one], misses)
                if found is not None:
                    return found
        return self._from(number + 1, chosen, misses - 1) if misses else None

    def _greedy(self) -> list[Placement]:
        chosen: list[Placement] = []
        for options in self.options:
            if not any(one in chosen for one in options):
                chosen += [one for one in options if self.fits(one, chosen)][:1]
        return chosen
