"""``explain`` as a person gives it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.support import festival_in, run
from tests.explain.test_story import IMPOSSIBLE_GUEST

FIXTURES = Path(__file__).parents[2] / "fixtures"
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
