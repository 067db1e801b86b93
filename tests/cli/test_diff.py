"""``showgrid diff`` says what moved, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.support import answer, festival_in, run, timetable_in

LATER = [("film", 1, "big", "11:00"), ("film", 2, "little", "13:00"), ("talk", 1, "big", "12:10")]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            [
                "Opening is taken out; it was at Big hall 10:00.",
                "Salt Letters (1) moved from Big hall 10:40 to Big hall 11:00.",
                "Who Dreams? moved from Little hall 11:00 to Big hall 12:10.",
                "Jun Baek: Opening is taken out; it was at Big hall 10:00.",
                "Dae-sik Kim: Opening is taken out; it was at Big hall 10:00.",
                "Dae-sik Kim: Who Dreams? moved from Little hall 11:00 to Big hall 12:10.",
            ],
        ),
        (
            "ko",
            [
                "개막식: 제외됨(이전 큰 홀 10:00)",
                "소금 편지 (1): 큰 홀 10:40에서 큰 홀 11:00로 변경",
                "누가 꿈꾸는가: 작은 홀 11:00에서 큰 홀 12:10으로 변경",
                "백준: 개막식: 제외됨(이전 큰 홀 10:00)",
                "김대식: 개막식: 제외됨(이전 큰 홀 10:00)",
                "김대식: 누가 꿈꾸는가: 작은 홀 11:00에서 큰 홀 12:10으로 변경",
            ],
        ),
    ],
)
def test_every_move_is_told_and_then_whom_it_concerns(tmp_path: Path, lang: str, told: list[str]) -> None:
    old, new = timetable_in(tmp_path), timetable_in(tmp_path, answer(LATER), "new.json")

    result = run("diff", festival_in(tmp_path), old, new, "--lang", lang)

    assert (result.exit_code, result.stdout.splitlines()) == (0, told)


def test_the_same_timetable_has_no_differences(tmp_path: Path) -> None:
    old = timetable_in(tmp_path)

    assert run("diff", festival_in(tmp_path), old, old).stdout == "Nothing moved.\n"
