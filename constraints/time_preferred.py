"""Selected showings have their good time: hours of the day, parts of the day, windows, days.

    away(s)    = minutes from the start (or end) of s to the nearest good moment          [minutes]
    outside(s) = minutes of s that lie outside good moments                               [minutes]
    units(s)   = away(s), of ``whole`` outside(s); or all minutes of s, or 1, if that is above 0
    amount(s)  = ceil(price * units(s) * people(s))       people = audience expected if ``by_audience``, else 1

A moment is good if it lies in the ``hours`` of some day, in one of the ``dayparts`` (see
``scheduler.dayparts``) and in one of the ``windows``, as far as these are given; both ends of hours
and windows are good.  On a festival day that is not one of the ``days`` none is: of ``whole`` every
minute is outside, else the minutes from the start to the nearest of the days are added.

One violation is one showing.  Times of blocks are their times on the clock.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from scheduler.buckets import date_of
from scheduler.clock import DAY
from scheduler.constraint import Violation
from scheduler.dayparts import NAMES, Daypart, hours_of
from scheduler.facts import single
from scheduler.fields import Hours, Korean, LocalDate, Window, Words, clock_text
from scheduler.sentence import Day, Moment, Sentence
from scheduler.shapes import Separable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from scheduler.problem import Positions, Problem, Showing
    from scheduler.timetable import Placement, Timetable

Price = Annotated[float, Field(gt=0, le=1_000_000)]
Spell = tuple[int, int]
"""First and last good tick."""
EVER: Spell = (-(10**9), 10**9)

TRUE = {
    "start": ("start at a good time ({good})", "좋은 시간({good})에 시작합니다"),
    "end": ("end at a good time ({good})", "좋은 시간({good})에 끝납니다"),
    "whole": ("lie within a good time ({good})", "처음부터 끝까지 좋은 시간({good}) 안에 있습니다"),
}
BROKEN = {
    "start": (
        "{s} in {r} starts at {t}, {n} minutes from its good time ({good}).",
        "{r}의 {s}: {t}에 시작하여 좋은 시간({good})에서 {n}분 벗어났습니다.",
    ),
    "end": (
        "{s} in {r} ends at {u}, {n} minutes from its good time ({good}).",
        "{r}의 {s}: {u}에 끝나 좋은 시간({good})에서 {n}분 벗어났습니다.",
    ),
    "whole": (
        "{s} in {r}, {t} to {u}: {n} minutes lie outside its good time ({good}).",
        "{r}의 {s}({t}부터 {u}까지): 좋은 시간({good})에서 {n}분 벗어났습니다.",
    ),
}
UNIT = {
    "minutes": Sentence("minute outside", "벗어난 1분"),
    "duration": Sentence("minute of a showing outside", "벗어난 상영의 1분"),
    "showing": Sentence("showing outside", "벗어난 상영 1회"),
}


class TimePreferred(Separable):
    """Selected showings have their good time."""

    kind: Literal["time_preferred"] = "time_preferred"
    hours: Hours | None = Field(None, title="Hours of the day", description="Such as 18:00 to 21:30.")
    dayparts: list[Daypart] = Field(
        default_factory=list,
        title="Parts of the day",
        description="Morning until 12:00, afternoon until 18:00, evening.",
    )
    windows: list[Window] = Field(default_factory=list, title="Windows", description="Any of these.")
    days: list[LocalDate] = Field(default_factory=list, title="Days", description="Any of these festival days.")
    of: Literal["start", "end", "whole"] = Field(
        "start", title="Of", description="What of a showing has its good time."
    )
    showings: list[int] = Field(default_factory=list, title="Showings", description="Labels of showings; empty = all.")
    each: Price = Field(1.0, alias="price", title="Price", description="What a minute (or showing) outside counts.")
    by_audience: bool = Field(
        False, title="By audience", description="Times the people expected, so that the most wanted get the good time."
    )
    measure: Literal["minutes", "duration", "showing"] = Field(
        "minutes", title="Measure", description="Minutes outside; all minutes of what is outside; once a showing."
    )

    korean: ClassVar[Korean] = {
        "hours": ("시간대", "18:00~21:30처럼 적습니다."),
        "dayparts": ("오전·오후·저녁", "12시까지 오전, 18시까지 오후, 그 뒤 저녁."),
        "windows": ("기간", "이 가운데 아무 때나."),
        "days": ("날짜", "이 영화제 날짜 가운데 아무 날이나."),
        "of": ("기준", "상영의 어느 부분이 좋은 시간에 있어야 하는지."),
        "showings": ("회차", "회차 번호. 비워 두면 모두."),
        "each": ("값", "벗어난 1분(또는 상영 하나)의 값."),
        "by_audience": ("관객 수에 따라", "예상 관객 수를 곱해, 가장 인기 있는 것이 좋은 시간을 얻게 합니다."),
        "measure": ("계산 단위", "벗어난 시간, 벗어난 상영의 전체 시간, 또는 상영마다 한 번."),
    }
    words: ClassVar[Words] = {
        "dayparts": {
            "morning": ("morning", "오전"),
            "afternoon": ("afternoon", "오후"),
            "evening": ("evening", "저녁"),
        },
        "of": {"start": ("start", "시작"), "end": ("end", "끝"), "whole": ("the whole showing", "상영 전체")},
        "measure": {
            "minutes": ("minutes outside", "벗어난 시간(분)"),
            "duration": ("all minutes of what is outside", "벗어난 상영의 전체 시간(분)"),
            "showing": ("each showing once", "상영마다 한 번"),
        },
    }

    example: ClassVar[dict[str, Any]] = {
        "select": {"tags": ["gala"]}, "showings": [1], "of": "start", "hours": {"from": "18:00", "to": "21:30"},
        "weight": 4,
    }  # fmt: skip

    @model_validator(mode="after")
    def _some_time_is_good(self) -> TimePreferred:
        if not (self.hours or self.dayparts or self.windows or self.days):
            raise ValueError("say which time is good: give hours, dayparts, windows or days")
        return self

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        en, ko = TRUE[self.of]
        if not self.must:
            en, ko = (
                f"{en}; each {{unit}} counts {{price:g}}{{people}}",
                f"{ko}. {{unit}}마다 {{price:g}}점{{people}}으로 계산합니다",
            )
        return Sentence(
            f"Showings {en}.", f"상영은 {ko}.", good=self._good(), unit=UNIT[self.measure], price=self.each,
            people=Sentence(" for everyone expected", " × 예상 관객") if self.by_audience else "",
        )  # fmt: skip

    def _good(self) -> list[object]:
        """The good time, as its reader knows it."""
        hours = [f"{clock_text(self.hours.from_)}–{clock_text(self.hours.to)}"] if self.hours else []
        windows = [Sentence("{a}–{b}", "{a}–{b}", a=Moment(w.from_, True), b=Moment(w.to, True)) for w in self.windows]
        return [*hours, *(NAMES[part] for part in self.dayparts), *windows, *map(Day, self.days)]

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Days that are no festival days, and times that exclude each other."""
        for day in self.days:
            if day not in problem.days:
                yield Sentence("{d} is no day of the festival.", "{d}은(는) 축제 기간이 아닙니다.", d=Day(day))
        if not self._spells(problem):
            yield Sentence(
                "No moment is good: {good} exclude each other.", "좋은 시간이 없습니다. 서로 겹치지 않습니다: {good}.",
                good=self._good(),
            )  # fmt: skip

    # -- prices and model -----------------------------------------------------------------------

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """The same in every room."""
        people = showing.audience if self.by_audience else 1
        if (self.showings and showing.label not in self.showings) or not people:
            return None
        at, price = showing.whole.positions, Fraction(str(self.each))
        # Showings of equal length have their positions in common, and those live as long as the problem.
        units = showing.kept(problem.cached((self, "units", id(at)), lambda: self._units(problem, at)))
        parts = price.denominator * (1 if self.measure == "showing" else problem.minute)
        if parts == price.numerator * people == 1:
            return units[None, :]
        return -(-units * (price.numerator * people) // parts)[None, :]

    def _units(self, problem: Problem, at: Positions) -> NDArray[np.int64]:
        """What is counted at each position: ticks outside, those of the whole showing, or one."""
        outside = units = self._outside(problem, at)
        if self.measure != "minutes":
            units = np.where(outside > 0, at.ends - at.starts if self.measure == "duration" else 1, 0)
        units.setflags(write=False)
        return units

    def _outside(self, problem: Problem, at: Positions) -> NDArray[np.int64]:
        """Ticks by which each position misses its good time."""
        spells, days = problem.cached((self, "spells"), lambda: (self._spells(problem), self._days(problem)))
        lengths = at.ends - at.starts
        late = _away(at.starts, days) if self.days else np.zeros_like(lengths)
        if self.of != "whole":
            # Where no moment is good at all, a showing is outside with all its minutes.
            return late + (_away(at.starts if self.of == "start" else at.ends, spells) if spells else lengths)
        inside = sum(((np.minimum(at.ends, b) - np.maximum(at.starts, a)).clip(0) for a, b in spells), 0 * lengths)
        return np.where(late > 0, lengths, lengths - inside)

    def _spells(self, problem: Problem) -> list[Spell]:
        """Good stretches by hours, dayparts and windows, in order, none touching."""
        clock, minute = problem.clock, problem.minute
        dates = _dates(problem)
        good = [EVER]
        if self.hours:
            low, high = self.hours.span
            good = _common(good, [(clock.at(day, low) * minute, clock.at(day, high) * minute) for day in dates])
        if self.dayparts:
            spans = [hours_of(part, clock.day_ends) for part in self.dayparts]
            # A start at noon is no longer in the morning; an end is.
            good = _common(
                good,
                [
                    (clock.at(day, low) * minute, clock.at(day, high) * minute - (self.of == "start"))
                    for day in dates
                    for low, high in spans
                ],
            )
        if self.windows:
            good = _common(
                good, [(clock.minutes(w.from_) * minute, clock.minutes(w.to) * minute) for w in self.windows]
            )
        return good

    def _days(self, problem: Problem) -> list[Spell]:
        """When a showing that starts does so on one of the days."""
        at, ends = problem.clock.at, problem.clock.day_ends
        return [(at(day, ends) * problem.minute, at(day, ends + DAY) * problem.minute - 1) for day in self.days]

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing outside its good time."""
        good, said = sorted(self._good_times(problem)), self._good()
        for placement in timetable.selected(self.select):
            if self.showings and placement.showing.label not in self.showings:
                continue
            missed = self._missed(problem, placement, good)
            if missed > 0 and (amount := self._counted(placement, missed, problem.minute)):
                sentence = self._sentence(problem, placement, problem.minutes(missed), said)
                yield Violation(self, (placement,), amount, sentence)

    def _counted(self, placement: Placement, missed: int, minute: int) -> int:
        """What so many ticks outside count, rounded up once."""
        units = {"minutes": missed, "duration": placement.end - placement.start, "showing": minute}[self.measure]
        up, down = Fraction(str(self.each)).as_integer_ratio() if self.each != 1 else (1, 1)
        return -(-units * up * (placement.showing.audience if self.by_audience else 1) // (down * minute))

    def _missed(self, problem: Problem, placement: Placement, good: list[Spell]) -> int:
        """Ticks from the good time, or outside it."""
        start, end = placement.start, placement.end
        other_day = bool(self.days) and date_of(problem, placement) not in self.days
        if self.of == "whole":
            return end - start if other_day else end - start - _covered(start, end, good)
        away = _nearest(start if self.of == "start" else end, good, end - start)
        return away + (min(self._until(problem, start, wanted) for wanted in self.days) if other_day else 0)

    def _until(self, problem: Problem, start: int, day: date) -> int:
        """Ticks from a start to the nearest moment that belongs to another day."""
        begins = problem.clock.at(day, problem.clock.day_ends) * problem.minute
        ends = problem.clock.at(day + timedelta(days=1), problem.clock.day_ends) * problem.minute
        return begins - start if start < begins else start - ends + 1

    def _good_times(self, problem: Problem) -> Iterator[Spell]:
        """Stretches in which all that is given holds; they may overlap."""
        at, tick = problem.clock.at, problem.minute
        hours, parts, windows = [EVER], [EVER], [EVER]
        if self.hours:
            opens, closes = self.hours.span
            hours = [(at(day, opens) * tick, at(day, closes) * tick) for day in _dates(problem)]
        if self.dayparts:
            edges = [hours_of(part, problem.clock.day_ends) for part in self.dayparts]
            parts = [(at(day, low) * tick, at(day, high) * tick) for day in _dates(problem) for low, high in edges]
            if self.of == "start":
                parts = [(low, high - 1) for low, high in parts]
        if self.windows:
            moments = [(problem.clock.minutes(one.from_), problem.clock.minutes(one.to)) for one in self.windows]
            windows = [(low * tick, high * tick) for low, high in moments]
        for three in product(hours, parts, windows):
            first, last = max(low for low, _ in three), min(high for _, high in three)
            if first <= last:
                yield first, last

    def _sentence(self, problem: Problem, placement: Placement, minutes: int, good: list[object]) -> Sentence:
        return Sentence(
            *BROKEN[self.of], **single(problem, placement), u=problem.when(placement.end), n=minutes, good=good
        )


def _dates(problem: Problem) -> list[date]:
    """Days of the calendar around the festival."""
    first, last = problem.days[0], problem.days[-1]
    return [first + timedelta(days=n) for n in range(-2, (last - first).days + 3)]


def _common(some: list[Spell], others: list[Spell]) -> list[Spell]:
    """Where a stretch of both lists holds, in order, overlapping ones joined."""
    joined: list[Spell] = []
    for low, high in sorted((max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) <= min(b, d)):
        if joined and low <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], high)
        else:
            joined.append((low, high))
    return joined


def _away(moments: NDArray[np.int64], spells: list[Spell]) -> NDArray[np.int64]:
    """Ticks from each moment to the nearest stretch."""
    lows, highs = np.array(spells, dtype=np.int64).T
    away: NDArray[np.int64] = np.maximum(lows - moments[:, None], moments[:, None] - highs).clip(0).min(axis=1)
    return away


def _nearest(moment: int, good: list[Spell], otherwise: int) -> int:
    """Ticks from a moment to the nearest of the sorted stretches, if there are any."""
    nearest = None
    for low, high in good:
        away = max(low - moment, moment - high, 0)
        if nearest is None or away < nearest:
            nearest = away
        if low > moment:
            break
    return otherwise if nearest is None else nearest


def _covered(start: int, end: int, good: list[Spell]) -> int:
    """Ticks of a stretch that lie in one of the sorted others."""
    covered, seen = 0, start
    for low, high in good:
        low, high = max(low, seen), min(high, end)
        if low < high:
            covered, seen = covered + high - low, high
    return covered
