"""Whatever is given, there is one line for each fault, exit status 2, nothing written and no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import FESTIVAL, PLACES, answer, festival_in, run, timetable_in

NO_TIMETABLE = "this is a festival, not a timetable; the timetable, which showgrid solve writes, is named second"
EMPTY, BINARY = b"", bytes(range(128, 256)) * 4
FESTIVALS = {
    "empty": (EMPTY, "the file is empty"),
    "only spaces": (b" \n", "the file is empty"),
    "no text": (BINARY, "line 1: this is no UTF-8 text; save the file as UTF-8"),
    "too large": (b"#" * 50_000_001, "the file is larger than 50 MB; that is no festival"),
    "another's workbook": (b"PK\x03\x04", "this is a workbook; let its name end in .xlsx"),
    "an old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        "this is an old workbook (.xls), or one with a password; save it as .xlsx without a password",
    ),
    "a timetable": (
        b'{"showgrid": 1, "festival": "f", "placements": []}',
        "this is a timetable, not a festival; the festival is named first",
    ),
    "a tab": (
        b"showgrid: 1\ndays:\n\t- {date: 2024-10-25}\n",
        "line 3: this line begins with a tab; YAML is indented with spaces",
    ),
    "no version": (
        b"festival: {id: f}",
        "showgrid, line 1: this is missing; begin the document with the line showgrid: 1",
    ),
    "a zone by its abbreviation": (
        b"showgrid: 1\nfestival: {id: f, timezone: KST}",
        "festival.timezone, line 2: there is no time zone 'KST'; did you mean 'Asia/Pyongyang' or 'Asia/Seoul'?",
    ),
}
TIMETABLES = {
    "empty": (EMPTY, "this is empty, so no timetable"),
    "no text": (BINARY, "this is no text in UTF-8, so no timetable"),
    "too large": (b" " * 50_000_001, "the file is larger than 50 MB"),
    "endless number": (
        b'{"showgrid": ' + b"9" * 5000 + b"}",
        "this is no timetable: a number in it has thousands of digits",
    ),
    "no JSON": (b"placements: []", "this is no timetable: no JSON at line 1, column 1"),
    "a festival": (FESTIVAL.encode(), NO_TIMETABLE),
    "a festival in JSON": (b'{"showgrid": 1, "festival": {"id": "f"}, "rooms": []}', NO_TIMETABLE),
    "a list": (b"[]", "this is no timetable: a mapping with placements is expected"),
    "another version": (b'{"showgrid": 2}', "showgrid: this is no timetable of version 1; write showgrid: 1"),
    "too deep": (
        b"[" * 100_000,
        "this is no timetable: it is nested far too deep",
    ),
}


@pytest.mark.parametrize(("data", "message"), FESTIVALS.values(), ids=FESTIVALS)
def test_a_festival_that_is(tmp_path: Path, data: bytes, message: str) -> None:
    path, output = tmp_path / "festival.yaml", tmp_path / "out.json"
    path.write_bytes(data)

    result = run("solve", path, "-o", output)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{path}: {message}\n")
    assert not output.exists()


@pytest.mark.parametrize(("data", "message"), TIMETABLES.values(), ids=TIMETABLES)
def test_a_timetable_that_is(tmp_path: Path, data: bytes, message: str) -> None:
    path, output = tmp_path / "timetable.json", tmp_path / "day.html"
    path.write_bytes(data)

    result = run("export", "html", festival_in(tmp_path), path, "-o", output)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{path}: {message}\n")
    assert not output.exists()


def test_every_fault_of_a_festival_is_one_line(tmp_path: Path) -> None:
    text = (
        FESTIVAL.replace("track: main", "track: mian")
        .replace("rooms: [big]", "rooms: [bog]")
        .replace("type: talk,", "tpye: talk,")
    )
    path = festival_in(tmp_path, text)

    result = run("verify", path, "-", given="{}")

    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 3)
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [str(path)] * 3


@pytest.mark.parametrize("command", ["verify", "diff", "export"])
def test_a_file_that_is_not_there(tmp_path: Path, command: str) -> None:
    missing, here = tmp_path / "none.yaml", timetable_in(tmp_path)
    rests: dict[str, list[object]] = {
        "verify": [missing, here],
        "diff": [missing, here, here],
        "export": ["csv", missing, here, "-o", tmp_path / "out"],
    }

    result = run(command, *rests[command])

    assert (result.exit_code, result.stderr) == (2, f"{missing}: there is no such file\n")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("f.xls", "; save it as .xlsx"), ("f.csv", "; a table of sessions is read by showgrid import csv"), ("f.pdf", "")],
)
def test_a_file_of_another_sort_is_told_what_to_become(tmp_path: Path, name: str, hint: str) -> None:
    path = tmp_path / name
    path.write_text("id,title", encoding="utf-8")

    told = f"{path}: a festival's name ends in .json, .xlsx, .yaml or .yml, not in {path.suffix}{hint}\n"
    assert run("solve", path, "-o", "-").stderr == told


def test_a_workbook_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "sessions.xlsx"
    path.write_bytes(b"PK\x03\x04")

    told = "this is a workbook; read it by showgrid import xlsx, or save it as CSV"
    assert run("import", "csv", path, "-o", "-").stderr == f"{path}: {told}\n"


@pytest.mark.parametrize(
    ("format_", "options", "faults"),
    [
        ("html", ["--room", "big"], ["--room: html holds everything; this is for ics and pdf"]),
        ("csv", ["--alarm", "30"], ["--alarm: csv holds everything; this is for ics"]),
        (
            "pdf",
            ["--alarm", "30", "--track", "main"],
            ["--alarm: pdf holds everything; this is for ics", "--track: pdf holds everything; this is for ics"],
        ),
    ],
)
def test_an_option_that_a_format_would_leave_aside_is_refused(
    tmp_path: Path, format_: str, options: list[str], faults: list[str]
) -> None:
    result = run("export", format_, festival_in(tmp_path), timetable_in(tmp_path), *options, "-o", tmp_path / "out")

    assert (result.exit_code, sorted(result.stderr.splitlines())) == (2, faults)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", ["abc", "nan", "", "1m"])
def test_a_budget_that_is_no_number(tmp_path: Path, value: str) -> None:
    result = run("solve", festival_in(tmp_path), "--budget", value, "-o", "-")

    told = f"Error: Invalid value for '--budget': {value!r} is no number; write seconds, such as 60"
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, told)


def test_a_command_that_is_misspelt_is_guessed() -> None:
    result = run("slove", "festival.yaml")

    told = "Error: there is no command 'slove'; did you mean 'solve'?"
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["kinds"], ["export", "csv", "F", "T", "-o", "-"], ["verify", "F", "T"]])
def test_a_full_disk_is_told_in_a_line(tmp_path: Path, arguments: list[str]) -> None:
    files = {"F": str(festival_in(tmp_path)), "T": str(timetable_in(tmp_path))}
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", *(files.get(a, a) for a in arguments)]

    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    told = "standard output: cannot be written: No space left on device\n"
    assert (result.returncode, result.stderr) == (2, told)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    festival = festival_in(tmp_path)

    assert run("solve", tmp_path, "-o", "-").stderr == f"{tmp_path}: this is a folder; name a file in it\n"
    assert run("verify", festival, tmp_path).stderr == f"{tmp_path}: this is a folder; name a file in it\n"


def test_an_output_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    festival, timetable = festival_in(tmp_path), timetable_in(tmp_path)
    nowhere = tmp_path / "none" / "t.json"

    assert (
        run("solve", festival, "-o", nowhere).stderr
        == f"{nowhere}: there is no folder {str(nowhere.parent)!r}; make it first\n"
    )
    assert run("solve", festival, "-o", tmp_path).stderr == f"{tmp_path}: this is a folder; name a file\n"
    assert run("solve", festival, "-o", festival).stderr == f"{festival}: this is what is read; name another file\n"
    assert run("export", "csv", festival, timetable, "-o", timetable).exit_code == 2
    assert festival.read_text("utf-8") == FESTIVAL
    assert json.loads(timetable.read_text("utf-8")) == answer(PLACES)


@pytest.mark.parametrize(
    ("placement", "fault"),
    [
        ({"start": "2024-10-25"}, "start"),
        ({"start": "25:00"}, "start"),
        (
            {"end": "2024-10-25T09:00+09:00"},
            "end: opening#1 ends before it starts; leave the end out, or give a later one",
        ),
        ({"start": None}, "start: give the start of the showing"),
        ({"floor": 3}, "floor"),
        ({"showing": "first"}, "showing"),
    ],
)
def test_a_placement_that_cannot_be_understood(tmp_path: Path, placement: dict[str, object], fault: str) -> None:
    data = answer(PLACES)
    data["placements"][0] |= placement
    path = timetable_in(tmp_path, data)

    result = run("verify", festival_in(tmp_path), path)

    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert result.stderr.startswith(f"{path}: placements.0.{fault}")


def test_a_slot_that_the_block_does_not_have(tmp_path: Path) -> None:
    festival = """\
showgrid: 1
festival: {id: small, timezone: Asia/Seoul}
rooms: [{id: big}]
blocks: [{id: morning, from: "2024-10-25T10:00", to: "2024-10-25T12:00", slots: 4}]
sessions: [{id: talk, slots: 1}]
"""
    placement = {"session": "talk", "room": "big", "block": "morning", "slot": 5}
    path = timetable_in(tmp_path, {**answer([]), "placements": [placement]})

    result = run("verify", festival_in(tmp_path, festival), path)

    assert (result.exit_code, result.stderr) == (
        2,
        f"{path}: placements.0.slot: block 'morning' has the slots 1 to 4, and no 5\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["solve"],
        ["fly"],
        ["solve", "festival.yaml"],
        ["export", "docx", "a", "b", "-o", "c"],
        ["solve", "a", "-o", "b", "--budget", "-1"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments", [("verify", "-", "-"), ("diff", "F", "-", "-"), ("solve", "-", "--start", "-", "-o", "-")]
)
def test_standard_input_is_one_file_only(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    given = FESTIVAL if arguments[0] != "diff" else json.dumps(answer(PLACES))

    result = run(*(festival_in(tmp_path) if a == "F" else a for a in arguments), given=given)

    told = "standard input: this can be only one of the files; give another one by its name\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="only Unix has a name for it")
def test_standard_output_by_its_name_is_standard_output(tmp_path: Path) -> None:
    files = ["export", "csv", str(festival_in(tmp_path)), str(timetable_in(tmp_path)), "-o"]
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", *files]

    named, usual = (subprocess.run([*command, name], capture_output=True, check=True) for name in ("/dev/stdout", "-"))

    assert (named.stdout, named.stderr) == (usual.stdout, usual.stderr) != (b"", b"")
