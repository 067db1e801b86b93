"""Two showings of one film never overlap: whoever missed the one can see the other.

    amount(s, t) = 1   if s and t hold a common film, or are of one session, and overlap     [pairs]

One violation is one pair of showings.  Two showings of one ``simulcast`` session are exempt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np

from scheduler.constraint import Constraint, Violation
from scheduler.sentence import Sentence
from scheduler.shapes import Pairwise
from scheduler.times import gaps
from scheduler.timetable import gap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable


Same = Literal["film", "session"]
SENTENCES: dict[Same, tuple[str, str]] = {
    "film": (
        "{a} in {ra} and {b} in {rb} show the same film at the same time.",
        "{ra}의 {a}와(과) {rb}의 {b}이(가) 같은 작품을 같은 시간에 상영합니다.",
    ),
    "session": (
        "{a} in {ra} and {b} in {rb} are the same session at the same time.",
        "{ra}의 {a}와(과) {rb}의 {b}이(가) 같은 행사를 같은 시간에 진행합니다.",
    ),
}


class FilmNotParallel(Pairwise):
    """Two showings of one film, or of one session, never overlap."""

    kind: Literal["film_not_parallel"] = "film_not_parallel"

    unit: ClassVar[str] = "pair"

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must everywhere."""
        return [cls()]

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        return Sentence(
            "Showings that hold the same film, or are of the same session, never overlap.",
            "같은 작품이나 같은 행사의 상영은 시간이 겹치지 않습니다.",
        )

    def pairs(self, problem: Problem) -> Iterable[tuple[Showing, Showing, Any]]:
        """Two showings with a common film or session, simulcasts aside."""
        chosen = problem.selection(self.select)
        found: dict[tuple[int, int], tuple[Showing, Showing, Any]] = {}
        for showings in _alike(problem):
            for one, other in combinations([s for s in showings if s.index in chosen], 2):
                if not (one.session is other.session and one.session.simulcast):
                    found[one.index, other.index] = (one, other, None)
        return found.values()

    def one_by_one(self, problem: Problem) -> Iterable[list[Showing]]:
        """Showings of each film, and of each session without one."""
        for showings in _alike(problem):
            group = [one for one in showings if not one.session.simulcast and problem.always_selected(self.select, one)]
            if len(group) > 1:
                yield group

    def reach(self, problem: Problem) -> int | None:
        """They only matter to each other where they overlap."""
        return 0

    def against(
        self, problem: Problem, showing: Showing, other: Placement, data: Any, first: bool
    ) -> NDArray[np.int64]:
        """1 wherever the two overlap and both are selected."""
        meant = problem.chosen_places(self.select, showing) & self._selected(problem, other)
        return (meant & (gaps(showing, other) < 0)[None, :]).astype(np.int64)

    def _selected(self, problem: Problem, other: Placement) -> bool:
        return self.select.selects(problem, other.showing, other.room, other.day)

    def post_pair(self, rule: Rule, one: Showing, other: Showing, data: Any) -> None:
        """Not at once.  Size: O(1)."""
        rule.charge(1, rule.near(one, other), rule.chosen(one), rule.chosen(other))

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Two showings that overlap, once even if they share several films."""
        seen: set[tuple[int, int]] = set()
        groups: dict[tuple[Same, str], list[Placement]] = {}
        for placement in timetable.selected(self.select):
            for film in dict.fromkeys(film.id for film in placement.showing.films):
                groups.setdefault(("film", film), []).append(placement)
            groups.setdefault(("session", placement.showing.session.id), []).append(placement)
        for (same, subject), group in groups.items():
            for one, other in combinations(group, 2):
                pair = (one.showing.index, other.showing.index)
                if pair in seen or one.showing is other.showing or _simulcast(one, other) or gap(one, other) >= 0:
                    continue
                seen.add(pair)
                yield Violation(self, (one, other), 1, self._sentence(problem, one, other, same), subject)

    def _sentence(self, problem: Problem, one: Placement, other: Placement, same: Same) -> Sentence:
        return Sentence(
            *SENTENCES[same], a=one.showing, b=other.showing, ra=problem.rooms[one.room], rb=problem.rooms[other.room]
        )


def _alike(problem: Problem) -> Iterator[tuple[Showing, ...]]:
    """Showings that hold the same film; then those of a session that share none."""
    yield from problem.by_film.values()
    for showings in problem.by_session.values():
        if not frozenset.intersection(*(frozenset(film.id for film in one.films) for one in showings)):
            yield showings


def _simulcast(one: Placement, other: Placement) -> bool:
    return one.showing.session.id == other.showing.session.id and one.showing.session.simulcast
