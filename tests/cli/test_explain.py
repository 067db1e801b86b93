"""``explain`` as a person gives it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.support import PLACES, answer, festival_in, run, timetable_in
from tests.explain.test_story import IMPOSSIBLE_GUEST

FIXTURES = Path(__file__).parents[2] / "fixtures"
TAKEN = "big@2024-10-25T11:00"
GUEST = FIXTURES / "impossible-guest" / "festival.yaml"


def test_a_conflict_is_told_as_a_story() -> None:
    result = run("explain", GUEST)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[:9] == [
        "No complete timetable is possible.",
        "",
        "Conflict 1 of 1",
        *(f"  {line}" for line in IMPOSSIBLE_GUEST["en"]),
    ]


def test_in_korean() -> None:
    result = run("explain", GUEST, "--lang", "ko")

    assert result.stdout.splitlines()[:9] == [
        "전체 시간표는 불가능합니다.",
        "",
        "충돌 1/1",
        *(f"  {line}" for line in IMPOSSIBLE_GUEST["ko"]),
    ]


def test_for_a_program() -> None:
    data = json.loads(run("explain", GUEST, "--json").stdout)

    assert (data["festival"], data["possible"], data["finished"]) == ("impossible-guest", False, True)
    (conflict,) = data["conflicts"]
    assert conflict["story"] == IMPOSSIBLE_GUEST["en"]
    assert conflict["left_out"] == [{"session": "keynote", "showing": 1}]
    assert [part["kind"] for part in conflict["parts"]] == [
        "placed", "placed", "pin", "available", "person", "rooms", "rule", "room_free",
    ]  # fmt: skip
    assert conflict["parts"][3] == {
        "kind": "available",
        "key": ["available", "prof-kim"],
        "about": [{"list": "people", "id": "prof-kim"}],
        "sentence": "Prof. Kim is there only 13:00–15:00.",
    }


def test_a_possible_festival(tmp_path: Path) -> None:
    result = run("explain", festival_in(tmp_path))

    assert (result.exit_code, result.stdout) == (
        0,
        "A complete timetable is possible: nothing that must hold clashes.\n",
    )


def test_a_festival_that_cannot_be_read(tmp_path: Path) -> None:
    result = run("explain", tmp_path / "missing.yaml")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path / 'missing.yaml'}: there is no such file\n"


def test_a_change_that_helps_is_written_and_helps(tmp_path: Path) -> None:
    result = run("explain", GUEST, "--apply", "3", "-o", tmp_path / "longer.yaml")

    assert result.stdout.splitlines()[-5:] == [
        "    1. Opening may start at another time; all else of its pin stays.",
        "    2. Opening may be in another room; all else of its pin stays.",
        "    3. Prof. Kim stays until 15:55 (55 minutes longer).",
        "    4. Prof. Kim is there from 11:35 (85 minutes earlier).",
        "    5. Keynote: The Organ and the Projector does without Prof. Kim.",
    ]
    assert run("explain", tmp_path / "longer.yaml").stdout.startswith("A complete timetable is possible")


def test_a_change_that_is_not_there_writes_nothing(tmp_path: Path) -> None:
    result = run("explain", GUEST, "--apply", "9", "-o", tmp_path / "longer.yaml")

    assert (result.exit_code, result.stderr) == (
        2,
        "--apply: there is no change 9; those that were tried and help are 1 to 5\n",
    )
    assert not (tmp_path / "longer.yaml").exists()


def test_one_showing_for_a_program_and_what_differs(tmp_path: Path) -> None:
    files = festival_in(tmp_path), timetable_in(tmp_path, answer(PLACES, revision="0123"))

    here, there = (run("explain", *files, "--session", "talk", *more, "--json") for more in ((), ("--at", TAKEN)))

    account, visit = json.loads(here.stdout), json.loads(there.stdout)
    assert (account["session"], account["present"]["room"], account["reason"]) == ("talk", "little", None)
    assert account["best"]["moves"][0]["session"] == "talk"
    assert (visit["possible"], [one["session"] for one in visit["in_the_way"]]) == (False, ["film"])
    assert [one["rule"] for one in visit["breaks"]] == ["room_free"]
    assert account["differs"] == visit["differs"] == here.stderr.splitlines() == there.stderr.splitlines()
    assert account["differs"][0] == "The timetable was made for another revision of the document (0123)."


def test_a_showing_named_as_with_suggest_is_told_how_it_is_meant(tmp_path: Path) -> None:
    result = run("explain", festival_in(tmp_path), timetable_in(tmp_path), "talk#1")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == "Error: name the showing as an option: --session talk#1"
