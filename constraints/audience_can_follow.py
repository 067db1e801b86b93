"""Whoever follows a strand is in time for each of its sessions, walking from one to the next.

    short(s, t)  = walk(s, t) + margin + common minutes, or less the gap     [minutes]
    amount(s, t) = max(0, short(s, t))

s and t are showings of two sessions of one strand: of one track, or with a common label of the name
``by``.  The walk is from the room of whichever begins first.  One violation is one pair of showings
that are too close.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Violation
from scheduler.facts import both
from scheduler.fields import Korean, Minutes
from scheduler.pairing import traits
from scheduler.sentence import Sentence
from scheduler.shapes import Pairwise
from scheduler.times import amounts, shortage
from scheduler.timetable import NEVER, gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class AudienceCanFollow(Pairwise):
    """Whoever follows a strand is in time for each of its sessions."""

    kind: Literal["audience_can_follow"] = "audience_can_follow"
    by: str = Field("track", title="Strand", description="track, or the name of a label.")
    margin: Minutes = Field(0, title="Margin", description="Minutes beyond the walk.")

    korean: ClassVar[Korean] = {
        "by": ("기준", "track(섹션) 또는 라벨 이름."),
        "margin": ("여유", "이동 시간에 더할 시간."),
    }

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"select": {"tracks": ["talks"]}, "margin": 5, "weight": 1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        en, ko = "a track", "같은 섹션의"
        if self.by != "track":
            en, ko = "sessions of one {by}", "{by} 값이 같은"
        en, ko = f"Whoever follows {en} has time to walk to the next", f"{ko} 다음 프로그램까지 이동할 시간"
        if self.margin:
            return Sentence(
                f"{en}, and {{n}} minutes more.", f"{ko}과 {{n}}분의 여유가 있습니다.", by=self.by, n=self.margin
            )
        return Sentence(f"{en}.", f"{ko}이 있습니다.", by=self.by)

    def _strands(self, problem: Problem) -> dict[str, list[Showing]]:
        strands: dict[str, list[Showing]] = {}
        for showing in problem.selected(self.select):
            for strand in traits(showing, self.by):
                strands.setdefault(strand, []).append(showing)
        return strands

    def pairs(self, problem: Problem) -> Iterable[tuple[Showing, Showing, Any]]:
        """Two showings of different sessions of a strand; once, however many strands they share."""
        found: dict[tuple[int, int], tuple[Showing, Showing, Any]] = {}
        for strand in self._strands(problem).values():
            for one, other in combinations(strand, 2):
                if one.session is not other.session:
                    found[one.index, other.index] = (one, other, None)
        return found.values()

    def _least(self, problem: Problem) -> NDArray[np.int64]:
        """Ticks from room to room."""
        return problem.walks + self.margin * problem.minute

    def reach(self, problem: Problem) -> int | None:
        """The longest walk and the margin."""
        return int(self._least(problem).max(initial=0))

    def against(
        self, problem: Problem, showing: Showing, other: Placement, data: Any, first: bool
    ) -> NDArray[np.int64]:
        """Minutes short at each place."""
        if not self.selects(problem, other):
            return np.zeros((1, 1), dtype=np.int64)
        short = amounts(problem, shortage(showing, other, self._least(problem)))
        return np.where(problem.chosen_places(self.select, showing), short, 0)

    def post_pair(self, rule: Rule, one: Showing, other: Showing, data: Any) -> None:
        """In time one way or the other.  Size: O(rooms at unlike distances)."""
        least = self._least(rule.problem)
        late = rule.too_close(one, other, least, loosely=True)
        chosen = rule.chosen(one), rule.chosen(other)
        rule.lose(lambda: rule.shortage(one, other, least), late, *chosen, per=rule.problem.minute)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each two of a strand that are too close, in order of time."""
        strands: dict[str, list[Placement]] = {}
        for placement in sorted(timetable.selected(self.select), key=lambda p: p.start):
            for strand in sorted(traits(placement.showing, self.by)):
                strands.setdefault(strand, []).append(placement)
        seen: set[tuple[int, int]] = set()
        for strand, placements in strands.items():
            for one, other in self._hurried(problem, placements):
                pair = (one.showing.index, other.showing.index)
                short = problem.minutes(self._short(problem, one, other))
                if short > 0 and pair not in seen:
                    seen.add(pair)
                    yield Violation(self, (one, other), short, _told(problem, one, other, short), strand)

    def _hurried(self, problem: Problem, placements: list[Placement]) -> Iterator[tuple[Placement, Placement]]:
        """Two of different sessions, in order of start, near enough in time to be worth a look."""
        most = int(problem.walks.max(initial=0)) + self.margin * problem.minute
        for number, one in enumerate(placements):
            for other in placements[number + 1 :]:
                if other.start >= one.end + most:
                    break
                if one.showing.session.id != other.showing.session.id:
                    yield one, other

    def _short(self, problem: Problem, one: Placement, other: Placement) -> int:
        """Ticks short; the walk is that of whichever begins first, of equal begins the shorter."""
        if gap(one, other) == NEVER:
            return 0
        common = min(one.end, other.end) - max(one.start, other.start)
        there, back = int(problem.walks[one.room, other.room]), int(problem.walks[other.room, one.room])
        walk = min(there, back) if one.start == other.start else there if one.start < other.start else back
        return walk + self.margin * problem.minute + common


def _told(problem: Problem, one: Placement, other: Placement, short: int) -> Sentence:
    return Sentence(
        "Between {a} in {ra} ({ta}) and {b} in {rb} ({tb}) the audience is {n} minutes short.",
        "{ra}의 {a}({ta})와(과) {rb}의 {b}({tb}) 사이에 관객의 이동 시간이 {n}분 부족합니다.",
        **both(problem, one, other),
        n=short,
    )
