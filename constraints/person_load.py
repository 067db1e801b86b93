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

from collections import Counter
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.buckets import dates
from scheduler.constraint import NO_AMOUNT, NOTHING, Constraint, Violation
from scheduler.crowd import crowd_of
from scheduler.fields import Hours, Korean, Minutes, Unit
from scheduler.maps import possible_days
from scheduler.presence import presence
from scheduler.problem import BEYOND
from scheduler.sentence import Sentence
from scheduler.times import amounts
from scheduler.workdays import Work, Workdays
from scheduler.workload import Load, Workload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

Count = Annotated[int, Field(ge=0, le=1_000)]
Stretch = tuple[int, int, int]
"""Day, begin and end in ticks."""

BROKEN = {
    "sessions": ("{p} is over the sessions a day by {n}", "{p}: 하루 일정 {n}개 초과"),
    "minutes": ("{p} works {n} minutes too long", "{p}: 하루 일정 시간 {n}분 초과"),
    "span": (
        "From first to last, {p} is there {n} minutes too long",
        "{p}: 첫 일정부터 마지막 일정까지 {n}분 초과",
    ),
    "lunch": ("{p} is {n} minutes short of lunch", "{p}: 점심시간 {n}분 부족"),
    "rest": ("{p} is {n} minutes short of rest at night", "{p}: 밤사이 휴식 {n}분 부족"),
    "days": ("{p} is needed over too many days, by {n}", "{p}: 체류 일수 {n}일 초과"),
}


class Duty(NamedTuple):
    """When somebody is needed in a placement."""

    day: int
    begin: int
    end: int
    placement: Placement


class Lunch(Hours):
    """A window of the clock, and how long a break in it must be."""

    minutes: Minutes = Field(45, title="Minutes")

    korean: ClassVar[Korean] = {
        "minutes": ("길이", ""),
    }


DAY = attrgetter("day")


class PersonLoad(Constraint):
    """Nobody is worked too hard."""

    kind: Literal["person_load"] = "person_load"
    sessions_a_day: Annotated[Count, Unit("sessions", "건")] | None = Field(
        None, title="Sessions a day", description="At most."
    )
    minutes_a_day: Minutes | None = Field(None, title="Minutes a day", description="At most.")
    span_minutes: Minutes | None = Field(None, title="From first to last", description="At most, on one day.")
    lunch: Lunch | None = Field(None, title="Lunch", description="A free stretch in a window of the clock.")
    rest_hours: Annotated[int, Field(ge=0, le=48), Unit("hours", "시간")] | None = Field(
        None, title="Rest", description="At least, from the end of one working day to the begin of the next."
    )
    within_days: Annotated[int, Field(ge=1, le=1_000), Unit("days", "일")] | None = Field(
        None, title="Within days", description="3 = the first and the last at most two days apart."
    )

    korean: ClassVar[Korean] = {
        "sessions_a_day": ("하루 세션 수", "많아야 이만큼."),
        "minutes_a_day": ("하루 시간", "많아야 이만큼."),
        "span_minutes": ("처음부터 끝까지", "하루에 많아야 이만큼."),
        "lunch": ("점심", "정해진 시간대 안의 빈 시간."),
        "rest_hours": ("휴식", "하루 일정의 끝부터 다음 일정의 시작까지 적어도 이만큼."),
        "within_days": ("날짜 수", "3이면 첫 일정과 마지막 일정이 많아야 이틀 떨어집니다."),
    }

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "sessions, minutes or days"
    example: ClassVar[dict[str, object]] = {
        "sessions_a_day": 3, "lunch": {"from": "12:00", "to": "14:30", "minutes": 45}, "weight": 2,
    }  # fmt: skip

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        limits = [
            Sentence(en, ko, n=value)
            for value, en, ko in (
                (self.sessions_a_day, "at most {n} sessions a day", "하루 일정 {n}개 이하"),
                (self.minutes_a_day, "at most {n} minutes a day", "하루 일정 시간 {n}분 이하"),
                (
                    self.span_minutes,
                    "at most {n} minutes from first to last",
                    "첫 일정부터 마지막 일정까지 {n}분 이하",
                ),
                (self.lunch.minutes if self.lunch else None, "a lunch of {n} minutes", "점심시간 {n}분 이상"),
                (self.rest_hours, "{n} hours of rest at night", "밤사이 휴식 {n}시간 이상"),
                (self.within_days, "all within {n} days", "전체 체류 {n}일 이내"),
            )
            if value is not None
        ]
        return Sentence(
            "Everybody has {limits}.", "모든 사람의 일정은 다음을 지킵니다: {limits}.", limits=limits or ["-"]
        )

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

    def _stretch(self, problem: Problem, placement: Placement, person: str) -> Stretch:
        """When the person is needed, at a place."""
        stretches = presence(problem, placement.showing, self.select)[person]
        begin, _ = stretches[0].span(placement.start, placement.end)
        _, end = stretches[-1].span(placement.start, placement.end)
        return placement.day, begin, end

    def _noon(self, problem: Problem, day: int) -> tuple[int, int] | None:
        """The window of a festival day in which there is lunch, in ticks."""
        if self.lunch is None:
            return None
        low, high = self.lunch.span
        low, high = (problem.clock.at(problem.days[day], minute) for minute in (low, high))
        return low * problem.minute, high * problem.minute

    # -- price ----------------------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """What each of its people loses more, position by position; the room does not matter."""
        if showing.index not in problem.selection(self.select):
            return NOTHING
        days, total = showing.positions.days, np.zeros(len(showing.positions), dtype=np.int64)
        for person in presence(problem, showing, self.select):
            stretches = self._stretches(problem, others, person)
            total += self._more_by_day(problem, stretches[0], days)
            if self._minds_hours:
                total += self._more_by_hour(problem, Workload(stretches), days, self._spans(problem, showing, person))
        return np.where(problem.chosen_places(self.select, showing), total[None, :], 0)

    @property
    def _minds_hours(self) -> bool:
        """Whether anything of it depends on more than the days."""
        return self.rest_hours is not None or self._minds_one_day

    @property
    def _minds_one_day(self) -> bool:
        """Whether anything of it depends on the hours of one day."""
        return any(one is not None for one in (self.minutes_a_day, self.span_minutes, self.lunch))

    def _stretches(self, problem: Problem, others: Timetable, person: str) -> NDArray[np.int64]:
        """Day, begin and end (rows) of what the person does where they are selected."""
        indices, first, last = problem.cached((self, "work", person), lambda: self._all_work(problem, person))
        crowd = crowd_of(problem, others, indices, np.arange(len(indices)), self.select)
        begins, ends = crowd.starts + first[crowd.values], crowd.starts + last[crowd.values]
        return np.stack([crowd.days, begins, np.minimum(ends, crowd.ends)])

    def _all_work(self, problem: Problem, person: str) -> tuple[NDArray[np.int64], ...]:
        """Showings of a person, and when in each their work begins and ends, in ticks from its start."""
        rows = []
        for one in self.groups(problem).get(person, ()):
            work = presence(problem, one, self.select)[person]
            rows.append((one.index, work[0].begin, BEYOND if work[-1].end is None else work[-1].end))
        return tuple(np.array(rows, dtype=np.int64).reshape(-1, 3).T)

    def _more_by_day(self, problem: Problem, working: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sessions and days too many with one more stretch on each of these days, less those without it.

        ``working``: the day of each stretch that there is.
        """
        added = np.zeros(len(days), dtype=np.int64)
        if self.sessions_a_day is not None:
            # One more is one too many where there are as many already.
            on_each = np.bincount(working + 1, minlength=len(problem.days) + 1)
            added += on_each[days + 1] >= self.sessions_a_day
        if self.within_days is not None and len(working) and working.min() >= 0:
            known, dated = dates(problem)[working], dates(problem)[days]
            first, last = known.min(), known.max()
            apart = np.maximum(last, dated) - np.minimum(first, dated) + 1
            # Of what lies on no festival day nothing is said.
            over = np.where(days >= 0, np.maximum(0, apart - self.within_days), 0)
            added += over - max(0, last - first + 1 - self.within_days)
        return added

    def _more_by_hour(
        self,
        problem: Problem,
        work: Workload,
        days: NDArray[np.int64],
        spans: tuple[NDArray[np.int64], NDArray[np.int64]],
    ) -> NDArray[np.int64]:
        """Minutes too many or too few with one more stretch on each day, from and to, less those without it."""
        added = np.zeros(len(days), dtype=np.int64)
        if self._minds_one_day:
            for day in np.unique(days).tolist():
                here, noon = days == day, self._noon(problem, day)
                there = self._of_day(problem, work.load_with(day, spans[0][here], spans[1][here], noon))
                added[here] = there - self._of_day(problem, work.load(day, noon))
        if self.rest_hours is not None:
            rest = self.rest_hours * 60 * problem.minute
            for nights, sign in work.nights_with(days, *spans):
                added += sign * amounts(problem, rest - nights)
        return added

    def _of_day(self, problem: Problem, load: Load | None) -> NDArray[np.int64] | int:
        """Minutes too many or too few on one day."""
        if load is None:
            return 0
        tick, amount = problem.minute, np.zeros(len(load.busy), dtype=np.int64)
        if self.minutes_a_day is not None:
            amount += amounts(problem, load.busy - self.minutes_a_day * tick)
        if self.span_minutes is not None:
            amount += amounts(problem, load.reach - self.span_minutes * tick)
        if self.lunch is not None:
            amount += amounts(problem, self.lunch.minutes * tick - load.free)
        return amount

    def by_days(self, problem: Problem, showings: Sequence[Showing], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sessions too many on a day, and days too many between the showings of one session."""
        total, groups = NO_AMOUNT, self.groups(problem)
        people = {person for one in showings for person in presence(problem, one, self.select)}
        for person in sorted(people & groups.keys()) if not self.select.speaks_of_places else ():
            group = groups[person]
            own = days[:, [number for number, one in enumerate(showings) if one in group]]
            if self.sessions_a_day is not None and own.shape[1] > self.sessions_a_day:
                on_each = (own[:, :, None] == np.arange(len(problem.days))).sum(axis=1)
                total = total + np.maximum(0, on_each - self.sessions_a_day).sum(axis=1)
            most = _of_one_session(group)
            if self.within_days is not None and set(most) <= set(showings):
                # Of one session only, so that parts of the festival do not count the same days twice.
                dated = dates(problem)[days[:, [showings.index(one) for one in most]]]
                over = dated.max(axis=1) - dated.min(axis=1) + 1 - self.within_days
                total = total + np.maximum(over, self._least_over(problem, person))
        return total

    def _least_over(self, problem: Problem, person: str) -> int:
        """Days too many that there are in any case, by the days on which each showing can lie."""
        spans, least = problem.cached((self, "least"), lambda: dict[str, int]()), self.within_days or 0
        if person not in spans:
            group = [one for one in self.groups(problem)[person] if not one.optional]
            own = [dates(problem)[days[days >= 0]] for days in (possible_days(problem, one) for one in group)]
            spans[person] = _shortest(own)
        return max(0, spans[person] - least)

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Person by person, day by day; only those with something open.  Size: O(showings^2) a lunch."""
        for person, group in self.groups(rule.problem).items():
            alive = rule.alive(group)
            if rule.touches(alive):
                work = Workdays(rule, [self._work(rule.problem, showing, person) for showing in alive])
                for day in work.open_days():
                    self._post_day(rule, work, day)
                self._post_all_days(rule, work)

    def _work(self, problem: Problem, showing: Showing, person: str) -> Work:
        return Work(showing, *self._spans(problem, showing, person), problem.chosen_places(self.select, showing))

    def _post_day(self, rule: Rule, work: Workdays, day: int) -> None:
        tick, here = rule.problem.minute, work.working(day)
        if self.sessions_a_day is not None:
            rule.excess(rule.total(here) - self.sessions_a_day, most=len(here))
        if self.minutes_a_day is not None:
            rule.excess(work.busy(day) - self.minutes_a_day * tick, per=tick)
        if self.span_minutes is not None:
            rule.excess(work.reach(day) - self.span_minutes * tick, per=tick)
        noon = self._noon(rule.problem, day)
        if self.lunch is not None and noon is not None:
            rule.excess(self.lunch.minutes * tick - work.longest_break(day, *noon), rule.any(here), per=tick)

    def _post_all_days(self, rule: Rule, work: Workdays) -> None:
        problem, tick = rule.problem, rule.problem.minute
        if self.within_days is not None and work.days():
            over = work.dates(dates(problem)) - self.within_days
            rule.excess(over, most=len(problem.days) + 1000)
        if self.rest_hours is not None:
            for night, both_work in work.nights():
                rule.excess(self.rest_hours * 60 * tick - night, *both_work, per=tick)

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Person by person, day by day."""
        work: dict[str, list[Duty]] = {}
        for placement in timetable.selected(self.select):
            for person in presence(problem, placement.showing, self.select):
                duty = Duty(*self._stretch(problem, placement, person), placement)
                work.setdefault(person, []).append(duty)
        for person, duties in work.items():
            days = {day: list(some) for day, some in groupby(sorted(duties, key=DAY), DAY)}
            for day, there in days.items():
                for amount, what in self._too_much(problem, day, there):
                    if amount > 0:
                        yield self._found(problem, person, there, amount, what)
            for amount, what, some in self._over_days(problem, days):
                if amount > 0:
                    yield self._found(problem, person, some, amount, what)

    def _too_much(self, problem: Problem, day: int, there: list[Duty]) -> Iterator[tuple[int, str]]:
        """What is wrong with one day's work, and by how much."""
        if self.sessions_a_day is not None:
            yield len(there) - self.sessions_a_day, "sessions"
        if self.minutes_a_day is not None:
            busy = sum(one.end - one.begin for one in there)
            yield problem.minutes(busy - self.minutes_a_day * problem.minute), "minutes"
        if self.span_minutes is not None:
            reach = max(one.end for one in there) - min(one.begin for one in there)
            yield problem.minutes(reach - self.span_minutes * problem.minute), "span"
        if self.lunch is not None and 0 <= day < len(problem.days):
            longest = self._longest_break(problem, day, there)
            yield problem.minutes(self.lunch.minutes * problem.minute - longest), "lunch"

    def _longest_break(self, problem: Problem, day: int, there: list[Duty]) -> int:
        """Ticks in the lunch window."""
        low, high = self._noon(problem, day) or (0, 0)
        longest, free_from = 0, low
        for one in sorted(there, key=lambda duty: duty.begin):
            if one.end > low and one.begin < high:
                longest = max(longest, min(one.begin, high) - free_from)
                free_from = max(free_from, one.end)
        return max(longest, high - free_from)

    def _over_days(self, problem: Problem, days: dict[int, list[Duty]]) -> Iterator[tuple[int, str, list[Duty]]]:
        """What is wrong from one day to another, and by how much."""
        for one, other in pairwise(days) if self.rest_hours is not None else ():
            night = min(duty.begin for duty in days[other]) - max(duty.end for duty in days[one])
            short = problem.minutes((self.rest_hours or 0) * 60 * problem.minute - night)
            yield short, "rest", [*days[one], *days[other]]
        first, last = min(days), max(days)
        if self.within_days is not None and first >= 0:
            over = (problem.days[last] - problem.days[first]).days + 1 - self.within_days
            yield over, "days", [duty for there in days.values() for duty in there]

    def _found(self, problem: Problem, person: str, duties: list[Duty], amount: int, what: str) -> Violation:
        en, ko = BROKEN[what]
        placements = tuple(duty.placement for duty in duties)
        sentence = Sentence(
            f"{en} ({{t}}: {{s}}).", f"{ko}({{t}}: {{s}}).",
            p=problem.person_named(person), n=amount, t=problem.when(placements[0].start),
            s=[one.showing for one in placements],
        )  # fmt: skip
        return Violation(self, placements, amount, sentence, person)


def _shortest(choices: Sequence[NDArray[np.int64]]) -> int:
    """Days from the first to the last, if of each of these the best one is taken; 0 of nothing."""
    spans = []
    for first in np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *choices])).tolist():
        later = [days[days >= first] for days in choices]
        if all(len(days) for days in later):
            spans.append(max(int(days.min()) for days in later) - first + 1)
    return min(spans, default=0)


def _of_one_session(group: Sequence[Showing]) -> list[Showing]:
    """Those of the session that most of them are of."""
    sessions = Counter(one.session.id for one in group)
    most = max(sessions, key=lambda session: sessions[session])
    return [one for one in group if one.session.id == most]
