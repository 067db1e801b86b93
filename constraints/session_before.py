"""One session ends before another starts.

    wait(a, b) = start(b) - end(a)                                                  [minutes]
    late       = least or most wait is missed by so much                            [minutes]
               = max(0, min - wait, wait - max)
    amount     = 1 if anything is missed                                            [pair]
               = minutes of a and b if anything is missed                           [both_durations]
               = late, and minutes of a and b if room or day is missed              [minutes]

for every showing a of what comes first and b of what comes next, each product with the price of the
pair rounded up.  ``at_once``: b starts at the first start after a, ``min`` and the turnaround of a's
room; in blocks, in the very next slot.  Blocks without ``clock`` follow each other in listed order;
how far they lie apart nobody knows, so between them ``late`` is the minutes of a and b.

Who: each of ``sessions`` before the next; all that ``before`` selects before all that ``after`` does
(everything else, if it is not given); the first of each of the ``pairs`` before the second; ``by``
level, all of a lower before all of a higher.  A pair that is meant twice counts once, at the higher
price.  ``alike`` keeps pairs with common labels only, times their number.

One violation is one pair of showings (measured in minutes, one for the time and one for the place).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from scheduler.constraint import NO_AMOUNT, NOTHING, Violation
from scheduler.facts import both
from scheduler.fields import Korean, Minutes, SessionId, Words
from scheduler.maps import possible_days
from scheduler.pairing import ALIKE, Alike, Pairs, alike_column, nobody_has
from scheduler.precedence import Link, Linked, by_level, by_name, by_selection
from scheduler.problem import BEYOND
from scheduler.select import Select
from scheduler.sentence import Mention, Sentence
from scheduler.shapes import Pairwise
from scheduler.times import waits
from scheduler.timetable import NEVER, precedes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class SessionBefore(Pairwise):
    """One session ends before another starts."""

    kind: Literal["session_before"] = "session_before"
    sessions: list[SessionId] = Field(default_factory=list, title="In this order", description="Each before the next.")
    before: Select | None = Field(None, title="First", description="All of these ...")
    after: Select | None = Field(None, title="Then", description="... before all of these; empty = everything else.")
    listed: Pairs = Field(
        (), alias="pairs", title="Pairs", description="[first, next] or [first, next, price], of sessions or tracks."
    )
    by: Literal["level"] | None = Field(None, title="By", description="level: easier sessions before harder ones.")
    alike: Alike = Field((), title="Alike", description=ALIKE)
    showings: Literal["every", "same"] = Field(
        "every", title="Showings", description="Every showing before every other, or only those of the same label."
    )
    min: Minutes = Field(0, title="At least", description="Minutes from the end to the start.")
    max: Minutes | None = Field(None, title="At most", description="Minutes from the end to the start.")
    same_room: bool = Field(False, title="In the same room")
    same_day: bool = Field(False, title="On the same day")
    at_once: bool = Field(False, title="At once", description="As soon as room and grid allow.")
    measure: Literal["pair", "minutes", "both_durations"] = Field("pair", title="Measure")

    korean: ClassVar[Korean] = {
        "sessions": ("이 순서대로", "앞의 것이 다음 것보다 먼저."),
        "before": ("먼저", "이 모두가 …"),
        "after": ("나중", "… 이 모두보다 먼저. 비워 두면 나머지 전부."),
        "listed": ("쌍", "세션이나 섹션의 [먼저, 나중] 또는 [먼저, 나중, 값]."),
        "by": ("기준", "level: 쉬운 세션이 어려운 세션보다 먼저."),
        "alike": ("같은 라벨", "라벨 이름. 같은 값이 있는 쌍만 그 개수만큼 계산합니다(이름이 여럿이면 곱합니다)."),
        "showings": ("회차", "모든 회차끼리, 또는 같은 번호의 회차끼리만."),
        "min": ("적어도", "끝부터 다음 시작까지."),
        "max": ("많아야", "끝부터 다음 시작까지."),
        "same_room": ("같은 방에서", ""),
        "same_day": ("같은 날에", ""),
        "at_once": ("바로 이어서", "방과 시작 간격이 허락하는 대로 바로."),
        "measure": ("계산 단위", ""),
    }
    words: ClassVar[Words] = {
        "by": {"level": ("level", "수준")},
        "showings": {"every": ("every showing", "모든 회차"), "same": ("those of the same label", "같은 번호의 회차")},
        "measure": {
            "pair": ("each pair once", "한 쌍마다 한 번"),
            "minutes": ("each minute", "1분마다"),
            "both_durations": ("the minutes that both last", "두 세션의 전체 시간(분)"),
        },
    }

    example: ClassVar[dict[str, object]] = {
        "sessions": ["rehearsal", "opening"], "min": 20, "max": 90, "same_room": True,
    }  # fmt: skip

    @model_validator(mode="after")
    def _something_comes_first(self) -> SessionBefore:
        if len(self.sessions) < 2 and self.before is None and not self.listed and self.by is None:
            raise ValueError("say what comes before what: two or more sessions, before and after, pairs, or by: level")
        if self.max is not None and self.max < self.min:
            raise ValueError(f"nothing is at least {self.min} and at most {self.max} minutes later; swap min and max")
        return self

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        how = list(self._how())
        return Sentence(
            "{who}{how}.", "{who}{how}.",
            who=list(self._who()), how=Sentence(" ({how})", "({how})", how=how) if how else "",
        )  # fmt: skip

    def _who(self) -> Iterator[Sentence]:
        if self.sessions:
            yield Sentence(
                "{s} come in this order", "{s} 순서로 열립니다", s=[Mention("sessions", one) for one in self.sessions]
            )
        if self.before is not None:
            yield Sentence(
                "All that is selected first ends before all that is selected next starts",
                "먼저 선택한 행사가 모두 끝난 뒤 다음 행사가 시작합니다",
            )
        if self.listed:
            yield Sentence(
                "Of {n} pairs the first ends before the second starts",
                "{n}쌍에서 앞 행사가 끝난 뒤 뒤 행사가 시작합니다",
                n=len(self.listed),
            )
        if self.by:
            yield Sentence(
                "Easier sessions end before harder ones start", "쉬운 행사가 끝난 뒤 어려운 행사가 시작합니다"
            )

    def _how(self) -> Iterator[Sentence]:
        if self.alike:
            yield Sentence("with common {a}", "{a}이(가) 같은 행사끼리", a=self.alike)
        if self.at_once:
            yield Sentence("at once", "바로 이어서")
        if self.max is not None:
            yield Sentence("{a} to {b} minutes later", "{a}~{b}분 뒤", a=self.min, b=self.max)
        elif self.min:
            yield Sentence("{a} minutes later or more", "{a}분 이상 뒤", a=self.min)
        if self.same_room:
            yield Sentence("in the same room", "같은 상영관")
        if self.same_day:
            yield Sentence("on the same day", "같은 날")

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Labels that no session has."""
        return nobody_has(problem, self.alike)

    def contradictions(self, problem: Problem) -> Iterator[Sentence]:
        """Two that should each come before the other."""
        links = self.links(problem)
        for (first, then), link in links.items():
            back = links.get((then, first))
            one, other = problem.showings[first], problem.showings[then]
            needed = all(not s.optional and problem.always_selected(self.select, s) for s in (one, other))
            if first < then and back is not None and needed and not (link.by_place or back.by_place):
                yield Sentence(
                    "{a} and {b} should each end before the other starts.",
                    "{a}와(과) {b}이(가) 서로 상대보다 먼저 끝나야 합니다.",
                    a=one, b=other,
                )  # fmt: skip

    # -- which pairs ----------------------------------------------------------------------------

    @property
    def then(self) -> Select:
        """What comes after all that ``before`` selects."""
        return Select(not_=self.before) if self.after is None else self.after

    def links(self, problem: Problem) -> dict[tuple[int, int], Link]:
        """Every first and next showing, by index, and what the pair counts."""
        return problem.cached((self, "links"), lambda: self._links(problem))

    def _links(self, problem: Problem) -> dict[tuple[int, int], Link]:
        chosen, found = problem.selection(self.select), dict[tuple[int, int], Link]()
        for one, other, link in self._meant(problem):
            key = (one.index, other.index)
            if one is other or not (one.index in chosen and other.index in chosen):
                continue
            if self.showings == "same" and one.label != other.label:
                continue
            count = int(self._alike(problem, one)[other.index]) * link.price if self.alike else link.price
            if count > (found[key].price if key in found else 0):
                found[key] = Link(count, link.by_place)
        return found

    def _alike(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        return problem.cached((self, "alike", showing.index), lambda: alike_column(problem, self.alike, showing))

    def _meant(self, problem: Problem) -> Iterator[Linked]:
        """Pairs by everything that the rule names; some perhaps several times."""
        for first, then in pairwise(self.sessions):
            yield from by_name(problem, first, then)
        for first, then, *price in self.listed:
            yield from by_name(problem, str(first), str(then), int(price[0]) if price else 1)
        if self.before is not None:
            yield from by_selection(problem, self.before, self.then)
        if self.by:
            alike = (lambda one: self._alike(problem, one)) if self.alike else None
            yield from by_level(problem, self.select, alike)

    def pairs(self, problem: Problem) -> Iterable[tuple[Showing, Showing, Link]]:
        """What comes first, and what next."""
        for (one, other), link in self.links(problem).items():
            yield problem.showings[one], problem.showings[other], link

    # -- prices ---------------------------------------------------------------------------------

    def against(
        self, problem: Problem, showing: Showing, other: Placement, data: Link, first: bool
    ) -> NDArray[np.int64]:
        """What the two miss, wherever both are meant."""
        if not self._takes(problem, other, data, not first):
            return NOTHING
        wait = waits(showing, other)[0 if first else 1]
        most = self._most(problem, showing) if first else self._most(problem, other.showing)[other.room]
        late = np.maximum(np.maximum(self.min * problem.minute - wait, wait - most), 0)
        both = showing.positions.ends - showing.positions.starts + other.end - other.start
        late = np.where((late > 0) & (np.abs(wait) == NEVER), both, late)
        misplaced = np.zeros((1, 1), dtype=bool)
        if self.same_room:
            misplaced = misplaced | (np.arange(len(problem.rooms)) != other.room)[:, None]
        if self.same_day:
            misplaced = misplaced | (showing.positions.days != other.day)[None, :]
        return np.where(
            self._meant_at(problem, showing, data, first), self._amounts(problem, late, misplaced, both, data), 0
        )

    def _amounts(
        self,
        problem: Problem,
        late: NDArray[np.int64],
        misplaced: NDArray[np.bool_],
        both: NDArray[np.int64],
        link: Link,
    ) -> NDArray[np.int64]:
        """Amounts of so many ticks late, and of what lies in the wrong room or on the wrong day."""
        lengths = -(-link.price * both // problem.minute)
        if self.measure == "minutes":
            amounts: NDArray[np.int64] = misplaced * lengths - (-link.price * late // problem.minute)
        else:
            amounts = ((late > 0) | misplaced) * (link.price if self.measure == "pair" else lengths)
        return amounts

    def _most(self, problem: Problem, first: Showing) -> NDArray[np.int64]:
        """Ticks that may pass at the most after the first one, by the room that this is in."""
        most = BEYOND if self.max is None else self.max * problem.minute
        # At once, until the last minute that may be the first one on the grid.
        grid = 0 if first.in_blocks else (problem.festival.festival.grid - 1) * problem.minute
        limits = []
        for room in problem.rooms:
            after = max(0 if first.in_blocks else room.turnaround(first.type), self.min * problem.minute)
            limits.append(min(most, after + grid) if self.at_once else most)
        return np.array(limits, dtype=np.int64)[:, None]

    def _meant_at(self, problem: Problem, showing: Showing, link: Link, first: bool) -> NDArray[np.bool_]:
        """Places at which the showing is meant."""
        there = problem.chosen_places(self.select, showing)
        if link.by_place and self.before is not None:
            there = there & problem.chosen_places(self.before if first else self.then, showing)
        return there

    def _takes(self, problem: Problem, placement: Placement, link: Link, first: bool) -> bool:
        """Whether a placement is meant."""
        if not self.selects(problem, placement):
            return False
        if not link.by_place or self.before is None:
            return True
        select = self.before if first else self.then
        return select.selects(problem, placement.showing, placement.room, placement.day)

    def by_days(self, problem: Problem, showings: Sequence[Showing], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """What lies days after all that the next may take; pairs are counted with their first."""
        total, column = NO_AMOUNT, {one.index: days[:, number] for number, one in enumerate(showings)}
        for (first, then), link in self.links(problem).items():
            two = problem.showings[first], problem.showings[then]
            if first in column and self._always_meant(problem, *two, link):
                last = column[then] if then in column else possible_days(problem, two[1]).max(initial=-1)
                total = total + self._least(problem, *two, link) * ((last >= 0) & (column[first] > last))
        return total

    def _always_meant(self, problem: Problem, one: Showing, other: Showing, link: Link) -> bool:
        """Whether the pair counts wherever both lie, and by the clock."""
        by_clock = not (one.in_blocks or other.in_blocks or one.optional or other.optional)
        return by_clock and not link.by_place and not self.select.speaks_of_places

    def _least(self, problem: Problem, one: Showing, other: Showing, link: Link) -> int:
        """Amount of a pair that is days out of order."""
        if self.measure == "pair":
            return link.price
        return problem.minutes(link.price * (one.duration + (other.duration if self.measure != "minutes" else 0)))

    # -- model ----------------------------------------------------------------------------------

    def post_pair(self, rule: Rule, one: Showing, other: Showing, data: Link) -> None:
        """Size: O(1), or of different turnarounds; in blocks O(positions)."""
        when = [rule.where(s, self._meant_at(rule.problem, s, data, s is one)) for s in (one, other)]
        if any(literal is False for literal in when):
            return
        if one.in_blocks and other.in_blocks:
            self._post_in_blocks(rule, one, other, data, when)
        else:
            self._post_by_clock(rule, one, other, data, when)

    def _post_in_blocks(self, rule: Rule, one: Showing, other: Showing, link: Link, when: list[Lit]) -> None:
        """Position by position, in the same room and in different ones."""
        mine, theirs, problem = one.positions, other.positions, rule.problem
        wait = (theirs.starts + theirs.shifts)[None, :] - (mine.ends + mine.shifts)[:, None]
        both = (theirs.ends - theirs.starts)[None, :] + (mine.ends - mine.starts)[:, None]
        late = np.maximum(np.maximum(self.min * problem.minute - wait, wait - self._most(problem, one)[0]), 0)
        late = np.where((late > 0) & (mine.shifts[:, None] != theirs.shifts[None, :]), both, late)
        wrong_day = (mine.days[:, None] != theirs.days[None, :]) & self.same_day
        together = rule.same_room(one, other) if self.same_room else True
        for misplaced, literal in ((wrong_day, together), (np.ones_like(wrong_day), rule.negated(together))):
            amounts = self._amounts(problem, late, misplaced, both, link)
            for amount in np.unique(amounts[amounts > 0]).tolist() if literal is not False else ():
                rule.charge_related(amount, one, other, amounts == amount, literal, *when)

    def _post_by_clock(self, rule: Rule, one: Showing, other: Showing, link: Link, when: list[Lit]) -> None:
        least, minute = self.min * rule.problem.minute, rule.problem.minute
        early = rule.negated(rule.before(one, other, least))
        late = list(self._too_late(rule, one, other))
        places = [rule.same_room(one, other)] if self.same_room else []
        places += [rule.same_day(one, other)] if self.same_day else []
        misplaced = rule.negated(rule.both(*places))

        def lengths() -> Expr:
            return link.price * (rule.length(one) + rule.length(other))

        if self.measure == "minutes":
            rule.lose(lambda: link.price * (least - rule.wait(one, other)), early, *when, per=minute)
            for literal, most in late:
                rule.excess(link.price * (rule.wait(one, other) - most), literal, *when, per=minute)
            rule.lose(lengths, misplaced, *when, per=minute)
            return
        missed = rule.any([early, misplaced, *(literal for literal, _ in late)])
        if self.measure == "pair":
            rule.charge(link.price, missed, *when)
        else:
            rule.lose(lengths, missed, *when, per=minute)

    def _too_late(self, rule: Rule, one: Showing, other: Showing) -> Iterator[tuple[Lit, int]]:
        """Whether the wait is too long, and what it may be: for each group of rooms that the first may be in."""
        most = self._most(rule.problem, one)
        for ticks in rule.possible(one, most):
            if ticks < BEYOND:
                yield rule.both(rule.where(one, most == ticks), rule.before(one, other, ticks + 1)), ticks

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each pair in the wrong order, too near, too far, in the wrong room or on the wrong day."""
        for (first, then), link in self.links(problem).items():
            one, other = timetable.placements.get(first), timetable.placements.get(then)
            if one is None or other is None:
                continue
            if self._takes(problem, one, link, True) and self._takes(problem, other, link, False):
                yield from self._of_pair(problem, one, other, link.price)

    def _of_pair(self, problem: Problem, one: Placement, other: Placement, price: int) -> Iterator[Violation]:
        ticks, why = self._missed(problem, one, other)
        where = list(self._misplaced(one, other))
        lengths = problem.minutes(price * (one.end - one.start + other.end - other.start))
        if self.measure == "minutes":
            if why:
                yield self._told(problem, one, other, problem.minutes(price * ticks), [why])
            if where:
                yield self._told(problem, one, other, lengths, where)
        elif why or where:
            yield self._told(
                problem, one, other, price if self.measure == "pair" else lengths, [*([why] if why else []), *where]
            )

    def _missed(self, problem: Problem, one: Placement, other: Placement) -> tuple[int, Sentence | None]:
        """Ticks too early or too late, and which of both."""
        limit = self._limit(problem, one)
        if one.block >= 0 and other.block >= 0 and one.shift != other.shift:
            both = one.end - one.start + other.end - other.start
            if precedes(other, one):
                return both, Sentence("in the wrong order", "순서가 바뀜")
            return (0, None) if limit is None else (both, Sentence("in another block", "다른 블록"))
        wait = other.start - one.end
        least = self.min * problem.minute
        if wait < least:
            return least - wait, Sentence("{n} min too early", "{n}분 이름", n=problem.minutes(least - wait))
        if limit is not None and wait > limit:
            return wait - limit, Sentence("{n} min too late", "{n}분 늦음", n=problem.minutes(wait - limit))
        return 0, None

    def _limit(self, problem: Problem, one: Placement) -> int | None:
        """Ticks that may pass at the most."""
        limits = [] if self.max is None else [self.max * problem.minute]
        if self.at_once and one.block >= 0:
            limits.append(self.min * problem.minute)
        elif self.at_once:
            turnaround = problem.rooms[one.room].turnaround(one.showing.type)
            limits.append(
                max(turnaround, self.min * problem.minute) + (problem.festival.festival.grid - 1) * problem.minute
            )
        return min(limits, default=None)

    def _misplaced(self, one: Placement, other: Placement) -> Iterator[Sentence]:
        if self.same_room and one.room != other.room:
            yield Sentence("in another room", "다른 상영관")
        if self.same_day and one.day != other.day:
            yield Sentence("on another day", "다른 날")

    def _told(self, problem: Problem, one: Placement, other: Placement, amount: int, why: list[Sentence]) -> Violation:
        sentence = Sentence(
            "{b} in {rb} at {tb} comes {why} after {a} in {ra}, which ends at {ta}.",
            "{ra}에서 {ta}에 끝나는 {a} 다음의 {b}({rb}, {tb}): {why}.",
            **both(problem, one, other) | {"ta": problem.when(one.end)},
            why=why,
        )
        return Violation(self, (one, other), amount, sentence)
