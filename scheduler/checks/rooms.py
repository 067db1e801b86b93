"""Rooms are no part of themselves, buildings are linked by walks, numbers can be."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from scheduler.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.checks.draft import Draft


def circular(draft: Draft) -> Iterator[Finding]:
    """Each circle of rooms that are parts of each other, once."""
    parts = {room.id: room.parts_of for room in draft.festival.rooms}
    numbers = {room.id: number for number, room in enumerate(draft.festival.rooms)}
    done: set[str] = set()
    for room in parts:
        circle = _circle(room, parts, done)
        if circle:
            where: Where = ("rooms", numbers[circle[0]], "parts_of")
            yield Finding(where, f"rooms cannot be parts of each other in a circle: {' of '.join(map(repr, circle))}")


def _circle(start: str, parts: dict[str, list[str]], done: set[str]) -> list[str]:
    """The first circle met from a room over rooms not yet done, its first room again at its end."""
    trail: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        room, leaving = stack.pop()
        if leaving:
            done.add(trail.pop())
        elif room in trail:
            circle = [*trail[trail.index(room) :], room]
            done.update(trail)
            return circle
        elif room in parts and room not in done:
            trail.append(room)
            stack.append((room, True))
            stack += [(inner, False) for inner in reversed(parts[room])]
    return []


def walks_missing(draft: Draft) -> Iterator[Finding]:
    """Pairs of venues with rooms between which nobody knows how long one walks."""
    rooms: dict[str, list[str]] = {}
    for room in draft.festival.rooms:
        if room.venue is not None:
            rooms.setdefault(room.venue, []).append(room.id)
    ways = {frozenset((walk.from_, walk.to)) for walk in draft.festival.walks}
    for one, other in combinations(rooms, 2):
        if frozenset((one, other)) not in ways and not _by_rooms(one, other, rooms, ways):
            yield Finding(
                ("walks",),
                f"how long is the walk from {one!r} to {other!r}? write {{from: {one}, to: {other}, minutes: ...}}",
            )


def _by_rooms(one: str, other: str, rooms: dict[str, list[str]], ways: set[frozenset[str]]) -> bool:
    """Whether every room of one venue is linked to every room of the other."""
    return all(
        any(frozenset((a, b)) in ways for a in (near, one) for b in (far, other))
        for near in rooms[one]
        for far in rooms[other]
    )


def absurd(draft: Draft) -> Iterator[Finding]:
    """Seats kept back that are not there, and places that are not on this earth."""
    for number, room in enumerate(draft.festival.rooms):
        if room.hold > room.capacity:
            yield Finding(
                ("rooms", number, "hold"), f"{room.hold} seats are kept back, but the room has only {room.capacity}"
            )
    for number, venue in enumerate(draft.festival.venues):
        if venue.geo and not (abs(venue.geo[0]) <= 90 and abs(venue.geo[1]) <= 180):
            yield Finding(
                ("venues", number, "geo"),
                "latitude lies between -90 and 90, longitude between -180 and 180, in this order",
            )
