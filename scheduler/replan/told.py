"""Who has to be told, if a timetable replaces what was announced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.problem import Showing
    from scheduler.replan.announced import Announcement
    from scheduler.timetable import Assignment, Placement, Timetable


@dataclass(frozen=True)
class Told:
    """Notices to give: one to the public of each showing that moves, one to each person concerned."""

    moved: tuple[Showing, ...]
    """Announced showings that lie elsewhere, or nowhere."""
    people: tuple[str, ...]
    """Ids of whoever was told something that no longer holds; each once."""
    other_time: int
    """Of those moved, how many at another time, or nowhere."""
    other_choices: int = 0
    """Choices of people (who interprets, who watches) that are other than before."""
    other_day: int = 0
    """Of those moved, how many on another day, or nowhere."""

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Smaller is better: notices, then times, then days, then choices."""
        return self.count, self.other_time, self.other_day, self.other_choices

    @property
    def count(self) -> int:
        """All notices."""
        return len(self.moved) + len(self.people)


def told(announcement: Announcement, timetable: Timetable) -> Told:
    """Notices that the timetable asks for."""
    moved = [
        one for one in announcement.showings.values() if not _same(announcement, timetable, one.showing, room=True)
    ]
    choices = _other_choices(announcement, timetable)
    people = {person for one in moved for person in one.told} | set(choices)
    return Told(
        tuple(one.showing for one in moved),
        tuple(sorted(people)),
        sum(not _same(announcement, timetable, one.showing, room=False) for one in moved),
        len(choices),
        sum(_day(announcement.placement(one.showing)) != _day(timetable.of(one.showing)) for one in moved),
    )


def _day(placement: Placement | None) -> int:
    return -1 if placement is None else placement.day


def _same(announcement: Announcement, timetable: Timetable, showing: Showing, *, room: bool) -> bool:
    was, now = announcement.placement(showing), timetable.of(showing)
    if was is None or now is None:
        return False
    return was.place[not room :] == now.place[not room :]


def _other_choices(announcement: Announcement, timetable: Timetable) -> list[str]:
    """Whoever is chosen for something announced that they were not, or no longer is."""
    if not announcement.timetable.assignments:
        return []
    changed = announcement.timetable.assigned ^ timetable.assigned
    return [one.person for one in changed if counts(announcement, one)]


def counts(announcement: Announcement, assignment: Assignment) -> bool:
    """Whether a change of the assignment is news: it is about something announced, or was in force."""
    showing = announcement.problem.by_key.get((assignment.session, assignment.showing))
    return showing is not None and (
        showing.index in announcement.showings or assignment in announcement.timetable.assigned
    )
