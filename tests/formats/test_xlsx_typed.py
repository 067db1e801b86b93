"""What people type into a workbook is understood: sheets, headers, notation, columns of their own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tests.formats.workbooks import document


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


def test_the_sheet_of_the_festival_may_be_laid_out_like_the_others() -> None:
    assert document({"festival": [["name", "timezone", "showgrid"], ["Harbour Days", "Europe/Berlin", 1]]}) == {
        "showgrid": 1,
        "festival": {"id": "harbour-days", "name": "Harbour Days", "timezone": "Europe/Berlin"},
    }
