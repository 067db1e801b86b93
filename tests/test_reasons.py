"""Why a showing lies nowhere."""

from __future__ import annotations

from typing import Any

from scheduler.reasons import reason
from scheduler.timetable import Timetable
from tests.constraints.support import placed, problem_of

DOCUMENT: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "10:00", "close": "14:00"}],
    "rooms": [{"id": "a"}],
    "people": [{"id": "kim"}],
    "sessions": [
        {"id": "opening", "title": {"en": "The Opening", "ko": "개막식"}, "duration": 120, "people": ["kim"]},
        {"id": "talk", "title": "The Talk", "duration": 150, "people": ["kim"]},
    ],
}
BOTH_FIT = {
    **DOCUMENT,
    "rooms": [{"id": "a"}, {"id": "b"}],
    "days": [{"date": "2024-10-25", "open": "10:00", "close": "14:30"}],
}


def said(document: dict[str, Any], lang: str = "en") -> str:
    """Of the talk, the opening lying from 10:00 in room a."""
    problem = problem_of(document, grid=30)
    timetable = placed(problem, {"opening#1": ("a", "10:00")})
    return reason(problem, problem.by_key["talk", 1], timetable).text(lang)


def test_rooms_that_are_full_are_the_reason() -> None:
    assert said(DOCUMENT) == "Its rooms are full at its times: every place that it may take (4) is taken."


def test_rooms_that_are_never_open_long_enough_are_the_reason() -> None:
    problem = problem_of({**DOCUMENT, "days": [{"date": "2024-10-25", "open": "10:00", "close": "12:00"}]})

    found = reason(problem, problem.by_key["talk", 1], Timetable(problem, {}))

    assert str(found) == "No room is open for it at any allowed time: look at its rooms, windows, hours and pins."


def test_rules_that_together_forbid_every_free_place_are_said_one_after_the_other() -> None:
    rules = [{"kind": "person_in_one_place"}, {"kind": "session_before", "sessions": ["talk", "opening"]}]

    document = {**BOTH_FIT, "rules": rules}

    assert said(document) == (
        "Every free place (6) would break a must: Nobody is in two places at once; there is time for the walk. "
        "The Talk, The Opening come in this order."
    )
    assert said(document, "ko") == (
        "비어 있는 자리 6곳이 모두 필수 규칙에 어긋납니다: 누구도 동시에 두 곳에 있지 않습니다. 이동할 시간을 둡니다. "
        "The Talk, 개막식 순서로 열립니다."
    )


def test_a_rule_that_leaves_a_free_place_is_no_reason() -> None:
    document = {**BOTH_FIT, "rules": [{"kind": "person_in_one_place"}]}

    assert said(document) == "No place was found for it in time."


def test_what_is_optional_may_be_dearer_than_it_is_worth() -> None:
    opening, talk = BOTH_FIT["sessions"]

    assert said({**BOTH_FIT, "sessions": [opening, {**talk, "optional": True}]}) == (
        "It is optional, and costs more than its value."
    )


def test_a_must_that_leaves_no_place_by_itself_comes_before_full_rooms() -> None:
    late = {
        "kind": "time_preferred",
        "select": {"sessions": ["talk"]},
        "of": "start",
        "hours": {"from": "16:00", "to": "20:00"},
    }

    found = said({**DOCUMENT, "rules": [late]})

    assert found.startswith("Musts leave it none of its places (4), wherever the others are: ")
    assert "16:00" in found
