"""Everybody is on stage only while they are there: inside their stay, and never while they are away.

    there(p)      = the ``available`` times of p (always, if none is given), less the first ``arrival`` minutes
                    and the last ``departure`` minutes of their stay, less the times when p is ``away``
    outside(p, s) = minutes that p is needed for in s, less those of them in there(p)
    amount(p, s)  = outside(p, s)                                                    [minutes]
                    length of s   if outside(p, s) > 0                               [whole: minutes]

One violation is one person and one selected showing.  A stay goes from the first ``available`` time to
the last; a block given as a time speaks of what is placed in that block, whatever its clock says, and
of everything that goes by the clock.  With people or roles in ``select`` only these people are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.fields import Korean, Minutes, Words
from scheduler.presence import EVER, Stay, Time, missing, presence, stay
from scheduler.sentence import Sentence
from scheduler.shapes import Separable
from scheduler.times import amounts, outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Engagement, Problem, Showing
    from scheduler.timetable import Placement, Timetable


class PersonAvailable(Separable):
    """Everybody is on stage only while they are there, with time to arrive and to leave."""

    kind: Literal["person_available"] = "person_available"
    arrival: Minutes = Field(0, title="Arrival", description="Minutes kept free after somebody arrives.")
    departure: Minutes = Field(0, title="Departure", description="Minutes kept free before somebody leaves.")
    measure: Literal["minutes", "whole"] = Field(
        "minutes", title="Measure", description="Minutes outside, or the minutes of the whole showing."
    )

    korean: ClassVar[Korean] = {
        "arrival": ("도착 후", "도착한 뒤 비워 둘 시간."),
        "departure": ("출발 전", "떠나기 전에 비워 둘 시간."),
        "measure": ("계산 단위", "체류 밖의 시간, 또는 상영 전체의 시간."),
    }
    words: ClassVar[Words] = {
        "measure": {
            "minutes": ("minutes outside", "체류 밖의 시간(분)"),
            "whole": ("minutes of the whole showing", "상영 전체의 시간(분)"),
        },
    }

    example: ClassVar[dict[str, object]] = {"arrival": 120, "departure": 180}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must everywhere."""
        return [cls()]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if not self.arrival and not self.departure:
            return Sentence(
                "Everybody is on stage only while they are there.", "출연자는 체류하는 동안에만 무대에 섭니다."
            )
        return Sentence(
            "Everybody is on stage only while they are there, {a} minutes after arriving and {d} before leaving.",
            "출연자는 체류하는 동안에만 무대에 서며, 도착 후 {a}분과 출발 전 {d}분은 비워 둡니다.",
            a=self.arrival, d=self.departure,
        )  # fmt: skip

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Who is never there for something that needs them."""
        for showing in problem.selected(self.select):
            for person, stretches in presence(problem, showing, self.select).items():
                if self._never(problem, showing, self._stay(problem, person), stretches):
                    yield Sentence(
                        "{p} is never there for the whole of {s}, wherever it is placed.",
                        "{p}: {s}을(를) 어디에 배정해도 체류 시간과 맞지 않습니다.",
                        p=problem.person_named(person), s=showing,
                    )  # fmt: skip

    def _never(self, problem: Problem, showing: Showing, known: Stay, stretches: tuple[Engagement, ...]) -> bool:
        """Whether a stay never holds what somebody is needed for; not asked of a showing that has no place."""
        at, legal = showing.positions, problem.legal_times(showing)
        if known.always or not legal.any():
            return False
        by_clock = [one for one in known.there if one.block < 0 and not known.away]
        # Most guests are there for all of it somewhere, which is soon seen.
        if any((legal & (one.low <= at.starts) & (at.ends <= one.high)).any() for one in by_clock):
            return False
        return bool(outside(showing, known, stretches)[legal].all())

    def _stay(self, problem: Problem, person: str) -> Stay:
        """When somebody is there, with the margins of their stay, and when they are away."""
        return problem.cached((self, person), lambda: self._with_margins(problem, stay(problem, person)))

    def _with_margins(self, problem: Problem, known: Stay) -> Stay:
        if known.there == (EVER,):
            return known
        times = [one for one in known.there if one.block < 0]
        first = min((one.low for one in times), default=0) + self.arrival * problem.minute
        last = max((one.high for one in times), default=0) - self.departure * problem.minute
        inner = [Time(max(one.low, first), min(one.high, last)) for one in times]
        in_blocks = [one for one in known.there if one.block >= 0]
        return Stay((*(one for one in inner if one.low < one.high), *in_blocks), known.away)

    # -- prices and model -----------------------------------------------------------------------

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Sum over the people in the showing, at each position.  Size: O(people * times * positions)."""
        total = np.zeros(len(showing.positions), dtype=np.int64)
        lengths = amounts(problem, showing.positions.ends - showing.positions.starts)
        for person, stretches in presence(problem, showing, self.select).items():
            known = self._stay(problem, person)
            if not known.always:
                missed = outside(showing, known, stretches)
                total += np.where(missed > 0, lengths, 0) if self.measure == "whole" else amounts(problem, missed)
        return total[None, :] if total.any() else None

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Whoever is needed while they are not there."""
        for placement in timetable.selected(self.select):
            for person, stretches in presence(problem, placement.showing, self.select).items():
                missed = missing(placement, self._stay(problem, person), stretches)
                if missed:
                    minutes = problem.minutes(sum(high - low for low, high in missed))
                    amount = problem.minutes(placement.end - placement.start) if self.measure == "whole" else minutes
                    sentence = _sentence(problem, person, placement, minutes, min(missed))
                    yield Violation(self, (placement,), amount, sentence, person)


def _sentence(problem: Problem, person: str, placement: Placement, minutes: int, missed: tuple[int, int]) -> Sentence:
    return Sentence(
        "{p} is not there for {n} minutes of {s} in {r} ({a}), from {b}.",
        "{p}: {r}의 {s}({a}) 중 {b}부터 {n}분 동안 체류 시간이 아닙니다.",
        p=problem.person_named(person), n=minutes, s=placement.showing, r=problem.rooms[placement.room],
        a=problem.when(placement.start), b=problem.when(missed[0]),
    )  # fmt: skip
