"""What readers of schedule.json, schedule.xml and pretalx's dumps share: facts of a conference, faults all meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scheduler.fields import text_in
from scheduler.formats.listing import is_web
from scheduler.formats.programme import Hall
from scheduler.formats.programme_values import colour_of, length, words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from scheduler.formats.notes import Notes
    from scheduler.formats.programme import Programme

MOST_SEATS = 1_000_000

# -- the conference -------------------------------------------------------------------------------


def settings(programme: Programme, address: str, slot: str, day_ends: Any) -> None:
    """Where it is on the web, the grid, and when a day ends, as far as they can be understood."""
    programme.url = address if is_web(address) else ""
    programme.grid = length(slot)
    programme.day_ends = length(day_ends) if isinstance(day_ends, str) else None


def day_begins(programme: Programme, begin: datetime | None) -> None:
    """A day that begins before noon tells when the one before ended, if nothing else did."""
    if begin is not None and programme.day_ends is None and begin.hour < 12:
        programme.day_ends = begin.hour * 60 + begin.minute


def add_halls(programme: Programme, rooms: Iterable[Any], ours: Mapping[str, Any]) -> None:
    """Rooms that are described; ``ours`` are the ids that they had in a festival of ours, by their names."""
    for one in map(mapping, rooms):
        if name := text_in(words_in(one.get("name"))):
            capacity = one.get("capacity")
            seats = capacity if isinstance(capacity, int) and 0 < capacity < MOST_SEATS else 0
            programme.halls.append(Hall(name, words(ours.get(name)), seats))


def add_tracks(programme: Programme, tracks: Iterable[Any], ours: Mapping[str, Any]) -> None:
    """Tracks that are described; ``ours`` as above."""
    for one in map(mapping, tracks):
        if name := text_in(words_in(one.get("name"))):
            programme.tracks[name] = (words(ours.get(name)), colour_of(one.get("color")))


# -- values of JSON -------------------------------------------------------------------------------


def mapping(value: Any) -> dict[str, Any]:
    """The mapping that it is; of anything else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """A list; of a mapping its values, as some write it."""
    return value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []


# -- what is told of an event ---------------------------------------------------------------------


def told_two_rooms(notes: Notes, place: str, said: str, under: str) -> None:
    """It says one room and stands under another."""
    notes.wrong(
        place,
        "it says room {a!r} and stands under {b!r}, which counts",
        "방이 {a!r}(으)로 적혀 있으나 {b!r} 아래에 있어 뒤의 것을 따릅니다",
        a=said,
        b=under,
    )


def told_no_start(notes: Notes, place: str) -> None:
    """Nobody knows when it is."""
    notes.left_out(
        place,
        "it has no date and time that can be understood; it is not placed",
        "알아볼 수 있는 날짜와 시각이 없어 배정하지 않았습니다",
    )


def told_two_starts(notes: Notes, place: str, said: str, moment: datetime) -> None:
    """Its start, if that is a time of day, is another than its date says."""
    if re.fullmatch(r"\d{1,2}:\d{2}", said) and said.rjust(5, "0") != f"{moment:%H:%M}":
        notes.wrong(
            place,
            "its start says {a}, its date {b}; the date counts",
            "시작은 {a}, 날짜는 {b}(으)로 적혀 있어 날짜를 따릅니다",
            a=said,
            b=f"{moment:%H:%M}",
        )


def told_nameless(notes: Notes, place: str) -> None:
    """Somebody in it is not named."""
    notes.left_out(place, "somebody in it has no name", "참여자 가운데 이름이 없는 사람이 있습니다")


def minutes_to(start: datetime | None, end: datetime | None) -> int | None:
    """Minutes between both, if both are known and of one kind: with offsets, or without."""
    if start is None or end is None or (start.tzinfo is None) != (end.tzinfo is None):
        return None
    return round((end - start).total_seconds() / 60)
