"""What somebody wants on paper, and what of the timetable is needed for it again and again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.agenda import Entry, by_day, entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from scheduler.agenda import Audience
    from scheduler.festival import Venue
    from scheduler.problem import Engagement, Problem, Room
    from scheduler.publication import Publication
    from scheduler.timetable import Assignment, Timetable

LANGS = {"en": ("en",), "ko": ("ko",), "both": ("ko", "en")}


@dataclass(frozen=True)
class Order:
    """Of which timetable, of what in it, and how it is to look."""

    problem: Problem
    timetable: Timetable
    lang: str = "both"
    room: str | None = None
    venue: str | None = None
    day: date | None = None
    person: str | None = None
    session: str | None = None
    paper: str = "a4"
    """Family of paper: a4 (with A3 and A5), or letter (with tabloid and digest)."""
    columns: tuple[str, ...] = ()
    """What is printed of each line; empty is what is usual for the sheet."""
    base: str = ""
    """Address below which the answers to the codes on the sheets are; empty is none."""
    halls: Mapping[str, str] = field(default_factory=dict)
    """Of each hall the page that answers the codes of its sheets, on a site of plain files."""
    slug: str = ""
    """Name of the festival at that address; empty is its id."""
    publication: Publication | None = None
    since: int | None = None
    """Version that was printed last; None is the one before this."""
    at: datetime | None = None
    """Time of printing; None is the time of the publication."""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages in which everything is said, one after the other."""
        return LANGS[self.lang]

    @cached_property
    def version(self) -> str:
        """Number of the publication; of what was never published a word that differs if anything placed differs."""
        if self.publication is not None:
            return str(self.publication.version)
        places = sorted((one.showing.key, *map(int, one.place), int(one.end)) for one in self.timetable)
        told = repr((self.problem.revision, places, sorted(self.timetable.assignments)))
        return f"draft-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    @cached_property
    def last(self) -> int | None:
        """Version that was printed last, if there is one."""
        if self.publication is None:
            return None
        return self.publication.version - 1 if self.since is None else self.since

    @cached_property
    def staff(self) -> list[Entry]:
        """All that is placed, in order of start."""
        return self.entries("staff")

    def entries(self, audience: Audience) -> list[Entry]:
        """What the audience may see, in order of start."""
        return entries(self.problem, self.timetable, audience, self.at)

    @cached_property
    def by_hall(self) -> dict[tuple[str, date], list[Entry]]:
        """All that is placed in each hall on each day, in order of start."""
        found: dict[tuple[str, date], list[Entry]] = {}
        for day, shown in by_day(self.staff).items():
            for entry in shown:
                found.setdefault((entry.room.id, day), []).append(entry)
        return found

    @cached_property
    def chosen(self) -> dict[tuple[str, int], list[Assignment]]:
        """Who was chosen for each showing."""
        found: dict[tuple[str, int], list[Assignment]] = {}
        for one in self.timetable.assignments:
            found.setdefault((one.session, one.showing), []).append(one)
        return found

    @cached_property
    def needed(self) -> dict[str, list[tuple[Entry, Engagement]]]:
        """What everybody is needed for, in order of start."""
        return {
            person: [(Entry(self.problem, placement), one) for placement, one in held]
            for person, held in self.timetable.by_person.items()
        }

    @cached_property
    def venues(self) -> dict[str, Venue]:
        """Building of each id."""
        return {one.id: one for one in self.problem.festival.venues}

    def venue_of(self, room: Room) -> Venue | None:
        """The building that a hall is in."""
        return self.venues.get(room.venue or "")
