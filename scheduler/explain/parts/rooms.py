"""What rooms take away: their hours, turnaround, types, floor, and that they hold so many at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part, changed, spans
from scheduler.fields import Window
from scheduler.sentence import Sentence
from scheduler.vocabulary import SESSION_TYPES, called

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival
    from scheduler.problem import Problem, Room

UNTOLD = 3
"""Stretches of hours that a sentence still lists."""
CROWD = 10_000
"""More than ever are in a room at once."""


@dataclass(frozen=True, eq=False)
class OfRoom(Part):
    """Something about one room."""

    room: Room

    @property
    def key(self) -> tuple[Any, ...]:
        """By room."""
        return self.kind, self.room.id

    def without(self, festival: Festival) -> Festival:
        """The room without it."""
        return changed(festival, "rooms", self.room.id, **self.freed(festival))

    @abstractmethod
    def freed(self, festival: Festival) -> dict[str, Any]:
        """Fields of the room that take nothing away."""

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The room."""
        return (self.room,)

    def subjects(self) -> Iterable[tuple[str, str]]:
        """The room."""
        return (("rooms", self.room.id),)


@dataclass(frozen=True, eq=False)
class Hours(OfRoom):
    """A room is open at some times only."""

    kind: ClassVar[str] = "hours"
    always: Window
    """From the first festival day to the end of the last."""

    def freed(self, festival: Festival) -> dict[str, Any]:
        """Open day and night."""
        return {"open": [self.always], "weekly": []}

    def clause(self, problem: Problem) -> Clause:
        """From when to when; of many stretches only that there are hours."""
        if len(self.room.hours) > UNTOLD:
            return Clause("is open at its hours only", "운영 시간에만 쓸 수 있습니다", "운영 시간에만 쓸 수 있고")
        hours = spans(problem, self.room.hours)
        return Clause("is open {w} only", "{w}에만 엽니다", "{w}에만 열고", w=hours)


@dataclass(frozen=True, eq=False)
class Turnaround(OfRoom):
    """A room needs some minutes between two showings."""

    kind: ClassVar[str] = "turnaround"

    def freed(self, festival: Festival) -> dict[str, Any]:
        """None."""
        return {"turnaround": 0, "turnaround_by_type": {}}

    def clause(self, problem: Problem) -> Clause:
        """How many."""
        usual = problem.minutes(self.room.turnaround_ticks)
        others = {name: problem.minutes(ticks) for name, ticks in self.room.turnaround_by_type.items()}
        if not others:
            return Clause(
                "needs {n} minutes after each", "매회 정리에 {n}분이 걸립니다", "매회 정리에 {n}분이 걸리고", n=usual
            )
        listed = [
            Sentence("{n} after {t}", "{t} 뒤 {n}분", n=n, t=called(name, SESSION_TYPES)) for name, n in others.items()
        ]
        return Clause(
            "needs {n} minutes after each ({o})", "매회 정리에 {n}분이 걸립니다({o})",
            "매회 정리에 {n}분({o})이 걸리고", n=usual, o=listed,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class OneAtATime(OfRoom):
    """A room holds only so many at once."""

    kind: ClassVar[str] = "room_free"

    def freed(self, festival: Festival) -> dict[str, Any]:
        """Any number."""
        return {"parallel": CROWD}

    def clause(self, problem: Problem) -> Clause:
        """How many."""
        if self.room.parallel == 1:
            return Clause("holds one at a time", "한 번에 하나만 할 수 있습니다", "한 번에 하나만 할 수 있고")
        return Clause(
            "holds {n} at a time",
            "동시에 {n}개까지 할 수 있습니다",
            "동시에 {n}개까지 할 수 있고",
            n=self.room.parallel,
        )


@dataclass(frozen=True, eq=False)
class Types(OfRoom):
    """A room takes some types of session only."""

    kind: ClassVar[str] = "types"

    def freed(self, festival: Festival) -> dict[str, Any]:
        """All types."""
        return {"types": []}

    def clause(self, problem: Problem) -> Clause:
        """Which."""
        types = [called(one, SESSION_TYPES) for one in sorted(self.room.types)]
        return Clause("takes {t} only", "{t} 유형만 할 수 있습니다", "{t} 유형만 할 수 있고", t=types)


@dataclass(frozen=True, eq=False)
class Floor(OfRoom):
    """A room is made of others."""

    kind: ClassVar[str] = "parts_of"
    others: tuple[Room, ...]

    def freed(self, festival: Festival) -> dict[str, Any]:
        """A room of its own."""
        return {"parts_of": []}

    def clause(self, problem: Problem) -> Clause:
        """Which."""
        return Clause(
            "shares its floor with {o}", "{o}와(과) 같은 공간입니다", "{o}와(과) 같은 공간이고", o=list(self.others)
        )


def hours(scope: Scope) -> Iterator[Part]:
    """Hours of every room."""
    always = _always(scope.problem)
    return (Hours(room, always) for room in scope.problem.rooms)


def _always(problem: Problem) -> Window:
    """From the first festival day's beginning to a minute before the day after the last begins."""
    begins = timedelta(minutes=problem.clock.day_ends)
    first, last = (datetime.combine(problem.days[number], time()) + begins for number in (0, -1))
    return Window(from_=first, to=last + timedelta(days=1, minutes=-1))


def of_rooms(make: type[OfRoom], limited: Callable[[Room], object]) -> Callable[[Scope], Iterator[Part]]:
    """A finder of one sort of limit."""
    return lambda scope: (make(room) for room in scope.problem.rooms if limited(room))


turnarounds = of_rooms(Turnaround, lambda room: room.turnaround_ticks or room.turnaround_by_type)
one_at_a_time = of_rooms(OneAtATime, lambda room: True)
types = of_rooms(Types, lambda room: room.types)


def floors(scope: Scope) -> Iterator[Part]:
    """Rooms that are made of others."""
    problem = scope.problem
    for room, entry in zip(problem.rooms, problem.festival.rooms, strict=True):
        if entry.parts_of:
            yield Floor(room, tuple(problem.rooms[problem.room_index[one]] for one in entry.parts_of))


@dataclass(frozen=True, eq=False)
class BlockTypes(Part):
    """A block takes some types of session only."""

    kind: ClassVar[str] = "block_types"
    block: str

    @property
    def key(self) -> tuple[Any, ...]:
        """By block."""
        return self.kind, self.block

    def without(self, festival: Festival) -> Festival:
        """All types."""
        return changed(festival, "blocks", self.block, types=[])

    def whose(self, problem: Problem) -> Sequence[Any]:
        """The block."""
        return (problem.block_named(problem.block_index[self.block]),)

    def clause(self, problem: Problem) -> Clause:
        """Which."""
        types = [called(one, SESSION_TYPES) for one in problem.blocks[problem.block_index[self.block]].types]
        return Clause("takes {t} only", "{t} 유형만 할 수 있습니다", "{t} 유형만 할 수 있고", t=types)


def block_types(scope: Scope) -> Iterator[Part]:
    """Blocks that take some types only, if anything is placed by blocks."""
    if any(one.in_blocks for one in scope.showings):
        yield from (BlockTypes(block.id) for block in scope.problem.blocks if block.types)
