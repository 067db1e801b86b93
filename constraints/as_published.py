"""What was announced stays: a showing keeps its published time, or its published room.

    amount(s) = 1 + people told of s    if s lies at another time (or in another room)   [people]
    amount(s) = 1                       with measure ``showing``                         [showings]

One violation is one published showing that lies elsewhere.  With ``only: begun_or_sold`` the rule
is about showings that have begun or for which tickets are sold; by default these are a must.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.sentence import Sentence
from scheduler.shapes import Separable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival, Published
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable


class AsPublished(Separable):
    """What was announced stays where and when it was."""

    kind: Literal["as_published"] = "as_published"
    what: Literal["time", "room"] = Field("time", title="What stays")
    measure: Literal["people", "showing"] = Field(
        "people", title="Counted in", description="People: one, and one more for each who was told."
    )
    only: Literal["all", "begun_or_sold"] = Field(
        "all", title="Only", description="All that was published, or only what has begun or is on sale and sold."
    )

    example: ClassVar[dict[str, object]] = {"what": "time", "weight": 10}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """With something published: time before room; what has begun or is sold stays as it is."""
        if not festival.published:
            return []
        kept = [cls(what="time", only="begun_or_sold"), cls(what="room", only="begun_or_sold")]
        return [cls(what="time", weight=20), cls(what="room", weight=5), *kept]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        who = {
            "all": Sentence("Every published showing", "공개된 상영은"),
            "begun_or_sold": Sentence("What has begun or is sold", "시작했거나 판매된 상영은"),
        }[self.only]
        what = {"time": Sentence("time", "시간"), "room": Sentence("room", "상영관")}[self.what]
        return Sentence("{who} keeps its {what}.", "{who} 공개된 {what}을(를) 유지합니다.", who=who, what=what)

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """The same everywhere but where it was announced."""
        was = _published(problem).get((showing.session.id, showing.label))
        if was is None or not self._meant(showing, was):
            return None
        if self.what == "room":
            away = np.array([room.id != was.room for room in problem.rooms], dtype=bool)[:, None]
        else:
            away = (showing.positions.starts != problem.clock.minutes(was.start) * problem.minute)[None, :]
        return away * np.int64(self._size(was))

    def _meant(self, showing: Showing, was: Published) -> bool:
        return self.only == "all" or was.begun or _sold(showing) > 0

    def _size(self, was: Published) -> int:
        return 1 if self.measure == "showing" else 1 + len(was.told)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing away from where, or when, it was announced."""
        for placement in timetable.selected(self.select):
            showing = placement.showing
            was = _published(problem).get((showing.session.id, showing.label))
            if was is None or not self._meant(showing, was):
                continue
            if self.what == "room" and problem.rooms[placement.room].id != was.room:
                yield Violation(self, (placement,), self._size(was), self._room_told(problem, placement, was))
            start = problem.clock.minutes(was.start) * problem.minute
            if self.what == "time" and placement.start != start:
                yield Violation(self, (placement,), self._size(was), self._time_told(problem, placement, start))

    def _room_told(self, problem: Problem, placement: Placement, was: Published) -> Sentence:
        known = problem.room_index.get(was.room)
        return Sentence(
            "{s} was announced in {a} and is in {b}.", "{s}: {a}(으)로 공개되었으나 {b}에 있습니다.",
            s=placement.showing, a=was.room if known is None else problem.rooms[known], b=problem.rooms[placement.room],
        )  # fmt: skip

    def _time_told(self, problem: Problem, placement: Placement, start: int) -> Sentence:
        return Sentence(
            "{s} was announced for {a} and starts at {b}.", "{s}: {a}(으)로 공개되었으나 {b}에 시작합니다.",
            s=placement.showing, a=problem.when(start), b=problem.when(placement.start),
        )  # fmt: skip


def _published(problem: Problem) -> dict[tuple[str, int], Published]:
    return problem.cached("published", lambda: {(p.session, p.showing): p for p in problem.festival.published})


def _sold(showing: Showing) -> int:
    """Tickets sold for the showing, else for its session."""
    session = showing.session
    for own in () if isinstance(session.showings, int) else session.showings:
        if own.label == showing.label and own.sold is not None:
            return own.sold
    return session.sold
