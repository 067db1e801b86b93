"""Why a showing lies where it does, and why not elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.support import FESTIVAL, PLACES, answer, festival_in, run, timetable_in


def _told(folder: Path, *more: str, places: list[tuple[str, int, str, str]] = PLACES) -> list[str]:
    timetable = timetable_in(folder, answer(places))
    result = run("explain", festival_in(folder), timetable, *more)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_why_here(tmp_path: Path) -> None:
    assert _told(tmp_path, "--session", "talk") == [
        "Who Dreams? is at Little hall 11:00.",
        "It costs nothing there.",
        "The best other place, all else staying: Little hall 10:55, 0.",
    ]


def test_what_would_have_to_move(tmp_path: Path) -> None:
    assert _told(tmp_path, "--session", "talk", "--at", "big@2024-10-25T10:30") == [
        "Who Dreams? at Big hall 10:30:",
        "Not there, as it breaks what must hold:",
        "  Big hall: Who Dreams? starts 10 minutes before Opening and its turnaround are over.",
        "  Big hall: Salt Letters (1) starts 45 minutes before Who Dreams? and its turnaround are over.",
        "Would have to move, or be otherwise: Opening (Big hall 10:00), Salt Letters (1) (Big hall 10:40)",
        "No point more or less.",
    ]


def test_in_korean(tmp_path: Path) -> None:
    told = _told(tmp_path, "--session", "film#2", "--at", "little@2024-10-25T12:00", "--lang", "ko")

    assert told == ["소금 편지 (2) → 작은 홀 12:00:", "그곳에 둘 수 있습니다.", "점수 변화는 없습니다."]


def test_what_lies_nowhere_is_told_its_reason(tmp_path: Path) -> None:
    places = [one for one in PLACES if one[0] != "talk"]

    told = _told(tmp_path, "--session", "talk", places=places)

    assert told[:2] == ["Who Dreams? lies nowhere.", "No place was found for it in time."]
    assert told[2].startswith("The best other place, all else staying: ")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--session", "walk"], "the festival has no session 'walk'; did you mean 'talk'?"),
        (["--session", "talk", "--at", "huge@2024-10-25T12:00"], "--at: there is no room 'huge'; there is 'big', 'little'"),
        (["--session", "talk", "--at", "big@noon"], "--at: 'noon' is no time; write ROOM@START as hall-a@2024-10-25T15:00"),
        (
            ["--session", "talk", "--at", "big@2024-10-27T12:00"],
            "--at: talk#1 cannot start at 2024-10-27T12:00: no day, slot or minute of the grid is there",
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_is_one_sentence(tmp_path: Path, more: list[str], message: str) -> None:
    result = run("explain", festival_in(tmp_path, FESTIVAL), timetable_in(tmp_path), *more)

    assert (result.exit_code, result.stderr) == (2, message + "\n")
