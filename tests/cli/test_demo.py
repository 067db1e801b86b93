"""``showgrid demo`` solves a sample, prints its day, and hands it to everybody."""

from __future__ import annotations

from pathlib import Path

from tests.cli.support import run


def test_the_demo_writes_something_for_everybody_and_prints_the_day(tmp_path: Path) -> None:
    folder = tmp_path / "out"

    result = run("demo", "--budget", 0.5, "--out", folder)

    assert result.exit_code == 0
    assert sorted(one.name for one in folder.iterdir()) == [
        "day.en.html",
        "day.ko.html",
        "kim-dae-sik.ics",
        "running-order-hall-a.pdf",
        "timetable.json",
    ]
    assert (folder / "running-order-hall-a.pdf").read_bytes()[:5] == b"%PDF-"
    assert (folder / "kim-dae-sik.ics").read_bytes()[:15] == b"BEGIN:VCALENDAR"
    assert "Fri 25 October 2024" in result.stdout
    assert str(folder / "day.ko.html") in result.stdout.replace("\n", "")


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

    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'out'}: this folder cannot be made: File exists\n")
