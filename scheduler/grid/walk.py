"""A walk over who has which place: two change places, by chance, the better the likelier, ever more strictly.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", 1983), but
that of all partners for one showing one is drawn by what each exchange would cost (a heat bath), as all
of them are priced at once.  A place that nobody has belongs to somebody who loses nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

LOOKS = 16
"""Tries between two looks at the clock."""

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.grid.pairs import Layer
    from scheduler.grid.places import Places


class Walk:
    """Who has which place now, and what each would lose at every place."""

    def __init__(self, places: Places, layers: Sequence[Layer], seed: int) -> None:
        self.noise = np.random.default_rng(seed)
        self.places = places
        self.size, self.all = len(places.problem.showings), len(places)
        self.own = np.zeros((self.all, self.all), dtype=np.int64)
        self.own[: self.size] = places.costs
        self.layers = [_Costs(layer, self.size) for layer in layers if layer.tables.any()]
        self.begin(np.arange(self.size))

    def begin(self, at: NDArray[np.int64]) -> None:
        """Go on from where each showing lies."""
        free = np.setdiff1d(np.arange(self.all), at)
        self.at = np.concatenate([at, free])
        self.points = 0
        for layer in self.layers:
            layer.begin(self.at[: self.size])
            self.points += layer.total(self.at[: self.size]) // 2
        self.points += int(self.own[np.arange(self.all), self.at].sum())
        self.best, self.least = at, self.points

    def changes(self, one: int) -> NDArray[np.int64]:
        """What it changes if this one changes places with each."""
        here, there = int(self.at[one]), self.at
        own = self.own
        found: NDArray[np.int64] = own[one, there] + own[:, here] - (own[one, here] + own[np.arange(self.all), there])
        for layer in self.layers:
            layer.add_changes(found, one, here, there)
        return found

    def exchange(self, one: int, other: int, change: int) -> None:
        """Two change places."""
        here, there = int(self.at[one]), int(self.at[other])
        for layer in self.layers:
            if one < self.size:
                layer.move(one, here, there)
            if other < self.size:
                layer.move(other, there, here)
        self.at[one], self.at[other] = there, here
        self.points += change

    def cool(self, hot: float, cold: float, share: Callable[[], float], allow: Callable[[int, int], bool]) -> None:
        """From one temperature to another as ``share`` goes from 0 to 1; ``best`` is the best on the way.

        ``allow``: whether an exchange that was drawn may be made.
        """
        order, number = self.noise.permutation(self.size), 0
        while (done := share()) < 1:
            temperature = hot * (cold / hot) ** done
            for _ in range(LOOKS):
                self._try(int(order[number % self.size]), temperature, allow)
                number += 1

    def _try(self, one: int, temperature: float, allow: Callable[[int, int], bool]) -> None:
        changes = self.changes(one)
        changes[one] = 0
        other = self._drawn(changes, temperature)
        if other != one and allow(one, other):
            self.exchange(one, other, int(changes[other]))
            if self.points < self.least:
                self.best, self.least = self.at[: self.size].copy(), self.points

    def _drawn(self, changes: NDArray[np.int64], temperature: float) -> int:
        weights = np.exp((changes.min() - changes) / temperature)
        sums = np.cumsum(weights)
        return int(np.searchsorted(sums, self.noise.random() * sums[-1]))


class _Costs:
    """One layer of what all showings together do to each at every place."""

    def __init__(self, layer: Layer, size: int) -> None:
        self.layer, self.size = layer, size
        tables = layer.tables
        self.width = tables.shape[1]
        # What an exchange changes between the two themselves, which the sums count wrongly.
        across = np.einsum("kii->ki", tables)
        self._both = np.ascontiguousarray(
            tables + np.swapaxes(tables, 1, 2) - across[:, :, None] - across[:, None, :]
        ).ravel()
        self._columns = np.ascontiguousarray(np.swapaxes(tables, 1, 2)).reshape(-1, self.width)
        # Of each showing as the other: which tables everybody has with it.
        self._tables = np.ascontiguousarray(layer.table.T) * self.width
        self._of = layer.of
        self.sums = np.zeros((size, self.width), dtype=np.int64)

    def begin(self, at: NDArray[np.int64]) -> None:
        self.sums[:] = 0
        for one, place in enumerate(at.tolist()):
            self.sums += self._columns[self._tables[one] + self._of[place]]

    def total(self, at: NDArray[np.int64]) -> int:
        return int(self.sums[np.arange(self.size), self._of[at]].sum())

    def move(self, one: int, here: int, there: int) -> None:
        """One has gone from here to there."""
        old, new = int(self._of[here]), int(self._of[there])
        if old != new:
            tables = self._tables[one]
            self.sums += self._columns[tables + new]
            self.sums -= self._columns[tables + old]

    def add_changes(self, found: NDArray[np.int64], one: int, here: int, there: NDArray[np.int64]) -> None:
        """``one`` is here and changes places with each, who is there."""
        at, old, size = self._of[there], int(self._of[here]), self.size
        found += self.sums[one, at] - self.sums[one, old]
        mine = at[:size]
        found[:size] += self.sums[:, old] - self.sums[np.arange(size), mine]
        # The tables of ``one`` as the first, and as the second, are the same after adding both ways.
        found[:size] += self._both[(self._tables[one] + old) * self.width + mine]
