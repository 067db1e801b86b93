"""session_before: numbers done by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.session_before import SessionBefore
from tests.constraints.arena import CONFERENCE
from tests.constraints.support import placed, problem_of, told, told_in_both

AND_BY_CLOCK: dict[str, Any] = {
    "days": [{"date": "2026-09-01", "open": "08:00", "close": "12:00"}, {"date": "2026-09-02", "open": "13:00", "close": "16:00"}],
    "sessions": [
        *CONFERENCE["sessions"],
        {"id": "opening", "title": "Opening", "duration": 30, "track": "t3", "level": 0},
        {"id": "party", "title": "Party", "duration": 25, "track": "t3", "level": 5},
    ],
}  # fmt: skip
"""Sessions by the clock among those in blocks."""

CONTRACT: list[dict[str, object]] = [
    {"sessions": ["talk", "panel", "awards"], "min": 10},
    {"sessions": ["shorts", "mira"], "min": 5, "max": 60, "measure": "minutes", "same_room": True},
    {"before": {"tracks": ["comp"], "rooms": ["n1", "s1"]}, "after": {"days": ["2024-10-26"]}, "measure": "both_durations"},
    {"before": {"types": ["talk"]}, "same_day": True, "measure": "minutes", "max": 120},
    {"pairs": [["talk", "awards", 3], ["panel", "comp"], ["extra", "extra"]], "at_once": True, "measure": "minutes"},
    {"sessions": ["mira", "shorts"], "showings": "same", "at_once": True, "same_room": True, "select": {"venues": ["north"]}},
    {"by": "level", "alike": "theme", "measure": "both_durations"},
    {"arena": "conference", "by": "level", "alike": ["theme", "type"], "measure": "both_durations", "min": 10},
    {"arena": "conference", "sessions": ["p1", "p2", "p5"], "at_once": True, "same_room": True, "measure": "minutes"},
    {"arena": "conference", "before": {"tracks": ["t1"], "not": {"rooms": ["r3"]}}, "after": {"tracks": ["t2"]}, "same_day": True,
     "max": 20, "measure": "minutes"},
    {"arena": "conference", "pairs": [["p1", "t2", 2]], "same_room": True},
    {"arena": "conference", "changes": AND_BY_CLOCK, "by": "level", "min": 5, "max": 90, "measure": "minutes", "same_day": True},
    {"arena": "conference", "changes": AND_BY_CLOCK, "before": {"tracks": ["t3"]}, "after": {"tracks": ["t1", "t3"]},
     "at_once": True, "measure": "both_durations"},
]  # fmt: skip

SAYS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"before": {"types": ["talk"]}, "max": 30, "same_day": True},
        "All that is selected first ends before all that is selected next starts (0 to 30 minutes later, on the same day).",
        "먼저 선택한 행사가 모두 끝난 뒤 다음 행사가 시작합니다(0~30분 뒤, 같은 날).",
    ),
    (
        {"pairs": [["a", "b"], ["a", "c", 2]], "min": 5, "at_once": True},
        "Of 2 pairs the first ends before the second starts (at once, 5 minutes later or more).",
        "2쌍에서 앞 행사가 끝난 뒤 뒤 행사가 시작합니다(바로 이어서, 5분 이상 뒤).",
    ),
    (
        {"by": "level", "alike": "theme"},
        "Easier sessions end before harder ones start (with common theme).",
        "쉬운 행사가 끝난 뒤 어려운 행사가 시작합니다(theme이(가) 같은 행사끼리).",
    ),
]

DAY: dict[str, Any] = {
    "rooms": [{"id": "a", "turnaround": 10}, {"id": "b"}],
    "tracks": [{"id": "winners"}],
    "sessions": [
        {
            "id": "film",
            "title": {"en": "Film", "ko": "영화"},
            "duration": 60,
            "labels": {"theme": ["ai", "sea"]},
            "level": 1,
        },
        {
            "id": "talk",
            "title": {"en": "Talk", "ko": "대담"},
            "duration": 30,
            "labels": {"theme": ["ai", "sea"]},
            "level": 3,
        },
        {"id": "party", "duration": 120, "labels": {"theme": ["ai"]}, "level": 2},
        {"id": "again", "duration": 20, "showings": 2, "track": "winners"},
    ],
}
KIND: dict[str, Any] = {"kind": "session_before"}
ORDER: dict[str, Any] = {**KIND, "sessions": ["film", "talk"]}


def amounts(rule: dict[str, Any], places: dict[str, tuple[str, str]], festival: dict[str, Any] = DAY) -> list[int]:
    """What so many places cost."""
    problem = problem_of(festival, rule, grid=festival.get("grid", 1))
    return [amount for amount, _ in told(problem, placed(problem, places))]


@pytest.mark.parametrize(("talk", "missed"), [("10:59", [1]), ("11:00", []), ("20:00", []), ("09:00", [1])])
def test_what_comes_first_ends_before_the_next_starts(talk: str, missed: list[int]) -> None:
    assert amounts(ORDER, {"film#1": ("a", "10:00"), "talk#1": ("b", talk)}) == missed


@pytest.mark.parametrize(
    ("talk", "minutes"),
    [("11:19", [1]), ("11:20", []), ("11:40", []), ("11:41", [1]), ("10:30", [50]), ("09:00", [140])],
)
def test_the_wait_has_its_limits(talk: str, minutes: list[int]) -> None:
    rule = {**ORDER, "min": 20, "max": 40}
    assert amounts({**rule, "measure": "minutes"}, {"film#1": ("a", "10:00"), "talk#1": ("b", talk)}) == minutes
    assert amounts(rule, {"film#1": ("a", "10:00"), "talk#1": ("b", talk)}) == [1 for _ in minutes]
    both = {**rule, "measure": "both_durations"}
    assert amounts(both, {"film#1": ("a", "10:00"), "talk#1": ("b", talk)}) == [90 for _ in minutes]


@pytest.mark.parametrize(
    ("room", "talk", "missed"),
    [("a", "11:10", []), ("a", "11:14", []), ("a", "11:15", [1]), ("b", "11:04", [])],
)
def test_at_once_is_the_first_start_after_the_turnaround(room: str, talk: str, missed: list[int]) -> None:
    # From 11:10, when room a is free again, to the next five minutes.
    problem = problem_of(DAY, {**ORDER, "at_once": True}, grid=5)
    timetable = placed(problem, {"film#1": ("a", "10:00"), "talk#1": (room, talk)})
    assert [amount for amount, _ in told(problem, timetable)] == missed


def test_at_once_in_blocks_is_the_next_slot() -> None:
    blocks = [{"id": name, "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 3} for name in ("one", "two")]
    sessions = [{"id": "film", "slots": 1}, {"id": "talk", "slots": 1}]
    festival = {"rooms": DAY["rooms"], "blocks": blocks, "sessions": sessions}
    rule = {**ORDER, "at_once": True, "measure": "minutes"}
    assert amounts(rule, {"film#1": ("a", "one/1"), "talk#1": ("b", "one/2")}, festival) == []
    assert amounts(rule, {"film#1": ("a", "one/1"), "talk#1": ("b", "one/3")}, festival) == [40]
    # Another block is so far away as both are long, whichever comes first.
    assert amounts(rule, {"film#1": ("a", "one/3"), "talk#1": ("b", "two/1")}, festival) == [80]
    assert amounts(rule, {"film#1": ("a", "two/1"), "talk#1": ("b", "one/3")}, festival) == [80]
    assert amounts(ORDER, {"film#1": ("a", "one/3"), "talk#1": ("b", "two/1")}, festival) == []
    assert amounts(ORDER, {"film#1": ("a", "two/1"), "talk#1": ("b", "one/3")}, festival) == [1]


def test_room_and_day_may_be_the_same() -> None:
    two_days = {**DAY, "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}]}
    rule = {**ORDER, "same_room": True, "same_day": True}
    assert amounts(rule, {"film#1": ("a", "10:00"), "talk#1": ("a", "11:00")}, two_days) == []
    assert amounts(rule, {"film#1": ("a", "10:00"), "talk#1": ("b", "2024-10-26T11:00")}, two_days) == [1]
    early = {"film#1": ("a", "10:00"), "talk#1": ("b", "10:30")}
    assert amounts({**rule, "measure": "minutes"}, early, two_days) == [30, 90]
    assert amounts({**rule, "measure": "both_durations"}, early, two_days) == [90]


def test_a_chain_compares_neighbours_only() -> None:
    chain = {**KIND, "sessions": ["film", "talk", "party"]}
    assert amounts(chain, {"film#1": ("a", "15:00"), "party#1": ("b", "10:00")}) == []
    assert amounts(chain, {"film#1": ("a", "15:00"), "party#1": ("b", "10:00"), "talk#1": ("b", "14:00")}) == [1, 1]


def test_all_showings_or_those_of_the_same_label() -> None:
    festival = {**DAY, "sessions": [{**DAY["sessions"][0], "showings": 2}, {**DAY["sessions"][1], "showings": 2}]}
    there = {"film#1": ("a", "10:00"), "talk#1": ("b", "12:00"), "film#2": ("a", "14:00"), "talk#2": ("b", "16:00")}
    assert amounts(ORDER, there, festival) == [1]
    assert amounts({**ORDER, "showings": "same"}, there, festival) == []


def test_selectors_say_what_comes_first() -> None:
    there = {"film#1": ("a", "10:00"), "again#1": ("b", "10:30"), "again#2": ("b", "11:00"), "party#1": ("b", "09:00")}
    assert amounts({**KIND, "before": {"sessions": ["film"]}, "after": {"tracks": ["winners"]}}, there) == [1]
    assert amounts({**KIND, "before": {"sessions": ["film"]}}, there) == [1, 1]
    assert amounts({**KIND, "before": {"sessions": ["film"], "rooms": ["b"]}}, there) == []


def test_listed_pairs_have_their_price() -> None:
    rule = {**KIND, "pairs": [["film", "winners", 4], ["talk", "party"]]}
    there = {"film#1": ("a", "10:00"), "again#1": ("b", "10:30"), "talk#1": ("b", "13:00"), "party#1": ("a", "12:00")}
    assert amounts(rule, there) == [4, 1]
    assert amounts({**rule, "measure": "both_durations"}, there) == [4 * 80, 150]


def test_easier_sessions_come_before_harder_ones_among_alike() -> None:
    # Themes in common: film and talk two, film and party one, party and talk one.
    there = {"talk#1": ("a", "10:00"), "film#1": ("b", "10:00"), "party#1": ("a", "12:00")}
    assert sorted(amounts({**KIND, "by": "level"}, there)) == [1, 1]
    assert sorted(amounts({**KIND, "by": "level", "alike": "theme"}, there)) == [1, 2]
    assert sorted(amounts({**KIND, "by": "level", "alike": "theme", "measure": "both_durations"}, there)) == [150, 180]


def test_the_sentence_says_what_is_wrong() -> None:
    problem = problem_of(DAY, {**ORDER, "min": 20, "same_room": True})
    timetable = placed(problem, {"film#1": ("a", "10:00"), "talk#1": ("b", "11:05")})
    assert told(problem, timetable) == [
        (1, "Talk in b at 11:05 comes 15 min too early, in another room after Film in a, which ends at 11:00.")
    ]
    assert told(problem, timetable, "ko") == [
        (1, "a에서 11:00에 끝나는 영화 다음의 대담(b, 11:05): 15분 이름, 다른 상영관.")
    ]


def test_two_cannot_each_come_before_the_other() -> None:
    problem = problem_of(DAY, {**KIND, "sessions": ["film", "talk", "film"]})
    said = "Film and Talk should each end before the other starts."
    assert [str(one) for one in problem.rules[0].contradictions(problem)] == [said]
    problem = problem_of(DAY, {**KIND, "sessions": ["film", "talk", "party"]})
    assert list(problem.rules[0].contradictions(problem)) == []


def test_it_says_what_comes_before_what() -> None:
    rule = SessionBefore.model_validate({**ORDER, "min": 20, "max": 90, "same_room": True})
    assert rule.describe().text() == "film, talk come in this order (20 to 90 minutes later, in the same room)."
    assert rule.describe().text("ko") == "film, talk 순서로 열립니다(20~90분 뒤, 같은 상영관)."
    rule = SessionBefore.model_validate({"by": "level", "alike": "theme", "at_once": True, "min": 5})
    said = "Easier sessions end before harder ones start (with common theme, at once, 5 minutes later or more)."
    assert rule.describe().text() == said


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"sessions": ["film"]}, "say what comes before what", id="one session"),
        pytest.param({"sessions": ["film", "talk"], "min": 20, "max": 10}, "swap min and max", id="swapped"),
        pytest.param({"by": "size"}, "level", id="by something else"),
    ],
)
def test_what_means_nothing_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SessionBefore.model_validate(fields)


@pytest.mark.parametrize(
    ("rule", "places", "english", "korean"),
    [
        pytest.param({"max": 20}, {"talk#1": ("b", "11:25")}, "5 min too late", "5분 늦음", id="too late"),
        pytest.param({"same_day": True}, {"talk#1": ("b", "2024-10-26T11:25")}, "on another day", "다른 날", id="another day"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_else_is_wrong(
    rule: dict[str, Any], places: dict[str, tuple[str, str]], english: str, korean: str
) -> None:
    days = [{"date": "2024-10-25"}, {"date": "2024-10-26"}]
    problem = problem_of({**DAY, "days": days}, {**ORDER, **rule})
    ((en, ko),) = told_in_both(problem, placed(problem, {"film#1": ("a", "10:00"), **places}))
    assert f" comes {english} after Film in a, which ends at Fri 25 Oct 11:00." in en
    assert ko.endswith(f": {korean}.")


def test_the_sentence_of_another_block() -> None:
    blocks = [{"id": name, "from": "2024-10-25T10:00", "to": "2024-10-25T12:00", "slots": 3} for name in ("one", "two")]
    sessions = [{"id": "film", "slots": 1}, {"id": "talk", "slots": 1}]
    problem = problem_of({"rooms": DAY["rooms"], "blocks": blocks, "sessions": sessions}, {**ORDER, "max": 60})
    order = [("one/1", "two/1"), ("two/1", "one/1")]
    found = [told_in_both(problem, placed(problem, {"film#1": ("a", f), "talk#1": ("b", t)})) for f, t in order]
    assert [[(en.split(" after ")[0], ko.split(": ")[1]) for en, ko in one] for one in found] == [
        [("talk in b at 10:00 comes in another block", "다른 블록.")],
        [("talk in b at 10:00 comes in the wrong order", "순서가 바뀜.")],
    ]


def test_what_is_wrong_with_the_rule_in_both_languages() -> None:
    problem = problem_of(DAY, {**KIND, "sessions": ["film", "talk", "film"]})
    assert [one.text("ko") for one in problem.rules[0].contradictions(problem)] == [
        "영화와 대담이 서로 상대보다 먼저 끝나야 합니다."
    ]
    problem = problem_of(DAY, {**KIND, "by": "level", "alike": "thme"})
    assert [(one.text("en"), one.text("ko")) for one in problem.rules[0].complaints(problem)] == [
        ("No session has any thme.", "thme 값을 가진 세션이 없습니다.")
    ]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        pytest.param({"select": {"rooms": ["a"]}}, {}, id="elsewhere it does not count"),
        pytest.param({}, {"optional": True}, id="one may be left out"),
    ],
)
def test_two_that_need_not_both_be_placed_do_not_exclude_each_other(
    rule: dict[str, Any], changes: dict[str, Any]
) -> None:
    sessions = [{**DAY["sessions"][0], **changes}, *DAY["sessions"][1:]]
    problem = problem_of({**DAY, "sessions": sessions}, {**KIND, "sessions": ["film", "talk", "film"], **rule})
    assert list(problem.rules[0].contradictions(problem)) == []


def test_no_limit_means_the_minutes_it_names() -> None:
    with pytest.raises(ValidationError, match="nothing is at least 20 and at most 10 minutes later"):
        SessionBefore.model_validate({**ORDER, "min": 20, "max": 10})
    assert SessionBefore.model_validate({**ORDER, "min": 20, "max": 20}).max == 20
