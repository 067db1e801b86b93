"""What rules say by day and by room, by hand; that it is never too much is part of the contract test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.constraints.support import problem_of

DAYS = [{"date": f"2027-09-0{day}", "open": "10:00", "close": "20:00"} for day in (1, 2, 4, 5)]
ROOMS = [
    {"id": "n1", "name": "N1", "venue": "north"},
    {"id": "n2", "name": "N2", "venue": "north"},
    {"id": "s1", "name": "S1", "venue": "south"},
]
DOCUMENT: dict[str, Any] = {
    "days": DAYS,
    "venues": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}],
    "walks": [{"from": "north", "to": "south", "minutes": 10}],
    "rooms": ROOMS,
    "people": [{"id": "mira", "name": "Mira"}],
    "films": [{"id": "mateo", "title": "Mateo", "runtime": 90}],
    "sessions": [
        {"id": "mateo", "title": "Mateo", "type": "screening", "films": ["mateo"], "showings": 3,
         "labels": {"premiere": ["world"]}, "people": [{"id": "mira", "showings": [1, 3]}]},
        {"id": "press", "title": "Press", "type": "press", "films": ["mateo"]},
        {"id": "late", "title": "Late", "type": "talk", "duration": 60, "people": [{"id": "mira"}],
         "windows": [{"from": "2027-09-05T10:00", "to": "2027-09-05T20:00"}]},
        {"id": "any", "title": "Any", "type": "talk", "duration": 30},
    ],
}  # fmt: skip

# Days are numbered from 0; 1 and 2 are two nights apart.
BY_DAYS: list[tuple[str, dict[str, Any], list[str], list[list[int]], list[int]]] = [
    ("another day", {"kind": "showings_spread"}, ["mateo#1", "mateo#2", "mateo#3"], [[0, 1, 2], [1, 0, 1], [3, 3, 3]], [0, 1, 2]),
    ("nights", {"kind": "showings_spread", "gap_days": {"from": 1, "to": 1}}, ["mateo#1", "mateo#2", "mateo#3"],
     [[0, 1, 2], [2, 3, 1], [0, 2, 0]], [1, 1, 2]),
    ("not of a part", {"kind": "showings_spread"}, ["mateo#1", "mateo#2"], [[0, 0]], [0]),
    ("rooms are not days", {"kind": "showings_spread", "other_room": True}, ["mateo#1", "mateo#2", "mateo#3"], [[0, 0, 0]], [0]),
    ("press", {"kind": "premiere_first", "press": "before", "status": False, "guests": False},
     ["mateo#1", "mateo#2", "mateo#3", "press#1"], [[0, 1, 2, 0], [0, 1, 2, 1], [0, 0, 0, 3]], [0, 1, 3]),
    ("press unknown", {"kind": "premiere_first", "press": "before", "status": False, "guests": False},
     ["mateo#1", "mateo#2"], [[0, 0]], [0]),
    ("sessions a day", {"kind": "person_load", "sessions_a_day": 1}, ["mateo#1", "mateo#2", "mateo#3"], [[0, 0, 0], [0, 0, 1]], [1, 0]),
    ("within days", {"kind": "person_load", "within_days": 2, "select": {"types": ["screening"]}},
     ["mateo#1", "mateo#2", "mateo#3"], [[0, 3, 1], [0, 3, 3]], [0, 3]),
    ("within days, as she is needed late", {"kind": "person_load", "within_days": 1},
     ["mateo#1", "mateo#2", "mateo#3"], [[3, 0, 3], [2, 0, 3], [1, 0, 1]], [0, 1, 0]),
    ("order, both known", {"kind": "session_before", "sessions": ["mateo", "any"]}, ["mateo#1", "any#1"], [[1, 0], [0, 1], [1, 1]], [1, 0, 0]),
    ("order, the next can be late", {"kind": "session_before", "sessions": ["mateo", "late"]}, ["mateo#1"], [[3], [0]], [0, 0]),
    ("order, the first is late", {"kind": "session_before", "sessions": ["late", "any"]}, ["late#1", "any#1"], [[3, 2]], [1]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "keys", "days", "expected"), [case[1:] for case in BY_DAYS], ids=[c[0] for c in BY_DAYS]
)
def test_by_days(rule: dict[str, Any], keys: list[str], days: list[list[int]], expected: list[int]) -> None:
    problem = problem_of(DOCUMENT, {**rule, "weight": 1})
    showings = [problem.by_key[session, int(label)] for session, label in (key.split("#") for key in keys)]
    amounts = problem.rules[0].by_days(problem, showings, np.array(days))
    assert np.broadcast_to(amounts, len(days)).tolist() == expected


def test_what_has_to_come_after_something_early_is_out_of_order_in_any_case() -> None:
    """The first lies on the fourth day, the next only on the first: known without asking where."""
    sessions = [{**one, "windows": [{"from": "2027-09-01T10:00", "to": "2027-09-01T20:00"}]} if one["id"] == "any" else one
                for one in DOCUMENT["sessions"]]  # fmt: skip
    rule = {"kind": "session_before", "sessions": ["late", "any"], "measure": "both_durations", "weight": 1}
    problem = problem_of({**DOCUMENT, "sessions": sessions}, rule)
    amounts = problem.rules[0].by_days(problem, [problem.by_key["late", 1]], np.array([[3]]))
    assert amounts.tolist() == [60 + 30]


def test_rooms_of_neighbours() -> None:
    rule = {"kind": "showings_spread", "other_room": True, "other_venue": True, "weight": 1}
    problem = problem_of(DOCUMENT, rule)
    one, other = problem.by_key["mateo", 1], problem.by_key["mateo", 2]
    assert problem.rules[0].by_rooms(problem, one, other).tolist() == [[2, 1, 0], [1, 2, 0], [0, 0, 2]]
    assert not problem.rules[0].by_rooms(problem, one, problem.by_key["press", 1]).any()


def test_who_shares_a_room() -> None:
    tracks = [{"id": "best", "name": "Best"}]
    sessions = [{**one, "track": "best"} if one["id"] in ("press", "any") else one for one in DOCUMENT["sessions"]]
    document = {**DOCUMENT, "tracks": tracks, "sessions": sessions}
    one_room = problem_of(document, {"kind": "track_stays_in_room", "rooms": 1})
    assert [[s.key for s in group] for group in one_room.rules[0].in_one_room(one_room)] == [["press#1", "any#1"]]
    a_day = problem_of(document, {"kind": "track_stays_in_room", "rooms": 1, "per": "day"})
    assert list(a_day.rules[0].in_one_room(a_day)) == []
