"""Changes that would gain most: each promise is what the verifier says of the changed document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.answer import Answer, PlacedShowing, timetable_of
from scheduler.compile import compile_festival
from scheduler.explain.relaxing import transferred
from scheduler.explain.watch import Watch
from scheduler.formats.document import load, load_text
from scheduler.sensitivity import Sensitivity, sensitivity
from scheduler.verify import verify
from tests.cli.support import festival_in, run, timetable_in

FESTIVAL = """\
showgrid: 1
defaults: false
festival: {id: f, timezone: Asia/Seoul, grid: 30}
days: [{date: 2024-10-25, open: "10:00", close: "12:00"}]
rooms: [{id: big, capacity: 100}, {id: small, capacity: 60, open: [{from: "2024-10-25T10:00", to: "2024-10-25T15:00"}]}]
people: [{id: kim, available: [{from: "2024-10-25T13:00", to: "2024-10-25T15:00"}]}]
sessions:
  - {id: a, duration: 60, audience: 100, needs: [dcp]}
  - {id: b, duration: 60, audience: 100}
  - {id: c, duration: 60, audience: 100}
  - {id: d, duration: 60, audience: 80, people: [kim]}
pins: [{session: b, room: small}]
rules:
  - {kind: room_fits_audience, weight: 1}
  - {kind: person_available}
  - {kind: room_has_abilities, weight: 5}
"""
PLACES = [("a", "big", "10:00"), ("c", "big", "11:00"), ("b", "small", "10:00"), ("d", "small", "13:00")]
PRESENT: dict[str, Any] = {
    "showgrid": 1, "festival": "f",
    "placements": [{"session": s, "room": r, "start": f"2024-10-25T{t}+09:00"} for s, r, t in PLACES],
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    problem = compile_festival(load_text(FESTIVAL))
    answer = Answer(festival="f", placements=[PlacedShowing.model_validate(one) for one in PRESENT["placements"]])
    return sensitivity(problem, timetable_of(problem, answer), Watch(600.0))


def test_the_changes_that_gain_come_the_most_first(found: Sensitivity) -> None:
    told = [(str(one.change.sentence), one.gain[2]) for one in found.gains]

    assert (found.report.penalty, found.finished) == (65, True)
    assert told == [
        ("All halls stay open until 14:00 (120 minutes more).", 15),
        ("big stays open until 14:00 (120 minutes more).", 15),
        ("big gets dcp.", 5),
    ]


def test_each_promise_is_what_the_verifier_says_of_the_changed_document(found: Sensitivity) -> None:
    for one in found.gains:
        changed = compile_festival(one.change.made(found.report.problem.festival))
        report = verify(changed, transferred(changed, one.report.timetable))

        assert report.valid
        assert report.penalty == one.report.penalty
        assert found.report.by_tier[0] - report.by_tier[0] == one.gain[2] > 0


def test_who_stops_it_keeps_what_was_found() -> None:
    problem = compile_festival(load_text(FESTIVAL))
    answer = Answer(festival="f", placements=[PlacedShowing.model_validate(one) for one in PRESENT["placements"]])
    known: list[Sensitivity] = []

    found = sensitivity(
        problem, timetable_of(problem, answer), Watch(600.0, stopped=lambda: bool(known)), found=known.append
    )

    assert (len(found.gains), found.finished) == (1, False)


def test_the_command_tells_and_applies(tmp_path: Path) -> None:
    festival, timetable = festival_in(tmp_path, FESTIVAL), timetable_in(tmp_path, PRESENT)

    result = run(
        "sensitivity", festival, timetable, "--budget", 600, "--apply", 1, "-o", tmp_path / "more.yaml", "--json"
    )

    data = json.loads(result.stdout)
    assert (result.exit_code, data["penalty"], data["finished"], data["changes"][0]["number"]) == (0, 65, True, 1)
    assert load(tmp_path / "more.yaml").days[0].close == 14 * 60
    assert run("sensitivity", festival, timetable, "--apply", 1).exit_code == 2
    far = run("sensitivity", festival, timetable, "--budget", 600, "--apply", 99, "-o", tmp_path / "no.yaml")
    assert (far.exit_code, (tmp_path / "no.yaml").exists()) == (2, False)
