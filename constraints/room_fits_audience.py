"""The room holds the audience expected, and a big hall is not wasted.

    short(s) = max(0, audience(s) - seats(r))                           [people]
    empty(s) = max(0, seats(r) - audience(s))                           [seats]
    amount(s) = short(s) + ceil(waste * empty(s))      r = room of showing s

One violation is one showing whose amount is above zero; as a must, only ``short`` counts.
A showing without an expected audience breaks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.fields import Korean, Share
from scheduler.sentence import Sentence
from scheduler.shapes import Separable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Timetable


class RoomFitsAudience(Separable):
    """The room holds the audience expected, and a big hall is not wasted."""

    kind: Literal["room_fits_audience"] = "room_fits_audience"
    waste: Share = Field(0.25, title="Empty seats", description="Price of an empty seat, in people short.")

    korean: ClassVar[Korean] = {
        "waste": ("빈 좌석", "빈 좌석 하나를 못 들어간 관객 몇 명으로 칠지 정합니다."),
    }

    unit: ClassVar[str] = "people"
    example: ClassVar[dict[str, object]] = {"weight": 1, "waste": 0.25}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """On everywhere, lightly."""
        return [cls(weight=1)]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "Every showing fits its room; an empty seat counts {waste:.0%} of a person turned away.",
            "모든 상영은 상영관 좌석에 맞으며, 빈 좌석 하나는 입장하지 못한 관객의 {waste:.0%}로 계산합니다.",
            waste=self.waste,
        )

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """One row a room; the same at every time."""
        if not showing.has_audience:
            return None
        seats = np.array([room.seats for room in problem.rooms], dtype=np.int64)
        short = np.maximum(showing.audience - seats, 0)
        if self.must:
            return short[:, None]
        empty = np.maximum(seats - showing.audience, 0)
        return (short + np.array([ceil(self.waste * n) for n in empty.tolist()], dtype=np.int64))[:, None]

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Who finds no seat, and which seats stay empty."""
        for placement in timetable.selected(self.select):
            showing, room = placement.showing, problem.rooms[placement.room]
            if not showing.has_audience:
                continue
            spare = room.capacity - room.hold - showing.audience
            if spare < 0:
                yield Violation(self, (placement,), -spare, _no_seat(-spare, room, showing))
            elif not self.must and (amount := ceil(self.waste * spare)):
                yield Violation(self, (placement,), amount, _empty(spare, room, showing))


def _no_seat(people: int, room: object, showing: object) -> Sentence:
    return Sentence(
        "{s}: {n} people find no seat in {r}.",
        "{s}: {r}에서 {n}명이 자리를 얻지 못합니다.",
        n=people,
        r=room,
        s=showing,
    )


def _empty(seats: int, room: object, showing: object) -> Sentence:
    return Sentence(
        "{s}: {n} seats stay empty in {r}.", "{s}: {r}의 좌석 {n}석이 남습니다.", n=seats, r=room, s=showing
    )
