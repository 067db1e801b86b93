"""How far it is from room to room, and which rooms share floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scheduler.festival import Festival
    from scheduler.problem import Room


def walks(festival: Festival, rooms: tuple[Room, ...], minute: int) -> NDArray[np.int64]:
    """Ticks from room to room: as given for rooms, else for their venues, else none."""
    given: dict[tuple[str, str], int] = {}
    for walk in festival.walks:
        given[walk.from_, walk.to] = walk.minutes * minute
    for (one, other), ticks in list(given.items()):
        given.setdefault((other, one), ticks)
    size = len(rooms)
    table = np.zeros((size, size), dtype=np.int64)
    for a in rooms:
        for b in rooms:
            if a is not b:
                table[a.index, b.index] = _walk(given, a, b)
    return table


def _walk(given: dict[tuple[str, str], int], a: Room, b: Room) -> int:
    """The most exact that is given: between rooms, room and venue, venues."""
    venue_a, venue_b = a.venue or "", b.venue or ""
    for pair in ((a.id, b.id), (a.id, venue_b), (venue_a, b.id), (venue_a, venue_b)):
        if pair in given:
            return given[pair]
    return 0


def rivals(festival: Festival) -> tuple[tuple[int, ...], ...]:
    """Of each room those that it blocks and is blocked by: named by ``parts_of``, or naming it."""
    named = {room.id: set(room.parts_of) for room in festival.rooms}
    for _ in range(min(len(named), 8)):
        named = {room: inner.union(*(named.get(one, ()) for one in inner)) for room, inner in named.items()}
    ids = [room.id for room in festival.rooms]
    return tuple(
        tuple(j for j, other in enumerate(ids) if other != room and (other in named[room] or room in named[other]))
        for room in ids
    )
