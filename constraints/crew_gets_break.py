"""The crew of a room gets a break in time.

    run    = selected showings of one room and day with gaps below ``minutes`` between them
    length = from the first start of a run to its last end                           [minutes]
    amount(room, day) = max(0, longest run - within)                            [minutes over]

One violation is one room on one day whose longest run is too long.  Turnaround is no work here:
whoever wants it out of the way asks for a longer break.  Each block without ``clock`` counts as a
day of its own, since it clashes with nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import Crowd, crowd_of, everybody, indices_of
from scheduler.fields import Korean, Minutes, Unit
from scheduler.runs import STRETCH, Runs, on_line, runs_of, stretch
from scheduler.sentence import Sentence
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.select import Select
    from scheduler.timetable import Placement, Timetable


class CrewGetsBreak(Constraint):
    """Nobody works in a room for too long without a break."""

    kind: Literal["crew_gets_break"] = "crew_gets_break"
    within: Annotated[int, Field(ge=1, le=1440), Unit("minutes", "분")] = Field(
        300, title="Within", description="The longest that a room may run without a break."
    )
    minutes: Minutes = Field(30, title="Break", description="From one end to the next start; less is no break.")

    korean: ClassVar[Korean] = {
        "within": ("연속 운영", "상영관이 휴식 없이 운영할 수 있는 가장 긴 시간."),
        "minutes": ("휴식", "한 상영의 끝부터 다음 시작까지. 이보다 짧으면 휴식으로 치지 않습니다."),
    }

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"within": 300, "minutes": 30, "weight": 1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "In every {w} minutes of a room's day there is a break of {n} minutes.",
            "각 방에서는 {w}분 넘게 이어지기 전에 {n}분의 휴식을 둡니다.",
            w=self.within, n=self.minutes,
        )  # fmt: skip

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Each has been at work since no later than whoever it follows without a break.

        Size: O(open showings that may follow each other + open showings * room-days).
        """
        stints, within = self._stints(rule), self.within * rule.problem.minute
        self._join(rule, stints)
        for day in sorted({day for one in stints if one.showing for day in one.days}):
            there = [(one.end - one.since - within, one.on(rule, day)) for one in stints if day in one.days]
            rule.worst(there, per=rule.problem.minute, most=STRETCH)

    def _stints(self, rule: Rule) -> list[Stint]:
        """Open showings, then runs of fixed ones beside them, on days that may become too long."""
        problem, runs = rule.problem, self._runs(rule.problem, rule.fixed)
        chosen = [one for one in rule.open if one.index in problem.selection(self.select)]
        opened = [one for one in (_opened(rule, showing, self.select) for showing in chosen) if len(one.begins)]
        made = [*opened, *(_fixed(runs, number) for number in range(len(runs.begins)))]
        if not opened:
            return []
        begins, ends = (np.concatenate([getattr(one, name) for one in made]) for name in ("begins", "ends"))
        days, numbers = np.unique(begins // runs.stretch, return_inverse=True)
        first, last = np.full(len(days), begins.max()), np.full(len(days), ends.min())
        np.minimum.at(first, numbers, begins)
        np.maximum.at(last, numbers, ends)
        long = set(days[last - first > self.within * problem.minute].tolist())
        long &= frozenset().union(*(one.days for one in opened))
        return [one for one in made if not long.isdisjoint(one.days)]

    def _join(self, rule: Rule, stints: list[Stint]) -> None:
        """Whom each may follow without a break, and since when its crew has been at work then."""
        pause = self.minutes * rule.problem.minute
        joined: list[list[Reason]] = [[] for _ in stints]
        opened = sum(1 for one in stints if one.showing)
        for i in range(opened):
            for j in range(i + 1, len(stints)):
                links = _among_open if j < opened else _with_fixed
                after, before = links(rule, stints[i], stints[j], pause)
                joined[j] += [] if after is None else [(after, stints[i])]
                joined[i] += [] if before is None else [(before, stints[j])]
        lowest = min((one.low for one in stints), default=0)
        for stint, reasons in zip(stints, joined, strict=True):
            if reasons:
                stint.since = rule.whole(lowest, int(stint.begins.max()))
        for stint, reasons in zip(stints, joined, strict=True):
            if reasons:
                self._since(rule, stint, reasons)

    def _since(self, rule: Rule, stint: Stint, reasons: list[Reason]) -> None:
        """At most its own begin, and at most that of each whom it follows."""
        rule.require(stint.since <= stint.begin)
        for literals, earlier in reasons:
            rule.require(stint.since <= earlier.since, *literals)
        if self.weight is not None and self.weight < 0:
            # Whoever pays is at work as briefly as can be; a reward has to name whom it follows.
            alone, *because = rule.one_of(len(reasons) + 1)
            rule.require(stint.since >= stint.begin, alone)
            for choice, (literals, earlier) in zip(because, reasons, strict=True):
                rule.require(stint.since >= earlier.since, choice)
                rule.require(rule.total(literals) >= len(literals), choice)

    # -- the price ------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All that may work in the same rooms."""
        return problem.selected(self.select) if showing.index in problem.selection(self.select) else ()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """By how much the longest run of the room-day grows.  Size: O(places * log(others))."""
        if showing.index not in problem.selection(self.select):
            return NOTHING
        runs, prices = (
            self._runs_in(problem, others, np.logical_or.reduce(where, axis=1)),
            np.zeros(where.shape, dtype=np.int64),
        )
        chosen = where & problem.chosen_places(self.select, showing)
        begins, ends = on_line(problem, showing, chosen)
        before, after = runs.longest(begins // runs.stretch), runs.longest_with(begins, ends)
        prices[chosen] = self._over(problem, after) - self._over(problem, before)
        return prices

    def _over(self, problem: Problem, ticks: NDArray[np.int64]) -> NDArray[np.int64]:
        return amounts(problem, ticks - self.within * problem.minute)

    def _runs_in(self, problem: Problem, others: Timetable, rooms: NDArray[np.bool_]) -> Runs:
        """Runs in some rooms at least: those of all rooms, which are kept with the timetable, or of one."""
        if np.count_nonzero(rooms) > 1:
            return others.cached((self, "runs"), lambda: self._runs(problem, others))
        crowd = self._crowd(problem, others)
        return runs_of(problem, crowd.only(rooms[crowd.rooms]), self.minutes * problem.minute)

    def _runs(self, problem: Problem, others: Timetable) -> Runs:
        """Runs of what is fixed and selected."""
        return runs_of(problem, self._crowd(problem, others), self.minutes * problem.minute)

    def _crowd(self, problem: Problem, others: Timetable) -> Crowd:
        if self.select.everything:
            return everybody(problem, others)
        chosen = problem.cached((self, "selected"), lambda: indices_of(problem.selected(self.select)))
        return crowd_of(problem, others, chosen, np.zeros_like(chosen), self.select)

    # -- the check ------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """The longest run of each room and day, if it is too long."""
        days: dict[tuple[int, int, int], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            days.setdefault((placement.room, placement.day, placement.shift), []).append(placement)
        for placements in days.values():
            run = max(self._split(problem, placements), key=_length)
            over = problem.minutes(_length(run) - self.within * problem.minute)
            if over > 0:
                yield Violation(self, tuple(run), over, self._sentence(problem, run, over))

    def _split(self, problem: Problem, placements: list[Placement]) -> list[list[Placement]]:
        """Cut at every break."""
        runs: list[list[Placement]] = []
        end = 0
        for one in sorted(placements, key=lambda p: p.start):
            if not runs or one.start - end >= self.minutes * problem.minute:
                runs.append([])
            runs[-1].append(one)
            end = max(p.end for p in runs[-1])
        return runs

    def _sentence(self, problem: Problem, run: list[Placement], over: int) -> Sentence:
        return Sentence(
            "{r} runs from {a} to {b} without a break of {m} minutes, {n} minutes longer than {w}.",
            "{r}: {a}부터 {b}까지 {m}분의 휴식이 없어 {w}분을 {n}분 넘깁니다.",
            r=problem.rooms[run[0].room], a=problem.when(run[0].start), b=problem.when(max(p.end for p in run)),
            m=self.minutes, w=self.within, n=over,
        )  # fmt: skip


def _length(run: list[Placement]) -> int:
    return max(p.end for p in run) - min(p.start for p in run)


@dataclass(eq=False)
class Stint:
    """The work of one open showing, or a run of fixed ones, on the line of all room-days."""

    begins: NDArray[np.int64]
    """Of each place that is open to it; of a run, one."""
    ends: NDArray[np.int64]
    begin: Expr
    end: Expr
    low: int
    """The least that ``begin`` can be."""
    stretch: int
    since: Expr
    """Begin of the run that it belongs to, at the latest."""
    rooms: NDArray[np.int64]
    positions: NDArray[np.int64]
    showing: Showing | None = None

    @cached_property
    def longest(self) -> int:
        """Ticks that it may last."""
        return int((self.ends - self.begins).max())

    @cached_property
    def days(self) -> frozenset[int]:
        """Room-days that it may lie on, as numbers."""
        return frozenset(np.unique(self.begins // self.stretch).tolist())

    def lies(self, rule: Rule, places: NDArray[np.bool_]) -> Lit:
        """Whether it lies at one of these of its places."""
        if self.showing is None:
            return bool(places.all())
        mask = np.zeros(self.showing.legal.shape, dtype=bool)
        mask[self.rooms[places], self.positions[places]] = True
        return rule.where(self.showing, mask)

    def on(self, rule: Rule, day: int) -> Lit:
        """Whether it lies on a room-day."""
        return self.lies(rule, self.begins // self.stretch == day)

    def may_lead_to(self, other: Stint, pause: int) -> bool:
        """Whether the other can begin when it has begun, and before it has been over for a break."""
        low = np.searchsorted(self.begins, other.begins - (self.longest + pause), side="right")
        return bool((low < np.searchsorted(self.begins, other.begins, side="right")).any())


Reason = tuple[list["Lit"], Stint]
"""Literals that all hold if a stint follows another without a break, and that other."""


def _among_open(rule: Rule, one: Stint, other: Stint, pause: int) -> tuple[list[Lit] | None, list[Lit] | None]:
    """When the other follows the one without a break, and the other way round; of equal begins the one is first."""
    after, before = one.may_lead_to(other, pause), other.may_lead_to(one, pause)
    if not after and not before:
        return None, None
    first = rule.at_least(other.begin - one.begin, 0)
    apart = [
        rule.at_least(late - early, pause, loosely=True) if reach else True
        for late, early, reach in ((other.begin, one.end, after), (one.begin, other.end, before))
    ]
    return (
        [first, rule.negated(apart[0])] if after else None,
        [rule.negated(first), rule.negated(apart[1])] if before else None,
    )


def _with_fixed(rule: Rule, one: Stint, run: Stint, pause: int) -> tuple[list[Lit] | None, list[Lit] | None]:
    """The same of an open showing and a run of fixed ones: at which of its places."""
    after = (one.begins <= run.begins) & (run.begins < one.ends + pause)
    before = (run.begins < one.begins) & (one.begins < run.ends + pause)
    return [one.lies(rule, after)] if after.any() else None, [one.lies(rule, before)] if before.any() else None


def _fixed(runs: Runs, number: int) -> Stint:
    begins, ends = runs.begins[number : number + 1], runs.ends[number : number + 1]
    begin, end = int(begins[0]), int(ends[0])
    return Stint(begins, ends, begin, end, begin, runs.stretch, begin, begins[:0], begins[:0])


def _opened(rule: Rule, showing: Showing, select: Select) -> Stint:
    """Where it is left out or not selected, it is on a room-day of its own, before all others."""
    problem, length = rule.problem, stretch(rule.problem)
    places = rule.everywhere(showing) & problem.chosen_places(select, showing)
    begins, ends = on_line(problem, showing, places)
    rooms, positions = np.nonzero(places)
    order = np.argsort(begins, kind="stable")
    rooms, positions, begins, ends = rooms[order], positions[order], begins[order], ends[order]
    apart = -2 * length * (showing.index + 1)

    def at_place(values: NDArray[np.int64]) -> Expr:
        table = np.zeros(showing.legal.shape, dtype=np.int64)
        table[rooms, positions] = values - apart
        made = rule.whole(apart, int(values.max(initial=apart)))
        rule.require(made == rule.value(showing, table) + apart)
        return made

    begin = at_place(begins)
    lengths = np.unique(ends - begins)
    end = begin + int(lengths[0]) if len(lengths) == 1 else at_place(ends)
    return Stint(begins, ends, begin, end, apart, length, begin, rooms, positions, showing)
