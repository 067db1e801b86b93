"""not_parallel: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.not_parallel import NotParallel
from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.support import placed, problem_of, told, told_in_both

# Rooms for several at once: only there two of one room can overlap.
SHARED = {
    "rooms": [
        {"id": "n1", "venue": "north", "abilities": ["dcp", "stage"], "parallel": 3},
        {"id": "s1", "venue": "south", "abilities": ["35mm"], "parallel": 2},
    ]
}

SIMULCAST = {"sessions": [{**one, "simulcast": one["id"] in ("mira", "shorts")} for one in FESTIVAL["sessions"]]}

CROWDED = {"rooms": [{**one, "parallel": 9} for one in CONFERENCE["rooms"]]}

# Real times count between all blocks: the first two overlap.
CLOCKED = {"blocks": [{**one, "clock": True} for one in CONFERENCE["blocks"]]}

# Some talks by the clock beside those in blocks.
MIXED = {
    "days": [{"date": "2026-09-01", "open": "09:00", "close": "11:30"}],
    "sessions": [
        {**{name: value for name, value in one.items() if name != "slots"}, "duration": 35}
        if one["id"] in ("p1", "p3")
        else one
        for one in CONFERENCE["sessions"]
    ],
}

CONTRACT: list[dict[str, object]] = [
    {"measure": "minutes", "select": {"tracks": ["comp"]}},
    {"measure": "minutes", "alike": "theme", "other_room": True, "changes": SHARED},
    {"measure": "both_durations", "alike": ["theme", "audience"]},
    {"alike": "track", "changes": SIMULCAST},
    {"select": {"rooms": ["n1", "s1"]}, "other_room": True},
    {"select": {"not": {"days": ["2024-10-25"]}}, "alike": "track"},
    {"pairs": [["mira", "shorts", 3], ["talks", "comp"], ["panel", "talk", 2], ["mira", "comp"]]},
    {"pairs": [["mira", "shorts", 3], ["shorts", "talk"]], "alike": "theme", "measure": "minutes"},
    {"arena": "conference"},
    {"arena": "conference", "measure": "minutes", "changes": CLOCKED},
    {"arena": "conference", "measure": "slot", "changes": CLOCKED},
    {"arena": "conference", "measure": "both_durations", "changes": MIXED},
    {"arena": "conference", "measure": "block", "changes": MIXED},
    {"arena": "conference", "measure": "minutes", "alike": "theme"},
    {"arena": "conference", "measure": "both_durations", "select": {"rooms": ["r1", "r2"]}},
    {"arena": "conference", "measure": "slot", "alike": "theme", "other_room": True},
    {"measure": "both_durations", "same_room": True, "changes": SHARED},
    {"measure": "minutes", "alike": "theme", "same_room": True, "changes": SHARED},
    {"arena": "conference", "measure": "minutes", "same_room": True, "changes": {**CLOCKED, **CROWDED}},
    {"arena": "conference", "measure": "block", "same_room": True, "pairs": [["t1", "t2", 2], ["p1", "p3"]]},
    {"arena": "conference", "measure": "slot", "select": {"days": ["2026-09-01"]}},
    {"arena": "conference", "measure": "block"},
    {"arena": "conference", "measure": "block", "other_room": True, "pairs": [["t1", "t2", 2], ["p1", "p3"]]},
    {"arena": "conference", "measure": "room_pairs", "pairs": [["t1", "t2", 2], ["t1", "t1"], ["t2", "t3", 5]]},
    {"arena": "conference", "measure": "room_pairs", "alike": "theme"},
    {"arena": "conference", "measure": "room_pairs", "select": {"not": {"rooms": ["r3"]}, "types": ["talk", "poster"]}},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"measure": "minutes", "alike": ["theme", "audience"]},
        "No two of the selected sessions with common labels (theme, audience) run at the same time; each common minute counts.",
        "theme, audience 값이 같으면 선택한 세션은 서로 동시에 진행되지 않습니다. 겹치는 시간을 분 단위로 계산합니다.",
    ),
    (
        {"measure": "slot", "pairs": [["a", "b"], ["a", "c", 2]], "other_room": True},
        "No two of the selected sessions, of 2 listed pairs, run at the same time in different rooms; each common slot of a block counts.",
        "목록의 2쌍에 대해 선택한 세션은 서로 다른 상영관에서 동시에 진행되지 않습니다. 블록에서 겹치는 칸마다 계산합니다.",
    ),
    (
        {"measure": "block", "same_room": True},
        "No two of the selected sessions run at the same time in one room; each pair in one block counts, at once or not.",
        "선택한 세션은 서로 한 상영관에서 동시에 진행되지 않습니다. 같은 블록에 있으면 겹치지 않아도 한 쌍마다 계산합니다.",
    ),
    (
        {"measure": "room_pairs"},
        "No two of the selected sessions run at the same time; each pair of rooms of a block counts.",
        "선택한 세션은 서로 동시에 진행되지 않습니다. 블록마다 방의 쌍으로 계산합니다.",
    ),
    (
        {"measure": "both_durations"},
        "No two of the selected sessions run at the same time; the minutes of both count.",
        "선택한 세션은 서로 동시에 진행되지 않습니다. 겹치면 두 세션의 전체 시간(분)을 계산합니다.",
    ),
]

FILMS = {
    "rooms": [{"id": "a", "name": {"en": "Hall A", "ko": "A관"}}, {"id": "b", "parallel": 2}],
    "tracks": [{"id": "comp"}, {"id": "talks"}],
    "sessions": [
        {"id": "first", "duration": 60, "track": "comp", "labels": {"theme": ["ai", "love"], "audience": ["all"]}},
        {
            "id": "second",
            "duration": 30,
            "track": "comp",
            "labels": {"theme": ["ai", "love", "war"], "audience": ["all"]},
        },
        {"id": "talk", "duration": 30, "track": "talks", "labels": {"theme": ["war"]}},
        {"id": "night", "duration": 60, "showings": 2, "simulcast": True},
    ],
}

BLOCKS = {
    "rooms": [{"id": "r1"}, {"id": "r2"}, {"id": "r3"}],
    "tracks": [{"id": "db"}, {"id": "ai"}],
    "blocks": [
        {"id": "mon", "from": "2024-10-25T09:00", "to": "2024-10-25T10:30", "slots": 3},
        {"id": "tue", "from": "2024-10-25T09:00", "to": "2024-10-25T10:30", "slots": 3},
    ],
    "sessions": [
        {"id": "db1", "track": "db", "slots": 2},
        {"id": "db2", "track": "db", "slots": 1},
        {"id": "ai1", "track": "ai", "slots": 2},
        {"id": "ai2", "track": "ai", "slots": 1},
    ],
}


def says(festival: dict[str, object], places: dict[str, tuple[str, str]], **rule: object) -> list[tuple[int, str]]:
    problem = problem_of(festival, {"kind": "not_parallel", **rule}, grid=1)
    return told(problem, placed(problem, places))


def amounts(festival: dict[str, object], places: dict[str, tuple[str, str]], **rule: object) -> list[int]:
    return [amount for amount, _ in says(festival, places, **rule)]


@pytest.mark.parametrize(
    ("second", "violations"),
    [
        pytest.param(
            "10:59",
            [(1, "first in Hall A and second in b run at the same time, for 1 min from 10:59.")],
            id="a minute early",
        ),
        pytest.param("11:00", [], id="just after"),
    ],
)
def test_a_session_starts_when_the_other_is_over(second: str, violations: list[tuple[int, str]]) -> None:
    places = {"first#1": ("a", "10:00"), "second#1": ("b", second)}
    assert says(FILMS, places, select={"tracks": ["comp"]}) == violations


def test_a_session_that_is_not_selected_may_run_beside() -> None:
    places = {"first#1": ("a", "10:00"), "talk#1": ("b", "10:00")}
    assert says(FILMS, places, select={"tracks": ["comp"]}) == []


def test_an_unplaced_session_breaks_nothing() -> None:
    assert says(FILMS, {"first#1": ("a", "10:00")}) == []


def test_it_says_so_in_korean() -> None:
    problem = problem_of(FILMS, {"kind": "not_parallel"})
    timetable = placed(problem, {"first#1": ("a", "10:00"), "talk#1": ("b", "10:45")})
    assert told(problem, timetable, "ko") == [(1, "A관의 first와 b의 talk가 10:45부터 15분 동안 겹칩니다.")]
    (rule,) = problem.rules
    assert rule.describe().text("ko") == "선택한 세션은 서로 동시에 진행되지 않습니다. 한 쌍마다 한 번 계산합니다."


def test_common_labels_multiply() -> None:
    places = {"first#1": ("a", "10:00"), "second#1": ("b", "10:40"), "talk#1": ("b", "10:50")}
    # first and second share ai and love; second and talk share war; first and talk share nothing.
    assert amounts(FILMS, places, alike="theme") == [2, 1]
    # They share an audience, too; the talk is for nobody in particular.
    assert amounts(FILMS, places, alike=["theme", "audience"]) == [2]


def test_minutes_are_those_in_common_and_both_durations_those_of_both() -> None:
    places = {"first#1": ("a", "10:00"), "second#1": ("b", "10:40")}
    assert amounts(FILMS, places, alike="theme", measure="minutes") == [2 * 20]
    assert amounts(FILMS, places, alike="theme", measure="both_durations") == [2 * (60 + 30)]


def test_a_list_names_sessions_or_tracks_with_their_price() -> None:
    places = {"first#1": ("a", "10:00"), "second#1": ("b", "10:00"), "talk#1": ("b", "10:00")}
    assert amounts(FILMS, places, pairs=[["first", "second", 7]]) == [7]
    # Both sessions of the track with the talk, and the first of them once more by its own name.
    assert amounts(FILMS, places, pairs=[["talks", "comp", 2], ["first", "talk"]]) == [3, 2]
    # An entry counts once, though first is its track's, too.
    assert amounts(FILMS, places, pairs=[["first", "comp"]]) == [1]


def test_only_two_that_share_a_room_count_if_that_is_asked() -> None:
    places = {"first#1": ("b", "10:00"), "second#1": ("b", "10:45"), "talk#1": ("a", "10:00")}

    assert says(FILMS, places, same_room=True, measure="minutes") == [
        (15, "first in b and second in b run at the same time, for 15 min from 10:45.")
    ]


@pytest.mark.parametrize("other", [{"other_room": True}, {"measure": "room_pairs"}], ids=["other room", "pairs"])
def test_nothing_is_left_if_rooms_must_be_the_same_and_different(other: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="together leave nothing to count; take one of them out"):
        NotParallel.model_validate({"same_room": True, **other})


def test_two_in_one_room_do_not_count_if_only_other_rooms_do() -> None:
    places = {"second#1": ("b", "10:00"), "talk#1": ("b", "10:00"), "first#1": ("a", "10:00")}
    assert amounts(FILMS, places) == [1, 1, 1]
    assert amounts(FILMS, places, other_room=True) == [1, 1]


def test_showings_of_a_simulcast_are_exempt_from_each_other() -> None:
    places = {"night#1": ("a", "10:00"), "night#2": ("b", "10:00"), "talk#1": ("b", "10:00")}
    assert [sentence for _, sentence in says(FILMS, places)] == [
        "night (1) in Hall A and talk in b run at the same time, for 30 min from 10:00.",
        "talk in b and night (2) in b run at the same time, for 30 min from 10:00.",
    ]


def test_slots_are_those_in_common() -> None:
    places = {"db1#1": ("r1", "mon/1"), "ai1#1": ("r2", "mon/2"), "ai2#1": ("r3", "mon/1")}
    # db1 takes slots 1 and 2, ai1 2 and 3, ai2 1.
    assert amounts(BLOCKS, places, measure="slot") == [1, 1]
    assert amounts(BLOCKS, {"db1#1": ("r1", "mon/1"), "ai1#1": ("r2", "mon/1")}, measure="slot") == [2]


def test_blocks_never_clash_whatever_their_times_say() -> None:
    places = {"db1#1": ("r1", "mon/1"), "ai1#1": ("r2", "tue/1")}
    assert (
        amounts(BLOCKS, places) + amounts(BLOCKS, places, measure="slot") + amounts(BLOCKS, places, measure="block")
        == []
    )


def test_a_pair_counts_once_a_block_even_one_after_the_other() -> None:
    places = {"db2#1": ("r1", "mon/1"), "ai2#1": ("r2", "mon/3"), "db1#1": ("r2", "mon/1")}
    assert says(BLOCKS, places, measure="block", pairs=[["db2", "ai2", 4]]) == [
        (4, "db2 in r1 and ai2 in r2 are both in block mon.")
    ]
    # db1 and ai2 are in one room.
    assert amounts(BLOCKS, places, measure="block", pairs=[["db", "ai"]], other_room=True) == [1]
    assert amounts(BLOCKS, places, measure="block", pairs=[["db", "ai"]]) == [1, 1]


def test_pairs_of_rooms_count_once_at_the_dearest() -> None:
    places = {"db1#1": ("r1", "mon/1"), "db2#1": ("r2", "mon/1"), "ai1#1": ("r3", "mon/1"), "ai2#1": ("r3", "mon/3")}
    # Rooms 1 and 3, rooms 2 and 3; that room 3 holds two talks of the track changes nothing.
    assert amounts(BLOCKS, places, measure="room_pairs", pairs=[["db", "ai", 5]]) == [5, 5]
    assert amounts(BLOCKS, places, measure="room_pairs", pairs=[["db", "ai", 5], ["db1", "ai2", 2]]) == [7, 5]
    assert amounts(BLOCKS, places, measure="room_pairs") == [1, 1, 1]


def test_a_label_that_nobody_has_is_complained_about() -> None:
    problem = problem_of(FILMS, {"kind": "not_parallel", "alike": ["theme", "them"]})
    assert [str(one) for one in problem.rules[0].complaints(problem)] == ["No session has any them."]


def test_in_one_block_and_a_label_that_nobody_has_in_both_languages() -> None:
    problem = problem_of(BLOCKS, {"kind": "not_parallel", "measure": "block"})
    assert told_in_both(problem, placed(problem, {"db1#1": ("r1", "mon/1"), "ai2#1": ("r2", "mon/3")})) == [
        ("db1 in r1 and ai2 in r2 are both in block mon.", "r1의 db1과 r2의 ai2가 같은 블록 mon에 있습니다.")
    ]
    problem = problem_of(FILMS, {"kind": "not_parallel", "alike": "thme"})
    complaints = [(one.text("en"), one.text("ko")) for one in problem.rules[0].complaints(problem)]
    assert complaints == [("No session has any thme.", "thme 값을 가진 세션이 없습니다.")]
