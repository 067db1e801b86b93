"""Nobody takes part from afar in the middle of their night.

With a and b the times of day, on the person's clock, at which the showing begins and ends:

    bad   if a < poor.from or b > poor.to or b < poor.from                   -> bad_price
    poor  otherwise, if a < good.from or b > good.to                         -> poor_price
    amount(s, p) = that price, times the slots of s with ``per: slot``                  [price]

Times of day wrap at midnight; each window lies within one day.  With ``of: block`` a and b are those
of the whole block.  One violation is one remote showing and one person in it whose zone is known; or
one remote showing, where the session itself says from which zone it is given.  With ``who: everyone``
showings on the spot count too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.clock import zone
from scheduler.constraint import Violation
from scheduler.fields import Hours, Korean, Words, clock_text
from scheduler.sentence import Name, Sentence
from scheduler.shapes import Separable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable

Price = Annotated[int, Field(ge=0, le=1_000_000_000)]


def _hours(begin: int, end: int) -> Hours:
    return Hours.model_validate({"from": begin, "to": end})


class HoursAreHumane(Separable):
    """Nobody takes part from afar in the middle of their night."""

    kind: Literal["hours_are_humane"] = "hours_are_humane"
    good: Hours = Field(default_factory=lambda: _hours(8 * 60, 20 * 60), title="Good hours", description="Local time.")
    poor: Hours = Field(
        default_factory=lambda: _hours(7 * 60, 23 * 60), title="Poor hours", description="Outside is bad."
    )
    poor_price: Price = Field(1, title="Price of poor hours")
    bad_price: Price = Field(10, title="Price of bad hours")
    of: Literal["whole", "block"] = Field("whole", title="Of", description="The whole showing, or its block.")
    per: Literal["showing", "slot"] = Field("showing", title="Charged", description="Once a showing, or for each slot.")
    who: Literal["remote", "everyone"] = Field("remote", title="Who", description="Remote sessions only, or all.")

    korean: ClassVar[Korean] = {
        "good": ("좋은 시간대", "현지 시각."),
        "poor": ("아쉬운 시간대", "이 밖은 나쁜 시간대입니다."),
        "poor_price": ("아쉬운 시간대의 값", ""),
        "bad_price": ("나쁜 시간대의 값", ""),
        "of": ("대상", "상영 전체, 또는 그 블록."),
        "per": ("계산 단위", "상영마다 한 번, 또는 칸마다."),
        "who": ("누구", "원격 세션만, 또는 모두."),
    }
    words: ClassVar[Words] = {
        "of": {"whole": ("the whole showing", "상영 전체"), "block": ("its block", "그 블록")},
        "per": {"showing": ("each showing once", "상영마다 한 번"), "slot": ("each slot", "칸마다")},
        "who": {"remote": ("remote sessions only", "원격 세션만"), "everyone": ("everyone", "모두")},
    }

    unit: ClassVar[str] = "price"
    example: ClassVar[dict[str, object]] = {
        "good": {"from": "08:00", "to": "20:00"}, "poor": {"from": "07:00", "to": "23:00"}, "weight": 1,
    }  # fmt: skip

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "Who takes part from afar does so between {a} and {b} on their own clock, at worst between {c} and {d}.",
            "원격 참여자는 현지 시각 {a}–{b}, 늦어도 {c}–{d} 사이에 참여합니다.",
            a=clock_text(self.good.from_), b=clock_text(self.good.to),
            c=clock_text(self.poor.from_), d=clock_text(self.poor.to),
        )  # fmt: skip

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Windows that no time of day lies in."""
        for name, hours in (({"en": "good", "ko": "좋은"}, self.good), ({"en": "poor", "ko": "견딜 만한"}, self.poor)):
            if hours.to <= hours.from_:
                yield Sentence(
                    "The {w} hours end before they begin, so no showing lies in them; both times are of one day.",
                    "{w} 시간대의 끝이 시작보다 빨라 해당하는 시각이 없습니다. 두 시각은 같은 날이어야 합니다.", w=name,
                )  # fmt: skip

    def _zones(self, problem: Problem, showing: Showing) -> Iterator[tuple[str, str]]:
        """Each person of a showing that counts, once, with their time zone; or nobody, with that of the session."""
        if self.who != "everyone" and not showing.session.remote:
            return
        if showing.session.timezone:
            yield "", showing.session.timezone
        else:
            for person in sorted(showing.persons):
                known = problem.people.get(person)
                if known is not None and known.timezone:
                    yield person, known.timezone

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """The price at each position, whatever the room."""
        total = np.zeros(len(showing.positions), dtype=np.int64)
        begins, ends = self._bounds(problem, showing)
        for _, timezone in self._zones(problem, showing):
            first, last = (_times_of_day(problem, timezone, ticks) for ticks in (begins, ends))
            low, high = self.poor.from_, self.poor.to
            bad = (first < low) | (last > high) | (last < low)
            poor = (first < self.good.from_) | (last > self.good.to)
            total += np.where(bad, self.bad_price, np.where(poor, self.poor_price, 0))
        return total[None, :] * (showing.slots or 1 if self.per == "slot" else 1)

    def _bounds(self, problem: Problem, showing: Showing) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        at = showing.positions
        if self.of == "whole" or not showing.in_blocks:
            return at.starts, at.ends
        times = np.array(problem.block_times, dtype=np.int64)[at.blocks]
        return times[:, 0], times[:, 1]

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each person who takes part at a poor or a bad hour."""
        for placement in timetable.selected(self.select):
            begin, end = placement.start, placement.end
            if self.of == "block" and placement.block >= 0:
                begin, end = problem.block_times[placement.block]
            for person, timezone in self._zones(problem, placement.showing):
                first, last = (_local(problem, timezone, ticks) for ticks in (begin, end))
                amount = self._price(_minutes(first), _minutes(last))
                amount *= (placement.showing.slots or 1) if self.per == "slot" else 1
                if amount:
                    sentence = _told(problem, placement, person, first, last)
                    yield Violation(self, (placement,), amount, sentence, person)

    def _price(self, first: int, last: int) -> int:
        """What it costs to begin and end at these minutes of the day."""
        if first < self.poor.from_ or not self.poor.from_ <= last <= self.poor.to:
            return self.bad_price
        return self.poor_price if first < self.good.from_ or last > self.good.to else 0


def _told(problem: Problem, placement: Placement, person: str, first: datetime, last: datetime) -> Sentence:
    if not person:
        return Sentence(
            "{s} is from {a} to {b} where it is given from.", "{s}: 진행하는 곳의 현지 시각으로 {a}~{b}입니다.",
            s=placement.showing, a=f"{first:%H:%M}", b=f"{last:%H:%M}",
        )  # fmt: skip
    known = problem.people.get(person)
    return Sentence(
        "{p} takes part in {s} from {a} to {b} of their own time.", "{p}: {s}에 현지 시각 {a}~{b}에 참여합니다.",
        p=Name(known.name if known else None, person), s=placement.showing, a=f"{first:%H:%M}", b=f"{last:%H:%M}",
    )  # fmt: skip


def _local(problem: Problem, timezone: str, ticks: int) -> datetime:
    return problem.clock.local(ticks // problem.minute).astimezone(zone(timezone))


def _minutes(local: datetime) -> int:
    return local.hour * 60 + local.minute


def _times_of_day(problem: Problem, timezone: str, ticks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Minutes after midnight in a zone at each instant; instants come again and again, so they are kept."""
    known: dict[int, int] = problem.cached(("times of day", timezone), dict)
    for tick in set(ticks.tolist()) - known.keys():
        known[tick] = _minutes(_local(problem, timezone, tick))
    return np.array([known[tick] for tick in ticks.tolist()], dtype=np.int64)
