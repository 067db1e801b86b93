"""Workbooks: what people type is understood, what is written is read again, and bombs are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import given

from scheduler.faults import FestivalError
from scheduler.formats import xlsx
from scheduler.formats.document import dump, load_text
from scheduler.formats.xlsx_guard import LARGEST
from scheduler.formats.yaml12 import write as to_yaml
from tests.formats.strategies import documents

if TYPE_CHECKING:
    from scheduler.festival import Festival

Sheets = Mapping[str, Sequence[Sequence[Any]]]
ABOUT = [["name", "Festival"], ["timezone", "Asia/Seoul"]]


def book(sheets: Sheets) -> bytes:
    """A workbook as a person would type it; times and dates get the format that Excel gives them."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    formats = {time: "hh:mm", timedelta: "[h]:mm", date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
    styles = {kind: made.add_format({"num_format": text}) for kind, text in formats.items()}
    for title, rows in {"festival": ABOUT, **sheets}.items():
        sheet = made.add_worksheet(title)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, (time, timedelta, date)):
                    sheet.write_datetime(number, column, cell, styles[type(cell)])
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    made.close()
    return file.getvalue()


def read(sheets: Sheets) -> Festival:
    return load_text(book(sheets), ".xlsx")


def document(sheets: Sheets) -> dict[str, Any]:
    return read(sheets).document()


def faults(sheets: Sheets | bytes) -> list[str]:
    with pytest.raises(FestivalError) as caught:
        load_text(sheets if isinstance(sheets, bytes) else book(sheets), ".xlsx")
    return [str(fault) for fault in caught.value.faults]


# -- what people type -----------------------------------------------------------------------------


def test_a_workbook_without_ids_is_a_festival() -> None:
    assert document(
        {
            "days": [["date", "open", "close"], [date(2024, 10, 25), time(9, 0), timedelta(hours=25, minutes=30)]],
            "rooms": [["Name", "Seats", "Abilities"], ["Hall A", 400, "dcp, atmos"], ["소극장", "120", "dcp; stage"]],
            "people": [
                ["Name (English)", "Name (Korean)", "E-mail"],
                ["Dae-sik Kim", "김대식", "kim@example.org"],
                ["Fred Grinstein"],
            ],
            "films": [["title.en", "title.ko", "runtime"], ["Mateo", "마테오", "9'30''"]],
            "sessions": [
                ["Title", "Type", "Films", "People", "Duration", "Rooms", "Showings"],
                [
                    "Opening night",
                    "ceremony",
                    None,
                    "김대식: host; kim@example.org; Fred Grinstein: guest",
                    time(1, 30),
                    "Hall A",
                    1,
                ],
                [1917, "screening", "마테오", "DAE-SIK  KIM (moderator)", None, "소극장, hall-a", 2],
            ],
        }
    ) == {
        "showgrid": 1,
        "festival": {"id": "festival", "name": "Festival", "timezone": "Asia/Seoul"},
        "days": [{"date": "2024-10-25", "open": "09:00", "close": "25:30"}],
        "rooms": [
            {"id": "hall-a", "name": "Hall A", "capacity": 400, "abilities": ["dcp", "atmos"]},
            {"id": "소극장", "name": "소극장", "capacity": 120, "abilities": ["dcp", "stage"]},
        ],
        "people": [
            {"id": "dae-sik-kim", "name": {"en": "Dae-sik Kim", "ko": "김대식"}, "email": "kim@example.org"},
            {"id": "fred-grinstein", "name": {"en": "Fred Grinstein"}},
        ],
        "films": [{"id": "mateo", "title": {"en": "Mateo", "ko": "마테오"}, "runtime": 9.5}],
        "sessions": [
            {
                "id": "opening-night",
                "type": "ceremony",
                "title": "Opening night",
                "duration": 90,
                "showings": 1,
                "people": [
                    {"id": "dae-sik-kim", "role": "host"},
                    {"id": "dae-sik-kim"},
                    {"id": "fred-grinstein", "role": "guest"},
                ],
                "rooms": ["hall-a"],
            },
            {
                "id": "1917",
                "type": "screening",
                "title": "1917",
                "films": ["mateo"],
                "showings": 2,
                "people": [{"id": "dae-sik-kim", "role": "moderator"}],
                "rooms": ["소극장", "hall-a"],
            },
        ],
    }


def test_sheets_and_headers_may_be_korean_or_both() -> None:
    festival = document(
        {
            "상영관": [["이름", "좌석 수"], ["대극장", 300]],
            "작품": [["제목 (국문)", "영문 제목", "상영시간"], ["마테오", "Mateo", "1시간 58분"]],
            "프로그램": [
                ["title / 제목", "duration\n소요 시간", "상영작", "예상 관객"],
                ["개막식", "2시간", "Mateo", "full"],
            ],
        }
    )

    assert (festival["rooms"], festival["films"], festival["sessions"]) == (
        [{"id": "대극장", "name": "대극장", "capacity": 300}],
        [{"id": "mateo", "title": {"ko": "마테오", "en": "Mateo"}, "runtime": 118.0}],
        [{"id": "개막식", "title": "개막식", "films": ["mateo"], "duration": 120, "audience": "full"}],
    )


def test_nested_things_have_a_notation_that_people_type() -> None:
    session = document(
        {
            "people": [["name"], ["Fred"], ["Kim"]],
            "blocks": [["id", "from", "to"], ["mon-1", datetime(2024, 10, 25, 9), datetime(2024, 10, 25, 10)]],
            "resources": [["name", "stock"], ["Interpreter EN", 2], ["Piano", 1]],
            "rooms": [
                ["name", "weekly", "turnaround_by_type", "open"],
                [
                    "Hall",
                    "월, 화 10:00 - 25:30; fri 9:00-12:00",
                    "shorts: 15; panel: 0:20",
                    "2024-10-25 10:00 ~ 오후 2:00",
                ],
            ],
            "films": [["title", "keys"], ["Mateo", "Hall: 2024-10-25 08:00 - 23:00"]],
            "sessions": [
                [
                    "title",
                    "duration",
                    "showings",
                    "parts",
                    "people",
                    "labels",
                    "uses",
                    "windows",
                    "items",
                    "wants",
                    "notes",
                ],
                [
                    "Talk",
                    60,
                    2,
                    "introduction: 5; q-and-a: 20분 #1",
                    "Fred: host #1,2 @q-and-a, introduction\nKim",
                    "theme: ai, robots; audience: families",
                    "Interpreter EN: 2; piano",
                    "2024-10-25 22:00 - 02:00; 2024-10-26 10:00 - 2024-10-27 12:00",
                    "title: Best film, minutes: 5, people: [Kim]\ntitle: Song",
                    "room: {required: [piano]}",
                    '""',
                ],
            ],
        }
    )

    assert session["rooms"][0]["weekly"] == [
        {"days": ["mon", "tue"], "from": "10:00", "to": "25:30"},
        {"days": ["fri"], "from": "09:00", "to": "12:00"},
    ]
    assert session["rooms"][0]["turnaround_by_type"] == {"shorts": 15, "panel": 20}
    assert session["rooms"][0]["open"] == [{"from": "2024-10-25T10:00", "to": "2024-10-25T14:00"}]
    assert session["films"][0]["keys"] == [{"room": "hall", "from": "2024-10-25T08:00", "to": "2024-10-25T23:00"}]
    assert session["sessions"] == [
        {
            "id": "talk",
            "title": "Talk",
            "labels": {"theme": ["ai", "robots"], "audience": ["families"]},
            "parts": [{"name": "introduction", "minutes": 5.0}, {"name": "q-and-a", "minutes": 20.0, "showings": [1]}],
            "duration": 60,
            "showings": 2,
            "people": [
                {"id": "fred", "role": "host", "showings": [1, 2], "parts": ["q-and-a", "introduction"]},
                {"id": "kim"},
            ],
            "uses": {"interpreter-en": 2, "piano": 1},
            "wants": {"room": {"required": ["piano"]}},
            "windows": [
                {"from": "2024-10-25T22:00", "to": "2024-10-26T02:00"},
                {"from": "2024-10-26T10:00", "to": "2024-10-27T12:00"},
            ],
            "notes": "",
            "items": [{"title": "Best film", "minutes": 5.0, "people": ["kim"]}, {"title": "Song"}],
        }
    ]


def test_rules_are_rows_with_what_only_their_kind_has_in_one_cell() -> None:
    assert document(
        {
            "rooms": [["name"], ["Hall A"]],
            "rules": [
                ["kind", "weight", "enabled", "select", "settings", "note"],
                ["room_fits_audience", 3, "yes", "rooms: [Hall A], types: [panel]", "waste: 0.5", "no"],
                ["film_not_parallel", None, "아니오", None, None, None],
            ],
        }
    )["rules"] == [
        {
            "kind": "room_fits_audience",
            "select": {"types": ["panel"], "rooms": ["hall-a"]},
            "weight": 3,
            "enabled": True,
            "note": "no",
            "waste": 0.5,
        },
        {"kind": "film_not_parallel", "enabled": False},
    ]


def test_columns_of_ones_own_are_kept_as_free_fields() -> None:
    assert document(
        {"rooms": [["name", "fields.Budget", "fields.Since", "fields.Red"], ["A", 1500, date(2024, 1, 2), True]]}
    )["rooms"] == [{"id": "a", "name": "A", "fields": {"Budget": 1500, "Since": "2024-01-02", "Red": True}}]


def test_a_title_above_the_header_and_empty_rows_do_no_harm() -> None:
    assert document({"rooms": [["Our halls 2024"], [], ["name", "seats"], [], ["A", 5], [None, None], ["B", 6]]})[
        "rooms"
    ] == [
        {"id": "a", "name": "A", "capacity": 5},
        {"id": "b", "name": "B", "capacity": 6},
    ]


def test_sheets_set_aside_are_not_read() -> None:
    assert "rooms" not in document({"_rooms": [["anything"], ["goes"]], "#old": [["x"]], "Sheet9": []})


def test_lists_without_a_sheet_are_made_from_what_names_them() -> None:
    festival = document(
        {
            "sessions": [
                ["title", "people", "track", "rooms", "duration"],
                ["Talk", "Fred G.; 김대식", "Industry", "Hall A", 5],
            ]
        }
    )

    assert {name: festival.get(name) for name in ("rooms", "tracks", "people")} == {
        "rooms": [{"id": "hall-a", "name": "Hall A"}],
        "tracks": [{"id": "industry", "name": "Industry"}],
        "people": [{"id": "fred-g", "name": "Fred G."}, {"id": "김대식"}],
    }


# -- who is meant ---------------------------------------------------------------------------------


def test_two_people_of_one_name_are_asked_about() -> None:
    assert faults(
        {
            "people": [["name.en", "name.ko"], ["Min-su Kim", "김민수"], ["Min-su Kim", "김민수"], ["Fred", None]],
            "sessions": [["title", "duration", "people"], ["Talk", 5, "Fred; 김민수"]],
        }
    ) == [
        (
            "people!A2 (min-su-kim-1): there is somebody else called 'Min-su Kim'; is it the same person? "
            "If not, give the e-mail or an id of both (see people!A3 (min-su-kim-2))"
        ),
        (
            "people!A3 (min-su-kim-2): there is somebody else called 'Min-su Kim'; is it the same person? "
            "If not, give the e-mail or an id of both (see people!A2 (min-su-kim-1))"
        ),
        (
            "sessions!C2 (talk): there are 2 called '김민수'; write the e-mail or id of the one you mean "
            "(see people!A2 (min-su-kim-1) and people!A3 (min-su-kim-2))"
        ),
    ]


def test_an_e_mail_tells_two_people_of_one_name_apart() -> None:
    sheets: Sheets = {
        "people": [["name", "email"], ["Min-su Kim", "ms@example.org"], ["Min-su Kim", "kim@example.org"]],
        "sessions": [["title", "duration", "people"], ["Talk", 5, "KIM@example.org"]],
    }

    assert [person["id"] for person in document(sheets)["people"]] == ["min-su-kim-ms", "min-su-kim-kim"]
    assert document(sheets)["sessions"][0]["people"] == [{"id": "min-su-kim-kim"}]


def test_films_of_one_title_are_told_apart_by_year_and_sessions_asked_about() -> None:
    assert [
        film["id"] for film in document({"films": [["title", "year"], ["Home", 2009], ["Home", 2024]]})["films"]
    ] == [
        "home-2009",
        "home-2024",
    ]
    assert faults({"sessions": [["title", "duration"], ["Break", 5], ["Break", 5]]}) == [
        "sessions!A2 (break-1): there is another 'Break'; give its id or its code (see sessions!A3 (break-2))",
        "sessions!A3 (break-2): there is another 'Break'; give its id or its code (see sessions!A2 (break-1))",
    ]


def test_an_entry_without_any_name_is_asked_for_one() -> None:
    assert faults({"rooms": [["name", "seats"], [None, 5]]}) == [
        "rooms!A2 (row-1): what is it called? give it a name or an id"
    ]


# -- faults ---------------------------------------------------------------------------------------


def test_faults_name_sheet_and_cell() -> None:
    assert faults(
        {
            "festival": [["name", "Festival"], ["timezone", "Asia/Seol"], ["grid", "five"]],
            "days": [["date"], ["someday"]],
            "rooms": [["name", "seats", "open"], ["A", "many", "morning"], ["B", -1, None]],
            "people": [["name"], ["Fred"]],
            "films": [["title", "runtime"], ["Long", "9:30"]],
            "sessions": [
                ["title", "duration", "people", "showings", "parts"],
                ["Talk", "ninety", "Frde", None, None],
                ["Panel", None, "Fred #3", 2, "talk: 5"],
            ],
            "rules": [
                ["kind", "weight", "settings"],
                ["room_fits_audience", "heavy", "waste: much"],
                ["film_not_paralel", None, "a: [b"],
            ],
        }
    ) == [
        "festival!B3: 'five' is no number",
        "days!A2 (someday): 'someday' is no date; write 2024-10-25",
        "rooms!B2 (a): 'many' is no number",
        "rooms!C2 (a): 'morning' is no stretch of time; write 2024-10-25 10:00 - 12:00",
        "rooms!B3 (b): -1 cannot be; it is at least 0",
        "films!B2 (long): is it 9 hours (write 9h30) or 9 minutes (write 0:09:30)?",
        "sessions!B2 (talk): 'ninety' is no duration; write minutes, such as 118, or hours and minutes, such as 1h58",
        "sessions!C3 (panel): 'panel' has no showing 3; there is 1, 2",
        "rules!B2 (room_fits_audience): 'heavy' is no number",
        "rules!C2 (room_fits_audience): 'much' does not fit; write a number",
        "rules!C3 (film_not_paralel): '{a: [b}' cannot be read; this is no YAML: while parsing a flow sequence, did not find expected ',' or ']'",
        "rules!A3 (film_not_paralel): there is no kind of rule 'film_not_paralel'; did you mean 'film_not_parallel'?",
    ]


def test_unknown_and_repeated_columns_are_told() -> None:
    assert faults({"sessions": [["title", "durration", "Title", "", "Airport"], ["Talk", 5, "Talk", 7, "x"]]}) == [
        "sessions!B1: there is no column 'durration'; did you mean 'duration'? To keep it as your own, call it 'fields.durration'",
        "sessions!C1: there is a column for 'title' already; take one out",
        "sessions!D1: this column has no header; give it one or empty it",
        "sessions!E1: there is no column 'Airport'; to keep it as your own, call it 'fields.Airport'",
    ]


def test_unknown_and_repeated_sheets_are_told() -> None:
    assert faults({"Filmz": [["title"], ["A"]], "rooms": [["name"], ["A"]], "상영관": [["name"], ["B"]]}) == [
        "Filmz: there is no list 'Filmz'; did you mean 'films'? To have it left aside, begin its name with '_'",
        "상영관: there is a sheet for rooms already; put both on one",
    ]


def test_a_workbook_needs_a_sheet_of_the_festival() -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    made.add_worksheet("rooms").write(0, 0, "name")
    made.close()

    assert faults(file.getvalue()) == [
        "festival: there is no sheet 'festival'; make one with the rows name, timezone and others"
    ]


def test_an_unknown_row_of_the_festival_is_told() -> None:
    assert faults({"festival": [["field", "value"], ["name", "F"], ["timezoen", "UTC"]]}) == [
        "festival!A3: there is no column 'timezoen'; did you mean 'timezone'? To keep it as your own, call it 'fields.timezoen'"
    ]


def test_a_text_given_twice_in_one_language_is_told() -> None:
    assert faults({"rooms": [["name", "name.en"], ["A", "B"]]}) == [
        "rooms!B2 (a): 'name' is given twice in one language; say in the header which is which, such as name.ko"
    ]


def test_an_error_in_a_cell_is_no_empty_cell() -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    for number, pair in enumerate(ABOUT):
        made.worksheets_objs or made.add_worksheet("festival")
        made.worksheets_objs[0].write_row(number, 0, pair)
    made.add_worksheet("rooms").write_formula(0, 0, "=NA()", None, "#N/A")
    made.close()

    assert faults(file.getvalue()) == ["cells hold errors such as #N/A: rooms!A1; correct them"]


# -- bombs ----------------------------------------------------------------------------------------


def packed(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_cell_in_the_last_corner_does_not_eat_all_memory() -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    made.add_worksheet("rooms").write(1_048_575, 16_383, "x")
    made.close()

    assert faults(file.getvalue()) == [
        "a sheet reaches as far as XFD1048576; delete what stands far away from the rest"
    ]


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"a.txt": b"a"}, "this is a zip file, but no Excel workbook; save it as .xlsx"),
        ({"xl/workbook.xml": b"", "content.xml": b""}, "this is a zip file, but no Excel workbook; save it as .xlsx"),
        (
            {"xl/workbook.xml": b"<x/>", SHEET: b" " * 6_000_000},
            "this workbook grows far too much when unpacked; that is no festival",
        ),
        (
            {"xl/workbook.xml": b"<x/>", **{f"{n}.xml": b"" for n in range(2001)}},
            f"this workbook would grow to more than {LARGEST // 1_000_000} MB when unpacked; that is no festival",
        ),
        (
            {"xl/workbook.xml": b"<x/>", SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'},
            "this workbook declares entities of its own",
        ),
        (
            {
                "xl/workbook.xml": b"<x/>",
                SHEET: b"<x:worksheet xmlns:x='u'><x:row r='1048576'><x:c r='ZZ1048576'><x:v>1</x:v></x:c></x:row></x:worksheet>",
            },
            "a sheet reaches as far as ZZ1048576; delete what stands far away from the rest",
        ),
        (
            {
                "xl/workbook.xml": b"<x/>",
                SHEET: b"<worksheet>"
                + b"<row><c><v>1</v></c></row>" * 4000
                + b"<row>"
                + b"<c/>" * 3000
                + b"<c><v>1</v></c></row></worksheet>",
            },
            "a sheet reaches as far as row 4001; delete what stands far away from the rest",
        ),
        (
            {"xl/workbook.xml": b"<x/>", SHEET: b"<worksheet><sheetData><row></sheetData>"},
            f"this workbook is damaged: {SHEET} cannot be read",
        ),
        ({"xl/workbook.xml": b"<x/>"}, "this workbook is damaged: "),
    ],
    ids=["no book", "ods", "packed", "parts", "entities", "prefix", "no places", "broken", "nothing in it"],
)
def test_a_workbook_that_would_do_harm_is_refused(parts: Mapping[str, bytes], fault: str) -> None:
    (found,) = faults(packed(parts))

    assert found[: len(fault)] == fault


def test_a_part_that_lies_about_its_size_is_found_out() -> None:
    data = bytearray(packed({"xl/workbook.xml": b"<x/>", SHEET: b"a" * 100_000}))
    at = data.rindex(SHEET.encode()) - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert faults(bytes(data)) == [f"this workbook is damaged: Bad CRC-32 for file {SHEET!r}"]


@pytest.mark.parametrize("cut", [10, 300, -30])
def test_a_workbook_cut_short_is_refused(cut: int) -> None:
    assert faults(book({})[:cut]) == ["this workbook is damaged: File is not a zip file"]


def test_an_old_workbook_is_refused() -> None:
    with pytest.raises(FestivalError) as caught:
        xlsx.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert [str(fault) for fault in caught.value.faults] == [
        "this is an old .xls or has a password; save it as .xlsx without a password"
    ]


# -- round trips ----------------------------------------------------------------------------------


@given(documents())
def test_a_festival_goes_to_a_workbook_and_back(document: dict[str, Any]) -> None:
    festival = load_text(to_yaml(document), ".yaml")

    again = load_text(dump(festival, ".xlsx"), ".xlsx")

    assert again.document() == festival.document()


def test_the_same_festival_gives_the_same_bytes() -> None:
    festival = read({"rooms": [["name"], ["A"]]})

    assert dump(festival, ".xlsx") == dump(festival, ".xlsx")


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut() -> None:
    festival = load_text(
        to_yaml({"showgrid": 1, "festival": {"id": "f"}, "rooms": [{"id": "a", "name": "x" * 32_768}]})
    )

    with pytest.raises(FestivalError) as caught:
        dump(festival, ".xlsx")
    assert [str(fault) for fault in caught.value.faults] == [
        "rooms!B2: 32,768 characters fit into no cell; save as .yaml or .json, or shorten the text"
    ]
