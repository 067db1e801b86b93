"""resource_suffices: numbers done by hand."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.timetable import Assignment, Timetable
from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.contract import (
    draw,
    elsewhere,
    model_says,
    price_differs,
    problem_with,
    rooms_are_free,
    verifier_says,
)
from tests.constraints.support import placed, problem_of, subjects, told

if TYPE_CHECKING:
    from scheduler.problem import Problem

SCARCE = [
    {"id": "mic", "stock": 1, "available": [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}, {"from": "2024-10-26T00:00", "to": "2024-10-26T23:00"}]},
    {"id": "interpreter", "stock": 1, "people": ["ina", "bob"]},
]  # fmt: skip
SESSIONS = [{**one, "uses": {"mic": 2 if one["id"] == "shorts" else 1}} for one in FESTIVAL["sessions"]]
"""Everybody wants a microphone, and some two."""
BOARDS = {
    "resources": [{"id": "beamer", "stock": 2}, {"id": "host", "people": ["cho", "bob"]}],
    "sessions": [{**one, "uses": {"beamer": 1, "host": 1 if one["id"] in ("p2", "p3", "p4") else 0}} for one in CONFERENCE["sessions"]],
}  # fmt: skip

OFF_STAGE = [{"id": "beamer", "stock": 2}, {"id": "host", "people": ["eve", "fay"]}]

CONTRACT: list[dict[str, Any]] = [
    {},
    {"margin": 10, "changes": {"resources": SCARCE}},
    {"resources": ["mic"], "changes": {"resources": SCARCE, "sessions": SESSIONS}},
    {"resources": ["mic"], "measure": "everyone", "changes": {"sessions": SESSIONS}},
    {"select": {"rooms": ["n1", "n2"]}},
    {"arena": "conference"},
    {"arena": "conference", "changes": BOARDS},
    {
        "arena": "conference",
        "resources": ["beamer"],
        "changes": {**BOARDS, "resources": [{"id": "beamer", "stock": 1}]},
    },
    {"arena": "conference", "in": "block", "changes": BOARDS},
    {"arena": "conference", "in": "block", "measure": "everyone", "resources": ["beamer"], "changes": BOARDS},
    {"arena": "conference", "measure": "everyone", "resources": ["beamer"], "changes": BOARDS},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "Never more is in use than there is.",
        "자원은 보유 수량을 넘겨 쓰지 않습니다.",
    ),
    (
        {"resources": ["mic", "beamer"], "in": "block", "margin": 5},
        "Of mic, beamer, never more is in use than there is in a block; whoever is chosen has 5 minutes beyond the walk.",
        "mic, beamer는 보유 수량을 넘겨 쓰지 않습니다(블록 단위). 배정된 사람은 이동 후 5분의 여유를 둡니다.",
    ),
]

HOUSE: dict[str, Any] = {
    "venues": [{"id": "north"}, {"id": "south"}],
    "walks": [{"from": "north", "to": "south", "minutes": 15}],
    "rooms": [{"id": "n1", "venue": "north"}, {"id": "n2", "venue": "north"}, {"id": "s1", "venue": "south"}],
    "people": [
        {"id": "ina", "name": {"en": "Ina", "ko": "이나"}, "away": [{"from": "2024-10-25T15:00", "to": "2024-10-25T15:10"}]},
        {"id": "kim", "name": "Kim"},
        {"id": "lee", "name": "Lee"},
    ],
    "resources": [
        {"id": "mic", "name": {"en": "microphones", "ko": "마이크"}, "stock": 2},
        {"id": "english", "name": {"en": "interpreters", "ko": "통역"}, "people": ["ina", "kim"]},
    ],
    "sessions": [
        {"id": "a", "title": "A", "duration": 60, "uses": {"mic": 1, "english": 1}},
        {"id": "b", "title": "B", "duration": 30, "uses": {"mic": 2, "english": 1}},
        {"id": "c", "title": "C", "duration": 30, "uses": {"english": 2}},
        {"id": "talk", "title": "Talk", "duration": 60, "people": ["kim"]},
    ],
}  # fmt: skip


def chosen(*names: str) -> tuple[Assignment, ...]:
    """Interpreters as "session person"."""
    return tuple(Assignment("english", session, 1, person) for session, person in (name.split() for name in names))


def test_microphones_are_counted_while_they_are_in_use() -> None:
    problem = problem_of(HOUSE, {"kind": "resource_suffices", "resources": ["mic"]})

    after = placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("n2", "11:00")})
    during = placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("n2", "10:40")})

    assert told(problem, after) == []
    assert told(problem, during) == [(20, "Of microphones 3 are needed from 10:40 to 11:00, and there are 2: A, B.")]
    assert told(problem, during, "ko") == [(20, "10:40부터 11:00까지 마이크 3개(명)가 필요하나 2뿐입니다: A, B.")]


def test_everyone_who_shares_the_shortage_counts() -> None:
    problem = problem_of(HOUSE, {"kind": "resource_suffices", "resources": ["mic"], "measure": "everyone"})

    timetable = placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("n2", "10:40")})

    assert [amount for amount, _ in told(problem, timetable)] == [40]


def test_outside_its_times_there_is_nothing_of_it() -> None:
    times = [{"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"}]
    festival = {**HOUSE, "resources": [{"id": "mic", "stock": 2, "available": times}, {"id": "english", "stock": 9}]}
    problem = problem_of(festival, {"kind": "resource_suffices"})

    timetable = placed(problem, {"a#1": ("n1", "11:30"), "b#1": ("n1", "10:00")})

    assert told(problem, timetable) == [(30, "Of mic 1 are needed from 12:00 to 12:30, and there are 0: A.")]


INTERPRETERS = {"kind": "resource_suffices", "resources": ["english"]}


@pytest.mark.parametrize(
    ("places", "names", "sentences"),
    [
        pytest.param({"a#1": ("n1", "10:00"), "b#1": ("s1", "11:15")}, ["a ina", "b ina"], [], id="time to walk"),
        pytest.param(
            {"a#1": ("n1", "10:00"), "b#1": ("s1", "11:10")},
            ["a ina", "b ina"],
            [(30, "Ina is chosen as interpreters for B (s1, 11:10) and cannot be at A (n1, 10:00) as well.")],
            id="no time to walk",
        ),
        pytest.param(
            {"a#1": ("n1", "10:00"), "b#1": ("s1", "11:15")},
            ["a ina"],
            [(30, "B (s1, 11:15) needs 1 of interpreters, and 0 are chosen.")],
            id="nobody for one of them",
        ),
        pytest.param(
            {"a#1": ("n1", "14:05")},
            ["a ina"],
            [(60, "Ina is chosen as interpreters for A (n1, 14:05) and is not there for all of it.")],
            id="away",
        ),
        pytest.param({"a#1": ("n1", "14:00")}, ["a ina"], [], id="just before"),
        pytest.param(
            {"talk#1": ("n1", "10:00"), "a#1": ("n2", "10:30")},
            ["a kim"],
            [(60, "Kim is chosen as interpreters for A (n2, 10:30) and cannot be at Talk (n1, 10:00) as well.")],
            id="on stage",
        ),
        pytest.param(
            {"a#1": ("n1", "10:00")},
            ["a lee"],
            [(60, "A (n1, 10:00) needs 1 of interpreters, and 0 are chosen.")],
            id="somebody who cannot",
        ),
        pytest.param(
            {"c#1": ("n1", "10:00")},
            ["c ina"],
            [(30, "C (n1, 10:00) needs 2 of interpreters, and 1 are chosen.")],
            id="one of two",
        ),
        pytest.param({"b#1": ("n1", "10:00")}, ["a ina", "a kim", "b kim"], [], id="chosen for what is not placed"),
    ],
)
def test_chosen_people(places: dict[str, Any], names: list[str], sentences: list[tuple[int, str]]) -> None:
    problem = problem_of(HOUSE, INTERPRETERS)

    assert told(problem, placed(problem, places, assignments=chosen(*names))) == sentences


def test_a_timetable_made_by_hand_is_only_asked_whether_there_are_enough() -> None:
    problem = problem_of(HOUSE, INTERPRETERS)

    enough = placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("s1", "10:30")})
    three_at_once = placed(problem, {"a#1": ("n1", "10:00"), "c#1": ("s1", "10:30")})
    kim_is_on_stage = placed(problem, {"talk#1": ("n1", "10:00"), "c#1": ("s1", "10:30")})

    assert told(problem, enough) == []
    assert told(problem, three_at_once) == [
        (30, "Of interpreters 3 are needed from 10:30 to 11:00, and there are 2: A, C.")
    ]
    assert told(problem, kim_is_on_stage) == [(30, "C (s1, 10:30) needs 2 of interpreters, and 1 have the time.")]
    assert told(problem, kim_is_on_stage, "ko") == [(30, "C(s1, 10:30): 통역 2명이 필요하나 1명이 가능합니다.")]


BLOCKS: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "r1"}, {"id": "r2"}],
    "people": [{"id": "ina"}],
    "blocks": [
        {"id": "b1", "from": "2024-10-25T09:00", "to": "2024-10-25T10:40", "slots": 3, "clock": True},
        {"id": "b2", "from": "2024-10-25T09:00", "to": "2024-10-25T11:00", "slots": 1, "clock": True},
    ],
    "resources": [{"id": "crowd", "stock": 1}, {"id": "host", "people": ["ina"]}],
    "sessions": [{"id": name, "slots": 1, "uses": {"crowd": 1}} for name in ("x", "y", "z")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "places", "amounts"),
    [
        pytest.param({"in": "block"}, {"x#1": ("r1", "b1/1"), "y#1": ("r1", "b1/3")}, [100], id="all of a block"),
        pytest.param({"in": "block"}, {"x#1": ("r1", "b1/1"), "y#1": ("r2", "b2/1")}, [], id="and of that block only"),
        pytest.param({}, {"x#1": ("r1", "b1/1"), "y#1": ("r1", "b1/3")}, [], id="slot after slot"),
        # A slot of b1 lasts 33 1/3 minutes.
        pytest.param({}, {"x#1": ("r1", "b1/1"), "y#1": ("r2", "b2/1")}, [34], id="by the clock, rounded up once"),
        pytest.param(
            {"in": "block", "measure": "everyone"}, {"x#1": ("r1", "b1/1"), "y#1": ("r1", "b1/3")}, [200], id="everyone"
        ),
    ],
)
def test_blocks(rule: dict[str, Any], places: dict[str, Any], amounts: list[int]) -> None:
    problem = problem_of(BLOCKS, {"kind": "resource_suffices", **rule})

    assert [amount for amount, _ in told(problem, placed(problem, places))] == amounts


def test_no_whole_minutes_are_rounded_up_once_for_a_block() -> None:
    sessions = [{"id": name, "slots": 1, "uses": {"crowd": 1}} for name in "wxyz"]
    problem = problem_of({**BLOCKS, "sessions": sessions}, {"kind": "resource_suffices", "resources": ["crowd"]})

    # Twice 33 1/3 minutes, one too many each time.
    timetable = placed(
        problem, {"w#1": ("r1", "b1/1"), "x#1": ("r2", "b1/1"), "y#1": ("r1", "b1/3"), "z#1": ("r2", "b1/3")}
    )

    assert told(problem, timetable) == [(67, "Of crowd 2 are needed from 09:00 to 10:40, and there are 1: w, x, y, z.")]


def test_whoever_serves_in_a_block_serves_only_there() -> None:
    sessions = [{"id": name, "slots": 1, "uses": {"host": 1}} for name in ("x", "y")]
    problem = problem_of({**BLOCKS, "sessions": sessions}, {"kind": "resource_suffices", "in": "block"})
    names = tuple(Assignment("host", name, 1, "ina") for name in ("x", "y"))

    timetable = placed(problem, {"x#1": ("r1", "b1/1"), "y#1": ("r1", "b1/3")}, assignments=names)

    assert [amount for amount, _ in told(problem, timetable)] == [100, 34]


def test_who_asks_for_more_than_there_is_is_complained_about() -> None:
    uses = [("a", {"mic": 3}), ("b", {"mic": 2}), ("c", {"english": 3}), ("d", {"english": 2})]
    sessions = [{"id": name, "duration": 30, "uses": used} for name, used in uses]
    problem = problem_of({**HOUSE, "sessions": sessions}, {"kind": "resource_suffices"})
    (rule,) = problem.rules

    assert [str(one) for one in rule.complaints(problem)] == [
        "a uses 3 of microphones, and there are not so many.",
        "c uses 3 of interpreters, and there are not so many.",
    ]


def test_of_what_nobody_knows_how_many_there_are_none_is_ever_missing_and_that_is_complained_about() -> None:
    festival = {**HOUSE, "resources": [{"id": "mic", "name": {"en": "microphones", "ko": "마이크"}}]}
    sessions = [{"id": name, "duration": 30, "uses": {"mic": 1}} for name in "ab"]
    problem = problem_of({**festival, "sessions": sessions}, {"kind": "resource_suffices"})
    (rule,) = problem.rules

    assert told(problem, placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("n2", "10:00")})) == []
    assert [(one.text("en"), one.text("ko")) for one in rule.complaints(problem)] == [
        (
            "microphones: neither how many there are nor who can is said, so it is never short.",
            "마이크: 수량도 맡을 사람도 없어 부족한지 확인하지 않습니다.",
        )
    ]


# -- what is chosen ----------------------------------------------------------------------------

SERVED = {"kind": "resource_suffices", "resources": ["interpreter"]}
ON_STAGE_TOO = [{"id": "interpreter", "people": ["ina", "bob"]}]
"""Bob is on stage in the panel and the talk."""


def choices(problem: Problem, timetable: Timetable) -> list[Timetable]:
    """The timetable with everybody chosen who could be, in every way; nobody at all left out."""
    (resource,) = (one for one in problem.festival.resources if one.id == "interpreter")
    options = []
    for placement in timetable:
        session, label = placement.showing.session, placement.showing.label
        units = session.uses.get("interpreter", 0)
        options.append(
            [
                [Assignment("interpreter", session.id, label, person) for person in people]
                for count in range(units + 1)
                for people in combinations(resource.people, count)
            ]
        )
    found = [tuple(one for some in choice for one in some) for choice in product(*options)]
    return [Timetable(problem, timetable.placements, names) for names in found if names]


@pytest.mark.parametrize("changes", [{}, {"resources": ON_STAGE_TOO}], ids=["interpreters", "one on stage"])
@pytest.mark.parametrize("weight", [None, 2], ids=["must", "should"])
def test_the_model_chooses_as_well_as_can_be(weight: int | None, changes: dict[str, Any]) -> None:
    problem = problem_with(FESTIVAL, {**SERVED, "weight": weight} if weight else SERVED, **changes)
    (rule,) = problem.rules
    random = Random(3)
    seen = set()
    for _ in range(40):
        drawn = draw(problem, random, share_open=1)
        if not rooms_are_free(problem, drawn.timetable) or not choices(problem, drawn.timetable):
            continue
        told_of = [verifier_says(problem, one, rule) for one in choices(problem, drawn.timetable)]
        best = min((cost for valid, cost in told_of if valid), default=None)
        feasible, cost, made = model_says(problem, drawn, drawn.timetable, rule)
        assert (cost if feasible else None) == best
        assert made is None or max(Counter((one.session, one.showing) for one in made.assignments).values()) == 1
        seen.add(best)
    assert len(seen) > 1


def somehow(timetable: Timetable, random: Random, people: list[str]) -> tuple[Assignment, ...]:
    """Somebody chosen for nearly everything, whether they have the time or not."""
    keys = [(one.showing.session.id, one.showing.label) for one in timetable if random.random() < 0.8]
    return tuple(Assignment("interpreter", *key, random.choice(people)) for key in keys)


@pytest.mark.parametrize("weight", [None, 2], ids=["must", "should"])
@pytest.mark.parametrize(
    ("arena", "place", "people"),
    [
        pytest.param(FESTIVAL, {}, ["ina", "bob"], id="festival"),
        pytest.param(CONFERENCE, {"in": "block"}, ["eve", "fay", "gil", "hal"], id="conference"),
    ],
)
def test_a_neighbourhood_keeps_who_was_chosen_elsewhere(
    arena: dict[str, Any], place: dict[str, str], people: list[str], weight: int | None
) -> None:
    rule_of = {**SERVED, **place, **({"weight": weight} if weight else {})}
    served = [{**one, "uses": {"interpreter": 1}} for one in arena["sessions"]]
    problem = problem_with(arena, rule_of, resources=[{"id": "interpreter", "people": people}], sessions=served)
    (rule,), random = problem.rules, Random(5)
    compared = 0
    for _ in range(300):
        drawn = draw(problem, random, share_open=0.5)
        other = elsewhere(problem, drawn, random)
        if not (rooms_are_free(problem, drawn.timetable) and rooms_are_free(problem, other)):
            continue
        drawn.timetable.assignments = somehow(drawn.timetable, random, people)
        opened = {(problem.showings[i].session.id, problem.showings[i].label) for i in drawn.open_places}
        kept = {one for one in drawn.timetable.assignments if (one.session, one.showing) not in opened}
        if not kept or (weight is None and list(rule.violations(problem, drawn.fixed))):
            continue
        found = [model_says(problem, drawn, timetable, rule) for timetable in (drawn.timetable, other)]
        made = [(cost, timetable) for _, cost, timetable in found if timetable is not None]
        assert all(kept <= set(timetable.assignments) for _, timetable in made)
        told_of = [(cost, verifier_says(problem, timetable, rule)) for cost, timetable in made]
        assert all(valid for _, (valid, _) in told_of)
        if len(told_of) == 2:
            assert told_of[0][0] - told_of[1][0] == told_of[0][1][1] - told_of[1][1][1]
        compared += len(told_of)
        if compared > 24:
            break
    assert compared > 20


@pytest.mark.parametrize(
    "rule",
    [
        {"resources": ["mic", "interpreter"], "changes": {"resources": SCARCE, "sessions": SESSIONS}},
        {"resources": ["interpreter"], "margin": 5},
        {"measure": "everyone", "changes": {"sessions": SESSIONS}},
        {"arena": "conference", "changes": {**BOARDS, "resources": OFF_STAGE}},
        {"arena": "conference", "in": "block", "changes": {**BOARDS, "resources": OFF_STAGE}},
    ],
)
def test_prices_are_what_the_check_says_as_long_as_nobody_is_chosen(rule: dict[str, Any]) -> None:
    values = {name: value for name, value in rule.items() if name not in ("arena", "changes")}
    arena = CONFERENCE if "arena" in rule else FESTIVAL
    problem = problem_with(arena, {"kind": "resource_suffices", **values}, **rule.get("changes", {}))
    random = Random(7)
    for _ in range(30):
        timetable = draw(problem, random, share_open=1).timetable
        assert price_differs(problem, timetable, problem.rules[0], random) == []


def test_everything_in_korean() -> None:
    problem = problem_of(HOUSE, INTERPRETERS)
    few = placed(problem, {"c#1": ("n1", "10:00")}, assignments=chosen("c ina"))
    away = placed(problem, {"a#1": ("n1", "14:05")}, assignments=chosen("a ina"))
    stage = placed(problem, {"talk#1": ("n1", "10:00"), "a#1": ("n2", "10:30")}, assignments=chosen("a kim"))

    assert [told(problem, timetable, "ko") for timetable in (few, away, stage)] == [
        [(30, "C(n1, 10:00): 통역 2명이 필요하나 1명만 배정되었습니다.")],
        [(60, "이나: A(n1, 14:05)의 통역으로 배정되었으나 체류 시간이 아닙니다.")],
        [(60, "Kim: A(n2, 10:30)의 통역으로 배정되었으나 Talk(n1, 10:00)에도 있어야 합니다.")],
    ]
    festival = {**HOUSE, "sessions": [{"id": "a", "duration": 30, "uses": {"mic": 3}}]}
    problem = problem_of(festival, {"kind": "resource_suffices"})
    assert [one.text("ko") for one in problem.rules[0].complaints(problem)] == ["a: 마이크 3이 필요하나 부족합니다."]


def test_what_it_is_about_is_the_resource_or_the_person() -> None:
    problem = problem_of(HOUSE, {"kind": "resource_suffices"})
    mics = placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("n2", "10:40")}, assignments=chosen("a ina", "b kim"))
    nobody = placed(problem, {"a#1": ("n1", "10:00"), "b#1": ("n2", "11:00")}, assignments=chosen("a ina"))
    away = placed(problem, {"a#1": ("n1", "14:05")}, assignments=chosen("a ina"))
    twice = placed(
        problem, {"a#1": ("n1", "10:00"), "c#1": ("n2", "11:00")}, assignments=chosen("a ina", "c ina", "c kim")
    )

    found = [subjects(problem, timetable) for timetable in (mics, nobody, away, twice)]

    assert found == [["mic"], ["english"], ["ina"], []]


@pytest.mark.parametrize(("resources", "musts"), [(HOUSE["resources"], [True]), ([], [])], ids=["some", "none"])
def test_it_is_a_must_where_there_are_resources(resources: list[dict[str, Any]], musts: list[bool]) -> None:
    problem = problem_of({**HOUSE, "resources": resources, "sessions": [], "defaults": True})

    assert [rule.must for rule in problem.rules if rule.kind == "resource_suffices"] == musts


@pytest.mark.parametrize("units", [1, 2])
def test_intervals_say_of_a_must_what_rows_say(units: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where places are many, use is kept within its stock by intervals; here they are few, and both ways tried."""
    sessions = [{**one, "uses": {"beamer": units if one["id"] == "shorts" else 1}} for one in FESTIVAL["sessions"]]
    changes = {"resources": [{"id": "beamer", "stock": 2}], "sessions": sessions}
    problem = problem_with(FESTIVAL, {"kind": "resource_suffices"}, **changes)
    (rule,) = problem.rules
    random = Random(units)
    drawn = [one for one in (draw(problem, random, 1.0) for _ in range(40)) if rooms_are_free(problem, one.timetable)]

    rows = [model_says(problem, one, one.timetable, rule)[0] for one in drawn]
    monkeypatch.setattr("scheduler.usage.MOST_NAMED", 0)
    intervals = [model_says(problem, one, one.timetable, rule)[0] for one in drawn]

    assert intervals == rows == [verifier_says(problem, one.timetable, rule)[0] for one in drawn]
    assert set(rows) == {True, False}
