"""Nobody is worked too hard: sessions, minutes and hours a day, a lunch, rest at night, days in all.

Of each person, every placed and selected showing counts from the first to the last minute that
they are needed in it.

    amount = max(0, showings on a day - sessions_a_day)                                  [sessions]
           + max(0, their minutes on a day - minutes_a_day)                              [minutes]
           + max(0, last end - first begin on a day - span_minutes)                      [minutes]
           + max(0, lunch.minutes - longest free stretch in the window, if needed that day)  [minutes]
           + max(0, 60 * rest_hours - time from one working day's end to the next's begin)   [minutes]
           + max(0, last day - first day + 1 - within_days)                              [days]

One violation is one person and one of these, on one day where it is of a day.  Days are festival days.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.fields import Hours, Minutes, Unit
from scheduler.presence import presence
from scheduler.sentence import Name, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Expr
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

BIG = 10**7
"""Ticks beyond any festival: what is not there that day begins so late and ends so early."""
Count = Annotated[int, Field(ge=0, le=1_000)]
Stretch = tuple[int, int, int]
"""Day, begin and end in ticks."""


class Lunch(Hours):
    """A window of the clock, and how long a break in it must be."""

    minutes: Minutes = Field(45, title="Minutes")


class PersonLoad(Constraint):
    """Nobody is worked too hard."""

    kind: Literal["person_load"] = "person_load"
    sessions_a_day: Annotated[Count, Unit("sessions")] | None = Field(
        None, title="Sessions a day", description="At most."
    )
    minutes_a_day: Minutes | None = Field(None, title="Minutes a day", description="At most.")
    span_minutes: Minutes | None = Field(None, title="From first to last", description="At most, on one day.")
    lunch: Lunch | None = Field(None, title="Lunch", description="A free stretch in a window of the clock.")
    rest_hours: Annotated[int, Field(ge=0, le=48), Unit("hours")] | None = Field(
        None, title="Rest", description="At least, from the end of one working day to the begin of the next."
    )
    within_days: Annotated[int, Field(ge=1, le=1_000), Unit("days")] | None = Field(
        None, title="Within days", description="3 = the first and the last at most two days apart."
    )

    unit: ClassVar[str] = "sessions, minutes or days"
    example: ClassVar[dict[str, object]] = {
        "sessions_a_day": 3, "lunch": {"from": "12:00", "to": "14:30", "minutes": 45}, "weight": 2,
    }  # fmt: skip

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        limits = [
            Sentence(en, ko, n=value)
            for value, en, ko in (
                (self.sessions_a_day, "at most {n} sessions a day", "하루 {n}개 이하"),
                (self.minutes_a_day, "at most {n} minutes a day", "하루 {n}분 이하"),
                (self.span_minutes, "at most {n} minutes from first to last", "처음부터 끝까지 {n}분 이하"),
                (self.lunch.minutes if self.lunch else None, "a lunch of {n} minutes", "점심 {n}분"),
                (self.rest_hours, "{n} hours of rest at night", "밤 휴식 {n}시간"),
                (self.within_days, "all within {n} days", "{n}일 이내"),
            )
            if value is not None
        ]
        return Sentence("Everybody has {limits}.", "누구나 다음이 지켜집니다: {limits}.", limits=limits or ["-"])

    # -- who and when ---------------------------------------------------------------------------

    def groups(self, problem: Problem) -> dict[str, tuple[Showing, ...]]:
        """Selected showings of each person."""
        return problem.cached((self, "groups"), lambda: self._groups(problem))

    def _groups(self, problem: Problem) -> dict[str, tuple[Showing, ...]]:
        groups: dict[str, list[Showing]] = {}
        for showing in problem.selected(self.select):
            for person in presence(problem, showing, self.select):
                groups.setdefault(person, []).append(showing)
        return {person: tuple(showings) for person, showings in groups.items()}

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All showings of its people."""
        groups = self.groups(problem)
        near = (groups.get(person, ()) for person in presence(problem, showing, self.select))
        return list(dict.fromkeys(one for group in near if showing in group for one in group))

    def _spans(self, problem: Problem, showing: Showing, person: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """From when to when the person is needed, at each position."""
        stretches = presence(problem, showing, self.select)[person]
        at = showing.positions
        begins, last = at.starts + stretches[0].begin, stretches[-1].end
        return begins, at.ends if last is None else np.minimum(at.ends, at.starts + last)

    def _lunches(self, problem: Problem) -> list[tuple[int, int]]:
        """The window of each festival day, in ticks."""
        if self.lunch is None:
            return []
        low, high = self.lunch.span
        at = problem.clock.at
        return [(at(day, low) * problem.minute, at(day, high) * problem.minute) for day in problem.days]

    # -- price ----------------------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """What each of its people loses more, position by position; the room does not matter."""
        if showing.index not in problem.selection(self.select):
            return NOTHING
        total = np.zeros(len(showing.positions), dtype=np.int64)
        for person in presence(problem, showing, self.select):
            fixed = list(self._stretches(problem, others, person))
            begins, ends = self._spans(problem, showing, person)
            total += self._with_one_more(problem, fixed, showing.positions.days, begins, ends)
        return np.where(problem.chosen_places(self.select, showing), total[None, :], 0)

    def _with_one_more(
        self,
        problem: Problem,
        fixed: list[Stretch],
        days: NDArray[np.int64],
        begins: NDArray[np.int64],
        ends: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Amount with one more stretch of each given day, begin and end, less that without it."""
        result = np.zeros(len(days), dtype=np.int64)
        known = sorted({day for day, _, _ in fixed})
        for day in np.unique(days).tolist():
            here = days == day
            there = [(b, e) for d, b, e in fixed if d == day]
            low, high = begins[here], ends[here]
            first = np.minimum(low, min((b for b, _ in there), default=BIG * 100))
            last = np.maximum(high, max((e for _, e in there), default=-BIG * 100))
            amount = self._of_day(problem, day, there, low, high, first, last) - self._day_amount(problem, day, there)
            amount += self._around(problem, fixed, day, first, last) - self._between_days(problem, fixed)
            if self.within_days is not None:
                reach = [*known, day]
                before = known[-1] - known[0] + 1 if known else 0
                amount += max(0, self._dates(problem, reach) - self.within_days)
                amount -= max(0, (self._dates(problem, known) if before else 0) - self.within_days)
            result[here] = amount
        return result

    def _dates(self, problem: Problem, days: Sequence[int]) -> int:
        """Days from the first to the last, both included; counted in the calendar."""
        return (problem.days[max(days)] - problem.days[min(days)]).days + 1

    def _of_day(
        self, problem: Problem, day: int, there: list[tuple[int, int]], low: Any, high: Any, first: Any, last: Any
    ) -> NDArray[np.int64]:
        """Amounts of one day with one more stretch."""
        amount = np.zeros(len(low), dtype=np.int64)
        if self.sessions_a_day is not None:
            amount += max(0, len(there) + 1 - self.sessions_a_day)
        if self.minutes_a_day is not None:
            busy = sum(e - b for b, e in there) + high - low
            amount += _minutes(problem, busy - self.minutes_a_day * problem.minute)
        if self.span_minutes is not None:
            amount += _minutes(problem, last - first - self.span_minutes * problem.minute)
        if self.lunch is not None:
            free = np.zeros(len(low), dtype=np.int64)
            for begin, end in _gaps(self._lunches(problem)[day], there):
                free = np.maximum(free, np.maximum(np.minimum(end, low) - begin, end - np.maximum(begin, high)))
            amount += _minutes(problem, self.lunch.minutes * problem.minute - free)
        return amount

    def _day_amount(self, problem: Problem, day: int, there: list[tuple[int, int]]) -> int:
        """The same of what is there already."""
        if not there:
            return 0
        *rest, (begin, end) = there
        first, last = min(b for b, _ in there), max(e for _, e in there)
        one = np.array([begin], dtype=np.int64), np.array([end], dtype=np.int64)
        return int(self._of_day(problem, day, rest, *one, np.array([first]), np.array([last]))[0])

    def _around(self, problem: Problem, fixed: list[Stretch], day: int, first: Any, last: Any) -> Any:
        """Rest that is short between all working days, the given one beginning and ending as said."""
        if self.rest_hours is None:
            return 0
        rest = self.rest_hours * 60 * problem.minute
        before = [(d, b, e) for d, b, e in fixed if d < day]
        after = [(d, b, e) for d, b, e in fixed if d > day]
        total: Any = self._between_days(problem, before) + self._between_days(problem, after)
        if before:
            latest = max(d for d, _, _ in before)
            total = total + _minutes(problem, rest - (first - max(e for d, _, e in before if d == latest)))
        if after:
            earliest = min(d for d, _, _ in after)
            total = total + _minutes(problem, rest - (min(b for d, b, _ in after if d == earliest) - last))
        return total

    def _between_days(self, problem: Problem, fixed: list[Stretch]) -> int:
        """Rest that is short, one working day to the next."""
        if self.rest_hours is None:
            return 0
        rest, days = self.rest_hours * 60 * problem.minute, sorted({d for d, _, _ in fixed})
        ends = {day: max(e for d, _, e in fixed if d == day) for day in days}
        begins = {day: min(b for d, b, _ in fixed if d == day) for day in days}
        return sum(max(0, problem.minutes(rest - (begins[b] - ends[a]))) for a, b in pairwise(days))

    def _stretches(self, problem: Problem, timetable: Timetable, person: str) -> Iterator[Stretch]:
        """When the person is needed, by what is placed and selected."""
        for placement in timetable.those(self.groups(problem).get(person, ())):
            if self.selects(problem, placement):
                yield self._stretch(problem, placement, person)

    def _stretch(self, problem: Problem, placement: Placement, person: str) -> Stretch:
        stretches = presence(problem, placement.showing, self.select)[person]
        begin, _ = stretches[0].span(placement.start, placement.end)
        _, end = stretches[-1].span(placement.start, placement.end)
        return placement.day, begin, end

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Person by person, day by day; only those with something open.  Size: O(showings^2) a lunch."""
        for person, group in self.groups(rule.problem).items():
            alive = rule.alive(group)
            if rule.touches(alive):
                days = {d for s in alive if rule.is_open(s) for d in self._possible_days(rule, s)}
                for day in sorted(days):
                    self._post_day(rule, person, alive, day)
                self._post_all_days(rule, person, alive)

    def _possible_days(self, rule: Rule, showing: Showing) -> list[int]:
        return rule.possible(showing, showing.positions.days[None, :])

    def _on(self, rule: Rule, showing: Showing, day: int) -> NDArray[np.bool_]:
        """Places on that day where the showing is selected."""
        places: NDArray[np.bool_] = problem_places(rule, self, showing) & (showing.positions.days == day)[None, :]
        return places

    def _ends(self, rule: Rule, person: str, group: Sequence[Showing], day: int) -> tuple[list[Expr], list[Expr]]:
        """Of each showing: end, and begin with its sign turned; far below everything if not on that day."""
        ends, begins = [], []
        for showing in group:
            low, high = self._spans(rule.problem, showing, person)
            here = self._on(rule, showing, day)
            ends.append(rule.value(showing, np.where(here, high[None, :] + BIG, 0)) - BIG)
            begins.append(rule.value(showing, np.where(here, BIG - low[None, :], 0)) - BIG)
        return ends, begins

    def _post_day(self, rule: Rule, person: str, group: Sequence[Showing], day: int) -> None:
        tick = rule.problem.minute
        here = [rule.where(s, self._on(rule, s, day)) for s in group]
        if self.sessions_a_day is not None:
            rule.excess(rule.total(here) - self.sessions_a_day, most=len(group))
        if self.minutes_a_day is not None:
            lengths = [np.subtract(*self._spans(rule.problem, s, person)[::-1])[None, :] for s in group]
            busy = sum(
                rule.value(s, np.where(self._on(rule, s, day), n, 0)) for s, n in zip(group, lengths, strict=True)
            )
            rule.excess(busy - self.minutes_a_day * tick, per=tick)
        if self.span_minutes is not None:
            ends, begins = self._ends(rule, person, group, day)
            rule.excess(rule.greatest(ends) + rule.greatest(begins) - self.span_minutes * tick, per=tick)
        if self.lunch is not None:
            self._post_lunch(rule, person, group, day, here)

    def _post_lunch(self, rule: Rule, person: str, group: Sequence[Showing], day: int, here: Sequence[Any]) -> None:
        """A free stretch begins with the window or where somebody's work ends, and ends with the next begin."""
        if self.lunch is None:
            return
        tick = rule.problem.minute
        low, high = self._lunches(rule.problem)[day]
        near = [(s, *self._at_lunch(rule, s, person, day, low, high)) for s in group]
        begins: list[tuple[Showing | None, Expr]] = [(None, low), *((s, end) for s, _, end in near)]
        free: list[Expr] = [0]
        for mine, begin in begins:
            # Turned round, because only the greatest of some expressions is at hand.
            stops = [-high]
            for other, starts, ends in near:
                if other is not mine:
                    later = rule.at_least(ends - begin, 1)
                    stops.append(self._if(rule, later, -starts, -high))
            free.append(-rule.greatest(stops) - begin)
        rule.excess(self.lunch.minutes * tick - rule.greatest(free), rule.any(here), per=tick)

    def _if(self, rule: Rule, condition: Any, then: Expr, otherwise: int) -> Expr:
        """One of two values."""
        if isinstance(condition, bool):
            return then if condition else otherwise
        value = rule.whole(-BIG, BIG)
        rule.require(value == then, condition)
        rule.require(value == otherwise, rule.negated(condition))
        return value

    def _at_lunch(self, rule: Rule, showing: Showing, person: str, day: int, low: int, high: int) -> tuple[Expr, Expr]:
        """Begin and end within the window; both at its begin where the showing does not reach into it."""
        begins, ends = self._spans(rule.problem, showing, person)
        inside = self._on(rule, showing, day) & ((begins < high) & (ends > low))[None, :]
        first = rule.value(showing, np.where(inside, np.clip(begins, low, high) - low, 0)) + low
        return first, rule.value(showing, np.where(inside, np.clip(ends, low, high) - low, 0)) + low

    def _post_all_days(self, rule: Rule, person: str, group: Sequence[Showing]) -> None:
        problem = rule.problem
        days = sorted({d for s in group for d in self._possible_days(rule, s)})
        if self.within_days is not None and days:
            dates = np.array([day.toordinal() for day in problem.days], dtype=np.int64)
            low, reach = int(dates[0]) - 1, BIG
            last, first = [], []
            for showing in group:
                there = np.where(problem_places(rule, self, showing), dates[showing.positions.days][None, :] - low, 0)
                last.append(rule.value(showing, np.where(there > 0, there + reach, 0)) - reach)
                first.append(rule.value(showing, np.where(there > 0, reach - there, 0)) - reach)
            rule.excess(
                rule.greatest(last) + rule.greatest(first) + 1 - self.within_days, most=len(problem.days) + 1000
            )
        if self.rest_hours is not None:
            self._post_rest(rule, person, group, days)

    def _post_rest(self, rule: Rule, person: str, group: Sequence[Showing], days: Sequence[int]) -> None:
        """Two working days with none between them."""
        tick, rest = rule.problem.minute, (self.rest_hours or 0) * 60 * rule.problem.minute
        works = {day: rule.any(rule.where(s, self._on(rule, s, day)) for s in group) for day in days}
        bounds = {day: self._ends(rule, person, group, day) for day in days}
        for number, one in enumerate(days):
            for after, other in enumerate(days[number + 1 :], number + 1):
                idle = [rule.negated(works[day]) for day in days[number + 1 : after]]
                short = rest + rule.greatest(bounds[one][0]) + rule.greatest(bounds[other][1])
                rule.excess(short, works[one], works[other], *idle, per=tick)

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Person by person, day by day."""
        work: dict[str, list[tuple[int, int, int, Placement]]] = {}
        for placement in timetable.selected(self.select):
            for person in presence(problem, placement.showing, self.select):
                work.setdefault(person, []).append((*self._stretch(problem, placement, person), placement))
        for person, stretches in work.items():
            days: dict[int, list[tuple[int, int, int, Placement]]] = {}
            for stretch in stretches:
                days.setdefault(stretch[0], []).append(stretch)
            for day, there in sorted(days.items()):
                yield from self._check_day(problem, person, day, there)
            yield from self._check_days(problem, person, days)

    def _check_day(self, problem: Problem, person: str, day: int, there: list[Any]) -> Iterator[Violation]:
        placements = tuple(placement for _, _, _, placement in there)
        if self.sessions_a_day is not None and len(there) > self.sessions_a_day:
            over = len(there) - self.sessions_a_day
            yield self._found(
                problem, person, placements, over, "{p} has {n} sessions too many.", "{p}: 하루 {n}개 초과."
            )
        if self.minutes_a_day is not None:
            busy = problem.minutes(sum(end - begin for _, begin, end, _ in there) - self.minutes_a_day * problem.minute)
            if busy > 0:
                text = "{p} works {n} minutes too long.", "{p}: 하루 {n}분 초과."
                yield self._found(problem, person, placements, busy, *text)
        if self.span_minutes is not None:
            reach = max(end for _, _, end, _ in there) - min(begin for _, begin, _, _ in there)
            long = problem.minutes(reach - self.span_minutes * problem.minute)
            if long > 0:
                text = "From first to last, {p} is there {n} minutes too long.", "{p}: 처음부터 끝까지 {n}분 초과."
                yield self._found(problem, person, placements, long, *text)
        if self.lunch is not None and 0 <= day < len(problem.days):
            hungry = self._hungry(problem, day, there)
            if hungry > 0:
                text = "{p} is {n} minutes short of lunch.", "{p}: 점심시간이 {n}분 부족합니다."
                yield self._found(problem, person, placements, hungry, *text)

    def _hungry(self, problem: Problem, day: int, there: list[Any]) -> int:
        """Minutes that the longest break in the lunch window is too short."""
        low, high = self._lunches(problem)[day]
        longest, free_from = 0, low
        for _, begin, end, _ in sorted(there, key=lambda stretch: stretch[1]):
            if end > low and begin < high:
                longest = max(longest, min(begin, high) - free_from)
                free_from = max(free_from, end)
        longest = max(longest, high - free_from)
        return problem.minutes((self.lunch.minutes if self.lunch else 0) * problem.minute - longest)

    def _check_days(self, problem: Problem, person: str, days: dict[int, list[Any]]) -> Iterator[Violation]:
        placed = tuple(stretch[3] for there in days.values() for stretch in there)
        order = sorted(days)
        for one, other in pairwise(order) if self.rest_hours is not None else ():
            night = min(b for _, b, _, _ in days[other]) - max(e for _, _, e, _ in days[one])
            short = problem.minutes((self.rest_hours or 0) * 60 * problem.minute - night)
            if short > 0:
                pair = tuple(stretch[3] for day in (one, other) for stretch in days[day])
                text = "{p} is {n} minutes short of rest at night.", "{p}: 밤 휴식이 {n}분 부족합니다."
                yield self._found(problem, person, pair, short, *text)
        if self.within_days is not None and order and order[0] >= 0:
            over = (problem.days[order[-1]] - problem.days[order[0]]).days + 1 - self.within_days
            if over > 0:
                text = "{p} is needed over {n} days too many.", "{p}: {n}일 더 길게 머물러야 합니다."
                yield self._found(problem, person, placed, over, *text)

    def _found(
        self, problem: Problem, person: str, placements: tuple[Placement, ...], amount: int, en: str, ko: str
    ) -> Violation:
        known = problem.people.get(person)
        name, when = Name(known.name if known else None, person), problem.when(placements[0].start)
        sentence = Sentence(
            en + " ({t}: {s})", ko + " ({t}: {s})", p=name, n=amount, t=when, s=[p.showing for p in placements]
        )
        return Violation(self, placements, amount, sentence, person)


def problem_places(rule: Rule, constraint: PersonLoad, showing: Showing) -> NDArray[np.bool_]:
    """Rooms x positions where the rule selects the showing; one cell if it always does."""
    return rule.problem.chosen_places(constraint.select, showing)


def _minutes(problem: Problem, ticks: NDArray[np.int64]) -> NDArray[np.int64]:
    return -(-np.maximum(ticks, 0) // problem.minute)


def _gaps(window: tuple[int, int], busy: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Free stretches of a window."""
    free, begin = [], window[0]
    for low, high in sorted(busy):
        if low > begin:
            free.append((begin, min(low, window[1])))
        begin = max(begin, high)
    return [gap for gap in [*free, (begin, window[1])] if gap[1] > gap[0]]
