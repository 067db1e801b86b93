"""Pins, and what stays as it was published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.builtin.breach import breach, ticks

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.festival import Pin
    from scheduler.problem import Problem
    from scheduler.timetable import Placement


def broken_pins(problem: Problem, placement: Placement) -> Iterator[Violation]:
    """Room, day, start, block or slot that is not as it is pinned."""
    showing = placement.showing
    for pin in problem.festival.pins:
        if pin.session == showing.session.id and pin.showing in (None, showing.label):
            yield from _pin(problem, placement, pin)
        elif pin.select is not None and pin.select.takes(showing):
            yield from _frozen(problem, placement, pin)


def _pin(problem: Problem, placement: Placement, pin: Pin) -> Iterator[Violation]:
    room = problem.rooms[placement.room]
    start = None if pin.start is None else ticks(problem, pin.start)
    block = None if placement.block < 0 else problem.blocks[placement.block].id
    yield from _moved(placement, room.id, pin.room)
    if pin.day is not None and (placement.day < 0 or problem.days[placement.day] != pin.day):
        yield from _moved(placement, "", pin.day.isoformat())
    if start is not None and placement.start != start:
        late = problem.minutes(abs(placement.start - start))
        yield from _moved(placement, "", f"{pin.start:%H:%M}", late)
    yield from _moved(placement, block, pin.block)
    yield from _moved(placement, placement.slot + 1, pin.slot)


def _frozen(problem: Problem, placement: Placement, pin: Pin) -> Iterator[Violation]:
    """A frozen showing away from where it was published."""
    showing = placement.showing
    but = None if pin.select is None else pin.select.not_
    if but is not None and but.takes(showing):
        return
    for was in problem.festival.published:
        if (was.session, was.showing) != (showing.session.id, showing.label):
            continue
        start = ticks(problem, was.start)
        if pin.freeze in ("room", "all"):
            yield from _moved(placement, problem.rooms[placement.room].id, was.room)
        if pin.freeze in ("start", "all") and placement.start != start:
            late = problem.minutes(abs(placement.start - start))
            yield from _moved(placement, "", f"{was.start:%m-%d %H:%M}", late)
        day = problem.clock.day(start // problem.minute)
        if pin.freeze == "day" and (placement.day < 0 or problem.days[placement.day] != day):
            yield from _moved(placement, "", day.isoformat())


def _moved(placement: Placement, there: object, wanted: object, amount: int = 1) -> Iterator[Violation]:
    if wanted is not None and there != wanted:
        yield breach(
            "pins", (placement,), amount, "{s} is pinned to {w}.", "{s}: {w}에 고정되어 있습니다.",
            s=placement.showing, w=str(wanted),
        )  # fmt: skip
