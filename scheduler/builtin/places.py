"""Room, type, hours, grid, windows and block of a placement: each by how much it is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.builtin.breach import breach, ticks

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement


def wrong_room(problem: Problem, placement: Placement) -> Iterator[Violation]:
    """A room that is not one of its own, or takes no sessions of its type."""
    showing, room = placement.showing, problem.rooms[placement.room]
    named = _own(showing, "rooms") or ()
    if named and room.id not in named:
        yield breach(
            "rooms", (placement,), 1, "{s} may not be in {r}.", "{s}: {r}에는 배정할 수 없습니다.", s=showing, r=room
        )
    if room.types and showing.type not in room.types:
        yield breach(
            "types", (placement,), 1, "{r} takes no {t}, so not {s}.", "{r}에는 {t} 유형을 배정할 수 없습니다: {s}.",
            s=showing, r=room, t=showing.type,
        )  # fmt: skip


def wrong_time(problem: Problem, placement: Placement) -> Iterator[Violation]:
    """A block, a start or an end that may not be; minutes outside hours and windows."""
    showing, room = placement.showing, problem.rooms[placement.room]
    if showing.in_blocks:
        yield from _wrong_block(problem, showing, placement)
    else:
        yield from _off_the_grid(problem, showing, placement)
        yield from _outside(problem, placement, "hours", room.hours, room)
    windows = _own(showing, "windows")
    if windows:
        spans = _joined((ticks(problem, w.from_), ticks(problem, w.to)) for w in windows)
        yield from _outside(problem, placement, "windows", spans, showing)


def _wrong_block(problem: Problem, showing: Showing, placement: Placement) -> Iterator[Violation]:
    named = _own(showing, "blocks") or ()
    if placement.block < 0:
        yield breach("blocks", (placement,), 1, "{s} lies in no block.", "{s}: 블록 밖에 있습니다.", s=showing)
        return
    block = problem.blocks[placement.block]
    if named and block.id not in named:
        yield breach(
            "blocks", (placement,), 1, "{s} may not be in block {b}.", "{s}: 블록 {b}에는 배정할 수 없습니다.",
            s=showing, b=block.id,
        )  # fmt: skip
    if block.types and showing.type not in block.types:
        yield breach(
            "types", (placement,), 1, "Block {b} takes no {t}, so not {s}.",
            "블록 {b}에는 {t} 유형을 배정할 수 없습니다: {s}.",
            s=showing, b=block.id, t=showing.type,
        )  # fmt: skip
    taken = block.slots if showing.session.duration == "block" else showing.slots
    over = placement.slot + taken - block.slots
    if over > 0 or placement.slot < 0 or (showing.session.duration == "block" and block.slots != 1):
        yield breach(
            "slots", (placement,), max(1, over), "{s} does not fit the slots of block {b}.",
            "{s}: 블록 {b}의 칸에 들어가지 않습니다.", s=showing, b=block.id,
        )  # fmt: skip


def _off_the_grid(problem: Problem, showing: Showing, placement: Placement) -> Iterator[Violation]:
    grid = problem.festival.festival.grid
    local = problem.clock.local(placement.start // problem.minute)
    off = (local.hour * 60 + local.minute) % grid
    if off:
        yield breach(
            "grid", (placement,), min(off, grid - off), "{s} starts at {t}, not on a multiple of {g} minutes.",
            "{s}: 시작 시각 {t}이(가) {g}분 단위가 아닙니다.", s=showing, t=f"{local:%H:%M}", g=grid,
        )  # fmt: skip
    if placement.end - placement.start != showing.duration:
        wrong = problem.minutes(abs(placement.end - placement.start - showing.duration))
        yield breach(
            "length", (placement,), wrong, "{s} is given {a} minutes and lasts {b}.",
            "{s}: 길이는 {b}분인데 {a}분이 배정되었습니다.",
            s=showing, a=problem.minutes(placement.end - placement.start), b=problem.minutes(showing.duration),
        )  # fmt: skip


def _outside(
    problem: Problem, placement: Placement, name: str, windows: Sequence[tuple[int, int]], whose: Any
) -> Iterator[Violation]:
    """Minutes outside the best of some windows."""
    start, end = placement.start, placement.end
    best = max((min(end, high) - max(start, low) for low, high in windows), default=0)
    outside = problem.minutes(end - start - max(0, best))
    if outside > 0:
        texts = {
            "hours": ("{s} lies {n} minutes outside the hours of {w}.", "{s}: {w}의 운영 시간을 {n}분 벗어납니다."),
            "windows": ("{s} lies {n} minutes outside its windows.", "{s}: 허용된 시간대를 {n}분 벗어납니다."),
        }[name]
        yield breach(name, (placement,), outside, *texts, s=placement.showing, n=outside, w=whose)


def _own(showing: Showing, name: str) -> Any:
    """A field of the showing itself, else of its session."""
    session = showing.session
    if not isinstance(session.showings, int):
        for own in session.showings:
            if own.label == showing.label and getattr(own, name) is not None:
                return getattr(own, name)
    return getattr(session, name)


def _joined(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(windows):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
