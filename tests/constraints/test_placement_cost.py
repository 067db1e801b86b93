"""placement_cost: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.placement_cost import PlacementCost
from tests.constraints.support import placed, problem_of, told, told_in_both

CONTRACT: list[dict[str, object]] = [
    {"table": [{"track": "comp", "room": "n2", "price": 4}, {"day": "2024-10-26", "price": 1}, {"session": "talk", "price": 2}]},
    {"table": [{"track": "comp", "price": 4}, {"room": "s1", "price": 3}], "per": "use", "select": {"not": {"days": ["2024-10-26"]}}},
    {"table": [{"day": "2024-10-25", "room": "n1", "price": 2}, {"session": "shorts", "track": "comp", "price": 3}], "per": "use"},
    {"arena": "conference", "table": [{"track": "t1", "room": "r1", "block": "b1", "price": 5}, {"block": "b3", "price": 1}], "per": "slot"},
    {"arena": "conference", "table": [{"track": "t1", "block": "b1", "price": 5}, {"room": "r2", "price": 2}], "per": "use"},
    {"arena": "conference", "table": [{"day": "2026-09-02", "track": "t2", "price": 5}, {"block": "b1", "day": "2026-09-02"}],
     "per": "use", "select": {"rooms": ["r1", "r3"]}},
    {"arena": "conference", "table": [{"session": ["p1", "p2", "p5"], "block": ["b1", "b3"], "price": 5}, {"track": "t1", "room": ["r1", "r2"], "price": 3}], "per": "slot"},
    {"arena": "conference", "table": [{"track": ["t1", "t2"], "block": ["b1", "b2"], "room": ["r1", "r3"], "price": 5}], "per": "use"},
    {"table": [{"session": ["talk", "shorts"], "day": ["2024-10-25", "2024-10-26"], "price": 2}], "per": "use"},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"table": [{"room": "a", "price": 3}], "per": "use"},
        "Places cost what a table of 1 row says, for each room that is used in a block or on a day.",
        "자리마다 1줄의 표에 적힌 비용이 블록이나 날마다 사용하는 상영관마다 듭니다.",
    ),
    (
        {"table": [{"room": "a", "price": 3}, {"room": "b", "price": 1}], "per": "slot"},
        "Places cost what a table of 2 rows says, for each slot.",
        "자리마다 2줄의 표에 적힌 비용이 칸마다 듭니다.",
    ),
]

TWO: dict[str, Any] = {
    "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}],
    "rooms": [{"id": "a"}, {"id": "b"}],
    "tracks": [{"id": "talks"}, {"id": "films"}],
    "sessions": [
        {"id": "one", "duration": 30, "track": "talks"},
        {"id": "two", "duration": 30, "track": "talks"},
        {"id": "film", "duration": 30, "track": "films"},
    ],
}
TABLE: list[dict[str, Any]] = [{"track": "talks", "room": "b", "price": 5}, {"room": "b", "price": 1}]
KIND: dict[str, Any] = {"kind": "placement_cost", "weight": 1}


def test_every_row_that_fits_is_charged() -> None:
    problem = problem_of(TWO, {**KIND, "table": TABLE})
    timetable = placed(problem, {"one#1": ("b", "10:00"), "film#1": ("b", "11:00"), "two#1": ("a", "10:00")})
    assert told(problem, timetable) == [
        (6, "one in b at Fri 25 Oct 10:00 costs 6 as the table says."),
        (1, "film in b at Fri 25 Oct 11:00 costs 1 as the table says."),
    ]


@pytest.mark.parametrize(
    ("row", "amounts"),
    [
        ({"session": "one"}, [7]), ({"session": "one", "track": "films"}, []), ({"session": "one", "room": "b"}, []),
        ({"day": "2024-10-25"}, [7]), ({"day": "2024-10-26"}, []), ({"day": "2024-10-25", "track": "talks", "room": "a"}, [7]),
    ],
)  # fmt: skip
def test_everything_that_a_row_names_is_so(row: dict[str, Any], amounts: list[int]) -> None:
    problem = problem_of(TWO, {**KIND, "table": [{**row, "price": 7}]})
    assert [amount for amount, _ in told(problem, placed(problem, {"one#1": ("a", "10:00")}))] == amounts


def test_a_use_is_charged_once_a_day_however_many_share_it() -> None:
    problem = problem_of(TWO, {**KIND, "table": TABLE, "per": "use"})
    there = {"one#1": ("b", "10:00"), "two#1": ("b", "12:00"), "film#1": ("a", "11:00")}
    assert told(problem, placed(problem, there)) == [
        (1, "b is used on Fri 25 Oct, by one; that costs 1."),
        (5, "b is used on Fri 25 Oct, by one; that costs 5."),
    ]
    there["two#1"] = ("b", "2024-10-26T12:00")
    assert [amount for amount, _ in told(problem, placed(problem, there))] == [1, 5, 1, 5]


def test_a_room_of_a_block_is_one_use() -> None:
    blocks = [{"id": name, "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 2} for name in ("m", "n")]
    sessions = [{"id": name, "slots": 1, "track": "talks"} for name in ("one", "two", "three")]
    rule = {**KIND, "table": [{"track": "talks", "block": "m", "price": 3}, {"price": 1}], "per": "use"}
    problem = problem_of({**TWO, "blocks": blocks, "sessions": sessions}, rule)
    there = {"one#1": ("a", "m/1"), "two#1": ("a", "m/2"), "three#1": ("a", "n/1")}
    assert [amount for amount, _ in told(problem, placed(problem, there))] == [1, 3, 1]
    there["two#1"] = ("b", "m/1")
    assert sorted(amount for amount, _ in told(problem, placed(problem, there))) == [1, 1, 1, 3, 3]


def test_a_slot_is_charged_for_each_that_is_taken() -> None:
    festival = {
        "rooms": [{"id": "a"}],
        "blocks": [{"id": "m", "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 4}],
        "sessions": [{"id": "talk", "slots": 3}],
    }
    problem = problem_of(festival, {**KIND, "table": [{"block": "m", "price": 2}], "per": "slot"})
    assert told(problem, placed(problem, {"talk#1": ("a", "m/2")}), "ko") == [(6, "a의 talk(09:30): 표에 따른 비용 6.")]


def test_it_says_how_long_the_table_is() -> None:
    rule = PlacementCost.model_validate({"table": TABLE, "per": "slot"})
    assert rule.describe().text() == "Places cost what a table of 2 rows says, for each slot."


def test_a_price_is_not_negative_and_columns_are_known() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        PlacementCost.model_validate({"table": [{"room": "a", "price": -1}]})
    with pytest.raises(ValidationError, match="Extra inputs"):
        PlacementCost.model_validate({"table": [{"hall": "a", "price": 1}]})


def test_several_of_a_sort_stand_for_a_row_each() -> None:
    short = [{"track": ["talks", "films"], "room": ["a", "b", "b"], "day": "2024-10-25", "price": 3}]
    long = [
        {"track": track, "room": room, "day": "2024-10-25", "price": 3} for track in ("talks", "films") for room in "ab"
    ]
    places = {"one#1": ("b", "10:00"), "two#1": ("b", "11:00"), "film#1": ("b", "12:00")}
    for per, amounts in (("showing", [3, 3, 3]), ("use", [3, 3])):
        for table in (short, long):
            problem = problem_of(TWO, {**KIND, "table": table, "per": per})
            assert [amount for amount, _ in told(problem, placed(problem, places))] == amounts


def test_a_row_names_somebody_or_nothing_but_no_empty_list() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        PlacementCost.model_validate({**KIND, "table": [{"room": []}]})


def test_a_use_in_both_languages() -> None:
    blocks = [{"id": "m", "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 2}]
    sessions = [{"id": "one", "slots": 1}, {"id": "film", "duration": 30}]
    rule = {**KIND, "table": [{"room": "a", "price": 3}], "per": "use"}
    problem = problem_of({**TWO, "blocks": blocks, "sessions": sessions}, rule)
    timetable = placed(problem, {"one#1": ("a", "m/1"), "film#1": ("a", "14:00")})
    assert told_in_both(problem, timetable) == [
        ("a is used on Fri 25 Oct, by film; that costs 3.", "a: 10월 25일(금) 사용(film), 비용 3."),
        ("a is used in block m, by one; that costs 3.", "a: 블록 m 사용(one), 비용 3."),
    ]


def test_equal_rows_add_up() -> None:
    problem = problem_of(TWO, {**KIND, "table": [{"room": "a", "price": 3}, {"room": "a", "price": 4}]})
    assert [amount for amount, _ in told(problem, placed(problem, {"one#1": ("a", "10:00")}))] == [7]
