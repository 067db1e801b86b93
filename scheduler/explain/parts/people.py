"""People: that they are needed, and that they are not always there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part, changed, spans
from scheduler.presence import stay
from scheduler.sentence import Name

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem, Showing


@dataclass(frozen=True, eq=False)
class Stay(Part):
    """Somebody is there at some times only."""

    kind: ClassVar[str] = "available"
    person: str

    @property
    def key(self) -> tuple[Any, ...]:
        """By person."""
        return self.kind, self.person

    def without(self, festival: Festival) -> Festival:
        """Always there."""
        return changed(festival, "people", self.person, available=[], away=[])

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The person."""
        return (problem.person_named(self.person),)

    def clause(self, problem: Problem) -> Clause:
        """From when to when."""
        person, known = problem.people[self.person], stay(problem, self.person)
        there, away = _times(problem, known.there), _times(problem, known.away)
        if not person.away:
            return Clause("is there only {w}", "{w}에만 있습니다", "{w}에만 있고", w=there)
        if not person.available:
            return Clause("is away {a}", "{a}에는 없습니다", "{a}에는 없고", a=away)
        return Clause(
            "is there only {w}, and away {a}", "{w}에만 있고 {a}에는 없습니다", "{w}에만 있고 {a}에는 없으며",
            w=there, a=away,
        )  # fmt: skip

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The person."""
        return (("people", self.person),)


def _times(problem: Problem, times: Iterable[Any]) -> list[Any]:
    """Blocks by name, all else by the clock."""
    return [
        problem.block_named(one.block) if one.block >= 0 else spans(problem, [(one.low, one.high)])[0] for one in times
    ]


@dataclass(frozen=True, eq=False)
class Person(Part):
    """Somebody is needed in showings, or has to be free for them."""

    kind: ClassVar[str] = "person"
    person: str
    showings: tuple[Showing, ...]
    """Those of the scope in which they are on stage."""

    @property
    def key(self) -> tuple[Any, ...]:
        """By person."""
        return self.kind, self.person

    def without(self, festival: Festival) -> Festival:
        """Nobody waits for them."""
        return festival.model_copy(
            update={
                "sessions": [self._left(one) for one in festival.sessions],
                "tracks": [self._dropped(one, "chairs") for one in festival.tracks],
                "juries": [self._dropped(one, "people") for one in festival.juries],
            }
        )

    def _left(self, session: Session) -> Session:
        cast = [one for one in session.people if one.id != self.person]
        items = [self._dropped(one, "people") for one in session.items]
        return session.model_copy(update={"people": cast, "items": items})

    def _dropped(self, entry: Any, name: str) -> Any:
        people = getattr(entry, name)
        if self.person not in people:
            return entry
        return entry.model_copy(update={name: [one for one in people if one != self.person]})

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The person."""
        return (problem.person_named(self.person),)

    def clause(self, problem: Problem) -> Clause:
        """What they are needed in."""
        juries = [Name(one.name, one.id) for one in problem.festival.juries if self.person in one.people]
        if not self.showings and juries:
            return Clause("is on the jury {j}", "{j} 심사위원입니다", "{j} 심사위원이고", j=juries)
        return Clause("is needed in {s}", "{s}에 나옵니다", "{s}에 나오고", s=list(self.showings))

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The person."""
        return (("people", self.person),)


def people(scope: Scope) -> Iterator[Part]:
    """Everybody in the scope, the one with fewest showings first; stays of those who are not always there."""
    known = {person: tuple(one for one in scope.showings if person in one.persons) for person in sorted(scope.people)}
    for person in known:
        if person in scope.problem.people and not stay(scope.problem, person).always:
            yield Stay(person)
    for person, showings in known.items():
        yield Person(person, showings)
