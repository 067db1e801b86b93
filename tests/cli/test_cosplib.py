"""``showgrid import cosplib`` and ``export cosplib``, as a person would give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import festival_in, run, timetable_in
from tests.generators.cosplib import instance
from tests.scorers.cosplib import score
from tests.scorers.cosplib_data import read_grid, read_instance, write_grid

DATA = Path(__file__).parents[1] / "data" / "cosplib"
INSTANCE, SOLUTION = DATA / "N2OR.xlsx", DATA / "N2OR-extended.xlsx"

COUNTED = "days: 2, rooms: 4, tracks: 8, people: 35, sessions: 35, blocks: 4, interests: 15, rules: 8\n"


def test_there_verified_and_back(tmp_path: Path) -> None:
    festival, timetable, out = (tmp_path / name for name in ("n2or.yaml", "timetable.json", "out.xlsx"))

    made = run("import", "cosplib", INSTANCE, "-o", festival, "--solution", SOLUTION, "--timetable", timetable)
    report = json.loads(run("verify", festival, timetable, "--json").stdout)
    written = run("export", "cosplib", festival, timetable, "-o", out)

    assert [(one.exit_code, one.stdout) for one in (made, written)] == [(0, "")] * 2
    assert (made.stderr, written.stderr) == (COUNTED, "")
    assert (report["valid"], report["penalty"]) == (True, 2)
    told = read_instance(INSTANCE.read_bytes())
    assert read_grid(told, out.read_bytes()) == read_grid(told, SOLUTION.read_bytes())
    assert score(told, read_grid(told, out.read_bytes())).total == 2


def test_an_instance_alone_becomes_a_festival_called_like_its_file(tmp_path: Path) -> None:
    result = run("import", "cosplib", INSTANCE, "-o", "-")

    assert (result.exit_code, result.stderr) == (0, COUNTED)
    assert "festival: {id: N2OR, name: N2OR, timezone: Etc/GMT" in result.stdout


def test_what_the_timetable_cannot_say_is_told(tmp_path: Path) -> None:
    told = read_instance(INSTANCE.read_bytes())
    grid = read_grid(told, SOLUTION.read_bytes())
    name = grid.cells.pop(next(iter(grid.cells)))
    part = tmp_path / "part.xlsx"
    part.write_bytes(write_grid(told, grid))

    result = run(
        "import", "cosplib", INSTANCE, "-o", tmp_path / "f.yaml", "--solution", part, "--timetable", tmp_path / "t.json"
    )

    assert (result.exit_code, result.stderr) == (0, COUNTED + f"{name} stands nowhere; it is not placed\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["cosplib", INSTANCE, "--timetable", "t.json"], f"{INSTANCE}: --timetable: there is no sheet 'sol', so no timetable; name its workbook with --solution"),
        (["cosplib", INSTANCE, "--solution", SOLUTION], "--solution: where shall its timetable be written? add --timetable TIMETABLE"),
        (["csv", INSTANCE, "--timetable", "t.json"], f"{INSTANCE}: --timetable: there is no column of starts in it, so no timetable"),
        (["cosplib", INSTANCE, "--into", "f.yaml"], "--into: this is for csv, not for cosplib"),
        (["cosplib", SOLUTION], None),
        (["cosplib", INSTANCE, "--timetable", "t.json", "--solution", "none.xlsx"], "none.xlsx: there is no such file"),
        (["cosplib", INSTANCE, "--timetable", "t.json", "--solution", __file__], f"{__file__}: this is no workbook; name an .xlsx file"),
    ],
)  # fmt: skip
def test_bad_input_ends_with_2_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[object], message: str | None
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("import", *options, "-o", "out.yaml")

    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    if message is not None:
        assert result.stderr == message + "\n"
    else:
        told = result.stderr.splitlines()
        assert told[0] == f"{SOLUTION}: parameters: there is no such sheet; there is 'sol', 'violations'"
        assert len(told) == 9


def test_every_damage_is_told_on_a_line_of_its_own(tmp_path: Path) -> None:
    made = instance(0)
    made.sheets["submissions"][1][2] = "two"
    made.sheets["submissions"][0][7] = "Mon9"
    file = tmp_path / "damaged.xlsx"
    file.write_bytes(made.workbook())

    result = run("import", "cosplib", file, "-o", tmp_path / "f.yaml")

    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["submissions!H1", "submissions!C2"]


def test_a_festival_by_the_clock_is_no_solution(tmp_path: Path) -> None:
    result = run("export", "cosplib", festival_in(tmp_path), timetable_in(tmp_path), "-o", tmp_path / "out.xlsx")

    assert (result.exit_code, (tmp_path / "out.xlsx").exists()) == (2, False)
    assert result.stderr.splitlines()[0] == (
        "opening#1: Opening has no block; the format knows only tracks in blocks and slots"
    )
