"""interests_apart: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.interests_apart import InterestsApart
from scheduler.festival import Festival
from tests.constraints.arena import CONFERENCE
from tests.constraints.support import placed, problem_of, told

CROWDED = [
    {"sessions": ["mira", "shorts", "talk"], "people": 12},
    {"sessions": ["mira", "panel", "mira"], "people": 5},
    {"sessions": ["panel", "shorts", "awards", "talk"]},
]

CONTRACT: list[dict[str, object]] = [
    {},
    {"margin": 10, "changes": {"interests": CROWDED}},
    {"select": {"not": {"rooms": ["n2"]}}, "changes": {"interests": CROWDED}},
    {"arena": "conference"},
    {"arena": "conference", "margin": 7, "select": {"days": ["2026-09-01"]}},
    {
        "arena": "conference",
        "changes": {
            "walks": [
                {"from": "r1", "to": "r2", "minutes": 5},
                {"from": "r2", "to": "r1", "minutes": 15},
                {"from": "r3", "to": "r1", "minutes": 40},
            ],
            "blocks": [{**one, "clock": True} for one in CONFERENCE["blocks"]],
        },
    },
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "People who want to see two sessions can see both, with time to walk.",
        "두 세션을 모두 보려는 사람은 이동 시간을 포함해 둘 다 볼 수 있습니다.",
    ),
]

TWO_HOUSES = {
    "venues": [{"id": "north"}, {"id": "south"}],
    "walks": [{"from": "north", "to": "south", "minutes": 15}, {"from": "south", "to": "north", "minutes": 20}],
    "rooms": [
        {"id": "n", "venue": "north"},
        {"id": "n2", "venue": "north"},
        {"id": "s", "venue": "south", "name": {"ko": "남관"}},
    ],
    "sessions": [
        {"id": "film", "title": {"en": "The Film", "ko": "영화"}, "duration": 60, "showings": 2},
        {"id": "talk", "duration": 30},
        {"id": "other", "duration": 30},
    ],
    "interests": [
        {"sessions": ["film", "talk"], "people": 7},
        {"sessions": ["talk", "film", "other", "talk"], "people": 2},
    ],
}


def says(places: dict[str, tuple[str, str]], lang: str = "en", **rule: Any) -> list[tuple[int, str]]:
    problem = problem_of(TWO_HOUSES, {"kind": "interests_apart", **rule}, grid=1)
    return told(problem, placed(problem, places), lang)


def amounts(places: dict[str, tuple[str, str]], **rule: Any) -> list[int]:
    return [amount for amount, _ in says(places, **rule)]


@pytest.mark.parametrize(
    ("film", "talk", "people"),
    [
        pytest.param(("n", "10:00"), ("s", "11:15"), [], id="just enough to walk south"),
        pytest.param(("n", "10:00"), ("s", "11:14"), [9], id="a minute too little"),
        pytest.param(("n", "10:50"), ("s", "10:00"), [], id="just enough to walk north"),
        pytest.param(("n", "10:49"), ("s", "10:00"), [9], id="a minute too little to walk north"),
        pytest.param(("n", "10:00"), ("n2", "11:00"), [], id="next door"),
        pytest.param(("n", "10:00"), ("n2", "10:59"), [9], id="next door, still running"),
    ],
)
def test_people_get_from_the_one_to_the_other(film: tuple[str, str], talk: tuple[str, str], people: list[int]) -> None:
    # 7 who want these two, and 2 who want all three.
    assert amounts({"film#1": film, "talk#1": talk}) == people


def test_a_second_showing_that_fits_saves_everybody() -> None:
    places = {"film#1": ("n", "10:00"), "talk#1": ("s", "10:00")}
    assert amounts(places) == [9]
    assert amounts({**places, "film#2": ("n", "10:50")}) == []
    assert amounts({**places, "film#2": ("n", "10:49")}) == [9]


def test_it_says_who_is_lost_and_where() -> None:
    places = {"film#1": ("n", "10:00"), "film#2": ("n2", "10:15"), "talk#1": ("s", "10:30")}
    sentence = "9 people want to see The Film (10:00 n, 10:15 n2) and talk (10:30 남관); no showing of one fits any of the other."
    assert says(places) == [(9, sentence)]
    assert says(places, "ko") == [
        (9, "영화(10:00 n, 10:15 n2)와 talk(10:30 남관)를 모두 보려는 9명에게 맞는 상영 조합이 없습니다.")
    ]


def test_a_session_that_lies_nowhere_loses_nobody() -> None:
    assert amounts({"talk#1": ("s", "10:00")}) == []


def test_sessions_that_nobody_wants_together_may_run_at_once() -> None:
    places = {"other#1": ("n", "10:00"), "talk#1": ("s", "10:00")}
    assert amounts(places) == [2]
    assert amounts(places, select={"sessions": ["film", "other"]}) == []


def test_a_margin_comes_on_top_of_the_walk() -> None:
    places = {"film#1": ("n", "10:00"), "talk#1": ("s", "11:15")}
    assert amounts(places, margin=1) == [9]


def test_only_selected_showings_are_asked() -> None:
    places = {"film#1": ("n", "10:00"), "talk#1": ("s", "10:00"), "film#2": ("n", "12:00")}
    assert amounts(places, select={"showings": [1]}) == [9]


def test_blocks_without_clock_never_clash() -> None:
    festival = {
        "rooms": [{"id": "a"}, {"id": "b"}],
        "blocks": [{"id": x, "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 2} for x in ("one", "two")],
        "sessions": [{"id": "p", "slots": 1}, {"id": "q", "slots": 1}],
        "interests": [{"sessions": ["p", "q"]}],
    }
    problem = problem_of(festival, {"kind": "interests_apart"})
    apart = placed(problem, {"p#1": ("a", "one/1"), "q#1": ("b", "two/1")})
    beside = placed(problem, {"p#1": ("a", "one/1"), "q#1": ("b", "one/1")})
    assert (told(problem, apart), [n for n, _ in told(problem, beside)]) == ([], [1])


def test_it_is_a_default_where_interests_are_known() -> None:
    about = {"showgrid": 1, "festival": {"id": "x"}}
    without, known = (
        Festival.model_validate({**about, **TWO_HOUSES, "interests": rows}) for rows in ([], [{"sessions": ["film"]}])
    )
    assert (list(InterestsApart.defaults(without)), [one.weight for one in InterestsApart.defaults(known)]) == ([], [1])
