"""Of what there is only so much of, never more is in use; and those who do it are there.

    used(t)   = units of all showings that use the resource and run at t
    stock(t)  = its stock (without one, as many as people who can); outside its ``available`` times 0
    amount    = integral of max(0, used(t) - stock(t))                            [minutes: units x minutes]
                integral of showings that use it, while used(t) > stock(t)        [everyone: minutes]

A resource with people asks for one of them by name for each unit, for the whole showing.

    amount(s) = units for which nobody is chosen x length of s                    [units x minutes]
                + length of s for each chosen who is not there for all of it
                + length of s for each chosen who is on stage elsewhere, or chosen for a showing that
                  begins before s, too close to get from the one to the other (walk + margin)

Nobody chosen for a resource at all means a timetable made by hand: then it is only asked whether there
are people enough who could be chosen, each showing by itself.  With ``in: block`` whoever and whatever
serves in a block serves for the whole of it, and only there.  Blocks that never clash, and what goes by
the clock, are added up apart.  One violation is one stretch of shortage, or one unit or person of a
showing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.facts import single
from scheduler.fields import Korean, Minutes, ResourceId, Words
from scheduler.presence import THROUGHOUT, could_attend, missing, performing, rushed, stay
from scheduler.sentence import Mention, Sentence
from scheduler.serving import Service, price_of_service
from scheduler.shortages import InUse, shortages
from scheduler.supplies import Supply, held, serving, supplies
from scheduler.usage import Stock, Use, charge_shortage, price_of_use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class ResourceSuffices(Constraint):
    """Never more is in use than there is, and those who do it are chosen by name and have the time."""

    kind: Literal["resource_suffices"] = "resource_suffices"
    resources: tuple[ResourceId, ...] = Field((), title="Resources", description="Only these; empty = all.")
    in_: Literal["time", "block"] = Field(
        "time", alias="in", title="In", description="In use while the showing runs, or for all of its block."
    )
    margin: Minutes = Field(
        0, title="Margin", description="Minutes that people have between two showings, beyond the walk."
    )
    measure: Literal["minutes", "everyone"] = Field(
        "minutes", title="Measure", description="Units short x minutes, or the minutes of all who share the shortage."
    )

    korean: ClassVar[Korean] = {
        "resources": ("자원", "이것만. 비워 두면 모두."),
        "in_": ("사용 기간", "상영하는 동안만, 또는 블록 전체 동안 쓰는 것으로 봅니다."),
        "margin": ("여유", "사람이 두 상영 사이에 이동 시간 말고 더 쓸 시간."),
        "measure": ("계산 단위", "모자라는 수 × 시간, 또는 함께 모자라는 모두의 시간."),
    }
    words: ClassVar[Words] = {
        "in_": {"time": ("while the showing runs", "상영하는 동안"), "block": ("all of its block", "블록 전체")},
        "measure": {
            "minutes": ("units short × minutes", "모자라는 수 × 분"),
            "everyone": ("minutes of all who share it", "함께 쓰는 모두의 시간(분)"),
        },
    }

    helped: ClassVar[bool] = False
    example: ClassVar[dict[str, object]] = {"margin": 10}
    chooses: ClassVar[bool] = True

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must where there are resources."""
        return [cls()] if festival.resources else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        which = [Mention("resources", one) for one in self.resources]
        en = "Of {w}, never more is in use than there is" if which else "Never more is in use than there is"
        ko = "{w}은(는) 보유 수량을 넘겨 쓰지 않습니다" if which else "자원은 보유 수량을 넘겨 쓰지 않습니다"
        if self.in_ == "block":
            en, ko = f"{en} in a block", f"{ko}(블록 단위)"
        if self.margin:
            en = f"{en}; whoever is chosen has {{m}} minutes beyond the walk"
            ko = f"{ko}. 배정된 사람은 이동 후 {{m}}분의 여유를 둡니다"
        return Sentence(f"{en}.", f"{ko}.", w=which, m=self.margin)

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Who asks for more than there is of it at all; and what is used, but nobody says how many there are."""
        for supply in self._supplies(problem):
            if supply.stock is None:
                if supply.uses:
                    yield Sentence(
                        "{r}: neither how many there are nor who can is said, so it is never short.",
                        "{r}: 수량도 맡을 사람도 없어 부족한지 확인하지 않습니다.", r=supply.name,
                    )  # fmt: skip
                continue
            most = supply.stock.units
            for index, units in supply.uses.items():
                if units > min(most, len(supply.people) if supply.people else most):
                    yield Sentence(
                        "{s} uses {n} of {r}, and there are not so many.", "{s}: {r} {n}이(가) 필요하나 부족합니다.",
                        s=problem.showings[index], n=units, r=supply.name,
                    )  # fmt: skip

    # -- data -----------------------------------------------------------------------------------

    def _supplies(self, problem: Problem) -> tuple[Supply, ...]:
        return problem.cached((self, "supplies"), lambda: tuple(supplies(problem, self.select, self.resources)))

    def _use(self, problem: Problem, showing: Showing, units: int) -> Use:
        """When a showing uses so many units, wherever it lies."""
        at, places = showing.positions, problem.chosen_places(self.select, showing)
        if self.in_ == "time":
            return Use(showing, units, at.shifts, at.starts, at.ends, places)
        times = np.array([*problem.block_times, (0, 0)], dtype=np.int64)[at.blocks]
        return Use(showing, units, at.blocks, times[:, 0], times[:, 1], places & (at.blocks >= 0)[None, :])

    def _in_use(
        self, problem: Problem, timetable: Timetable, supply: Supply, but: Showing | None = None
    ) -> Iterator[InUse]:
        """What is in use, by all that are selected where they lie, one left out."""
        for index, units in supply.uses.items():
            placement = timetable.placements.get(index)
            if placement is None or placement.showing is but or not self.selects(problem, placement):
                continue
            if self.in_ == "time":
                yield InUse(placement.shift, placement.start, placement.end, units, placement)
            elif placement.block >= 0:
                yield InUse(placement.block, *problem.block_times[placement.block], units, placement)

    def _least(self, problem: Problem) -> NDArray[np.int64]:
        return problem.walks + self.margin * problem.minute

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Whoever uses what it uses, and whoever is served by the people on its stage, or shares them."""
        return problem.cached((self, "concerns", showing.index), lambda: self._concerned(problem, showing))

    def _concerned(self, problem: Problem, showing: Showing) -> tuple[Showing, ...]:
        found: dict[int, Showing] = {}
        for supply in self._supplies(problem):
            if showing.index in supply.uses or not showing.persons.isdisjoint(supply.people):
                found.update((one.index, one) for one in supply.showings(problem))
                for person in supply.people:
                    found.update((one.index, one) for one in problem.by_person.get(person, ()))
        if found:
            found[showing.index] = showing
        return tuple(found.values())

    # -- prices and model -----------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """What its own use costs; of people, whether there are enough who could be chosen.

        Who is chosen is not asked, as they are chosen anew with the place.  Size: O(uses + people * places).
        """
        total = NOTHING
        for supply in self._supplies(problem):
            if showing.index in supply.uses:
                if supply.stock is not None:
                    use = self._use(problem, showing, supply.uses[showing.index])
                    used = self._in_use(problem, others, supply, but=showing)
                    total = total + price_of_use(problem, use, used, supply.stock, everyone=self._everyone)
                if supply.people:
                    total = total + price_of_service(problem, showing, others, supply, self._least(problem))
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    @property
    def _everyone(self) -> bool:
        return self.measure == "everyone"

    def post(self, rule: Rule) -> None:
        """Stocks, then people.  Size: O(uses * moments) and O(uses * people)."""
        for supply in self._supplies(rule.problem):
            showings = supply.showings(rule.problem)
            if supply.stock is not None and rule.touches(showings):
                uses = [self._use(rule.problem, one, supply.uses[one.index]) for one in rule.alive(showings)]
                charge_shortage(rule, uses, supply.stock, everyone=self._everyone)
        least = self._least(rule.problem)
        Service(rule, self._supplies(rule.problem), least, by_block=self.in_ == "block").post()

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Shortages, and showings that lack people."""
        placed = {one.showing.index: one for one in timetable.selected(self.select)}
        known = held(timetable)
        for supply in self._supplies(problem):
            if supply.stock is not None:
                yield from self._short(problem, timetable, supply, supply.stock)
            for index, units in supply.uses.items() if supply.people else ():
                if index in placed:
                    yield from self._lacking(problem, timetable, supply, placed[index], units, known.get(supply.id))
        for person, chosen in serving(problem, timetable, self._supplies(problem)).items():
            serves = {placed[index]: supply for index, supply in chosen.items() if index in placed}
            yield from self._elsewhere(problem, timetable, person, serves)

    def _short(self, problem: Problem, timetable: Timetable, supply: Supply, stock: Stock) -> Iterator[Violation]:
        """Stretches at which more is in use than there is."""
        uses = self._in_use(problem, timetable, supply)
        for short in shortages(uses, stock, problem.minute, everyone=self._everyone):
            sentence = Sentence(
                "Of {w} {n} are needed from {a} to {b}, and there are {k}: {s}.",
                "{a}부터 {b}까지 {w} {n}개(명)가 필요하나 {k}뿐입니다: {s}.",
                w=supply.name, n=short.used, k=short.left, a=problem.when(short.low), b=problem.when(short.high),
                s=[one.showing for one in short.by],
            )  # fmt: skip
            yield Violation(self, short.by, problem.minutes(short.ticks), sentence, supply.id)

    def _lacking(
        self,
        problem: Problem,
        timetable: Timetable,
        supply: Supply,
        one: Placement,
        units: int,
        known: dict[tuple[str, int], list[str]] | None,
    ) -> Iterator[Violation]:
        """Units for which nobody was chosen; if nobody was for anything, for which nobody could be."""
        if known is None:
            least = self._ticks(problem)
            count = sum(could_attend(problem, timetable, person, one, least) for person in supply.people)
        else:
            people = known.get((one.showing.session.id, one.showing.label), [])
            count = len(set(people) & set(supply.people))
        if count < units:
            amount = problem.minutes((units - count) * (one.end - one.start))
            why = ("have the time", "이 가능합니다") if known is None else ("are chosen", "만 배정되었습니다")
            sentence = Sentence(
                f"{{s}} ({{r}}, {{t}}) needs {{n}} of {{w}}, and {{k}} {why[0]}.",
                f"{{s}}({{r}}, {{t}}): {{w}} {{n}}명이 필요하나 {{k}}명{why[1]}.",
                n=units, k=count, w=supply.name, **single(problem, one),
            )  # fmt: skip
            yield Violation(self, (one,), amount, sentence, supply.id)

    def _elsewhere(
        self, problem: Problem, timetable: Timetable, person: str, serves: dict[Placement, Supply]
    ) -> Iterator[Violation]:
        """Whoever was chosen and is not there, is on a stage, or was chosen for something just before."""
        order = sorted(serves, key=lambda one: (one.start, one.showing.index))
        for number, one in enumerate(order):
            minutes = problem.minutes(one.end - one.start)
            facts = {"p": problem.person_named(person), "w": serves[one].name, **single(problem, one)}
            if missing(one, stay(problem, person), [THROUGHOUT]):
                sentence = Sentence(
                    "{p} is chosen as {w} for {s} ({r}, {t}) and is not there for all of it.",
                    "{p}: {s}({r}, {t})의 {w}(으)로 배정되었으나 체류 시간이 아닙니다.", **facts,
                )  # fmt: skip
                yield Violation(self, (one,), minutes, sentence, person)
            for other in self._missed(problem, timetable, person, one, order[:number]):
                sentence = Sentence(
                    "{p} is chosen as {w} for {s} ({r}, {t}) and cannot be at {o} ({x}, {u}) as well.",
                    "{p}: {s}({r}, {t})의 {w}(으)로 배정되었으나 {o}({x}, {u})에도 있어야 합니다.",
                    **facts, o=other.showing, x=problem.rooms[other.room], u=problem.when(other.start),
                )  # fmt: skip
                yield Violation(self, (one, other), minutes, sentence, person)

    def _missed(
        self, problem: Problem, timetable: Timetable, person: str, one: Placement, before: list[Placement]
    ) -> Iterator[Placement]:
        """Stages of somebody who serves there, then what they served before, that they cannot be at as well."""
        least, furthest = self._ticks(problem), int(self._least(problem).max(initial=0))
        for other, stretches in performing(problem, timetable, person, one.showing):
            if rushed(one, other, stretches, least):
                yield other
        for other in before:
            in_block = self.in_ == "block" and one.block == other.block >= 0
            near = one.start < other.end + furthest
            if in_block or (near and rushed(one, other, (THROUGHOUT,), least)):
                yield other

    def _ticks(self, problem: Problem) -> Callable[[int, int], int]:
        """Ticks from a room to another, on foot and with the margin."""
        return lambda a, b: int(problem.walks[a, b]) + self.margin * problem.minute
