"""The blocks that a track uses follow each other, in list order.

    U(t) = blocks in which selected showings of track t lie, as places in the list of blocks
    amount(t) = 1   if |U(t)| < max U(t) - min U(t) + 1                    [broken tracks]

One violation is one track with a gap, however many and however wide.  Days do not matter: the
last block of a day and the first of the next are neighbours.  ``skip`` names blocks that are not
in the list at all for this rule, such as plenaries.  Showings by the clock use no block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.blocks import at_places, nothing_to_say, track_of, tracks_in_blocks, usage_of_track
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.fields import BlockId, Korean
from scheduler.rooms_of_blocks import RoomsOfBlocks
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class TrackBlocksConsecutive(RoomsOfBlocks):
    """The blocks that a track uses follow each other."""

    kind: Literal["track_blocks_consecutive"] = "track_blocks_consecutive"
    skip: list[BlockId] = Field(
        default_factory=list, title="Not counting", description="Blocks that break no run, such as a plenary."
    )

    korean: ClassVar[Korean] = {
        "skip": ("세지 않을 것", "전체 강연처럼 연속을 끊지 않는 블록."),
    }

    unit: ClassVar[str] = "broken tracks"
    example: ClassVar[dict[str, object]] = {"weight": 10, "skip": ["plenary"]}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """Lightly, where there are blocks and tracks."""
        return [cls(weight=10)] if festival.blocks and festival.tracks else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if self.skip:
            return Sentence(
                "The blocks that a track uses follow each other; {b} may lie between.",
                "한 트랙이 쓰는 블록은 연달아 이어지며, 그 사이에 {b}이(가) 있어도 됩니다.", b=self.skip,
            )  # fmt: skip
        return Sentence("The blocks that a track uses follow each other.", "한 트랙이 쓰는 블록은 연달아 이어집니다.")

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Without blocks and tracks it says nothing."""
        return nothing_to_say(problem)

    def post(self, rule: Rule) -> None:
        """For each track with an open showing: no block left empty between two used ones.  Size: O(blocks)."""
        for showings in tracks_in_blocks(rule.problem, self.select).values():
            if rule.touches(showings):
                used = self._used(rule, showings)
                before, after = _so_far(rule, used), _so_far(rule, used[::-1])[::-1]
                gaps = [
                    rule.both(rule.negated(here), early, late)
                    for here, early, late in zip(used[1:-1], before[:-2], after[2:], strict=True)
                ]
                rule.charge(1, rule.any(gaps))

    def _used(self, rule: Rule, showings: tuple[Showing, ...]) -> list[Lit]:
        """Whether each block that counts is used, in list order."""
        used = rule.used(showings)
        return [rule.any(used.get(block, {}).values()) for block in self._listed(rule.problem)]

    def _listed(self, problem: Problem) -> list[int]:
        return [number for number, block in enumerate(problem.blocks) if block.id not in self.skip]

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """1 wherever it would break the run, -1 where it closes the last gap.  Size: O(track + blocks)."""
        if not track_of(problem, self.select, showing):
            return NOTHING
        listed = np.array(self._listed(problem), dtype=np.int64)
        held = usage_of_track(problem, self.select, others, showing).sum(axis=0)[listed] > 0
        used = np.flatnonzero(held)
        if len(used) == 0:
            return NOTHING
        low, high, count = int(used[0]), int(used[-1]), len(used)
        numbers = np.arange(len(listed))
        spanned = np.maximum(numbers, high) - np.minimum(numbers, low) + 1
        prices = np.zeros((1, len(problem.blocks)), dtype=np.int64)
        prices[0, listed] = (spanned > count + ~held).astype(np.int64) - int(high - low + 1 > count)
        return at_places(problem, self.select, showing, prices)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Tracks whose blocks do not follow each other."""
        listed = [block.id for block in problem.blocks if block.id not in self.skip]
        tracks: dict[str, list[Placement]] = {}
        for placement in timetable.selected(self.select):
            if placement.showing.track and placement.block >= 0 and problem.blocks[placement.block].id in listed:
                tracks.setdefault(placement.showing.track, []).append(placement)
        for track, placements in tracks.items():
            used = {problem.blocks[one.block].id for one in placements}
            first, last = (listed.index(one) for one in _ends(listed, used))
            missing = [one for one in listed[first:last] if one not in used]
            if missing:
                yield Violation(self, tuple(placements), 1, self._sentence(problem, track, used, missing), track)

    def _sentence(self, problem: Problem, track: str, used: set[str], missing: list[str]) -> Sentence:
        def named(ids: Iterable[str]) -> list[object]:
            return [problem.block_named(number) for number, block in enumerate(problem.blocks) if block.id in ids]

        return Sentence(
            "Track {t} uses blocks {u}, but not {m} between them.",
            "트랙 {t}: 블록 {u}을(를) 쓰지만 그 사이의 {m}은(는) 쓰지 않습니다.",
            t=problem.track_named(track), u=named(used), m=named(missing),
        )  # fmt: skip


def _ends(listed: list[str], used: set[str]) -> tuple[str, str]:
    """The first and the last of those that are used."""
    there = [one for one in listed if one in used]
    return there[0], there[-1]


def _so_far(rule: Rule, used: list[Lit]) -> list[Lit]:
    """Whether each block or one listed before it is used."""
    found: list[Lit] = []
    for literal in used:
        found.append(rule.any([*found[-1:], literal]))
    return found
