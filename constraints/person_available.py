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

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.fields import Minutes
from scheduler.presence import presence
from scheduler.sentence import Sentence
from scheduler.shapes import Separable
from scheduler.times import amounts, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival, When
    from scheduler.problem import Engagement, Problem, Showing
    from scheduler.timetable import Placement, Timetable

Span = tuple[int, int]


class Time(NamedTuple):
    """When somebody is there, or is not: from and to in ticks, and the block if one was named."""

    low: int
    high: int
    block: int = -1


EVER = Time(-(10**12), 10**12)
"""Longer than any festival."""


class PersonAvailable(Separable):
    """Everybody is on stage only while they are there, with time to arrive and to leave."""

    kind: Literal["person_available"] = "person_available"
    arrival: Minutes = Field(0, title="Arrival", description="Minutes kept free after somebody arrives.")
    departure: Minutes = Field(0, title="Departure", description="Minutes kept free before somebody leaves.")
    measure: Literal["minutes", "whole"] = Field(
        "minutes", title="Measure", description="Minutes outside, or the minutes of the whole showing."
    )

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
            legal = showing.legal.any(axis=0)
            for person, stretches in presence(problem, showing, self.select).items():
                if legal.any() and self._outside(problem, showing, person, stretches)[legal].all():
                    yield Sentence(
                        "{p} is never there for the whole of {s}, wherever it is placed.",
                        "{p}: {s}을(를) 어디에 배정해도 체류 시간과 맞지 않습니다.",
                        p=problem.person_named(person), s=showing,
                    )  # fmt: skip

    # -- data -----------------------------------------------------------------------------------

    def _times(self, problem: Problem, person: str) -> tuple[list[Time], list[Time]]:
        """When somebody is there (with the margins of their stay), and when they are away."""
        return problem.cached((self, person), lambda: self._read(problem, person))

    def _read(self, problem: Problem, person: str) -> tuple[list[Time], list[Time]]:
        known = problem.people.get(person)
        if known is None:
            return [EVER], []
        there, away = (_spans(problem, whens) for whens in (known.available, known.away))
        stays = [one for one in there if one.block < 0]
        if stays:
            first = min(one.low for one in stays) + self.arrival * problem.minute
            last = max(one.high for one in stays) - self.departure * problem.minute
            stays = [Time(max(one.low, first), min(one.high, last)) for one in stays]
        there = [*(one for one in stays if one.low < one.high), *(one for one in there if one.block >= 0)]
        return there if known.available else [EVER], away

    # -- prices and model -----------------------------------------------------------------------

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Sum over the people in the showing, at each position.  Size: O(people * times * positions)."""
        total = np.zeros(len(showing.positions), dtype=np.int64)
        lengths = amounts(problem, showing.positions.ends - showing.positions.starts)
        for person, stretches in presence(problem, showing, self.select).items():
            outside = self._outside(problem, showing, person, stretches)
            total += np.where(outside > 0, lengths, 0) if self.measure == "whole" else amounts(problem, outside)
        return total[None, :] if total.any() else None

    def _outside(
        self, problem: Problem, showing: Showing, person: str, stretches: Iterable[Engagement]
    ) -> NDArray[np.int64]:
        """Ticks at each position: between every two neighbouring edges somebody is there or is not."""
        there, away = self._times(problem, person)
        blocks = showing.positions.blocks
        total = np.zeros(len(blocks), dtype=np.int64)
        if there == [EVER] and not away:
            return total
        edges = sorted({edge for one in (EVER, *there, *away) for edge in (one.low, one.high)})
        for low, high in pairwise(edges):
            absent = ~_covered(there, blocks, low) | _covered(away, blocks, low)
            for begins, ends in (spans(showing, stretch) for stretch in stretches):
                total += np.where(absent, np.maximum(np.minimum(ends, high) - np.maximum(begins, low), 0), 0)
        return total

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Whoever is needed while they are not there."""
        for placement in timetable.selected(self.select):
            for person, stretches in presence(problem, placement.showing, self.select).items():
                missed = [span for one in stretches for span in self._missed(problem, person, placement, one)]
                if missed:
                    minutes = problem.minutes(sum(high - low for low, high in missed))
                    amount = problem.minutes(placement.end - placement.start) if self.measure == "whole" else minutes
                    sentence = _sentence(problem, person, placement, minutes, min(missed))
                    yield Violation(self, (placement,), amount, sentence, person)

    def _missed(self, problem: Problem, person: str, placement: Placement, stretch: Engagement) -> list[Span]:
        """Parts of a stretch at which somebody is not there."""
        there, away = (_meant(times, placement) for times in self._times(problem, person))
        for gone in away:
            there = _without(there, gone)
        missed = [stretch.span(placement.start, placement.end)]
        for present in there:
            missed = _without(missed, present)
        return missed


def _spans(problem: Problem, whens: Iterable[When]) -> list[Time]:
    """The same in ticks."""
    times = []
    for when in whens:
        if when.block is not None:
            block = problem.block_index[when.block]
            times.append(Time(*problem.block_times[block], block))
        elif when.from_ is not None and when.to is not None:
            low, high = (problem.clock.minutes(moment) * problem.minute for moment in (when.from_, when.to))
            times.append(Time(low, high))
    return times


def _covered(times: Iterable[Time], blocks: NDArray[np.int64], instant: int) -> NDArray[np.bool_]:
    """Of a showing placed in each of these blocks (-1: by the clock), whether the instant lies in one of the times."""
    covered = np.zeros(len(blocks), dtype=bool)
    for one in times:
        by_clock = one.low <= instant < one.high
        if one.block < 0:
            covered |= by_clock
        else:
            covered |= (blocks == one.block) | ((blocks < 0) & by_clock)
    return covered


def _meant(times: Iterable[Time], placement: Placement) -> list[Span]:
    """From, to of those of the times that speak of a placement."""
    meant = []
    for one in times:
        if one.block < 0 or placement.block < 0:
            meant.append((one.low, one.high))
        elif one.block == placement.block:
            meant.append((placement.start, placement.end))
    return meant


def _without(spans: Iterable[Span], gone: Span) -> list[Span]:
    """What is left of some spans."""
    low, high = gone
    pieces = [piece for begin, end in spans for piece in ((begin, min(end, low)), (max(begin, high), end))]
    return [(begin, end) for begin, end in pieces if begin < end]


def _sentence(problem: Problem, person: str, placement: Placement, minutes: int, missed: Span) -> Sentence:
    return Sentence(
        "{p} is not there for {n} minutes of {s} in {r} ({a}), from {b}.",
        "{p}: {r}의 {s}({a}) 중 {b}부터 {n}분 동안 체류 시간이 아닙니다.",
        p=problem.person_named(person), n=minutes, s=placement.showing, r=problem.rooms[placement.room],
        a=problem.when(placement.start), b=problem.when(missed[0]),
    )  # fmt: skip
