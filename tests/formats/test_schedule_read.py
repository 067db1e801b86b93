"""schedule.json and schedule.xml as they are really published become a festival and its timetable."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scheduler.answer import timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.formats import schedule_json, schedule_json_read, schedule_xml, schedule_xml_read
from scheduler.formats.imported import Imported
from scheduler.formats.notes import told
from scheduler.verify import verify
from tests.formats.published import FRAB, PENTABARF, pretalx, reader
from tests.formats.schedules import festival, written

JSON, XML = reader(schedule_json_read.programme_of), reader(schedule_xml_read.programme_of)


def places(made: Imported) -> list[tuple[str, str, str, str]]:
    """Session, room, start and end of everything placed."""
    assert made.timetable is not None
    return [
        (one.session, one.room, f"{one.start:%m-%dT%H:%M}", f"{one.end:%m-%dT%H:%M}")
        for one in made.timetable.placements
        if one.start and one.end
    ]


def notes(made: Imported, lang: str = "en") -> list[str]:
    return list(told(list(made.notes), lang))


# -- as they are ----------------------------------------------------------------------------------


def test_pentabarf_has_neither_guids_nor_dates_nor_a_zone() -> None:
    made = XML(PENTABARF.encode())

    assert places(made) == [
        ("welcome", "janson", "02-02T09:30", "02-02T09:55"),
        ("after-midnight", "janson", "02-03T01:00", "02-03T01:30"),
        ("second-day", "janson", "02-03T10:00", "02-03T11:00"),
    ]
    assert [one.name for one in made.festival.people] == ["Ada Example", "Ada Example"]
    assert [(str(day.date), day.open // 60, day.close // 60) for day in made.festival.days] == [
        ("2019-02-02", 9, 26),
        ("2019-02-03", 10, 11),
    ]
    assert notes(made) == [
        "guessed: no time zone is said; taken for UTC; say --timezone if that is not so",
        "guessed: line 37 (Second day): 'janson' is the same room as 'Janson'",
    ]


def test_frab_has_bare_ampersands_guids_twice_and_rooms_that_differ() -> None:
    made = XML(FRAB.encode())

    assert places(made) == [
        ("a-talk-about-at-t", "project-2501", "08-13T11:00", "08-13T12:00"),
        ("night-talk", "project-2501", "08-14T00:30", "08-14T01:15"),
        ("another-with-the-same-guid", "simulacron-3", "08-14T11:00", "08-14T12:00"),
    ]
    assert made.festival.festival.timezone == "Etc/GMT-2"
    assert notes(made) == [
        "wrong: line 20: '&' may not stand in XML; put right",
        "wrong: line 41 (Another with the same guid): it says room 'Project 2501' and stands under 'Simulacron-3', which counts",
        "wrong: line 41 (Another with the same guid): its start says 12:00, its date 11:00; the date counts",
        "left out: line 41 (Another with the same guid): somebody in it has no name",
        "guessed: the time zone follows from the offset +02:00 of the times: Etc/GMT-2; say --timezone if that is not so",
        "wrong: line 41 (Another with the same guid): its identifier aaaaaaaa-0000-4000-8000-000000000001 stands at line 14 (A talk about AT&T) already; they are taken for two events",
    ]


def test_pretalx_says_days_as_a_third_number_and_null_where_nothing_is() -> None:
    data = json.loads(pretalx({"duration": "1:02:00"}, {"persons": None, "abstract": None, "language": None}))
    data["generator"] = {"name": "pretalx", "version": "2024.1"}

    made = JSON(json.dumps(data).encode())

    assert places(made) == [
        ("talk-0", "main", "05-01T09:00", "05-02T11:00"),
        ("talk-1", "main", "05-01T10:00", "05-01T10:30"),
    ]
    assert notes(made) == []


def test_events_that_say_the_same_are_showings_of_one_session() -> None:
    again = {"title": "Lunch", "persons": [], "type": "Break"}

    made = JSON(pretalx(again, {}, again))

    assert [
        (one.id, one.type, len(one.showings) if isinstance(one.showings, list) else 1) for one in made.festival.sessions
    ] == [
        ("lunch", "break", 2),
        ("talk-1", "talk", 1),
    ]


def test_a_programme_that_double_books_is_read_and_then_verified() -> None:
    made = JSON(pretalx({}, {"date": "2023-05-01T09:15:00+02:00", "start": "09:15"}))

    assert made.timetable is not None
    problem = compile_festival(made.festival)
    report = verify(problem, timetable_of(problem, made.timetable))
    assert [str(one.sentence) for one in report.broken] == [
        "Main: Talk 1 starts 15 minutes before Talk 0 and its turnaround are over."
    ]


# -- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ({"duration": "16666:40"}, "left out: {0}: it lasts 1000000 minutes, more than a week; correct its length"),
        ({"duration": 1_000_000}, "left out: {0}: it lasts 1000000 minutes, more than a week; correct its length"),
        ({"duration": None}, "guessed: {0}: it has no end; taken for 30 minutes"),
        ({"duration": ""}, "guessed: {0}: it has no end; taken for 30 minutes"),
        ({"duration": "-00:30"}, "wrong: {0}: its length is -30 minutes; taken for 30 minutes"),
        ({"duration": "0:00"}, "wrong: {0}: its length is 0 minutes; taken for 30 minutes"),
        ({"date": None, "start": None}, "left out: {0}: it has no date and time that can be understood; it is not placed"),
        ({"date": "soon", "start": "25:99"}, "left out: {0}: it has no date and time that can be understood; it is not placed"),
        ({"date": "9999-12-31T23:59:00Z", "start": "x"}, "left out: {0}: it has no date and time that can be understood; it is not placed"),
        ({"title": None}, "wrong: days.0.rooms.Main.1: it has no title; called '?'"),
        ({"room": "Other"}, "wrong: {0}: it says room 'Other' and stands under 'Main', which counts"),
        ({"start": "11:00"}, "wrong: {0}: its start says 11:00, its date 10:00; the date counts"),
        ({"persons": [{"id": 3}]}, "left out: {0}: somebody in it has no name"),
        (
            {"guid": "bbbbbbbb-0000-4000-8000-000000000000"},
            "wrong: {0}: its identifier bbbbbbbb-0000-4000-8000-000000000000 stands at days.0.rooms.Main.0 (Talk 0) already; they are taken for two events",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_event_is_told_with_its_place(event: dict[str, Any], line: str) -> None:
    made = JSON(pretalx({}, event, {}))

    assert notes(made) == [line.format("days.0.rooms.Main.1 (Talk 1)")]
    assert notes(made, "ko")[0].split(":")[0] in ("오류", "추정", "제외")


def test_the_same_event_twice_is_kept_once() -> None:
    same = {
        "id": 7,
        "guid": "cccccccc-0000-4000-8000-000000000001",
        "title": "Same",
        "date": "2023-05-01T09:00:00+02:00",
        "start": "09:00",
        "persons": [],
    }

    made = JSON(pretalx(same, same))

    assert len(places(made)) == 1
    assert notes(made) == [
        "left out: days.0.rooms.Main.1 (Same): the same event stands at days.0.rooms.Main.0 (Same) already"
    ]


def test_an_unknown_zone_is_told_and_guessed() -> None:
    made = JSON(pretalx({}, time_zone_name="Middle/Earth"))

    assert made.festival.festival.timezone == "Etc/GMT-2"
    assert notes(made)[0] == "wrong: there is no time zone 'Middle/Earth'"


def test_floating_times_are_in_the_zone_that_is_said() -> None:
    made = JSON(pretalx({"date": "2023-05-01T09:00:00"}), zone="Asia/Seoul")

    assert made.timetable is not None
    assert str(made.timetable.placements[0].start) == "2023-05-01 09:00:00+09:00"


def test_a_room_with_one_guid_and_another_name_on_a_later_day_is_the_same_room() -> None:
    text = FRAB.replace("<room name='Project 2501'>", "<room name='Project 2501' guid='1'>").replace(
        "<room name='Simulacron-3'>", "<room name='Renamed' guid='1'>"
    )

    made = XML(text.encode())

    assert [room.name for room in made.festival.rooms] == ["Project 2501"]
    assert "guessed: line 40: 'Renamed' is the same room as 'Project 2501', by its guid" in notes(made)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no JSON: expecting value"),
        (b"[]", "this is no schedule.json: it has no conference with days; is it the right file?"),
        (b"{}", "this is no schedule.json: it has no conference with days; is it the right file?"),
        (b'{"schedule": {"conference": {"days": []}}}', "there is no event in it that could be understood; is it the right file?"),
        (b'{"a": ' * 100_000, "this is nested too deep for a programme"),
        (b'{"schedule": {"conf', "this is no JSON: unterminated string starting at"),
        (b"\xff\xfe\x00", "this is no UTF-8 text; save the file as UTF-8"),
    ],
    ids=["empty", "list", "mapping", "no events", "deep", "cut off", "bytes"],
)  # fmt: skip
def test_what_is_no_schedule_json_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FestivalError) as error:
        JSON(data)

    assert [one.message for one in error.value.faults] == [message]


BOMB = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><schedule><event>&b;</event></schedule>'
FILE = '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule><event><title>&x;</title></event></schedule>'
DECLARES = "the file declares a document type; take the DOCTYPE and its entities out"


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (BOMB.encode(), DECLARES),
        (FILE.encode(), DECLARES),
        (FILE.encode("utf-16"), DECLARES),
        (b"", "this is no proper XML"),
        (PENTABARF[:1200].encode(), "this is no proper XML"),
        (PENTABARF.replace("</event>", "</evnt>", 1).encode(), "this is no proper XML"),
        (b"<feed><entry/></feed>", "this is no schedule.xml: it has no schedule with events; is it the right file?"),
        (b"<!DOCTYPE html><p>404", "this is a web page; save the file behind its link instead"),
        (b"\n<html><body/></html>", "this is a web page; save the file behind its link instead"),
        (b"<a>" * 1000, "this is no proper XML"),
        (b"\x00\x01\x02", "this is no proper XML"),
    ],
    ids=["bomb", "file", "utf-16", "empty", "cut off", "wrong tag", "other", "page", "web page", "deep", "bytes"],
)
def test_what_is_no_schedule_xml_is_refused_with_its_line(data: bytes, start: str) -> None:
    with pytest.raises(FestivalError) as error:
        XML(data)

    assert all(one.place.startswith("line ") and one.message.startswith(start) for one in error.value.faults)


def test_letters_that_xml_forbids_are_read_over() -> None:
    made = XML(PENTABARF.replace("Welcome<", "Wel\x0bcome<").encode())

    assert places(made)[0][0] == "welcome"
    assert notes(made)[0] == "wrong: line 19: '\\x0b' may not stand in XML; put right"


def test_more_events_than_any_programme_has_are_refused() -> None:
    events = [{"title": str(number)} for number in range(20_001)]
    data = json.dumps({"conference": {"days": [{"date": "2023-05-01", "rooms": {"A": events}}]}}).encode()

    with pytest.raises(FestivalError, match="more than 20,000 events"):
        JSON(data)


# -- out and in again -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    ("write", "read"), [(schedule_json.write, JSON), (schedule_xml.write, XML)], ids=["json", "xml"]
)
def test_what_was_written_comes_back_and_is_written_again_the_same(write: Any, read: Any, lang: str) -> None:
    problem, timetable = festival()
    data = written(write, (problem, timetable), lang, "staff")

    made = read(data)

    assert notes(made) == []
    again = compile_festival(made.festival)
    before = {
        (p.showing.key, problem.rooms[p.room].id, p.start, p.end) for p in timetable if p.showing.session.id != "show"
    }
    placed = timetable_of(again, made.timetable)
    after = {(p.showing.key, again.rooms[p.room].id, p.start, p.end) for p in placed if p.showing.session.id != "show"}
    assert before == after
    assert verify(again, placed).broken == []
    assert without_films(written(write, (again, placed), lang)) == without_films(data)


def without_films(data: bytes) -> str:
    """A file without the lines that another reading may turn round or leave out."""
    return "\n".join(line for line in data.decode().splitlines() if "capacity" not in line and "slug" not in line)
