"""hours_are_humane: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.constraints.support import placed, problem_of, told

CONTRACT: list[dict[str, object]] = [
    {"who": "everyone", "good": {"from": "04:00", "to": "23:00"}, "poor": {"from": "02:30", "to": "23:45"}},
    {
        "good": {"from": "04:00", "to": "06:00"},
        "poor": {"from": "03:00", "to": "07:00"},
        "poor_price": 2,
        "bad_price": 7,
    },
    {"arena": "conference", "of": "block", "per": "slot", "who": "everyone"},
    {"arena": "conference", "good": {"from": "17:00", "to": "19:30"}, "select": {"not": {"rooms": ["r2"]}}},
]

REMOTE: dict[str, Any] = {
    "rooms": [{"id": "a"}],
    # In October Seoul is nine hours before London's clock turned to summer: 17:00 there is 09:00.
    "people": [{"id": "ada", "name": {"en": "Ada", "ko": "에이다"}, "timezone": "Europe/London"}, {"id": "kim"}],
    "sessions": [
        {"id": "talk", "duration": 60, "remote": True, "people": ["ada", "kim"]},
        {"id": "here", "duration": 60, "people": ["ada"]},
    ],
}
RULE = {"kind": "hours_are_humane", "weight": 1}


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param("16:00", [], id="at eight"),
        pytest.param(
            "15:59", [(1, "Ada takes part in talk from 07:59 to 08:59 of their own time.")], id="a minute before"
        ),
        pytest.param(
            "14:59", [(10, "Ada takes part in talk from 06:59 to 07:59 of their own time.")], id="before seven"
        ),
    ],
)
def test_hours_are_those_of_the_person(start: str, expected: list[tuple[int, str]]) -> None:
    problem = problem_of(REMOTE, RULE, grid=1)
    assert told(problem, placed(problem, {"talk#1": ("a", start)})) == expected


def test_who_is_on_the_spot_does_not_count() -> None:
    problem = problem_of(REMOTE, RULE)
    assert told(problem, placed(problem, {"here#1": ("a", "10:00")})) == []


def test_everyone_counts_if_asked_for_in_korean() -> None:
    problem = problem_of(REMOTE, {**RULE, "who": "everyone"})
    timetable = placed(problem, {"here#1": ("a", "10:00")})
    assert told(problem, timetable, "ko") == [(10, "에이다: here에 현지 시각 02:00~03:00에 참여합니다.")]


def test_a_block_counts_as_a_whole_and_each_slot_by_itself() -> None:
    festival = {
        **REMOTE,
        "blocks": [{"id": "m", "from": "2024-10-25T15:30", "to": "2024-10-25T17:30", "slots": 4}],
        "sessions": [{"id": "talk", "slots": 2, "remote": True, "people": ["ada"]}],
    }
    problem = problem_of(festival, {**RULE, "of": "block", "per": "slot"})
    # The talk itself is from 08:30 on; the block begins at 07:30, which is poor, for two slots.
    assert told(problem, placed(problem, {"talk#1": ("a", "m/3")})) == [
        (2, "Ada takes part in talk from 07:30 to 09:30 of their own time.")
    ]


@pytest.mark.parametrize(("of", "prices"), [("whole", [1, 1, 0]), ("block", [1, 1, 1])])
def test_in_a_block_only_the_talk_itself_counts_unless_asked(of: str, prices: list[int]) -> None:
    festival = {
        **REMOTE,
        "blocks": [{"id": "m", "from": "2024-10-25T15:00", "to": "2024-10-25T17:00", "slots": 4}],
        "sessions": [{"id": "talk", "slots": 2, "remote": True, "people": ["ada"]}],
    }
    problem = problem_of(festival, {**RULE, "of": of})
    (rule,), (talk,) = problem.rules, problem.showings
    timetables = [placed(problem, {"talk#1": ("a", f"m/{slot}")}) for slot in (1, 2, 3)]
    assert [sum(amount for amount, _ in told(problem, one)) for one in timetables] == prices
    assert rule.price(problem, talk, placed(problem, {}), talk.legal).tolist() == [prices]


def test_a_session_that_says_where_it_is_given_from_counts_once_and_not_its_people() -> None:
    sessions = [{"id": "talk", "duration": 60, "remote": True, "timezone": "Asia/Tokyo", "people": ["ada", "kim"]}]
    problem = problem_of({**REMOTE, "sessions": sessions}, {**RULE, "good": {"from": "10:00", "to": "12:00"}})
    assert told(problem, placed(problem, {"talk#1": ("a", "10:00")})) == []
    timetable = placed(problem, {"talk#1": ("a", "12:00")})
    assert told(problem, timetable) == [(1, "talk is from 12:00 to 13:00 where it is given from.")]
    assert told(problem, timetable, "ko") == [(1, "talk: 진행하는 곳의 현지 시각으로 12:00~13:00입니다.")]


def test_hours_that_end_before_they_begin_are_never_kept_and_complained_about() -> None:
    problem = problem_of(
        REMOTE, {**RULE, "good": {"from": "22:00", "to": "06:00"}, "poor": {"from": "07:00", "to": "23:00"}}
    )
    # 22:00 in Seoul is 14:00 in London: poor at most.
    assert [amount for amount, _ in told(problem, placed(problem, {"talk#1": ("a", "21:00")}))] == [1]
    assert [one.text("en") for one in problem.rules[0].complaints(problem)] == [
        "The good hours end before they begin, so no showing lies in them; both times are of one day."
    ]
    assert [one.text("ko") for one in problem.rules[0].complaints(problem)] == [
        "좋은 시간대의 끝이 시작보다 빨라 해당하는 시각이 없습니다. 두 시각은 같은 날이어야 합니다."
    ]
