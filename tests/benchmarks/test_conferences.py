"""A conference of others, from its workbook to a workbook that its own measure scores."""

from __future__ import annotations

from pathlib import Path

from tests.laboratory.conferences import run

DATA = Path(__file__).parents[1] / "data"


def test_a_conference_goes_through_the_commands(measured: None, tmp_path: Path) -> None:
    row = run(DATA / "cosplib" / "N2OR.xlsx", tmp_path, 10.0, seed=0, workers=1)

    assert (row.instance, row.showings, row.end, row.broken, row.bound, row.gap) == ("N2OR", 35, 1, 0, 1, 0.0)
    assert row.memory > 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["N2OR-10-0.json", "N2OR-10-0.xlsx", "N2OR.yaml"]


def test_talks_go_through_them_too(measured: None, tmp_path: Path) -> None:
    row = run(DATA / "optaplanner" / "18talks-6timeslots-5rooms.xlsx", tmp_path, 10.0, seed=0, workers=1)

    assert (row.showings, row.broken, row.end) == (18, 0, 34245)
