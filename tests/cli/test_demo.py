"""``showgrid demo`` solves a sample, prints its day, and hands it to everybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.cli import demo
from scheduler.compile import compile_festival
from scheduler.formats.document import load_text
from scheduler.solve import Progress
from scheduler.timetable import Timetable
from scheduler.verify import Report, verify
from tests.cli.support import FESTIVAL, run


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


def nothing_of(text: str) -> Report:
    """A timetable in which nothing is placed: valid only if there is nothing to place."""
    problem = compile_festival(load_text(text))
    return verify(problem, Timetable(problem, {}))


@pytest.mark.parametrize(
    ("valid_from", "asked", "ends", "late"),
    [
        (0.0, None, 60.0, 0),
        (45.0, None, 60.0, 0),
        (55.0, None, 65.0, 0),
        (80.0, None, 90.0, 1),
        (None, None, None, 1),
        (None, 20.0, 20.0, 0),
    ],
    ids=["at once", "in time", "just in time", "late", "never", "stopped"],
)
def test_the_demo_goes_on_until_its_timetable_is_valid_and_a_little(
    monkeypatch: pytest.MonkeyPatch, valid_from: float | None, asked: float | None, ends: float | None, late: int
) -> None:
    seconds, told = 0.0, list[int]()
    monkeypatch.setattr(demo, "monotonic", lambda: seconds)
    patience = demo.Patience(60, lambda: asked is not None and seconds >= asked, lambda _: None, lambda: told.append(1))
    partial, whole = (nothing_of(text) for text in (FESTIVAL, FESTIVAL.partition("sessions:")[0]))

    while not patience() and seconds < 200:
        report = whole if valid_from is not None and seconds >= valid_from else partial
        patience.hear(Progress(seconds, "improve", report, None, 0, 4))
        seconds += 1

    assert (seconds if seconds < 200 else None, len(told)) == (ends, late)


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
