"""placement_cost: numbers done by hand."""

from __future__ import annotations

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"table": [{"track": "comp", "room": "n2", "price": 4}, {"day": "2024-10-26", "price": 1}, {"session": "talk", "price": 2}]},
    {"table": [{"track": "comp", "price": 4}, {"room": "s1", "price": 3}], "per": "use", "select": {"not": {"days": ["2024-10-26"]}}},
    {"arena": "conference", "table": [{"track": "t1", "room": "r1", "block": "b1", "price": 5}, {"block": "b3", "price": 1}], "per": "slot"},
    {"arena": "conference", "table": [{"track": "t1", "block": "b1", "price": 5}, {"room": "r2", "price": 2}], "per": "use"},
]  # fmt: skip

TWO = {
    "rooms": [{"id": "a"}, {"id": "b"}],
    "tracks": [{"id": "talks"}, {"id": "films"}],
    "sessions": [
        {"id": "one", "duration": 30, "track": "talks"},
        {"id": "two", "duration": 30, "track": "talks"},
        {"id": "film", "duration": 30, "track": "films"},
    ],
}
TABLE = [{"track": "talks", "room": "b", "price": 5}, {"room": "b", "price": 1}]


def test_every_row_that_fits_is_charged() -> None:
    problem = problem_of(TWO, {"kind": "placement_cost", "weight": 1, "table": TABLE})
    timetable = placed(problem, {"one#1": ("b", "10:00"), "film#1": ("b", "11:00"), "two#1": ("a", "10:00")})
    assert told(problem, timetable) == [
        (6, "one in b at 10:00 costs 6 as the table says."),
        (1, "film in b at 11:00 costs 1 as the table says."),
    ]


def test_a_use_is_charged_once_however_many_share_it() -> None:
    problem = problem_of(TWO, {"kind": "placement_cost", "weight": 1, "table": TABLE, "per": "use"})
    timetable = placed(problem, {"one#1": ("b", "10:00"), "two#1": ("b", "12:00"), "film#1": ("a", "11:00")})
    assert [amount for amount, _ in told(problem, timetable)] == [5, 1]


def test_a_slot_is_charged_for_each_that_is_taken() -> None:
    festival = {
        "rooms": [{"id": "a"}],
        "blocks": [{"id": "m", "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 4}],
        "sessions": [{"id": "talk", "slots": 3}],
    }
    rule = {"kind": "placement_cost", "weight": 1, "table": [{"block": "m", "price": 2}], "per": "slot"}
    problem = problem_of(festival, rule)
    assert told(problem, placed(problem, {"talk#1": ("a", "m/2")}), "ko") == [(6, "a의 talk(09:30): 표에 따른 비용 6.")]
