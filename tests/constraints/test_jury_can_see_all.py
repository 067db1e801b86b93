"""jury_can_see_all: numbers done by hand."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest

from scheduler.timetable import Assignment, Timetable
from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.contract import draw, model_says, problem_with, rooms_are_free, verifier_says
from tests.constraints.support import placed, problem_of, told

BUSY = [
    {"id": "grand", "people": ["jury1", "cho"], "sees": {"tracks": ["comp"]}, "gap": 20, "a_day": 1},
    {"id": "small", "people": ["jury2", "bob"], "sees": {"categories": ["narrative"], "rooms": ["n1", "n2"]}, "before": "2024-10-26T12:30"},
]  # fmt: skip
"""Of the jurors two are on stage as well."""
FILMED = {
    "films": [{"id": name, "runtime": 10} for name in "uvw"],
    "sessions": [
        {**one, "films": films}
        for one, films in zip(CONFERENCE["sessions"], (["u"], ["v"], ["u", "w"], [], ["w"], ["v"], []), strict=True)
    ],
    "juries": [{"id": "papers", "people": ["ann", "dan", "eve"], "gap": 5, "a_day": 3, "before": "2026-09-02T15:00"}],
}

CONTRACT: list[dict[str, Any]] = [
    {},
    {"changes": {"juries": BUSY}},
    {"juries": ["small"], "select": {"not": {"days": ["2024-10-26"]}}, "changes": {"juries": BUSY}},
    {"arena": "conference", "changes": FILMED},
]

CINEMA: dict[str, Any] = {
    "venues": [{"id": "north"}, {"id": "south"}],
    "walks": [{"from": "north", "to": "south", "minutes": 15}],
    "rooms": [{"id": "n1", "venue": "north"}, {"id": "s1", "venue": "south"}],
    "people": [
        {"id": "han", "name": {"en": "Ms Han", "ko": "한 위원"}, "away": [{"from": "2024-10-25T15:00", "to": "2024-10-25T16:00"}]},
        {"id": "lee", "name": "Lee"},
    ],
    "films": [
        {"id": "mateo", "title": {"en": "Mateo", "ko": "마테오"}, "runtime": 30, "category": "narrative"},
        {"id": "otto", "title": "Otto", "runtime": 30, "category": "narrative"},
        {"id": "moon", "title": "Moon", "runtime": 30, "category": "art"},
    ],
    "juries": [{"id": "grand", "name": {"en": "grand jury", "ko": "본심"}, "people": ["han"], "sees": {"categories": ["narrative"]}}],
    "sessions": [
        {"id": "mateo", "type": "screening", "films": ["mateo"], "showings": 2},
        {"id": "otto", "type": "screening", "films": ["otto", "moon"], "duration": 60},
        {"id": "talk", "duration": 60, "people": ["han"]},
    ],
}  # fmt: skip


def a_jury(**values: Any) -> dict[str, Any]:
    """The cinema with other words about its jury."""
    return {**CINEMA, "juries": [{**CINEMA["juries"][0], **values}]}


@pytest.mark.parametrize(
    ("jury", "places", "unseen"),
    [
        pytest.param({}, {"mateo#1": ("n1", "10:00"), "otto#1": ("s1", "10:45")}, [], id="time to walk"),
        pytest.param({}, {"mateo#1": ("n1", "10:00"), "otto#1": ("s1", "10:40")}, ["Otto"], id="no time to walk"),
        pytest.param({"gap": 20}, {"mateo#1": ("n1", "10:00"), "otto#1": ("n1", "10:50")}, [], id="gap"),
        pytest.param({"gap": 25}, {"mateo#1": ("n1", "10:00"), "otto#1": ("n1", "10:50")}, ["Otto"], id="no gap"),
        pytest.param({}, {"mateo#1": ("n1", "14:30"), "otto#1": ("n1", "16:00")}, [], id="there"),
        pytest.param({}, {"mateo#1": ("n1", "14:35"), "otto#1": ("n1", "16:00")}, ["Mateo"], id="away"),
        pytest.param({}, {"mateo#1": ("n1", "10:00"), "talk#1": ("s1", "10:20")}, ["Mateo"], id="on stage"),
        pytest.param({}, {"mateo#1": ("n1", "10:00"), "talk#1": ("s1", "10:45")}, [], id="on stage afterwards"),
        pytest.param({"a_day": 1}, {"mateo#1": ("n1", "10:00"), "otto#1": ("n1", "12:00")}, ["Otto"], id="a day"),
        pytest.param({"before": "2024-10-25T13:00"}, {"mateo#1": ("n1", "12:30")}, [], id="in time"),
        pytest.param({"before": "2024-10-25T13:00"}, {"mateo#1": ("n1", "12:35")}, ["Mateo"], id="too late"),
        pytest.param(
            {"sees": {"sessions": ["otto"]}}, {"otto#1": ("n1", "15:30")}, ["Moon", "Otto"], id="all films of it"
        ),
        pytest.param({}, {"otto#1": ("n1", "15:30")}, ["Otto"], id="only its films, and of those only what is placed"),
    ],
)
def test_by_hand(jury: dict[str, Any], places: dict[str, Any], unseen: list[str]) -> None:
    problem = problem_of(a_jury(**jury), {"kind": "jury_can_see_all"})

    found = [sentence.split(" of ")[1].split(":")[0] for _, sentence in told(problem, placed(problem, places))]

    assert found == unseen


def test_the_other_showing_does_as_well() -> None:
    problem = problem_of(a_jury(), {"kind": "jury_can_see_all"})

    timetable = placed(problem, {"mateo#1": ("n1", "10:00"), "mateo#2": ("n1", "12:00"), "otto#1": ("s1", "10:00")})

    assert told(problem, timetable) == []


def test_the_sentence_says_who_and_which_showings_there_are() -> None:
    problem = problem_of(a_jury(), {"kind": "jury_can_see_all"})
    timetable = placed(problem, {"mateo#1": ("n1", "15:00"), "mateo#2": ("s1", "15:30")})

    assert told(problem, timetable) == [(1, "Ms Han (grand jury) attends no showing of Mateo: n1 15:00, s1 15:30.")]
    assert told(problem, timetable, "ko") == [
        (1, "한 위원(본심): 마테오를 볼 수 있는 상영이 없습니다: n1 15:00, s1 15:30.")
    ]


def attends(*names: str) -> tuple[Assignment, ...]:
    """The jury's choice as "session label person"."""
    return tuple(Assignment("grand", s, int(n), p) for s, n, p in (name.split() for name in names))


@pytest.mark.parametrize(
    ("chosen", "unseen"),
    [
        pytest.param(["mateo 2 han", "otto 1 han"], [], id="as it should be"),
        pytest.param(["mateo 1 han", "otto 1 han"], ["Otto"], id="the later of two at once is not seen"),
        pytest.param(["otto 1 han"], ["Mateo"], id="not chosen"),
        pytest.param(["otto 1 lee"], ["Mateo", "Otto"], id="chosen for somebody else"),
        pytest.param(["talk 1 han"], ["Mateo", "Otto"], id="chosen for something else"),
    ],
)
def test_a_choice_is_taken_as_it_is_written(chosen: list[str], unseen: list[str]) -> None:
    problem = problem_of(a_jury(), {"kind": "jury_can_see_all"})
    places = {"mateo#1": ("n1", "10:00"), "otto#1": ("s1", "10:30"), "mateo#2": ("n1", "12:00")}

    timetable = placed(problem, places, assignments=attends(*chosen))

    assert [sentence.split(" of ")[1].split(":")[0] for _, sentence in told(problem, timetable)] == unseen


def test_a_must_where_there_are_juries() -> None:
    problem = problem_of({**CINEMA, "defaults": True})

    assert [rule.must for rule in problem.rules if rule.kind == "jury_can_see_all"] == [True]


HAN_ELSEWHERE = {"otto#1": ("s1", "10:45")}


@pytest.mark.parametrize(
    ("jury", "others", "price"),
    [
        pytest.param({}, {}, {"10:00": 0, "14:30": 0, "14:35": 1, "16:00": 0}, id="when the juror is away"),
        pytest.param({}, {"mateo#2": ("n1", "12:00")}, {"10:00": 0, "14:35": 0}, id="seen at the other showing"),
        pytest.param({}, {"mateo#2": ("n1", "15:10")}, {"10:00": -1, "14:35": 0}, id="not seen at the other"),
        pytest.param({}, HAN_ELSEWHERE, {"10:00": 0, "10:05": 1, "11:55": 1, "12:00": 0}, id="time to walk"),
        pytest.param({"gap": 20}, HAN_ELSEWHERE, {"09:55": 0, "10:00": 1}, id="gap"),
        pytest.param({}, {"talk#1": ("s1", "10:45")}, {"10:00": 0, "10:05": 1, "12:00": 0}, id="on stage"),
        pytest.param({"before": "2024-10-25T13:00"}, {}, {"12:30": 0, "12:35": 1}, id="deadline"),
        pytest.param(
            {"before": "2024-10-25T13:00"}, {"mateo#2": ("n1", "12:35")}, {"12:30": -1, "13:00": 0}, id="late before"
        ),
    ],
)
def test_a_price_is_what_the_check_finds_more(
    jury: dict[str, Any], others: dict[str, tuple[str, str]], price: dict[str, int]
) -> None:
    problem = problem_of(a_jury(**jury), {"kind": "jury_can_see_all"})
    (rule,), showing, around = problem.rules, problem.by_key["mateo", 1], placed(problem, others)
    there = {at: placed(problem, {**others, "mateo#1": ("n1", at)}) for at in price}
    prices = np.broadcast_to(rule.price(problem, showing, around, showing.legal), showing.legal.shape)
    hall, starts = prices[problem.room_index["n1"]].tolist(), showing.positions.starts.tolist()

    assert {at: hall[starts.index(one.placements[showing.index].start)] for at, one in there.items()} == price
    assert {at: len(told(problem, one)) - len(told(problem, around)) for at, one in there.items()} == price


# -- the search of the check and the model, against each other -----------------------------------


@pytest.mark.parametrize("weight", [None, 2], ids=["must", "should"])
@pytest.mark.parametrize("entry", CONTRACT, ids=range(len(CONTRACT)))
def test_model_and_check_find_equally_good_choices(entry: dict[str, Any], weight: int | None) -> None:
    values = {name: value for name, value in entry.items() if name not in ("arena", "changes")}
    arena = CONFERENCE if "arena" in entry else FESTIVAL
    rule_of = {"kind": "jury_can_see_all", **values, **({"weight": weight} if weight else {})}
    problem = problem_with(arena, rule_of, **entry.get("changes", {}))
    (rule,), random = problem.rules, Random(11)
    seen = set()
    for _ in range(30):
        drawn = draw(problem, random, share_open=1)
        if rooms_are_free(problem, drawn.timetable):
            valid, cost = verifier_says(problem, drawn.timetable, rule)
            feasible, said, made = model_says(problem, drawn, drawn.timetable, rule)
            assert (feasible, said) == (valid, cost if valid else 0)
            often = Counter((one.role, one.session, one.person) for one in made.assignments) if made else Counter()
            assert set(often.values()) <= {1}, "nobody sees anything twice"
            seen.add(cost)
    assert len(seen) > 1 or weight is None


def test_the_search_of_the_check_misses_nothing() -> None:
    problem = problem_with(FESTIVAL, {"kind": "jury_can_see_all"}, juries=BUSY[:1])
    (rule,), random = problem.rules, Random(13)
    for _ in range(40):
        timetable = draw(problem, random, share_open=1).timetable
        found = len(list(rule.violations(problem, timetable)))
        keys = [(one.showing.session.id, one.showing.label) for one in timetable if one.showing.films]
        names = [Assignment("grand", *key, person) for key in keys for person in ("jury1", "cho")]
        every = [some for count in range(1, len(names) + 1) for some in combinations(names, count)]
        least = [len(list(rule.violations(problem, Timetable(problem, timetable.placements, some)))) for some in every]
        assert found == min(least, default=0)
