"""The timetable as a table: a row a showing, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from scheduler.formats import views
from scheduler.formats.sheets import as_csv, rows
from tests.constraints.support import placed, problem_of
from tests.formats.programme import programme


def test_there_is_a_row_for_each_showing_in_order_of_time() -> None:
    table = rows(*programme(), "ko", "staff")

    assert table[0] == [
        "날짜",
        "시작",
        "종료",
        "상영관",
        "프로그램",
        "회차",
        "제목",
        "유형",
        "섹션",
        "참여자",
        "예상 관객",
    ]
    assert table[3] == [
        "2024-10-25",
        "10:40",
        "11:40",
        "큰 홀",
        "block",
        1,
        "단편 <b>모음</b>",
        "shorts",
        "main",
        "노지안, 김대식",
        80,
    ]
    assert [(row[1], row[2], row[4]) for row in table[-1:]] == [("23:30", "25:00", "late")]
    assert len(table) == 8


def test_the_public_gets_what_is_public() -> None:
    table = rows(*programme(), "en", "public")

    assert [(row[4], row[9]) for row in table[1:]] == [
        ("opening", "Dae-sik Kim"),
        ("block", "Dae-sik Kim"),
        ("late", ""),
    ]


@pytest.mark.parametrize("title", ["=1+1", "+82 10", "-x", "@home", "\t=1", "\r=1"])
def test_no_text_is_taken_for_a_formula(title: str) -> None:
    problem = problem_of({"rooms": [{"id": "a"}], "sessions": [{"id": "s", "title": title, "duration": 30}]})
    timetable = placed(problem, {"s#1": ("a", "10:00")})

    written = list(csv.reader(io.StringIO(as_csv(problem, timetable).decode("utf-8-sig"), newline="")))
    sheet = (
        CalamineWorkbook.from_filelike(io.BytesIO(views.write(problem, timetable))).get_sheet_by_index(0).to_python()
    )

    assert written[1][6] == f"'{title}"
    assert sheet[1][6] == title.replace("\r", "\n") or sheet[1][6] == title


def test_csv_has_a_mark_for_spreadsheets_and_a_workbook_keeps_numbers() -> None:
    problem, timetable = programme()

    assert as_csv(problem, timetable, "ko")[:3] == b"\xef\xbb\xbf"
    sheet = (
        CalamineWorkbook.from_filelike(io.BytesIO(views.write(problem, timetable, "ko")))
        .get_sheet_by_name("시간표")
        .to_python()
    )
    assert (sheet[3][5], sheet[3][10], sheet[1][10]) == (1.0, 80.0, "")


def test_a_workbook_of_the_same_timetable_is_the_same_bytes() -> None:
    assert views.write(*programme()) == views.write(*programme())
