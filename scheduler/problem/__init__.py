"""The festival, validated and indexed, in whole ticks of elapsed time.

A *tick* is a minute, unless the slots of some block do not divide their block evenly: then a
minute is ``problem.minute`` ticks, so that everything inside is a whole number and exact.
A *position* is where in time a showing may start: a start on the grid, or a slot of a block.
A *place* is a room and a position.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np

from scheduler.fields import text_in
from scheduler.problem.positions import Ints, Positions
from scheduler.problem.rooms import Room
from scheduler.problem.showings import BEGIN, Engagement, Showing
from scheduler.sentence import Moment, Name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.clock import Clock
    from scheduler.constraint import Constraint
    from scheduler.festival import Block, Festival, Person, Track
    from scheduler.select import Select

__all__ = [
    "BEGIN",
    "BEYOND",
    "EVERYWHERE",
    "FAR",
    "NOWHERE",
    "Engagement",
    "Ints",
    "Mask",
    "Positions",
    "Problem",
    "Room",
    "Showing",
]

Mask: TypeAlias = "NDArray[np.bool_]"
T = TypeVar("T")

EVERYWHERE, NOWHERE = np.ones((1, 1), dtype=bool), np.zeros((1, 1), dtype=bool)
"""Masks of one cell, for all of rooms x positions."""

FAR = 10**9
"""Ticks between two blocks that never clash; more than any festival is long."""

BEYOND = 10**12
"""Ticks that no difference of times exceeds, not even of blocks that never clash."""


@dataclass(eq=False)
class Problem:
    """What is to be solved; made by ``scheduler.compile.compile_festival``.

    Times of placements are ticks since midnight of the first day.  Blocks without ``clock`` never
    clash whatever their times say: each has its own ``shift``, far from all others, added to times
    whenever two such placements are compared.
    """

    festival: Festival
    clock: Clock
    minute: int
    """Ticks in a minute."""
    days: tuple[date, ...]
    rooms: tuple[Room, ...]
    showings: tuple[Showing, ...]
    blocks: tuple[Block, ...]
    block_times: tuple[tuple[int, int], ...]
    """From, to in ticks."""
    shifts: tuple[int, ...]
    """Of each block; 0 if its clock times count."""
    walks: Ints
    """Rooms x rooms, ticks; row = from."""
    rivals: tuple[tuple[int, ...], ...]
    """Of each room the other rooms that it shares floor with (``parts_of``)."""
    rules: tuple[Constraint, ...]
    """Enabled rules, defaults first."""
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False)
    _selections: dict[int, tuple[Select, dict[int, Mask]]] = field(default_factory=dict, repr=False)

    def cached(self, key: Any, make: Callable[[], T]) -> T:
        """What ``make`` returned the first time it was asked for this key."""
        try:
            return self._cache[key]  # type: ignore[no-any-return]  # one key, one type
        except KeyError:
            made = self._cache[key] = make()
            return made

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_cache": {}, "_selections": {}}

    @cached_property
    def revision(self) -> str:
        """A short hash of what the document says, the same in every spelling."""
        text = json.dumps(self.festival.document(), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    # -- looking up -----------------------------------------------------------------------------

    @cached_property
    def room_index(self) -> dict[str, int]:
        """Index of each room id."""
        return {room.id: room.index for room in self.rooms}

    @cached_property
    def by_key(self) -> dict[tuple[str, int], Showing]:
        """Showing of (session id, label)."""
        return {(one.session.id, one.label): one for one in self.showings}

    @cached_property
    def by_session(self) -> dict[str, tuple[Showing, ...]]:
        """Showings of each session, in document order."""
        return self._grouped(lambda one: (one.session.id,))

    @cached_property
    def by_person(self) -> dict[str, tuple[Showing, ...]]:
        """Showings that each person is needed in."""
        return self._grouped(lambda one: one.persons)

    @cached_property
    def by_film(self) -> dict[str, tuple[Showing, ...]]:
        """Showings that hold each film."""
        return self._grouped(lambda one: dict.fromkeys(film.id for film in one.films))

    @cached_property
    def by_track(self) -> dict[str, tuple[Showing, ...]]:
        """Showings of each track; those without a track are left out."""
        return self._grouped(lambda one: (one.track,) if one.track else ())

    @cached_property
    def people(self) -> dict[str, Person]:
        """Person of each id."""
        return {one.id: one for one in self.festival.people}

    @cached_property
    def tracks(self) -> dict[str, Track]:
        """Track of each id."""
        return {one.id: one for one in self.festival.tracks}

    @cached_property
    def block_index(self) -> dict[str, int]:
        """Index of each block id."""
        return {block.id: index for index, block in enumerate(self.blocks)}

    @cached_property
    def floors(self) -> Mask:
        """Rooms x rooms: whether they are one, or share floor."""
        floors = np.eye(len(self.rooms), dtype=bool)
        for room, rivals in enumerate(self.rivals):
            floors[room, list(rivals)] = True
        return floors

    @cached_property
    def possible_days(self) -> tuple[frozenset[int], ...]:
        """Of each showing the days on which it may lie, as indexes."""
        found: dict[tuple[int, int], frozenset[int]] = {}
        for one in self.showings:  # many share their arrays
            key = id(one.legal), id(one.positions)
            if key not in found:
                found[key] = frozenset(one.positions.days[self.legal_times(one)].tolist())
        return tuple(found[id(one.legal), id(one.positions)] for one in self.showings)

    def legal_times(self, showing: Showing) -> Mask:
        """At which positions there is a legal room for the showing."""
        legal = showing.whole.legal  # it stays as long as the problem does, so nothing else has its identity
        times: Mask = self.cached(("legal times", id(legal)), lambda: np.logical_or.reduce(legal, axis=0))
        return showing.kept(times)

    @cached_property
    def block_days(self) -> tuple[int, ...]:
        """Festival day that each block belongs to, as an index."""
        return tuple(self.days.index(self.clock.day(low // self.minute)) for low, _ in self.block_times)

    def _grouped(self, keys: Callable[[Showing], Any]) -> dict[str, tuple[Showing, ...]]:
        groups: dict[str, list[Showing]] = {}
        for showing in self.showings:
            for key in keys(showing):
                groups.setdefault(key, []).append(showing)
        return {key: tuple(group) for key, group in groups.items()}

    def person_name(self, person: str, lang: str = "en") -> str:
        """Name of a person in a language, else the id."""
        known = self.people.get(person)
        return (text_in(known.name, lang) if known else "") or person

    def person_named(self, person: str) -> Name:
        """A person, for a sentence."""
        known = self.people.get(person)
        return Name(known.name if known else None, person)

    def track_named(self, track: str) -> Name:
        """A track, for a sentence."""
        known = self.tracks.get(track)
        return Name(known.name if known else None, track)

    def block_named(self, block: int) -> Name:
        """A block, for a sentence."""
        known = self.blocks[block]
        return Name(known.name, known.id)

    # -- selecting ------------------------------------------------------------------------------

    def selection(self, select: Select) -> dict[int, Mask]:
        """Of each showing that can be selected: rooms x days where it is.

        Memory: one array for all showings of equal standing, so O(distinct arrays).
        """
        known = self._selections.get(id(select))
        if known is None:
            # The selector is kept beside what it selects, so that its identity is never another's.
            found = self.cached(("select", select), lambda: select.grids(self, self.showings))
            known = self._selections[id(select)] = select, found
        return known[1]

    def selected(self, select: Select) -> tuple[Showing, ...]:
        """Showings that are selected somewhere."""
        chosen = self.selection(select)
        return self.cached(("selected", select), lambda: tuple(one for one in self.showings if one.index in chosen))

    def always_selected(self, select: Select, showing: Showing) -> bool:
        """Whether a showing is selected wherever it lies."""
        grid = self.selection(select).get(showing.index)
        return grid is not None and bool(grid.all())

    def chosen_places(self, select: Select, showing: Showing) -> Mask:
        """Rooms x positions of a showing where it is selected; one cell if it is all the same."""
        if not select.speaks_of_places:
            return EVERYWHERE if showing.index in self.selection(select) else NOWHERE
        grid = self.selection(select).get(showing.index)
        if grid is None:
            return NOWHERE
        if grid.all():
            return EVERYWHERE
        return grid[:, showing.positions.days]

    # -- time -----------------------------------------------------------------------------------

    def ticks(self, minutes: float) -> int:
        """Ticks of so many minutes, rounded up."""
        return ceil(minutes * self.minute)

    def when(self, ticks: int) -> Moment:
        """Local time at so many ticks, for a sentence."""
        return Moment(self.clock.local(ticks // self.minute), len(self.days) > 1)

    def minutes(self, ticks: int) -> int:
        """Whole minutes of so many ticks, rounded up: the amount of a violation."""
        return -(-ticks // self.minute)

    def block_times_of(self, showing: Showing) -> Iterator[tuple[int, int, int]]:
        """Block, from and to of each block that the showing may lie in."""
        for block in np.unique(showing.positions.blocks[showing.legal.any(axis=0)]).tolist():
            if block >= 0:
                yield (block, *self.block_times[block])
