"""From the festival document to the Problem: durations, hours, positions, pins.

Nothing is refused here: a document that got this far has no faults, and what is merely unwise
(a pin on a closed room, a guest who is never there) gives a showing without a legal place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.compile.floors import rivals, walks
from scheduler.compile.ground import Ground
from scheduler.compile.legal import Legal
from scheduler.compile.pins import Pins
from scheduler.compile.showings import Showings
from scheduler.constraint import rules_of
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.festival import Festival


def compile_festival(festival: Festival) -> Problem:
    """The problem of a faultless document."""
    ground = Ground(festival)
    pins = Pins(ground)
    showings = tuple(Showings(ground, Legal(ground, pins)).all())
    return Problem(
        festival=festival,
        clock=ground.clock,
        minute=ground.minute,
        days=ground.days,
        rooms=ground.rooms,
        showings=pins.frozen(showings),
        blocks=tuple(festival.blocks),
        block_times=ground.block_times,
        shifts=ground.shifts,
        walks=walks(festival, ground.rooms, ground.minute),
        rivals=rivals(festival),
        rules=tuple(rules_of(festival)),
    )
