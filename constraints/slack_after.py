"""Selected showings have more minutes, beyond turnaround, before the next in the room.

    next(s)   = the first showing to start in the room of s, or in one on the same floor
                (``parts_of``), when s has ended or later
    amount(s) = max(0, turnaround(s) + minutes - (start of next(s) - end of s))     [minutes short]

One violation is one selected showing that the next follows too soon.  What starts before s has ended
is not next: that the room is in use twice is told as such.  Blocks that never clash do not follow
each other, and slots of a block need no turnaround.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NO_AMOUNT, NOTHING, Constraint, Violation
from scheduler.crowd import (
    Crowd,
    crowd_of,
    everybody,
    indices_of,
    starts_soon_after,
    wait_for_next,
    waits_for_next,
)
from scheduler.fields import Korean, Minutes
from scheduler.sentence import Sentence
from scheduler.times import amounts, waits
from scheduler.timetable import NEVER, gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class SlackAfter(Constraint):
    """After these there is more time, beyond turnaround, before the next in the room."""

    kind: Literal["slack_after"] = "slack_after"
    minutes: Minutes = Field(15, title="Minutes more", description="Beyond the turnaround of the room.")

    korean: ClassVar[Korean] = {
        "minutes": ("더 둘 시간", "상영관의 정리 시간에 더합니다."),
    }

    helped: ClassVar[bool] = False
    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"select": {"tags": ["gala"]}, "minutes": 15, "weight": 2}

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "After these, {n} minutes more than turnaround pass before the next in the room.",
            "해당 상영 뒤에는 정리 시간 외에 {n}분의 여유를 두고 그 방의 다음 상영을 시작합니다.",
            n=self.minutes,
        )

    # -- the model ------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """For each selected showing, the soonest of all that may follow it.  Size: O(selected * open)."""
        problem = rule.problem
        places = _open_places(rule)
        for one in rule.showings():
            after = self._after_open if rule.is_open(one) else self._after_fixed
            cases = after(rule, one, places)
            if cases:
                most = problem.minutes(int(self._needs(problem, one).max()))
                rule.worst(cases, per=problem.minute, most=most)

    def _after_fixed(self, rule: Rule, one: Showing, places: NDArray[np.int64]) -> list[tuple[Expr, Lit]]:
        """Ticks short because of each open showing, and because of the first of the fixed ones."""
        placement = rule.fixed.of(one)
        if placement is None or rule.chosen(one) is not True:
            return []
        floor, need = rule.problem.floors[placement.room], int(self._needs(rule.problem, one)[placement.room])
        found: list[tuple[Expr, Lit]] = []
        for other in self._may_follow(rule, one, floor, need, places):
            after = waits(other, placement)[1]
            short = np.where((after >= 0) & (after < need), need - after, 0)
            found.append((rule.value(other, np.where(floor[:, None], short[None, :], 0)), True))
        if found:
            itself = crowd_of(rule.problem, rule.fixed, np.array([one.index]), np.ones(1, dtype=np.int64))
            wait = waits_for_next(itself, everybody(rule.problem, rule.fixed), rule.problem.floors)
            found.append((need - int(wait[0]), True))
        return found

    def _after_open(self, rule: Rule, one: Showing, places: NDArray[np.int64]) -> list[tuple[Expr, Lit]]:
        """Ticks short because of the first of the fixed ones, and because of each open showing."""
        problem, floors, needs = rule.problem, rule.problem.floors, self._needs(rule.problem, one)
        own = self._short(problem, one, everybody(problem, rule.fixed))
        found: list[tuple[Expr, Lit]] = [(rule.value(one, own), True)] if own.any() else []
        rooms = np.arange(len(problem.rooms))[:, None]
        floor = floors[rule.places_of(one)[0]].sum(axis=0) > 0
        for other in self._may_follow(rule, one, floor, int(needs.max()), places):
            follows = rule.both(rule.related(one, rooms, other, rooms, floors, "floor"), rule.before(one, other))
            short = rule.value(one, needs[:, None]) - rule.wait(one, other)
            found.append((short, rule.both(rule.chosen(one), follows)))
        return found

    def _may_follow(
        self, rule: Rule, one: Showing, floor: NDArray[np.bool_], need: int, places: NDArray[np.int64]
    ) -> list[Showing]:
        """Open showings that may start on a floor when it has ended, so soon that it matters."""
        owners, rooms, starts = places
        ends = np.unique(one.positions.ends[rule.places_of(one)[1]])
        if not len(ends):
            return []
        ended = ends[np.maximum(np.searchsorted(ends, starts, side="right") - 1, 0)]
        near = floor[rooms] & (ended <= starts) & (starts < ended + need)
        return [rule.problem.showings[other] for other in np.unique(owners[near]).tolist() if other != one.index]

    def _needs(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        """Of each room, ticks wanted after the showing; shared by all of its type."""
        return problem.cached((self, showing.type, showing.in_blocks), lambda: self._make_needs(problem, showing))

    def _all_needs(self, problem: Problem) -> NDArray[np.int64]:
        """Showings x rooms."""
        return np.stack([self._needs(problem, one) for one in problem.showings])

    def _make_needs(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        after = [room.turnaround_after(showing) for room in problem.rooms]
        return np.array(after, dtype=np.int64) + self.minutes * problem.minute

    def _short(self, problem: Problem, showing: Showing, others: Crowd) -> NDArray[np.int64]:
        """Ticks short at each place where the showing is selected, others being fixed."""
        short = self._needs(problem, showing)[:, None] - wait_for_next(showing, others, problem.floors)
        return np.where(problem.chosen_places(self.select, showing), np.maximum(short, 0), 0)

    # -- the price ------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Any may be the next of any."""
        return problem.showings if problem.selection(self.select) else ()

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """What it is short of itself, and those that it follows sooner.  Size: O(places + selected * positions)."""
        if not problem.selection(self.select):
            return NOTHING
        prices = np.zeros(where.shape, dtype=np.int64)
        if showing.index in problem.selection(self.select):
            prices += amounts(problem, self._short(problem, showing, everybody(problem, others)))
        crowd, waits = self._followed(problem, others, np.logical_or.reduce(where, axis=1))
        if not len(crowd):
            return prices
        needs = problem.cached((self, "needs"), lambda: self._all_needs(problem))[crowd.indices, crowd.rooms]
        for who, positions, after in starts_soon_after(showing, crowd, np.minimum(waits, needs)):
            more = amounts(problem, needs[who] - after) - amounts(problem, needs[who] - waits[who])
            pair, room = np.nonzero(problem.floors[crowd.rooms[who]])
            np.add.at(prices, (room, positions[pair]), more[pair])
        return prices

    def _followed(
        self, problem: Problem, others: Timetable, rooms: NDArray[np.bool_]
    ) -> tuple[Crowd, NDArray[np.int64]]:
        """Those selected on the floors of these rooms, and ticks from each to the next.

        Of more than one it is that of all, and kept with the timetable, which is often asked about more than once.
        """
        if np.count_nonzero(rooms) > 1:
            return others.cached((self, "followed"), lambda: self._waits(problem, others, rooms | True))
        return self._waits(problem, others, rooms)

    def _waits(self, problem: Problem, others: Timetable, rooms: NDArray[np.bool_]) -> tuple[Crowd, NDArray[np.int64]]:
        selected = problem.cached((self, "selected"), lambda: indices_of(problem.selected(self.select)))
        crowd = crowd_of(problem, others, selected, np.zeros_like(selected), self.select)
        crowd = crowd.only((problem.floors @ rooms)[crowd.rooms])
        return crowd, waits_for_next(crowd, everybody(problem, others), problem.floors) if len(crowd) else NO_AMOUNT

    # -- the check ------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Who is followed too soon, in order of time."""
        for one in timetable.selected(self.select):
            room = problem.rooms[one.room]
            floor = [p for n in (one.room, *problem.rivals[one.room]) for p in timetable.by_room.get(n, ())]
            later = [p for p in floor if p.start >= one.end and p is not one and gap(one, p) < NEVER]
            if later:
                then = min(later, key=lambda p: p.start)
                between = 0 if one.block >= 0 else room.turnaround(one.showing.type)
                short = problem.minutes(between + self.minutes * problem.minute - (then.start - one.end))
                if short > 0:
                    yield Violation(self, (one, then), short, _sentence(problem, one, then, short))


def _sentence(problem: Problem, one: Placement, then: Placement, short: int) -> Sentence:
    return Sentence(
        "{s} in {r} ends at {e}, and {o} starts in {q} at {t}: {n} minutes too soon.",
        "{r}의 {s}이(가) {e}에 끝난 뒤 {q}에서 {o}이(가) {t}에 시작하여 여유가 {n}분 모자랍니다.",
        s=one.showing, r=problem.rooms[one.room], e=problem.when(one.end), o=then.showing,
        q=problem.rooms[then.room], t=problem.when(then.start), n=short,
    )  # fmt: skip


def _open_places(rule: Rule) -> NDArray[np.int64]:
    """Showing, room and start (rows) of each place that is open to anybody."""
    places = [(one, *rule.places_of(one)) for one in rule.open]
    rows = [np.stack([np.full_like(rooms, one.index), rooms, one.positions.starts[at]]) for one, rooms, at in places]
    return np.concatenate(rows, axis=1) if rows else np.zeros((3, 0), dtype=np.int64)
