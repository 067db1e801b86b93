"""Rooms and venues of a programme: one entry a room, however its name is written."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from math import asin, ceil, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from scheduler.formats.naming import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.formats.programme import Event, Programme

NOWHERE = "?"
"""Room of events that say none; it holds any number at once."""
MANY = 10_000
WALK = 15
"""Minutes between two buildings that nobody knows more about."""
METRES_A_MINUTE = 70
DETOUR = 1.3


class Ids:
    """Ids made of names, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def make(self, name: str, otherwise: str, wanted: str = "") -> str:
        """The id that is wanted, if it can be one and is free; else one made of the name."""
        base = wanted if usable(wanted) else slug(name) or otherwise
        made, number = base, 1
        while made in self.taken:
            number += 1
            made = f"{base}-{number}"
        self.taken.add(made)
        return made


def usable(id_: object) -> bool:
    """Whether it can be an id of the document."""
    if not isinstance(id_, str) or not 0 < len(id_) <= 200 or id_ != id_.strip():
        return False
    return re.search(r"[#@\x00-\x1f]", id_) is None


def same(name: str) -> str:
    """What two spellings of one name have in common."""
    return re.sub(r"[\W_]+", "", normalize("NFKC", name).casefold()) or name


class Rooms:
    """The rooms of a programme, in the order in which it names them."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.entries: list[dict[str, Any]] = []
        self.venues: list[dict[str, Any]] = []
        self._ids = Ids()
        self._venues: dict[str, str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._names: dict[str, str] = {}
        for hall in programme.halls:
            self._room(hall.name, hall.venue, hall.id, hall.capacity)
        self.of = {id(event): self._of(event) for event in programme.events if event.start is not None}
        self.walks = list(self._walks())

    def _of(self, event: Event) -> str:
        if not event.room:
            self.programme.notes.guessed(
                event.place, "it says no room; it lies in {r!r}", "장소가 없어 {r!r}에 두었습니다", r=NOWHERE
            )
        found = self._room(event.room or NOWHERE, event.venue)
        if event.room and self._names[found] != event.room:
            self.programme.notes.guessed(
                event.place,
                "{a!r} is the same room as {b!r}",
                "{a!r}과(와) {b!r}을(를) 같은 방으로 보았습니다",
                a=event.room,
                b=self._names[found],
            )
        return found

    def _room(self, name: str, venue: str, wanted: str = "", capacity: int = 0) -> str:
        key = (same(name), same(venue) if venue else "")
        alike = [known for known in self._known if known[0] == key[0]]
        if not venue and len(alike) == 1:
            key = alike[0]
        if key not in self._known:
            made = self._ids.make(name, f"room-{len(self.entries) + 1}", wanted)
            self._known[key], self._names[made] = made, name
            entry: dict[str, Any] = {"id": made, "name": name}
            if venue:
                entry["venue"] = self._venue(venue)
            if capacity:
                entry["capacity"] = capacity
            if name == NOWHERE:
                entry["parallel"] = MANY
            self.entries.append(entry)
        return self._known[key]

    def _venue(self, name: str) -> str:
        if same(name) not in self._venues:
            made = self._venues[same(name)] = self._ids.make(name, f"venue-{len(self.venues) + 1}")
            place = self.programme.geo.get(name)
            self.venues.append({"id": made, "name": name} | ({"geo": list(place)} if place else {}))
        return self._venues[same(name)]

    def _walks(self) -> Iterable[dict[str, Any]]:
        """Minutes between all venues: by their places, if these are known."""
        for number, one in enumerate(self.venues):
            for other in self.venues[number + 1 :]:
                known = "geo" in one and "geo" in other
                minutes = minutes_between(one["geo"], other["geo"]) if known else WALK
                yield {"from": one["id"], "to": other["id"], "minutes": minutes}
        if len(self.venues) > 1:
            self.programme.notes.guessed(
                "",
                "minutes to walk between {n} buildings; correct them in the festival",
                "건물 {n}곳 사이의 이동 시간. 문서에서 고쳐 주세요",
                n=len(self.venues),
            )


def minutes_between(one: Iterable[float], other: Iterable[float]) -> int:
    """Minutes on foot between two places on the globe, detours included; at most a day."""
    (lat, lon), (lat2, lon2) = ((radians(part) for part in place) for place in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    metres = 2 * 6_371_000 * asin(sqrt(min(1.0, half)))
    return min(24 * 60, ceil(metres * DETOUR / METRES_A_MINUTE))


def overlapping(events: Iterable[tuple[int, int]]) -> bool:
    """Whether any two stretches overlap."""
    every = sorted(events)
    return any(later[0] < earlier[1] for earlier, later in pairwise(every))


def grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Values under their keys, in order."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
