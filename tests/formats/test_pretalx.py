"""Dumps of pretalx's API, of its old form and its new, become a festival and its timetable."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scheduler.faults import FestivalError
from scheduler.formats.imported import Imported
from scheduler.formats.notes import told
from scheduler.formats.pretalx import programme_of
from tests.formats.published import reader

read = reader(programme_of)

OLD = {
    "count": 3,
    "next": None,
    "results": [
        {
            "code": "AAAAAA",
            "title": "First",
            "state": "confirmed",
            "submission_type": {"en": "Talk", "de": "Vortrag"},
            "track": {"en": "Main"},
            "duration": 30,
            "content_locale": "en",
            "abstract": "What it is",
            "speakers": [{"code": "PPPPPP", "name": "Ada", "biography": None, "avatar": None}],
            "slot": {"room_id": 7, "room": {"en": "Hall"}, "start": "2024-10-25T10:00:00+02:00", "end": "2024-10-25T10:30:00+02:00"},
        },
        {"code": "BBBBBB", "title": "Without a slot", "state": "accepted", "duration": 45, "speakers": [], "slot": None},
        {"code": "CCCCCC", "title": "Refused", "state": "rejected", "duration": 45, "speakers": []},
    ],
}  # fmt: skip

NEW: dict[str, Any] = {
    "event": {"slug": "conf", "name": {"en": "Conf"}, "timezone": "Europe/Berlin"},
    "rooms": {"results": [{"id": 7, "name": {"en": "Hall"}, "capacity": 120}]},
    "speakers": [{"code": "PPPPPP", "name": "Ada"}],
    "tracks": [{"id": 3, "name": {"en": "Main"}, "color": "#112233"}],
    "submission_types": [{"id": 1, "name": {"en": "Talk"}}],
    "slots": [
        {"id": 91, "submission": "AAAAAA", "room": 7, "start": "2024-10-25T10:00:00+02:00", "end": "2024-10-25T10:30:00+02:00"},
        {"id": 92, "submission": "AAAAAA", "room": 7, "start": "2024-10-26T10:00:00+02:00", "end": "2024-10-26T10:30:00+02:00"},
        {"id": 93, "submission": None, "room": 7, "description": {"en": "Lunch"}, "start": "2024-10-25T12:00:00+02:00", "end": "2024-10-25T13:00:00+02:00"},
    ],
    "submissions": [
        {"code": "AAAAAA", "title": "First", "state": "confirmed", "submission_type": 1, "track": 3, "duration": 30, "speakers": ["PPPPPP", "QQQQQQ"], "slots": [91, 92]},
    ],
}  # fmt: skip


def summary(made: Imported) -> list[tuple[Any, ...]]:
    return [
        (one.id, one.type, one.track, one.status, [member.id for member in one.people])
        for one in made.festival.sessions
    ]


def placed(made: Imported) -> list[tuple[str, int, str, str]]:
    assert made.timetable is not None
    return [(one.session, one.showing, one.room, f"{one.start:%m-%dT%H:%M}") for one in made.timetable.placements]


def test_the_old_form_has_everything_in_the_submission() -> None:
    made = read(json.dumps(OLD).encode())

    assert summary(made) == [
        ("first", "talk", "main", "confirmed", ["ada"]),
        ("without-a-slot", "talk", None, "tentative", []),
    ]
    assert placed(made) == [("first", 1, "hall", "10-25T10:00")]
    assert list(told(list(made.notes))) == [
        "left out: submissions.2 (Refused): its state is 'rejected'",
        "guessed: the time zone follows from the offset +02:00 of the times: Etc/GMT-2; say --timezone if that is not so",
    ]


def test_the_new_form_has_ids_that_are_looked_up() -> None:
    made = read(json.dumps(NEW).encode())

    assert summary(made) == [
        ("first", "talk", "main", "confirmed", ["ada", "qqqqqq"]),
        ("lunch", "break", None, "confirmed", []),
    ]
    assert placed(made) == [
        ("first", 1, "hall", "10-25T10:00"),
        ("lunch", 1, "hall", "10-25T12:00"),
        ("first", 2, "hall", "10-26T10:00"),
    ]
    assert [(room.id, room.capacity) for room in made.festival.rooms] == [("hall", 120)]
    assert list(told(list(made.notes))) == [
        "guessed: submissions.0 (First): nothing is known of the speaker QQQQQQ; put the speakers into the dump"
    ]


def test_the_slots_of_a_schedule_alone_will_do() -> None:
    slots = [{**slot, "submission": NEW["submissions"][0] if slot["submission"] else None} for slot in NEW["slots"]]

    made = read(json.dumps({**NEW, "submissions": [], "slots": slots}).encode())

    assert placed(made) == [
        ("first", 1, "hall", "10-25T10:00"),
        ("lunch", 1, "hall", "10-25T12:00"),
        ("first", 2, "hall", "10-26T10:00"),
    ]


@pytest.mark.parametrize(
    "content", [{}, [], {"results": []}, {"submissions": {}}, [1, 2], "text", {"submissions": [None, 3]}]
)
def test_what_is_no_dump_is_refused(content: Any) -> None:
    with pytest.raises(FestivalError):
        read(json.dumps(content).encode())


def test_what_is_no_entry_is_told_and_left_out() -> None:
    made = read(json.dumps({"submissions": [None, *NEW["submissions"], 5], "rooms": ["A"]}).encode())

    told_ = [note.place for note in made.notes if note.text().endswith("this is no entry")]
    assert told_ == ["submissions.0", f"submissions.{len(NEW['submissions']) + 1}", "rooms.0"]
