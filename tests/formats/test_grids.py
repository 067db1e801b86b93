"""Timetables as a grid, halls or days across and times down or the other way round, become a festival."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.faults import FestivalError
from scheduler.formats.grids import labels
from scheduler.formats.grids.cells import told as cell_told
from scheduler.formats.imported import Imported
from scheduler.formats.notes import told
from scheduler.formats.programme import Who
from scheduler.formats.table_read import columns_of, columns_told, programme_of
from tests.formats.published import reader

read = reader(programme_of)

Merge = tuple[int, int, int, int, str]
NO_ZONE = "guessed: no time zone is said; taken for Asia/Seoul; say --timezone if that is not so"


def as_book(sheets: dict[str, tuple[list[list[Any]], list[Merge]]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for title, (rows, merged) in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)
            for one in merged:
                sheet.merge_range(*one)
    return data.getvalue()


def lies(made: Imported) -> list[tuple[str, str, str]]:
    """Room, when, and the title of everything, in order."""
    assert made.timetable is not None
    rooms = {room.id: room.name for room in made.festival.rooms}
    titles = {one.id: one.title for one in made.festival.sessions}
    return [
        (str(rooms[one.room]), f"{one.start:%m-%d %H:%M}-{one.end:%H:%M}", _one(titles[one.session]))
        for one in sorted(made.timetable.placements, key=lambda one: (str(one.start), one.room))
        if one.start and one.end
    ]


def _one(title: Any) -> str:
    return " / ".join(title.values()) if isinstance(title, dict) else str(title)


def notes(made: Imported) -> list[str]:
    return list(told(list(made.notes)))


def test_a_sheet_a_day_with_halls_across_and_merged_cells_as_long_as_the_film() -> None:
    friday: list[list[Any]] = [
        ["제3회 밤바다 영화제 2024"],
        [],
        ["시간", "1관 (200석)", "2관", "비고"],
        ["10:00"],
        ["10:30", "", "", "자막기"],
        ["11:00"],
        ["11:30"],
        ["12:00"],
        ["13:00", "[7] 저녁 (95분)\nGV: 김하늘, 이바다 (감독)\n심야 할인", "휴관"],
    ]
    saturday: list[list[Any]] = [
        ["시간", "1관", "2관"],
        [23 / 24, "", "-"],
        ["24:00", "끝 (60분)"],
        ["25:30", "정말 끝 60'"],
    ]

    made = read(
        as_book(
            {
                "10.25(금)": (friday, [(3, 1, 6, 1, "파도\nWaves"), (4, 2, 5, 2, "소금"), (7, 1, 7, 2, "점심")]),
                "10.26(토)": (saturday, []),
            }
        )
    )

    assert lies(made) == [
        ("1관", "10-25 10:00-12:00", "파도 / Waves"),
        ("2관", "10-25 10:30-11:30", "소금"),
        ("1관", "10-25 12:00-13:00", "점심"),
        ("1관", "10-25 13:00-14:35", "저녁"),
        ("1관", "10-27 00:00-01:00", "끝"),
        ("1관", "10-27 01:30-02:30", "정말 끝"),
    ]
    evening = next(one for one in made.festival.sessions if one.title == "저녁")
    assert [(who.id, who.role) for who in evening.people] == [("김하늘", "guest"), ("이바다", "감독")]
    assert (evening.code, evening.abstract) == ("7", "심야 할인")
    assert next(one.type for one in made.festival.sessions if one.title == "점심") == "break"
    assert [(room.name, room.capacity) for room in made.festival.rooms] == [("1관", 200), ("2관", 0)]
    assert made.festival.festival.name == "제3회 밤바다 영화제 2024"
    assert notes(made) == [
        "guessed: 10.25(금)!B8: it stands across 2 rooms; taken to be in '1관'",
        NO_ZONE,
    ]


GRIDS = {
    "halls across": "2024년 10월 25일(금),,\n시간,가람홀,나래홀\n10:00,a,\n11:00,,b 90분\n25:30,c 90분,\n",
    "numbers of slots": "2024-10-25,,\n회차,1관,2관\n1회 (10:00),a (60분),b 50분\n2회 (12:00),c 45',-\n",
    "start and end": "2024-10-25,,,\n시작,종료,1관,2관\n10:00,11:30,a,b\n12:00,13:00,,c\n",
    "twelve hours": "Fri Oct 25 2024,,\nTime,Hall,Room 2\n9:00-10:00,a,\n11:30-12:30,b,c\n1:00-2:00,d,e\n11:00-1:00,f,\n",
    "each minute filled": "2024-10-25,,\n,Stage A,Stage B\n10:00,a,\n10:05,a,\n10:10,,b\n10:15,,b\n10:20-10:25,c,\n",
    "several lines": "2024-10-25,,\n시간,1관,2관\n10:00,a,b\n,김하늘 감독,\n,118분,90분\n13:00,c,\n,80분,\n",
    "times across": "2024-10-25,,\n상영관,10:00-11:00,12:00-13:30\n1관,a,\n2관,b,c\n",
    "days over times": ",2024-10-25,,2024-10-26,\n상영관,10:00-11:00,12:00-13:00,10:00-11:00,12:00-13:00\n1관,a,,b,c\n2관,,d,,\n",
    "days above halls": ",2024-10-25,,2024-10-26,\n시간,1관,2관,1관,2관\n10:00-11:00,a,b,c,\n12:00-13:00,d,,,e\n",
    "days beside times": "날짜,시간,1관,2관\n2024-10-25,10:00-11:00,a,b\n,12:00-13:00,c,\n10/26,10:00-11:00,d,\n",
    "days one below the other": "2024-10-25,,\n시간,1관,2관\n10:00-11:00,a,b\n\n10월 26일,,\n시간,1관,3관\n10:00-11:00,c,d\n",
    "slots across": '2024-10-25,,\n상영관,1회,2회\nCGV 1관,"10:00\na\n60분 / GV",13:00 b (50분)\nCGV 2관,14:00~15:00 c,\n'
    '2024-10-26,,\n상영관,1회,2회\nCGV 1관,"11:00-12:00 d",\n',
    "days and halls beside slots": "2024,,,\n날짜,상영관,1회,2회\n10/25(금),1관,10:00 a 60분,12:00 b 60분\n,2관,13:00 c 60분,\n"
    "10/26(토),1관,10:30 d 60분,\n",
    "days across": '4월 극장 2025,,\n,4.10(목),4.11(금)\n1회,"10:40\na\n90분","11:00\nb\n90분"\n2회,13:00 c (90분),\n',
    "a table beside another": "2024-10-25,,,,,\n1관,,,2관,,\n시간,제목,GV,시간,제목,게스트\n10:00-11:00,a,O,10:30-11:00,b,\n"
    "12:00-13:00,c,,13:00-14:00,d,이바다 (감독)\n",
    "what it is not": "2024-10-25,,\nTime,Programme\n10:00-10:30,a\n11:00-12:00,b\n",
}  # fmt: skip
LIE = {
    "halls across": ["가람홀 10-25 10:00-11:30 a", "나래홀 10-25 11:00-12:30 b", "가람홀 10-26 01:30-03:00 c"],
    "numbers of slots": ["1관 10-25 10:00-11:00 a", "2관 10-25 10:00-10:50 b", "1관 10-25 12:00-12:45 c"],
    "start and end": ["1관 10-25 10:00-11:30 a", "2관 10-25 10:00-11:30 b", "2관 10-25 12:00-13:00 c"],
    "twelve hours": [
        "Hall 10-25 09:00-10:00 a", "Hall 10-25 11:30-12:30 b", "Room 2 10-25 11:30-12:30 c",
        "Hall 10-25 13:00-14:00 d", "Room 2 10-25 13:00-14:00 e", "Hall 10-25 23:00-01:00 f",
    ],
    "each minute filled": ["Stage A 10-25 10:00-10:10 a", "Stage B 10-25 10:10-10:20 b", "Stage A 10-25 10:20-10:25 c"],
    "several lines": ["1관 10-25 10:00-11:58 a", "2관 10-25 10:00-11:30 b", "1관 10-25 13:00-14:20 c"],
    "times across": ["1관 10-25 10:00-11:00 a", "2관 10-25 10:00-11:00 b", "2관 10-25 12:00-13:30 c"],
    "days over times": [
        "1관 10-25 10:00-11:00 a", "2관 10-25 12:00-13:00 d", "1관 10-26 10:00-11:00 b", "1관 10-26 12:00-13:00 c",
    ],
    "days above halls": [
        "1관 10-25 10:00-11:00 a", "2관 10-25 10:00-11:00 b", "1관 10-25 12:00-13:00 d", "1관 10-26 10:00-11:00 c",
        "2관 10-26 12:00-13:00 e",
    ],
    "days beside times": [
        "1관 10-25 10:00-11:00 a", "2관 10-25 10:00-11:00 b", "1관 10-25 12:00-13:00 c", "1관 10-26 10:00-11:00 d",
    ],
    "days one below the other": [
        "1관 10-25 10:00-11:00 a", "2관 10-25 10:00-11:00 b", "1관 10-26 10:00-11:00 c", "3관 10-26 10:00-11:00 d",
    ],
    "slots across": [
        "CGV 1관 10-25 10:00-11:00 a", "CGV 1관 10-25 13:00-13:50 b", "CGV 2관 10-25 14:00-15:00 c",
        "CGV 1관 10-26 11:00-12:00 d",
    ],
    "days and halls beside slots": [
        "1관 10-25 10:00-11:00 a", "1관 10-25 12:00-13:00 b", "2관 10-25 13:00-14:00 c", "1관 10-26 10:30-11:30 d",
    ],
    "days across": ["? 04-10 10:40-12:10 a", "? 04-10 13:00-14:30 c", "? 04-11 11:00-12:30 b"],
    "a table beside another": [
        "1관 10-25 10:00-11:00 a", "2관 10-25 10:30-11:00 b", "1관 10-25 12:00-13:00 c", "2관 10-25 13:00-14:00 d",
    ],
    "what it is not": ["? 10-25 10:00-10:30 a", "? 10-25 11:00-12:00 b"],
}  # fmt: skip


@pytest.mark.parametrize("name", GRIDS)
def test_every_way_of_laying_out_a_grid(name: str) -> None:
    made = read(GRIDS[name].encode("cp949"))

    assert [" ".join(one) for one in lies(made)] == LIE[name]


def test_buildings_above_halls() -> None:
    rows = [
        ["", "CGV", "", "롯데시네마"],
        ["시간", "1관", "2관", "1관"],
        ["10:00-11:00", "a", "b", "c"],
        ["12:00", "d"],
    ]
    made = read(as_book({"2024-10-25": (rows, [(0, 1, 0, 2, "CGV")])}))

    venues = {venue.id: venue.name for venue in made.festival.venues}
    assert [(room.name, venues[room.venue or ""]) for room in made.festival.rooms] == [
        ("1관", "CGV"), ("2관", "CGV"), ("1관", "롯데시네마"),
    ]  # fmt: skip


def test_days_that_only_count_begin_with_the_first_that_is_named() -> None:
    head = [["2024.10.25 - 10.27"], ["시간", "1관"]]
    made = read(as_book({"1일차": ([*head, ["10:00", "a"], ["11:00", "b"]], []), "Day 3": ([["시간", "1관"], ["10:00", "c"], ["11:00", ""]], [])}))  # fmt: skip

    assert [one[1][:5] for one in lies(made)] == ["10-25", "10-25", "10-27"]


def test_columns_that_need_not_be_rooms_are_told() -> None:
    made = read(b"2024-10-25,,\nTime,Janson,Chavanne\n10:00-11:00,a,b\n11:00-12:00,c,\n")

    assert len(lies(made)) == 3
    assert "guessed: what stands above its columns is taken for rooms: Janson, Chavanne" in notes(made)


def test_a_grid_without_any_date_places_nothing_and_says_so() -> None:
    made = read(b"Time,Hall A,Hall B\n10:00,a,b\n11:00,c,\n")

    assert lies(made) == []
    assert notes(made)[0] == "left out: B2 (a), B3 (c), C2 (b): it has no date; it is not placed"


def test_what_the_edges_are_taken_for_can_be_told() -> None:
    told_of = {name: columns_told(columns_of(GRIDS[name].encode())[0][1]) for name in ("halls across", "times across")}

    assert told_of == {
        "halls across": "A = start, B 가람홀 = room, C 나래홀 = room",
        "times across": "2 = start, 3 1관 = room, 4 2관 = room",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n3,4\n",
        "10:00,10:30\n11:00,11:30\n",
        "name,phone\nKim,010-1234-5678\nLee,02-123-4567\n",
        ",,\n10:00,,\n11:00,,\n",
    ],
)
def test_what_is_no_grid_is_refused(text: str) -> None:
    with pytest.raises(FestivalError):
        read(text.encode())


@given(st.data())
@settings(max_examples=25)
def test_any_timetable_drawn_as_a_grid_comes_back(data: st.DataObject) -> None:
    halls, steps = data.draw(st.integers(2, 4)), data.draw(st.integers(6, 20))
    rows: list[list[Any]] = [["시간", *(f"{hall + 1}관" for hall in range(halls))]]
    rows += [[f"{(600 + 30 * step) // 60}:{(600 + 30 * step) % 60:02d}", *[""] * halls] for step in range(steps + 1)]
    merged: list[Merge] = [(1, 1, 2, 1, "first")]
    wanted = [("1관", 600, 660, "first")]
    for hall in range(halls):
        at = 2 if hall == 0 else 0
        while at < steps:
            lasts = min(data.draw(st.integers(1, 5)), steps - at)
            if data.draw(st.booleans()):
                title = f"film {hall}-{at}"
                wanted.append((f"{hall + 1}관", 600 + 30 * at, 600 + 30 * (at + lasts), title))
                if lasts > 1:
                    merged.append((1 + at, 1 + hall, at + lasts, 1 + hall, title))
                else:
                    rows[1 + at][1 + hall] = title
            at += lasts

    made = read(as_book({"2024-10-25": (rows, merged)}))

    assert made.timetable is not None
    rooms, titles = (
        {one.id: one.name for one in made.festival.rooms},
        {one.id: one.title for one in made.festival.sessions},
    )
    assert sorted(
        (rooms[one.room], one.start.hour * 60 + one.start.minute + 1440 * (one.start.day - 25),
         one.end.hour * 60 + one.end.minute + 1440 * (one.end.day - 25), titles[one.session])
        for one in made.timetable.placements if one.start and one.end
    ) == sorted(wanted)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(["", "10:00", "1회", "10/25(금)", "1관", "a", "10:00 b", "시간", "제목", "-", "90분", "2024"]),
                         max_size=5), max_size=9))  # fmt: skip
@settings(max_examples=150)
def test_no_sheet_breaks_the_reader(rows: list[list[str]]) -> None:
    data = "\n".join(",".join(row) for row in rows).encode()

    with suppress(FestivalError):
        assert read(data).festival.sessions


# -- cells and labels -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "begin", "end", "minutes"),
    [
        ("파도", "파도", None, None, None),
        ("2046", "2046", None, None, None),
        (2046.0, "2046", None, None, None),
        ("2001: A Space Odyssey", "2001: A Space Odyssey", None, None, None),
        ("10:30 파도", "파도", 630, None, None),
        ("10:30-12:00\n파도", "파도", 630, 720, None),
        ("파도 (오후 7:30~9:00)", "파도", 1170, 540, None),
        ("파도 118'", "파도", None, None, 118),
        ("파도 | 118 min", "파도", None, None, 118),
        ("상영 10분 전 입장", "상영 10분 전 입장", None, None, None),
        ("7.30pm Waves", "Waves", 1170, None, None),
    ],
)
def test_what_a_cell_says(text: Any, title: str, begin: int | None, end: int | None, minutes: int | None) -> None:
    found = cell_told(text)

    assert (found.title, found.begin, found.end, found.minutes) == (title, begin, end, minutes)


def test_the_lines_of_a_cell() -> None:
    found = cell_told("101\n파도\nWaves\nKE · 12\n게스트: 김하늘, 이바다\n진행: 박구름")

    assert (found.code, found.title, found.abstract) == ("101", {"ko": "파도", "en": "Waves"}, "KE · 12")
    assert found.people == [Who("김하늘", role="guest"), Who("이바다", role="guest"), Who("박구름", role="moderator")]


@pytest.mark.parametrize(
    ("value", "day"),
    [("10/25(금)", True), ("Fri 25 Oct", True), ("2일차", True), ("토요일", True), (date(2024, 10, 25), True),
     ("Room 3.14", False), ("1관", False), ("Monsters", False), ("10:00", False), ("파도", False)],
)  # fmt: skip
def test_what_is_a_day(value: Any, day: bool) -> None:
    assert labels.is_day(value) is day


def test_times_down_a_grid_never_fall() -> None:
    clocks = [(660, None), (750, None), (60, None), (630, 60), (0, 30)]

    assert labels.in_order(clocks) == [(660, None), (750, None), (780, None), (1350, 1500), (1440, 1470)]
    assert labels.in_order([(1380, None), (30, None), (90, None)]) == [(1380, None), (1470, None), (1530, None)]
    assert labels.in_order([(720, None), (660, None)]) == [(720, None), (660, None)]
