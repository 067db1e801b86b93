"""A film is never shown more often at once than there are copies, and each has time to move and be ingested.

    need(a, b)  = 0 if room a is room b, else walk(a, b) + ingest
    short(s, t) = min(end s, end t) - max(begin s, begin t) + need from the earlier's room to the later's
    amount      = max(0, short(s, t))                                         [minutes]     one copy
                  least short(s, t) of any two of k + 1 showings, if all are above 0        k copies

One violation is k + 1 selected showings of a film of which there are k copies, no two of which one copy
can serve one after the other.  Films whose number of copies is not given break nothing.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.fields import Korean, Minutes
from scheduler.sentence import Name, Sentence
from scheduler.shapes import Pairwise
from scheduler.times import amounts, shortage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.decisions import Expr, Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


class Stock(NamedTuple):
    """A film, its copies, and the showings that need one."""

    film: str
    name: Name
    copies: int
    showings: tuple[Showing, ...]


class CopyCanTravel(Pairwise):
    """Copies of a film suffice for its showings, with time to move them and to ingest."""

    kind: Literal["copy_can_travel"] = "copy_can_travel"
    ingest: Minutes = Field(0, title="Ingest", description="Minutes in the new room before the film can start.")

    korean: ClassVar[Korean] = {
        "ingest": ("인제스트", "새 상영관에서 상영할 수 있게 되기까지 걸리는 시간."),
    }

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"ingest": 45}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must as soon as a number of copies is given."""
        return [cls()] if any(film.copies is not None for film in festival.films) else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if not self.ingest:
            return Sentence(
                "Copies of a film suffice for its showings, with time to move them.",
                "작품의 사본 수는 상영에 충분하며, 옮길 시간이 있습니다.",
            )
        return Sentence(
            "Copies of a film suffice for its showings, with time to move them and {n} minutes to ingest.",
            "작품의 사본 수는 상영에 충분하며, 옮기는 시간과 인제스트 {n}분을 둡니다.",
            n=self.ingest,
        )

    # -- data -----------------------------------------------------------------------------------

    def _stocks(self, problem: Problem) -> tuple[Stock, ...]:
        return problem.cached((self, "stocks"), lambda: tuple(self._read(problem)))

    def _read(self, problem: Problem) -> Iterator[Stock]:
        """Films with fewer copies than showings."""
        chosen = problem.selection(self.select)
        for film in problem.festival.films:
            showings = tuple(one for one in problem.by_film.get(film.id, ()) if one.index in chosen)
            if film.copies is not None and film.copies < len(showings):
                yield Stock(film.id, Name(film.title, film.id), film.copies, showings)

    def _several(self, problem: Problem) -> tuple[Stock, ...]:
        """Films with more than one copy: more than two showings have to be looked at together."""
        return tuple(stock for stock in self._stocks(problem) if stock.copies > 1)

    def _least(self, problem: Problem) -> NDArray[np.int64]:
        """Ticks from one room to another."""
        return problem.walks + self.ingest * problem.minute

    def _need(self, problem: Problem) -> NDArray[np.int64]:
        """The same; a copy that stays where it is needs nothing."""
        need = self._least(problem)
        np.fill_diagonal(need, 0)
        return need

    def pairs(self, problem: Problem) -> Iterable[tuple[Showing, Showing, Any]]:
        """Two showings of films of which there is one copy, and how many such films they share."""
        shared: dict[tuple[int, int], int] = {}
        for stock in self._stocks(problem):
            for one, other in combinations(stock.showings, 2) if stock.copies == 1 else ():
                shared[one.index, other.index] = shared.get((one.index, other.index), 0) + 1
        for (one_index, other_index), films in shared.items():
            yield problem.showings[one_index], problem.showings[other_index], films

    def reach(self, problem: Problem) -> int | None:
        """The longest way, and ingest."""
        return int(self._least(problem).max(initial=0))

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """Itself and all that share one of its scarce films."""
        every = problem.cached((self, "stocks of showings"), lambda: self._by_showing(problem))
        return {one.index: one for stock in every.get(showing.index, ()) for one in stock.showings}.values()

    def _by_showing(self, problem: Problem) -> dict[int, list[Stock]]:
        found: dict[int, list[Stock]] = {}
        for stock in self._stocks(problem):
            for one in stock.showings:
                found.setdefault(one.index, []).append(stock)
        return found

    # -- prices ---------------------------------------------------------------------------------

    def against(
        self, problem: Problem, showing: Showing, other: Placement, data: Any, first: bool
    ) -> NDArray[np.int64]:
        """Minutes short, for each film of which there is one copy."""
        if not self.selects(problem, other):
            return np.zeros((1, 1), dtype=np.int64)
        short = amounts(problem, shortage(showing, other, self._need(problem)))
        total: NDArray[np.int64] = data * np.where(problem.chosen_places(self.select, showing), short, 0)
        return total

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """That, and for films with several copies every group that it would make too large."""
        total = super().price(problem, showing, others, where)
        for stock in self._several(problem):
            if showing in stock.showings:
                placed = [one for one in others.those(stock.showings) if self.selects(problem, one)]
                for group in combinations(placed, stock.copies):
                    total = total + self._price_of_group(problem, showing, group)
        return total

    def _price_of_group(self, problem: Problem, showing: Showing, group: Sequence[Placement]) -> NDArray[np.int64]:
        need = self._need(problem)
        least = min((_fixed_short(one, other, need) for one, other in combinations(group, 2)), default=1)
        if least <= 0:
            return np.zeros((1, 1), dtype=np.int64)
        short = np.min([shortage(showing, other, need) for other in group], axis=0)
        meant = problem.chosen_places(self.select, showing)
        return np.where(meant, amounts(problem, np.minimum(short, least)), 0)

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Pairs by their shape; of larger groups those with two open showings or more."""
        super().post(rule)
        for stock in self._several(rule.problem):
            alive = rule.alive(stock.showings)
            for group in combinations(alive, stock.copies + 1):
                if sum(rule.is_open(one) for one in group) > 1:
                    self._post_group(rule, group, 1)

    def post_pair(self, rule: Rule, one: Showing, other: Showing, data: Any) -> None:
        """A group of two."""
        self._post_group(rule, (one, other), data)

    def _post_group(self, rule: Rule, group: Sequence[Showing], films: int) -> None:
        """Not all of them too close to each other.  Size: O(pairs * rooms at unlike distances)."""
        pairs = list(combinations(group, 2))
        late = [self._late(rule, one, other) for one, other in pairs]
        rule.lose(
            lambda: -rule.greatest([-self._short(rule, one, other) for one, other in pairs]),
            *late, *(rule.chosen(one) for one in group), per=rule.problem.minute, times=films,
        )  # fmt: skip

    def _late(self, rule: Rule, one: Showing, other: Showing) -> Lit:
        """Whether one copy cannot serve both."""
        late = rule.too_close(one, other, self._least(rule.problem))
        if late is False:
            return False
        elsewhere = rule.both(late, rule.negated(rule.same_room(one, other)))
        return rule.any([rule.near(one, other), elsewhere])

    def _short(self, rule: Rule, one: Showing, other: Showing) -> Expr:
        """Ticks short, at least one of the two being open."""
        if not rule.is_open(one):
            one, other = other, one
        if rule.is_open(one) and rule.is_open(other):
            away = rule.shortage(one, other, self._least(rule.problem)) - FAR * rule.same_room(one, other)
            return rule.greatest([rule.shortage(one, other, 0), away])
        placement = rule.fixed.placements[other.index]
        if rule.is_open(one):
            return rule.value(one, shortage(one, placement, self._need(rule.problem)))
        return _fixed_short(rule.fixed.placements[one.index], placement, self._need(rule.problem))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Showings that there are not enough copies for."""
        for stock in self._stocks(problem):
            placed = [one for one in timetable.those(stock.showings) if self.selects(problem, one)]
            if len(placed) <= stock.copies:
                continue
            placed.sort(key=lambda one: (one.start, one.showing.index))
            short = self._too_close(problem, placed)
            for group in _cliques(placed, short, stock.copies + 1):
                ticks, one, other = min(
                    ((short[a, b], a, b) for a, b in combinations(group, 2)), key=lambda entry: entry[0]
                )
                minutes = problem.minutes(ticks)
                sentence = _sentence(problem, stock, group, one, other, minutes)
                yield Violation(self, tuple(group), minutes, sentence, stock.film)

    def _too_close(self, problem: Problem, placed: list[Placement]) -> Short:
        """Ticks short between any two, the earlier first, as far as there are any."""
        found: Short = {}
        for number, one in enumerate(placed):
            for other in placed[number + 1 :]:
                if one.block >= 0 and other.block >= 0 and one.shift != other.shift:
                    continue
                need = 0
                if one.room != other.room:
                    walk = int(problem.walks[one.room, other.room])
                    if one.start == other.start:
                        walk = min(walk, int(problem.walks[other.room, one.room]))
                    need = walk + self.ingest * problem.minute
                ticks = min(one.end, other.end) - other.start + need
                if ticks > 0:
                    found[one, other] = ticks
        return found


Short = dict[tuple["Placement", "Placement"], int]
FAR = 10**9
"""More ticks than any copy can be short of."""


def _cliques(placed: list[Placement], short: Short, size: int) -> Iterator[tuple[Placement, ...]]:
    """Every so many, any two of which are too close."""

    def grown(group: tuple[Placement, ...], rest: list[Placement]) -> Iterator[tuple[Placement, ...]]:
        if len(group) == size:
            yield group
            return
        for number, one in enumerate(rest):
            yield from grown((*group, one), [other for other in rest[number + 1 :] if (one, other) in short])

    yield from grown((), placed)


def _fixed_short(one: Placement, other: Placement, need: NDArray[np.int64]) -> int:
    """Ticks short between two placements, for prices and models."""
    position = one.showing.positions.index_of(one)
    if position is None:
        return 0
    return int(shortage(one.showing, other, need)[one.room, position])


def _sentence(
    problem: Problem, stock: Stock, group: Sequence[Placement], one: Placement, other: Placement, minutes: int
) -> Sentence:
    facts = {
        "f": stock.name, "k": stock.copies, "n": minutes, "g": [placement.showing for placement in group],
        "a": one.showing, "ra": problem.rooms[one.room], "ta": problem.when(one.end),
        "b": other.showing, "rb": problem.rooms[other.room], "tb": problem.when(other.start),
    }  # fmt: skip
    if len(group) == 2:
        return Sentence(
            "The only copy of {f} is {n} minutes short between {a} ({ra}, until {ta}) and {b} ({rb}, {tb}).",
            "{f}: 사본이 하나뿐이라 {a}({ra}, {ta}까지)와(과) {b}({rb}, {tb}) 사이에 {n}분 부족합니다.",
            **facts,
        )
    return Sentence(
        "{k} copies of {f} do not suffice for {g}: {n} minutes short"
        " between {a} ({ra}, until {ta}) and {b} ({rb}, {tb}).",
        "{f}: 사본 {k}개로는 {g}에 부족합니다. {a}({ra}, {ta}까지)와(과) {b}({rb}, {tb}) 사이에 {n}분 모자랍니다.",
        **facts,
    )
