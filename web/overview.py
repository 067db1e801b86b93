"""All days at a glance: rooms down, days across; or only what concerns a person, a jury, a building, a track."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.agenda import Entry, clock
from scheduler.fields import text_in
from scheduler.sentence import Day

if TYPE_CHECKING:
    from scheduler.festival import Jury, Person, Track, Venue
    from scheduler.problem import Room
    from scheduler.timetable import Placement
    from web.workspace import Workspace

BY = ("person", "jury", "venue", "track")
"""What it can be narrowed to."""


@dataclass(frozen=True)
class Item:
    """A showing in a cell."""

    key: str
    start: str
    title: str


@dataclass(frozen=True)
class Row:
    """A room with what lies in it on each day."""

    room: Room
    cells: list[list[Item]]


class Overview:
    """The days of a festival."""

    def __init__(self, work: Workspace, lang: str, wanted: Mapping[str, str]) -> None:
        self.work, self.problem, self.lang = work, work.problem, lang
        self.wanted = {by: wanted[by] for by in BY if wanted.get(by)}

    def days(self) -> list[tuple[int, str]]:
        """Number and short name of each."""
        return [(number, Day(day).name(self.lang)) for number, day in enumerate(self.problem.days)]

    def choices(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Of each way to narrow it what there is to choose: id and name."""
        festival = self.problem.festival
        lists: dict[str, Sequence[Person | Jury | Venue | Track]] = {
            "person": festival.people,
            "jury": festival.juries,
            "venue": festival.venues,
            "track": festival.tracks,
        }
        for by, entries in lists.items():
            named = [(one.id, text_in(one.name, self.lang) or one.id) for one in entries]
            if named:
                yield by, sorted(named, key=lambda one: one[1])

    def rows(self) -> list[Row]:
        """Rooms in their order; once it is narrowed, those only in which there is something."""
        found: dict[int, list[list[Item]]] = {
            room.index: [[] for _ in self.problem.days] for room in self.problem.rooms
        }
        for placement in self.work.timetable.by_time:
            if placement.day >= 0 and all(self._ask[by](self, placement, id_) for by, id_ in self.wanted.items()):
                entry = Entry(self.problem, placement)
                item = Item(placement.showing.key, clock(entry, entry.start), placement.showing.name(self.lang))
                found[placement.room][placement.day].append(item)
        rows = (Row(room, found[room.index]) for room in self.problem.rooms)
        return [row for row in rows if not self.wanted or any(row.cells)]

    def _of_person(self, placement: Placement, person: str) -> bool:
        """On stage, or chosen for it."""
        showing = placement.showing
        return person in showing.persons or any(
            (one.session, one.showing, one.person) == (showing.session.id, showing.label, person)
            for one in self.work.timetable.assignments
        )

    def _of_jury(self, placement: Placement, jury: str) -> bool:
        """What it has to see."""
        return any(
            one.id == jury and one.sees.selects(self.problem, placement.showing, placement.room, placement.day)
            for one in self.problem.festival.juries
        )

    def _of_venue(self, placement: Placement, venue: str) -> bool:
        return self.problem.rooms[placement.room].venue == venue

    def _of_track(self, placement: Placement, track: str) -> bool:
        return placement.showing.track == track

    _ask: Mapping[str, Callable[[Overview, Placement, str], bool]] = {
        "person": _of_person,
        "jury": _of_jury,
        "venue": _of_venue,
        "track": _of_track,
    }
