"""Sheets of a conference workbook and the heads of their columns, in order."""

from __future__ import annotations

CONFIGURATION, TIMESLOTS, ROOMS, SPEAKERS, TALKS = SHEETS = (
    "Configuration",
    "Timeslots",
    "Rooms",
    "Speakers",
    "Talks",
)
NAME, PAUSE = "Conference name", "Minimum consecutive talks pause in minutes"
TERM_HEAD = ("Constraint", "Score weight", "Description")

WISHES = ("Required", "Preferred", "Prohibited", "Undesired")
OF = {"time": "timeslot", "room": "room"}
"""What wishes are about: their name in the document, and in the heads."""
WISH_HEADS = {(of, wish.lower()): f"{wish} {called} tags" for of, called in OF.items() for wish in WISHES}
LABELS = {
    "theme": "Theme track tags",
    "sector": "Sector tags",
    "audience": "Audience types",
    "content": "Content tags",
    "exclusive": "Mutually exclusive talks tags",
}
"""Labels of a session, and the heads of their columns."""

HEADS = {
    TIMESLOTS: ("Day", "Start", "End", "Talk types", "Tags"),
    ROOMS: ("Name", "Capacity", "Talk types", "Tags"),
    SPEAKERS: ("Name", *WISH_HEADS.values()),
    TALKS: (
        "Code", "Title", "Talk type", "Speakers", LABELS["theme"], LABELS["sector"], LABELS["audience"],
        "Audience level", LABELS["content"], "Language", *WISH_HEADS.values(), LABELS["exclusive"],
        "Prerequisite talks codes", "Favorite count", "Crowd control risk", "Pinned by user",
        "Timeslot day", "Start", "End", "Room",
        "Published Timeslot", "Published Start", "Published End", "Published Room",
    ),
}  # fmt: skip
HEAD_ROW = {TIMESLOTS: 0, ROOMS: 1, SPEAKERS: 1, TALKS: 0}
"""Row of the heads, from 0; above those of rooms and speakers stand the days."""

ASSIGNED = ("Timeslot day", "Start", "End", "Room")
PUBLISHED = ("Published Timeslot", "Published Start", "Published End", "Published Room")

UNAVAILABLE = "555753"
"""Fill of a timeslot's column in the row of whoever, or whatever, is not available then."""
CHOSEN = "FCE94F"
"""Fill of the columns in which the timetable stands."""
