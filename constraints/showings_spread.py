"""Showings of one session are spread over days, parts of the day, rooms and venues.

    misses(s, t) = how many of the conditions asked for do not hold between s and t
    amount = sum of misses(s, t) over neighbours s, t in time                [misses]

Neighbours are two showings of a session with none of its selected ones between them; of equal
starts the first in the document is first.  Conditions are: another day, a number of days between
``gap_days.from`` and ``gap_days.to`` (dates, festival days), another room, another venue, another
part of the day whatever the day (``scheduler.dayparts``: morning, afternoon, evening, by the start).
Showings of a ``simulcast`` session are exempt.  ``where`` limits the rule to sessions of which each
showing that is not optional can have a day of its own (``several_days``), or to all others.

One violation is one pair of neighbours.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from scheduler.buckets import Bucket, date_of, dates, value, values
from scheduler.constraint import NO_AMOUNT, NOTHING, Constraint, Violation
from scheduler.dayparts import DAYPARTS, NAMES, daypart
from scheduler.facts import both
from scheduler.fields import Korean, Unit, Words
from scheduler.own_days import own_days, several_days
from scheduler.sentence import Name, Sentence
from scheduler.succession import in_order, neighbours, ranks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

WHERE = {
    "always": "",
    "several_days": Sentence(", where every showing can have a day of its own", "회차마다 날을 달리할 수 있는 경우, "),
    "one_day": Sentence(", where not every showing can have a day of its own", "회차마다 날을 달리할 수 없는 경우, "),
}
Days = Annotated[int, Field(ge=0, le=1_000), Unit("days", "일")]
Condition = Literal["other_day", "gap_days", "other_room", "other_venue", "other_daypart"]

BY: dict[Condition, Bucket] = {
    "other_day": "day", "gap_days": "day", "other_room": "room", "other_venue": "venue", "other_daypart": "daypart",
}  # fmt: skip
"""What each condition compares."""
SAID: dict[Condition, Sentence] = {
    "other_day": Sentence("on another day", "다른 날"),
    "gap_days": Sentence("days later", "며칠 뒤"),
    "other_room": Sentence("in another room", "다른 상영관"),
    "other_venue": Sentence("in another venue", "다른 건물"),
    "other_daypart": Sentence("in another part of the day", "다른 시간대"),
}


class DaysApart(BaseModel):
    """So many days from one showing to the next."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: Days = Field(0, alias="from", title="At least")
    to: Days | None = Field(None, title="At most")

    korean: ClassVar[Korean] = {
        "from_": ("적어도", ""),
        "to": ("많아야", ""),
    }

    @model_validator(mode="after")
    def _in_order(self) -> DaysApart:
        if self.to is not None and self.to < self.from_:
            raise ValueError(f"nothing is at least {self.from_} and at most {self.to} days apart; swap from and to")
        return self


class ShowingsSpread(Constraint):
    """Showings of one session are spread over days, parts of the day, rooms and venues."""

    kind: Literal["showings_spread"] = "showings_spread"
    other_day: bool = Field(False, title="Another day", description="Holds too if no other condition is given.")
    gap_days: DaysApart | None = Field(None, title="Days apart", description="1 = on the next day.")
    other_room: bool = Field(False, title="Another room")
    other_venue: bool = Field(False, title="Another venue")
    other_daypart: bool = Field(
        False, title="Another part of the day", description="Morning before 12:00, afternoon before 18:00, evening."
    )
    where: Literal["always", "several_days", "one_day"] = Field(
        "always",
        title="Where",
        description="several_days: only sessions whose showings can each have a day of its own; one_day: only others.",
    )

    korean: ClassVar[Korean] = {
        "other_day": ("다른 날", "다른 조건이 없으면 이것을 적용합니다."),
        "gap_days": ("날짜 간격", "1이면 다음 날."),
        "other_room": ("다른 상영관", ""),
        "other_venue": ("다른 건물", ""),
        "other_daypart": ("다른 시간대", "12시 전은 오전, 18시 전은 오후, 그 뒤는 저녁."),
        "where": ("대상", "모든 세션, 회차마다 다른 날에 둘 수 있는 세션만, 또는 그럴 수 없는 세션만."),
    }
    words: ClassVar[Words] = {
        "where": {
            "always": ("all sessions", "모든 세션"),
            "several_days": ("sessions that can have a day a showing", "회차마다 다른 날에 둘 수 있는 세션"),
            "one_day": ("the others", "나머지 세션"),
        },
    }

    unit: ClassVar[str] = "misses"
    example: ClassVar[dict[str, object]] = {
        "select": {"types": ["screening"]}, "gap_days": {"from": 1, "to": 3}, "other_room": True, "weight": 20,
    }  # fmt: skip

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """Another day is a must where there is one; elsewhere another part of the day is wanted."""
        return [cls(other_day=True, where="several_days"), cls(other_daypart=True, where="one_day", weight=50)]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "The next showing of a session is {conditions}{where}.",
            "{where}같은 프로그램의 다음 회차는 {conditions}입니다.",
            conditions=[self._said(condition) for condition in self.conditions],
            where=WHERE[self.where],
        )

    def _said(self, condition: Condition) -> Sentence:
        if condition != "gap_days" or self.gap_days is None:
            return SAID[condition]
        low, high = self.gap_days.from_, self.gap_days.to
        if high is None:
            return Sentence("{low} days later or more", "{low}일 이상 뒤", low=low)
        return Sentence("{low} to {high} days later", "{low}~{high}일 뒤", low=low, high=high)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those asked for; another day if none is."""
        return tuple(name for name in SAID if getattr(self, name)) or ("other_day",)

    # -- who ------------------------------------------------------------------------------------

    def groups(self, problem: Problem) -> dict[str, tuple[Showing, ...]]:
        """Showings of each session that the rule is about."""
        return problem.cached((self, "groups"), lambda: dict(self._groups(problem)))

    def _groups(self, problem: Problem) -> Iterator[tuple[str, tuple[Showing, ...]]]:
        chosen = problem.selection(self.select)
        for session, showings in problem.by_session.items():
            group = tuple(one for one in showings if one.index in chosen)
            if len(group) > 1 and not group[0].session.simulcast and self._meant(problem, group):
                yield session, group

    def _meant(self, problem: Problem, group: Sequence[Showing]) -> bool:
        return self.where == "always" or (self.where == "several_days") == several_days(problem, group)

    def contradictions(self, problem: Problem) -> Iterator[Sentence]:
        """Sessions that have more showings than possible days, if each must have its own."""
        if "other_day" not in self.conditions or self.select.speaks_of_places:
            return
        for showings in self.groups(problem).values():
            # Blocks in listed order may go back and forth between two days.
            if not showings[0].in_blocks and not own_days(problem, showings):
                yield Sentence(
                    "{s}: there are fewer possible days than showings, and each must have its own.",
                    "{s}: 가능한 날이 상영 횟수보다 적어 날을 모두 달리할 수 없습니다.",
                    s=Name(showings[0].session.title, showings[0].session.id),
                )

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All selected showings of its session."""
        group = self.groups(problem).get(showing.session.id, ())
        return group if showing in group else ()

    # -- prices and model -----------------------------------------------------------------------

    def _missed(
        self, condition: Condition, mine: NDArray[np.int64], theirs: int | NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Where a condition fails, of the values that it compares."""
        if condition != "gap_days" or self.gap_days is None:
            same: NDArray[np.bool_] = np.equal(mine, theirs)
            return same
        apart, high = np.abs(mine - theirs), self.gap_days.to
        far: NDArray[np.bool_] = (apart < self.gap_days.from_) | (False if high is None else apart > high)
        return far

    def _misses(self, problem: Problem, showing: Showing, other: Placement) -> NDArray[np.int64]:
        """Conditions that fail at each place of the showing, next to a fixed one."""
        total = NOTHING
        for condition in self.conditions:
            by = BY[condition]
            total = total + self._missed(condition, values(problem, showing, by), value(problem, other, by))
        return total

    def _misses_of_two(self, problem: Problem, one: Placement, other: Placement) -> int:
        compared = ((name, value(problem, one, BY[name]), value(problem, other, BY[name])) for name in self.conditions)
        return sum(int(self._missed(name, np.array(mine), theirs)) for name, mine, theirs in compared)

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Misses to its neighbours on both sides, less those between these two."""
        mates = in_order(p for p in others.those(self.concerns(problem, showing)) if self.selects(problem, p))
        if not mates:
            return NOTHING
        if len(mates) == 1:
            # Its neighbour on whichever side.
            return np.where(problem.chosen_places(self.select, showing), self._misses(problem, showing, mates[0]), 0)
        misses = [NOTHING, *(self._misses(problem, showing, mate) for mate in mates), NOTHING]
        total, rank = NOTHING, ranks(showing, mates)
        for number in range(len(mates) + 1):
            here = misses[number] + misses[number + 1]
            if 0 < number < len(mates):
                here = here - self._misses_of_two(problem, mates[number - 1], mates[number])
            total = total + np.where(rank == number, here, 0)
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    def by_days(self, problem: Problem, showings: Sequence[Showing], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Days missed between neighbours, who are the same two days in whatever order showings of one day come."""
        asked: list[Condition] = [name for name in self.conditions if BY[name] == "day"]
        total = NO_AMOUNT
        for group in self._whole_groups(problem, showings) if asked else ():
            own = np.sort(dates(problem)[days[:, [showings.index(one) for one in group]]], axis=1)
            for name in asked:
                total = total + self._missed(name, own[:, 1:], own[:, :-1]).sum(axis=1)
        return total

    def by_rooms(self, problem: Problem, one: Showing, other: Showing) -> NDArray[np.int64]:
        """Rooms and venues missed."""
        if not any({one, other} <= set(group) for group in self._whole_groups(problem, (one, other), some=True)):
            return NOTHING
        asked: list[Condition] = [name for name in self.conditions if BY[name] in ("room", "venue")]
        total = NOTHING
        for name in asked:
            of = values(problem, one, BY[name]).ravel()
            total = total + self._missed(name, of[:, None], of[None, :])
        return total

    def _whole_groups(
        self, problem: Problem, showings: Sequence[Showing], *, some: bool = False
    ) -> Iterator[tuple[Showing, ...]]:
        """Groups that are all (or with two) among these; none if being selected depends on places."""
        if self.select.speaks_of_places:
            return
        for session in dict.fromkeys(one.session.id for one in showings):
            group = self.groups(problem).get(session, ())
            if group and (some or set(group) <= set(showings)):
                yield group

    def post(self, rule: Rule) -> None:
        """Prices where one showing of a session is open.  Else O(showings^2) a session, times values compared."""
        for group in self.groups(rule.problem).values():
            group_open = [one for one in group if rule.is_open(one)]
            if len(group_open) == 1:
                (showing,) = group_open
                rule.charge_places(showing, self.price(rule.problem, showing, rule.fixed, rule.everywhere(showing)))
            elif group_open:
                alive = rule.alive(group)
                for one, other in combinations(alive, 2):
                    self._post_pair(rule, one, other, neighbours(rule, one, other, alive))

    def _post_pair(self, rule: Rule, one: Showing, other: Showing, next_to: Lit) -> None:
        """A miss for each condition, value by value of the first; two fixed ones may be parted by an open one."""
        for condition in self.conditions if next_to is not False else ():
            mine, theirs = (values(rule.problem, each, BY[condition]) for each in (one, other))
            for here in rule.possible(one, mine):
                fails = self._missed(condition, theirs, here)
                rule.charge(1, next_to, rule.where(one, mine == here), rule.where(other, fails))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each two neighbours, with all that they miss."""
        together: dict[str, list[Placement]] = {session: [] for session in self.groups(problem)}
        for placement in timetable.selected(self.select):
            if placement.showing.session.id in together:
                together[placement.showing.session.id].append(placement)
        for placements in together.values():
            placements.sort(key=lambda p: (p.start + p.shift, p.showing.index))
            for one, other in pairwise(placements):
                if missed := list(self._broken(problem, one, other)):
                    yield Violation(self, (one, other), len(missed), _sentence(problem, one, other, missed))

    def _broken(self, problem: Problem, one: Placement, other: Placement) -> Iterator[Sentence]:
        """What should differ and does not."""
        days = abs((date_of(problem, other) - date_of(problem, one)).days)
        room, also = problem.rooms[one.room], problem.rooms[other.room]
        if "other_day" in self.conditions and days == 0:
            yield Sentence("on the same day", "같은 날")
        if self.gap_days and not self.gap_days.from_ <= days <= (
            days if self.gap_days.to is None else self.gap_days.to
        ):
            yield Sentence("{n} days apart", "{n}일 간격", n=days)
        if self.other_room and room is also:
            yield Sentence("in the same room", "같은 상영관")
        if self.other_venue and room.venue == also.venue:
            yield Sentence("in the same venue", "같은 건물")
        if self.other_daypart and (part := daypart(problem, one.start)) == daypart(problem, other.start):
            yield Sentence("both in the {part}", "둘 다 {part}", part=NAMES[DAYPARTS[part]])


def _sentence(problem: Problem, one: Placement, other: Placement, missed: list[Sentence]) -> Sentence:
    return Sentence(
        "{a} in {ra} at {ta} and {b} in {rb} at {tb} are {missed}.",
        "{a}({ra}, {ta})와(과) {b}({rb}, {tb}): {missed}입니다.",
        **both(problem, one, other),
        missed=missed,
    )
