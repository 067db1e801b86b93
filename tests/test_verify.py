"""What is built in, told by the verifier; and that it knows no solver."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from scheduler.constraint import Violation
from scheduler.timetable import Placement, Timetable
from scheduler.verify import Waiver, verify
from tests.constraints.support import placed, problem_of

HALLS: dict[str, Any] = {
    "rooms": [
        {"id": "a", "turnaround": 20, "turnaround_by_type": {"shorts": 5}},
        {"id": "b", "types": ["talk"]},
        {"id": "pair", "parallel": 2},
        {"id": "whole", "parts_of": ["a"]},
    ],
    "sessions": [
        {"id": "film", "duration": 60, "type": "screening"},
        {"id": "shorts", "duration": 60, "type": "shorts"},
        {"id": "talk", "duration": 60, "type": "talk", "rooms": ["b", "pair"]},
        {"id": "late", "duration": 60, "windows": [{"from": "2024-10-25T18:00", "to": "2024-10-25T20:00"}]},
        {"id": "extra", "duration": 30, "optional": True, "value": 7},
    ],
    "pins": [{"session": "shorts", "room": "a", "day": "2024-10-25"}],
}
WHERE = {"film#1": ("a", "10:00"), "shorts#1": ("a", "11:20"), "talk#1": ("b", "10:00"), "late#1": ("pair", "18:00")}


def broken(places: dict[str, tuple[str, str]], **changes: Any) -> list[tuple[object, int, str]]:
    """Name, amount and sentence of each violation of a timetable."""
    problem = problem_of({**HALLS, **changes})
    found = verify(problem, placed(problem, places)).violations
    assert all(blames_whom_it_names(one) for one in found)
    return [(one.rule, one.amount, str(one.sentence)) for one in found]


def blames_whom_it_names(violation: Violation) -> bool:
    """Whether the placements at fault, which people go to and waive, are of showings in the sentence.

    Of several that are too many at once it names the last.
    """
    named = violation.sentence.text("en")
    return any(one.showing.name() in named for one in violation.placements)


def test_a_good_timetable_breaks_nothing_and_lacks_only_what_is_optional() -> None:
    problem = problem_of(HALLS)
    report = verify(problem, placed(problem, WHERE))
    assert (report.violations, report.valid, report.penalty) == ([], True, 7)


def test_an_empty_timetable_is_not_valid() -> None:
    problem = problem_of(HALLS)
    report = verify(problem, Timetable(problem, {}))
    missing = [(one.rule, one.subject, one.placements) for one in report.violations]
    assert missing == [("placed", f"{session}#1", ()) for session in ("film", "shorts", "talk", "late")]
    assert not report.valid


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(
            {"shorts#1": ("a", "11:15")},
            [("room_free", 5, "a: shorts starts 5 minutes before film and its turnaround are over.")],
            id="turnaround of twenty after a film",
        ),
        pytest.param({"film#1": ("a", "12:25")}, [], id="five minutes after shorts"),
        pytest.param(
            {"film#1": ("b", "12:00")}, [("types", 1, "b takes no screening, so not film.")], id="room of another type"
        ),
        pytest.param({"talk#1": ("a", "14:00")}, [("rooms", 1, "talk may not be in a.")], id="a room not named"),
        pytest.param(
            {"late#1": ("pair", "17:30")}, [("windows", 30, "late lies 30 minutes outside its windows.")], id="half outside"
        ),
        pytest.param({"film#1": ("a", "08:45")}, [("hours", 15, "film lies 15 minutes outside the hours of a.")], id="closed"),
        pytest.param({"film#1": ("pair", "21:30")}, [("hours", 30, "film lies 30 minutes outside the hours of pair.")], id="past closing"),
        pytest.param(
            {"film#1": ("pair", "10:02")}, [("grid", 2, "film starts at 10:02, not on a multiple of 5 minutes.")], id="off the grid"
        ),
        pytest.param({"shorts#1": ("pair", "11:20")}, [("pins", 1, "shorts is pinned to a.")], id="a pin"),
        pytest.param(
            {"film#1": ("whole", "11:00")},
            [("room_free", 40, "a: shorts starts 40 minutes before film and its turnaround are over.")],
            id="rooms that share floor",
        ),
        pytest.param(
            {"film#1": ("whole", "17:00"), "extra#1": ("a", "17:10")},
            [("room_free", 30, "a: extra starts 50 minutes before film and its turnaround are over.")],
            id="the whole of a short one",
        ),
        pytest.param({"film#1": ("pair", "18:00")}, [], id="two at once where two fit"),
    ],
)  # fmt: skip
def test_what_is_built_in(changed: dict[str, tuple[str, str]], expected: list[tuple[str, int, str]]) -> None:
    assert broken({**WHERE, **changed}) == expected


def test_two_in_a_room_cost_no_more_than_the_length_of_the_later() -> None:
    festival = {"rooms": [{"id": "a"}], "sessions": [{"id": "film", "duration": 60}, {"id": "toast", "duration": 1}]}
    problem = problem_of(festival, grid=1)
    (violation,) = verify(problem, placed(problem, {"film#1": ("a", "10:00"), "toast#1": ("a", "10:30")})).violations
    assert (violation.rule, violation.amount) == ("room_free", 1)


def test_three_at_once_are_one_too_many_for_two() -> None:
    places = {**WHERE, "film#1": ("pair", "18:00"), "talk#1": ("pair", "18:30")}
    assert broken(places) == [("room_free", 1, "pair holds 2 at once and has 3 when talk starts.")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"talk#1": ("a", "14:00")}, "talk: a에는 배정할 수 없습니다."),
        ({"film#1": ("b", "12:00")}, "b에는 screening 유형을 배정할 수 없습니다: film."),
        ({"late#1": ("pair", "17:30")}, "late: 허용된 시간대를 30분 벗어납니다."),
        ({"film#1": ("a", "08:45")}, "film: a의 운영 시간을 15분 벗어납니다."),
        ({"film#1": ("pair", "10:02")}, "film: 시작 시각 10:02이 5분 단위가 아닙니다."),
        ({"shorts#1": ("pair", "11:20")}, "shorts: a에 고정되어 있습니다."),
        ({"film#1": ("pair", "18:00"), "talk#1": ("pair", "18:30")}, "pair: 동시에 2개까지 가능하나 talk 시작 때 3개입니다."),
    ],
)  # fmt: skip
def test_what_is_built_in_in_korean(changed: dict[str, tuple[str, str]], sentence: str) -> None:
    problem = problem_of(HALLS)
    report = verify(problem, placed(problem, {**WHERE, **changed}))
    assert [one.sentence.text("ko") for one in report.violations] == [sentence]


def test_a_showing_that_lies_nowhere_is_named() -> None:
    problem = problem_of(HALLS)
    (missing,) = verify(problem, placed(problem, {k: at for k, at in WHERE.items() if k != "film#1"})).violations
    assert (missing.rule, missing.amount, missing.placements) == ("placed", 1, ())
    assert (missing.sentence.text("en"), missing.sentence.text("ko")) == (
        "film is not placed.",
        "film: 배정되지 않았습니다.",
    )
    assert missing.subject == problem.by_key["film", 1].key


def test_a_showing_is_given_its_length() -> None:
    problem = problem_of(HALLS)
    timetable = placed(problem, WHERE)
    film = timetable.placements[problem.by_key["film", 1].index]
    cut = timetable.moved({film.showing.index: replace(film, end=film.end - 10 * problem.minute)})
    (violation,) = verify(problem, cut).violations
    assert (violation.rule, violation.amount, violation.subject) == ("length", 10, "")
    assert violation.placements == (cut.placements[film.showing.index],)
    assert violation.sentence.text("en") == "film is given 50 minutes and lasts 60."
    assert violation.sentence.text("ko") == "film: 길이는 60분인데 50분이 배정되었습니다."


@pytest.mark.parametrize(("start", "off"), [("10:01", 1), ("10:04", 1), ("10:03", 2)])
def test_off_the_grid_the_nearest_multiple_counts(start: str, off: int) -> None:
    assert [amount for _, amount, _ in broken({**WHERE, "film#1": ("pair", start)})] == [off]


@pytest.mark.parametrize(
    ("windows", "outside"),
    [
        pytest.param([("18:00", "19:00"), ("19:00", "20:00")], [], id="that touch are one"),
        pytest.param([("19:00", "20:00"), ("18:00", "19:10")], [], id="in any order, overlapping"),
        pytest.param([("18:00", "20:00"), ("18:10", "18:20")], [], id="one within another"),
        pytest.param([("18:00", "18:50"), ("19:00", "20:00")], [30], id="of two apart the better one"),
        pytest.param([("10:00", "11:00"), ("21:00", "22:00")], [60], id="all of it outside"),
    ],
)
def test_windows(windows: list[tuple[str, str]], outside: list[int]) -> None:
    given = [{"from": f"2024-10-25T{low}", "to": f"2024-10-25T{high}"} for low, high in windows]
    sessions = [{**one, "windows": given} if one["id"] == "late" else one for one in HALLS["sessions"]]
    assert [n for _, n, _ in broken({**WHERE, "late#1": ("pair", "18:30")}, sessions=sessions)] == outside


def test_what_a_showing_says_of_itself_holds_instead_of_its_session() -> None:
    showings = [{"label": 1}, {"label": 2, "rooms": ["b"]}]
    sessions = [{"id": "film", "type": "talk", "duration": 30, "rooms": ["a"], "showings": showings}]
    there = {"film#1": ("a", "10:00"), "film#2": ("b", "10:00")}
    assert broken(there, sessions=sessions, pins=[]) == []
    swapped = broken({"film#1": ("b", "10:00"), "film#2": ("a", "10:00")}, sessions=sessions, pins=[])
    assert swapped == [("rooms", 1, "film (2) may not be in a."), ("rooms", 1, "film (1) may not be in b.")]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param({"film#1": ("whole", "12:20")}, [(5, "whole: film starts 5 minutes before shorts and its turnaround are over.")], id="too soon"),
        pytest.param({"film#1": ("whole", "12:25")}, [], id="turnaround kept"),
        pytest.param({"film#1": ("whole", "10:20")}, [], id="the part is used when the whole is over"),
    ],
)  # fmt: skip
def test_a_room_and_its_part_keep_turnaround(
    places: dict[str, tuple[str, str]], expected: list[tuple[int, str]]
) -> None:
    assert [(amount, text) for _, amount, text in broken({**WHERE, **places})] == expected


def test_a_room_for_two_keeps_turnaround_as_well() -> None:
    rooms = [*HALLS["rooms"][:2], {"id": "pair", "parallel": 2, "turnaround": 15}, HALLS["rooms"][3]]
    there = {**WHERE, "film#1": ("pair", "18:00"), "talk#1": ("pair", "19:10")}
    assert broken(there, rooms=rooms) == [("room_free", 1, "pair holds 2 at once and has 3 when talk starts.")]
    assert broken({**there, "talk#1": ("pair", "19:15")}, rooms=rooms) == []


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        pytest.param({"room": "pair"}, [], id="the room"),
        pytest.param({"day": "2024-10-25"}, [], id="the day"),
        pytest.param({"day": "2024-10-26"}, [(1, "film is pinned to 2024-10-26.")], id="another day"),
        pytest.param({"start": "2024-10-25T10:00"}, [], id="the start"),
        pytest.param({"start": "2024-10-25T10:20"}, [(20, "film is pinned to 10:20.")], id="too early"),
        pytest.param({"start": "2024-10-25T09:30"}, [(30, "film is pinned to 09:30.")], id="too late"),
        pytest.param({"showing": 2, "room": "a"}, [], id="another showing"),
        pytest.param({"room": "a", "start": "2024-10-25T10:20"}, [(1, "film is pinned to a."), (20, "film is pinned to 10:20.")], id="both"),
    ],
)  # fmt: skip
def test_pins(pin: dict[str, Any], expected: list[tuple[int, str]]) -> None:
    days = [{"date": "2024-10-25"}, {"date": "2024-10-26"}]
    found = broken({**WHERE, "film#1": ("pair", "10:00")}, days=days, pins=[{"session": "film", **pin}])
    assert found == [("pins", amount, text) for amount, text in expected]


@pytest.mark.parametrize(
    ("freeze", "expected"),
    [
        ("room", [(1, "film is pinned to a.")]),
        ("start", [(1430, "film is pinned to 10-26 10:00.")]),
        ("day", [(1, "film is pinned to 2024-10-26.")]),
        ("all", [(1, "film is pinned to a."), (1430, "film is pinned to 10-26 10:00.")]),
    ],
)
def test_what_is_frozen_stays_as_published(freeze: str, expected: list[tuple[int, str]]) -> None:
    changes = {
        "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}],
        "pins": [{"select": {"sessions": ["film", "late"], "not": {"sessions": ["late"]}}, "freeze": freeze}],
        "published": [
            {"session": "late", "room": "a", "start": "2024-10-25T18:00"},
            {"session": "film", "room": "a", "start": "2024-10-26T10:00"},
        ],
    }
    found = broken({**WHERE, "film#1": ("pair", "10:10")}, **changes)
    assert found == [("pins", amount, text) for amount, text in expected]
    stays = {**WHERE, "film#1": ("a", "2024-10-26T10:00")}
    assert broken(stays, **changes) == []


IN_BLOCKS: dict[str, Any] = {
    "days": [],
    "rooms": [{"id": "a"}],
    "blocks": [
        {"id": "m", "from": "2024-10-25T09:00", "to": "2024-10-25T12:00", "slots": 3},
        {"id": "n", "from": "2024-10-25T13:00", "to": "2024-10-25T14:00", "types": ["keynote"]},
    ],
    "sessions": [
        {"id": "talk", "type": "talk", "slots": 2, "optional": True},
        {"id": "only", "type": "talk", "slots": 1, "blocks": ["m"], "optional": True},
        {"id": "key", "type": "keynote", "duration": "block", "optional": True},
    ],
}


@pytest.mark.parametrize(
    ("session", "block", "slot", "expected"),
    [
        pytest.param("talk", 0, 1, [], id="the last two slots"),
        pytest.param("talk", 0, 2, [("slots", 1, "talk does not fit the slots of block m.", "talk: 블록 m의 칸에 들어가지 않습니다.")], id="one beyond"),
        pytest.param("talk", 0, 3, [("slots", 2, "talk does not fit the slots of block m.", "talk: 블록 m의 칸에 들어가지 않습니다.")], id="two beyond"),
        pytest.param("talk", 0, -1, [("slots", 1, "talk does not fit the slots of block m.", "talk: 블록 m의 칸에 들어가지 않습니다.")], id="no slot"),
        pytest.param("talk", -1, -1, [("blocks", 1, "talk lies in no block.", "talk: 블록 밖에 있습니다.")], id="no block"),
        pytest.param(
            "only", 1, 0,
            [
                ("blocks", 1, "only may not be in block n.", "only: 블록 n에는 배정할 수 없습니다."),
                ("types", 1, "Block n takes no talk, so not only.", "블록 n에는 talk 유형을 배정할 수 없습니다: only."),
            ],
            id="another block, for other types",
        ),
        pytest.param("key", 1, 0, [], id="all of a block"),
        pytest.param("key", 0, 0, [("slots", 1, "key does not fit the slots of block m.", "key: 블록 m의 칸에 들어가지 않습니다.")], id="a block in pieces"),
    ],
)  # fmt: skip
def test_blocks_and_slots(session: str, block: int, slot: int, expected: list[tuple[str, int, str, str]]) -> None:
    problem = problem_of(IN_BLOCKS)
    showing = problem.by_key[session, 1]
    start = problem.clock.minutes(datetime(2024, 10, 25, 13 if block == 1 else 9)) * problem.minute
    there = Placement(showing, 0, start, start + 60 * problem.minute, 0, block, slot)
    found = verify(problem, Timetable(problem, {showing.index: there})).violations
    assert all(one.placements == (there,) for one in found)
    assert [(one.rule, one.amount, one.sentence.text("en"), one.sentence.text("ko")) for one in found] == expected


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        ({"block": "m"}, []), ({"block": "n"}, ["only is pinned to n."]),
        ({"slot": 2}, []), ({"slot": 1}, ["only is pinned to 1."]),
    ],
)  # fmt: skip
def test_pins_in_blocks(pin: dict[str, Any], expected: list[str]) -> None:
    problem = problem_of({**IN_BLOCKS, "pins": [{"session": "only", **pin}]})
    report = verify(problem, placed(problem, {"only#1": ("a", "m/2")}))
    assert [str(one.sentence) for one in report.violations] == expected


def test_slots_follow_each_other_without_turnaround() -> None:
    problem = problem_of({**IN_BLOCKS, "rooms": [{"id": "a", "turnaround": 20}]})
    assert verify(problem, placed(problem, {"talk#1": ("a", "m/1"), "only#1": ("a", "m/3")})).violations == []
    overlap = verify(problem, placed(problem, {"talk#1": ("a", "m/1"), "only#1": ("a", "m/2")})).violations
    assert [(one.rule, one.amount) for one in overlap] == [("room_free", 60)]


LATE: dict[str, Any] = {"kind": "time_preferred", "hours": {"from": "18:00", "to": "20:00"}, "weight": 3}


def test_points_are_summed_up_tier_by_tier() -> None:
    rules = [
        {**LATE, "select": {"sessions": ["film"]}},
        {**LATE, "tier": 2, "measure": "showing"},
        {**LATE, "weight": None, "select": {"sessions": ["late"]}},
    ]
    problem = problem_of({**HALLS, "rules": rules})
    report = verify(problem, placed(problem, WHERE))
    # The film is eight hours early; film, shorts and talk are early at all; what is optional counts 7 at tier 0.
    assert report.by_tier == {0: 7 + 3 * 480, 2: 3 * 3}
    assert report.penalty == [7 + 3 * 480, 9]
    assert report.amounts() == {
        problem.rules[0]: (1, 480, 1440), problem.rules[1]: (3, 3, 9), problem.rules[2]: (0, 0, 0),
    }  # fmt: skip


def test_a_tier_of_a_must_is_none() -> None:
    problem = problem_of({**HALLS, "rules": [{**LATE, "weight": None, "tier": 3}, LATE]})
    report = verify(problem, placed(problem, {"late#1": ("pair", "18:00")}))
    assert (report.by_tier, report.penalty) == ({0: 7}, 7)
    assert report.amounts()["placed"] == (3, 3, 0)
    assert not report.valid


def test_a_broken_should_leaves_a_timetable_valid_and_a_broken_must_does_not() -> None:
    for weight, valid in ((1, True), (None, False)):
        problem = problem_of({**HALLS, "rules": [{**LATE, "weight": weight}]})
        report = verify(problem, placed(problem, WHERE))
        assert (report.valid, len(report.violations)) == (valid, 3)
        assert [one.rule for one in report.broken] == [problem.rules[0]] * (0 if valid else 3)


def test_a_waiver_is_of_one_rule_and_one_subject() -> None:
    away = [{"from": "2024-10-25T10:00", "to": "2024-10-25T10:30"}]
    festival = {
        "rooms": [{"id": "a"}, {"id": "b"}],
        "people": [{"id": "kim", "away": away}, {"id": "lee", "away": away}],
        "sessions": [{"id": "talk", "duration": 60, "people": ["kim", "lee"]}, {"id": "other", "duration": 30}],
    }
    problem = problem_of(festival, {"kind": "person_available"})
    timetable = placed(problem, {"talk#1": ("a", "10:00"), "other#1": ("b", "10:00")})
    ten = problem.clock.local(timetable.placements[0].start // problem.minute)
    talk, other = (("talk", 1, "a", ten),), (("other", 1, "b", ten),)

    def waived(*waivers: Waiver) -> list[tuple[str, str]]:
        return [(one.subject, waiver.who) for one, waiver in verify(problem, timetable, waivers).waived]

    assert waived(Waiver("person_available", talk, who="A", subject="kim")) == [("kim", "A")]
    assert waived(Waiver("person_available", talk, who="A")) == [("kim", "A"), ("lee", "A")]
    assert waived(Waiver("person_available", talk, who="A", subject="lee"), Waiver("person_available", talk, who="B")) == [
        ("kim", "B"), ("lee", "A"),
    ]  # fmt: skip
    assert (
        waived(Waiver("person_load", talk), Waiver("person_available", other), Waiver("person_available", talk + other))
        == []
    )
    report = verify(problem, timetable, [Waiver("person_available", talk, subject="kim")])
    assert ([one.subject for one in report.broken], report.valid) == (["lee"], False)


def test_a_sentence_in_korean() -> None:
    problem = problem_of(HALLS)
    (violation,) = verify(problem, placed(problem, {**WHERE, "shorts#1": ("a", "11:15")})).violations
    assert violation.sentence.text("ko") == "a: film 및 정리 시간이 끝나기 5분 전에 shorts가 시작합니다."


def test_a_waiver_is_listed_and_lapses_when_the_showing_moves() -> None:
    problem = problem_of(HALLS)
    timetable = placed(problem, {**WHERE, "film#1": ("pair", "10:02")})
    start = problem.clock.local(timetable.placements[0].start)
    waiver = Waiver("grid", (("film", 1, "pair", start),), who="Ann", why="the train")
    report = verify(problem, timetable, [waiver])
    assert ([one.why for _, one in report.waived], report.lapsed, report.valid) == (["the train"], [], True)

    report = verify(problem, placed(problem, {**WHERE, "film#1": ("pair", "10:03")}), [waiver])
    assert (report.waived, report.lapsed, report.valid) == ([], [waiver], False)

    over = replace(waiver, past=True)
    report = verify(problem, timetable, [over, waiver])
    assert ([one for _, one in report.waived], report.lapsed, report.valid) == ([waiver], [over], True)


def test_a_timetable_is_verified_without_any_solver() -> None:
    script = (
        "import sys\n"
        "sys.modules['ortools'] = None\n"
        "from scheduler.compile import compile_festival\n"
        "from scheduler.formats.document import load\n"
        "from scheduler.samples import sample\n"
        "from scheduler.timetable import Timetable\n"
        "from scheduler.verify import verify\n"
        "problem = compile_festival(load(sample('too-full')))\n"
        "print(len(verify(problem, Timetable(problem, {})).violations))\n"
        "print(sorted(name for name in sys.modules if name.startswith('ortools.')))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "15\n[]\n"
