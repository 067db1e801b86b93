"""Films: keys that open at some times, and copies of which there are few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part, changed, span, ticks
from scheduler.sentence import Name, Sentence

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Film, Key
    from scheduler.problem import Problem


@dataclass(frozen=True, eq=False)
class OfFilm(Part):
    """Something about one film."""

    film: Film

    @property
    def key(self) -> tuple[Any, ...]:
        """By film."""
        return self.kind, self.film.id

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The film."""
        return (Name(self.film.title, self.film.id),)

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The film."""
        return (("films", self.film.id),)


@dataclass(frozen=True, eq=False)
class Keys(OfFilm):
    """A film runs only while a key opens."""

    kind: ClassVar[str] = "keys"

    def without(self, festival: Festival) -> Festival:
        """It runs at any time."""
        return changed(festival, "films", self.film.id, keys=[])

    def clause(self, problem: Problem) -> Clause:
        """When, and in which rooms."""
        keys = [_opening(problem, one) for one in self.film.keys]
        return Clause("has a key that opens {k} only", "상영 키가 {k}에만 열립니다", "상영 키가 {k}에만 열리고", k=keys)


@dataclass(frozen=True, eq=False)
class Copies(OfFilm):
    """There are only so many copies of a film."""

    kind: ClassVar[str] = "copies"

    def without(self, festival: Festival) -> Festival:
        """As many as are wanted."""
        return changed(festival, "films", self.film.id, copies=None)

    def clause(self, problem: Problem) -> Clause:
        """How many."""
        if self.film.copies == 1:
            return Clause("is there in one copy", "사본이 한 벌입니다", "사본이 한 벌이고")
        return Clause("is there in {n} copies", "사본이 {n}벌입니다", "사본이 {n}벌이고", n=self.film.copies)


def _opening(problem: Problem, key: Key) -> Sentence:
    """Where and when a key opens."""
    where = Sentence("anywhere", "모든 상영관") if key.room is None else problem.rooms[problem.room_index[key.room]]
    return Sentence("{r} {w}", "{r} {w}", r=where, w=span(problem, ticks(problem, key.from_), ticks(problem, key.to)))


def keys(scope: Scope) -> Iterator[Part]:
    """Films with keys."""
    return (Keys(one) for one in scope.problem.festival.films if one.id in scope.films and one.keys)


def copies(scope: Scope) -> Iterator[Part]:
    """Films of which the copies are counted."""
    films = scope.problem.festival.films
    return (Copies(one) for one in films if one.id in scope.films and one.copies is not None)
