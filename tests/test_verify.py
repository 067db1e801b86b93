"""What is built in, told by the verifier; and that it knows no solver."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from scheduler.timetable import Timetable
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
    return [(one.rule, one.amount, str(one.sentence)) for one in verify(problem, placed(problem, places)).violations]


def test_a_good_timetable_breaks_nothing_and_lacks_only_what_is_optional() -> None:
    problem = problem_of(HALLS)
    report = verify(problem, placed(problem, WHERE))
    assert (report.violations, report.valid, report.penalty) == ([], True, 7)


def test_an_empty_timetable_is_not_valid() -> None:
    problem = problem_of(HALLS)
    report = verify(problem, Timetable(problem, {}))
    assert ([v.rule for v in report.violations], report.valid) == (["placed"] * 4, False)


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


def test_three_at_once_are_one_too_many_for_two() -> None:
    places = {**WHERE, "film#1": ("pair", "18:00"), "talk#1": ("pair", "18:30")}
    assert broken(places) == [("room_free", 1, "pair holds 2 at once and has 3 when talk starts.")]


def test_a_sentence_in_korean() -> None:
    problem = problem_of(HALLS)
    (violation,) = verify(problem, placed(problem, {**WHERE, "shorts#1": ("a", "11:15")})).violations
    assert violation.sentence.text("ko") == "a: film 및 정리 시간이 끝나기 5분 전에 shorts이(가) 시작합니다."


def test_a_waiver_is_listed_and_lapses_when_the_showing_moves() -> None:
    problem = problem_of(HALLS)
    timetable = placed(problem, {**WHERE, "film#1": ("pair", "10:02")})
    start = problem.clock.local(timetable.placements[0].start)
    waiver = Waiver("grid", (("film", 1, "pair", start),), who="Ann", why="the train")
    assert [one.why for _, one in verify(problem, timetable, [waiver]).waived] == ["the train"]
    assert verify(problem, timetable, [waiver]).valid
    moved = placed(problem, {**WHERE, "film#1": ("pair", "10:03")})
    assert not verify(problem, moved, [waiver]).valid


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
