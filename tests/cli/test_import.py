"""``showgrid import`` makes a festival of what other programs write."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.formats.document import dump, load, load_text
from tests.cli.support import FESTIVAL, festival_in, run

TABLE = "id,title,type,duration,rooms\nmatinee,가족 상영,screening,40,big\nlive,Live,concert,30,little\n"


@pytest.mark.parametrize("name", ["f.yaml", "f.json", "f.xlsx"])
def test_a_workbook_becomes_a_festival_in_any_spelling(tmp_path: Path, name: str) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(dump(load_text(FESTIVAL), ".xlsx"))

    result = run("import", "xlsx", book, "-o", tmp_path / name)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert load(tmp_path / name).document() == load(book).document()


def test_a_table_of_sessions_joins_a_festival(tmp_path: Path) -> None:
    table = tmp_path / "sessions.csv"
    table.write_text(TABLE, encoding="utf-8")

    result = run("import", "csv", table, "--into", festival_in(tmp_path), "-o", tmp_path / "f.yaml")

    made = load(tmp_path / "f.yaml")
    assert result.exit_code == 0
    assert [(one.id, one.type, one.duration, one.rooms) for one in made.sessions] == [
        ("matinee", "screening", 40, ["big"]),
        ("live", "concert", 30, ["little"]),
    ]
    assert [room.id for room in made.rooms] == ["big", "little"]


def test_a_table_is_read_from_standard_input_and_a_festival_written_to_standard_output() -> None:
    result = run("import", "csv", "-", "-o", "-", given="id,title,duration\nlive,Live,30\n")

    assert result.exit_code == 0
    assert [(one.id, one.duration) for one in load_text(result.stdout).sessions] == [("live", 30)]


@pytest.mark.parametrize(
    ("format_", "data", "output", "message"),
    [
        ("xlsx", b"id,title", "f.yaml", "{file}: this is no workbook, though its name ends in .xlsx"),
        ("csv", b"", "f.yaml", "{file}: there is no session in it; write a header and a row for each session"),
        (
            "csv",
            TABLE.encode(),
            "f.txt",
            "{output}: how is it to be written? end its name in .yaml, .yml, .json, .xlsx",
        ),
    ],
    ids=["no workbook", "no table", "no spelling"],
)
def test_what_cannot_be_imported_is_told_and_nothing_written(
    tmp_path: Path, format_: str, data: bytes, output: str, message: str
) -> None:
    file, target = tmp_path / "in", tmp_path / output
    file.write_bytes(data)

    result = run("import", format_, file, "-o", target)

    assert (result.exit_code, result.stderr) == (2, message.format(file=file, output=target) + "\n")
    assert not target.exists()
