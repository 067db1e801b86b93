"""Juries that have to see films, and resources of which there are only so many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part, spans, ticks
from scheduler.sentence import Name

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Jury, Resource
    from scheduler.problem import Problem


@dataclass(frozen=True, eq=False)
class SeenByJury(Part):
    """A jury has to see films."""

    kind: ClassVar[str] = "jury"
    jury: Jury

    @property
    def key(self) -> tuple[Any, ...]:
        """By jury."""
        return self.kind, self.jury.id

    def without(self, festival: Festival) -> Festival:
        """No such jury."""
        return festival.model_copy(update={"juries": [one for one in festival.juries if one.id != self.jury.id]})

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The jury."""
        return (Name(self.jury.name, self.jury.id),)

    def clause(self, problem: Problem) -> Clause:
        """By when."""
        if self.jury.before is None:
            return Clause("has to see its films", "심사작을 모두 보아야 합니다", "심사작을 모두 보아야 하고")
        return Clause(
            "has to see its films before {t}", "{t} 전에 심사작을 모두 보아야 합니다",
            "{t} 전에 심사작을 모두 보아야 하고",
            t=problem.when(ticks(problem, self.jury.before)),
        )  # fmt: skip

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The jury."""
        return (("juries", self.jury.id),)


@dataclass(frozen=True, eq=False)
class Supply(Part):
    """There is only so much of a resource."""

    kind: ClassVar[str] = "resource"
    resource: Resource

    @property
    def key(self) -> tuple[Any, ...]:
        """By resource."""
        return self.kind, self.resource.id

    def without(self, festival: Festival) -> Festival:
        """Nobody uses it."""
        sessions = [
            one.model_copy(update={"uses": {name: n for name, n in one.uses.items() if name != self.resource.id}})
            for one in festival.sessions
        ]
        return festival.model_copy(update={"sessions": sessions})

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The resource."""
        return (Name(self.resource.name, self.resource.id),)

    def clause(self, problem: Problem) -> Clause:
        """How much, and when."""
        stock = self.resource.stock if self.resource.stock is not None else len(self.resource.people)
        if not self.resource.available:
            return Clause("is there only {n} at a time", "동시에 {n}개뿐입니다", "동시에 {n}개뿐이고", n=stock)
        windows = [(ticks(problem, one.from_), ticks(problem, one.to)) for one in self.resource.available]
        return Clause(
            "is there only {n} at a time, within {w}", "{w}에 동시에 {n}개뿐입니다", "{w}에 동시에 {n}개뿐이고",
            n=stock, w=spans(problem, windows),
        )  # fmt: skip

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The resource."""
        return (("resources", self.resource.id),)


def juries(scope: Scope) -> Iterator[Part]:
    """Juries that are to see films of the scope."""
    return (SeenByJury(one) for one in scope.juries)


def supplies(scope: Scope) -> Iterator[Part]:
    """Resources that showings of the scope use."""
    used = {name for one in scope.sessions for name in one.uses}
    return (Supply(one) for one in scope.problem.festival.resources if one.id in used)
