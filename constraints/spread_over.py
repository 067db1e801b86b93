"""Selected showings are spread over days, parts of the day, rooms or venues.

    count(b)  = selected showings that lie in b
    amount(b) = max(0, count(b) - most) + max(0, least - count(b))           [showings]

Without ``min`` and ``max`` the spread is even: least and most are n/k rounded down and up, n being
all that are placed and selected, k the number of days (parts, rooms, venues) in which any selected
showing may lie.  One violation is one day (part, room, venue) with too many or too few.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from scheduler.buckets import Bucket, value, values, venues
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.dayparts import DAYPARTS, NAMES
from scheduler.fields import Korean, Unit, Words
from scheduler.sentence import Day, Name, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Expr
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

Showings = Annotated[int, Field(ge=0, le=100_000), Unit("showings", "회")]
BUCKETS: dict[str, Bucket] = {"days": "day", "dayparts": "daypart", "rooms": "room", "venues": "venue"}
OVER = {
    "days": Sentence("days", "날"),
    "dayparts": Sentence("parts of the day", "시간대"),
    "rooms": Sentence("rooms", "상영관"),
    "venues": Sentence("venues", "건물"),
}


class SpreadOver(Constraint):
    """Selected showings are spread over days, parts of the day, rooms or venues."""

    kind: Literal["spread_over"] = "spread_over"
    over: Literal["days", "dayparts", "rooms", "venues"] = Field("days", title="Over")
    min: Showings | None = Field(None, title="At least", description="In each; without both limits the spread is even.")
    max: Showings | None = Field(None, title="At most", description="In each.")

    korean: ClassVar[Korean] = {
        "over": ("나눌 곳", ""),
        "min": ("적어도", "각각. 둘 다 비워 두면 고르게 나눕니다."),
        "max": ("많아야", "각각."),
    }
    words: ClassVar[Words] = {
        "over": {
            "days": ("days", "날짜"),
            "dayparts": ("parts of the day", "시간대"),
            "rooms": ("rooms", "상영관"),
            "venues": ("venues", "건물"),
        },
    }

    unit: ClassVar[str] = "showings"
    example: ClassVar[dict[str, object]] = {"select": {"tags": ["access"]}, "over": "days", "min": 1, "weight": 20}

    @model_validator(mode="after")
    def _in_order(self) -> SpreadOver:
        if self.min is not None and self.max is not None and self.max < self.min:
            raise ValueError(f"nothing is at least {self.min} and at most {self.max}; swap min and max")
        return self

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if self.even:
            return Sentence(
                "The selected showings are spread evenly over {o}.",
                "선택한 상영은 {o}별로 고르게 배정됩니다.",
                o=OVER[self.over],
            )
        return Sentence(
            "Each of the {o} has {n} of the selected showings.", "{o}마다 선택한 상영이 {n}있습니다.",
            o=OVER[self.over], n=self._limits_said(),
        )  # fmt: skip

    def _limits_said(self) -> Sentence:
        if self.max is None:
            return Sentence("{a} or more", "{a}회 이상 ", a=self.min)
        if not self.min:
            return Sentence("at most {b}", "{b}회 이하로 ", b=self.max)
        return Sentence("{a} to {b}", "{a}~{b}회 ", a=self.min, b=self.max)

    @property
    def even(self) -> bool:
        """Whether the limits follow from how many there are."""
        return self.min is None and self.max is None

    def contradictions(self, problem: Problem) -> Iterator[Sentence]:
        """Too many showings for the most that each may have, or too few for the least."""
        places, every = len(self.buckets(problem)), problem.selected(self.select)
        needed = sum(not one.optional and problem.always_selected(self.select, one) for one in every)
        if self.max is not None and needed > self.max * places:
            yield Sentence(
                "There are {n} showings for {k} {o} of at most {m} each.",
                "상영 {n}회, {o} {k}개에 {m}회씩이면 모자랍니다.",
                n=needed, k=places, o=OVER[self.over], m=self.max,
            )  # fmt: skip
        if self.min is not None and len(every) < self.min * places:
            yield Sentence(
                "There are {n} showings for {k} {o} of at least {m} each.",
                "상영 {n}회로 {o} {k}개에 {m}회씩 채울 수 없습니다.",
                n=len(every), k=places, o=OVER[self.over], m=self.min,
            )  # fmt: skip

    # -- data -----------------------------------------------------------------------------------

    def buckets(self, problem: Problem) -> tuple[int, ...]:
        """Every day (part, room, venue) in which a selected showing may lie."""
        return problem.cached((self, "buckets"), lambda: self._buckets(problem))

    def _buckets(self, problem: Problem) -> tuple[int, ...]:
        found: set[int] = set()
        alike: dict[tuple[int, int], Showing] = {}
        for showing in problem.selected(self.select):
            chosen = problem.chosen_places(self.select, showing)
            # Showings that are selected everywhere and share their places share their buckets.
            if not chosen.all() or alike.setdefault((id(showing.legal), id(showing.positions)), showing) is showing:
                there, of = showing.legal & chosen, self._of(problem, showing)
                # A bucket is of the position or of the room, so one line of the places tells it.
                found.update(of.ravel()[there.any(axis=0 if of.shape[0] == 1 else 1)].tolist())
        return tuple(sorted(found))

    def _of(self, problem: Problem, showing: Showing) -> NDArray[np.int64]:
        return values(problem, showing, BUCKETS[self.over])

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All that are selected, if it is."""
        return problem.selected(self.select) if showing.index in problem.selection(self.select) else ()

    # -- prices and model -----------------------------------------------------------------------

    def _total(self, counts: NDArray[np.int64]) -> int:
        if not len(counts):
            return 0
        number, many = int(counts.sum()), len(counts)
        least, most = (number // many, -(-number // many)) if self.even else (self.min or 0, self.max)
        over = 0 if most is None else int(np.maximum(counts - most, 0).sum())
        return over + int(np.maximum(least - counts, 0).sum())

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """One number for each bucket: the amount with one more in it."""
        if showing.index not in problem.selection(self.select):
            return NOTHING
        known = {bucket: number for number, bucket in enumerate(self.buckets(problem))}
        counts = self._counted(problem, others)
        base, of = self._total(counts), self._of(problem, showing)
        prices = np.zeros(of.shape, dtype=np.int64)
        for bucket, number in known.items():
            counts[number] += 1
            prices[of == bucket] = self._total(counts) - base
            counts[number] -= 1
        return np.where(problem.chosen_places(self.select, showing), prices, 0)

    def _counted(self, problem: Problem, timetable: Timetable) -> NDArray[np.int64]:
        """How many lie in each bucket."""
        known = {bucket: number for number, bucket in enumerate(self.buckets(problem))}
        counts = np.zeros(len(known), dtype=np.int64)
        for placement in timetable.selected(self.select):
            if (number := known.get(value(problem, placement, BUCKETS[self.over]))) is not None:
                counts[number] += 1
        return counts

    def post(self, rule: Rule) -> None:
        """A count for each bucket.  Size: O(open showings * buckets)."""
        showings = rule.showings()
        if not rule.touches(showings):
            # What is too few among fixed ones stays so, and a must says it.
            rule.charge(self._total(self._counted(rule.problem, rule.fixed)))
            return
        counts = self._counts(rule, [one for one in showings if rule.is_open(one)])
        least, most = self._shares(rule, counts, len(showings)) if self.even else (self.min or 0, self.max)
        for count in counts:
            if most is not None:
                rule.excess(count - most, most=len(showings))
            rule.excess(least - count, most=max(len(showings), self.min or 0))

    def _counts(self, rule: Rule, showings: Sequence[Showing]) -> list[Expr]:
        """How many lie in each bucket: what is fixed, and what may come."""
        buckets = self.buckets(rule.problem)
        fixed = [value(rule.problem, one, BUCKETS[self.over]) for one in rule.fixed.selected(self.select)]
        counts: dict[int, list[Expr]] = {bucket: [fixed.count(bucket)] for bucket in buckets}
        for showing in showings:
            of, chosen = self._of(rule.problem, showing), rule.problem.chosen_places(self.select, showing)
            for bucket in rule.possible(showing, of):
                if bucket in counts:
                    counts[bucket].append(rule.where(showing, (of == bucket) & chosen))
        return [rule.total(counts[bucket]) for bucket in buckets]

    def _shares(self, rule: Rule, counts: Sequence[Expr], most: int) -> tuple[Expr, Expr]:
        """What an even spread allows: n/k rounded down and up."""
        number, many = sum(counts), max(1, len(counts))
        least, upmost = rule.whole(0, most), rule.whole(0, most)
        rule.require(many * least <= number)
        rule.require(number <= many * least + many - 1)
        rule.require(many * upmost >= number)
        rule.require(number >= many * upmost - many + 1)
        return least, upmost

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each day, part, room or venue with too many or too few."""
        lying: dict[int, list[Placement]] = {bucket: [] for bucket in self.buckets(problem)}
        for placement in timetable.selected(self.select):
            lying.setdefault(value(problem, placement, BUCKETS[self.over]), []).append(placement)
        number, many = sum(map(len, lying.values())), max(1, len(lying))
        least, most = (number // many, -(-number // many)) if self.even else (self.min or 0, self.max)
        for bucket, placements in lying.items():
            there, name = len(placements), self._name(problem, bucket)
            if most is not None and there > most:
                said = Sentence(
                    "{w} has {n} of the selected showings, more than {m}.",
                    "{w}: 선택한 상영이 {n}회로 {m}회를 넘습니다.",
                    w=name, n=there, m=most,
                )  # fmt: skip
                yield Violation(self, tuple(placements), there - most, said)
            elif there < least:
                said = Sentence(
                    "{w} has {n} of the selected showings, fewer than {m}.",
                    "{w}: 선택한 상영이 {n}회로 {m}회보다 적습니다.",
                    w=name, n=there, m=least,
                )  # fmt: skip
                yield Violation(self, tuple(placements), least - there, said)

    def _name(self, problem: Problem, bucket: int) -> object:
        if self.over == "days":
            return Day(date.fromordinal(bucket))
        if self.over == "dayparts":
            return NAMES[DAYPARTS[bucket]]
        if self.over == "rooms":
            return problem.rooms[bucket]
        venue = next(room.venue for room in problem.rooms if venues(problem)[room.index] == bucket)
        known = next((one for one in problem.festival.venues if one.id == venue), None)
        return Name(known.name if known else None, venue or "")
