"""What a session or showing says about its own rooms, times and blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part, spans, ticks
from scheduler.explain.scope import listed

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Session
    from scheduler.problem import Problem, Showing


@dataclass(frozen=True, eq=False)
class Own(Part):
    """A field that limits showings: of a session, or of one showing where that says it by itself."""

    name: ClassVar[str]
    session: str
    label: int | None
    """None: the session's own field."""
    showings: tuple[Showing, ...]
    values: tuple[Any, ...]

    @property
    def key(self) -> tuple[Any, ...]:
        """By session and label."""
        return self.kind, self.session, self.label

    def without(self, festival: Festival) -> Festival:
        """Without that limit."""
        sessions = [self._freed(one) if one.id == self.session else one for one in festival.sessions]
        return festival.model_copy(update={"sessions": sessions})

    def whose(self, problem: Problem) -> Sequence[Any]:
        """Showings that it is about."""
        return self.showings

    def _freed(self, session: Session) -> Session:
        if self.label is None:
            return session.model_copy(update={self.name: [], **self._kept(session)})
        showings = [
            one.model_copy(update={self.name: []}) if one.label == self.label else one for one in listed(session)
        ]
        return session.model_copy(update={"showings": showings, **self._kept(session)})

    def _kept(self, session: Session) -> dict[str, Any]:
        """A session that is placed by blocks stays so."""
        return {"slots": session.slots or 1} if session.in_blocks and session.duration != "block" else {}

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The session."""
        return (("sessions", self.session),)


@dataclass(frozen=True, eq=False)
class OwnRooms(Own):
    """Showings may be in some rooms only."""

    kind: ClassVar[str] = "rooms"
    name: ClassVar[str] = "rooms"

    def clause(self, problem: Problem) -> Clause:
        """Which."""
        rooms = [problem.rooms[problem.room_index[room]] for room in self.values]
        return Clause("may only be in {r}", "{r}에서만 할 수 있습니다", "{r}에서만 할 수 있고", r=rooms)


@dataclass(frozen=True, eq=False)
class OwnWindows(Own):
    """Showings may be at some times only."""

    kind: ClassVar[str] = "windows"
    name: ClassVar[str] = "windows"

    def clause(self, problem: Problem) -> Clause:
        """When."""
        windows = spans(problem, [(ticks(problem, one.from_), ticks(problem, one.to)) for one in self.values])
        return Clause("may only be within {w}", "{w}에만 할 수 있습니다", "{w}에만 할 수 있고", w=windows)


@dataclass(frozen=True, eq=False)
class OwnBlocks(Own):
    """Showings may be in some blocks only."""

    kind: ClassVar[str] = "blocks"
    name: ClassVar[str] = "blocks"

    def clause(self, problem: Problem) -> Clause:
        """Which."""
        blocks = [problem.block_named(problem.block_index[block]) for block in self.values]
        return Clause("may only be in {b}", "{b}에서만 할 수 있습니다", "{b}에서만 할 수 있고", b=blocks)


def own(make: type[Own]) -> Callable[[Scope], Iterator[Part]]:
    """A finder of one sort of limit."""

    def found(scope: Scope) -> Iterator[Part]:
        for session in scope.sessions:
            showings = [one for one in scope.showings if one.session.id == session.id]
            said = {} if isinstance(session.showings, int) else {one.label: one for one in session.showings}
            inherit = []
            for one in showings:
                values = getattr(said.get(one.label), make.name, None)
                if values is None:
                    inherit.append(one)
                elif values:
                    yield make(session.id, one.label, (one,), tuple(values))
            if inherit and getattr(session, make.name):
                yield make(session.id, None, tuple(inherit), tuple(getattr(session, make.name)))

    return found
