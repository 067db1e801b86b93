"""track_stays_in_room: numbers done by hand."""

from __future__ import annotations

from typing import Any

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {},
    {"rooms": 1, "venues": 1, "per": "day", "select": {"not": {"rooms": ["n2"]}}},
    {"venues": 1, "select": {"types": ["screening", "shorts", "ceremony"]}},
    {"measure": "both_durations", "alike": "theme"},
    {"measure": "both_durations", "select": {"days": ["2024-10-25"]}},
    {"arena": "conference", "measure": "both_durations", "alike": ["theme"]},
    {"arena": "conference", "rooms": 1},
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
    assert told(problem, three) == [(2, "Competition uses a, b, c.")]
    assert told(problem, home) == []


def test_two_rooms_may_be_allowed() -> None:
    problem = problem_of(COMPETITION, {"kind": "track_stays_in_room", "rooms": 2})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "12:00"), "film#3": ("a", "14:00")})
    assert told(problem, timetable) == []


def test_a_pair_in_different_rooms_counts_the_minutes_of_both() -> None:
    problem = problem_of(COMPETITION, {"kind": "track_stays_in_room", "measure": "both_durations", "weight": 1})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "film#2": ("b", "12:00")})
    assert told(problem, timetable, "ko") == [(120, "같은 날 film (1)은(는) a, film (2)은(는) b에 있습니다.")]
