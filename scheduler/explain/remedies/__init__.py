"""What may help, by sort of part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.explain.changes import Ease, Lever, Remedy
from scheduler.explain.remedies import others, people, pins, rooms, sessions

REMEDIES: tuple[Remedy, ...] = (
    sessions.halls, rooms.turnarounds, sessions.shorter, rooms.hours, sessions.windows, sessions.blocks, people.stays,
    pins.pins, rooms.types, rooms.abilities, others.deadlines, others.keys, others.grids, others.copies,
    others.supplies, others.softer, people.others, sessions.left_out, rooms.hired,
)  # fmt: skip
"""About in the order of the trouble that they are."""


def levers(ease: Ease, remedies: Iterable[Remedy] = REMEDIES) -> Iterator[Lever]:
    """Every way to help that the parts of a conflict suggest."""
    return (lever for remedy in remedies for lever in remedy(ease))
