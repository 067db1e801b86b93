"""Two showings that change places, and chains that make room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.suggest import chains, swaps
from tests.constraints.support import placed, problem_of

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.suggest import Suggestion

ROOMS = [{"id": "big", "capacity": 100, "turnaround": 10}, {"id": "small", "capacity": 40}]
FITS = {"kind": "room_fits_audience", "weight": 1}


def _moves(problem: Problem, one: Suggestion) -> list[tuple[str, str, str]]:
    return [
        (move.showing.key, problem.rooms[move.new.room].id, f"{problem.clock.local(move.new.start):%H:%M}")
        for move in one.moves
        if move.new
    ]


def test_two_change_places_whatever_their_lengths() -> None:
    problem = problem_of(
        {
            "rooms": ROOMS,
            "days": [{"date": "2024-10-25", "open": "09:00", "close": "11:00"}],
            "sessions": [
                {"id": "long", "duration": 90, "audience": 40},
                {"id": "short", "duration": 60, "audience": 100},
            ],
        },
        FITS,
    )
    timetable = placed(problem, {"long#1": ("big", "09:30"), "short#1": ("small", "10:00")})

    (best,) = swaps(problem, timetable, problem.by_key["long", 1])

    # 60 have no seat and 60 seats in four are empty: 75 points. The long one has to begin by half past nine.
    assert best.change == -75
    assert _moves(problem, best) == [("long#1", "small", "09:30"), ("short#1", "big", "09:30")]


def test_two_that_share_somebody_change_places_as_well() -> None:
    problem = problem_of(
        {
            "rooms": ROOMS,
            "people": [{"id": "ann"}],
            "sessions": [
                {"id": "one", "duration": 60, "audience": 100, "people": ["ann"]},
                {"id": "two", "duration": 60, "audience": 40, "people": ["ann"]},
            ],
            "rules": [{"kind": "person_in_one_place"}, FITS],
        },
        grid=60,
    )
    timetable = placed(problem, {"one#1": ("small", "09:00"), "two#1": ("big", "11:00")})

    best = swaps(problem, timetable, problem.by_key["one", 1])[0]

    assert _moves(problem, best) == [("one#1", "big", "11:00"), ("two#1", "small", "09:00")]
    assert best.change == -75


def test_no_swap_that_breaks_a_must() -> None:
    problem = problem_of(
        {
            "rooms": ROOMS,
            "sessions": [
                {"id": "one", "duration": 60, "rooms": ["small"]},
                {"id": "two", "duration": 60},
            ],
        },
        grid=60,
    )
    timetable = placed(problem, {"one#1": ("small", "09:00"), "two#1": ("big", "09:00")})

    assert swaps(problem, timetable, problem.by_key["one", 1]) == []


def test_what_lies_nowhere_cannot_change_places() -> None:
    problem = problem_of({"rooms": ROOMS, "sessions": [{"id": "one", "duration": 60}, {"id": "two", "duration": 60}]})

    assert swaps(problem, placed(problem, {"two#1": ("big", "09:00")}), problem.by_key["one", 1]) == []


def _one_hall(hours: tuple[str, str], *sessions: dict[str, object]) -> Problem:
    low, high = (f"2024-10-25T{hour}" for hour in hours)
    return problem_of(
        {"rooms": [{"id": "hall", "capacity": 10, "open": [{"from": low, "to": high}]}], "sessions": list(sessions)},
        grid=60,
    )


def _only_at(hour: int) -> dict[str, object]:
    return {"windows": [{"from": f"2024-10-25T{hour}:00", "to": f"2024-10-25T{hour + 1}:00"}]}


def test_a_chain_of_three_where_two_do_not_do() -> None:
    problem = _one_hall(
        ("10:00", "13:00"),
        {"id": "one", "duration": 60, **_only_at(10)},
        {"id": "two", "duration": 60, "windows": [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]},
        {"id": "three", "duration": 60},
    )
    timetable = placed(problem, {"two#1": ("hall", "10:00"), "three#1": ("hall", "11:00")})

    (found,) = chains(problem, timetable, problem.by_key["one", 1])

    assert _moves(problem, found) == [("one#1", "hall", "10:00"), ("two#1", "hall", "11:00"), ("three#1", "hall", "12:00")]  # fmt: skip
    assert [(share.rule, share.amount) for share in found.shares] == [("placed", -1)]


def test_two_make_room_for_one_that_is_longer() -> None:
    problem = _one_hall(
        ("10:00", "14:00"),
        {"id": "long", "duration": 120, "windows": [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]},
        {"id": "two", "duration": 60},
        {"id": "three", "duration": 60},
    )
    timetable = placed(problem, {"two#1": ("hall", "10:00"), "three#1": ("hall", "11:00")})

    (found,) = chains(problem, timetable, problem.by_key["long", 1])

    assert sorted(_moves(problem, found)) == [("long#1", "hall", "10:00"), ("three#1", "hall", "13:00"), ("two#1", "hall", "12:00")]  # fmt: skip


def test_no_chain_of_more_than_three() -> None:
    problem = _one_hall(
        ("10:00", "14:00"),
        {"id": "one", "duration": 60, **_only_at(10)},
        {"id": "two", "duration": 60, "windows": [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]},
        {"id": "three", "duration": 60, "windows": [{"from": "2024-10-25T11:00", "to": "2024-10-25T13:00"}]},
        {"id": "four", "duration": 60},
    )
    timetable = placed(problem, {"two#1": ("hall", "10:00"), "three#1": ("hall", "11:00"), "four#1": ("hall", "12:00")})

    assert chains(problem, timetable, problem.by_key["one", 1]) == []


def test_whoever_is_needed_elsewhere_at_the_time_makes_room() -> None:
    problem = problem_of(
        {
            "rooms": ROOMS,
            "people": [{"id": "ann"}],
            "sessions": [
                {"id": "one", "duration": 60, "people": ["ann"], **_only_at(10)},
                {"id": "two", "duration": 60, "people": ["ann"], "windows": [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]},
            ],
        },
        {"kind": "person_in_one_place"},
        grid=60,
    )  # fmt: skip
    timetable = placed(problem, {"two#1": ("big", "10:00")})

    found = chains(problem, timetable, problem.by_key["one", 1])[0]

    assert [(key, when) for key, _, when in _moves(problem, found)] == [("one#1", "10:00"), ("two#1", "11:00")]
