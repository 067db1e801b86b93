"""Sheets that show again what others of the workbook hold: by person, by film, by hall, or all of it at once."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

from scheduler.fields import text_in
from scheduler.formats.programme_rooms import same

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scheduler.formats.programme import Event, Programme

MOST = 0.9
"""Share of a sheet's events at whose time and place others stand already, from which it is only another view."""
FEWEST = 3
"""Events of such a sheet; of fewer nothing can be told."""


def leave_out_repeated(programme: Programme, begin: int, title: str) -> None:
    """Take out of the events from ``begin`` on, those of the sheet ``title``, what earlier ones say; it is noted."""
    earlier, own = programme.events[:begin], programme.events[begin:]
    known = _Known(earlier)
    placed = [event for event in own if event.start is not None]
    covered = sum(known.during(event) is not None for event in placed)
    if len(own) >= FEWEST and placed and covered >= MOST * len(own):
        del programme.events[begin:]
        programme.notes.left_out(
            title,
            "what stands in this sheet stands in others already, at the same times and places",
            "이 시트의 내용은 같은 시각과 장소로 다른 시트에 이미 있습니다",
        )
        return
    kept = []
    for event in own:
        if (twin := known.same(event)) is None:
            kept.append(event)
        else:
            programme.notes.left_out(
                event.place, "the same event stands at {p} already", "같은 행사가 {p}에 이미 있습니다", p=twin.place
            )
    programme.events[begin:] = kept


class _Known:
    """Events by room and time."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._rooms: dict[str, list[Event]] = {}
        for event in events:
            if event.start is not None:
                self._rooms.setdefault(same(event.room), []).append(event)
        for found in self._rooms.values():
            found.sort(key=_start)
        self._starts = {room: [_start(event) for event in found] for room, found in self._rooms.items()}

    def during(self, event: Event) -> Event | None:
        """What is there when it begins."""
        if event.start is None:
            return None
        room = same(event.room)
        at = bisect_right(self._starts.get(room, []), _start(event)) - 1
        found = self._rooms[room][at] if at >= 0 else None
        if found is None or _start(event) >= _start(found) + timedelta(minutes=max(1, found.minutes or 1)):
            return None
        return found

    def same(self, event: Event) -> Event | None:
        """What begins there then under the same title."""
        found = self.during(event)
        alike = found is not None and found.start == event.start and _titles(found) & _titles(event)
        return found if alike else None


def _start(event: Event) -> datetime:
    if event.start is None:
        raise ValueError("an event without a time is at no place in time")
    return event.start


def _titles(event: Event) -> set[str]:
    return {same(text) for text in (event.title.values() if isinstance(event.title, dict) else [text_in(event.title)])}
