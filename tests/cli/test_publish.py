"""``showgrid publish`` announces a timetable and remembers; what does not follow is refused and nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.support import FESTIVAL, PLACES, answer, festival_in, run, timetable_in

AT = "2024-10-01T09:00:00+00:00"
LATER = "2024-10-02T09:00:00+00:00"
ELSEWHERE = [*PLACES[:-1], ("talk", 1, "little", "11:30")]


def published_in(folder: Path, *options: object, at: str = AT, places: Any = PLACES, name: str = "p.json") -> Path:
    """The timetable as a publication in a file."""
    timetable, output = timetable_in(folder, answer(places)), folder / name
    result = run("publish", festival_in(folder), timetable, "-o", output, "--at", at, *options)
    assert result.exit_code == 0, result.stderr
    return output


def test_versions_follow_each_other_in_one_file(tmp_path: Path) -> None:
    path = published_in(tmp_path)
    first = json.loads(path.read_text("utf-8"))

    result = run(
        "publish", tmp_path / "festival.yaml", timetable_in(tmp_path, answer(ELSEWHERE)), "--previous", path,
        "-o", path, "--at", LATER,
    )  # fmt: skip

    second = json.loads(path.read_text("utf-8"))
    assert (first["version"], second["version"], result.exit_code) == (1, 2, 0)
    assert result.stderr.splitlines()[0] == "Version 2: 1 moved, 0 new, 0 taken out, 0 told differently."
    assert [(one["session"], one["sequence"]) for one in second["showings"] if one["sequence"]] == [("talk", 1)]


def test_nothing_new_is_the_same_bytes(tmp_path: Path) -> None:
    path = published_in(tmp_path)
    again = published_in(tmp_path, "--previous", path, at=LATER, name="again.json")

    assert again.read_bytes() == path.read_bytes()


def test_a_publication_is_a_timetable_for_every_command(tmp_path: Path) -> None:
    path = published_in(tmp_path)
    festival, timetable = tmp_path / "festival.yaml", tmp_path / "timetable.json"

    for command in (["verify"], ["export", "csv", "-o", "-"]):
        one, other = (run(*command[:2], festival, file, *command[2:]) for file in (path, timetable))
        assert one.stdout.replace(str(path), "") == other.stdout.replace(str(timetable), "")
    assert run("diff", festival, timetable, path).stdout == "Nothing moved.\n"


def refused(folder: Path, *options: object, festival: str = FESTIVAL, output: str = "new.json") -> list[str]:
    """Faults of publishing; whatever file there was or was not stays so."""
    path = folder / output
    there = path.read_bytes() if path.exists() else None
    result = run("publish", festival_in(folder, festival), timetable_in(folder), "-o", path, "--at", LATER, *options)
    assert (result.exit_code, path.read_bytes() if path.exists() else None) == (2, there)
    return result.stderr.replace(f"{folder}/", "").splitlines()


def test_another_festivals_publication_is_refused(tmp_path: Path) -> None:
    path = published_in(tmp_path)
    other = FESTIVAL.replace("id: small", "id: large")
    own = timetable_in(tmp_path, answer(PLACES) | {"festival": "large"}, "large.json")

    result = run(
        "publish", festival_in(tmp_path, other), own, "--previous", path, "-o", tmp_path / "new.json", "--at", LATER
    )

    assert (result.exit_code, result.stderr) == (2, "festival: the publication before is of 'small', not of 'large'\n")
    assert not (tmp_path / "new.json").exists()


def test_an_older_version_never_overwrites_a_newer_one(tmp_path: Path) -> None:
    old = published_in(tmp_path)
    published_in(tmp_path, "--previous", old, at=LATER, places=ELSEWHERE, name="new.json")

    told = "new.json: it holds version 2 of 'small' already; name it by --previous, or another file"
    assert refused(tmp_path, "--previous", old) == [told]
    assert refused(tmp_path) == [told]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, "old.json: there is no such file"),
        (
            "{",
            "old.json: this is no timetable: no JSON at line 1, column 2",
        ),
        (
            json.dumps(answer(PLACES)),
            "old.json: this is a timetable that was never published; showgrid publish makes a publication of it",
        ),
    ],
)
def test_what_is_no_publication_is_refused(tmp_path: Path, text: str | None, fault: str) -> None:
    if text is not None:
        (tmp_path / "old.json").write_text(text, encoding="utf-8")

    assert refused(tmp_path, "--previous", tmp_path / "old.json") == [fault]


def test_a_time_without_its_offset_is_refused(tmp_path: Path) -> None:
    result = run("publish", festival_in(tmp_path), timetable_in(tmp_path), "-o", "-", "--at", "2024-10-01 09:00")

    told = "'2024-10-01 09:00' is no time with its offset; write 2024-10-20T09:00+09:00"
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: Invalid value for '--at': {told}")
