"""Places of a showing: all of them, in order, with the share of each rule."""

from __future__ import annotations

from scheduler.compile import compile_festival
from scheduler.festival import Festival
from scheduler.problem import Problem
from scheduler.suggest import Suggestion, places, suggest
from scheduler.timetable import Assignment, Timetable
from tests.constraints.support import placed, problem_of

ROOMS = [{"id": "big", "capacity": 100}, {"id": "small", "capacity": 40}]


def _two_films(*rules: dict[str, object], grid: int = 60) -> Problem:
    """Two films of an hour on a day of three hours, in two rooms."""
    return compile_festival(
        Festival.model_validate(
            {
                "showgrid": 1,
                "defaults": False,
                "festival": {"id": "example", "timezone": "Asia/Seoul", "grid": grid},
                "days": [{"date": "2024-10-25", "open": "09:00", "close": "12:00"}],
                "rooms": ROOMS,
                "people": [{"id": "ann"}],
                "sessions": [
                    {"id": "one", "duration": 60, "audience": 100, "people": ["ann"]},
                    {"id": "two", "duration": 60, "audience": 40, "people": ["ann"]},
                ],
                "rules": list(rules),
            }
        )
    )


def _told(problem: Problem, one: Suggestion) -> tuple[str, str, int | list[int]]:
    """Room, time and change of a suggestion of one move."""
    (move,) = one.moves
    assert move.new is not None
    when = problem.clock.local(move.new.start)
    return problem.rooms[move.new.room].id, f"{when:%H:%M}", one.change


def test_every_free_place_is_told_the_best_first_and_of_equals_the_nearest() -> None:
    problem = _two_films({"kind": "room_fits_audience", "weight": 2, "waste": 0.5})
    timetable = placed(problem, {"one#1": ("small", "09:00"), "two#1": ("big", "10:00")})

    found = places(problem, timetable, problem.by_key["one", 1])

    # 60 people find no seat in the small room: 120 points; 09:00 is where it is, and at 10:00 the big one is taken.
    assert [_told(problem, one) for one in found.best()] == [
        ("big", "09:00", -120),
        ("big", "11:00", -120),
        ("small", "10:00", 0),
        ("small", "11:00", 0),
    ]


def test_each_rule_has_its_share() -> None:
    problem = _two_films(
        {"kind": "room_fits_audience", "weight": 2, "waste": 0.5},
        {"kind": "time_preferred", "weight": 1, "hours": {"from": "09:00", "to": "10:00"}, "measure": "minutes"},
    )
    timetable = placed(problem, {"one#1": ("small", "09:00"), "two#1": ("big", "10:00")})

    best = places(problem, timetable, problem.by_key["one", 1]).best()[1]

    assert _told(problem, best) == ("big", "11:00", -60)
    assert [(share.rule.kind, share.amount, share.points) for share in best.shares if not isinstance(share.rule, str)] == [
        ("room_fits_audience", -60, -120),
        ("time_preferred", 60, 60),
    ]  # fmt: skip


def test_a_place_that_would_break_a_must_is_not_told_and_what_bars_it_is() -> None:
    problem = _two_films({"kind": "person_in_one_place"})
    timetable = placed(problem, {"one#1": ("small", "09:00"), "two#1": ("big", "10:00")})

    found = places(problem, timetable, problem.by_key["one", 1])

    assert [_told(problem, one)[:2] for one in found.best()] == [("big", "09:00"), ("small", "11:00"), ("big", "11:00")]
    barred = {rule if isinstance(rule, str) else rule.kind: int(where.sum()) for rule, where in found.prices.barred}
    assert barred == {"room_free": 1, "person_in_one_place": 1}


def test_a_place_that_mends_a_broken_must_comes_first() -> None:
    problem = _two_films({"kind": "person_in_one_place"})
    timetable = placed(problem, {"one#1": ("small", "10:00"), "two#1": ("big", "10:00")})

    best = places(problem, timetable, problem.by_key["one", 1]).best()[0]

    assert best.mends
    assert [(share.must, share.amount, share.points) for share in best.shares] == [(True, -60, 0)]


def test_out_of_a_closed_room_every_place_is_a_gain() -> None:
    problem = _two_films()
    timetable = placed(problem, {"one#1": ("small", "20:00"), "two#1": ("big", "10:00")})

    best = places(problem, timetable, problem.by_key["one", 1]).best()[0]

    assert [(share.rule, share.amount) for share in best.shares] == [("hours", -60)]


def test_placing_what_lies_nowhere_is_told_as_such() -> None:
    problem = _two_films()
    timetable = placed(problem, {"two#1": ("big", "10:00")})

    best = places(problem, timetable, problem.by_key["one", 1]).best()[0]

    assert best.moves[0].old is None
    assert [(share.rule, share.amount, share.points) for share in best.shares] == [("placed", -1, 0)]


def test_an_optional_showing_brings_its_value() -> None:
    problem = problem_of(
        {"rooms": ROOMS, "sessions": [{"id": "extra", "duration": 60, "optional": True, "value": 30}]}, grid=60
    )

    best = places(problem, Timetable(problem, {}), problem.by_key["extra", 1]).best()[0]

    assert [(share.rule, share.amount, share.points) for share in best.shares] == [("placed", -1, -30)]
    assert best.change == -30


def test_of_each_free_stretch_only_the_best_start_is_told() -> None:
    problem = _two_films({"kind": "room_fits_audience", "weight": 2}, grid=5)
    timetable = placed(problem, {"one#1": ("small", "09:00"), "two#1": ("big", "10:00")})

    found = places(problem, timetable, problem.by_key["one", 1]).best(one_each=True)

    # The big room is free for an hour before and after the other film; the small one all the time.
    assert [_told(problem, one)[:2] for one in found] == [("big", "09:00"), ("big", "11:00"), ("small", "09:05")]


def test_who_is_chosen_changes_only_where_it_must() -> None:
    problem = problem_of(
        {
            "rooms": ROOMS,
            "people": [{"id": "ina", "available": [{"from": "2024-10-25T09:00", "to": "2024-10-25T11:00"}]}, {"id": "inb"}],
            "resources": [{"id": "interpreter", "stock": 2, "people": ["ina", "inb"]}],
            "sessions": [
                {"id": "one", "duration": 60, "uses": {"interpreter": 1}, "rooms": ["big"]},
                {"id": "two", "duration": 60, "uses": {"interpreter": 1}, "rooms": ["small"]},
            ],
        },
        {"kind": "resource_suffices"},
        grid=60,
    )  # fmt: skip
    chosen = (Assignment("interpreter", "one", 1, "ina"), Assignment("interpreter", "two", 1, "inb"))
    timetable = placed(problem, {"one#1": ("big", "09:00"), "two#1": ("small", "13:00")}, assignments=chosen)

    found = {
        _told(problem, one)[1]: ([a.person for a in one.released], [a.person for a in one.chosen])
        for one in places(problem, timetable, problem.by_key["one", 1]).best(50)
    }

    # Until eleven the first interpreter stays; later the second does it, who is taken at one.
    assert found["10:00"] == ([], [])
    assert found["11:00"] == found["12:00"] == (["ina"], ["inb"])
    assert "13:00" not in found


def test_with_no_free_place_chains_are_looked_for() -> None:
    problem = problem_of(
        {
            "rooms": [{"id": "hall", "capacity": 10, "open": [{"from": "2024-10-25T09:00", "to": "2024-10-25T12:00"}]}],
            "sessions": [
                {"id": "late", "duration": 60, "windows": [{"from": "2024-10-25T11:00", "to": "2024-10-25T12:00"}]},
                {"id": "any", "duration": 60},
            ],
        },
        grid=60,
    )
    timetable = placed(problem, {"any#1": ("hall", "11:00")})

    found = suggest(problem, timetable, problem.by_key["late", 1])

    assert found.best == []
    assert found.swaps == []
    assert [[(move.showing.key, f"{problem.clock.local(move.new.start):%H:%M}") for move in one.moves if move.new] for one in found.chains] == [
        [("late#1", "11:00"), ("any#1", "09:00")]
    ]  # fmt: skip
