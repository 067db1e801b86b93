"""A track is in one room of a block at a time.

    R(t, b) = rooms in which selected showings of track t lie in block b
    amount(t, b) = max(0, |R(t, b)| - rooms)                                [rooms too many]

One violation is one track in one block.  Slots do not matter: whoever wants to follow the track
wants to stay in the room.  Showings by the clock lie in no block (see not_parallel for them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.blocks import at_places, nothing_to_say, track_of, tracks_in_blocks, usage_of_track
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.fields import Korean
from scheduler.rooms_of_blocks import RoomsOfBlocks
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class TrackNotParallel(RoomsOfBlocks):
    """A track is in one room of a block at a time."""

    kind: Literal["track_not_parallel"] = "track_not_parallel"
    rooms: Annotated[int, Field(ge=1, le=10_000)] = Field(
        1, title="Rooms", description="How many rooms of a block a track may use."
    )

    korean: ClassVar[Korean] = {
        "rooms": ("방의 수", "한 섹션이 한 블록에서 쓸 수 있는 방의 수."),
    }

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "rooms too many"
    example: ClassVar[dict[str, object]] = {"weight": 20, "rooms": 1}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """Lightly, where there are blocks and tracks."""
        return [cls(weight=20)] if festival.blocks and festival.tracks else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if self.rooms == 1:
            return Sentence("A track is in one room of a block at a time.", "한 트랙은 한 블록에서 한 방만 사용합니다.")
        return Sentence(
            "A track is in at most {n} rooms of a block at a time.",
            "한 트랙은 한 블록에서 방을 {n}개까지만 사용합니다.",
            n=self.rooms,
        )

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Without blocks and tracks it says nothing."""
        return nothing_to_say(problem)

    def post(self, rule: Rule) -> None:
        """For each track with an open showing and each block: its rooms are counted.  Size: O(blocks * rooms)."""
        for showings in tracks_in_blocks(rule.problem, self.select).values():
            if rule.touches(showings):
                for rooms in rule.used(showings).values():
                    if len(rooms) > self.rooms:
                        rule.excess(rule.total(rooms.values()) - self.rooms, most=len(rooms) - self.rooms)

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """1 in a further room of a block where the track has as many as it may.  Size: O(track + blocks * rooms)."""
        if not track_of(problem, self.select, showing):
            return NOTHING
        used = usage_of_track(problem, self.select, others, showing) > 0
        full = used.sum(axis=0) >= self.rooms
        return at_places(problem, self.select, showing, (~used & full[None, :]).astype(np.int64))

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Tracks in too many rooms of a block."""
        groups: dict[tuple[str, int], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            if placement.showing.track and placement.block >= 0:
                groups.setdefault((placement.showing.track, placement.block), []).append(placement)
        for (track, block), group in groups.items():
            rooms = sorted({one.room for one in group})
            if len(rooms) > self.rooms:
                sentence = self._sentence(problem, track, block, rooms)
                yield Violation(self, tuple(group), len(rooms) - self.rooms, sentence, track)

    def _sentence(self, problem: Problem, track: str, block: int, rooms: list[int]) -> Sentence:
        return Sentence(
            "Track {t} is in {n} rooms of block {b}, {k} too many: {r}.",
            "블록 {b}에서 트랙 {t}이(가) 방 {n}개를 사용해 {k}개 초과합니다: {r}.",
            t=problem.track_named(track), b=problem.block_named(block), n=len(rooms), k=len(rooms) - self.rooms,
            r=[problem.rooms[one] for one in rooms],
        )  # fmt: skip
