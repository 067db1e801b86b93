"""What was announced stays: a showing keeps its published time, or its published room.

    people(s) = 1 + people needed in s who were not told + told * people who were told
    amount(s) = people(s)   if s lies at another time (or in another room)               [people]
    amount(s) = 1           with measure ``showing``                                   [showings]

At another time is another start and, where these are published, another block or slot.  With ``only:
begun_or_sold`` the rule is about showings that have begun or for which tickets are sold; by default
these are a must.  One violation is one published showing that lies elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.fields import Korean, Words
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
        "people", title="Counted in", description="One for the public, one for each who takes part; or once a showing."
    )
    told: Annotated[int, Field(ge=0, le=1_000)] = Field(
        2, title="Who was told", description="How much more than others those count who were told in person."
    )
    only: Literal["all", "begun_or_sold"] = Field(
        "all", title="Only", description="All that was published, or only what has begun or has tickets sold."
    )

    korean: ClassVar[Korean] = {
        "what": ("그대로 둘 것", ""),
        "measure": ("계산 단위", "관객 몫으로 1, 참여자마다 1을 더해 계산하거나, 상영마다 한 번 계산합니다."),
        "told": ("이미 알린 사람", "직접 통보받은 사람을 다른 사람보다 얼마나 더 크게 계산할지 정합니다."),
        "only": ("범위", "공개된 것 전부, 또는 이미 시작했거나 표가 팔린 것만."),
    }
    words: ClassVar[Words] = {
        "what": {"time": ("time", "시간"), "room": ("room", "상영관")},
        "measure": {
            "people": ("people concerned", "관련된 사람 수"),
            "showing": ("each showing once", "상영마다 한 번"),
        },
        "only": {
            "all": ("all that was published", "공개된 것 전부"),
            "begun_or_sold": ("begun, or with tickets sold", "시작했거나 표가 팔린 것만"),
        },
    }

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
        return Sentence(
            "{who} keeps its {what}{people}.", "{who} 공개된 {what}을(를) 유지합니다{people}.", who=who, what=what,
            people="" if self.measure == "showing" else Sentence(
                "; who was told counts {n} times", "(안내받은 사람은 {n}배로 계산)", n=self.told
            ),
        )  # fmt: skip

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """The same everywhere but where it was announced."""
        was = _published(problem).get((showing.session.id, showing.label))
        if was is None or not self._meant(showing, was):
            return None
        if self.what == "room":
            away = np.array([room.id != was.room for room in problem.rooms], dtype=bool)[:, None]
        else:
            away = ~self._same_time(problem, showing, was)[None, :]
        return away * np.int64(self._size(showing, was))

    def _same_time(self, problem: Problem, showing: Showing, was: Published) -> NDArray[np.bool_]:
        """Positions that are as published."""
        at = showing.positions
        same: NDArray[np.bool_] = at.starts == problem.clock.minutes(was.start) * problem.minute
        if was.block is not None:
            same = same & (at.blocks == problem.block_index.get(was.block, -2))
        if was.slot is not None:
            same = same & (at.slots == was.slot - 1)
        return same

    def _meant(self, showing: Showing, was: Published) -> bool:
        return self.only == "all" or was.begun or _sold(showing) > 0

    def _size(self, showing: Showing, was: Published) -> int:
        """How many people a move concerns; everybody else as one."""
        if self.measure == "showing":
            return 1
        told = set(was.told)
        return 1 + len(showing.persons - told) + self.told * len(told)

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing away from where, or when, it was announced."""
        for placement in timetable.selected(self.select):
            showing = placement.showing
            was = _published(problem).get((showing.session.id, showing.label))
            if was is None or not self._meant(showing, was):
                continue
            size = self._size(showing, was)
            start = problem.clock.minutes(was.start) * problem.minute
            if self.what == "room" and problem.rooms[placement.room].id != was.room:
                yield Violation(self, (placement,), size, self._room_told(problem, placement, was))
            if self.what == "time" and (placement.start != start or self._other_slot(problem, placement, was)):
                yield Violation(self, (placement,), size, self._time_told(problem, placement, start, was))

    def _other_slot(self, problem: Problem, placement: Placement, was: Published) -> bool:
        """Whether it lies in another block or slot than was published, if one was."""
        block = problem.blocks[placement.block].id if placement.block >= 0 else None
        return was.block not in (None, block) or was.slot not in (None, placement.slot + 1)

    def _room_told(self, problem: Problem, placement: Placement, was: Published) -> Sentence:
        known = problem.room_index.get(was.room)
        return Sentence(
            "{s} was announced in {a} and is in {b}.", "{s}: {a}(으)로 공개되었으나 {b}에 있습니다.",
            s=placement.showing, a=was.room if known is None else problem.rooms[known], b=problem.rooms[placement.room],
        )  # fmt: skip

    def _time_told(self, problem: Problem, placement: Placement, start: int, was: Published) -> Sentence:
        if placement.block >= 0 and was.block is not None:
            return Sentence(
                "{s} was announced for {a} in block {ba} and lies in block {bb} at {b}.",
                "{s}: 블록 {ba} {a}(으)로 공개되었으나 블록 {bb} {b}에 있습니다.",
                s=placement.showing, a=problem.when(start), b=problem.when(placement.start),
                ba=was.block, bb=problem.block_named(placement.block),
            )  # fmt: skip
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
