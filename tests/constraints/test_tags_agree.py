"""tags_agree: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, subjects, told

CONTRACT: list[dict[str, object]] = [
    {"wishes": ["preferred"]},
    {"who": "person", "measure": "once"},
    {"who": "person", "of": "time", "wishes": ["undesired", "required"], "select": {"not": {"rooms": ["n2"]}}},
    {"arena": "conference", "who": "person", "of": "block", "wishes": ["preferred"]},
]

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"of": "time", "wishes": ["required", "undesired"]},
        "Sessions get a time whose tags are as they wish (required, undesired).",
        "프로그램이 바라는 태그(required, undesired)의 시간에 배정됩니다.",
    ),
    (
        {"of": "block", "who": "person"},
        "People get a block whose tags are as they wish (required, prohibited).",
        "참여자가 바라는 태그(required, prohibited)의 블록에 배정됩니다.",
    ),
]

WISHES: dict[str, Any] = {
    "days": [{"date": "2024-10-25", "open": "09:00", "close": "22:00", "tags": ["friday"]}],
    "rooms": [{"id": "a", "tags": ["large", "loud"]}, {"id": "b", "tags": ["quiet"]}],
    "people": [{"id": "kim", "name": {"en": "Kim", "ko": "김"}, "wants": {"time": {"undesired": ["friday"]}}}],
    "sessions": [
        {
            "id": "talk",
            "duration": 30,
            "people": ["kim"],
            "wants": {"room": {"required": ["quiet"], "prohibited": ["loud"]}},
        },
        {"id": "other", "duration": 30},
    ],
}


def test_a_missing_and_a_present_tag_for_half_an_hour() -> None:
    problem = problem_of(WISHES, {"kind": "tags_agree"})
    assert told(problem, placed(problem, {"talk#1": ("a", "10:00"), "other#1": ("a", "12:00")})) == [
        (60, "talk in a at 10:00: the room is not quiet, loud, against the wishes of talk.")
    ]
    assert told(problem, placed(problem, {"talk#1": ("b", "10:00")})) == []


def test_once_counts_tags_not_minutes() -> None:
    problem = problem_of(WISHES, {"kind": "tags_agree", "measure": "once", "wishes": ["required"]})
    assert told(problem, placed(problem, {"talk#1": ("a", "10:00")})) == [
        (1, "talk in a at 10:00: the room is not quiet, against the wishes of talk.")
    ]


def test_a_person_would_rather_not_come_on_a_friday() -> None:
    rule = {"kind": "tags_agree", "who": "person", "of": "time", "wishes": ["undesired"], "weight": 1}
    problem = problem_of(WISHES, rule)
    assert told(problem, placed(problem, {"talk#1": ("b", "10:00")}), "ko") == [
        (30, "b의 talk(10:00): 시간이 friday라 김의 희망과 다릅니다.")
    ]


def test_what_is_missing_in_korean_and_whom_it_is_about() -> None:
    problem = problem_of(WISHES, {"kind": "tags_agree"})
    timetable = placed(problem, {"talk#1": ("a", "10:00")})
    assert told(problem, timetable, "ko") == [
        (60, "a의 talk(10:00): 상영관이 quiet 아님, loud라 talk의 희망과 다릅니다.")
    ]
    assert subjects(problem, timetable) == [""]
    problem = problem_of(WISHES, {"kind": "tags_agree", "who": "person", "of": "time", "wishes": ["undesired"]})
    assert subjects(problem, placed(problem, {"talk#1": ("b", "10:00")})) == ["kim"]


@pytest.mark.parametrize(
    ("wishes", "amounts"), [(["required"], [1]), (["prohibited"], [1]), (["preferred"], [1]), (["undesired"], [1])]
)
def test_only_the_wishes_that_are_meant_count(wishes: list[str], amounts: list[int]) -> None:
    wants = {"required": ["quiet"], "prohibited": ["loud"], "preferred": ["sofa"], "undesired": ["large"]}
    sessions = [{"id": "talk", "duration": 30, "wants": {"room": wants}}]
    rule = {"kind": "tags_agree", "measure": "once"}
    problem = problem_of({**WISHES, "sessions": sessions}, {**rule, "wishes": wishes})
    assert [amount for amount, _ in told(problem, placed(problem, {"talk#1": ("a", "10:00")}))] == amounts
    problem = problem_of(
        {**WISHES, "sessions": sessions}, {**rule, "wishes": ["required", "prohibited", "preferred", "undesired"]}
    )
    assert [amount for amount, _ in told(problem, placed(problem, {"talk#1": ("a", "10:00")}))] == [4]


def test_tags_of_a_block_and_of_its_day() -> None:
    festival = {
        **WISHES,
        "blocks": [{"id": "m", "from": "2024-10-25T09:00", "to": "2024-10-25T10:00", "slots": 2, "tags": ["early"]}],
        "sessions": [
            {
                "id": "talk",
                "slots": 1,
                "wants": {"block": {"undesired": ["early", "friday"]}, "time": {"undesired": ["early", "friday"]}},
            }
        ],
    }
    found = []
    for of in ("block", "time"):
        problem = problem_of(festival, {"kind": "tags_agree", "of": of, "wishes": ["undesired"], "measure": "once"})
        found.append([amount for amount, _ in told(problem, placed(problem, {"talk#1": ("a", "m/1")}))])
    assert found == [[1], [2]]
