"""People who want to see two sessions can see both, the walk from one to the other included.

    people(A, B) = sum of ``people`` over all interests that name A and B               [people]
    fits(a, b)   = start b - end a >= walk from the room of a to that of b + margin, or the other way round
    amount(A, B) = people(A, B)   if no showing a of A fits any showing b of B          [people]

One violation is one pair of sessions.  Only selected showings that lie somewhere are asked; a session
without any is lost for other reasons, not by this rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import Field

from scheduler.constraint import NOTHING, Constraint, Violation
from scheduler.crowd import crowd_of, cut_off, near_to
from scheduler.fields import Korean, Minutes
from scheduler.sentence import Name, Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.crowd import Crowd
    from scheduler.decisions import Lit
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

Wanted = dict[str, dict[str, int]]
"""Of each session the others that somebody wants to see as well, and how many do."""


class Beside(NamedTuple):
    """All showings of the sessions that people want beside one, session by session."""

    sessions: tuple[str, ...]
    indices: NDArray[np.int64]
    numbers: NDArray[np.int64]
    """Of each showing the number of its session."""
    people: NDArray[np.int64]
    """Of each session."""


class InterestsApart(Constraint):
    """People who want to see two sessions can see both."""

    kind: Literal["interests_apart"] = "interests_apart"
    margin: Minutes = Field(0, title="Margin", description="Minutes between the two, beyond the walk.")

    korean: ClassVar[Korean] = {
        "margin": ("여유", "둘 사이에 이동 시간 말고 더 둘 시간."),
    }

    unit: ClassVar[str] = "people"
    example: ClassVar[dict[str, object]] = {"weight": 1, "margin": 5}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """On where interests are known."""
        return [cls(weight=1)] if festival.interests else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        en = "People who want to see two sessions can see both, with time to walk"
        ko = "두 세션을 모두 보려는 사람은 이동 시간을 포함해 둘 다 볼 수 있습니다"
        if self.margin:
            return Sentence(f"{en} and {{n}} minutes more.", f"{ko}. 여유 시간은 {{n}}분입니다.", n=self.margin)
        return Sentence(f"{en}.", f"{ko}.")

    # -- who wants what -------------------------------------------------------------------------

    def _wanted(self, problem: Problem) -> Wanted:
        return problem.cached("wanted together", lambda: _wanted(problem))

    def _least(self, problem: Problem) -> NDArray[np.int64]:
        """Ticks from room to room."""
        return problem.walks + self.margin * problem.minute

    def _chosen(self, problem: Problem, session: str) -> list[Showing]:
        chosen = problem.selection(self.select)
        return [one for one in problem.by_session[session] if one.index in chosen]

    def _beside(self, problem: Problem, session: str) -> Beside:
        return problem.cached((self, "beside", session), lambda: self._found_beside(problem, session))

    def _found_beside(self, problem: Problem, session: str) -> Beside:
        wanted = self._wanted(problem).get(session, {})
        rows = [(one.index, n) for n, other in enumerate(wanted) for one in self._chosen(problem, other)]
        indices, numbers = np.array(rows, dtype=np.int64).reshape(-1, 2).T
        return Beside(tuple(wanted), indices, numbers, np.array(list(wanted.values()), dtype=np.int64))

    # -- prices ---------------------------------------------------------------------------------

    def concerns(self, problem: Problem, showing: Showing) -> Iterator[Showing]:
        """All showings of its session and of those wanted beside it."""
        beside = self._beside(problem, showing.session.id)
        if len(beside.indices) and showing.index in problem.selection(self.select):
            yield from self._chosen(problem, showing.session.id)
            yield from (problem.showings[index] for index in beside.indices.tolist())

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Whom it loses, less whom it saves.  Size: O(showings beside * kinds of rooms + places)."""
        beside = self._beside(problem, showing.session.id)
        lost, before = self._lost(problem, showing, others, np.ones(len(beside.sessions), dtype=bool))
        return lost - before

    def _lost(
        self, problem: Problem, showing: Showing, others: Timetable, which: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], int]:
        """People lost with the showing at each place, and without it, that it could save or lose.

        ``which``: of the sessions wanted beside it, those that are asked about.
        """
        beside = self._beside(problem, showing.session.id)
        if showing.index not in problem.selection(self.select) or not which.any():
            return NOTHING, 0
        crowd = crowd_of(problem, others, beside.indices, beside.numbers, self.select)
        crowd = crowd.only(which[crowd.values])
        own = [p for p in others.those(self._chosen(problem, showing.session.id)) if self.selects(problem, p)]
        if own and len(crowd):
            crowd = crowd.only(self._lost_so_far(problem, own, crowd))
        if not len(crowd):
            return NOTHING, 0
        groups = _groups(crowd)
        people = crowd.counting(beside.people[crowd.values])
        before = int(people.values[groups].sum()) if own else 0
        lost = cut_off(problem, showing, people, groups, self._least(problem))
        return np.where(problem.chosen_places(self.select, showing), lost, before), before

    def _lost_so_far(self, problem: Problem, own: list[Placement], crowd: Crowd) -> NDArray[np.bool_]:
        """Of each of the crowd whether no placement of its session fits any of our own."""
        near = np.logical_and.reduce([near_to(placement, crowd, self._least(problem)) for placement in own])
        groups = _groups(crowd)
        return np.repeat(np.logical_and.reduceat(near, groups), np.diff(np.append(groups, len(crowd))))

    # -- model ----------------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Of two sessions with one open showing: a price of each place; with more: whether any two fit.

        Size: O(places), and O(showings^2) for each pair of sessions with several open ones.
        """
        chosen = rule.problem.selection(self.select)
        showings = [one for one in rule.open if one.index in chosen]
        opened = Counter(one.session.id for one in showings)
        for showing in showings:
            if opened[showing.session.id] == 1:
                self._charge_alone(rule, showing, opened)
        wanted = self._wanted(rule.problem)
        for session in opened:
            for other, people in wanted.get(session, {}).items():
                if opened[session] + opened[other] > 1 and (session < other or not opened[other]):
                    self._see_both(rule, session, other, people)

    def _charge_alone(self, rule: Rule, showing: Showing, opened: Counter[str]) -> None:
        """Beside sessions of which nothing is open."""
        sessions = self._beside(rule.problem, showing.session.id).sessions
        which = np.array([not opened[other] for other in sessions], dtype=bool)
        lost, without = self._lost(rule.problem, showing, rule.fixed, which)
        rule.charge_places(showing, lost)
        rule.charge(without, rule.negated(rule.placed(showing)))

    def _see_both(self, rule: Rule, session: str, other: str, people: int) -> None:
        """Whoever can see neither after the other is lost."""
        mine, theirs = (rule.alive(self._chosen(rule.problem, one)) for one in (session, other))
        fits = []
        for one, two in sorted(product(mine, theirs), key=lambda pair: rule.touches(pair)):
            fits.append(self._fit(rule, one, two))
            if fits[-1] is True:
                return
        there = [rule.any(rule.chosen(one) for one in showings) for showings in (mine, theirs)]
        rule.charge(people, *there, *(rule.negated(fit) for fit in fits))

    def _fit(self, rule: Rule, one: Showing, other: Showing) -> Lit:
        near = rule.too_close(one, other, self._least(rule.problem), loosely=True)
        return rule.both(rule.chosen(one), rule.chosen(other), rule.negated(near))

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Pairs of sessions of which nobody can see both."""
        given: dict[str, list[Placement]] = {}
        for placement in timetable.selected(self.select):
            given.setdefault(placement.showing.session.id, []).append(placement)
        walks = problem.walks.tolist()
        for session, row in self._wanted(problem).items():
            for other, people in row.items():
                mine, theirs = given.get(session), given.get(other)
                if mine and theirs and session < other and not self._any_fits(problem, walks, mine, theirs):
                    yield Violation(self, (*mine, *theirs), people, _sentence(problem, people, mine, theirs))

    def _any_fits(
        self, problem: Problem, walks: list[list[int]], mine: list[Placement], theirs: list[Placement]
    ) -> bool:
        """Whether somebody gets from one of either to one of the other."""
        margin = self.margin * problem.minute
        for one in mine:
            for other in theirs:
                if one.block >= 0 and other.block >= 0 and one.shift != other.shift:
                    return True
                if one.end + walks[one.room][other.room] + margin <= other.start:
                    return True
                if other.end + walks[other.room][one.room] + margin <= one.start:
                    return True
        return False


def _sentence(problem: Problem, people: int, mine: list[Placement], theirs: list[Placement]) -> Sentence:
    return Sentence(
        "{n} people want to see {a} ({pa}) and {b} ({pb}); no showing of one fits any of the other.",
        "{a}({pa})와(과) {b}({pb})을(를) 모두 보려는 {n}명에게 맞는 상영 조합이 없습니다.",
        n=people, a=_title(mine), pa=_places(problem, mine), b=_title(theirs), pb=_places(problem, theirs),
    )  # fmt: skip


def _title(placements: list[Placement]) -> Name:
    session = placements[0].showing.session
    return Name(session.title, session.id)


def _places(problem: Problem, placements: list[Placement]) -> list[Sentence]:
    """Where and when each of them is."""
    return [Sentence("{t} {r}", "{t} {r}", t=problem.when(p.start), r=problem.rooms[p.room]) for p in placements]


def _groups(crowd: Crowd) -> NDArray[np.int64]:
    """Where each session begins in a crowd that lies session by session."""
    return np.flatnonzero(np.append(True, crowd.values[1:] != crowd.values[:-1]))


def _wanted(problem: Problem) -> Wanted:
    wanted: Wanted = {}
    for interest in problem.festival.interests:
        known = [
            session for session in dict.fromkeys(interest.sessions) if interest.people and session in problem.by_session
        ]
        for one, other in combinations(known, 2):
            for mine, theirs in ((one, other), (other, one)):
                row = wanted.setdefault(mine, {})
                row[theirs] = row.get(theirs, 0) + interest.people
    return wanted
