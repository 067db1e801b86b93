"""A rule being told on a model of plans: the verbs of ``Rule``, and what can be asked of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.rule import Rule

if TYPE_CHECKING:
    from scheduler.constraint import Constraint
    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Showing
    from scheduler.sessions.layout import Sort
    from scheduler.sessions.model import PlanDecisions

ELSEWHERE = -1
"""The room of a showing of which only the block is known."""


class PlanRule(Rule):
    """One constraint on one model of plans.  What goes beyond blocks of showings and rooms of tracks is not known."""

    def __init__(self, plans: PlanDecisions, constraint: Constraint) -> None:
        super().__init__(plans, constraint, priced=True)
        self.plans = plans
        self.layout = plans.layout

    # -- what is there --------------------------------------------------------------------------

    def touches(self, showings: Iterable[Showing]) -> bool:
        """Whether anything about any of them is open."""
        return any(self.layout.sort_of[one.index].track in self.plans.moving for one in showings)

    def is_open(self, showing: Showing) -> bool:
        """Whether its block is to be decided here."""
        sort = self.layout.sort_of[showing.index]
        return self._here(sort.track) and bool(self.plans.sort_open[sort.number].any())

    def alive(self, showings: Iterable[Showing]) -> list[Showing]:
        """Those that the model knows of."""
        return [one for one in showings if self._here(self.layout.sort_of[one.index].track)]

    def _here(self, track: int) -> bool:
        return self.plans.only is None or self.plans.only == track

    # -- who uses what --------------------------------------------------------------------------

    def used(self, showings: Sequence[Showing]) -> dict[int, dict[int, Lit]]:
        """As for a timetable; of a part of a track only the blocks are known, and the room is ``ELSEWHERE``."""
        tracks = self._by_track(showings)
        if len(tracks) == 1 and self.whole_track(showings):
            (track,) = tracks
            return {b: self.plans.rooms[track, b] for b in self.layout.blocks if (track, b) in self.plans.rooms}
        found: dict[int, dict[int, list[Lit]]] = {}
        for track, members in tracks.items():
            if len(members) == sum(len(sort.members) for sort in self.layout.sorts_of[track]):
                for block in self.layout.blocks:
                    for room, literal in self.plans.rooms.get((track, block), {}).items():
                        found.setdefault(block, {}).setdefault(room, []).append(literal)
            else:
                for member in members:
                    for block, literal in self.lies(member).items():
                        found.setdefault(block, {}).setdefault(ELSEWHERE - track, []).append(literal)
        return {block: {room: self.any(literals) for room, literals in rooms.items()} for block, rooms in found.items()}

    def _by_track(self, showings: Iterable[Showing]) -> dict[int, list[Showing]]:
        found: dict[int, list[Showing]] = {}
        for one in self.alive(showings):
            found.setdefault(self.layout.sort_of[one.index].track, []).append(one)
        return found

    def lies(self, showing: Showing) -> dict[int, Lit]:
        """In each block that it may lie in, whether it does; only of a showing that is a sort of its own."""
        sort = self.layout.sort_of[showing.index]
        if len(sort.members) > 1:
            raise ValueError(f"{showing.key} is one of several that are the same; it has no place of its own")
        return self.times(sort)

    def times(self, sort: Sort) -> dict[int, Expr]:
        """How many of a sort lie in each block; a literal if there is only one."""
        found = {block: self.plans.counts.get((sort.number, block), False) for block in self.layout.blocks}
        return {block: count for block, count in found.items() if count is not False}

    def sorts(self) -> Iterator[Sort]:
        """All that the model knows of."""
        return (sort for sort in self.layout.sorts if self._here(sort.track))

    def levels(self, showings: Sequence[Showing], block: int) -> list[Lit]:
        """Whether the track of these showings uses one room of the block or more, two or more, and so on."""
        return self.plans.levels(self.layout.sort_of[showings[0].index].track, block)

    def whole_track(self, showings: Sequence[Showing]) -> bool:
        """Whether these are all that there are of their track."""
        return len(showings) == len(self.problem.by_track.get(showings[0].track or "", ()))

    def alone_in_sort(self, showings: Sequence[Showing]) -> bool:
        """Whether it is told where these lie: they are a whole track, or one showing that is a sort of its own."""
        if len(showings) > 1 or self.whole_track(showings):
            return self.whole_track(showings)
        return len(self.layout.sort_of[showings[0].index].members) == 1

    def sorts_of(self, showings: Iterable[Showing]) -> list[Sort]:
        """The sorts of these, each once; all of a sort are taken to be among them."""
        return list({sort.number: sort for one in showings for sort in [self.layout.sort_of[one.index]]}.values())

    def held(self, showings: Sequence[Showing]) -> list[Expr]:
        """How many of these each block holds; all of a sort are taken to be among them."""
        sorts = self.sorts_of(self.alive(showings))
        return [sum((self.plans.counts.get((sort.number, b), 0) for sort in sorts), 0) for b in self.layout.blocks]

    # -- what is lost ---------------------------------------------------------------------------

    def charge_pairs(self, amount: int, some: Expr, others: Expr) -> None:
        """So many units for each one of the first with each one of the others."""
        first, second = (isinstance(one, bool) or getattr(one, "is_boolean", False) for one in (some, others))
        if first and second:
            self.charge(amount, some, others)
        elif first or second:
            literal, number = (some, others) if first else (others, some)
            self.excess(amount * number, literal)
        else:
            product = self.whole(0, 10**6)
            if isinstance(some, int) or isinstance(others, int):
                self.excess(amount * some * others)
            else:
                self.model.add_multiplication_equality(product, [some, others])
                self.excess(amount * product)
