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

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.attending import Attendance, there
from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.facts import single
from scheduler.fields import Minutes, ResourceId
from scheduler.presence import THROUGHOUT, missing, performing, rushed, stages, stay
from scheduler.sentence import Mention, Name, Sentence
from scheduler.times import amounts, too_close
from scheduler.usage import Stock, Use, charge_shortage, price_of_use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Engagement, Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class Supply(NamedTuple):
    """A resource, and what needs it."""

    id: str
    name: Name
    people: tuple[str, ...]
    stock: Stock | None
    uses: dict[int, int]
    """Units by index of the showing."""


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
        """Who asks for more than there is of it at all."""
        for supply in self._supplies(problem):
            most = supply.stock.units if supply.stock else 0
            for index, units in supply.uses.items():
                if units > min(most, len(supply.people) if supply.people else most):
                    yield Sentence(
                        "{s} uses {n} of {r}, and there are not so many.", "{s}: {r} {n}이(가) 필요하나 부족합니다.",
                        s=problem.showings[index], n=units, r=supply.name,
                    )  # fmt: skip

    # -- data -----------------------------------------------------------------------------------

    def _supplies(self, problem: Problem) -> tuple[Supply, ...]:
        return problem.cached((self, "supplies"), lambda: tuple(self._read(problem)))

    def _read(self, problem: Problem) -> Iterator[Supply]:
        for one in problem.festival.resources:
            if self.resources and one.id not in self.resources:
                continue
            uses = {s.index: n for s in problem.selected(self.select) if (n := s.session.uses.get(one.id, 0))}
            clock, tick = problem.clock.minutes, problem.minute
            windows = [(clock(w.from_) * tick, clock(w.to) * tick) for w in one.available]
            units = one.stock if one.stock is not None else len(one.people) if one.people else None
            stock = None if units is None else Stock(units, windows)
            yield Supply(one.id, Name(one.name, one.id), tuple(dict.fromkeys(one.people)), stock, uses)

    def _use(self, problem: Problem, showing: Showing, units: int) -> Use:
        """When a showing uses so many units, wherever it lies."""
        at, places = showing.positions, problem.chosen_places(self.select, showing)
        if self.in_ == "time":
            return Use(showing, units, at.shifts, at.starts, at.ends, places)
        times = np.array([*problem.block_times, (0, 0)], dtype=np.int64)[at.blocks]
        return Use(showing, units, at.blocks, times[:, 0], times[:, 1], places & (at.blocks >= 0)[None, :])

    def _span(self, problem: Problem, placement: Placement) -> tuple[int, int, int] | None:
        """Lane, begin and end of the use by a placement."""
        if self.in_ == "time":
            return placement.shift, placement.start, placement.end
        return None if placement.block < 0 else (placement.block, *problem.block_times[placement.block])

    def _least(self, problem: Problem) -> NDArray[np.int64]:
        return problem.walks + self.margin * problem.minute

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Whoever uses what it uses, and whoever is served by the people on its stage, or shares them."""
        return problem.cached((self, "concerns", showing.index), lambda: self._concerned(problem, showing))

    def _concerned(self, problem: Problem, showing: Showing) -> tuple[Showing, ...]:
        found: dict[int, Showing] = {}
        for supply in self._supplies(problem):
            if showing.index in supply.uses or not showing.persons.isdisjoint(supply.people):
                found.update((index, problem.showings[index]) for index in supply.uses)
                for person in supply.people:
                    found.update((one.index, one) for one in problem.by_person.get(person, ()))
        if found:
            found[showing.index] = showing
        return tuple(found.values())

    def _held(self, timetable: Timetable) -> dict[str, dict[tuple[str, int], list[str]]]:
        """Of each resource for which anybody was chosen, who was chosen for each showing."""
        known: dict[str, dict[tuple[str, int], list[str]]] = {}
        for one in timetable.assignments:
            known.setdefault(one.role, {}).setdefault((one.session, one.showing), []).append(one.person)
        return known

    def _chosen(self, problem: Problem, timetable: Timetable) -> dict[str, dict[int, Supply]]:
        """Of each person the showings that they were chosen for, of those that they can serve."""
        held = self._held(timetable)
        chosen: dict[str, dict[int, Supply]] = {}
        for supply in self._supplies(problem):
            for key, people in held.get(supply.id, {}).items():
                showing = problem.by_key.get(key)
                if showing is not None and showing.index in supply.uses:
                    for person in supply.people:
                        if person in people:
                            chosen.setdefault(person, {}).setdefault(showing.index, supply)
        return chosen

    # -- prices ---------------------------------------------------------------------------------

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
                    total = total + self._price_of_stock(problem, showing, others, supply, supply.stock)
                if supply.people:
                    total = total + self._price_of_people(problem, showing, others, supply)
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    def _price_of_stock(
        self, problem: Problem, showing: Showing, others: Timetable, supply: Supply, stock: Stock
    ) -> NDArray[np.int64]:
        used: dict[int, list[tuple[int, int, int]]] = {}
        for index, units in supply.uses.items():
            placement = others.placements.get(index)
            if placement is not None and index != showing.index and self.selects(problem, placement):
                span = self._span(problem, placement)
                if span is not None:
                    used.setdefault(span[0], []).append((*span[1:], units))
        use = self._use(problem, showing, supply.uses[showing.index])
        return price_of_use(problem, use, used, stock, everyone=self.measure == "everyone")

    def _price_of_people(
        self, problem: Problem, showing: Showing, others: Timetable, supply: Supply
    ) -> NDArray[np.int64]:
        able = NOTHING
        for person in supply.people:
            free = there(problem, showing, person)[None, :]
            for placement, stretches in performing(problem, others, person, showing):
                for stretch in stretches:
                    free = free & ~too_close(showing, placement, self._least(problem), None, stretch)
            able = able + free
        return amounts(problem, np.maximum(supply.uses[showing.index] - able, 0) * _lengths(showing))

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Stocks, then people.  Size: O(uses * moments) and O(uses * people), open ones only once all are chosen."""
        for supply in self._supplies(rule.problem):
            showings = _showings(rule.problem, supply)
            if supply.stock is not None and rule.touches(showings):
                uses = [self._use(rule.problem, one, supply.uses[one.index]) for one in rule.alive(showings)]
                charge_shortage(rule, uses, supply.stock, everyone=self.measure == "everyone")
        served = [supply for supply in self._supplies(rule.problem) if supply.people]
        if any(self._touches(rule, supply) for supply in served):
            self._post_people(rule, served)

    def _touches(self, rule: Rule, supply: Supply) -> bool:
        stage = (one for person in supply.people for one in rule.problem.by_person.get(person, ()))
        return rule.touches(_showings(rule.problem, supply)) or rule.touches(stage)

    def _post_people(self, rule: Rule, served: list[Supply]) -> None:
        """Choose anew for what is open; for everything, if nobody has been chosen yet."""
        attendance = Attendance(rule, self._least(rule.problem))
        held = self._held(rule.fixed)
        anew = {}
        for supply in served:
            alive = rule.alive(_showings(rule.problem, supply))
            anew[supply.id] = [one for one in alive if rule.is_open(one) or supply.id not in held]
        self._keep(rule, attendance)
        for supply in served:
            if self._touches(rule, supply):
                for showing in anew[supply.id]:
                    self._choose(rule, attendance, supply, showing)
                again = {(one.session.id, one.label) for one in anew[supply.id]}
                if not held.get(supply.id, {}).keys() - again:
                    attendance.somebody(supply.id)
        attendance.settle(self._in_one_block(rule) if self.in_ == "block" else None)

    def _keep(self, rule: Rule, attendance: Attendance) -> None:
        """Whoever was chosen for a fixed showing stays, and pays if an open stage calls for them."""
        for person, chosen in self._chosen(rule.problem, rule.fixed).items():
            for index in chosen:
                placement = rule.fixed.placements.get(index)
                if placement is not None and self.selects(rule.problem, placement):
                    attendance.keep(person, placement)
                    minutes = rule.problem.minutes(placement.end - placement.start)
                    for other, stretches in stages(rule.problem, person):
                        if rule.is_open(other):
                            rule.charge(minutes, attendance.too_close(placement.showing, other, stretches))

    def _choose(self, rule: Rule, attendance: Attendance, supply: Supply, showing: Showing) -> None:
        """One of those who can for each unit; whoever is missing is charged for the length of the showing."""
        rule.unassign(supply.id, showing)
        places, lengths = rule.problem.chosen_places(self.select, showing), _lengths(showing)[None, :]
        chosen = []
        for person in supply.people:
            free = places
            if self.in_ == "block":
                busy = [p.block for p, _, _ in attendance.kept.get(person, ()) if p.block >= 0]
                free = places & ~np.isin(showing.positions.blocks, busy)[None, :]
            chosen.append(attendance.choose(supply.id, showing, person, free))
        missing = supply.uses[showing.index] - rule.total(literal for literal in chosen if literal is not False)
        rule.require(missing >= 0)
        for ticks in rule.possible(showing, lengths):
            there_so_long = rule.where(showing, places & (lengths == ticks))
            rule.excess(missing * ticks, there_so_long, per=rule.problem.minute)

    def _in_one_block(self, rule: Rule) -> Callable[[Showing, Showing], Lit]:
        same = np.eye(max(1, len(rule.problem.blocks)), dtype=bool)

        def both(one: Showing, other: Showing) -> Lit:
            if not (one.in_blocks and other.in_blocks):
                return False
            blocks = [s.positions.blocks[None, :] for s in (one, other)]
            return rule.related(one, blocks[0], other, blocks[1], same, "block")

        return both

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Shortages, and showings that lack people."""
        placed = {one.showing.index: one for one in timetable.selected(self.select)}
        held = self._held(timetable)
        for supply in self._supplies(problem):
            users = [(placed[index], units) for index, units in supply.uses.items() if index in placed]
            if supply.stock is not None:
                yield from self._shortages(problem, supply, supply.stock, users)
            for one, units in users if supply.people else ():
                yield from self._lacking(problem, timetable, supply, one, units, held.get(supply.id))
        for person, chosen in self._chosen(problem, timetable).items():
            serving = {placed[index]: supply for index, supply in chosen.items() if index in placed}
            yield from self._elsewhere(problem, timetable, person, serving)

    def _shortages(
        self, problem: Problem, supply: Supply, stock: Stock, users: list[tuple[Placement, int]]
    ) -> Iterator[Violation]:
        """Stretch by stretch; where these are no whole minutes, all of a lane together."""
        lanes: dict[int, list[tuple[int, int, int, Placement]]] = {}
        for one, units in users:
            span = self._span(problem, one)
            if span is not None:
                lanes.setdefault(span[0], []).append((*span[1:], units, one))
        for uses in lanes.values():
            runs = list(self._runs(uses, stock))
            if any(run.ticks % problem.minute for run in runs):
                runs = [_joined(runs)]
            for run in runs:
                yield Violation(
                    self, tuple(run.users), problem.minutes(run.ticks), _short_of(problem, supply, run), supply.id
                )

    def _runs(self, uses: list[tuple[int, int, int, Placement]], stock: Stock) -> Iterator[Run]:
        """Stretches without a break at which too much is in use."""
        edges = sorted({edge for low, high, _, _ in uses for edge in (low, high)} | {*stock.edges})
        coming = sorted(enumerate(uses), key=lambda entry: -entry[1][0])
        current: dict[int, tuple[int, int, int, Placement]] = {}
        run: Run | None = None
        for low, high in pairwise(edges):
            while coming and coming[-1][1][0] <= low:
                number, use = coming.pop()
                current[number] = use
            current = {number: use for number, use in sorted(current.items()) if use[1] > low}
            running = [(units, one) for _, _, units, one in current.values()]
            used = sum(units for units, _ in running)
            open_now = not stock.windows or any(a <= low < b for a, b in stock.windows)
            left = stock.units if open_now else 0
            if used <= left:
                if run is not None:
                    yield run
                run = None
                continue
            ticks = (high - low) * (len(running) if self.measure == "everyone" else used - left)
            more = Run(low, high, ticks, used, left, dict.fromkeys(one for _, one in running))
            run = more if run is None else _joined([run, more])
        if run is not None:
            yield run

    def _lacking(
        self,
        problem: Problem,
        timetable: Timetable,
        supply: Supply,
        one: Placement,
        units: int,
        held: dict[tuple[str, int], list[str]] | None,
    ) -> Iterator[Violation]:
        """Units for which nobody was chosen; if nobody was for anything, for which nobody could be."""
        if held is None:
            count = sum(self._is_free(problem, timetable, person, one) for person in supply.people)
        else:
            people = held.get((one.showing.session.id, one.showing.label), [])
            count = len(set(people) & set(supply.people))
        if count < units:
            amount = problem.minutes((units - count) * (one.end - one.start))
            why = ("have the time", "이 가능합니다") if held is None else ("are chosen", "만 배정되었습니다")
            sentence = Sentence(
                f"{{s}} ({{r}}, {{t}}) needs {{n}} of {{w}}, and {{k}} {why[0]}.",
                f"{{s}}({{r}}, {{t}}): {{w}} {{n}}명이 필요하나 {{k}}명{why[1]}.",
                n=units, k=count, w=supply.name, **single(problem, one),
            )  # fmt: skip
            yield Violation(self, (one,), amount, sentence, supply.id)

    def _is_free(self, problem: Problem, timetable: Timetable, person: str, one: Placement) -> bool:
        """Whether somebody is there for a showing, and on no other stage."""
        if missing(one, stay(problem, person), [THROUGHOUT]):
            return False
        return not any(
            self._missed(problem, one, other, stretches)
            for other, stretches in performing(problem, timetable, person, one.showing)
        )

    def _missed(self, problem: Problem, one: Placement, other: Placement, stretches: tuple[Engagement, ...]) -> bool:
        margin = self.margin * problem.minute
        return rushed(one, other, stretches, lambda a, b: int(problem.walks[a, b]) + margin)

    def _elsewhere(
        self, problem: Problem, timetable: Timetable, person: str, serving: dict[Placement, Supply]
    ) -> Iterator[Violation]:
        """Whoever was chosen and is not there, is on a stage, or was chosen for something just before."""
        order = sorted(serving, key=lambda one: (one.start, one.showing.index))
        furthest = int(problem.walks.max(initial=0)) + self.margin * problem.minute
        for number, one in enumerate(order):
            supply, minutes = serving[one], problem.minutes(one.end - one.start)
            facts = {"p": problem.person_named(person), "w": supply.name, **single(problem, one)}
            if missing(one, stay(problem, person), [THROUGHOUT]):
                sentence = Sentence(
                    "{p} is chosen as {w} for {s} ({r}, {t}) and is not there for all of it.",
                    "{p}: {s}({r}, {t})의 {w}(으)로 배정되었으나 체류 시간이 아닙니다.", **facts,
                )  # fmt: skip
                yield Violation(self, (one,), minutes, sentence, person)
            others = [
                other
                for other, stretches in performing(problem, timetable, person, one.showing)
                if self._missed(problem, one, other, stretches)
            ]
            others += [
                other
                for other in order[:number]
                if (one.start < other.end + furthest and self._missed(problem, one, other, (THROUGHOUT,)))
                or (self.in_ == "block" and one.block == other.block >= 0)
            ]
            for other in others:
                sentence = Sentence(
                    "{p} is chosen as {w} for {s} ({r}, {t}) and cannot be at {o} ({x}, {u}) as well.",
                    "{p}: {s}({r}, {t})의 {w}(으)로 배정되었으나 {o}({x}, {u})에도 있어야 합니다.",
                    **facts, o=other.showing, x=problem.rooms[other.room], u=problem.when(other.start),
                )  # fmt: skip
                yield Violation(self, (one, other), minutes, sentence, person)


class Run(NamedTuple):
    """A stretch at which too much is in use: how much of it, and by whom."""

    low: int
    high: int
    ticks: int
    used: int
    left: int
    users: dict[Placement, None]


def _joined(runs: list[Run]) -> Run:
    """From the first to the last; told at its worst."""
    worst = max(runs, key=lambda run: run.used - run.left)
    users = {one: None for run in runs for one in run.users}
    return Run(runs[0].low, runs[-1].high, sum(run.ticks for run in runs), worst.used, worst.left, users)


def _short_of(problem: Problem, supply: Supply, run: Run) -> Sentence:
    return Sentence(
        "Of {w} {n} are needed from {a} to {b}, and there are {k}: {s}.",
        "{a}부터 {b}까지 {w} {n}개(명)가 필요하나 {k}뿐입니다: {s}.",
        w=supply.name, n=run.used, k=run.left, a=problem.when(run.low), b=problem.when(run.high),
        s=[one.showing for one in run.users],
    )  # fmt: skip


def _showings(problem: Problem, supply: Supply) -> list[Showing]:
    return [problem.showings[index] for index in supply.uses]


def _lengths(showing: Showing) -> NDArray[np.int64]:
    return showing.positions.ends - showing.positions.starts
