"""Why not there: the showing is laid where somebody wants it, and the verifier says what that does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.constraint import placement_at
from scheduler.faults import Fault, FestivalError, did_you_mean
from scheduler.replan.overrun.breaks import Known
from scheduler.settling import settled
from scheduler.verify import Report, verify

if TYPE_CHECKING:
    from scheduler.constraint import Violation
    from scheduler.problem import Problem, Showing
    from scheduler.timetable import Placement, Timetable


@dataclass(eq=False)
class Visit:
    """A showing laid somewhere, all else as it was."""

    before: Report
    after: Report
    placement: Placement
    breaks: list[Violation]
    """Musts that are broken by it."""

    @property
    def in_the_way(self) -> list[Placement]:
        """Whoever else is named in what it breaks: one of each would have to move."""
        others = {p.showing.index: p for one in self.breaks for p in one.placements}
        others.pop(self.placement.showing.index, None)
        return sorted(others.values(), key=lambda one: (one.start, one.showing.index))


def place_named(problem: Problem, showing: Showing, name: str) -> Placement:
    """The place ``ROOM@START`` of a showing, or ``ROOM@BLOCK/SLOT``.  ``FestivalError`` if there is no such place."""
    room, _, start = name.partition("@")
    index = problem.room_index.get(room)
    if index is None:
        raise _fault(f"there is no room {room!r}{did_you_mean(room, problem.room_index)}")
    key = _slot(problem, start) if showing.in_blocks else _moment(problem, start)
    position = showing.positions.by_start.get(key)
    if position is None:
        raise _fault(f"{showing.key} cannot start at {start}: no day, slot or minute of the grid is there")
    return placement_at(problem, showing, index, position)


def _moment(problem: Problem, text: str) -> tuple[int, int, int]:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _fault(f"{text!r} is no time; write ROOM@START as hall-a@2024-10-25T15:00") from None
    local = at if at.tzinfo is None else at.astimezone(problem.clock.tz).replace(tzinfo=None)
    return problem.clock.minutes(local) * problem.minute, -1, -1


def _slot(problem: Problem, text: str) -> tuple[int, int, int]:
    name, _, slot = text.partition("/")
    block = problem.block_index.get(name)
    if block is None or not slot.isdigit() or int(slot) < 1:
        hint = did_you_mean(name, problem.block_index)
        raise _fault(f"{text!r} is no slot of a block; write ROOM@BLOCK/1 for its first{hint}")
    return problem.block_times[block][0], block, int(slot) - 1


def _fault(message: str) -> FestivalError:
    return FestivalError([Fault("--at", message)])


def visit(problem: Problem, timetable: Timetable, placement: Placement) -> Visit:
    """What it would do; who is chosen for it may be chosen anew."""
    showing, before = placement.showing, verify(problem, timetable)
    made = settled(problem, timetable, timetable.moved({showing.index: placement}), [showing])
    after = verify(problem, made)
    breaks = [one for one in Known(problem, timetable).new(after) if one.rule != "placed"]
    return Visit(before, after, placement, breaks)
