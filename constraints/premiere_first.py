"""The premiere of a film is its first public showing.

    amount = for every film, showings that start before each one that should be first   [pairs]

Who should be first, of the public showings that hold the film:
- by ``status``, those announced with the highest premiere status (``showings: [{label: 2, premiere: world}]``, else
  the session's label ``premiere``), before all others, if any is;
- by ``guests``, of a film that has its world premiere (the first status of ``order``) those to which a guest of the
  film comes, before those without any;
- if ``press`` says so, press screenings before or after the first public showing.

A showing that starts together with the first is no breach.  Screenings for press, juries and staff
are not public.  One violation is one showing with the first of those that it should follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import NO_AMOUNT, NOTHING, Constraint, Violation
from scheduler.fields import Korean, Words
from scheduler.problem import BEGIN
from scheduler.sentence import Name, Sentence
from scheduler.times import waits
from scheduler.timetable import precedes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from scheduler.festival import Festival, Film, Session
    from scheduler.problem import Problem, Showing
    from scheduler.rule import Rule
    from scheduler.timetable import Placement, Timetable

ORDER = ["world", "international", "continental", "national", "regional", "festival"]
NOT_PUBLIC = {"press", "jury", "rehearsal", "break"}
Why = Literal["status", "guests", "press", "public"]
STATUS = (
    "The showing with the highest premiere status is a film's first public one.",
    "프리미어 등급이 가장 높은 상영이 첫 공개 상영입니다.",
)
GUESTS = ("A world premiere has its guests.", "월드 프리미어에는 게스트가 참석합니다.")
PRESS = {
    "before": ("Press sees a film before the public does.", "언론 시사가 일반 상영보다 먼저입니다."),
    "after": ("The public sees a film before press does.", "일반 상영이 언론 시사보다 먼저입니다."),
}
NOTHING_SAID = ("A film may have any showing first.", "어느 상영이든 먼저 열릴 수 있습니다.")
BROKEN: dict[Why, tuple[str, str]] = {
    "status": ("the {status} premiere of {film}", "{film}의 {status} 프리미어"),
    "guests": ("the showing of {film} with its guests", "게스트가 참석하는 {film} 상영"),
    "press": ("the press screening of {film}", "{film}의 언론 시사"),
    "public": ("the first public showing of {film}", "{film}의 첫 공개 상영"),
}


@dataclass(frozen=True)
class Order:
    """Showings of a film of which one should be first, and those that should not start before it."""

    film: Film
    why: Why
    leaders: tuple[Showing, ...]
    followers: tuple[Showing, ...]


class PremiereFirst(Constraint):
    """The premiere of a film is its first public showing."""

    kind: Literal["premiere_first"] = "premiere_first"
    order: list[str] = Field(
        default_factory=lambda: list(ORDER),
        title="Statuses",
        description="The highest first; others are lower than all.",
    )
    status: bool = Field(True, title="By status", description="The showing announced with the highest status is first.")
    guests: bool = Field(
        True, title="With its guests", description="A world premiere is a showing to which guests come."
    )
    press: Literal["before", "after"] | None = Field(
        None, title="Press", description="Press screenings before the first public showing, or after; else any time."
    )

    korean: ClassVar[Korean] = {
        "order": ("등급 순서", "높은 것부터. 적지 않은 것은 모두보다 낮습니다."),
        "status": ("등급에 따라", "가장 높은 프리미어로 알린 회차가 먼저입니다."),
        "guests": ("게스트와 함께", "월드 프리미어는 게스트가 오는 회차여야 합니다."),
        "press": ("언론 시사", "언론 시사를 첫 공개 상영보다 먼저, 또는 나중에. 비워 두면 언제든."),
    }
    words: ClassVar[Words] = {
        "press": {"before": ("before the first public showing", "첫 공개 상영 전"), "after": ("after it", "그 뒤")},
    }

    unit: ClassVar[str] = "pairs"
    example: ClassVar[dict[str, object]] = {"guests": True, "press": "before"}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must if any status is given; that a world premiere has its guests is wanted.

        Of published programmes one world premiere in eight does without them, so it is no must.
        """
        given = any(film.premiere for film in festival.films)
        if given or any(map(_announces, festival.sessions)):
            yield cls(guests=False)
            yield cls(status=False, weight=100)

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        said = [STATUS] if self.status else []
        said += [GUESTS] if self.guests else []
        said += [PRESS[self.press]] if self.press else []
        return Sentence(*map(" ".join, zip(*said or [NOTHING_SAID], strict=True)))

    # -- who ------------------------------------------------------------------------------------

    def orders(self, problem: Problem) -> tuple[Order, ...]:
        """Every order that the rule wants, each once even if several films of a session want it."""
        return problem.cached((self, "orders"), lambda: self._orders(problem))

    def _orders(self, problem: Problem) -> tuple[Order, ...]:
        chosen = problem.selection(self.select)
        films = {film.id: film for film in problem.festival.films}
        found: dict[tuple[Why, tuple[Showing, ...], tuple[Showing, ...]], Order] = {}
        for name, showings in problem.by_film.items():
            for one in self._of_film(problem, films[name], [s for s in showings if s.index in chosen]):
                if one.leaders and one.followers:
                    found.setdefault((one.why, one.leaders, one.followers), one)
        return tuple(found.values())

    def _of_film(self, problem: Problem, film: Film, showings: list[Showing]) -> Iterator[Order]:
        press = tuple(one for one in showings if one.type == "press")
        open_to_all, statuses = _public(problem), _statuses(problem)
        public = [one for one in showings if open_to_all[one.index]]
        ranks = {one: self._rank(statuses[one.index]) for one in public}
        if self.status and ranks and min(ranks.values()) < len(self.order):
            yield Order(film, "status", *_parted(public, lambda one: ranks[one] == min(ranks.values())))
        if self.guests and self.order[:1] == [film.premiere]:
            yield Order(film, "guests", *_parted(public, lambda one: not one.persons.isdisjoint(film.guests)))
        if self.press == "before":
            yield Order(film, "press", press, tuple(public))
        elif self.press == "after":
            yield Order(film, "public", tuple(public), press)

    def _rank(self, status: str | None) -> int:
        return self.order.index(status) if status in self.order else len(self.order)

    def complaints(self, problem: Problem) -> Iterator[Sentence]:
        """Statuses that are not in the order."""
        given = {film.premiere for film in problem.festival.films}
        given |= set(_statuses(problem))
        for status in sorted({one for one in given if one} - set(self.order)):
            yield Sentence(
                "No premiere status {s} is in the order {o}.", "프리미어 등급 순서 {o}에 {s}이(가) 없습니다.",
                s=status, o=self.order,
            )  # fmt: skip

    def _by_showing(self, problem: Problem) -> dict[int, list[Order]]:
        table: dict[int, list[Order]] = {}
        for one in self.orders(problem):
            for showing in one.leaders + one.followers:
                table.setdefault(showing.index, []).append(one)
        return table

    def orders_of(self, problem: Problem, showing: Showing) -> list[Order]:
        """Orders that the showing has a place in."""
        return problem.cached((self, "by showing"), lambda: self._by_showing(problem)).get(showing.index, [])

    def concerns(self, problem: Problem, showing: Showing) -> Iterable[Showing]:
        """All that share an order with it."""
        return {s.index: s for one in self.orders_of(problem, showing) for s in one.leaders + one.followers}.values()

    # -- prices and model -----------------------------------------------------------------------

    def price(
        self, problem: Problem, showing: Showing, others: Timetable, where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Sum over its orders.  Size: O(showings of its films * positions)."""
        total = NOTHING
        for one in self.orders_of(problem, showing):
            leaders = [p for p in others.those(one.leaders) if self.selects(problem, p)]
            if showing in one.leaders:
                followers = [p for p in others.those(one.followers) if self.selects(problem, p)]
                total = total + _as_leader(showing, leaders, followers)
            elif leaders:
                total = total + np.all([waits(showing, p, BEGIN)[0] >= 1 for p in leaders], axis=0)[None, :]
        return np.where(problem.chosen_places(self.select, showing), total, 0)

    def by_days(self, problem: Problem, showings: Sequence[Showing], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Followers that are days ahead of all leaders."""
        total, column = NO_AMOUNT, {one: days[:, number] for number, one in enumerate(showings)}
        for one in () if self.select.speaks_of_places else self._orders_among(problem, showings):
            # Leaders that may be left out could be missing.
            if all(leader in column and not leader.optional for leader in one.leaders):
                first = np.min([column[leader] for leader in one.leaders], axis=0)
                for other in one.followers:
                    total = total + (column[other] < first if other in column else 0)
        return total

    def _orders_among(self, problem: Problem, showings: Sequence[Showing]) -> Iterable[Order]:
        return {id(one): one for showing in showings for one in self.orders_of(problem, showing)}.values()

    def post(self, rule: Rule) -> None:
        """A charge for each follower.  Size: O(leaders * followers) an order."""
        for one in self.orders(rule.problem):
            if rule.touches(one.leaders) or rule.touches(one.followers):
                leaders = rule.alive(one.leaders)
                any_leader = rule.any(rule.chosen(leader) for leader in leaders)
                for follower in rule.alive(one.followers):
                    first = [
                        rule.any([rule.negated(rule.chosen(leader)), rule.before(follower, leader, 1, BEGIN)])
                        for leader in leaders
                    ]
                    rule.charge(1, any_leader, rule.chosen(follower), *first)

    # -- check ----------------------------------------------------------------------------------

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each showing that starts before all that should be first."""
        for one in self.orders(problem):
            leaders = [p for p in timetable.those(one.leaders) if self.selects(problem, p)]
            for follower in timetable.those(one.followers) if leaders else ():
                if self.selects(problem, follower) and all(precedes(follower, leader) for leader in leaders):
                    first = min(leaders, key=lambda p: (p.start + p.shift, p.showing.index))
                    sentence = self._sentence(problem, one, follower, first)
                    yield Violation(self, (follower, first), 1, sentence, one.film.id)

    def _sentence(self, problem: Problem, order: Order, follower: Placement, first: Placement) -> Sentence:
        en, ko = BROKEN[order.why]
        return Sentence(
            f"{{f}} in {{rf}} starts at {{tf}}, before {en}, {{s}} in {{rs}} at {{ts}}.",
            f"{{rf}}의 {{f}}이(가) {{tf}}에 시작하여 {ko}인 {{rs}} {{ts}}의 {{s}}보다 앞섭니다.",
            f=follower.showing, rf=problem.rooms[follower.room], tf=problem.when(follower.start),
            status=_announced(first.showing.session, first.showing.label),
            s=first.showing, rs=problem.rooms[first.room], ts=problem.when(first.start),
            film=Name(order.film.title, order.film.id),
        )  # fmt: skip


def _as_leader(showing: Showing, leaders: list[Placement], followers: list[Placement]) -> NDArray[np.int64]:
    """Followers ahead of it and of all other leaders, at each position, less those ahead of these alone."""
    ahead = [p for p in followers if all(precedes(p, leader) for leader in leaders)]
    if not ahead:
        return NOTHING
    still: NDArray[np.int64] = np.sum([waits(showing, p, None, BEGIN)[1] >= 1 for p in ahead], axis=0)
    return still[None, :] - (len(ahead) if leaders else 0)


def _parted(
    showings: Iterable[Showing], first: Callable[[Showing], bool]
) -> tuple[tuple[Showing, ...], tuple[Showing, ...]]:
    """Those that should be first, and the others."""
    every = list(showings)
    return tuple(one for one in every if first(one)), tuple(one for one in every if not first(one))


def _own(session: Session, label: int, name: str) -> Any:
    """What a session says of one of its showings alone."""
    for own in session.showings if isinstance(session.showings, list) else ():
        if own.label == label:
            return getattr(own, name)
    return None


def _announced(session: Session, label: int) -> str | None:
    """The premiere status that a showing is announced with."""
    own = _own(session, label, "premiere") or next(iter(session.labels.get("premiere", ())), None)
    return own if own is None else str(own)


def _statuses(problem: Problem) -> tuple[str | None, ...]:
    """The premiere status that each showing is announced with."""
    return problem.cached("premieres", lambda: tuple(_announced(one.session, one.label) for one in problem.showings))


def _public(problem: Problem) -> tuple[bool, ...]:
    """Of each showing whether the public may come."""
    return problem.cached("public showings", lambda: tuple(map(_is_public, problem.showings)))


def _announces(session: Session) -> bool:
    """Whether any of its showings is announced with a status."""
    own = session.showings if isinstance(session.showings, list) else []
    return bool(session.labels.get("premiere")) or any(one.premiere for one in own)


def _is_public(showing: Showing) -> bool:
    visibility = _own(showing.session, showing.label, "visibility") or showing.session.visibility
    return visibility == "public" and showing.type not in NOT_PUBLIC
