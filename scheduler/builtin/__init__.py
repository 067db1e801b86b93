"""What always holds, whatever the rules say: every showing placed once, where and when it may be, one at a time.

Found without the solver, like everything that the verifier says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.builtin.breach import breach
from scheduler.builtin.pins import broken_pins
from scheduler.builtin.places import wrong_room, wrong_time
from scheduler.builtin.rooms import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scheduler.constraint import Violation
    from scheduler.problem import Problem
    from scheduler.timetable import Placement, Timetable

__all__ = ["OF_SEVERAL", "builtin_violations", "overlaps"]

OF_SEVERAL = frozenset({"placed", "room_free"})
"""Names of what does not depend on one placement alone."""


def builtin_violations(
    problem: Problem, timetable: Timetable, known: Mapping[int, Sequence[Violation]] | None = None
) -> Iterator[Violation]:
    """Placed once, where and when it may be, and no two at once in a room.

    ``known``: of showings, by index, what is already known of their places: all but ``OF_SEVERAL``.
    """
    yield from _missing(problem, timetable)
    for placement in timetable.by_time:
        told = None if known is None else known.get(placement.showing.index)
        yield from _wrong_place(problem, placement) if told is None else told
    yield from overlaps(problem, timetable)


def _wrong_place(problem: Problem, placement: Placement) -> Iterator[Violation]:
    yield from wrong_room(problem, placement)
    yield from wrong_time(problem, placement)
    yield from broken_pins(problem, placement)


def _missing(problem: Problem, timetable: Timetable) -> Iterator[Violation]:
    for showing in problem.showings:
        if not showing.optional and timetable.of(showing) is None:
            en, ko = "{s} is not placed.", "{s}: 배정되지 않았습니다."
            yield breach("placed", (), 1, en, ko, subject=showing.key, s=showing)
