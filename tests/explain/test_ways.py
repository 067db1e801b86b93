"""What is left out comes with the cheapest way that was tried to let it in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.answer import Answer, timetable_of
from scheduler.compile import compile_festival
from scheduler.explain.watch import Watch
from scheduler.explain.ways import ways
from scheduler.formats.document import load_text
from tests.cli.support import festival_in, run, timetable_in

FESTIVAL = """\
showgrid: 1
defaults: false
festival: {id: f, timezone: Asia/Seoul, grid: 30}
days: [{date: 2024-10-25, open: "10:00", close: "13:00"}]
rooms: [{id: hall, capacity: 50}]
sessions: [{id: a, duration: 60}, {id: b, duration: 60}, {id: c, duration: LONG}]
"""


def laid(*places: tuple[str, str]) -> dict[str, object]:
    placements = [{"session": s, "room": "hall", "start": f"2024-10-25T{t}+09:00"} for s, t in places]
    return {"showgrid": 1, "festival": "f", "placements": placements}


@pytest.mark.parametrize(
    ("minutes", "b", "expected"),
    [
        (60, "11:00", "Put it at hall 12:00; the penalty changes by 0."),
        (60, "11:30", "Put it at hall 11:00 and move b to hall 12:00; the penalty changes by 0."),
        (120, "11:00", "All halls stay open until 14:00 (60 minutes more)."),
    ],
    ids=["free", "moved", "changed"],
)
def test_it_is_let_in_by_the_least_that_works(minutes: int, b: str, expected: str) -> None:
    problem = compile_festival(load_text(FESTIVAL.replace("LONG", str(minutes))))
    answer = Answer.model_validate(laid(("a", "10:00"), ("b", b)))

    (way,) = ways(problem, timetable_of(problem, answer), Watch(600.0))

    assert (way.showing.key, str(way.sentence)) == ("c#1", expected)


def test_verify_tells_it_when_asked(tmp_path: Path) -> None:
    festival = festival_in(tmp_path, FESTIVAL.replace("LONG", "60"))
    timetable = timetable_in(tmp_path, laid(("a", "10:00"), ("b", "11:00")))

    korean = run("verify", festival, timetable, "--ways", 600, "--lang", "ko")

    assert korean.exit_code == 1
    assert korean.stdout.splitlines()[-1] == "배정하려면: c: hall 12:00에 둡니다. 감점 변화 0."


def test_solve_tells_it_when_asked(tmp_path: Path) -> None:
    festival = festival_in(tmp_path, FESTIVAL.replace("LONG", "120"))

    result = run("solve", festival, "--deterministic", 1, "--ways", 600, "-o", tmp_path / "t.json")

    assert result.exit_code == 3
    assert "lets it in: " in result.stderr.splitlines()[-1]
    (left,) = json.loads((tmp_path / "t.json").read_text("utf-8"))["unplaced"]
    assert result.stderr.splitlines()[-1] == f"lets it in: {left['session']}: {left['way']}"


def test_verify_tells_programs_too(tmp_path: Path) -> None:
    files = festival_in(tmp_path, FESTIVAL.replace("LONG", "60")), timetable_in(tmp_path, laid(("a", "10:00")))

    data = json.loads(run("verify", *files, "--ways", 600, "--json").stdout)

    way = {"session": "b", "showing": 1, "way": "Put it at hall 11:00; the penalty changes by 0."}
    assert (data["ways"][0], [one["session"] for one in data["ways"]], data["differs"]) == (way, ["b", "c"], [])
