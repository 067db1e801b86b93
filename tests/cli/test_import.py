"""``showgrid import`` makes a festival of what other programs write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scheduler.formats.document import dump, load, load_text
from tests.cli.support import FESTIVAL, festival_in, run, timetable_in
from tests.formats.conference_book import changed
from tests.formats.published import PENTABARF

TABLE = "id,title,type,duration,rooms\nmatinee,가족 상영,screening,40,big\nlive,Live,concert,30,little\n"


@pytest.mark.parametrize("name", ["f.yaml", "f.json", "f.xlsx"])
def test_a_workbook_becomes_a_festival_in_any_spelling(tmp_path: Path, name: str) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(dump(load_text(FESTIVAL), ".xlsx"))

    result = run("import", "xlsx", book, "-o", tmp_path / name)

    told = "days: 1, rooms: 2, tracks: 1, people: 2, sessions: 3, rules: 2\n"
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", told)
    assert load(tmp_path / name).document() == load(book).document()


def test_a_table_of_sessions_joins_a_festival(tmp_path: Path) -> None:
    table = tmp_path / "sessions.csv"
    table.write_text(TABLE, encoding="utf-8")

    result = run("import", "csv", table, "--into", festival_in(tmp_path), "-o", tmp_path / "f.yaml")

    made = load(tmp_path / "f.yaml")
    assert result.exit_code == 0
    assert result.stderr == "days: 1, rooms: 2, tracks: 1, people: 2, sessions: 5, rules: 2\n"
    assert [(one.id, one.type, one.duration, one.rooms) for one in made.sessions] == [
        ("opening", "ceremony", 30, ["big"]),
        ("film", "screening", 60, []),
        ("talk", "talk", 45, []),
        ("matinee", "screening", 40, ["big"]),
        ("live", "concert", 30, ["little"]),
    ]
    assert [room.id for room in made.rooms] == ["big", "little"]


@pytest.mark.parametrize("column", ["id", "title"])
def test_a_table_changes_of_a_session_that_is_there_only_what_it_says(tmp_path: Path, column: str) -> None:
    festival = festival_in(tmp_path, FESTIVAL.replace("title: {en: Who Dreams?, ko: 누가 꿈꾸는가}", "title: Talk"))
    table = tmp_path / "sessions.csv"
    table.write_text(f"{column},duration,audience\nTalk,50,70\n".replace("Talk", "talk" if column == "id" else "Talk"))

    result = run("import", "csv", table, "--into", festival, "-o", tmp_path / "f.yaml")

    before, after = load(festival).document(), load(tmp_path / "f.yaml").document()
    assert result.exit_code == 0
    assert after == {
        **before,
        "sessions": [*before["sessions"][:2], {**before["sessions"][2], "duration": 50, "audience": 70}],
    }


def test_a_document_is_turned_into_a_workbook_and_back(tmp_path: Path) -> None:
    festival, book = festival_in(tmp_path), tmp_path / "f.xlsx"

    assert run("import", "yaml", festival, "-o", book).exit_code == 0
    assert run("import", "xlsx", book, "-o", tmp_path / "f.json").exit_code == 0
    assert run("import", "json", tmp_path / "f.json", "-o", tmp_path / "g.yaml").exit_code == 0

    assert load(tmp_path / "g.yaml").document() == load(festival).document()


def test_a_table_is_read_from_standard_input_and_a_festival_written_to_standard_output() -> None:
    result = run("import", "csv", "-", "-o", "-", given="id,title,duration\nlive,Live,30\n")

    assert result.exit_code == 0
    assert [(one.id, one.duration) for one in load_text(result.stdout).sessions] == [("live", 30)]


@pytest.mark.parametrize(
    ("format_", "data", "output", "message"),
    [
        ("xlsx", b"id,title", "f.yaml", "{file}: this is no workbook (.xlsx)"),
        ("csv", b"\n\n", "f.yaml", "{file}: the file is empty"),
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


CONFERENCE = Path(__file__).parents[1] / "data" / "optaplanner" / "18talks-6timeslots-5rooms.xlsx"


def test_a_conference_workbook_goes_through_and_comes_back(tmp_path: Path) -> None:
    festival, timetable, again = tmp_path / "f.yaml", tmp_path / "t.json", tmp_path / "again.xlsx"

    results = [
        run("import", "optaplanner", CONFERENCE, "-o", festival, "--timetable", timetable),
        run("export", "optaplanner", festival, timetable, "-o", again),
        run("import", "optaplanner", again, "-o", tmp_path / "g.yaml", "--timetable", tmp_path / "u.json"),
    ]

    assert [(result.exit_code, result.stdout) for result in results] == [(0, "")] * 3
    assert (tmp_path / "g.yaml").read_bytes() == festival.read_bytes()
    assert (tmp_path / "u.json").read_bytes() == timetable.read_bytes()


@pytest.mark.parametrize("name", ["f.yaml", "-"])
def test_festival_and_timetable_go_to_two_files(tmp_path: Path, name: str) -> None:
    output = "-" if name == "-" else tmp_path / name

    result = run("import", "optaplanner", CONFERENCE, "-o", output, "--timetable", output)

    message = f"--timetable: the festival is written to {output}; name another file"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{message}\n")
    assert list(tmp_path.iterdir()) == []


def test_hard_constraints_become_points_if_asked(tmp_path: Path) -> None:
    assert run("import", "optaplanner", CONFERENCE, "-o", tmp_path / "f.yaml", "--hard", "points").exit_code == 0

    assert [rule.kind for rule in load(tmp_path / "f.yaml").rules if rule.must] == []


def test_a_damaged_conference_workbook_is_told_by_file_sheet_and_cell(tmp_path: Path) -> None:
    def damage(book: Any) -> None:
        book["Talks"]["U2"] = "many"
        book["Rooms"]["A4"] = "R 1"

    file = tmp_path / "damaged.xlsx"
    file.write_bytes(changed(CONFERENCE.read_bytes(), damage))

    result = run("import", "optaplanner", file, "-o", tmp_path / "f.yaml")

    assert (result.exit_code, result.stderr.splitlines()) == (
        2,
        [
            f"{file}: Rooms!A4: there is 'R 1' in Rooms!A3 already; give one of them another name",
            f"{file}: Talks!U2: 'many' is no whole number; write one, as a number and not as text",
        ],
    )
    assert not (tmp_path / "f.yaml").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--hard", "points"], "--hard: this is for optaplanner, not for csv"),
        (
            ["--timetable", "t.json"],
            "{file}: --timetable: there is no column of starts in it, so no timetable",
        ),
    ],
)
def test_an_option_of_another_format_is_refused(tmp_path: Path, options: list[str], message: str) -> None:
    table = tmp_path / "sessions.csv"
    table.write_text(TABLE, encoding="utf-8")

    result = run("import", "csv", table, "-o", tmp_path / "f.yaml", *options)

    assert (result.exit_code, result.stderr) == (2, f"{message.format(file=table)}\n")


def test_a_published_programme_becomes_a_festival_and_its_timetable(tmp_path: Path) -> None:
    file, festival, timetable = tmp_path / "schedule.xml", tmp_path / "f.yaml", tmp_path / "t.json"
    file.write_text(PENTABARF, "utf-8")

    result = run("import", "schedule-xml", file, "-o", festival, "--timetable", timetable, "--lang", "ko")

    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "days: 2, rooms: 1, tracks: 1, people: 2, sessions: 3",
            "추정: 시간대가 없어 UTC(으)로 보았습니다. 아니면 --timezone으로 알려 주세요",
            "추정: line 37 (Second day): 'janson'과 'Janson'을 같은 방으로 보았습니다",
        ],
    )
    assert run("verify", festival, timetable).exit_code == 0


@pytest.mark.parametrize("options", [[], ["--timezone", "Middle/Earth"]], ids=["cut off", "no such zone"])
def test_of_a_published_programme_that_is_refused_nothing_is_written(tmp_path: Path, options: list[str]) -> None:
    file, festival, timetable = tmp_path / "schedule.xml", tmp_path / "f.yaml", tmp_path / "t.json"
    file.write_text(PENTABARF if options else PENTABARF[:900], "utf-8")

    result = run("import", "schedule-xml", file, "-o", festival, "--timetable", timetable, *options)

    assert (result.exit_code, festival.exists(), timetable.exists()) == (2, False, False)
    assert result.stderr.startswith(f"{file}: ")


GRID = "날짜,시간,상영관,제목,분\n2024-10-25,오후 7:30,1관,파도,118\n2024-10-25,25:30,1관,심야,60\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_a_timetable_as_people_keep_it_becomes_a_festival_and_its_timetable(tmp_path: Path, encoding: str) -> None:
    file, festival, timetable = tmp_path / "grid.csv", tmp_path / "f.yaml", tmp_path / "t.json"
    file.write_text(GRID, encoding)

    result = run("import", "csv", file, "-o", festival, "--timetable", timetable, "--timezone", "Asia/Seoul")

    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            "days: 1, rooms: 1, sessions: 2",
            "grid: A 날짜 = day, B 시간 = start, C 상영관 = room, D 제목 = title, E 분 = duration",
        ],
    )
    assert run("verify", festival, timetable).exit_code == 0


def test_a_column_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "grid.csv"
    file.write_text("when,what,spot\n2024-10-25 10:00,Talk,Hall\n")

    good = run(
        "import",
        "csv",
        file,
        "-o",
        tmp_path / "f.yaml",
        "--header",
        "start=A",
        "--header",
        "title=what",
        "--header",
        "room=C",
    )
    bad = run("import", "csv", file, "-o", tmp_path / "g.yaml", "--header", "colour=A")

    assert (good.exit_code, [room.id for room in load(tmp_path / "f.yaml").rooms]) == (0, ["hall"])
    assert (bad.exit_code, bad.stderr[:60]) == (2, f"{file}: --header: 'colour=A': write such as start=C"[:60])


def test_an_exported_workbook_comes_back_with_its_timetable(tmp_path: Path) -> None:
    festival, timetable, book = festival_in(tmp_path), timetable_in(tmp_path), tmp_path / "book.xlsx"

    results = [
        run("export", "xlsx", festival, timetable, "-o", book),
        run("import", "xlsx", book, "-o", tmp_path / "g.yaml", "--timetable", tmp_path / "u.json"),
        run("diff", tmp_path / "g.yaml", timetable, tmp_path / "u.json"),
    ]

    assert [result.exit_code for result in results] == [0, 0, 0]
    assert results[2].stdout == run("diff", festival, timetable, timetable).stdout
    assert load(tmp_path / "g.yaml").document() == load(festival).document()
