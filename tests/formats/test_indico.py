"""What Indico exports as JSON becomes a festival and its timetable."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scheduler.faults import FestivalError
from scheduler.formats.guessing import format_of
from scheduler.formats.indico import programme_of
from scheduler.formats.notes import told
from tests.formats.published import reader

read = reader(programme_of)


def moment(clock: str, zone: str = "Europe/Zurich") -> dict[str, str]:
    return {"date": "2025-09-01", "time": clock, "tz": zone}


def contribution(number: int, begin: str, end: str, **more: Any) -> dict[str, Any]:
    return {
        "_type": "Contribution", "id": str(number), "title": f"Talk {number}", "startDate": moment(begin),
        "endDate": moment(end), "duration": 25, "room": "503", "location": "CERN",
        "speakers": [{"first_name": "Ada", "last_name": "Byron", "id": str(number)}], **more,
    }  # fmt: skip


def event(*inside: Any, **more: Any) -> bytes:
    about = {"_type": "Conference", "id": "1", "title": "Workshop", "timezone": "Europe/Zurich"}
    return exported([about | {"contributions": list(inside)} | more])


def exported(results: Any) -> bytes:
    return json.dumps({"count": 1, "_type": "HTTPAPIResult", "results": results}).encode()


def entry(number: int, begin: str, end: str, **more: Any) -> dict[str, Any]:
    people = [{"name": "Byron, Ada", "familyName": "Byron", "firstName": "Ada"}]
    return {"entryType": "Contribution", "contributionId": str(number), "title": f"Talk {number}", "presenters": people,
            "startDate": moment(begin), "endDate": moment(end), **more}  # fmt: skip


def placed(data: bytes) -> list[str]:
    answer = read(data).timetable
    assert answer is not None
    return [f"{one.session} {one.room} {one.start} {one.end:%H:%M}" for one in answer.placements]


def test_an_event_with_contributions() -> None:
    data = event(
        contribution(1, "09:00:00", "09:25:00", description="<p>Why &amp; how</p>"),
        contribution(2, "10:00:00", "10:25:00", session="Plenary"),
        contribution(3, "11:00:00", "11:25:00") | {"startDate": None, "endDate": None},
    )

    festival = read(data).festival

    assert format_of(data) == "indico"
    assert placed(data) == [
        "talk-1 503 2025-09-01 09:00:00+02:00 09:25", "talk-2 503 2025-09-01 10:00:00+02:00 10:25"
    ]  # fmt: skip
    assert [one.name for one in festival.people] == ["Ada Byron"]
    assert [(one.abstract, one.track, one.duration) for one in festival.sessions] == [
        ("Why & how", None, 25), ("", "plenary", 25), ("", None, 25)
    ]  # fmt: skip


def test_a_timetable_whose_sessions_hold_their_entries() -> None:
    session = {
        "entryType": "Session", "title": "Plenary", "room": "Main", "location": "CERN", "startDate": moment("09:00:00"),
        "endDate": moment("10:30:00"), "entries": {"c1": entry(1, "09:00:00", "09:25:00")},
    }  # fmt: skip
    pause = {"entryType": "Break", "id": "b", "title": "Coffee", "startDate": moment("10:30:00"),
             "endDate": moment("11:00:00"), "room": "Foyer"}  # fmt: skip
    data = exported({"1": {"20250901": {"s1": session, "b1": pause, "c2": entry(2, "11:00:00", "11:25:00", room="B")}}})

    festival = read(data).festival

    assert placed(data) == [
        "talk-1 main 2025-09-01 09:00:00+02:00 09:25", "coffee foyer 2025-09-01 10:30:00+02:00 11:00",
        "talk-2 b 2025-09-01 11:00:00+02:00 11:25",
    ]  # fmt: skip
    assert {one.id: (one.type, one.track) for one in festival.sessions} == {
        "talk-1": ("talk", "plenary"), "coffee": ("break", None), "talk-2": ("talk", None)
    }  # fmt: skip


def test_what_stands_in_a_session_and_among_the_contributions_is_one_event() -> None:
    talk = contribution(1, "09:00:00", "09:25:00")

    made = read(event(talk, sessions=[{"_type": "Session", "title": "Plenary", "contributions": [talk]}]))

    assert [one.id for one in made.festival.sessions] == ["talk-1"]


def test_events_of_a_category_and_a_zone_of_their_own() -> None:
    about = {"_type": "Conference", "room": "A"}
    data = exported([
        about | {"id": "1", "title": "One", "startDate": moment("09:00:00"), "endDate": moment("10:00:00")},
        about | {"id": "2", "title": "Two", "startDate": moment("18:00:00", "Asia/Seoul"),
                 "endDate": moment("19:00:00", "Asia/Seoul")},
    ])  # fmt: skip

    assert placed(data) == ["one a 2025-09-01 09:00:00+02:00 10:00", "two a 2025-09-01 11:00:00+02:00 12:00"]


@pytest.mark.parametrize("results", [[], None, {}, [None, 3], [{"contributions": "x"}], {"1": {"20250901": [4]}}])
def test_an_export_in_which_nothing_is_says_which_to_take(results: Any) -> None:
    with pytest.raises(FestivalError, match="there is nothing in this export of Indico; take /export/timetable/ID"):
        read(exported(results))


@pytest.mark.parametrize(
    "odd",
    [{"startDate": "soon"}, {"endDate": moment("08:00:00")}, {"duration": -5, "endDate": 7}, {"speakers": [{}, 3]},
     {"startDate": {"date": 1, "time": []}}, {"startDate": moment("09:00:00", "Mars/Base")}],
)  # fmt: skip
def test_odd_values_are_told_and_the_rest_is_read(odd: dict[str, Any]) -> None:
    made = read(event(contribution(1, "09:00:00", "09:25:00") | odd, contribution(2, "10:00:00", "10:25:00")))

    assert {"talk-1", "talk-2"} == {one.id for one in made.festival.sessions}
    assert list(told(list(made.notes), "en")) != []
