"""bigger_room_for_bigger_audience: numbers done by hand."""

from __future__ import annotations

from typing import Any

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {},
    {"measure": "both_durations", "select": {"not": {"rooms": ["n1"]}}},
    {"arena": "conference", "select": {"days": ["2026-09-01"]}},
    {"arena": "conference", "measure": "both_durations"},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"measure": "both_durations"},
        "Of two sessions the more wanted has the room at least as big; the minutes of both count.",
        "두 세션 가운데 관객이 더 많이 예상되는 쪽의 상영관이 더 작지 않습니다. 두 세션의 전체 시간(분)을 계산합니다.",
    ),
]

HALLS: dict[str, Any] = {
    "rooms": [
        {"id": "big", "name": {"en": "Big", "ko": "대관"}, "capacity": 120, "hold": 20},
        {"id": "equal", "capacity": 100},
        {"id": "small", "capacity": 50},
    ],
    "sessions": [
        {"id": "hit", "duration": 90, "audience": 80},
        {"id": "known", "duration": 60, "audience": 40},
        {"id": "twin", "duration": 60, "audience": 40},
        {"id": "niche", "duration": 30, "audience": 10},
        {"id": "whoever", "duration": 30},
    ],
}


def says(places: dict[str, tuple[str, str]], lang: str = "en", **rule: Any) -> list[tuple[int, str]]:
    problem = problem_of(HALLS, {"kind": "bigger_room_for_bigger_audience", **rule})
    return told(problem, placed(problem, places), lang)


def test_the_more_wanted_has_the_bigger_room() -> None:
    assert says({"hit#1": ("big", "10:00"), "niche#1": ("small", "10:00")}) == []


def test_rooms_with_as_many_seats_are_equally_good() -> None:
    # Of the big room 20 seats are held back: 100 are left.
    assert says({"hit#1": ("equal", "10:00"), "niche#1": ("big", "18:00")}) == []


def test_a_bigger_room_for_the_less_wanted_counts_once_for_each_of_the_others() -> None:
    places = {"hit#1": ("small", "10:00"), "known#1": ("small", "12:00"), "niche#1": ("big", "18:00")}
    sentence = (
        "niche (10 people, 18:00) has Big with 100 seats, while 2 more wanted have smaller rooms,"
        " such as hit (80 people) in small with 50 seats."
    )
    assert says(places) == [(2, sentence)]
    assert says({"hit#1": ("small", "10:00"), "niche#1": ("big", "18:00")}, "ko") == [
        (
            1,
            "niche(10명, 18:00)는 100석인 대관에 있으나, 더 많이 찾는 1개가 더 작은 곳에 있습니다. 예: small(50석)의 hit(80명).",
        )
    ]


def test_the_minutes_of_both() -> None:
    places = {"hit#1": ("small", "10:00"), "known#1": ("small", "12:00"), "niche#1": ("big", "18:00")}
    assert [n for n, _ in says(places, measure="both_durations")] == [(30 + 90) + (30 + 60)]


def test_equals_and_those_of_whom_nothing_is_known_do_not_count() -> None:
    assert says({"known#1": ("small", "10:00"), "twin#1": ("big", "10:00"), "whoever#1": ("equal", "10:00")}) == []


def test_only_selected_sessions_are_compared() -> None:
    places = {"hit#1": ("small", "10:00"), "niche#1": ("big", "18:00")}
    assert says(places, select={"sessions": ["niche", "known"]}) == []
    assert says(places, select={"rooms": ["big", "equal"]}) == []
