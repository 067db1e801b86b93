"""A showing must be placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part
from scheduler.explain.scope import listed

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem, Showing


@dataclass(frozen=True, eq=False)
class Needed(Part):
    """A showing that is not optional."""

    kind: ClassVar[str] = "placed"
    showing: Showing

    @property
    def key(self) -> tuple[Any, ...]:
        """By session and label."""
        return self.kind, self.showing.session.id, self.showing.label

    def without(self, festival: Festival) -> Festival:
        """It may stay out at no price."""
        sessions = [self._optional(one) if one.id == self.showing.session.id else one for one in festival.sessions]
        return festival.model_copy(update={"sessions": sessions})

    def _optional(self, session: Session) -> Session:
        showings = [
            one.model_copy(update={"optional": True, "value": 0}) if one.label == self.showing.label else one
            for one in listed(session)
        ]
        return session.model_copy(update={"showings": showings})

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The showing."""
        return (self.showing,)

    def clause(self, problem: Problem) -> Clause:
        """How long it takes."""
        if self.showing.in_blocks:
            return Clause("takes {n} slots", "{n}칸을 씁니다", "{n}칸을 쓰고", n=self.showing.slots)
        return Clause("lasts {n} minutes", "{n}분입니다", "{n}분이고", n=problem.minutes(self.showing.duration))

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The session."""
        return (("sessions", self.showing.session.id),)


def needed(scope: Scope) -> Iterator[Part]:
    """Every showing of the scope that must be placed."""
    return (Needed(one) for one in scope.showings if not one.optional)
