"""Resources of a festival, what uses them, and who was chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scheduler.sentence import Name
from scheduler.usage import Stock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scheduler.problem import Problem, Showing
    from scheduler.select import Select
    from scheduler.timetable import Timetable

Held = dict[str, dict[tuple[str, int], list[str]]]
"""Of each role for which anybody was chosen, who was for each showing."""


class Supply(NamedTuple):
    """A resource, and what needs it."""

    id: str
    name: Name
    people: tuple[str, ...]
    """One of whom is chosen for each unit; nobody, if it is a thing."""
    stock: Stock | None
    uses: dict[int, int]
    """Units by index of the showing."""

    def showings(self, problem: Problem) -> list[Showing]:
        """All that use it."""
        return [problem.showings[index] for index in self.uses]


def supplies(problem: Problem, select: Select, only: Collection[str]) -> Iterator[Supply]:
    """Those of these ids (none = all), with the selected showings that use them."""
    clock, tick = problem.clock.minutes, problem.minute
    for one in problem.festival.resources:
        if only and one.id not in only:
            continue
        uses = {s.index: n for s in problem.selected(select) if (n := s.session.uses.get(one.id, 0))}
        windows = [(clock(w.from_) * tick, clock(w.to) * tick) for w in one.available]
        units = one.stock if one.stock is not None else len(one.people) if one.people else None
        stock = None if units is None else Stock(units, windows)
        yield Supply(one.id, Name(one.name, one.id), tuple(dict.fromkeys(one.people)), stock, uses)


def held(timetable: Timetable) -> Held:
    """Who was chosen for what."""
    known: Held = {}
    for one in timetable.assignments:
        known.setdefault(one.role, {}).setdefault((one.session, one.showing), []).append(one.person)
    return known


def serving(problem: Problem, timetable: Timetable, some: Iterable[Supply]) -> dict[str, dict[int, Supply]]:
    """Of each person the showings (by index) that they were chosen for, of those that they can serve."""
    known = held(timetable)
    chosen: dict[str, dict[int, Supply]] = {}
    for supply in some:
        for key, people in known.get(supply.id, {}).items():
            showing = problem.by_key.get(key)
            if showing is not None and showing.index in supply.uses:
                for person in supply.people:
                    if person in people:
                        chosen.setdefault(person, {}).setdefault(showing.index, supply)
    return chosen
