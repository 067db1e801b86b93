"""Small festivals with a bit of everything, on which every kind is tried.

``FESTIVAL`` is placed by the clock, ``CONFERENCE`` by blocks.  Both are small enough to draw
timetables at random and large enough that people, films, tracks and juries get in each other's way.
"""

from __future__ import annotations

from typing import Any

FESTIVAL: dict[str, Any] = {
    "showgrid": 1,
    "defaults": False,
    "festival": {"id": "arena", "name": "Arena", "timezone": "Asia/Seoul", "grid": 5, "day_ends": "05:00"},
    "days": [
        {"date": "2024-10-25", "open": "10:00", "close": "14:00", "tags": ["weekday"]},
        {"date": "2024-10-26", "open": "11:00", "close": "14:00", "tags": ["weekend", "family"]},
    ],
    "venues": [{"id": "north", "name": {"en": "North", "ko": "북관"}}, {"id": "south", "name": "South"}],
    "walks": [{"from": "north", "to": "south", "minutes": 15}],
    "rooms": [
        {
            "id": "n1", "venue": "north", "capacity": 120, "hold": 20, "abilities": ["dcp", "stage"],
            "tags": ["large"], "foyer": "lobby", "turnaround": 10, "turnaround_by_type": {"talk": 5},
        },
        {"id": "n2", "venue": "north", "capacity": 60, "abilities": ["dcp"], "tags": ["small"], "foyer": "lobby"},
        {
            "id": "s1", "venue": "south", "capacity": 40, "abilities": ["35mm"], "tags": ["small", "quiet"],
            "turnaround": 5,
        },
    ],
    "tracks": [{"id": "comp", "chairs": ["ann"]}, {"id": "talks", "chairs": ["bob"]}],
    "people": [
        {
            "id": "ann", "name": {"en": "Ann", "ko": "안"}, "timezone": "America/New_York", "tags": ["vip"],
            "available": [{"from": "2024-10-25T10:30", "to": "2024-10-25T13:30"}, {"from": "2024-10-26T11:00", "to": "2024-10-26T14:00"}],
            "wants": {"room": {"required": ["large"]}, "time": {"undesired": ["weekday"]}},
        },
        {"id": "bob", "name": "Bob", "away": [{"from": "2024-10-25T11:00", "to": "2024-10-25T11:30"}]},
        {"id": "cho", "name": "Cho", "timezone": "Europe/Berlin"},
        {"id": "ina", "name": "Interpreter A", "away": [{"from": "2024-10-26T12:00", "to": "2024-10-26T12:30"}]},
        {"id": "inb", "name": "Interpreter B"},
        {"id": "jury1", "name": "Juror 1"},
        {"id": "jury2", "name": "Juror 2", "away": [{"from": "2024-10-25T10:00", "to": "2024-10-25T11:00"}]},
    ],
    "films": [
        {
            "id": "mira", "title": "Mira", "runtime": 39.5, "category": "narrative", "rating": "18", "needs": ["dcp"],
            "premiere": "world", "copies": 1, "languages": ["ko"],
            "keys": [{"room": "n1", "from": "2024-10-25T10:00", "to": "2024-10-25T12:30"},
                     {"room": "n2", "from": "2024-10-25T10:00", "to": "2024-10-26T12:00"}],
            "guests": ["ann"],
        },
        {"id": "otto", "title": "Otto", "runtime": 20, "category": "documentary", "copies": 1, "needs": ["35mm"]},
        {"id": "piet", "title": "Piet", "runtime": 15, "category": "narrative", "rating": "all"},
    ],
    "juries": [
        {
            "id": "grand", "people": ["jury1", "jury2"], "sees": {"categories": ["narrative"]}, "gap": 10, "a_day": 2,
            "before": "2024-10-26T13:30",
        }
    ],
    "resources": [
        {"id": "mic", "stock": 1},
        {"id": "interpreter", "stock": 2, "people": ["ina", "inb"]},
    ],
    "sessions": [
        {
            "id": "mira", "type": "screening", "title": {"en": "Mira", "ko": "미라"}, "films": ["mira"], "track": "comp",
            "parts": [{"name": "film"}, {"name": "q-and-a", "minutes": 10, "showings": [1]}], "showings": 2,
            "people": [{"id": "ann", "role": "director", "showings": [1], "parts": ["q-and-a"]}], "audience": 90,
            "uses": {"interpreter": 1}, "labels": {"theme": ["ai", "love"], "audience": ["adults"]},
            "tags": ["gala"], "level": 1, "language": "ko",
        },
        {
            "id": "shorts", "type": "shorts", "title": "Shorts", "films": ["otto", "piet"], "track": "comp", "showings": 2,
            "audience": 40, "labels": {"theme": ["ai"], "audience": ["families"]}, "people": [{"id": "cho", "role": "director"}],
            "level": 2, "language": "en",
        },
        {
            "id": "panel", "type": "panel", "title": "Panel", "duration": 45, "track": "talks", "people": ["ann", "bob"],
            "audience": 60, "uses": {"mic": 1, "interpreter": 1}, "labels": {"theme": ["love"]}, "needs": ["stage"],
            "level": 2, "language": "en", "order": 2,
        },
        {
            "id": "talk", "type": "talk", "title": "Talk", "duration": 30, "track": "talks", "people": [{"id": "bob"}, {"id": "cho"}],
            "audience": 20, "uses": {"mic": 1}, "labels": {"theme": ["ai"]}, "remote": True, "level": 1, "language": "ko",
            "wants": {"room": {"preferred": ["quiet"]}}, "order": 1,
        },
        {
            "id": "awards", "type": "ceremony", "title": {"en": "Awards", "ko": "시상식"}, "duration": 30,
            "items": [{"title": "Prize", "minutes": 10, "people": ["ann"]}, {"title": "Song", "minutes": 20, "people": ["cho"]}],
            "audience": 100, "tags": ["gala"],
        },
        {
            "id": "extra", "type": "other", "title": "Extra", "duration": 20, "optional": True, "value": 30,
            "people": ["cho"], "tags": ["late"],
        },
    ],
    "interests": [
        {"sessions": ["mira", "shorts", "talk"], "people": 12},
        {"sessions": ["mira", "panel"], "people": 5},
        {"sessions": ["shorts", "awards"], "people": 7},
    ],
    "published": [
        {"session": "mira", "showing": 1, "room": "n1", "start": "2024-10-25T11:00", "told": ["ann"]},
        {"session": "talk", "room": "s1", "start": "2024-10-25T12:00", "told": ["bob", "cho"], "begun": False},
        {"session": "panel", "room": "n1", "start": "2024-10-26T11:30"},
    ],
}  # fmt: skip

CONFERENCE: dict[str, Any] = {
    "showgrid": 1,
    "defaults": False,
    "festival": {"id": "blocks", "timezone": "Europe/Berlin", "grid": 5},
    "venues": [{"id": "main"}],
    "rooms": [
        {"id": "r1", "venue": "main", "capacity": 50, "tags": ["large"]},
        {"id": "r2", "venue": "main", "capacity": 20},
        {"id": "r3", "venue": "main", "capacity": 30, "types": ["talk", "keynote"], "tags": ["quiet"]},
    ],
    # 100 minutes in three slots: a slot is no whole number of minutes.
    "blocks": [
        {"id": "b1", "from": "2026-09-01T09:00", "to": "2026-09-01T10:40", "slots": 3, "tags": ["morning"]},
        {"id": "b2", "from": "2026-09-01T10:00", "to": "2026-09-01T11:00", "slots": 2},
        {"id": "b3", "from": "2026-09-02T14:00", "to": "2026-09-02T15:30", "slots": 3, "tags": ["afternoon"]},
        {"id": "b4", "from": "2026-09-02T18:00", "to": "2026-09-02T19:00", "slots": 1},
    ],
    "tracks": [{"id": "t1", "chairs": ["ann"]}, {"id": "t2", "chairs": ["ann", "bob"]}, {"id": "t3", "chairs": ["dan"]}],
    "people": [
        {"id": "ann", "timezone": "America/New_York", "away": [{"block": "b4"}], "wants": {"block": {"preferred": ["morning"]}}},
        {"id": "bob", "timezone": "Asia/Tokyo", "available": [{"block": "b1"}, {"block": "b2"}, {"block": "b3"}]},
        {"id": "cho"},
        {"id": "dan", "timezone": "Pacific/Auckland"},
    ],
    "resources": [{"id": "beamer", "stock": 1}],
    "sessions": [
        {"id": "p1", "type": "talk", "title": "One", "track": "t1", "slots": 1, "people": ["cho"], "order": 1, "timezone": "Australia/Sydney",
         "labels": {"theme": ["x", "y"]}, "audience": 25, "uses": {"beamer": 1}, "level": 1, "language": "en"},
        {"id": "p2", "type": "talk", "title": "Two", "track": "t1", "slots": 2, "people": ["bob"], "order": 2,
         "labels": {"theme": ["x"]}, "audience": 45, "remote": True, "level": 2, "language": "de"},
        {"id": "p3", "type": "talk", "title": "Three", "track": "t1", "slots": 1, "people": ["ann"], "order": 4,
         "labels": {"theme": ["y"]}, "level": 1, "language": "en"},
        {"id": "p4", "type": "talk", "title": "Four", "track": "t2", "slots": 1, "people": ["cho", "dan"],
         "labels": {"theme": ["x", "y"]}, "audience": 10, "uses": {"beamer": 1}, "remote": True, "level": 2, "language": "de"},
        {"id": "p5", "type": "talk", "title": "Five", "track": "t2", "slots": 2, "people": ["ann"], "order": 1,
         "labels": {"theme": ["z"]}, "tags": ["big"], "level": 1, "language": "en"},
        {"id": "p6", "type": "poster", "title": "Six", "track": "t3", "slots": 1, "people": ["dan"], "optional": True, "value": 9,
         "level": 3, "language": "en"},
        {"id": "key", "type": "keynote", "title": "Key", "duration": "block", "people": ["bob"], "audience": 60},
    ],
    "interests": [{"sessions": ["p1", "p4", "key"], "people": 9}, {"sessions": ["p2", "p5"], "people": 4}],
}  # fmt: skip
