"""Placements of many showings, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.select import Select
    from scheduler.timetable import Timetable


@dataclass(frozen=True, eq=False)
class Crowd:
    """Placements of many showings, as columns; ``values``: what each counts."""

    indices: NDArray[np.int64]
    """Which showings."""
    places: NDArray[np.int64]
    """Their rows of ``Timetable.columns``."""
    values: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def rooms(self) -> NDArray[np.int64]:
        """Index of the room of each."""
        return self._row(0)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Ticks."""
        return self._row(1)

    @property
    def ends(self) -> NDArray[np.int64]:
        """Ticks."""
        return self._row(2)

    @property
    def days(self) -> NDArray[np.int64]:
        """Index of the festival day of each; -1 for none."""
        return self._row(3)

    @property
    def blocks(self) -> NDArray[np.int64]:
        """Index of the block of each; -1 for none."""
        return self._row(4)

    @property
    def slots(self) -> NDArray[np.int64]:
        """First slot of each, from 0."""
        return self._row(5)

    @property
    def shifts(self) -> NDArray[np.int64]:
        """Added to times when two in blocks are compared."""
        return self._row(6)

    def _row(self, number: int) -> NDArray[np.int64]:
        row: NDArray[np.int64] = self.places[number]
        return row

    def only(self, which: NDArray[np.bool_]) -> Crowd:
        """Those for which it is true."""
        if which.all():
            return self
        kept = np.flatnonzero(which)
        return Crowd(self.indices[kept], self.places[:, kept], self.values[kept])

    def counting(self, values: NDArray[np.int64]) -> Crowd:
        """The same with other values."""
        return Crowd(self.indices, self.places, values)


def crowd_of(
    problem: Problem,
    timetable: Timetable,
    indices: NDArray[np.int64],
    values: NDArray[np.int64],
    select: Select | None = None,
) -> Crowd:
    """Those of the showings that lie somewhere, where the selector selects them."""
    crowd = Crowd(indices, timetable.columns[:, indices], values)
    crowd = crowd.only(crowd.rooms >= 0)
    if select is None or not select.speaks_of_places:
        return crowd
    of, grids = problem.cached(("grids", select), lambda: _grids(problem, select))
    chosen = grids[of[crowd.indices], crowd.rooms, crowd.days]
    for number in np.flatnonzero(crowd.days < 0).tolist():
        showing = problem.showings[int(crowd.indices[number])]
        chosen[number] = select.selects(problem, showing, int(crowd.rooms[number]), -1)
    return crowd.only(chosen)


def _grids(problem: Problem, select: Select) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Of each showing the number of its grid, and the grids, rooms x days: where it is selected."""
    kept: dict[int, int] = {}
    grids = [np.zeros((len(problem.rooms), max(1, len(problem.days))), dtype=bool)]
    of = np.zeros(len(problem.showings), dtype=np.int64)
    for index, grid in problem.selection(select).items():
        if id(grid) not in kept:
            kept[id(grid)] = len(grids)
            grids.append(grid)
        of[index] = kept[id(grid)]
    return of, np.stack(grids)


def indices_of(showings: Iterable[Showing]) -> NDArray[np.int64]:
    """Their indices."""
    return np.array([one.index for one in showings], dtype=np.int64)


def everybody(problem: Problem, timetable: Timetable) -> Crowd:
    """All that lie somewhere, each counting 1; worked out once a timetable."""
    return timetable.cached("everybody", lambda: _everybody(problem, timetable))


def _everybody(problem: Problem, timetable: Timetable) -> Crowd:
    indices = np.arange(len(problem.showings))
    return crowd_of(problem, timetable, indices, np.ones_like(indices))
