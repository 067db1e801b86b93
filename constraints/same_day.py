"""Sessions that belong together fall on one day.

    amount(s, t) = count(s, t) * minutes of s and t   if s and t lie on different days  [both_durations]
    amount(s, t) = count(s, t)                        with measure ``pair``             [pairs]

for two showings of different sessions; count = labels in common (``alike``, of several names the
product) times the price in ``pairs``, as far as these are given, else 1.  Days are festival days: a
start after midnight belongs to the day before.  The day of a block is that of its begin.

One violation is one pair of showings.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.buckets import date_of
from scheduler.constraint import Violation
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
    traits,
)
from scheduler.sentence import Day, Sentence
from scheduler.shapes import Mutual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class SameDay(Mutual):
    """Sessions that belong together fall on one day."""

    kind: Literal["same_day"] = "same_day"
    alike: Alike = Field((), title="Alike", description=ALIKE)
    pairs: Pairs = Field((), title="Pairs", description=PAIRS)
    measure: Literal["both_durations", "pair"] = Field("both_durations", title="Measure")

    korean: ClassVar[Korean] = {
        "alike": ("같은 라벨", "라벨 이름. 같은 값이 있는 쌍만 그 개수만큼 계산합니다(이름이 여럿이면 곱합니다)."),
        "pairs": (
            "쌍",
            ("이 목록에 있는 세션이나 섹션의 쌍만 계산합니다. 값이 1이 아니면 함께 적습니다: [[a, b], [a, c, 5]]."),
        ),
        "measure": ("계산 단위", ""),
    }
    words: ClassVar[Words] = {
        "measure": {
            "both_durations": ("the minutes that both last", "두 세션의 전체 시간(분)"),
            "pair": ("each pair once", "한 쌍마다 한 번"),
        },
    }

    example: ClassVar[dict[str, object]] = {"select": {"tracks": ["industry"]}, "alike": "theme", "weight": 1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "{who} fall on one day.", "{who}은(는) 같은 날에 열립니다.",
            who=Sentence("Listed sessions", "목록의 행사") if self.pairs
            else Sentence("Sessions with common {a}", "{a}이(가) 같은 행사", a=self.alike) if self.alike
            else Sentence("The selected sessions", "선택한 행사"),
        )  # fmt: skip

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Labels that no session has."""
        return nobody_has(problem, self.alike)

    # -- prices and model -----------------------------------------------------------------------

    def weights(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Common labels times the price in the list, of other sessions."""
        column = counted_column(problem, self, self.alike, self.pairs, showing)
        column[[one.index for one in problem.by_session[showing.session.id]]] = 0
        return column

    def against(self, problem: Problem, showing: Showing, crowd: Crowd) -> NDArray[np.int64]:
        """On each day, what all on other days come to.  Size: O(showings + positions)."""
        at = showing.positions
        lengths = at.ends - at.starts
        total = np.zeros(len(at), dtype=np.int64)
        for length in np.unique(lengths).tolist():
            amounts = crowd.values
            if self.measure == "both_durations":
                amounts = -(-amounts * (crowd.ends - crowd.starts + length) // problem.minute)
            # The last one collects what lies on no day.
            on_day = np.zeros(len(problem.days) + 1, dtype=np.int64)
            np.add.at(on_day, crowd.days, amounts)
            total = np.where(lengths == length, on_day.sum() - on_day[at.days], total)
        return total[None, :]

    def post_pair(self, rule: Rule, one: Showing, other: Showing, weight: int) -> None:
        """Size: O(days)."""
        apart = [rule.chosen(one), rule.chosen(other), rule.negated(rule.same_day(one, other))]
        if self.measure == "pair":
            rule.charge(weight, *apart)
        else:
            minute = rule.problem.minute
            rule.lose(lambda: weight * (rule.length(one) + rule.length(other)), *apart, per=minute)

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each two on different days."""
        for one, other in self._candidates(timetable.selected(self.select)):
            day, another = date_of(problem, one), date_of(problem, other)
            if day == another or one.showing.session.id == other.showing.session.id:
                continue
            count = listing_of(problem, self, self.pairs).price(one.showing, other.showing) if self.pairs else 1
            count *= in_common(self.alike, one.showing, other.showing)
            lengths = one.end - one.start + other.end - other.start
            amount = count if self.measure == "pair" else problem.minutes(count * lengths)
            if amount:
                sentence = Sentence(
                    "{a} on {da} and {b} on {db} are not on one day.",
                    "{da}의 {a}와(과) {db}의 {b}이(가) 다른 날에 있습니다.",
                    a=one.showing, b=other.showing, da=Day(day), db=Day(another),
                )  # fmt: skip
                yield Violation(self, (one, other), amount, sentence)

    def _candidates(self, placements: list[Placement]) -> Iterator[tuple[Placement, Placement]]:
        """Every two; if they have to be alike, only those with a common label of the first name."""
        if not self.alike:
            yield from combinations(placements, 2)
            return
        groups: dict[str, list[Placement]] = {}
        for placement in placements:
            for label in traits(placement.showing, self.alike[0]):
                groups.setdefault(label, []).append(placement)
        for label, group in groups.items():
            for one, other in combinations(group, 2):
                # Of several common labels only the first brings the pair.
                if label == min(traits(one.showing, self.alike[0]) & traits(other.showing, self.alike[0])):
                    yield one, other
