"""Of two sessions the more wanted has the room at least as big, whenever they take place.

    pair(s, t)   = audience(s) < audience(t) and seats(room of s) > seats(room of t)
    amount(s, t) = 1 if pair(s, t)                                       [pair]
                   length of s + length of t if pair(s, t)               [both_durations: minutes]
    amount(s)    = sum of amount(s, t) over all t

Lengths are whole minutes, rounded up.  One violation is one showing whose room is bigger than that of
others more wanted; the most wanted of these is named.  A showing without an expected audience breaks
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Violation
from scheduler.fields import Korean, Words
from scheduler.sentence import Sentence
from scheduler.shapes import Mutual
from scheduler.times import amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.decisions import Expr
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class BiggerRoomForBiggerAudience(Mutual):
    """Of two sessions the more wanted has the room at least as big."""

    kind: Literal["bigger_room_for_bigger_audience"] = "bigger_room_for_bigger_audience"
    measure: Literal["pair", "both_durations"] = Field(
        "pair", title="Measure", description="Each pair once, or the minutes that both last."
    )

    korean: ClassVar[Korean] = {
        "measure": ("계산 단위", "한 쌍마다 한 번, 또는 두 세션의 전체 시간."),
    }
    words: ClassVar[Words] = {
        "measure": {
            "pair": ("each pair once", "한 쌍마다 한 번"),
            "both_durations": ("the minutes that both last", "두 세션의 전체 시간(분)"),
        },
    }

    example: ClassVar[dict[str, object]] = {"select": {"types": ["talk"]}, "measure": "pair", "weight": 2}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        counted = {
            "pair": Sentence("each pair counts once", "한 쌍마다 한 번 계산합니다"),
            "both_durations": Sentence("the minutes of both count", "두 세션의 전체 시간(분)을 계산합니다"),
        }
        return Sentence(
            "Of two sessions the more wanted has the room at least as big; {how}.",
            "두 세션 가운데 관객이 더 많이 예상되는 쪽의 상영관이 더 작지 않습니다. {how}.",
            how=counted[self.measure],
        )

    # -- prices ---------------------------------------------------------------------------------

    def weights(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """1 for all with another audience."""
        if not showing.has_audience:
            return np.zeros(len(problem.showings), dtype=np.int64)
        wanted = _wanted(problem)
        return np.where((wanted >= 0) & (wanted != showing.audience), 1, 0)

    def leaning(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Whether the other one is more wanted."""
        return (_wanted(problem) > showing.audience).astype(np.int64)

    def against(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """More wanted ones in smaller rooms, less wanted ones in bigger rooms."""
        seats = np.array([room.seats for room in problem.rooms], dtype=np.int64)
        more = _wanted(problem)[crowd.indices] > showing.audience
        wrong = np.where(more, seats[:, None] > seats[crowd.rooms], seats[:, None] < seats[crowd.rooms])
        count: NDArray[np.int64] = wrong.sum(axis=1, dtype=np.int64, keepdims=True)
        if self.measure == "pair":
            return count
        mine = amounts(problem, showing.positions.ends - showing.positions.starts)
        theirs = amounts(problem, crowd.ends - crowd.starts)
        return count * mine + (wrong @ theirs)[:, None]

    # -- model ----------------------------------------------------------------------------------

    def post_pair(self, rule: Rule, one: Showing, other: Showing, weight: int) -> None:
        """Not the bigger room for the less wanted.  Size: O(rooms)."""
        if one.audience > other.audience:
            one, other = other, one
        seats = np.array([room.seats for room in rule.problem.rooms], dtype=np.int64)
        rank = np.unique(seats, return_inverse=True)[1].reshape(-1, 1)
        bigger = np.tri(len(seats), k=-1, dtype=bool)
        wrong = rule.related(one, rank, other, rank, bigger, "seats", loosely=True)
        meant = (wrong, rule.chosen(one), rule.chosen(other))
        if self.measure == "pair":
            rule.charge(1, *meant)
        else:
            rule.lose(lambda: self._length(rule, one) + self._length(rule, other), *meant)

    def _length(self, rule: Rule, showing: Showing) -> Expr:
        lengths = amounts(rule.problem, showing.positions.ends - showing.positions.starts)
        return rule.value(showing, lengths[None, :])

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """From the most wanted down: who has more seats than some that came before."""
        meant = [p for p in timetable.selected(self.select) if p.showing.has_audience]
        meant.sort(key=lambda p: -p.showing.audience)
        before: dict[int, list[Placement]] = {}
        minutes: dict[int, int] = {}
        for _, equals in groupby(meant, key=lambda p: p.showing.audience):
            group = list(equals)
            for one in group:
                smaller = [seats for seats in before if seats < _seats(problem, one)]
                if smaller:
                    count = sum(len(before[seats]) for seats in smaller)
                    both = count * problem.minutes(one.end - one.start) + sum(minutes[seats] for seats in smaller)
                    most = max((before[seats][0] for seats in smaller), key=lambda p: p.showing.audience)
                    amount = count if self.measure == "pair" else both
                    yield Violation(self, (one, most), amount, _told(problem, one, count, most))
            for one in group:
                seats = _seats(problem, one)
                before.setdefault(seats, []).append(one)
                minutes[seats] = minutes.get(seats, 0) + problem.minutes(one.end - one.start)


def _wanted(problem: Problem) -> NDArray[np.int64]:
    """Audience of each showing; -1 if nobody knows."""
    return problem.cached(
        "audiences", lambda: np.array([s.audience if s.has_audience else -1 for s in problem.showings], dtype=np.int64)
    )


def _seats(problem: Problem, placement: Placement) -> int:
    room = problem.rooms[placement.room]
    return max(0, room.capacity - room.hold)


def _told(problem: Problem, one: Placement, count: int, most: Placement) -> Sentence:
    return Sentence(
        "{s} ({n} people, {t}) has {r} with {k} seats, while {c} more wanted have smaller rooms,"
        " such as {o} ({m} people) in {q} with {l} seats.",
        "{s}({n}명, {t})은(는) {k}석인 {r}에 있으나, 더 많이 찾는 {c}개가 더 작은 곳에 있습니다."
        " 예: {q}({l}석)의 {o}({m}명).",
        s=one.showing, n=one.showing.audience, t=problem.when(one.start), r=problem.rooms[one.room],
        k=_seats(problem, one), c=count, o=most.showing, m=most.showing.audience, q=problem.rooms[most.room],
        l=_seats(problem, most),
    )  # fmt: skip
