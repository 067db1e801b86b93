"""Files as other programs really write them, none of them quite as the standards have it."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter

from scheduler.answer import timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.formats.guessing import imported_in
from scheduler.formats.json_ import read as document_in
from scheduler.formats.notes import Notes, told
from scheduler.formats.xml_safe import safely


def read(data: bytes) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Title, room and start of all that is placed; and what was said of the file, but for the zone."""
    _, made = imported_in(data)
    problem = compile_festival(made.festival)
    assert made.timetable is not None
    placed = [
        (one.showing.name("ko"), problem.rooms[one.room].name("ko"), f"{problem.clock.local(one.start):%m-%d %H:%M}")
        for one in timetable_of(problem, made.timetable).by_time
    ]  # fmt: skip
    return placed, [
        line
        for line in told(list(made.notes))
        if "guessed: no time zone" not in line and "guessed: the time zone" not in line
    ]


def calendar(zone: str, more: str = "") -> bytes:
    event = (
        "BEGIN:VEVENT\nUID:1\nSUMMARY:회의\nLOCATION:1관\n"
        f"DTSTART;TZID={zone}:20241026T100000\nDTEND;TZID={zone}:20241026T110000\nEND:VEVENT\n"
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-TIMEZONE:Asia/Seoul\n{more}{event}END:VCALENDAR\n".encode()


OWN_ZONE = (
    "BEGIN:VTIMEZONE\nTZID:{z}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0200\n"
    "END:STANDARD\nEND:VTIMEZONE\n"
)


@pytest.mark.parametrize(
    ("zone", "own", "start"),
    [
        ("Korea Standard Time", "", "10:00"),
        ('"(UTC+09:00) Seoul"', "", "10:00"),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', "", "17:00"),
        ("tzone://Microsoft/Utc", "", "19:00"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "", "17:00"),
        ("Customized Time Zone", OWN_ZONE.format(z="Customized Time Zone"), "17:00"),
        ('"(UTC+09:00) Seoul"', OWN_ZONE.format(z="(UTC+09:00) Seoul"), "17:00"),
    ],
)
def test_zones_of_outlook_exchange_and_evolution(zone: str, own: str, start: str) -> None:
    assert read(calendar(zone, own)) == ([("회의", "1관", f"10-26 {start}")], [])


def test_a_zone_that_nobody_knows_is_told() -> None:
    placed, said = read(calendar('"(UTC-05:00) Eastern Time (US & Canada)"'))
    assert placed == [("회의", "1관", "10-26 10:00")]
    assert said == [
        (
            "wrong: line 4 (회의): there is no time zone '(UTC-05:00) Eastern Time (US & Canada)'; "
            "its times are taken for those of the festival"
        )
    ]


def test_an_event_at_the_end_of_time_is_told() -> None:
    first = calendar("Asia/Seoul").decode()
    event = (
        first[first.index("BEGIN:VEVENT") : first.index("END:VCALENDAR")]
        .replace("UID:1", "UID:2")
        .replace("회의", "끝")
    )
    late = first.replace("END:VCALENDAR", f"{event.replace('2024', '9999')}END:VCALENDAR")

    placed, said = read(late.encode())

    assert placed == [("회의", "1관", "10-26 10:00")]
    assert said == ["left out: line 11 (끝): its year 9999 is not of our time; it is not placed"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig", "utf-16"])
def test_a_calendar_is_read_in_what_it_was_written(encoding: str) -> None:
    placed, said = read(calendar("Asia/Seoul").decode().encode(encoding))

    assert placed == [("회의", "1관", "10-26 10:00")]
    assert said == (["guessed: the file is no UTF-8; read as CP949"] if encoding == "cp949" else [])


SCHEDULE = """<?xml version="1.0" encoding="UTF-8"?>
<schedule><conference><title>X</title></conference><day date="2024-10-26" index="1"><room name="{room}">
<event id="1"><date>2024-10-26T10:00:00+09:00</date><start>10:00</start><duration>01:00</duration><title>{title}</title>
</event></room></day></schedule>"""


@pytest.mark.parametrize(
    ("room", "title", "encoding", "name"),
    [("1관", "회의", "cp949", "CP949"), ("Grüner Saal", "Café", "cp1252", "windows-1252")],
)
def test_xml_that_is_not_in_what_it_says(room: str, title: str, encoding: str, name: str) -> None:
    placed, said = read(SCHEDULE.format(room=room, title=title).encode(encoding))

    assert placed == [(title, room, "10-26 10:00")]
    assert said[:1] == [f"wrong: line 2: it is said to be UTF-8 and is not; read as {name}"]


def test_faults_of_a_file_before_are_not_told_again() -> None:
    faults = []
    for text in (b"<a>&nbsp;<b></a>", b"<a><c></a>"):
        with pytest.raises(FestivalError) as refused:
            safely(text, Notes())
        faults.append([str(one) for one in refused.value.faults])

    assert all("b line" in one for one in faults[0][:1])
    assert not any("b line" in one for one in faults[1])


def test_half_a_letter_is_none() -> None:
    schedule = (
        b'{"schedule": {"conference": {"title": "X", "days": [{"date": "2024-10-26", "rooms": {"A": [{"id": 1, '
        b'"date": "2024-10-26T10:00:00+09:00", "duration": "01:00", "title": "\\ud83c\\udfac \\\\ud800 \\ud800"}]}}]}}}'
    )

    placed, _ = read(schedule)
    with pytest.raises(FestivalError, match="half a letter"):
        document_in(b'{"showgrid": 1,\n"festival": {"id": "\\udc00"}}')

    assert [title for title, _, _ in placed] == ["\U0001f3ac \\ud800 \ufffd"]


ONE_COLUMN = """일시,장소,제목,소요시간(분)
2024-10-25 19:30,1관,가,60
2024. 10. 26. 오후 7:30,1관,나,118분
2024.10.27(일) 14:00~15:40,1관,다,
10월 28일(월) 오전 11시,1관,라,90
10/29 화 7:30pm,1관,마,90
"""


@pytest.mark.parametrize("extra", ["", "타임스탬프"])
def test_date_and_time_in_one_column(extra: str) -> None:
    """What a form adds, when it was filled in, is not the time."""
    lines = ONE_COLUMN.splitlines()
    rows = [f"{extra if number == 0 else '2024/09/01 3:02:11'},{line}" for number, line in enumerate(lines)]

    placed, said = read("\n".join(rows if extra else lines).encode())

    starts = ["10-25 19:30", "10-26 19:30", "10-27 14:00", "10-28 11:00", "10-29 19:30"]
    assert [start for _, _, start in placed] == starts
    assert [line for line in said if "duration" not in line] == []


@pytest.mark.parametrize(
    ("written", "start"),
    [("7.30pm", "26 19:30"), ("11.30 Uhr", "26 11:30"), ("19 Uhr", "26 19:00"), ("1930", "26 19:30"), ("19:30~", "26 19:30"),
     ("midnight", "27 00:00"), ("정오", "26 12:00"), ("25:30", "27 01:30")],
)  # fmt: skip
def test_times_as_people_write_them(written: str, start: str) -> None:
    placed, _ = read(f"Date;Start;Room;Title;Minutes\n45591;{written};A;X\x07Y;30\n".encode())
    assert placed == [("XY", "A", f"10-{start}")]


def test_headers_in_german() -> None:
    placed, _ = read(b"Datum;Beginn;Ende;Saal;Titel;Sprecher\n26.10.2024;10h00;11h30;Saal 1;Eins;Ann\n")
    assert placed == [("Eins", "Saal 1", "10-26 10:00")]


def test_cells_merged_downwards_stand_in_each_row() -> None:
    stream = io.BytesIO()
    book: Any = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("10.26(토)")
    sheet.merge_range(0, 0, 0, 2, "영화제 2024")
    for row, cells in enumerate([["상영관", "시간", "작품명"], ["", "10:00-11:00", "가"], ["", "12:00-13:00", "나"], ["2관", "19:00-20:00", "다"]]):  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write(row + 1, column, cell)
    sheet.merge_range(2, 0, 3, 0, "1관")
    book.close()

    placed, _ = read(stream.getvalue())

    assert placed == [("가", "1관", "10-26 10:00"), ("나", "1관", "10-26 12:00"), ("다", "2관", "10-26 19:00")]
