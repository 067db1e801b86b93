"""In core hours at least one running session fits everyone: each language, level or audience.

    covered(v, d) = union of the times of selected showings with value v of ``of``
    amount(v, d)  = minutes of the core hours of day d outside covered(v, d)          [minutes]

A day counts if something selected may lie on it.  One violation is one value on one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import crowd_of
from scheduler.fields import Hours, Korean, clock_text
from scheduler.pairing import TRAIT, traits
from scheduler.sentence import Moment, Sentence
from scheduler.times import amounts
from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.select import Select
    from scheduler.timetable import Timetable

Span = tuple[int, int]


class SomethingForEveryone(Constraint):
    """In core hours at least one running session fits everyone."""

    kind: Literal["something_for_everyone"] = "something_for_everyone"
    of: str = Field("language", title="Of", description=TRAIT)
    values: tuple[str, ...] = Field((), title="For", description="Such as ko and en; empty = all that there are.")
    hours: Hours = Field(Hours(from_=600, to=1080), title="Core hours", description="Such as 10:00 to 18:00.")

    korean: ClassVar[Korean] = {
        "of": ("항목", "track, type, language, level, film, category, person 또는 라벨 이름."),
        "values": ("대상", "ko, en처럼 적습니다. 비워 두면 있는 값 모두."),
        "hours": ("주요 시간대", "10:00~18:00처럼 적습니다."),
    }

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"of": "language", "hours": {"from": "11:00", "to": "19:00"}, "weight": 1}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        low, high = self.hours.span
        return Sentence(
            "From {low} to {high} at least one running session fits each {of}{values}.",
            "{low}부터 {high}까지 {of}{values}별로 볼 수 있는 세션이 항상 하나 이상 있습니다.",
            low=clock_text(low), high=clock_text(high), of=self.of,
            values=f" ({', '.join(self.values)})" if self.values else "",
        )  # fmt: skip

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Values that no selected session has."""
        for value, showings in self._fitting(problem).items():
            if not showings:
                yield Sentence(
                    "No selected session fits {of} {v}.", "{of} {v}에 맞는 세션이 없습니다.", of=self.of, v=value
                )

    # -- who and when ---------------------------------------------------------------------------

    def _fitting(self, problem: Problem) -> dict[str, list[Showing]]:
        """Selected showings with each value."""
        return problem.cached((self, "fitting"), lambda: self._found(problem))

    def _found(self, problem: Problem) -> dict[str, list[Showing]]:
        found: dict[str, list[Showing]] = {value: [] for value in self.values}
        for showing in problem.selected(self.select):
            for value in sorted(traits(showing, self.of)):
                if value in found or not self.values:
                    found.setdefault(value, []).append(showing)
        return found

    def _core(self, problem: Problem) -> list[Span]:
        """The core hours of each day on which something selected may lie."""
        return problem.cached((self, "core"), lambda: list(self._windows(problem)))

    def _windows(self, problem: Problem) -> Iterator[Span]:
        low, high = self.hours.span
        grids = list({id(grid): grid for grid in problem.selection(self.select).values()}.values())
        for number, day in enumerate(problem.days):
            if any(grid[:, number].any() for grid in grids):
                yield problem.clock.at(day, low) * problem.minute, problem.clock.at(day, high) * problem.minute

    # -- prices ---------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterator[Showing]:
        """All that share a value with it."""
        found: dict[int, Showing] = {}
        for showings in self._fitting(problem).values():
            if showing in showings:
                found.update((one.index, one) for one in showings)
        return iter(found.values())

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """What it covers that nobody else does, taken off.  Size: O(showings + positions), in blocks times the days."""
        total = NOTHING
        for showings in self._fitting(problem).values():
            if showing in showings:
                total = total - self._fills(problem, showing, others, showings)
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    def _fills(
        self, problem: Problem, showing: Showing, others: Timetable, showings: list[Showing]
    ) -> NDArray[np.int64]:
        """Minutes that each position takes off what is uncovered."""
        indices = np.array([one.index for one in showings], dtype=np.int64)
        crowd = crowd_of(problem, others, indices, indices, self.select)
        spans = list(zip(crowd.starts.tolist(), crowd.ends.tolist(), strict=True))
        days = [list(_uncovered(window, spans)) for window in self._core(problem)]
        if problem.minute == 1:
            # Nothing is rounded, so that all days can be taken together.
            days = [sorted(span for day in days for span in day)]
        at = showing.positions
        filled = np.zeros((1, len(at)), dtype=np.int64)
        for day in days:
            if day:
                left = sum(high - low for low, high in day)
                more = _within(day, at.ends) - _within(day, at.starts)
                filled += problem.minutes(left) - amounts(problem, left - more)
        return filled

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """A literal for each stretch between two moments at which an open showing may begin or end.

        Size: O(values * stretches not covered by fixed showings * open showings).
        """
        for showings in self._fitting(rule.problem).values():
            alive = rule.alive(showings)
            opened = [Open(rule, self.select, one) for one in alive if rule.is_open(one)]
            fixed = [(p.start, p.end) for p in rule.fixed.those(alive) if self.selects(rule.problem, p)]
            for window in self._core(rule.problem):
                self._post_window(rule, list(_uncovered(window, fixed)), opened)

    def _post_window(self, rule: Rule, left: Iterable[Span], opened: list[Open]) -> None:
        """What stays uncovered of one day costs."""
        missed = 0
        for low, high in left:
            edges = sorted({low, high}.union(*(one.edges(low, high) for one in opened)))
            for begin, end in pairwise(edges):
                empty = rule.negated(rule.any(one.covers(begin, end) for one in opened))
                if rule.problem.minute == 1:
                    rule.charge(end - begin, empty)
                else:
                    missed += (end - begin) * empty
        rule.excess(missed, per=rule.problem.minute)

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Values that nothing fits for a while, day by day."""
        running: dict[str, list[Span]] = {value: [] for value in self._fitting(problem)}
        for placement in timetable.selected(self.select):
            for value in traits(placement.showing, self.of):
                if value in running:
                    running[value].append((placement.start, placement.end))
        for begin, end in self._core(problem):
            for value, spans in running.items():
                gaps = _gaps(begin, end, sorted(spans))
                minutes = problem.minutes(sum(high - low for low, high in gaps))
                if minutes:
                    yield Violation(self, (), minutes, self._told(problem, value, minutes, gaps), value)

    def _told(self, problem: Problem, value: str, minutes: int, gaps: list[Span]) -> Sentence:
        times = [
            Sentence("{a}–{b}", "{a}–{b}", a=problem.when(low), b=Moment(problem.when(high).at, dated=False))
            for low, high in gaps
        ]
        return Sentence(
            "Nothing fits {of} {v} for {n} min: {t}.", "{of} {v}에 맞는 세션이 {n}분 동안 없습니다: {t}.",
            of=self.of, v=value, n=minutes, t=times,
        )  # fmt: skip


class Open:
    """An open showing: when it may begin and end, and a literal for covering a stretch."""

    def __init__(self, rule: Rule, select: Select, showing: Showing) -> None:
        at, chosen = showing.positions, rule.problem.chosen_places(select, showing)
        # Its places by position; those where it is not selected are one more class, which covers nothing.
        self._places = rule.decisions.classed(showing, np.where(chosen, np.arange(len(at)), len(at)))
        self._starts = np.append(at.starts, NEVER)[self._places.classes]
        self._ends = np.append(at.ends, -NEVER)[self._places.classes]
        self._edges = np.unique(np.concatenate((self._starts, self._ends)))

    def edges(self, low: int, high: int) -> list[int]:
        """Moments inside a stretch at which it may begin or end."""
        inside = slice(np.searchsorted(self._edges, low, side="right"), np.searchsorted(self._edges, high))
        edges: list[int] = self._edges[inside].tolist()
        return edges

    def covers(self, low: int, high: int) -> Lit:
        """True if it runs all through a stretch, selected where it lies."""
        through = (self._starts <= low) & (self._ends >= high)
        return bool(through.any()) and self._places.among(through.tobytes())


def _uncovered(window: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """Stretches of a window outside all of the spans, in order."""
    low, high = window
    for begin, end in sorted(spans):
        if begin >= high:
            break
        if begin > low:
            yield low, begin
        low = max(low, end)
    if low < high:
        yield low, high


def _within(spans: list[Span], moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ticks of the spans (sorted, none touching another) that lie before each moment."""
    lows, highs = np.array(spans, dtype=np.int64).T
    before = np.concatenate(([0], np.cumsum(highs - lows)))
    last = np.searchsorted(lows, moments, side="right")
    after = np.maximum(np.concatenate(([0], highs))[last] - moments, 0)
    ticks: NDArray[np.int64] = before[last] - np.where(last > 0, after, 0)
    return ticks


def _gaps(begin: int, end: int, spans: list[Span]) -> list[Span]:
    """What of a window no span covers; the spans are sorted."""
    gaps, free = [], begin
    for low, high in spans:
        if min(low, end) > free:
            gaps.append((free, min(low, end)))
        free = max(free, high)
    return [*gaps, (free, end)] if free < end else gaps
