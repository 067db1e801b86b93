"""film_not_parallel: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.sentence import Lang
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [{}, {"select": {"rooms": ["n1", "s1"]}}]

TWICE: dict[str, Any] = {
    "rooms": [{"id": "a"}, {"id": "b"}],
    "films": [{"id": "mateo", "runtime": 30}, {"id": "other", "runtime": 30}],
    "sessions": [{"id": "mateo", "films": ["mateo"], "showings": 2}, {"id": "other", "films": ["other"]}],
}


@pytest.mark.parametrize(
    ("second", "sentences"),
    [
        pytest.param(
            "10:29",
            ["mateo (1) in a and mateo (2) in b show the same film at the same time."],
            id="one minute too early",
        ),
        pytest.param("10:30", [], id="just after"),
    ],
)
def test_a_repeat_starts_when_the_first_showing_is_over(second: str, sentences: list[str]) -> None:
    problem = problem_of(TWICE, {"kind": "film_not_parallel"}, grid=1)
    timetable = placed(problem, {"mateo#1": ("a", "10:00"), "mateo#2": ("b", second)})
    assert told(problem, timetable) == [(1, sentence) for sentence in sentences]


def test_another_film_may_run_beside_it() -> None:
    problem = problem_of(TWICE, {"kind": "film_not_parallel"})
    timetable = placed(problem, {"mateo#1": ("a", "10:00"), "other#1": ("b", "10:00")})
    assert told(problem, timetable) == []


@pytest.mark.parametrize(
    ("second", "lang", "sentences"),
    [
        ("10:59", "en", ["lab (1) in a and lab (2) in b are the same session at the same time."]),
        ("10:59", "ko", ["a의 lab (1)와(과) b의 lab (2)이(가) 같은 행사를 같은 시간에 진행합니다."]),
        ("11:00", "en", []),
    ],
)
def test_a_session_without_films_is_not_given_twice_at_once(second: str, lang: Lang, sentences: list[str]) -> None:
    lab = {"id": "lab", "duration": 60, "showings": 2}
    problem = problem_of({**TWICE, "sessions": [lab]}, {"kind": "film_not_parallel"}, grid=1)
    timetable = placed(problem, {"lab#1": ("a", "10:00"), "lab#2": ("b", second)})
    assert told(problem, timetable, lang) == [(1, sentence) for sentence in sentences]


def test_a_film_of_the_same_id_as_a_session_is_not_that_session() -> None:
    sessions = [{"id": "mateo", "duration": 60}, {"id": "night", "films": ["mateo"]}]
    problem = problem_of({**TWICE, "sessions": sessions}, {"kind": "film_not_parallel"})
    assert told(problem, placed(problem, {"mateo#1": ("a", "10:00"), "night#1": ("b", "10:00")})) == []


@pytest.mark.parametrize("what", [{"films": ["mateo"]}, {"duration": 60}], ids=["a film", "no film"])
def test_showings_of_a_simulcast_are_exempt(what: dict[str, object]) -> None:
    festival = {**TWICE, "sessions": [{"id": "night", **what, "showings": 2, "simulcast": True}]}
    problem = problem_of(festival, {"kind": "film_not_parallel"})
    timetable = placed(problem, {"night#1": ("a", "10:00"), "night#2": ("b", "10:00")})
    assert told(problem, timetable) == []


def test_two_common_films_are_one_pair_and_in_korean() -> None:
    films = [{"id": "mateo", "runtime": 30}, {"id": "short", "runtime": 10}]
    both = {"id": "both", "films": ["mateo", "short"]}
    festival = {**TWICE, "films": films, "sessions": [both, {"id": "again", "films": ["short", "mateo"]}]}
    problem = problem_of(festival, {"kind": "film_not_parallel"})
    timetable = placed(problem, {"both#1": ("a", "10:00"), "again#1": ("b", "10:35")})
    assert told(problem, timetable, "ko") == [(1, "a의 both와 b의 again이 같은 작품을 같은 시간에 상영합니다.")]


def test_two_simulcasts_of_one_film_are_no_simulcast_of_each_other() -> None:
    nights = [{"id": name, "films": ["mateo"], "showings": 2, "simulcast": True} for name in ("one", "two")]
    problem = problem_of({**TWICE, "sessions": nights}, {"kind": "film_not_parallel"})
    timetable = placed(problem, {"one#1": ("a", "10:00"), "two#1": ("b", "10:00")})
    assert [amount for amount, _ in told(problem, timetable)] == [1]


def test_what_never_runs_at_once_is_known_to_bounds() -> None:
    sessions = [
        *TWICE["sessions"],
        {"id": "lab", "duration": 60, "showings": 2},
        {"id": "gala", "films": ["other"]},
        {"id": "live", "duration": 60, "showings": 2, "simulcast": True},
        {"id": "away", "duration": 60, "showings": 2, "tags": ["away"]},
    ]
    rule = {"kind": "film_not_parallel", "select": {"not": {"tags": ["away"]}}}
    problem = problem_of({**TWICE, "sessions": sessions}, rule)
    groups = [[one.key for one in group] for group in problem.rules[0].one_by_one(problem)]
    assert groups == [["mateo#1", "mateo#2"], ["other#1", "gala#1"], ["lab#1", "lab#2"]]


def test_it_is_a_must_by_default() -> None:
    problem = problem_of({**TWICE, "defaults": True})
    assert [rule.must for rule in problem.rules if rule.kind == "film_not_parallel"] == [True]
