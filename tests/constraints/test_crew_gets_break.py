"""crew_gets_break: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.arena import CONFERENCE, FESTIVAL
from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"within": 90, "minutes": 15},
    {"within": 45, "minutes": 0},
    {"within": 75, "minutes": 30, "select": {"rooms": ["n1", "n2"], "not": {"types": ["talk"]}}},
    # A hall in which several run at once: the crew works as long as any of them.
    {"within": 70, "minutes": 20, "changes": {"rooms": [{**FESTIVAL["rooms"][0], "parallel": 3}]}},
    {"within": 45, "minutes": 10, "arena": "conference"},
    {
        "within": 80,
        "minutes": 15,
        "arena": "conference",
        "changes": {
            "days": [{"date": "2026-09-01", "open": "09:00", "close": "12:00"}],
            "blocks": [{**block, "clock": True} for block in CONFERENCE["blocks"]],
            "sessions": [
                *CONFERENCE["sessions"][:4],
                {"id": "film", "type": "talk", "duration": 25, "showings": 2},
                {"id": "short", "type": "talk", "duration": 15, "optional": True},
            ],
        },
    },
]

HALLS: dict[str, Any] = {
    "rooms": [{"id": "a", "name": {"en": "Aula", "ko": "대강당"}, "turnaround": 10}, {"id": "b", "parallel": 2}],
    "sessions": [{"id": f"f{n}", "duration": 60} for n in (1, 2, 3, 4, 5)],
}
RULE = {"kind": "crew_gets_break", "within": 180, "minutes": 30}


@pytest.mark.parametrize(
    ("third", "lang", "found"),
    [
        pytest.param("12:29", "en", [(29, "Aula runs from 10:00 to 13:29 without a break of 30 minutes, 29 minutes longer than 180.")], id="a minute short of a break"),
        pytest.param("12:29", "ko", [(29, "대강당: 10:00부터 13:29까지 30분의 휴식이 없어 180분을 29분 넘깁니다.")], id="in Korean"),
        pytest.param("12:30", "en", [], id="just a break"),
    ],
)  # fmt: skip
def test_a_run_ends_at_a_break(third: str, lang: str, found: list[tuple[int, str]]) -> None:
    problem = problem_of(HALLS, RULE, grid=1)
    timetable = placed(problem, {"f1#1": ("a", "10:00"), "f2#1": ("a", "11:00"), "f3#1": ("a", third)})
    assert told(problem, timetable, lang) == found


def test_as_long_as_allowed_is_not_too_long() -> None:
    problem = problem_of(HALLS, RULE)
    places = {"f1#1": ("a", "10:00"), "f2#1": ("a", "11:00"), "f3#1": ("a", "12:00"), "f4#1": ("b", "13:00")}
    assert told(problem, placed(problem, places)) == []


def test_only_the_longest_run_of_a_room_and_day_counts() -> None:
    problem = problem_of(HALLS, {**RULE, "within": 60})
    starts = {"f1": "10:00", "f2": "11:00", "f3": "13:00", "f4": "14:05", "f5": "15:10"}
    timetable = placed(problem, {f"{session}#1": ("a", start) for session, start in starts.items()})
    # 10:00 to 12:00 is two hours, 13:00 to 16:10 are 190 minutes.
    assert [amount for amount, _ in told(problem, timetable)] == [130]


def test_another_day_is_another_run() -> None:
    days = [{"date": f"2024-10-{n}", "open": "00:00", "close": "24:00"} for n in (25, 26)]
    problem = problem_of({**HALLS, "days": days}, {**RULE, "within": 60})
    timetable = placed(problem, {"f1#1": ("a", "2024-10-26T04:00"), "f2#1": ("a", "2024-10-26T05:00")})
    # At five in the morning a new festival day begins.
    assert told(problem, timetable) == []


def test_in_a_room_for_several_work_goes_on_as_long_as_any() -> None:
    problem = problem_of({**HALLS, "sessions": [*HALLS["sessions"], {"id": "long", "duration": 150}]}, RULE)
    timetable = placed(problem, {"long#1": ("b", "10:00"), "f1#1": ("b", "10:30"), "f2#1": ("b", "12:59")})
    assert [amount for amount, _ in told(problem, timetable)] == [59]


def test_who_is_not_selected_is_a_break() -> None:
    problem = problem_of(HALLS, {**RULE, "select": {"not": {"sessions": ["f2"]}}})
    places = {"f1#1": ("a", "10:00"), "f2#1": ("a", "11:00"), "f3#1": ("a", "12:00"), "f4#1": ("a", "13:00")}
    assert told(problem, placed(problem, places)) == []


def test_each_block_has_its_own_crew_unless_it_goes_by_the_clock() -> None:
    blocks = [
        {"id": "one", "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 2},
        {"id": "two", "from": "2024-10-25T12:00", "to": "2024-10-25T14:00", "slots": 2},
    ]
    sessions = [{"id": f"f{n}", "slots": 1} for n in (1, 2, 3)]
    places = {"f1#1": ("a", "one/1"), "f2#1": ("a", "one/2"), "f3#1": ("a", "two/1")}
    for clock, amounts in ((False, [30]), (True, [90])):
        festival = {**HALLS, "blocks": [{**block, "clock": clock} for block in blocks], "sessions": sessions}
        problem = problem_of(festival, {**RULE, "within": 90})
        assert [amount for amount, _ in told(problem, placed(problem, places))] == amounts
