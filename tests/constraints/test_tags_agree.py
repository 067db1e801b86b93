"""tags_agree: numbers done by hand."""

from __future__ import annotations

from typing import Any

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"wishes": ["preferred"]},
    {"who": "person", "measure": "once"},
    {"who": "person", "of": "time", "wishes": ["undesired", "required"], "select": {"not": {"rooms": ["n2"]}}},
    {"arena": "conference", "who": "person", "of": "block", "wishes": ["preferred"]},
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
        (30, "b의 talk(10:00): 시간이 friday(이)라 김의 희망과 다릅니다.")
    ]
