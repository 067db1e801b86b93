"""premiere_first: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.premiere_first import PremiereFirst
from scheduler.constraint import rules_of
from scheduler.festival import Festival
from tests.constraints.support import placed, problem_of, told

PREMIERES: dict[str, Any] = {
    "films": [
        {"id": "mira", "runtime": 30, "premiere": "world", "guests": ["ann"], "needs": ["dcp"]},
        {"id": "otto", "runtime": 20, "premiere": "national", "guests": ["cho"]},
    ],
    "sessions": [
        {"id": "mira", "films": ["mira"], "people": [{"id": "ann", "showings": [2]}],
         "showings": [{"label": 1}, {"label": 2, "premiere": "world"}, {"label": 3, "premiere": "national"}]},
        {"id": "both", "films": ["mira", "otto"], "showings": 2, "people": [{"id": "ann", "showings": [1]}],
         "labels": {"premiere": ["regional"]}},
        {"id": "press", "films": ["mira"], "type": "press", "showings": 2},
        {"id": "jury", "films": ["mira"], "type": "jury"},
    ],
    "interests": [], "published": [], "tracks": [], "juries": [],
}  # fmt: skip
CONTRACT: list[dict[str, object]] = [
    {"changes": PREMIERES},
    {"changes": PREMIERES, "status": False, "guests": False, "press": "before"},
    {"changes": PREMIERES, "press": "after", "order": ["national", "world"]},
    {"changes": PREMIERES, "press": "before", "select": {"rooms": ["n1", "n2"], "not": {"days": ["2024-10-26"]}}},
    {"arena": "conference", "press": "before", "changes": {
        "films": [{"id": "mira", "premiere": "world", "guests": ["ann"]}],
        "sessions": [
            {"id": "one", "films": ["mira"], "slots": 1, "showings": 3, "people": [{"id": "ann", "showings": [2, 3]}]},
            {"id": "two", "films": ["mira"], "slots": 2, "type": "press"},
        ], "interests": []}},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"guests": False, "press": "after"},
        "The showing with the highest premiere status is a film's first public one. The public sees a film before press does.",
        "프리미어 등급이 가장 높은 상영이 첫 공개 상영입니다. 일반 상영이 언론 시사보다 먼저입니다.",
    ),
    (
        {"status": False, "guests": False, "press": None},
        "A film may have any showing first.",
        "어느 상영이든 먼저 열릴 수 있습니다.",
    ),
]

TWICE: dict[str, Any] = {
    "rooms": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
    "people": [{"id": "ann"}],
    "films": [
        {"id": "mateo", "title": {"en": "Mateo", "ko": "마테오"}, "runtime": 60, "premiere": "world", "guests": ["ann"]}
    ],
    "sessions": [{"id": "gala", "films": ["mateo"], "showings": [{"label": 1}, {"label": 2, "premiere": "world"}]}],
}
KIND = {"kind": "premiere_first"}


@pytest.mark.parametrize(
    ("repeat", "broken"), [pytest.param("18:00", [], id="at once"), pytest.param("17:59", [1], id="a minute before")]
)
def test_no_other_showing_starts_before_the_premiere(repeat: str, broken: list[int]) -> None:
    problem = problem_of(TWICE, KIND, grid=1)
    timetable = placed(problem, {"gala#1": ("a", repeat), "gala#2": ("b", "18:00")})
    assert [amount for amount, _ in told(problem, timetable)] == broken


def test_the_sentence_says_what_comes_before_what() -> None:
    problem = problem_of(TWICE, KIND)
    timetable = placed(problem, {"gala#1": ("a", "10:00"), "gala#2": ("b", "18:00")})
    said = "gala (1) in a starts at 10:00, before the world premiere of Mateo, gala (2) in b at 18:00."
    assert told(problem, timetable) == [(1, said)]
    said = "a의 gala (1)가 10:00에 시작하여 마테오의 world 프리미어인 b 18:00의 gala (2)보다 앞섭니다."
    assert told(problem, timetable, "ko") == [(1, said)]


def test_a_status_of_the_film_alone_says_nothing_about_which_showing_is_first() -> None:
    problem = problem_of({**TWICE, "sessions": [{"id": "gala", "films": ["mateo"], "showings": 2}]}, KIND)
    assert told(problem, placed(problem, {"gala#1": ("a", "18:00"), "gala#2": ("b", "10:00")})) == []


def test_one_of_two_with_the_highest_status_is_enough() -> None:
    showings = [
        {"label": 1, "premiere": "world"},
        {"label": 2, "premiere": "world"},
        {"label": 3, "premiere": "national"},
    ]
    problem = problem_of({**TWICE, "sessions": [{"id": "gala", "films": ["mateo"], "showings": showings}]}, KIND)
    there = {"gala#1": ("a", "10:00"), "gala#2": ("a", "20:00")}
    assert told(problem, placed(problem, {**there, "gala#3": ("b", "12:00")})) == []
    assert [amount for amount, _ in told(problem, placed(problem, {**there, "gala#3": ("b", "09:00")}))] == [1]


def test_while_the_premiere_lies_nowhere_nothing_is_broken() -> None:
    problem = problem_of(TWICE, KIND)
    assert told(problem, placed(problem, {"gala#1": ("a", "10:00")})) == []


WITH_GUESTS: dict[str, Any] = {
    **TWICE,
    "sessions": [
        {"id": "gala", "films": ["mateo"], "showings": 2, "people": [{"id": "ann", "showings": [2]}]},
        {"id": "shorts", "films": ["mateo"]},
    ],
}


def test_a_world_premiere_has_its_guests() -> None:
    problem = problem_of(WITH_GUESTS, KIND)
    timetable = placed(problem, {"gala#1": ("a", "10:00"), "shorts#1": ("b", "17:00"), "gala#2": ("b", "12:00")})
    said = "gala (1) in a starts at 10:00, before the showing of Mateo with its guests, gala (2) in b at 12:00."
    assert told(problem, timetable) == [(1, said)]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"films": [{**TWICE["films"][0], "premiere": "international"}]}, id="no world premiere"),
        pytest.param({"films": [{**TWICE["films"][0], "guests": []}]}, id="no guests"),
    ],
)
def test_without_a_world_premiere_or_guests_any_showing_is_first(changes: dict[str, Any]) -> None:
    timetable = {"gala#1": ("a", "10:00"), "gala#2": ("b", "12:00")}
    problem = problem_of({**WITH_GUESTS, **changes}, KIND)
    assert told(problem, placed(problem, timetable)) == []
    problem = problem_of(WITH_GUESTS, {**KIND, "guests": False})
    assert told(problem, placed(problem, timetable)) == []


PRESS: dict[str, Any] = {
    **TWICE,
    "sessions": [
        {"id": "gala", "films": ["mateo"], "showings": 2},
        {"id": "seen", "films": ["mateo"], "type": "press"},
        {"id": "test", "films": ["mateo"], "type": "rehearsal"},
        {"id": "hidden", "films": ["mateo"], "visibility": "staff"},
    ],
}


@pytest.mark.parametrize(
    ("press", "at", "amounts"),
    [
        ("before", "09:00", []), ("before", "12:00", [1]), ("before", "20:00", [1, 1]),
        ("after", "09:00", [1]), ("after", "12:00", []), ("after", "20:00", []), (None, "09:00", []), (None, "20:00", []),
    ],
)  # fmt: skip
def test_press_comes_before_or_after_as_said(press: str | None, at: str, amounts: list[int]) -> None:
    problem = problem_of(PRESS, {**KIND, "press": press})
    public = {"gala#1": ("a", "10:00"), "gala#2": ("a", "18:00"), "test#1": ("b", "09:00"), "hidden#1": ("c", "09:00")}
    timetable = placed(problem, {**public, "seen#1": ("b", at)})
    assert [amount for amount, _ in told(problem, timetable)] == amounts


def test_several_films_of_one_session_count_once() -> None:
    films = [{"id": name, "runtime": 30, "premiere": "world"} for name in ("one", "two")]
    sessions = [
        {"id": "shorts", "films": ["one", "two"], "showings": [{"label": 1}, {"label": 2, "premiere": "world"}]}
    ]
    problem = problem_of({**TWICE, "films": films, "sessions": sessions}, KIND)
    timetable = placed(problem, {"shorts#1": ("a", "10:00"), "shorts#2": ("a", "12:00")})
    assert [amount for amount, _ in told(problem, timetable)] == [1]


@pytest.mark.parametrize(
    ("changes", "given"),
    [
        pytest.param({}, True, id="a film has a status"),
        pytest.param({"films": [{"id": "mateo"}], "sessions": [{"id": "a"}]}, False, id="none has"),
        pytest.param({"films": [{"id": "mateo"}]}, True, id="a showing has"),
        pytest.param(
            {"films": [], "sessions": [{"id": "a", "labels": {"premiere": ["world"]}}]}, True, id="a session has"
        ),
    ],
)
def test_by_default_the_status_is_a_must_and_guests_are_wanted(changes: dict[str, Any], given: bool) -> None:
    festival = Festival.model_validate({"showgrid": 1, "festival": {"id": "f"}, **TWICE, **changes})
    found = [(one.weight, one.status, one.guests) for one in rules_of(festival) if isinstance(one, PremiereFirst)]
    assert found == ([(None, True, False), (100, False, True)] if given else [])


def test_each_of_the_orders_can_be_left_out() -> None:
    festival = {
        **WITH_GUESTS,
        "sessions": [{**WITH_GUESTS["sessions"][0], "showings": TWICE["sessions"][0]["showings"]}],
    }
    timetable = {"gala#1": ("a", "10:00"), "gala#2": ("a", "18:00")}
    for fields, amounts in [({}, [1, 1]), ({"status": False}, [1]), ({"status": False, "guests": False}, [])]:
        problem = problem_of(festival, {**KIND, **fields})
        assert [amount for amount, _ in told(problem, placed(problem, timetable))] == amounts


def test_a_status_that_is_in_no_order_is_complained_of() -> None:
    problem = problem_of({**TWICE, "films": [{"id": "mateo", "runtime": 60, "premiere": "galactic"}]}, KIND)
    (rule,) = problem.rules
    order = "world, international, continental, national, regional, festival"
    assert [str(one) for one in rule.complaints(problem)] == [f"No premiere status galactic is in the order {order}."]


def test_it_says_who_is_first() -> None:
    rule = PremiereFirst.model_validate({"press": "before", "guests": False})
    status = "The showing with the highest premiere status is a film's first public one."
    assert rule.describe().text() == f"{status} Press sees a film before the public does."
    said = "월드 프리미어에는 게스트가 참석합니다. 일반 상영이 언론 시사보다 먼저입니다."
    assert PremiereFirst.model_validate({"status": False, "press": "after"}).describe().text("ko") == said


@pytest.mark.parametrize(
    ("festival", "rule", "places", "korean"),
    [
        pytest.param(
            WITH_GUESTS,
            {"status": False},
            {"gala#1": ("a", "10:00"), "gala#2": ("b", "12:00")},
            "a의 gala (1)가 10:00에 시작하여 게스트가 참석하는 마테오 상영인 b 12:00의 gala (2)보다 앞섭니다.",
            id="guests",
        ),
        pytest.param(
            PRESS,
            {"press": "before"},
            {"gala#1": ("a", "10:00"), "seen#1": ("b", "12:00")},
            "a의 gala (1)가 10:00에 시작하여 마테오의 언론 시사인 b 12:00의 seen보다 앞섭니다.",
            id="press",
        ),
        pytest.param(
            PRESS,
            {"press": "after"},
            {"seen#1": ("a", "10:00"), "gala#1": ("b", "12:00")},
            "a의 seen이 10:00에 시작하여 마테오의 첫 공개 상영인 b 12:00의 gala (1)보다 앞섭니다.",
            id="public",
        ),
    ],
)
def test_every_order_in_korean(
    festival: dict[str, Any], rule: dict[str, Any], places: dict[str, tuple[str, str]], korean: str
) -> None:
    problem = problem_of(festival, {**KIND, **rule})
    assert told(problem, placed(problem, places), "ko") == [(1, korean)]


def test_press_and_public_in_english_and_a_status_in_no_order_in_korean() -> None:
    problem = problem_of(PRESS, {**KIND, "press": "before"})
    places = {"gala#1": ("a", "10:00"), "seen#1": ("b", "12:00")}
    said = "gala (1) in a starts at 10:00, before the press screening of Mateo, seen in b at 12:00."
    assert told(problem, placed(problem, places)) == [(1, said)]
    problem = problem_of(PRESS, {**KIND, "press": "after"})
    places = {"seen#1": ("a", "10:00"), "gala#1": ("b", "12:00")}
    said = "seen in a starts at 10:00, before the first public showing of Mateo, gala (1) in b at 12:00."
    assert told(problem, placed(problem, places)) == [(1, said)]
    problem = problem_of({**TWICE, "films": [{"id": "mateo", "runtime": 60}]}, {**KIND, "order": ["national"]})
    (complaint,) = problem.rules[0].complaints(problem)
    assert complaint.text("ko") == "프리미어 등급 순서 national에 world가 없습니다."


def test_the_earliest_of_several_premieres_is_named() -> None:
    showings = [{"label": 1}, {"label": 2, "premiere": "world"}, {"label": 3, "premiere": "world"}]
    problem = problem_of({**TWICE, "sessions": [{"id": "gala", "films": ["mateo"], "showings": showings}]}, KIND)
    places = {"gala#1": ("a", "10:00"), "gala#2": ("b", "18:00"), "gala#3": ("c", "15:00")}
    said = "gala (1) in a starts at 10:00, before the world premiere of Mateo, gala (3) in c at 15:00."
    assert told(problem, placed(problem, places)) == [(1, said)]


def test_only_the_highest_status_of_the_order_asks_for_guests() -> None:
    timetable = {"gala#1": ("a", "10:00"), "gala#2": ("b", "12:00")}
    for order, amounts in [(["world"], [1]), (["national", "world"], []), ([], [])]:
        problem = problem_of(WITH_GUESTS, {**KIND, "order": order})
        assert [amount for amount, _ in told(problem, placed(problem, timetable))] == amounts
