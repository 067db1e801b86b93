"""The festival document: every list, field and meaning that organisers write.

Three spellings (YAML, JSON, a workbook) are read into these classes and written from them; see
``scheduler.formats``.  A class here is a shape only: whether ids exist and times are possible is
asked in ``scheduler.check``, and what it all means in minutes is worked out by ``Problem``.
"""

from __future__ import annotations

from scheduler.festival.document import About, Festival, Phone
from scheduler.festival.films import Film, Key
from scheduler.festival.people import Jury, Person, Resource, Track, Visibility, Wants, Wishes
from scheduler.festival.places import Room, Venue, Walk, Weekday, WeeklyHours
from scheduler.festival.plan import Interest, Pin, Published
from scheduler.festival.sessions import AudienceWord, Cast, Cue, Member, Part, Session, ShowingFields, Status
from scheduler.festival.times import Block, Day, When

__all__ = [
    "About",
    "AudienceWord",
    "Block",
    "Cast",
    "Cue",
    "Day",
    "Festival",
    "Film",
    "Interest",
    "Jury",
    "Key",
    "Member",
    "Part",
    "Person",
    "Phone",
    "Pin",
    "Published",
    "Resource",
    "Room",
    "Session",
    "ShowingFields",
    "Status",
    "Track",
    "Venue",
    "Visibility",
    "Walk",
    "Wants",
    "Weekday",
    "WeeklyHours",
    "When",
    "Wishes",
]
