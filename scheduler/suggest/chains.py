"""Where no place is free: one comes, another goes elsewhere, up to three showings in all.

Depth first: a showing takes a place for which one or two others have to go, then these look for
places in turn.  Along the way each is priced beside what lies there then, so that the sum is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from scheduler.blocking import in_way_of
from scheduler.constraint import placement_at
from scheduler.kin import kin_of
from scheduler.maps import free_places
from scheduler.pricing import by_itself, cell_of, held, price_places
from scheduler.suggest.suggestion import Suggestion, suggestion

if TYPE_CHECKING:
    from scheduler.pricing import Cell, Ledger, Prices
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

LONGEST = 3
"""Showings that move, the first included."""
WIDTH = (12, 3)
"""Ways to make room that are followed for the first showing, and for one that had to go."""
LOOKS = 400
"""Places at which it is looked who is in the way, cheapest first."""
KIN = 8
"""Showings with common people or films that are tried out of the way."""


@dataclass(frozen=True, eq=False)
class _State:
    """Who has moved where, who still waits for a place, and what it has come to."""

    timetable: Timetable
    moved: dict[int, Placement]
    waiting: tuple[Showing, ...]
    ledger: Ledger


def chains(
    problem: Problem,
    timetable: Timetable,
    showing: Showing,
    most: int = 5,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Suggestion]:
    """The best chains found, best first; three showings only where two do not do.

    Size: some dozen price maps.
    """
    found: list[Suggestion] = []
    for longest in range(2, LONGEST + 1):
        search = _Search(problem, timetable, longest, stopped)
        found = [made for state in search.run(showing) if not (made := search.suggested(state)).breaks]
        if found:
            break
    return sorted(found, key=lambda one: one.rank)[:most]


class _Search:
    """One search with at most so many moves."""

    def __init__(self, problem: Problem, timetable: Timetable, longest: int, stopped: Callable[[], bool]) -> None:
        self.problem, self.timetable = problem, timetable
        self.longest, self.stopped = longest, stopped

    def run(self, showing: Showing) -> Iterator[_State]:
        """Every chain found that begins with the showing."""
        ledger: Ledger = Counter()
        start = _State(self.timetable, {}, (), ledger)
        yield from self._follow(self._taken_out(start, [showing]))

    def suggested(self, state: _State) -> Suggestion:
        """What the chain comes to."""
        return suggestion(self.problem, self.timetable, state.moved, state.ledger)

    def _follow(self, state: _State) -> Iterator[_State]:
        if not state.waiting:
            yield state
            return
        if self.stopped():
            return
        showing = state.waiting[0]
        if state.moved:
            free = price_places(self.problem, showing, state.timetable)
            cell = free.best()
            if cell is not None:
                yield from self._follow(self._put(state, showing, free.at(cell), cell))
                return
        for following in self._with_room_made(state, showing):
            yield from self._follow(following)

    def _with_room_made(self, state: _State, showing: Showing) -> Iterator[_State]:
        """The showing placed where others have to go for it; the cheapest ways."""
        left = self.longest - len(state.moved) - len(state.waiting)
        if left < 1:
            return
        width = WIDTH[min(len(state.moved), len(WIDTH) - 1)]
        anyway = price_places(self.problem, showing, state.timetable).allowed
        own = self._own_cell(showing)
        for gone in islice(self._in_the_way(state, showing, left), width):
            out = self._taken_out(state, gone)
            prices = price_places(self.problem, showing, out.timetable)
            new = ~anyway
            if own is not None:
                new[own] = False
            cell = prices.best(new)
            if cell is not None:
                yield self._put(out, showing, prices.at(cell), cell)

    def _in_the_way(self, state: _State, showing: Showing, most: int) -> Iterator[list[Showing]]:
        """Groups of others without which there is a place, by what the place costs; each group once."""
        own = by_itself(self.problem, showing)
        wide = price_places(self.problem, showing, state.timetable, places=own)
        seen: set[frozenset[int]] = set()
        for gone in chain(self._kin_in_the_way(state, showing), self._rooms_taken(state, showing, wide, most)):
            key = frozenset(one.index for one in gone)
            if key not in seen and key.isdisjoint(state.moved):
                seen.add(key)
                yield gone

    def _rooms_taken(self, state: _State, showing: Showing, wide: Prices, most: int) -> Iterator[list[Showing]]:
        """Whoever has the room at the time, at the cheapest places first."""
        own, free = self._own_cell(showing), free_places(self.problem, showing, state.timetable)
        for cell in wide.ranked(~free)[:LOOKS]:
            if cell != own:
                placement = placement_at(self.problem, showing, *cell)
                near = in_way_of(self.problem, placement, state.timetable)
                if 1 <= len(near) <= most:
                    yield [one.showing for one in near]

    def _kin_in_the_way(self, state: _State, showing: Showing) -> Iterator[list[Showing]]:
        """Those with whom it has people or films in common, and so can be in the way anywhere."""
        for other in kin_of(self.problem, showing)[:KIN]:
            if state.timetable.of(other) is not None and other.index not in state.moved:
                yield [other]

    def _own_cell(self, showing: Showing) -> Cell | None:
        placement = self.timetable.of(showing)
        return None if placement is None else cell_of(showing, placement)

    def _taken_out(self, state: _State, showings: list[Showing]) -> _State:
        """They wait for places; what they cost so far is given back."""
        timetable, ledger = state.timetable, Counter(state.ledger)
        for one in showings:
            placement = timetable.of(one)
            if placement is not None:
                ledger.subtract(held(self.problem, timetable, one))
                timetable = timetable.without([one])
        return _State(timetable, state.moved, (*state.waiting, *showings), ledger)

    def _put(self, state: _State, showing: Showing, price: Ledger, cell: Cell) -> _State:
        """The showing, which waited first, placed."""
        placement = placement_at(self.problem, showing, *cell)
        ledger: Ledger = Counter(state.ledger)
        ledger.update(price)
        timetable = state.timetable.moved({showing.index: placement})
        waiting = tuple(one for one in state.waiting if one is not showing)
        return _State(timetable, {**state.moved, showing.index: placement}, waiting, ledger)
