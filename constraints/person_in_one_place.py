"""Nobody is in two places at once, and everybody has the time to walk.

    common(e, f)   = min(end e, end f) - max(begin e, begin f)        minus the gap if they do not overlap
    need(e, f)     = walk from the room of whichever begins first to the other's + margin
                     or ``pause``, if that is more and both showings lie on one festival day
    short(p, s, t) = max over stretches e of s, f of t that p is needed for of common(e, f) + need(e, f)
    amount(p, s, t) = max(0, short)                                   [minutes]
                      1                            if short > 0       [pair]
                      length of s + length of t    if short > 0       [both_durations: minutes]

One violation is one person and two selected showings, however many parts of them the person is
needed for; with ``once_a_pair`` it is two showings, however many people they share, and the one
who is shortest of time counts.  With people or roles in ``select`` only these people are meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.fields import Korean, Minutes, Words
from scheduler.presence import presence
from scheduler.problem import Engagement
from scheduler.sentence import Sentence
from scheduler.shapes import Pairwise
from scheduler.times import amounts, shortage
from scheduler.timetable import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

Stretches = tuple[tuple[Engagement, Engagement], ...]
"""Each stretch of one showing with each of another that somebody is needed for."""


class Entry(NamedTuple):
    """What somebody is needed for, from when to when."""

    begin: int
    end: int
    placement: Placement


class PersonInOnePlace(Pairwise):
    """Nobody is in two places at once, and everybody has the time to walk from one to the next."""

    kind: Literal["person_in_one_place"] = "person_in_one_place"
    margin: Minutes = Field(0, title="Margin", description="Minutes between two showings, beyond the walk.")
    pause: Minutes = Field(0, title="Pause", description="Least minutes between two of one day, walk included.")
    measure: Literal["minutes", "pair", "both_durations"] = Field(
        "minutes", title="Measure", description="Minutes short, once for two showings, or the minutes that both last."
    )
    once_a_pair: bool = Field(
        False, title="Once a pair", description="Two showings count once, however many people they share."
    )

    korean: ClassVar[Korean] = {
        "margin": ("여유", "두 상영 사이에 이동 시간 말고 더 둘 시간."),
        "pause": ("쉬는 시간", "같은 날 두 상영 사이에 적어도 이만큼. 이동 시간을 포함합니다."),
        "measure": ("계산 단위", "모자라는 시간, 두 상영에 한 번, 또는 두 상영의 전체 시간."),
        "once_a_pair": ("한 쌍에 한 번", "함께 나오는 사람이 여럿이어도 두 상영을 한 번만 계산합니다."),
    }
    words: ClassVar[Words] = {
        "measure": {
            "minutes": ("minutes short", "모자라는 시간(분)"),
            "pair": ("each pair once", "한 쌍마다 한 번"),
            "both_durations": ("the minutes that both last", "두 세션의 전체 시간(분)"),
        },
    }

    example: ClassVar[dict[str, object]] = {"margin": 10}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must everywhere."""
        return [cls()]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        en, ko = "Nobody is in two places at once", "누구도 동시에 두 곳에 있지 않습니다"
        if self.margin:
            en, ko = f"{en}; {{margin}} minutes are left beyond the walk", f"{ko}. 이동 후 {{margin}}분의 여유를 둡니다"
        else:
            en, ko = f"{en}; there is time for the walk", f"{ko}. 이동할 시간을 둡니다"
        if self.pause:
            en, ko = f"{en}, and {{pause}} minutes on one day", f"{ko}. 같은 날에는 {{pause}}분 이상 간격을 둡니다"
        return Sentence(f"{en}.", f"{ko}.", margin=self.margin, pause=self.pause)

    def pairs(self, problem: Problem) -> Iterable[tuple[Showing, Showing, Any]]:
        """Two showings that share people: when these are needed in both, and how many of them."""
        diaries: dict[str, list[tuple[Showing, tuple[Engagement, ...]]]] = {}
        for showing in problem.selected(self.select):
            for person, stretches in presence(problem, showing, self.select).items():
                diaries.setdefault(person, []).append((showing, stretches))
        shared: dict[tuple[Showing, Showing], Counter[Stretches]] = {}
        for diary in diaries.values():
            for (one, mine), (other, theirs) in combinations(diary, 2):
                shared.setdefault((one, other), Counter())[tuple(product(mine, theirs))] += 1
        for (one, other), counts in shared.items():
            if self.once_a_pair:
                counts = Counter([tuple(dict.fromkeys(two for stretches in counts for two in stretches))])
            yield one, other, tuple(counts.items())

    def one_by_one(self, problem: Problem) -> Iterable[list[Showing]]:
        """What each person is needed in from beginning to end."""
        groups: dict[str, list[Showing]] = {}
        for showing in problem.selected(self.select):
            for person, stretches in presence(problem, showing, self.select).items():
                if any(one.throughout for one in stretches) and problem.always_selected(self.select, showing):
                    groups.setdefault(person, []).append(showing)
        return (group for group in groups.values() if len(group) > 1)

    def _least(self, problem: Problem) -> NDArray[np.int64]:
        """Ticks from room to room."""
        return problem.walks + self.margin * problem.minute

    def reach(self, problem: Problem) -> int | None:
        """The longest walk and the margin, or the pause if that is longer."""
        return max(int(self._least(problem).max(initial=0)), self.pause * problem.minute)

    # -- prices ---------------------------------------------------------------------------------

    def against(
        self, problem: Problem, showing: Showing, other: Placement, data: Any, first: bool
    ) -> NDArray[np.int64]:
        """Amount of everybody they share.  Size: O(stretches of both * places)."""
        total = np.zeros(showing.legal.shape, dtype=np.int64)
        if self.selects(problem, other):
            for stretches, people in data:
                turned = stretches if first else [(mine, theirs) for theirs, mine in stretches]
                short = np.max([self._short(problem, showing, other, *two) for two in turned], axis=0)
                total += people * self._measured(problem, showing, other, short)
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    def _short(
        self, problem: Problem, showing: Showing, other: Placement, mine: Engagement, theirs: Engagement
    ) -> NDArray[np.int64]:
        """Ticks short, rooms x positions; nothing or less where there is time enough."""
        short = shortage(showing, other, self._least(problem), mine, theirs)
        if self.pause:
            today = (showing.positions.days == other.day)[None, :]
            hurried = shortage(showing, other, self.pause * problem.minute, mine, theirs)
            short = np.where(today, np.maximum(short, hurried), short)
        return short

    def _measured(
        self, problem: Problem, showing: Showing, other: Placement, short: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        if self.measure == "minutes":
            return amounts(problem, short)
        if self.measure == "pair":
            return (short > 0).astype(np.int64)
        lengths = showing.positions.ends - showing.positions.starts + other.end - other.start
        return np.where(short > 0, amounts(problem, lengths), 0)

    # -- model ----------------------------------------------------------------------------------

    def post_pair(self, rule: Rule, one: Showing, other: Showing, data: Any) -> None:
        """In time one way or the other.  Size: O(stretches of both * rooms at unlike distances)."""
        per = 1 if self.measure == "pair" else rule.problem.minute
        for stretches, people in data:
            late = rule.any(self._late(rule, one, other, *two) for two in stretches)
            lost = self._lost(rule, one, other, stretches)
            rule.lose(lost, late, rule.chosen(one), rule.chosen(other), per=per, times=people)

    def _late(self, rule: Rule, one: Showing, other: Showing, mine: Engagement, theirs: Engagement) -> Lit:
        """Whether somebody needed for both stretches is short of time."""
        late = rule.too_close(one, other, self._least(rule.problem), mine, theirs, loosely=True)
        if not self.pause:
            return late
        hurried = rule.near(one, other, self.pause * rule.problem.minute, mine, theirs)
        return rule.any([late, rule.both(hurried, rule.same_day(one, other))])

    def _lost(self, rule: Rule, one: Showing, other: Showing, stretches: Stretches) -> Any:
        """The amount, should it be asked for; in ticks if it is minutes."""
        if self.measure == "pair":
            return lambda: 1
        if self.measure == "both_durations":
            return lambda: sum(rule.value(s, (s.positions.ends - s.positions.starts)[None, :]) for s in (one, other))
        return lambda: rule.greatest([part for two in stretches for part in self._parts(rule, one, other, *two)])

    def _parts(self, rule: Rule, one: Showing, other: Showing, mine: Engagement, theirs: Engagement) -> Iterator[Expr]:
        """Ticks short of the walk, and of the pause."""
        yield rule.shortage(one, other, self._least(rule.problem), mine, theirs)
        if self.pause:
            hurried = rule.shortage(one, other, self.pause * rule.problem.minute, mine, theirs)
            yield hurried - 2 * NEVER * rule.negated(rule.same_day(one, other))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Everybody's diary, read in order of time."""
        worst: dict[object, tuple[int, str, Entry, Entry]] = {}
        for person, diary in self._diaries(problem, timetable).items():
            for short, one, other in self._too_short(problem, diary):
                about = frozenset((one.placement.showing.index, other.placement.showing.index))
                key = about if self.once_a_pair else (person, about)
                if key not in worst or short > worst[key][0]:
                    worst[key] = (short, person, one, other)
        for short, person, one, other in worst.values():
            placements = (one.placement, other.placement)
            amount = self._counted(problem, short, placements)
            yield Violation(self, placements, amount, _sentence(problem, person, short, one, other), person)

    def _diaries(self, problem: Problem, timetable: Timetable) -> dict[str, list[Entry]]:
        """What everybody is needed for, in order of begin."""
        diaries: dict[str, list[Entry]] = {}
        for placement in timetable.selected(self.select):
            for person, stretches in presence(problem, placement.showing, self.select).items():
                for one in stretches:
                    diaries.setdefault(person, []).append(Entry(*one.span(placement.start, placement.end), placement))
        for diary in diaries.values():
            diary.sort(key=lambda entry: entry[:2])
        return diaries

    def _too_short(self, problem: Problem, diary: list[Entry]) -> Iterator[tuple[int, Entry, Entry]]:
        """Ticks short, and between which two; blocks that never clash leave time enough."""
        furthest = (int(problem.walks.max(initial=0)) + max(self.margin, self.pause) * problem.minute) if diary else 0
        for number, one in enumerate(diary):
            for place in range(number + 1, len(diary)):
                other = diary[place]
                if other.begin >= one.end + furthest:
                    break
                a, b = one.placement, other.placement
                if a.showing is b.showing or (a.block >= 0 and b.block >= 0 and a.shift != b.shift):
                    continue
                walk = problem.walks[a.room, b.room]
                if one.begin == other.begin:
                    walk = min(walk, problem.walks[b.room, a.room])
                need = int(walk) + self.margin * problem.minute
                if a.day == b.day:
                    need = max(need, self.pause * problem.minute)
                short = min(one.end, other.end) - other.begin + need
                if short > 0:
                    yield short, one, other

    def _counted(self, problem: Problem, short: int, placements: tuple[Placement, ...]) -> int:
        if self.measure == "pair":
            return 1
        if self.measure == "both_durations":
            return problem.minutes(sum(one.end - one.start for one in placements))
        return problem.minutes(short)


def _sentence(problem: Problem, person: str, short: int, one: Entry, other: Entry) -> Sentence:
    facts: dict[str, object] = {
        "p": problem.person_named(person), "n": problem.minutes(short),
        "a": one.placement.showing, "ra": problem.rooms[one.placement.room], "ta": problem.when(one.begin),
        "b": other.placement.showing, "rb": problem.rooms[other.placement.room], "tb": problem.when(other.begin),
        "until": problem.when(one.end),
    }  # fmt: skip
    if other.begin < one.end:
        return Sentence(
            "{p} is needed in {a} ({ra}, {ta}) and in {b} ({rb}, {tb}) at once: {n} minutes short.",
            "{p}: {a}({ra}, {ta})와(과) {b}({rb}, {tb})에 동시에 필요합니다. {n}분 부족.",
            **facts,
        )
    return Sentence(
        "{p} is {n} minutes short on the way from {a} ({ra}, until {until}) to {b} ({rb}, {tb}).",
        "{p}: {a}({ra}, {until}까지)에서 {b}({rb}, {tb})(으)로 갈 시간이 {n}분 부족합니다.",
        **facts,
    )
