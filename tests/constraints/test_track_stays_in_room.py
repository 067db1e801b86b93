"""track_stays_in_room: numbers done by hand."""

from __future__ import annotations

from typing import Any

from tests.constraints.support import placed, problem_of, subjects, told, told_in_both

CONTRACT: list[dict[str, object]] = [
    {},
    {"rooms": 1, "venues": 1, "per": "day", "select": {"not": {"rooms": ["n2"]}}},
    {"venues": 1, "select": {"types": ["screening", "shorts", "ceremony"]}},
    {"measure": "both_durations", "alike": "theme"},
    {"measure": "both_durations", "select": {"days": ["2024-10-25"]}},
    {"arena": "conference", "measure": "both_durations", "alike": ["theme"]},
    {"arena": "conference", "rooms": 1},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"rooms": 2, "venues": 1, "per": "day"},
        "A track uses at most 2 rooms, 1 venue on each day.",
        "섹션은 하루에 상영관 2곳, 건물 1곳 이하에서 열립니다.",
    ),
    (
        {"venues": 3},
        "A track uses at most 3 venues.",
        "섹션은 건물 3곳 이하에서 열립니다.",
    ),
    (
        {"measure": "both_durations", "alike": ["theme", "audience"]},
        "What has the same theme, audience stays in one room on a day.",
        "같은 날 theme, audience가 같으면 한 상영관에 배정됩니다.",
    ),
]

COMPETITION: dict[str, Any] = {
    "rooms": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    "tracks": [{"id": "comp", "name": {"en": "Competition", "ko": "경쟁"}}],
    "sessions": [{"id": "film", "duration": 60, "track": "comp", "showings": 3}, {"id": "other", "duration": 60}],
}


def test_a_third_room_is_two_too_many_for_one_home() -> None:
    problem = problem_of(COMPETITION, {"kind": "track_stays_in_room"})
    three = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "12:00"), "film#3": ("c", "14:00")})
    home = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("a", "12:00"), "other#1": ("c", "14:00")})
    assert told(problem, three) == [(2, "Competition uses a, b, c: 3 rooms, 1 allowed.")]
    assert told(problem, home) == []


def test_two_rooms_may_be_allowed() -> None:
    problem = problem_of(COMPETITION, {"kind": "track_stays_in_room", "rooms": 2})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "12:00"), "film#3": ("a", "14:00")})
    assert told(problem, timetable) == []


def test_a_pair_in_different_rooms_counts_the_minutes_of_both() -> None:
    problem = problem_of(COMPETITION, {"kind": "track_stays_in_room", "measure": "both_durations", "weight": 1})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "12:00")})
    assert told(problem, timetable, "ko") == [(120, "같은 날 film (1)은 a, film (2)은 b에 있습니다.")]


DAYS: dict[str, Any] = {
    **COMPETITION,
    "venues": [{"id": "v"}, {"id": "w"}],
    "rooms": [{"id": "a", "venue": "v"}, {"id": "b", "venue": "v"}, {"id": "c", "venue": "w"}],
    "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}],
}


def test_each_day_by_itself_in_both_languages() -> None:
    problem = problem_of(DAYS, {"kind": "track_stays_in_room", "per": "day"})
    there = {"film#1": ("a", "10:00"), "film#2": ("b", "12:00"), "film#3": ("c", "2024-10-26T14:00")}
    assert told_in_both(problem, placed(problem, there)) == [
        (
            "Competition uses a, b on Fri 25 Oct: 2 rooms, 1 allowed.",
            "경쟁이 10월 25일(금) a, b에서 열립니다: 상영관 2곳(최대 1곳).",
        )
    ]


def test_rooms_and_buildings_too_many_add_up() -> None:
    timetable = {"film#1": ("a", "10:00"), "film#2": ("b", "12:00"), "film#3": ("c", "14:00")}
    for fields, amounts in [
        ({"rooms": 1, "venues": 1}, [3]),
        ({"venues": 1}, [1]),
        ({"venues": 2}, []),
        ({"rooms": 3}, []),
    ]:
        problem = problem_of(DAYS, {"kind": "track_stays_in_room", **fields})
        assert [amount for amount, _ in told(problem, placed(problem, timetable))] == amounts
    both = problem_of(DAYS, {"kind": "track_stays_in_room", "rooms": 1, "venues": 1})
    assert told(problem, placed(problem, timetable)) == []
    ((_, sentence),) = told(both, placed(both, timetable))
    assert sentence == "Competition uses a, b, c: 3 rooms, 1 allowed, 2 buildings, 1 allowed."


def test_what_is_selected_without_a_track_is_one_group() -> None:
    festival = {**DAYS, "sessions": [{"id": "talk", "duration": 60, "type": "talk", "showings": 2}]}
    problem = problem_of(festival, {"kind": "track_stays_in_room", "select": {"types": ["talk"]}})
    timetable = placed(problem, {"talk#1": ("a", "10:00"), "talk#2": ("b", "12:00")})
    assert told_in_both(problem, timetable) == [
        ("The selection uses a, b: 2 rooms, 1 allowed.", "선택한 상영이 a, b에서 열립니다: 상영관 2곳(최대 1곳).")
    ]
    assert subjects(problem, timetable) == [""]


def test_a_pair_of_another_day_or_in_one_room_does_not_count() -> None:
    problem = problem_of(DAYS, {"kind": "track_stays_in_room", "measure": "both_durations"})
    there = {"film#1": ("a", "10:00"), "film#2": ("b", "2024-10-26T12:00"), "film#3": ("a", "12:00")}
    assert told(problem, placed(problem, there)) == []
    assert told_in_both(problem, placed(problem, {**there, "film#3": ("c", "12:00")})) == [
        (
            "film (1) is in a and film (3) in c on the same day.",
            "같은 날 film (1)은 a, film (3)은 c에 있습니다.",
        )
    ]
