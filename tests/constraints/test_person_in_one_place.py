"""person_in_one_place: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.arena import FESTIVAL
from tests.constraints.support import placed, problem_of, subjects, told

ONE_WAY = [{"from": "north", "to": "south", "minutes": 15}, {"from": "south", "to": "north", "minutes": 25}]
ALL_NIGHT = [
    {"date": "2024-10-25", "open": "22:00", "close": "05:00"},
    {"date": "2024-10-26", "open": "05:00", "close": "12:00"},
]
"""Two days without a night between them."""
TWICE = [
    {
        **session,
        "parts": [*({"name": name, "minutes": 5} for name in ("welcome", "trailer", "talk")), {"name": "film"}],
        "people": [
            {"id": "ann", "parts": ["welcome", "talk"]},
            *({"id": one, "parts": ["talk"]} for one in ("bob", "cho")),
        ],
    }
    if session["type"] in ("screening", "shorts")
    else session
    for session in FESTIVAL["sessions"]
]
"""Somebody is needed twice in one showing, five minutes apart."""

CONTRACT: list[dict[str, Any]] = [
    {},
    {"margin": 5, "changes": {"walks": [*ONE_WAY, {"from": "n1", "to": "n2", "minutes": 5}]}},
    {"pause": 25, "margin": 3},
    {"pause": 10, "measure": "pair", "changes": {"walks": ONE_WAY}},
    {"measure": "both_durations", "once_a_pair": True, "pause": 20},
    {"once_a_pair": True, "margin": 10},
    {"measure": "pair", "select": {"rooms": ["n1", "s1"], "not": {"days": ["2024-10-26"]}}, "margin": 10},
    {"select": {"roles": ["director", "speaker"]}, "margin": 10},
    {"pause": 60, "changes": {"days": ALL_NIGHT}},
    {"pause": 60, "measure": "pair", "changes": {"days": ALL_NIGHT}},
    {"margin": 10, "changes": {"sessions": TWICE, "walks": ONE_WAY}},
    {"once_a_pair": True, "changes": {"sessions": TWICE}},
    {"arena": "conference"},
    {"arena": "conference", "margin": 4, "pause": 40, "measure": "both_durations"},
    {"arena": "conference", "select": {"people": ["cho", "dan"]}, "measure": "pair"},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"pause": 30},
        "Nobody is in two places at once; there is time for the walk, and 30 minutes on one day.",
        "누구도 동시에 두 곳에 있지 않습니다. 이동할 시간을 둡니다. 같은 날에는 30분 이상 간격을 둡니다.",
    ),
]

HALLS: dict[str, Any] = {
    "venues": [{"id": "north"}, {"id": "south"}],
    "walks": ONE_WAY,
    "rooms": [{"id": "n1", "venue": "north"}, {"id": "n2", "venue": "north"}, {"id": "s1", "venue": "south"}],
    "people": [{"id": "kim", "name": {"en": "Prof. Kim", "ko": "김 교수"}}, {"id": "lee", "name": "Lee"}],
    "sessions": [
        {"id": "talk", "title": {"en": "Talk", "ko": "강연"}, "duration": 60, "people": ["kim", "lee"]},
        {"id": "panel", "title": {"en": "Panel", "ko": "패널"}, "duration": 30, "people": ["kim", "lee"]},
        {"id": "film", "duration": 60, "parts": [{"name": "film", "minutes": 50}, {"name": "q-and-a", "minutes": 10}],
         "people": [{"id": "kim", "parts": ["q-and-a"]}, {"id": "kim", "role": "host", "parts": ["q-and-a"]}]},
        {"id": "other", "duration": 60},
    ],
}  # fmt: skip


def test_the_walk_out_is_not_the_walk_back() -> None:
    problem = problem_of(HALLS, {"kind": "person_in_one_place", "select": {"people": ["kim"]}}, grid=1)

    out = [
        told(problem, placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("s1", t)})) for t in ("11:15", "11:14")
    ]
    back = [
        told(problem, placed(problem, {"talk#1": ("s1", "10:00"), "panel#1": ("n1", t)})) for t in ("11:25", "11:24")
    ]

    late = "Prof. Kim is 1 minute short on the way from Talk"
    assert out == [[], [(1, f"{late} (n1, until 11:00) to Panel (s1, 11:14).")]]
    assert back == [[], [(1, f"{late} (s1, until 11:00) to Panel (n1, 11:24).")]]


def test_everybody_counts_and_the_margin_comes_on_top_of_the_walk() -> None:
    problem = problem_of(HALLS, {"kind": "person_in_one_place", "margin": 10})

    timetable = placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("s1", "11:05")})

    # 15 minutes of walk and 10 of margin; five are there.
    assert [amount for amount, _ in told(problem, timetable)] == [20, 20]


def test_one_inside_the_other_counts_what_they_have_in_common() -> None:
    problem = problem_of(HALLS, {"kind": "person_in_one_place", "select": {"people": ["kim"]}})

    timetable = placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("n2", "10:10")})

    sentence = "Prof. Kim is needed in Talk (n1, 10:00) and in Panel (n2, 10:10) at once: 30 minutes short."
    assert told(problem, timetable) == [(30, sentence)]


def test_in_korean() -> None:
    problem = problem_of(HALLS, {"kind": "person_in_one_place", "select": {"people": ["kim"]}})

    overlapping = placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("n2", "10:10")})
    hurried = placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("s1", "11:05")})

    assert told(problem, overlapping, "ko") == [
        (30, "김 교수: 강연(n1, 10:00)과 패널(n2, 10:10)에 동시에 필요합니다. 30분 부족.")
    ]
    assert told(problem, hurried, "ko") == [
        (10, "김 교수: 강연(n1, 11:00까지)에서 패널(s1, 11:05)로 갈 시간이 10분 부족합니다.")
    ]


def test_only_the_parts_named_count_and_two_roles_count_once() -> None:
    problem = problem_of(HALLS, {"kind": "person_in_one_place"})

    during_the_film = placed(problem, {"film#1": ("n1", "10:00"), "panel#1": ("n2", "10:20")})
    during_the_questions = placed(problem, {"film#1": ("n1", "10:00"), "panel#1": ("n2", "10:25")})

    assert told(problem, during_the_film) == []
    assert [amount for amount, _ in told(problem, during_the_questions)] == [5]


def test_two_showings_count_once_if_asked_for() -> None:
    rule = {"kind": "person_in_one_place", "once_a_pair": True, "measure": "both_durations", "weight": 1}
    problem = problem_of(HALLS, rule)

    timetable = placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("n2", "10:30")})

    assert [amount for amount, _ in told(problem, timetable)] == [90]
    assert subjects(problem, timetable) == ["kim"], "of two that lack as much, the one who stands first"


@pytest.mark.parametrize(("measure", "amounts"), [("pair", [1, 1]), ("both_durations", [90, 90]), ("minutes", [1, 1])])
def test_measures(measure: str, amounts: list[int]) -> None:
    problem = problem_of(HALLS, {"kind": "person_in_one_place", "measure": measure}, grid=1)

    timetable = placed(problem, {"talk#1": ("n1", "10:00"), "panel#1": ("n2", "10:59")})

    assert [amount for amount, _ in told(problem, timetable)] == amounts


@pytest.mark.parametrize(
    ("second", "amounts"),
    [
        pytest.param("2024-10-25T23:30", [], id="pause kept"),
        pytest.param("2024-10-25T23:25", [5], id="five minutes short"),
        pytest.param("2024-10-26T05:00", [], id="another day"),
    ],
)
def test_a_pause_is_for_one_day(second: str, amounts: list[int]) -> None:
    festival = {**HALLS, "days": [{"date": "2024-10-25", "close": "05:00"}, {"date": "2024-10-26", "open": "05:00"}]}
    problem = problem_of(festival, {"kind": "person_in_one_place", "pause": 30, "select": {"people": ["kim"]}})

    first = "2024-10-26T04:00" if second.startswith("2024-10-26") else "2024-10-25T22:00"
    timetable = placed(problem, {"talk#1": ("n1", first), "panel#1": ("n1", second)})

    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_one_session_shown_twice_also_needs_the_person_twice() -> None:
    festival = {**HALLS, "sessions": [{"id": "talk", "duration": 60, "people": ["kim"], "showings": 2}]}
    problem = problem_of(festival, {"kind": "person_in_one_place"})

    timetable = placed(problem, {"talk#1": ("n1", "10:00"), "talk#2": ("n2", "10:30")})

    assert [amount for amount, _ in told(problem, timetable)] == [30]


BLOCKS: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "r1"}, {"id": "r2"}],
    "people": [{"id": "kim"}],
    "sessions": [
        {"id": "one", "slots": 1, "people": ["kim"]},
        {"id": "two", "slots": 1, "people": ["kim"]},
    ],
}


def _blocks(clock: bool) -> list[dict[str, Any]]:
    times = [("a", "09:00", "10:40"), ("b", "10:00", "11:00")]
    slots = {"a": 3, "b": 1}
    return [
        {"id": name, "from": f"2024-10-25T{low}", "to": f"2024-10-25T{high}", "slots": slots[name], "clock": clock}
        for name, low, high in times
    ]


def test_blocks_never_clash_unless_they_go_by_the_clock() -> None:
    places = {"one#1": ("r1", "a/3"), "two#1": ("r2", "b/1")}
    told_of = []
    for clock in (False, True):
        problem = problem_of({**BLOCKS, "blocks": _blocks(clock)}, {"kind": "person_in_one_place"})
        told_of.append([amount for amount, _ in told(problem, placed(problem, places))])

    # The third slot of three in 100 minutes runs 10:06:40-10:40: 33 1/3 minutes, rounded up once.
    assert told_of == [[], [34]]


def test_slots_of_one_block_follow_each_other_at_once() -> None:
    problem = problem_of({**BLOCKS, "blocks": _blocks(False)}, {"kind": "person_in_one_place"})

    following = placed(problem, {"one#1": ("r1", "a/1"), "two#1": ("r2", "a/2")})
    at_once = placed(problem, {"one#1": ("r1", "a/1"), "two#1": ("r2", "a/1")})

    assert told(problem, following) == []
    assert [amount for amount, _ in told(problem, at_once)] == [34]


def test_the_rule_says_itself() -> None:
    (rule,) = problem_of(HALLS, {"kind": "person_in_one_place", "margin": 10, "pause": 30}).rules

    assert rule.describe().text("en") == (
        "Nobody is in two places at once; 10 minutes are left beyond the walk, and 30 minutes on one day."
    )
    assert rule.describe().text("ko") == (
        "누구도 동시에 두 곳에 있지 않습니다. 이동 후 10분의 여유를 둡니다. 같은 날에는 30분 이상 간격을 둡니다."
    )
