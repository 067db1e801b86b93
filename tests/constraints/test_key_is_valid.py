"""key_is_valid: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [{}, {"test_run": 25}, {"select": {"days": ["2024-10-26"]}}]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "A film runs only while its key is valid in that room.",
        "작품은 해당 상영관의 키가 유효한 동안에만 상영합니다.",
    ),
]

KEYED: dict[str, Any] = {
    "rooms": [{"id": "a"}, {"id": "b"}],
    "films": [
        {"id": "mateo", "title": {"en": "Mateo", "ko": "마테오"}, "runtime": 60,
         "keys": [{"room": "a", "from": "2024-10-25T10:00", "to": "2024-10-25T14:00"}]},
        {"id": "open", "runtime": 60},
    ],
    "sessions": [{"id": "mateo", "films": ["mateo"]}, {"id": "open", "films": ["open"]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("room", "start", "expected"),
    [
        pytest.param("a", "13:00", [], id="ends with the key"),
        pytest.param("a", "13:01", [(1, "mateo: the key of Mateo does not open in a for 1 of the minutes from 13:01.")], id="a minute late"),
        pytest.param("a", "09:50", [(10, "mateo: the key of Mateo does not open in a for 10 of the minutes from 09:50.")], id="ten early"),
        pytest.param("b", "12:00", [(60, "mateo: the key of Mateo does not open in b for 60 of the minutes from 12:00.")], id="no key there"),
    ],
)  # fmt: skip
def test_minutes_outside_the_key(room: str, start: str, expected: list[tuple[int, str]]) -> None:
    problem = problem_of(KEYED, {"kind": "key_is_valid"}, grid=1)
    assert told(problem, placed(problem, {"mateo#1": (room, start)})) == expected


def test_the_test_run_counts() -> None:
    problem = problem_of(KEYED, {"kind": "key_is_valid", "test_run": 30})
    timetable = placed(problem, {"mateo#1": ("a", "10:10")})
    assert told(problem, timetable, "ko") == [(20, "mateo: 10:10부터 20분 동안 a에서 마테오의 키가 유효하지 않습니다.")]


def test_a_film_without_keys_runs_anywhere() -> None:
    problem = problem_of(KEYED, {"kind": "key_is_valid"})
    assert told(problem, placed(problem, {"open#1": ("b", "20:00")})) == []


def test_it_is_a_must_where_a_film_has_a_key() -> None:
    rules = [rule for rule in problem_of({**KEYED, "defaults": True}).rules if rule.kind == "key_is_valid"]
    assert [rule.must for rule in rules] == [True]


def test_without_any_key_it_is_off_and_one_key_is_enough() -> None:
    def found(films: list[dict[str, Any]]) -> list[bool]:
        rules = problem_of({**KEYED, "films": films, "defaults": True}).rules
        return [rule.must for rule in rules if rule.kind == "key_is_valid"]

    plain = [{**film, "keys": []} for film in KEYED["films"]]
    assert (found(plain), found([plain[1], KEYED["films"][0]])) == ([], [True])


def test_a_key_without_a_room_opens_in_all_of_them_and_the_longer_one_counts() -> None:
    keys = [
        {"from": "2024-10-25T10:00", "to": "2024-10-25T12:00"},
        {"room": "b", "from": "2024-10-25T11:30", "to": "2024-10-25T12:20"},
    ]
    problem = problem_of(
        {**KEYED, "films": [{**KEYED["films"][0], "keys": keys}, KEYED["films"][1]]}, {"kind": "key_is_valid"}
    )
    # In b from 11:25 to 12:25: 35 minutes by one key, 50 by the other.
    found = [told(problem, placed(problem, {"mateo#1": (room, at)})) for room, at in (("a", "11:00"), ("b", "11:25"))]
    assert [[amount for amount, _ in one] for one in found] == [[], [10]]
