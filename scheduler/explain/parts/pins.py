"""A pin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part, span, ticks
from scheduler.sentence import Day, Sentence

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Pin
    from scheduler.problem import Problem, Showing


@dataclass(frozen=True, eq=False)
class Pinned(Part):
    """Where showings of a session must be, or that what was published stays."""

    kind: ClassVar[str] = "pin"
    number: int
    """Place in the list of pins of the whole document."""
    pin: Pin
    showings: tuple[Showing, ...]

    @property
    def key(self) -> tuple[Any, ...]:
        """By its place in the list."""
        return self.kind, self.number

    def without(self, festival: Festival) -> Festival:
        """Not pinned."""
        return festival.model_copy(update={"pins": [one for one in festival.pins if one is not self.pin]})

    def whose(self, problem: Problem) -> Sequence[Any]:
        """Showings that it is about."""
        return self.showings

    def clause(self, problem: Problem) -> Clause:
        """Where they are kept."""
        if self.pin.select is not None:
            return Clause(
                "stays as published ({f})", "공개된 대로 고정되어 있습니다({f})", "공개된 대로 고정되어 있고({f})",
                f=self.pin.freeze,
            )  # fmt: skip
        where = list(self._where(problem))
        return Clause("is pinned to {w}", "{w}에 고정되어 있습니다", "{w}에 고정되어 있고", w=where)

    def _where(self, problem: Problem) -> Iterator[Any]:
        pin = self.pin
        if pin.room is not None:
            yield problem.rooms[problem.room_index[pin.room]]
        if pin.day is not None:
            yield Day(pin.day)
        if pin.start is not None:
            start = ticks(problem, pin.start)
            lengths = {one.duration for one in self.showings}
            yield span(problem, start, start + lengths.pop()) if len(lengths) == 1 else problem.when(start)
        if pin.block is not None:
            yield problem.block_named(problem.block_index[pin.block])
        if pin.slot is not None:
            yield Sentence("slot {n}", "{n}번 칸", n=pin.slot)

    def subjects(self) -> Iterable[tuple[str, str]]:
        """Sessions, and the room."""
        yield from dict.fromkeys(("sessions", one.session.id) for one in self.showings)
        if self.pin.room is not None:
            yield "rooms", self.pin.room


def pinned(scope: Scope) -> Iterator[Part]:
    """Every pin on a showing of the scope."""
    for number, pin in enumerate(scope.problem.festival.pins):
        meant = tuple(one for one in scope.showings if _means(pin, one))
        if meant:
            yield Pinned(number, pin, meant)


def _means(pin: Pin, showing: Showing) -> bool:
    if pin.session is not None:
        return pin.session == showing.session.id and pin.showing in (None, showing.label)
    return pin.select is not None and pin.select.takes(showing)
