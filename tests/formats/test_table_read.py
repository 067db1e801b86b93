"""Timetables as people keep them, in CSV and workbooks, become a festival and its timetable."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.answer import timetable_of
from scheduler.compile import compile_festival
from scheduler.faults import FestivalError
from scheduler.formats import views
from scheduler.formats.document import dump, load_text
from scheduler.formats.imported import Imported
from scheduler.formats.notes import told
from scheduler.formats.sheets import as_csv
from scheduler.formats.table_read import columns_of, columns_told, programme_of
from scheduler.formats.table_values import day_of, times_of, year_by_weekdays
from tests.formats.published import reader
from tests.formats.schedules import festival

read = reader(programme_of)

Rows = list[list[Any]]

KOREAN: Rows = [
    ["제3회 밤바다 영화제 2024 시간표"],
    [],
    ["날짜", "시간", "상영관", "작품명(국문)", "영문 제목", "GV 게스트", "상영시간"],
    ["10월 25일(금)", "오후 7:30", "1관", "파도", "Waves", "김하늘 (감독), 이바다", "118분"],
    ["", "22:10~23:40", "1관", "소금", "Salt", "김하늘", ""],
    ["", "25:30", "1관", "심야", "Late", "", "1:58"],
    ["10.26", "9시 30분", "2관", "아침", "Morning", "", "90"],
    ["", "0.8125", "2관", "저녁", "Evening", "", "1h30"],
]


def as_table(rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_book(sheets: dict[str, Rows]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return data.getvalue()


def places(made: Imported) -> list[tuple[str, str, str, int]]:
    """Session, room, start, and minutes."""
    assert made.timetable is not None
    return [
        (one.session, one.room, f"{one.start:%m-%dT%H:%M}", int((one.end - one.start) / timedelta(minutes=1)))
        for one in made.timetable.placements
        if one.start and one.end
    ]


def notes(made: Imported) -> list[str]:
    return list(told(list(made.notes)))


PLACES = [
    ("waves", "1관", "10-25T19:30", 118),
    ("salt", "1관", "10-25T22:10", 90),
    ("late", "1관", "10-26T01:30", 118),
    ("morning", "2관", "10-26T09:30", 90),
    ("evening", "2관", "10-26T19:30", 90),
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_six_spellings_of_time_in_any_encoding(encoding: str, delimiter: str) -> None:
    made = read(as_table(KOREAN, delimiter, encoding))

    assert places(made) == PLACES
    assert made.festival.festival.name == "제3회 밤바다 영화제 2024 시간표"
    assert made.festival.sessions[0].title == {"ko": "파도", "en": "Waves"}
    assert [(one.id, one.role) for one in made.festival.sessions[0].people] == [
        ("김하늘", "감독"),
        ("이바다", "speaker"),
    ]
    assert notes(made) == [
        "guessed: F3: the column 'GV 게스트' is taken for the people",
        "guessed: no time zone is said; taken for Asia/Seoul; say --timezone if that is not so",
    ]


def test_what_the_columns_are_taken_for_can_be_told() -> None:
    ((_, columns),) = columns_of(as_table(KOREAN))

    assert columns_told(columns) == (
        "A 날짜 = day, B 시간 = start, C 상영관 = room, D 작품명(국문) = title.ko, E 영문 제목 = title.en, "
        "F GV 게스트 = people, G 상영시간 = duration"
    )


def test_headers_that_say_nothing_may_be_told() -> None:
    rows = [["x", "y", "z"], ["2024-10-25 10:00", "Talk", "Hall"]]

    with pytest.raises(FestivalError) as error:
        read(as_table(rows))
    made = read(as_table(rows), header={"start": "x", "title": "B", "room": "z"})

    assert [str(fault) for fault in error.value.faults] == [
        "no row of it is a header with a title and a start; say which columns these are: --header title=A --header start=B (there is 'x', 'y', 'z')"
    ]
    assert places(made) == [("talk", "hall", "10-25T10:00", 60)]


def test_a_workbook_has_a_sheet_a_day_and_cells_of_every_type() -> None:
    head = ["Start", "End", "Room", "Title"]
    made = read(
        as_book(
            {
                "10.25(금)": [["Festival 2024"], head, [0.75, 0.8125, "A", "First"], ["19:30", "20:00", "", "Second"]],
                "10.26(토)": [head, ["10:00", "", "A", "Third"]],
                "Notes": [["call the caterer"]],
            }
        )
    )

    assert places(made) == [
        ("first", "a", "10-25T18:00", 90),
        ("second", "room-2", "10-25T19:30", 30),
        ("third", "a", "10-26T10:00", 90),
    ]
    assert "left out: Notes: no row of this sheet is a header with a title and a start" in notes(made)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (["soon", "10:00", "A", "Bad"], "left out: A3: 'soon' is no date; it is not placed"),
        (["2024-10-25", "late", "A", "Bad"], "left out: B3: 'late' is no time; it is not placed"),
        (["2024-10-25", "", "A", "Bad"], "left out: row 3 (Bad): it has no time; it is not placed"),
        (["2024-10-25", "10:00", "", "Bad"], "guessed: row 3 (Bad): it says no room; it lies in '?'"),
        (["2024-10-25", "10:00", "A", ""], "wrong: row 3: it has no title; called '?'"),
        (["2024-10-25", "12:00", " a", "Bad"], "guessed: row 3 (Bad): 'a' is the same room as 'A'"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(row: list[str], line: str) -> None:
    made = read(
        as_table([["date", "start", "room", "title", "minutes"], ["2024-10-25", "9:00", "A", "Good", 30], [*row, 30]])
    )

    assert line in notes(made)
    assert places(made)[0] == ("good", "a", "10-25T09:00", 30)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"a,b\n1,2\n", as_book({"A": []}), as_book({"A": [["title", "start"]]}), b"\x81\x20\xff\xfe\x00"],
    ids=["empty", "lines", "strange", "no cells", "no rows", "bytes"],
)
def test_what_is_no_timetable_is_refused(data: bytes) -> None:
    with pytest.raises(FestivalError):
        read(data)


# -- one parser for times -------------------------------------------------------------------------


def spelled(minutes: int) -> list[Any]:
    """A time of day in every way that is understood."""
    hour, minute = divmod(minutes % 1440, 60)
    half, twelve = ("오후" if hour >= 12 else "오전"), hour % 12 or 12
    pm = "pm" if hour >= 12 else "am"
    return [
        f"{hour}:{minute:02d}",
        f"{hour:02d}:{minute:02d}:00",
        f"{twelve}:{minute:02d} {pm}",
        f"{half} {twelve}:{minute:02d}",
        f"{half} {twelve}시 {minute}분",
        f"{hour}시 {minute}분",
        f"{hour}h{minute:02d}",
        minutes % 1440 / 1440,
        f"2024-10-25 {hour:02d}:{minute:02d}",
    ]


@given(st.integers(0, 1439))
def test_every_spelling_of_a_time_is_that_time(minutes: int) -> None:
    assert [times_of(one) for one in spelled(minutes)] == [(minutes, None)] * len(spelled(minutes))


@given(st.integers(0, 1439), st.integers(1, 1439), st.sampled_from(["-", " - ", "–", "~", " ~ ", " to "]))
def test_two_times_in_one_cell_are_a_start_and_an_end(begin: int, lasts: int, between: str) -> None:
    assume(begin + lasts < 1440 or lasts <= 720)  # what would end later than half a day on is a mistake
    end = (begin + lasts) % 1440
    text = f"{begin // 60:02d}:{begin % 60:02d}{between}{end // 60:02d}:{end % 60:02d}"

    assert times_of(text) == (begin, begin + lasts)


@given(st.integers(1440, 2879))
def test_hours_beyond_midnight_are_of_the_next_day(minutes: int) -> None:
    assert times_of(f"{minutes // 60}:{minutes % 60:02d}") == (minutes, None)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_every_spelling_of_a_date_is_that_date(day: date) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    full = [
        day.isoformat(),
        f"{day.year}. {day.month}. {day.day}.",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{months[day.month - 1]} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        day,
    ]
    short = [
        f"{day.month}월 {day.day}일(금)",
        f"{day.month}/{day.day}",
        f"{day.month}.{day.day}",
        f"{day.day} {months[day.month - 1]}",
    ]

    assert [day_of(one, None) for one in full] == [day] * len(full)
    assert [day_of(one, day.year) for one in short] == [day] * len(short)
    assert [day_of(one, None) for one in short] == [None] * len(short)


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_breaks_the_parser(value: Any) -> None:
    times, day = times_of(value), day_of(value, 2024)

    assert times is None or 0 <= times[0] < 2880
    assert day is None or isinstance(day, date)


# -- out and in again -----------------------------------------------------------------------------


def test_the_workbook_of_a_timetable_comes_back_whole() -> None:
    problem, timetable = festival()
    data = views.write(problem, timetable, "ko")

    document = load_text(data, ".xlsx")
    answer = views.timetable_in(data, document)

    assert document.document() == load_text(dump(problem.festival, ".xlsx"), ".xlsx").document()
    again = compile_festival(document)
    assert {(p.showing.key, p.room, p.start, p.end) for p in timetable_of(again, answer)} == {
        (p.showing.key, p.room, p.start, p.end) for p in timetable
    }


def test_the_public_workbook_has_no_document_and_nothing_of_the_staff() -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(views.write(*festival(), "en", "public")))

    text = str([book.get_sheet_by_name(title).to_python() for title in book.sheet_names])
    assert book.sheet_names == ["timetable", "by room", "by person", "by film"]
    assert not any(word in text for word in ("planted", "Baek", "Unannounced"))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_our_own_table_comes_back_with_its_ids(lang: str) -> None:
    problem, timetable = festival()

    made = read(as_csv(problem, timetable, lang), zone="Asia/Seoul")

    assert made.timetable is not None
    minute = problem.minute
    assert {(one.session, one.showing, one.start, one.end) for one in made.timetable.placements} == {
        (p.showing.session.id, p.showing.label, problem.clock.local(p.start // minute), problem.clock.local(p.end // minute))
        for p in timetable
        if p.end - p.start < 1440
    } | {(one.session, one.showing, one.start, one.end) for one in made.timetable.placements if one.session == "show"}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [("23:00", "01:00", 120), ("20:00", "08:00", 720), ("11:00", "10:30", 60), ("11:00", "11:00", 60)],
)
def test_an_end_before_its_start_is_of_the_next_day_only_if_that_is_near(start: str, end: str, minutes: int) -> None:
    made = read(as_table([["date", "start", "end", "room", "title"], ["2024-10-25", start, end, "A", "One"]]))

    assert [one[3] for one in places(made)] == [minutes]
    assert ("wrong: " in str(notes(made))) == (minutes == 60)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_quotation_mark_that_is_never_closed_swallows_nothing_in_silence(delimiter: str) -> None:
    rows = ["date,start,room,title", '2024-10-25,10:00,A,"One', "2024-10-25,11:00,A,Two"]

    with pytest.raises(FestivalError, match="line 2: a quotation mark is opened and never closed"):
        read("\n".join(rows).replace(",", delimiter).encode())


HEAD = ["날짜", "시작", "종료", "상영관", "제목"]
ALL: Rows = [
    HEAD,
    ["2024-10-25", "10:00", "11:00", "1관", "파도"],
    ["2024-10-25", "11:30", "13:00", "1관", "소금"],
    ["2024-10-25", "10:00", "12:00", "2관", "아침"],
    ["2024-10-25", "14:00", "15:00", "2관", "저녁"],
]


def test_a_sheet_that_shows_others_again_is_another_view_of_them() -> None:
    people = [
        ["이름", "날짜", "시작", "상영관", "제목"],
        *(["김하늘", row[0], row[1], row[3], "참석"] for row in ALL[1:]),
    ]
    halls = [HEAD, *ALL[1:3]]

    made = read(as_book({"전체": ALL, "사람": people, "1관": halls}))

    assert len(places(made)) == 4
    left = [line for line in notes(made) if line.startswith("left out")]
    assert left == [
        "left out: 사람: what stands in this sheet stands in others already, at the same times and places",
        "left out: 1관!row 2 (파도): the same event stands at 전체!row 2 (파도) already",
        "left out: 1관!row 3 (소금): the same event stands at 전체!row 3 (소금) already",
    ]


def test_sheets_of_other_halls_and_days_are_no_views() -> None:
    other = [
        HEAD,
        ["2024-10-25", "10:30", "11:30", "3관", "다른"],
        ["2024-10-26", "10:00", "11:00", "1관", "파도"],
        ["2024-10-25", "10:30", "11:00", "1관", "겹침"],
    ]

    made = read(as_book({"전체": ALL, "더": other}))

    assert len(places(made)) == 7
    assert [line for line in notes(made) if line.startswith("left out")] == []


@pytest.mark.parametrize(
    ("days", "year"),
    [
        (["10/25(금)", "10/26(토)"], 2024),
        (["10월 25일(토)"], 2025),
        (["25 Oct (Fri)"], 2024),
        (["Sun 25 Oct"], 2026),
        (["10/25(금)", "10/26(금)"], 2026),  # never so: this year
        (["10/25"], 2026),
        (["2월 29일(목)"], 2024),
        (["soon"], None),
    ],
)
def test_a_year_that_nobody_says_is_the_nearest_in_which_the_weekdays_are_right(days: list[str], year: int) -> None:
    assert year_by_weekdays(days, date(2026, 11, 23)) == year


def test_dates_without_any_year_are_placed_and_the_year_is_told() -> None:
    made = read(
        as_table(
            [["date", "start", "room", "title"], ["2/29", "10:00", "A", "One"], ["10/25(금)", "10:00", "A", "Two"]]
        )
    )

    assert len(places(made)) >= 1
    assert [line for line in notes(made) if "no date says its year" in line] != []


def test_where_no_column_is_a_room_the_building_is_one() -> None:
    made = read(as_table([["Date", "Start", "Venue", "Title"], ["2024-10-25", "10:00", "Main", "One"]]))

    assert [one[1] for one in places(made)] == ["main"]


SHOPS = {
    "eventbrite": "Event Name,Event Start Date,Event Start Time,Event End Date,Event End Time,Venue Name,Event Status\n"
    "A,2025-04-10,19:00,2025-04-10,21:00,Main,live\nB,2025-04-10,23:00,2025-04-11,01:00,Main,canceled\n",
    "google": "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location\n"
    'A,04/10/2025,07:00 PM,04/10/2025,09:00 PM,False,x,"Main, Hall"\n',
    "indico": 'Title,Start date,Duration,Room\nA,"10/04/2025, 19:00",2:00:00,Main\nB,"25/04/2025, 09:15",0:30:00,Aula\n',
    "sched": "Event Name,Event Start,Event End,Event Type,Venue,Speakers\nA,2025-04-10 19:00:00,2025-04-10 21:00:00,Talk,Main,Ada\n",
    "outlook": "Betreff;Beginnt am;Beginnt um;Endet am;Endet um;Ort\nA;10.4.2025;19:00:00;10.4.2025;21:00:00;Gro\u00dfer Saal\n",
}


@pytest.mark.parametrize("name", SHOPS)
def test_tables_as_other_programs_export_them(name: str) -> None:
    made = read(SHOPS[name].encode("cp1252"))

    assert next(one[2:] for one in places(made)) == ("04-10T19:00", 120)
    assert made.festival.rooms[0].name == {"google": "Main, Hall", "outlook": "Gro\u00dfer Saal"}.get(name, "Main")
    assert [one.id for one in made.festival.sessions if one.status == "cancelled"] == (
        ["b"] if name == "eventbrite" else []
    )
