"""What schedule.json and schedule.xml say of a timetable: valid, stable, and nothing that is not for the public."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from scheduler.formats import schedule_json, schedule_xml
from tests.formats.schedules import FESTIVAL, PLACES, faults_of_json, faults_of_xml, festival, written

LANGS = ["en", "ko"]


def events(data: bytes) -> dict[str, dict[str, Any]]:
    """Events of a schedule.json by title; of two with one title the later counts."""
    days = json.loads(data)["schedule"]["conference"]["days"]
    return {one["title"]: one for day in days for room in day["rooms"].values() for one in room}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", ["public", "staff"])
def test_both_files_are_valid_by_the_official_schemas(lang: str, audience: Any) -> None:
    problem, timetable = festival()

    assert faults_of_json(written(schedule_json.write, (problem, timetable), lang, audience)) == []
    assert faults_of_xml(written(schedule_xml.write, (problem, timetable), lang, audience)) == []


@pytest.mark.parametrize("id_", ["밤", "a", "A-B", "long-2024-name", "x" * 60])
def test_any_id_of_a_festival_makes_an_acronym_that_the_schemas_take(id_: str) -> None:
    problem, timetable = festival(text=FESTIVAL.replace("밤-2024", id_))

    assert faults_of_json(written(schedule_json.write, (problem, timetable))) == []
    assert faults_of_xml(written(schedule_xml.write, (problem, timetable))) == []


def test_a_festival_with_nothing_placed_yet_is_valid_too() -> None:
    problem, timetable = festival(places=[])

    assert faults_of_json(written(schedule_json.write, (problem, timetable))) == []
    assert faults_of_xml(written(schedule_xml.write, (problem, timetable))) == []


def test_an_event_says_what_when_where_and_who() -> None:
    problem, timetable = festival()

    found = events(written(schedule_json.write, (problem, timetable), "ko"))["개막식"]

    person = {"guid": found["persons"][0]["guid"], "name": "김대식"}
    assert found == {
        "guid": found["guid"],
        "id": found["id"],
        "code": "OPEN01",
        "date": "2150-10-25T19:00:00+09:00",
        "start": "19:00",
        "end": "2150-10-25T19:30:00+09:00",
        "duration": "00:30",
        "room": "1관 (동관)",
        "slug": f"2024-{found['id']}-opening_night",
        "url": "https://night.example/",
        "title": "개막식",
        "subtitle": "Opening <&> Night",
        "track": None,
        "type": "ceremony",
        "language": "ko",
        "abstract": None,
        "description": None,
        "persons": [person],
        "links": [],
        "attachments": [],
    }


def test_what_starts_after_midnight_is_of_the_day_before() -> None:
    problem, timetable = festival()

    days = json.loads(written(schedule_json.write, (problem, timetable)))["schedule"]["conference"]["days"]
    first = days[0]

    assert (first["day_start"], first["day_end"]) == ("2150-10-25T05:00:00+09:00", "2150-10-26T05:00:00+09:00")
    assert [(one["title"], one["date"]) for one in first["rooms"]["Hall 1 (East)"]] == [
        ("Opening <&> Night", "2150-10-25T19:00:00+09:00"),
        ("Salt", "2150-10-25T21:00:00+09:00"),
        ("Late", "2150-10-26T00:30:00+09:00"),
    ]


def test_a_showing_keeps_its_names_when_it_moves_and_each_showing_has_its_own() -> None:
    def names(places: Any) -> dict[str, tuple[str, str]]:
        root = etree.fromstring(written(schedule_xml.write, festival(places)))
        return {str(one.get("guid")): (str(one.get("id")), str(one.findtext("slug"))) for one in root.iter("event")}

    before = names(PLACES)
    after = names([(session, label, "w1" if room == "e1" else room, start) for session, label, room, start in PLACES])

    assert before == after
    assert len({slug for _, slug in before.values()}) == len(before) == 7  # the exhibition is three events


def test_an_exhibition_is_an_event_a_day_each_shorter_than_a_day() -> None:
    found = json.loads(written(schedule_json.write, festival()))["schedule"]["conference"]["days"]

    pieces = [(one["date"], one["duration"]) for day in found for one in day["rooms"].get("Foyer", [])]
    assert pieces == [
        ("2150-10-25T10:00:00+09:00", "19:00"),
        ("2150-10-26T05:00:00+09:00", "23:59"),
        ("2150-10-27T05:00:00+09:00", "07:00"),
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("write", [schedule_json.write, schedule_xml.write], ids=["json", "xml"])
def test_nothing_that_is_not_for_the_public_leaves(write: Any, lang: str) -> None:
    text = written(write, festival(), lang).decode()

    for secret in ("planted", "Unannounced", "secret", "Baek", "백준", "baek", "private.example", "010-555"):
        assert secret not in text, secret


@pytest.mark.parametrize("write", [schedule_json.write, schedule_xml.write], ids=["json", "xml"])
def test_the_staff_see_all_and_the_same_timetable_is_the_same_bytes(write: Any) -> None:
    data = written(write, festival(), "en", "staff")

    assert data == written(write, festival(), "en", "staff")
    assert all(word in data.decode() for word in ("planted-surprise", "planted-embargo", "Unannounced", "Jun Baek"))


def test_control_characters_and_the_end_of_an_instruction_break_no_xml() -> None:
    text = FESTIVAL.replace("title: Late", r'title: "La\x07te ?> ]]>"').replace("id: late", 'id: "la?>te"')
    problem, timetable = festival([("la?>te", 1, "e1", "2150-10-25T19:00")], text)

    data = written(schedule_xml.write, (problem, timetable))

    assert faults_of_xml(data) == []
    assert etree.fromstring(data).findtext(".//event/title") == "Late ?> ]]>"


def test_what_another_program_called_it_stays_its_name() -> None:
    told = 'fields: {schedule: {guid: 8079583E-8321-506C-95AF-FD2903A5F075, id: 25, url: "https://talks.example/late"}}'
    problem, timetable = festival(text=FESTIVAL.replace("title: Late,", f"title: Late, {told},"))

    found = events(written(schedule_json.write, (problem, timetable)))["Late"]

    assert (found["guid"], found["id"], found["url"]) == (
        "8079583e-8321-506c-95af-fd2903a5f075",
        25,
        "https://talks.example/late",
    )
