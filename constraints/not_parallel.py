"""Sessions that some people want to see both of do not run at the same time.

    n(s, t) = common labels of ``alike`` (of several names, the product) x price in ``pairs``;
              without either, 1
    amount(s, t) = n(s, t)                             if s and t overlap                     [pair]
                   n(s, t) x common minutes                                                   [minutes]
                   n(s, t) x (length of s + length of t)   if they overlap           [both_durations: minutes]
                   n(s, t) x common slots of a block                                          [slot]
                   n(s, t)                             if both lie in one block, at once or not   [block]
    amount(q, r) = max n(s, t) over s in room q, t in room r of one block                     [room_pairs]

One violation is one pair of showings, or one pair of rooms of a block.  With ``other_room`` two in
one room do not count, with ``same_room``, for rooms that hold several at once, only these.  Two
showings of one ``simulcast`` session are exempt.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from scheduler import measures, room_pairs
from scheduler.constraint import Violation
from scheduler.crowd import of_each_room
from scheduler.fields import Korean, Words
from scheduler.pairing import (
    ALIKE,
    PAIRS,
    Alike,
    Pairs,
    counted_column,
    in_common,
    listing_of,
    nobody_has,
    simulcast,
    traits,
)
from scheduler.sentence import Sentence
from scheduler.shapes import Mutual
from scheduler.timetable import at_once, in_one_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.room_pairs import Classes
    from scheduler.rule import Rule
    from scheduler.sessions.rule import PlanRule
    from scheduler.timetable import Placement, Timetable

Group = tuple["Showing", ...]
Measure = Literal["pair", "minutes", "slot", "block", "room_pairs", "both_durations"]

COUNTED: dict[str, tuple[str, str]] = {
    "pair": ("each pair counts once", "한 쌍마다 한 번 계산합니다"),
    "minutes": ("each common minute counts", "겹치는 시간을 분 단위로 계산합니다"),
    "slot": ("each common slot of a block counts", "블록에서 겹치는 칸마다 계산합니다"),
    "block": ("each pair in one block counts, at once or not", "같은 블록에 있으면 겹치지 않아도 한 쌍마다 계산합니다"),
    "room_pairs": ("each pair of rooms of a block counts", "블록마다 방의 쌍으로 계산합니다"),
    "both_durations": ("the minutes of both count", "겹치면 두 세션의 전체 시간(분)을 계산합니다"),
}


class NotParallel(Mutual):
    """Sessions that some people want to see both of do not run at the same time."""

    kind: Literal["not_parallel"] = "not_parallel"
    measure: Measure = Field("pair", title="Measure", description="What one unit is.")
    alike: Alike = Field((), title="Alike", description=ALIKE)
    pairs: Pairs = Field((), title="Pairs", description=PAIRS)
    other_room: bool = Field(False, title="Other room", description="Only two in different rooms count.")
    same_room: bool = Field(False, title="Same room", description="Only two that share a room for several count.")

    korean: ClassVar[Korean] = {
        "measure": ("계산 단위", "무엇을 하나로 셀지 정합니다."),
        "alike": ("같은 라벨", "라벨 이름. 같은 값이 있는 쌍만 그 개수만큼 계산합니다(이름이 여럿이면 곱합니다)."),
        "pairs": (
            "쌍",
            ("이 목록에 있는 세션이나 섹션의 쌍만 계산합니다. 값이 1이 아니면 함께 적습니다: [[a, b], [a, c, 5]]."),
        ),
        "other_room": ("다른 방", "서로 다른 방에 있는 둘만 계산합니다."),
        "same_room": ("같은 방", "여러 세션을 함께 받는 방을 같이 쓰는 둘만 계산합니다."),
    }
    words: ClassVar[Words] = {
        "measure": {
            "pair": ("each pair once", "한 쌍마다 한 번"),
            "minutes": ("each common minute", "겹치는 시간 1분마다"),
            "slot": ("each common slot of a block", "블록에서 겹치는 칸마다"),
            "block": ("each pair in one block", "같은 블록에 있는 쌍마다"),
            "room_pairs": ("each pair of rooms of a block", "블록마다 방의 쌍마다"),
            "both_durations": ("the minutes that both last", "두 세션의 전체 시간(분)"),
        },
    }

    example: ClassVar[dict[str, object]] = {"select": {"tracks": ["competition"]}, "measure": "pair", "weight": 240}

    @model_validator(mode="after")
    def _some_rooms(self) -> NotParallel:
        if self.same_room and (self.other_room or self.measure == "room_pairs"):
            other = "other_room" if self.other_room else "measure: room_pairs"
            raise ValueError(f"same_room and {other} together leave nothing to count; take one of them out")
        return self

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        en, ko = "No two of the selected sessions", "선택한 세션은 서로"
        if self.alike:
            en, ko = f"{en} with common labels ({{alike}})", f"{{alike}} 값이 같으면 {ko}"
        if self.pairs:
            en, ko = f"{en}, of {{pairs}} listed pairs,", f"목록의 {{pairs}}쌍에 대해 {ko}"
        if self.other_room:
            en, ko = f"{en} run at the same time in different rooms", f"{ko} 다른 상영관에서 동시에 진행되지 않습니다"
        elif self.same_room:
            en, ko = f"{en} run at the same time in one room", f"{ko} 한 상영관에서 동시에 진행되지 않습니다"
        else:
            en, ko = f"{en} run at the same time", f"{ko} 동시에 진행되지 않습니다"
        en_counted, ko_counted = COUNTED[self.measure]
        return Sentence(f"{en}; {en_counted}.", f"{ko}. {ko_counted}.", alike=self.alike, pairs=len(self.pairs))

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Labels that no session has."""
        return nobody_has(problem, self.alike)

    # -- which pairs ----------------------------------------------------------------------------

    def weights(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Common labels times the price in the list."""
        column = counted_column(problem, self, self.alike, self.pairs, showing)
        if showing.session.simulcast:
            column[[one.index for one in problem.by_session[showing.session.id]]] = 0
        return column

    def one_by_one(self, problem: Problem) -> Iterable[list[Showing]]:
        """All of them, unless only some pairs, rooms or blocks are meant."""
        some = self.alike or self.pairs or self.other_room or self.same_room
        if some or self.measure not in ("pair", "minutes", "both_durations"):
            return ()
        chosen = problem.selected(self.select)
        return ([s for s in chosen if not s.session.simulcast and problem.always_selected(self.select, s)],)

    # -- prices ---------------------------------------------------------------------------------

    @property
    def exact_in_maps(self) -> bool:
        """What two rooms count together is no sum over showings."""
        return self.measure != "room_pairs"

    def concerns(self, problem: Problem, showing: Showing) -> Iterator[Showing]:
        """All that it can make a pair with; whoever shares a room with these, too, where rooms are paired."""
        if self.measure != "room_pairs":
            return super().concerns(problem, showing)
        return iter(problem.selected(self.select) if showing.index in self._classes(problem).of else ())

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Size: O(partners + positions * log partners), with ``other_room`` times the rooms."""
        if self.measure == "room_pairs":
            return room_pairs.price(problem, self._classes(problem), showing, others, self)
        return super().price(problem, showing, others, where)

    def against(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """What it comes to by the measure; less what it does in the same room, or only that."""

        def counted(some: Crowd) -> NDArray[np.int64]:
            return measures.counted(problem, self.measure, showing, some)

        if not (self.other_room or self.same_room):
            return counted(crowd)[None, :]
        here = np.asarray(of_each_room(problem, crowd, counted))
        return counted(crowd)[None, :] - here if self.other_room else here

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Pairs of showings, or of rooms."""
        if self.measure == "room_pairs":
            room_pairs.post(rule, self._classes(rule.problem))
        else:
            super().post(rule)

    def post_pair(self, rule: Rule, one: Showing, other: Showing, weight: int) -> None:
        """Not at once.  Size: O(1), in blocks O(positions); with ``other_room`` or ``same_room`` also O(rooms)."""
        rooms: list[Lit] = []
        if self._may_share(rule.problem):
            together = rule.same_room(one, other)
            rooms = [rule.negated(together) if self.other_room else together]
        elif self.same_room:
            return
        measures.charge(rule, self.measure, one, other, weight, rule.chosen(one), rule.chosen(other), *rooms)

    def plan_signature(self, problem: Problem, showing: Showing) -> Hashable:
        """What it counts with each showing, or the class of showings that count the same."""
        if self.measure == "room_pairs":
            return self._classes(problem).of.get(showing.index)
        indices, weights = self.mates(problem, showing)
        return indices.tobytes(), weights.tobytes()

    def post_plans(self, rule: PlanRule) -> None:
        """Pairs of rooms of whole tracks; pairs of showings in one block, if not both of one track."""
        if self.same_room:
            return
        if self.measure == "room_pairs":
            self._plan_rooms(rule)
        elif self.measure == "block":
            self._plan_pairs(rule)

    def _plan_rooms(self, rule: PlanRule) -> None:
        """Each room of a track beside each of another counts at least what any two of theirs do."""
        for mine, theirs, amount in self._track_prices(rule.problem):
            if rule.touches(mine[:1]) or rule.touches(theirs[:1]):
                for block in range(len(rule.problem.blocks)) if rule.alive((mine[0], theirs[0]))[1:] else ():
                    for left, right in product(rule.levels(mine, block), rule.levels(theirs, block)):
                        rule.charge(amount, left, right)

    def _track_prices(self, problem: Problem) -> list[tuple[Group, Group, int]]:
        """Each two tracks whose showings all count together, and the least that two of them count."""
        return problem.cached((self, "prices of tracks"), lambda: list(self._make_track_prices(problem)))

    def _make_track_prices(self, problem: Problem) -> Iterator[tuple[Group, Group, int]]:
        classes = self._classes(problem)
        # -1: one that counts with nobody.
        sorts = {track: {classes.of.get(one.index, -1) for one in those} for track, those in problem.by_track.items()}
        for (mine, one), (theirs, other) in combinations(sorts.items(), 2):
            amount = 0 if -1 in one | other else int(classes.prices[np.ix_(sorted(one), sorted(other))].min())
            if amount:
                yield problem.by_track[mine], problem.by_track[theirs], amount

    def _plan_pairs(self, rule: PlanRule) -> None:
        """Two of a track may share a room, so they count only if rooms do not matter."""
        sorts = {sort.members[0].index: sort for sort in rule.sorts()}
        for index, sort in sorts.items():
            for other, weight in zip(*self.mates(rule.problem, rule.problem.showings[index]), strict=True):
                partner = sorts.get(int(other))
                if partner is None or other < index or (partner.track == sort.track and self.other_room):
                    continue
                if rule.touches(sort.members[:1]) or rule.touches(partner.members[:1]):
                    mine, theirs = rule.times(sort), rule.times(partner)
                    for block in mine.keys() & theirs.keys():
                        rule.charge_pairs(int(weight), mine[block], theirs[block])

    def _may_share(self, problem: Problem) -> bool:
        """Whether two that are counted may be in one room, and it matters: one for one session never is."""
        asked = self.other_room or self.same_room
        return asked and (self.measure == "block" or any(room.parallel > 1 for room in problem.rooms))

    def _classes(self, problem: Problem) -> Classes:
        def signature(showing: Showing) -> Hashable:
            alone = showing.session.id if showing.session.simulcast else ""
            labels = tuple(traits(showing, name) for name in self.alike)
            return listing_of(problem, self, self.pairs).named(showing), labels, alone

        return problem.cached(
            (self, "classes"),
            lambda: room_pairs.classes_of(
                problem.selected(self.select), signature, lambda showing: self.weights(problem, showing)
            ),
        )

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each pair that counts, and what it comes to."""
        placements = timetable.selected(self.select)
        if self.measure == "room_pairs":
            yield from self._of_rooms(problem, placements)
            return
        for one, other in in_one_block(placements) if self.measure == "block" else at_once(placements):
            if self._rooms_count(one, other) and (count := self._count(problem, one, other)):
                amount = self._amount_of(problem, one, other, count)
                if amount:
                    yield Violation(self, (one, other), amount, self._sentence(problem, one, other))

    def _rooms_count(self, one: Placement, other: Placement) -> bool:
        """Whether two count where they lie."""
        return not (self.other_room if one.room == other.room else self.same_room)

    def _count(self, problem: Problem, one: Placement, other: Placement) -> int:
        """What the pair counts."""
        if simulcast(one.showing, other.showing):
            return 0
        listed = listing_of(problem, self, self.pairs).price(one.showing, other.showing) if self.pairs else 1
        return listed * in_common(self.alike, one.showing, other.showing) if self.alike else listed

    def _amount_of(self, problem: Problem, one: Placement, other: Placement, count: int) -> int:
        """Of two that overlap, or lie in one block."""
        if self.measure == "minutes":
            return problem.minutes(count * (min(one.end, other.end) - max(one.start, other.start)))
        if self.measure == "both_durations":
            return problem.minutes(count * (one.end - one.start + other.end - other.start))
        if self.measure == "slot":
            return count * _common_slots(problem, one, other)
        return count

    def _of_rooms(self, problem: Problem, placements: list[Placement]) -> Iterator[Violation]:
        """Each two rooms of a block, at the dearest two showings that they hold."""
        dearest: dict[tuple[int, int, int], tuple[int, Placement, Placement]] = {}
        for one, other in in_one_block(placements):
            count = 0 if one.room == other.room else self._count(problem, one, other)
            key = (one.block, min(one.room, other.room), max(one.room, other.room))
            if count > (dearest[key][0] if key in dearest else 0):
                dearest[key] = (count, one, other)
        for count, one, other in dearest.values():
            yield Violation(self, (one, other), count, self._sentence(problem, one, other))

    def _sentence(self, problem: Problem, one: Placement, other: Placement) -> Sentence:
        facts = {"a": one.showing, "ra": problem.rooms[one.room], "b": other.showing, "rb": problem.rooms[other.room]}
        if self.measure in ("block", "room_pairs"):
            return Sentence(
                "{a} in {ra} and {b} in {rb} are both in block {k}.",
                "{ra}의 {a}와(과) {rb}의 {b}이(가) 같은 블록 {k}에 있습니다.",
                k=problem.block_named(one.block), **facts,
            )  # fmt: skip
        begin = max(one.start, other.start)
        return Sentence(
            "{a} in {ra} and {b} in {rb} run at the same time, for {n} min from {t}.",
            "{ra}의 {a}와(과) {rb}의 {b}이(가) {t}부터 {n}분 동안 겹칩니다.",
            n=problem.minutes(min(one.end, other.end) - begin), t=problem.when(begin), **facts,
        )  # fmt: skip


def _common_slots(problem: Problem, one: Placement, other: Placement) -> int:
    """Slots that two overlapping showings share; none if they are in different blocks, or in no block."""
    if one.block != other.block or one.block < 0:
        return 0
    low, high = problem.block_times[one.block]
    return (min(one.end, other.end) - max(one.start, other.start)) * problem.blocks[one.block].slots // (high - low)
