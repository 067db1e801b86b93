"""In rooms that share a foyer, starts (or ends) are some minutes apart, or at most so many at once.

    t(1) <= t(2) <= ...   starts (or ends) of selected showings in rooms of one foyer of one venue
    amount(i) = max(0, minutes - (t(i) - t(i - n)))      for i > n               [minutes short]

One violation is one showing that starts (or ends) too soon after the n-th before it: with n = 1 after
the one before.  Seen otherwise: each crowd fills the foyer for so many minutes, it holds n crowds, and
the amount is how long it holds one too many, two too many counting twice.

It is about showings by the clock: slots of a block are the same instants in every room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import crowd_of
from scheduler.fields import Minutes
from scheduler.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class StartsApart(Constraint):
    """In rooms that share a foyer, starts or ends are some minutes apart."""

    kind: Literal["starts_apart"] = "starts_apart"
    minutes: Minutes = Field(10, title="Apart", description="From one start to the next in the same foyer.")
    of: Literal["start", "end"] = Field("start", title="Of", description="Whether starts or ends are apart.")
    n: Annotated[int, Field(ge=1, le=10_000)] = Field(
        1, title="At once", description="How many may start within these minutes."
    )

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"minutes": 10, "of": "start", "weight": 2}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        what = {"start": {"en": "starts", "ko": "시작"}, "end": {"en": "ends", "ko": "종료"}}[self.of]
        if self.n == 1:
            return Sentence(
                "In rooms that share a foyer, {w} are {m} minutes apart.",
                "로비를 함께 쓰는 상영관의 {w} 시각은 {m}분 이상 차이를 둡니다.",
                w=what, m=self.minutes,
            )  # fmt: skip
        return Sentence(
            "In rooms that share a foyer, there are at most {n} {w} within {m} minutes.",
            "로비를 함께 쓰는 상영관에서 {m}분 안에 {w}이(가) {n}건을 넘지 않습니다.",
            w=what, m=self.minutes, n=self.n,
        )  # fmt: skip

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """How many crowds fill each foyer between every two instants at which one comes or goes.

        Size: O(open places in the foyer), each in as many sums as there are instants in ``minutes``.
        """
        problem, lasting = rule.problem, self.minutes * rule.problem.minute
        for rooms in _foyers(problem):
            owners, times, literals = self._open_times(rule, rooms)
            fixed = self._fixed_times(problem, rule.fixed, rooms)
            instants = np.unique(np.concatenate([times, times + lasting, fixed, fixed + lasting]))
            for low, high in zip(instants[:-1].tolist(), instants[1:].tolist(), strict=True):
                here = slice(*np.searchsorted(times, (low - lasting, low), side="right").tolist())
                crowds = int(((fixed > low - lasting) & (fixed <= low)).sum())
                most = crowds + len(np.unique(owners[here])) - self.n
                if most > 0 and here.start < here.stop:
                    over = rule.total(literals[here]) + crowds - self.n
                    rule.excess(over, most=most, times=(high - low) // problem.minute)

    def _open_times(
        self, rule: Rule, rooms: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], list[object]]:
        """Showing, start (or end) and literal of each place of an open showing in the foyer, in order of time."""
        owners, times, literals = [], [], []
        for one in rule.open:
            if self._minds(rule.problem, one):
                chosen = rule.problem.chosen_places(self.select, one) & rooms[:, None]
                for room, position, literal in zip(*rule.places_of(one), rule.literals_of(one), strict=True):
                    ...
