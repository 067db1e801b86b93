"""A film runs only while its key opens on the server of that room, test run included.

    outside(s, f) = minutes from (start - test_run) to end of s outside the best key of f for the room
    amount = sum of outside(s, f) over films f of s that have keys           [minutes]

A key without a room is for every room.  A film with keys, but none for the room, is outside for
all of it.  One violation is one showing and one film.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.constraint import Constraint, Violation
from scheduler.facts import single
from scheduler.fields import Korean, Minutes
from scheduler.sentence import Name, Sentence
from scheduler.shapes import Separable
from scheduler.times import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from scheduler.festival import Festival, Film
    from scheduler.problem import Problem, Room, Showing
    from scheduler.timetable import Placement, Timetable


class KeyIsValid(Separable):
    """A film runs only while its key opens on the server of that room, test run included."""

    kind: Literal["key_is_valid"] = "key_is_valid"
    test_run: Minutes = Field(0, title="Test run", description="The key must open so many minutes before the start.")

    korean: ClassVar[Korean] = {
        "test_run": ("시험 영사", "시작보다 이만큼 먼저 키가 열려야 합니다."),
    }

    unit: ClassVar[str] = "minutes"
    example: ClassVar[dict[str, object]] = {"test_run": 30}

    @classmethod
    def defaults(cls, festival: Festival) -> Iterable[Constraint]:
        """A must as soon as a film has a key."""
        return [cls()] if any(film.keys for film in festival.films) else []

    def describe(self) -> Sentence:
        """What is true of a good timetable."""
        if not self.test_run:
            return Sentence(
                "A film runs only while its key is valid in that room.",
                "작품은 해당 상영관의 키가 유효한 동안에만 상영합니다.",
            )
        return Sentence(
            "A film runs only while its key is valid in that room, from {n} minutes before the start.",
            "작품은 시작 {n}분 전부터 해당 상영관의 키가 유효해야 상영합니다.",
            n=self.test_run,
        )

    def amounts(self, problem: Problem, showing: Showing) -> NDArray[np.int64] | None:
        """Minutes outside at each place, film by film, each rounded up."""
        keyed = [film for film in showing.films if film.keys]
        if not keyed:
            return None
        at = showing.positions
        begins, ends = at.starts - self.test_run * problem.minute, at.ends
        total = np.zeros((len(problem.rooms), len(at)), dtype=np.int64)
        for film in keyed:
            for room in problem.rooms:
                inside = np.zeros(len(at), dtype=np.int64)
                for low, high in _keys(problem, film, room):
                    inside = np.maximum(inside, np.minimum(ends, high) - np.maximum(begins, low))
                total[room.index] += amounts(problem, ends - begins - inside)
        return total

    def violations(self, problem: Problem, timetable: Timetable) -> Iterator[Violation]:
        """Each film that runs, or is tried out, without a key."""
        for placement in timetable.selected(self.select):
            room = problem.rooms[placement.room]
            begin = placement.start - self.test_run * problem.minute
            for film in placement.showing.films:
                if not film.keys:
                    continue
                covered = [min(placement.end, high) - max(begin, low) for low, high in _keys(problem, film, room)]
                outside = problem.minutes(placement.end - begin - max(0, *covered, 0))
                if outside:
                    yield Violation(self, (placement,), outside, _told(problem, placement, film, outside), film.id)


def _keys(problem: Problem, film: Film, room: Room) -> list[tuple[int, int]]:
    """From, to of each key of the film for the room."""
    minutes, tick = problem.clock.minutes, problem.minute
    return [(minutes(key.from_) * tick, minutes(key.to) * tick) for key in film.keys if key.room in (None, room.id)]


def _told(problem: Problem, placement: Placement, film: Film, outside: int) -> Sentence:
    return Sentence(
        "{s}: the key of {f} does not open in {r} for {n} of the minutes from {t}.",
        "{s}: {t}부터 {n}분 동안 {r}에서 {f}의 키가 유효하지 않습니다.",
        **single(problem, placement),
        f=Name(film.title, film.id),
        n=outside,
    )
