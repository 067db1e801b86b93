"""``showgrid demo`` solves a sample, prints its day, and hands it to everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.solve import Options, Result
from scheduler.timetable import Timetable
from scheduler.verify import verify
from tests.cli.support import run

if TYPE_CHECKING:
    import pytest

    from scheduler.problem import Problem


def test_the_demo_writes_something_for_everybody_and_prints_the_day(tmp_path: Path) -> None:
    folder = tmp_path / "out"

    result = run("demo", "--budget", 0.5, "--at-most", 0.5, "--out", folder)

    assert result.exit_code in (0, 4)
    assert sorted(one.name for one in folder.iterdir()) == [
        "day.en.html",
        "day.ko.html",
        "festival.yaml",
        "kim-dae-sik.ics",
        "running-order-hall-a.pdf",
        "timetable.json",
    ]
    assert (folder / "running-order-hall-a.pdf").read_bytes()[:5] == b"%PDF-"
    assert (folder / "kim-dae-sik.ics").read_bytes()[:15] == b"BEGIN:VCALENDAR"
    assert "Fri 25 October 2024" in result.stdout
    assert str(folder / "day.ko.html") in result.stdout
    assert run("verify", folder / "festival.yaml", folder / "timetable.json").exit_code in (0, 1)


def test_the_demo_goes_on_until_all_is_placed_or_its_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Options] = []

    def search(problem: Problem, options: Options, **_: object) -> Result:
        asked.append(options)
        report = verify(problem, Timetable(problem, {}))
        return Result(report, "UNKNOWN" if len(asked) < 3 else "FEASIBLE", 7 if len(asked) == 1 else None, [], 2.0)

    monkeypatch.setattr("scheduler.solve.solve", search)

    patient = run("demo", "--fixture", "impossible-guest", "--budget", 2, "--out", tmp_path)
    rounds, asked[:] = [(one.budget, one.seed, one.start is None) for one in asked], []
    hurried = run("demo", "--fixture", "impossible-guest", "--budget", 2, "--at-most", 5, "--out", tmp_path)

    assert rounds == [(2.0, 0, True), (15.0, 1, False), (15.0, 2, False)]
    assert [one.budget for one in asked] == [2.0, 3.0, 1.0]
    assert "bound 7" in patient.stdout
    assert "6.0 s" in patient.stdout
    assert [line.partition(":")[0] for line in hurried.stderr.splitlines()][2:] == ["Not valid yet"] * 2


def test_a_sample_that_there_is_not_is_told(tmp_path: Path) -> None:
    result = run("demo", "--fixture", "kaif-2024", "--out", tmp_path / "out")

    assert (result.exit_code, result.stderr) == (
        2,
        "--fixture: there is no sample festival 'kaif-2024'; did you mean 'kaiff-2024'?\n",
    )
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")

    result = run("demo", "--out", tmp_path / "out")

    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'out'}: this is a file; name a folder\n")
