"""Walks from building to building, and the grid on which starts lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scheduler.explain.parts.base import Clause, Part
from scheduler.sentence import Name

if TYPE_CHECKING:
    from scheduler.explain.scope import Scope
    from scheduler.festival import Festival, Walk
    from scheduler.problem import Problem


@dataclass(frozen=True, eq=False)
class Way(Part):
    """A walk takes time."""

    kind: ClassVar[str] = "walk"
    number: int
    walk: Walk

    @property
    def key(self) -> tuple[Any, ...]:
        """By both ends."""
        return self.kind, self.walk.from_, self.walk.to

    def without(self, festival: Festival) -> Festival:
        """No time at all."""
        walks = [one if one is not self.walk else one.model_copy(update={"minutes": 0}) for one in festival.walks]
        return festival.model_copy(update={"walks": walks})

    def clause(self, problem: Problem) -> Clause:
        """How long."""
        return Clause(
            "From {a} to {b} it takes {n} minutes", "{a}에서 {b}까지 {n}분 걸립니다", "{a}에서 {b}까지 {n}분 걸리고",
            a=_site(problem, self.walk.from_), b=_site(problem, self.walk.to), n=self.walk.minutes,
        )  # fmt: skip

    def subjects(self) -> Iterable[tuple[str, str]]:
        """Nothing that has an id of its own."""
        return ()


def _site(problem: Problem, name: str) -> object:
    if name in problem.room_index:
        return problem.rooms[problem.room_index[name]]
    return next((Name(one.name, one.id) for one in problem.festival.venues if one.id == name), name)


@dataclass(frozen=True, eq=False)
class Grid(Part):
    """Starts lie on whole multiples of some minutes."""

    kind: ClassVar[str] = "grid"
    minutes: int

    @property
    def key(self) -> tuple[Any, ...]:
        """There is one."""
        return (self.kind,)

    def without(self, festival: Festival) -> Festival:
        """Any minute."""
        return festival.model_copy(update={"festival": festival.festival.model_copy(update={"grid": 1})})

    def clause(self, problem: Problem) -> Clause:
        """Which."""
        return Clause(
            "Starts lie on multiples of {n} minutes", "시작 시각은 {n}분 단위입니다", "시작 시각은 {n}분 단위이고",
            n=self.minutes,
        )  # fmt: skip


def walks(scope: Scope) -> Iterator[Part]:
    """Every walk that takes time, if somebody or something may have to walk."""
    for number, one in enumerate(scope.problem.festival.walks):
        if one.minutes and len(scope.showings) > 1:
            yield Way(number, one)


def grid(scope: Scope) -> Iterator[Part]:
    """The grid, if it is coarser than a minute and somebody is placed by the clock."""
    minutes = scope.problem.festival.festival.grid
    if minutes > 1 and not all(one.in_blocks for one in scope.showings):
        yield Grid(minutes)
