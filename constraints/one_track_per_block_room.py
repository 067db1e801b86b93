"""A room in a block holds one track.

    n(t, b, r) = selected showings of track t in room r of block b              [sessions]
    amount(b, r) = sum over t of n(t, b, r)  -  max over t of n(t, b, r)        [sessions of others]

One violation is one room of one block with more than one track: the track with most sessions
there may stay, every session of another counts.  Sessions without a track (a keynote) and
sessions placed by the clock belong to nobody and break nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from scheduler.blocks import at_places, nothing_to_say, track_of, tracks_in_blocks, usage_by_track, usage_of_track
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class OneTrackPerBlockRoom(Constraint):
    """A room holds one track in a block."""

    kind: Literal["one_track_per_block_room"] = "one_track_per_block_room"

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "sessions of others"

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must where there are blocks and tracks."""
        return [cls()] if festival.blocks and festival.tracks else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence("A room holds one track in a block.", "한 블록에서 한 방은 한 트랙만 사용합니다.")

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Without blocks and tracks it says nothing."""
        return nothing_to_say(problem)

    def post(self, rule: Rule) -> None:
        """In each room of a block one track leads; sessions of others are charged.

        Size: O(showings * blocks * rooms) where two tracks can meet.
        """
        for tracks in self._meeting(rule):
            if len(tracks) > 1:
                self._one_leads(rule, list(tracks.values()))

    def _meeting(self, rule: Rule) -> list[dict[str, list[Lit]]]:
        """Of each room of a block that is open to somebody, the literals of who may lie there, by track."""
        met: dict[tuple[int, int], dict[str, list[Lit]]] = {}
        opened: set[tuple[int, int]] = set()
        for track, showings in tracks_in_blocks(rule.problem, self.select).items():
            for showing in rule.alive(showings):
                places = rule.block_rooms(showing)
                opened.update(places if rule.is_open(showing) else ())
                for where, literal in places.items():
                    met.setdefault(where, {}).setdefault(track, []).append(literal)
        return [tracks for where, tracks in met.items() if where in opened]

    def _one_leads(self, rule: Rule, tracks: list[list[Lit]]) -> None:
        leads = rule.one_of(len(tracks))
        for lead, literals in zip(leads, tracks, strict=True):
            rule.excess(rule.total(literals), rule.negated(lead), most=len(literals))
        if self.weight is not None and self.weight < 0:
            # Whoever pays lets the biggest lead; a reward would rather not.
            for (lead, mine), (_, theirs) in permutations(zip(leads, tracks, strict=True), 2):
                rule.require(rule.total(mine) >= rule.total(theirs), lead)

    def plan_signature(self, problem: Problem, showing: Showing) -> None:
        """All of a track are the same."""

    @property
    def keeps_tracks_apart(self) -> bool:
        """As a must on all."""
        return self.must and self.select.everything

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All in blocks that have a track, if it is one of them."""
        if not track_of(problem, self.select, showing):
            return ()
        return [one for showings in tracks_in_blocks(problem, self.select).values() for one in showings]

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """1 wherever another track has more sessions.  Size: O(showings + rooms * blocks * tracks)."""
        if not track_of(problem, self.select, showing):
            return NOTHING
        most = others.cached(
            ("most of a track", self.select), lambda: usage_by_track(problem, self.select, others).max(axis=0)
        )
        fewer = usage_of_track(problem, self.select, others, showing) < most
        return at_places(problem, self.select, showing, fewer.astype(np.int64))

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Rooms of blocks that tracks share."""
        groups: dict[tuple[int, int], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            if placement.block >= 0 and placement.showing.track:
                groups.setdefault((placement.block, placement.room), []).append(placement)
        for (block, room), group in groups.items():
            (leader, _), *rest = Counter(one.showing.track or "" for one in group).most_common()
            if rest:
                others = tuple(one for one in group if one.showing.track != leader)
                yield Violation(self, others, len(others), self._sentence(problem, block, room, leader, others), leader)

    def _sentence(
        self, problem: Problem, block: int, room: int, leader: str, others: tuple[Placement, ...]
    ) -> Sentence:
        return Sentence(
            "{r} in block {b} holds track {t} and {n} of other tracks: {s}.",
            "블록 {b}의 {r}: 트랙 {t} 외에 다른 트랙의 세션이 {n}개 있습니다: {s}.",
            r=problem.rooms[room], b=problem.block_named(block), t=problem.track_named(leader),
            n=len(others), s=[one.showing for one in others],
        )  # fmt: skip
