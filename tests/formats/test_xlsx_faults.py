"""What a workbook says wrongly, or not clearly enough, is told with its sheet and cell."""

from __future__ import annotations

import io

import xlsxwriter

from tests.formats.workbooks import ABOUT, Sheets, document, faults


def test_two_people_of_one_name_are_asked_about() -> None:
    assert faults(
        {
            "people": [["name.en", "name.ko"], ["Min-su Kim", "김민수"], ["Min-su Kim", "김민수"], ["Fred", None]],
            "sessions": [["title", "duration", "people"], ["Talk", 5, "Fred; 김민수"]],
        }
    ) == [
        (
            "people!A2 (min-su-kim-1): there is somebody else called 'Min-su Kim'; if it is the same person, "
            "take one row out; if not, give the e-mail or an id of both (see people!A3 (min-su-kim-2))"
        ),
        (
            "people!A3 (min-su-kim-2): there is somebody else called 'Min-su Kim'; if it is the same person, "
            "take one row out; if not, give the e-mail or an id of both (see people!A2 (min-su-kim-1))"
        ),
        (
            "sessions!C2 (talk): there are 2 called '김민수'; write the e-mail or id of the one you mean "
            "(see people!A2 (min-su-kim-1) and people!A3 (min-su-kim-2))"
        ),
    ]


def test_what_is_wrong_beside_somebody_who_is_asked_about_is_told_too() -> None:
    assert faults(
        {
            "people": [["name", "available"], ["Fred", None], ["Fred", "noon"], ["Ana", "2025-05-16 12:00"]],
            "sessions": [["title", "duration"], ["Talk", 5]],
        }
    ) == [
        (
            "people!A2 (fred-1): there is somebody else called 'Fred'; if it is the same person, "
            "take one row out; if not, give the e-mail or an id of both (see people!A3 (fred-2))"
        ),
        (
            "people!A3 (fred-2): there is somebody else called 'Fred'; if it is the same person, "
            "take one row out; if not, give the e-mail or an id of both (see people!A2 (fred-1))"
        ),
        (
            "people!B3 (fred-2): there is no block 'noon'; no blocks are listed; if hours are meant, "
            "write from and to, each such as 2024-10-25T13:00"
        ),
        "people!B4 (ana): '2025-05-16 12:00' is no stretch of time; write 2024-10-25 10:00 - 12:00",
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
        "festival!B2: there is no time zone 'Asia/Seol'; did you mean 'Asia/Seoul'?",
        "days!A2 (someday): 'someday' is no date; write 2024-10-25",
        "rooms!B2 (a): 'many' is no number",
        "rooms!C2 (a): 'morning' is no stretch of time; write 2024-10-25 10:00 - 12:00",
        "rooms!B3 (b): -1 cannot be; it is at least 0",
        "films!B2 (long): is it 9 hours (write 9h30) or 9 minutes (write 0:09:30)?",
        "sessions!B2 (talk): 'ninety' is no duration; write minutes, such as 118, or hours and minutes, such as 1h58",
        "sessions!C2 (talk): there is no person 'Frde'; there is 'fred'",
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


def test_a_length_by_another_word_is_told_its_field() -> None:
    assert faults({"films": [["title", "length"], ["A", 90]]}) == [
        "films!B1: there is no column 'length'; did you mean 'runtime'? To keep it as your own, call it 'fields.length'",
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
        "festival!A3: there is no row 'timezoen'; did you mean 'timezone'? To keep it as your own, call it 'fields.timezoen'"
    ]


def test_faults_of_a_festival_laid_out_like_the_other_sheets_name_its_cells() -> None:
    head = ["name", "timezone", "grid"]
    assert faults({"festival": [[*head, "day_endz"], ["F", "UTC", 0, "05:00"]]}) == [
        "festival!D1: there is no column 'day_endz'; did you mean 'day_ends'? To keep it as your own, call it 'fields.day_endz'",
        "festival!C2: 0 cannot be; it is at least 1",
    ]
    assert faults({"festival": [head, ["F", "Mars/Olympus"]]}) == [
        "festival!B2: there is no time zone 'Mars/Olympus'; write an IANA name such as Asia/Seoul"
    ]
    assert faults({"festival": [head, ["F", "UTC"], ["G", "UTC"]]}) == [
        "festival: there is a second row of values; a festival is one, so take the other out"
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
    made.add_worksheet("venues").write_row(0, 0, ["name", "metres"])
    made.close()

    assert faults(file.getvalue()) == [
        "venues!B1: there is no column 'metres'; there is 'address', 'geo', 'id', 'name'; to keep it as your own, call it 'fields.metres'",
        "cells hold errors such as #N/A: rooms!A1; correct them",
    ]


def test_two_people_of_one_name_are_told_apart_by_the_address_beside_it() -> None:
    made = document(
        {
            "people": [["name", "email"], ["Min-su Kim", "a@example.org"], ["Min-su Kim", "b@example.org"]],
            "sessions": [["title", "duration", "people"], ["Talk", 5, "Min-su Kim <B@example.org>"]],
        }
    )
    assert made["sessions"][0]["people"] == [{"id": made["people"][1]["id"]}]


def test_without_a_sheet_of_people_an_address_beside_a_name_is_kept() -> None:
    made = document(
        {"sessions": [["title", "duration", "people"], ["One", 5, "Fred <fred@example.org>"], ["Two", 5, "Fred"]]}
    )
    assert made["people"] == [{"id": "fred", "name": "Fred", "email": "fred@example.org"}]
