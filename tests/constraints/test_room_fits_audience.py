"""room_fits_audience: numbers done by hand."""

from __future__ import annotations

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {},
    {"waste": 0, "select": {"days": ["2024-10-25"]}},
    {"arena": "conference", "waste": 0.3},
]

HALLS = {
    "rooms": [{"id": "big", "capacity": 120, "hold": 20}, {"id": "small", "capacity": 50}],
    "sessions": [{"id": "film", "duration": 30, "audience": 51}, {"id": "whoever", "duration": 30}],
}


def test_one_person_too_many_is_one_unit() -> None:
    problem = problem_of(HALLS, {"kind": "room_fits_audience"})
    assert told(problem, placed(problem, {"film#1": ("small", "10:00")})) == [
        (1, "film: 1 person finds no seat in small.")
    ]


def test_empty_seats_count_a_quarter_each_rounded_up_once() -> None:
    problem = problem_of(HALLS, {"kind": "room_fits_audience", "weight": 1})
    # 100 seats on sale, 51 taken: 49 / 4 = 12.25.
    assert told(problem, placed(problem, {"film#1": ("big", "10:00")})) == [(13, "film: 49 seats stay empty in big.")]


def test_a_must_does_not_mind_empty_seats() -> None:
    problem = problem_of(HALLS, {"kind": "room_fits_audience"})
    assert told(problem, placed(problem, {"film#1": ("big", "10:00")})) == []


def test_a_session_without_an_expected_audience_breaks_nothing() -> None:
    problem = problem_of(HALLS, {"kind": "room_fits_audience", "weight": 1})
    assert told(problem, placed(problem, {"whoever#1": ("big", "10:00")})) == []


def test_held_seats_are_not_on_sale() -> None:
    festival = {**HALLS, "sessions": [{"id": "film", "duration": 30, "audience": 101}]}
    problem = problem_of(festival, {"kind": "room_fits_audience"})
    assert told(problem, placed(problem, {"film#1": ("big", "10:00")})) == [(1, "film: 1 person finds no seat in big.")]


def test_in_korean() -> None:
    problem = problem_of(HALLS, {"kind": "room_fits_audience", "weight": 1})
    places = [placed(problem, {"film#1": (room, "10:00")}) for room in ("small", "big")]
    assert [told(problem, place, "ko") for place in places] == [
        [(1, "film: small에서 1명이 자리를 얻지 못합니다.")],
        [(13, "film: big의 좌석 49석이 남습니다.")],
    ]


def test_a_full_room_loses_nothing() -> None:
    festival = {**HALLS, "sessions": [{"id": "film", "duration": 30, "audience": 100}]}
    problem = problem_of(festival, {"kind": "room_fits_audience", "weight": 1, "waste": 1})
    assert told(problem, placed(problem, {"film#1": ("big", "10:00")})) == []


def test_it_is_wanted_by_default() -> None:
    problem = problem_of({**HALLS, "defaults": True})
    assert [rule.weight for rule in problem.rules if rule.kind == "room_fits_audience"] == [1]
