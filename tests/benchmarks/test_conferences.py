"""A conference of others by the commands alone, from its workbook to a workbook that its own measure scores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.laboratory.conferences import run

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("workbook", "showings", "points"),
    [("cosplib/N2OR", 35, 1), ("optaplanner/18talks-6timeslots-5rooms", 18, 34245)],
)
def test_from_workbook_to_workbook(
    benchmark: BenchmarkFixture, measured: None, tmp_path: Path, workbook: str, showings: int, points: int
) -> None:
    file = (DATA / workbook).with_suffix(".xlsx")

    row = benchmark.pedantic(run, args=(file, tmp_path, 10.0, 0, 1), rounds=1)  # type: ignore[no-untyped-call]  # typed in part

    assert (row.instance, row.showings, row.end, row.broken) == (file.stem, showings, points, 0)
    made = [f"{file.stem}-10-0.json", f"{file.stem}-10-0.xlsx", f"{file.stem}.yaml"]
    assert sorted(one.name for one in tmp_path.iterdir()) == made
