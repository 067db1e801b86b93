"""``showgrid check`` says what a published programme books twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import festival_in, run, timetable_in
from tests.formats.published import FRAB, PENTABARF, pretalx

BOTH = [{"id": 1, "public_name": "Ada"}]
TWICE = pretalx(
    {"persons": BOTH},
    {"date": "2023-05-01T09:15:00+02:00", "start": "09:15", "persons": BOTH},
    {"date": "2023-05-01T22:00:00+02:00", "start": "22:00", "persons": BOTH},
)


def test_what_is_broken_is_told_by_sort_and_the_file_after_it(tmp_path: Path) -> None:
    file = tmp_path / "any.name"
    file.write_bytes(TWICE)

    result = run("check", file)

    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            "Conf: 3 events of 3 sessions, 1 room, 1 person, 1 day",
            "",
            "Rooms booked twice (1)",
            "  Main: Talk 1 starts 15 minutes before Talk 0 and its turnaround are over.",
            "",
            "People in two places, or with no time to walk (1)",
            "  Ada is needed in Talk 0 (Main, 09:00) and in Talk 1 (Main, 09:15) at once: 15 minutes short.",
            "",
            "Days that are too long (1)",
            "  From first to last, Ada is there 90 minutes too long (09:00: Talk 0, Talk 1, Talk 2).",
        ],
    )


def test_the_same_in_korean_and_for_programs(tmp_path: Path) -> None:
    file = tmp_path / "schedule.json"
    file.write_bytes(TWICE)

    korean, data = run("check", file, "--lang", "ko"), json.loads(run("check", file, "--json").stdout)

    assert "같은 시간에 두 번 잡힌 방 (1)" in korean.stdout.splitlines()
    assert (data["format"], data["valid"], data["events"]) == ("schedule-json", False, 3)
    assert [one["rule"] for one in data["violations"]] == ["room_free", "person_in_one_place", "person_load"]


@pytest.mark.parametrize(("options", "code"), [([], 1), (["--longest", "14"], 0)])
def test_how_long_a_day_may_be_is_said(tmp_path: Path, options: list[str], code: int) -> None:
    file = tmp_path / "schedule.json"
    file.write_bytes(
        pretalx({"persons": BOTH}, {"date": "2023-05-01T22:00:00+02:00", "start": "22:00", "persons": BOTH})
    )

    assert run("check", file, *options).exit_code == code


@pytest.mark.parametrize(("walk", "code"), [(0, 0), (30, 0), (31, 1)])
def test_a_walk_between_rooms_may_be_asked_for(tmp_path: Path, walk: int, code: int) -> None:
    rooms = {"rooms": [{"name": "Main", "guid": "1"}, {"name": "Other", "guid": "2"}]}
    data = json.loads(pretalx({"persons": BOTH}, {"persons": BOTH, "room": "Other"}, **rooms))
    day = data["schedule"]["conference"]["days"][0]["rooms"]
    day["Other"] = [day["Main"].pop()]
    file = tmp_path / "schedule.json"
    file.write_text(json.dumps(data))

    assert run("check", file, "--walk", walk).exit_code == code


@pytest.mark.parametrize(("text", "format_"), [(FRAB, "schedule-xml"), (PENTABARF, "schedule-xml")])
def test_the_format_is_seen_from_what_is_in_it(tmp_path: Path, text: str, format_: str) -> None:
    file = tmp_path / "file"
    file.write_text(text, "utf-8")

    assert json.loads(run("check", file, "--json").stdout)["format"] == format_


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "this is a PDF; ask for the table, the calendar or the schedule.xml of it"),
        (b"\xd0\xcf\x11\xe0", "this is an old or locked workbook; save it as .xlsx without a password"),
        (b"showgrid: 1\n", "this is a festival or timetable of Showgrid; both together are checked by showgrid verify"),
        (
            b'{"showgrid": 1}',
            "this is a festival or timetable of Showgrid; both together are checked by showgrid verify",
        ),
        (b"a,b\n" * 100_002, "there are more than 100,000 rows in it; is it the right file?"),
        (b"{}", "this is no schedule.json: it has no conference with days; is it the right file?"),
    ],
)
def test_what_cannot_be_checked_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)

    result = run("check", file)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{file}: {message}\n")


def test_an_event_that_is_shown_in_two_rooms_at_once_has_its_people_in_one(tmp_path: Path) -> None:
    data = json.loads(pretalx({"persons": BOTH, "title": "Plenary"}, {"persons": BOTH, "title": "Plenary"}))
    day = data["schedule"]["conference"]["days"][0]["rooms"]
    day["Other"] = [{**day["Main"].pop(), **{key: day["Main"][0][key] for key in ("date", "start")}, "room": "Other"}]
    file = tmp_path / "schedule.json"
    file.write_text(json.dumps(data))

    result = run("check", file)

    assert (result.exit_code, result.stdout.splitlines()[2:]) == (
        0,
        [
            "Nothing is broken.",
            "",
            "About the file",
            "  guessed: days.0.rooms.Other.0 (Plenary): the same event stands in two rooms at once; its people are taken to be in 'Main'",
        ],
    )


def test_a_workbook_of_our_own_is_checked_by_its_timetable_not_by_each_of_its_views(tmp_path: Path) -> None:
    festival, book = festival_in(tmp_path), tmp_path / "book.xlsx"
    for audience in ("staff", "public"):
        run("export", "xlsx", festival, timetable_in(tmp_path), "-o", book, "--for", audience)

        data = json.loads(run("check", book, "--json").stdout)

        assert (data["format"], data["events"], data["violations"]) == ("xlsx", 4, [])


def test_a_workbook_without_a_timetable_cannot_be_checked(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    run("import", "yaml", festival_in(tmp_path), "-o", book)

    result = run("check", book)

    message = "this workbook is a festival that holds no timetable; solve it, and showgrid verify checks the two"
    assert (result.exit_code, result.stderr) == (2, f"{book}: {message}\n")
