"""Sessions beside each other differ, or agree, in a label, level, language or the like.

    n(s, t)      = values of ``of`` that s and t have in common                              [count: agree]
                   1 if both have some and none in common                                    [count: differ]
    amount(s, t) = n(s, t) x common minutes                                                  [in: time]
                   n(s, t) x minutes of the shorter one, if both lie in one block            [in: block]

With a price, or as a must, what is counted is not wanted; with a negative weight it is what earns points.
In a block two in one room are beside each other only if they share a slot.  One violation is one pair
of showings; two showings of one ``simulcast`` session are exempt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler import measures
from scheduler.constraint import Violation
from scheduler.crowd import common_minutes, of_each_room, same_block, same_slot
from scheduler.facts import both
from scheduler.fields import Korean, Words
from scheduler.pairing import TRAIT, alike_column, nobody_has, simulcast, trait_table, traits
from scheduler.sentence import Sentence
from scheduler.shapes import Mutual
from scheduler.times import amounts, positions_at_once
from scheduler.timetable import at_once, gap, in_one_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class BesideVariety(Mutual):
    """Sessions beside each other differ, or agree, in a label, level or language."""

    kind: Literal["beside_variety"] = "beside_variety"
    of: str = Field("level", title="In", description=TRAIT)
    count: Literal["agree", "differ"] = Field(
        "agree", title="Count", description="Minutes in which they agree, or in which they differ."
    )
    in_: Literal["time", "block"] = Field(
        "time", alias="in", title="Beside", description="At the same time, or in the same block."
    )

    korean: ClassVar[Korean] = {
        "of": ("항목", "track, type, language, level, film, category, person 또는 라벨 이름."),
        "count": ("계산", "서로 같은 시간을 셀지, 다른 시간을 셀지 정합니다."),
        "in_": ("나란히", "같은 시간에, 또는 같은 블록에."),
    }
    words: ClassVar[Words] = {
        "count": {"agree": ("where they agree", "같을 때"), "differ": ("where they differ", "다를 때")},
        "in_": {"time": ("at the same time", "같은 시간"), "block": ("in the same block", "같은 블록")},
    }

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"of": "language", "count": "differ", "weight": -1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        earned = (self.weight or 0) < 0
        where = {
            "time": Sentence("Sessions that run at the same time", "같은 시간에 진행되는 세션은"),
            "block": Sentence("Sessions of one block", "같은 블록의 세션은"),
        }
        return Sentence(
            "{where} {how} in {of}; each minute counts.",
            "{where} {of}이(가) {how}. 분 단위로 계산합니다.",
            where=where[self.in_],
            of=self.of,
            how=Sentence("agree", "같습니다") if (self.count == "agree") == earned else Sentence("differ", "다릅니다"),
        )

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """A label that no session has."""
        return nobody_has(problem, (self.of,))

    # -- prices ---------------------------------------------------------------------------------

    def weights(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Values in common, or 1 where there is none."""
        column = alike_column(problem, (self.of,), showing)
        if self.count == "differ":
            known = trait_table(problem, self.of).sum(axis=1) > 0
            column = np.where(known & known[showing.index] & (column == 0), 1, 0)
        if showing.session.simulcast:
            column[[one.index for one in problem.by_session[showing.session.id]]] = 0
        return column

    def against(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """Common minutes, or those of the shorter one of a block."""
        if self.in_ == "time":
            return common_minutes(problem, showing, crowd)[None, :]
        at = showing.positions
        lengths = np.zeros(len(problem.blocks) + 1, dtype=np.int64)
        lengths[at.blocks] = at.ends - at.starts
        shorter = np.minimum(lengths[crowd.blocks], crowd.ends - crowd.starts)
        crowd = crowd.counting(amounts(problem, crowd.values * shorter))

        def in_turn(some: Crowd) -> NDArray[np.int64]:
            return same_block(problem, showing, some) - same_slot(problem, showing, some)

        return same_block(problem, showing, crowd)[None, :] - of_each_room(problem, crowd, in_turn)

    # -- model ----------------------------------------------------------------------------------

    def post_pair(self, rule: Rule, one: Showing, other: Showing, weight: int) -> None:
        """By the clock O(1); in blocks O(positions + rooms)."""
        chosen = rule.chosen(one), rule.chosen(other)
        if self.in_ == "time":
            measures.charge(rule, "minutes", one, other, weight, *chosen)
        elif one.in_blocks and other.in_blocks:
            mine, theirs = one.positions, other.positions
            shorter = np.minimum((mine.ends - mine.starts)[:, None], theirs.ends - theirs.starts)
            minutes = amounts(rule.problem, np.where(mine.blocks[:, None] == theirs.blocks, weight * shorter, 0))
            together = positions_at_once(one, other)
            same_room = rule.same_room(one, other)
            # A room for one is never used twice at once.
            shared = any(room.parallel > 1 for room in rule.problem.rooms)
            for amount in np.unique(minutes[minutes > 0]).tolist():
                rule.charge_related(amount, one, other, minutes == amount, *chosen, rule.negated(same_room))
                if shared:
                    rule.charge_related(amount, one, other, (minutes == amount) & together, *chosen, same_room)

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each pair that counts."""
        placements = timetable.selected(self.select)
        for one, other in at_once(placements) if self.in_ == "time" else self._beside(placements):
            values = self._counted(one.showing, other.showing)
            if values and not simulcast(one.showing, other.showing):
                count = len(values) if self.count == "agree" else 1
                minutes = problem.minutes(count * self._ticks(one, other))
                yield Violation(self, (one, other), minutes, self._told(problem, one, other, values))

    def _beside(self, placements: list[Placement]) -> Iterator[tuple[Placement, Placement]]:
        """Every two of one block, but for those that follow each other in one room."""
        for one, other in in_one_block(placements):
            if one.room != other.room or gap(one, other) < 0:
                yield one, other

    def _counted(self, one: Showing, other: Showing) -> list[str]:
        """The values to be told; none if the two do not count."""
        mine, theirs = traits(one, self.of), traits(other, self.of)
        if self.count == "agree":
            return sorted(mine & theirs)
        return [*sorted(mine), *sorted(theirs)] if mine and theirs and not mine & theirs else []

    def _ticks(self, one: Placement, other: Placement) -> int:
        if self.in_ == "time":
            return min(one.end, other.end) - max(one.start, other.start)
        return min(one.end - one.start, other.end - other.start)

    def _told(self, problem: Problem, one: Placement, other: Placement, values: list[str]) -> Sentence:
        how = {"agree": Sentence("agree", "같습니다"), "differ": Sentence("differ", "다릅니다")}
        return Sentence(
            "{a} in {ra} ({ta}) and {b} in {rb} ({tb}), beside each other, {how} in {of}: {v}.",
            "나란히 진행되는 {ra}의 {a}({ta})와(과) {rb}의 {b}({tb})의 {of}이(가) {how}: {v}.",
            **both(problem, one, other), how=how[self.count], of=self.of, v=values,
        )  # fmt: skip
