"""``showgrid export`` writes a timetable for people and for other programs."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from tests.cli.support import FESTIVAL, festival_in, run, timetable_in
from tests.formats.schedules import faults_of_json, faults_of_xml


def exported(folder: Path, format_: str, *options: str, festival: str = FESTIVAL) -> tuple[int, bytes, str]:
    output = folder / f"out.{format_}"
    result = run("export", format_, festival_in(folder, festival), timetable_in(folder), "-o", output, *options)
    return result.exit_code, output.read_bytes() if output.exists() else b"", result.stderr


def test_a_table_as_csv(tmp_path: Path) -> None:
    code, data, _ = exported(tmp_path, "csv", "--lang", "ko")

    assert (code, data.decode("utf-8-sig").splitlines()[:2]) == (
        0,
        [
            "날짜,시작,종료,상영관,프로그램,회차,제목,유형,섹션,참여자,예상 관객",
            '2024-10-25,10:00,10:30,큰 홀,opening,1,개막식,ceremony,,"김대식, 백준",',
        ],
    )


def test_a_table_as_a_workbook(tmp_path: Path) -> None:
    code, data, _ = exported(tmp_path, "xlsx")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("timetable").to_python()
    assert (code, [row[4] for row in rows]) == (0, ["session", "opening", "film", "talk", "film"])


def test_a_page(tmp_path: Path) -> None:
    code, data, _ = exported(tmp_path, "html", "--lang", "ko")

    assert (code, data[:15], "누가 꿈꾸는가" in data.decode()) == (0, b"<!doctype html>", True)


@pytest.mark.parametrize(
    ("options", "events"),
    [
        ([], ["opening-1", "film-1", "talk-1", "film-2"]),
        (["--all"], ["opening-1", "film-1", "talk-1", "film-2"]),
        (["--person", "kim"], ["opening-1", "talk-1"]),
        (["--room", "little"], ["talk-1", "film-2"]),
        (["--track", "main"], ["film-1", "film-2"]),
    ],
)
def test_a_calendar_of_all_of_a_person_a_room_or_a_track(tmp_path: Path, options: list[str], events: list[str]) -> None:
    code, data, _ = exported(tmp_path, "ics", *options)

    found = [str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT")]
    assert (code, found) == (0, [f"{event}@small.showgrid" for event in events])


@pytest.mark.parametrize("lang", ["ko", "en", "both"])
def test_a_running_order(tmp_path: Path, lang: str) -> None:
    code, data, _ = exported(tmp_path, "pdf", "--room", "big", "--lang", lang)

    assert (code, data[:5]) == (0, b"%PDF-")


def test_standard_output_is_named_by_a_dash(tmp_path: Path) -> None:
    result = run("export", "csv", festival_in(tmp_path), timetable_in(tmp_path), "-o", "-")

    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 5)


TWO_DAYS = FESTIVAL.replace('close: "14:00"}]', 'close: "14:00"}, {date: 2024-10-26}]')


@pytest.mark.parametrize(
    ("format_", "options", "message"),
    [
        ("ics", ["--person", "kin"], "--person: the festival has no 'kin'; did you mean 'kim'?"),
        ("ics", ["--room", "bigg"], "--room: the festival has no 'bigg'; did you mean 'big'?"),
        ("ics", ["--track", "mian"], "--track: the festival has no 'mian'; did you mean 'main'?"),
        ("html", ["--lang", "both"], "--lang: both languages at once are for ics and PDF; choose en or ko"),
        (
            "pdf",
            ["--sheet", "runing-order"],
            "--sheet: there is no sheet 'runing-order'; did you mean 'running-order'?",
        ),
        ("pdf", ["--person", "kim"], "--person: a running-order is chosen by --room and --venue and --day"),
        ("pdf", ["--columns", "note"], "--columns: a running-order has no 'note'; did you mean 'notes'?"),
        ("pdf", ["--base-url", "desk"], "--base-url: 'desk' is no address; write https://desk.example.org"),
        (
            "pdf",
            ["--since", "1"],
            "--since: a timetable that was never published has no versions; showgrid publish makes them",
        ),
        ("pdf", ["--room", "big", "--day", "tomorrow"], "--day: 'tomorrow' is no date; write 2024-10-25"),
        (
            "pdf",
            ["--room", "big", "--day", "2024-10-27"],
            "--day: 2024-10-27 is no day of the festival; did you mean '2024-10-25' or '2024-10-26'?",
        ),
    ],
)
def test_what_the_festival_does_not_have_is_told_and_nothing_written(
    tmp_path: Path, format_: str, options: list[str], message: str
) -> None:
    assert exported(tmp_path, format_, *options, festival=TWO_DAYS) == (2, b"", message + "\n")


@pytest.mark.parametrize(("format_", "valid"), [("schedule-json", faults_of_json), ("schedule-xml", faults_of_xml)])
def test_a_schedule_for_other_programs_is_valid_and_public(
    tmp_path: Path, format_: str, valid: Callable[[bytes], list[str]]
) -> None:
    code, data, _ = exported(tmp_path, format_, "--lang", "ko")
    _, staff, _ = exported(tmp_path, format_, "--lang", "ko", "--for", "staff")

    assert (code, valid(data)) == (0, [])
    assert ("김대식" in data.decode(), "백준" in data.decode(), "백준" in staff.decode()) == (True, False, True)


def test_a_folder_takes_every_calendar_there_is(tmp_path: Path) -> None:
    result = run(
        "export", "ics", festival_in(tmp_path), timetable_in(tmp_path), "--all", "-o", f"{tmp_path}/calendars/"
    )

    made = sorted(path.name for path in (tmp_path / "calendars").iterdir())
    assert (result.exit_code, made) == (
        0,
        ["all.ics", "person-baek.ics", "person-kim.ics", "room-big.ics", "room-little.ics", "track-main.ics"],
    )


def test_a_folder_takes_the_one_calendar_that_is_asked_for(tmp_path: Path) -> None:
    result = run(
        "export",
        "ics",
        festival_in(tmp_path),
        timetable_in(tmp_path),
        "--person",
        "kim",
        "-o",
        f"{tmp_path}/calendars/",
    )

    assert (result.exit_code, [path.name for path in (tmp_path / "calendars").iterdir()]) == (0, ["person-kim.ics"])


@pytest.mark.parametrize("format_", ["csv", "xlsx", "html", "ics"])
def test_what_the_staff_keeps_to_itself_is_in_no_file_for_the_public(tmp_path: Path, format_: str) -> None:
    secret = FESTIVAL.replace("id: talk, type: talk,", "id: talk, type: talk, visibility: staff, notes: HUSH,").replace(
        "누가 꿈꾸는가", "HUSH"
    )
    code, data, _ = exported(tmp_path, format_, "--for", "public", "--lang", "ko", festival=secret)

    text = (
        data.decode()
        if format_ != "xlsx"
        else str(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
    )
    assert (code, "HUSH" in text, "개막식" in text) == (0, False, True)


def test_a_publication_is_told_as_it_was_published(tmp_path: Path) -> None:
    festival = festival_in(tmp_path)
    run("publish", festival, timetable_in(tmp_path), "-o", tmp_path / "p.json", "--at", "2024-10-01T09:00+00:00")
    festival.write_text(FESTIVAL.replace("Who Dreams?", "Who?"), encoding="utf-8")

    result = run("export", "ics", festival, tmp_path / "p.json", "-o", tmp_path / "all.ics")

    told = "talk#1 is told differently by the festival than in version 1; publish the change first, or take the festival of that time"
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}/p.json: showings: {told}\n")
    assert not (tmp_path / "all.ics").exists()
