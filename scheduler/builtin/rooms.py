"""No two showings at once in a room, turnaround included, nor in rooms that share floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.builtin.breach import breach
from scheduler.timetable import gap, precedes

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem, Room
    from scheduler.timetable import Placement, Timetable


def overlaps(problem: Problem, timetable: Timetable) -> Iterator[Violation]:
    """A room's showings with turnaround never overlap; nor do those of rooms that share floor."""
    for room, placements in timetable.by_room.items():
        if problem.rooms[room].parallel == 1:
            for earlier, later in _neighbours(problem, placements):
                yield from _too_close(problem, earlier, later)
        else:
            yield from _too_many(problem, problem.rooms[room], placements)
        for rival in problem.rivals[room]:
            if rival > room:
                for one in placements:
                    for other in timetable.by_room.get(rival, ()):
                        yield from _too_close(problem, *((one, other) if precedes(one, other) else (other, one)))


def _neighbours(problem: Problem, placements: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Pairs of a room near enough in time to be worth a look."""
    mixed = len({one.showing.in_blocks for one in placements}) == 2
    for number, earlier in enumerate(placements):
        for later in placements[number + 1 :]:
            if not mixed and later.start + later.shift >= earlier.end + earlier.shift + _turnaround(problem, earlier):
                break
            yield (earlier, later) if precedes(earlier, later) or not precedes(later, earlier) else (later, earlier)


def _turnaround(problem: Problem, placement: Placement) -> int:
    """Ticks kept free after it; slots of a block follow each other without."""
    if placement.showing.in_blocks:
        return 0
    return problem.rooms[placement.room].turnaround(placement.showing.type)


def _too_close(problem: Problem, earlier: Placement, later: Placement) -> Iterator[Violation]:
    """Minutes in which the room is wanted twice: not those after the later one is over."""
    turnaround = _turnaround(problem, earlier)
    if gap(earlier, later) < turnaround:
        early = earlier.end + turnaround - later.start
        yield breach(
            "room_free", (earlier, later), problem.minutes(min(early, max(1, later.end - later.start))),
            "{r}: {b} starts {n} minutes before {a} and its turnaround are over.",
            "{r}: {a} 및 정리 시간이 끝나기 {n}분 전에 {b}이(가) 시작합니다.",
            r=problem.rooms[later.room], a=earlier.showing, b=later.showing, n=problem.minutes(early),
        )  # fmt: skip


def _too_many(problem: Problem, room: Room, placements: Sequence[Placement]) -> Iterator[Violation]:
    """A room for several: at each start, who is in it beyond what it holds."""
    for number, newest in enumerate(placements):
        running = [p for p in placements[:number] if gap(p, newest) < _turnaround(problem, p)]
        over = len(running) + 1 - room.parallel
        if over > 0:
            yield breach(
                "room_free", (*running, newest), over, "{r} holds {k} at once and has {n} when {s} starts.",
                "{r}: 동시에 {k}개까지 가능하나 {s} 시작 때 {n}개입니다.", r=room, k=room.parallel,
                n=len(running) + 1, s=newest.showing,
            )  # fmt: skip
