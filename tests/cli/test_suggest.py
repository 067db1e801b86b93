"""``showgrid suggest``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import PLACES, answer, festival_in, run, timetable_in


def _suggest(folder: Path, *arguments: str) -> str:
    result = run("suggest", festival_in(folder), timetable_in(folder), *arguments)
    assert result.exit_code == 0
    return result.stdout


def test_it_tells_the_places_and_the_swaps(tmp_path: Path) -> None:
    told = _suggest(tmp_path, "film#2", "--swaps", "1").splitlines()

    assert told == [
        "Salt Letters (2) is at Little hall 13:00.",
        "",
        "Places that break no must: 31 besides its own. The best, one for each free stretch:",
        "  change  place              of which",
        "       0  Big hall 13:00",
        "       0  Little hall 12:55",
        "       0  Little hall 10:00",
        "",
        "Changing places with another",
        "  0",
        "      Salt Letters (2) → Big hall 10:40",
        "      Salt Letters (1) → Little hall 13:00",
    ]


def test_it_speaks_korean(tmp_path: Path) -> None:
    told = _suggest(tmp_path, "talk", "--lang", "ko", "--most", "1", "--swaps", "0").splitlines()

    assert told[0] == "누가 꿈꾸는가: 현재 작은 홀 11:00"
    assert told[2].startswith("필수 규칙을 어기지 않는 다른 자리 ")


def test_for_programs_every_field_is_there(tmp_path: Path) -> None:
    data = json.loads(_suggest(tmp_path, "talk", "--json", "--most", "1", "--swaps", "1"))

    assert list(data) == [
        "showgrid", "festival", "revision", "session", "showing", "present", "penalty", "places_total", "places",
        "barred", "swaps", "chains", "differs",
    ]  # fmt: skip
    assert data["present"] == {
        "session": "talk", "showing": 1, "room": "little", "start": "2024-10-25T11:00+09:00",
        "end": "2024-10-25T11:45+09:00", "day": "2024-10-25",
    }  # fmt: skip
    (place,) = data["places"]
    assert list(place) == ["moves", "change", "mends", "breaks", "shares", "chosen", "released"]
    assert list(place["moves"][0]) == ["session", "showing", "from", "to"]
    assert {row["rule"]: row["builtin"] for row in data["barred"]} == {"room_free": True, "person_in_one_place": False}


def test_a_showing_that_can_be_nowhere_else(tmp_path: Path) -> None:
    festival = (
        festival_in(tmp_path).read_text("utf-8") + "pins: [{session: opening, room: big, start: '2024-10-25T10:00'}]\n"
    )

    result = run("suggest", festival_in(tmp_path, festival), timetable_in(tmp_path), "opening")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Opening is at Big hall 10:00.",
        "",
        "No other place is free that breaks no must.",
        "Its rooms, windows, hours and pins leave it no other place at all.",
        "",
        "Nothing at all can be done: no place, no swap, no chain of up to three was found.",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("filn#1", "the festival has no session 'filn'; did you mean 'film'?\n"),
        ("film", "film has the showings 1, 2; write film#1, say\n"),
        ("film#3", "film has no showing 3; there is film#1, film#2\n"),
    ],
)
def test_an_unknown_showing_is_refused(tmp_path: Path, name: str, told: str) -> None:
    result = run("suggest", festival_in(tmp_path), timetable_in(tmp_path), name)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_a_cancelled_session_is_refused(tmp_path: Path) -> None:
    festival = festival_in(tmp_path).read_text("utf-8").replace("duration: 45", "duration: 45, status: cancelled")

    result = run("suggest", festival_in(tmp_path, festival), timetable_in(tmp_path, answer(PLACES[:3])), "talk")

    assert (result.exit_code, result.stderr) == (2, "the festival has no session 'talk'; it is cancelled\n")


def test_a_timetable_of_another_festival_is_refused(tmp_path: Path) -> None:
    path = timetable_in(tmp_path, {**answer(PLACES), "festival": "other"})

    result = run("suggest", festival_in(tmp_path), path, "film#1")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{path}: festival: this is a timetable of 'other', not of 'small'\n"


def test_an_older_revision_is_said(tmp_path: Path) -> None:
    path = timetable_in(tmp_path, answer(PLACES, revision="0123"))

    result = run("suggest", festival_in(tmp_path), path, "film#1")

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "The timetable was made for another revision of the document (0123).",
        "Its showings, their lengths and halls are as they were; something else differs, such as rules or hours.",
    ]
