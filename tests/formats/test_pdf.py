"""The running order: what the staff of a hall needs, in Korean and English, the same bytes every time."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from scheduler.formats.pdf import running_order
from tests.constraints.support import placed, problem_of
from tests.formats.programme import programme

DAY = date(2024, 10, 25)
NO_READER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")


def text_of(data: bytes, folder: Path) -> str:
    """The text of a PDF as its pages show it, spaces run together."""
    (folder / "sheet.pdf").write_bytes(data)
    command = ["pdftotext", "-layout", str(folder / "sheet.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def lines_of(data: bytes, folder: Path) -> list[str]:
    return [" ".join(line.split()) for line in text_of(data, folder).splitlines() if line.strip()]


def test_the_same_timetable_is_the_same_bytes() -> None:
    first, second = (running_order(*programme(), "big", DAY, "both") for _ in range(2))

    assert (first[:5], first == second) == (b"%PDF-", True)


@NO_READER
@pytest.mark.parametrize(
    ("lang", "pages", "first_of_each"),
    [("ko", 1, ["작은 영화제"]), ("en", 1, ["Small festival"]), ("both", 2, ["작은 영화제", "Small festival"])],
)
def test_a_language_begins_a_page_of_its_own(tmp_path: Path, lang: str, pages: int, first_of_each: list[str]) -> None:
    text = text_of(running_order(*programme(), "big", DAY, lang), tmp_path)

    sheets = text.split("\f")[:-1]
    assert len(sheets) == pages
    assert [sheet.strip().splitlines()[0].strip() for sheet in sheets] == first_of_each


@NO_READER
def test_the_head_says_where_when_how_many_and_whom_to_call(tmp_path: Path) -> None:
    lines = lines_of(running_order(*programme(), "big", DAY, "en"), tmp_path)

    assert lines[:4] == [
        "Small festival",
        "Fri 25 October 2024",
        "Big hall The House 100 seats · 10 held",
        "HUSH office 031-555-0100",
    ]


@NO_READER
def test_a_showing_says_what_when_who_and_with_what(tmp_path: Path) -> None:
    text = "\n".join(lines_of(running_order(*programme(), "big", DAY, "ko"), tmp_path))

    wanted = [
        "단편 <b>모음</b>", "N1", "1회차", '<script>alert("1")</script> & Co',
        "10:40 무대인사 5′", "10:45 상영 40′", "10:45 소금 편지 Kwon Ye-ji · KR · 2024 · DCP · +en · ALL 30′",
        "11:15 달항아리 9.5′", "11:24 GV 16′", "노지안 director 11:24–11:40".replace("director", "감독"), "김대식 진행",
        "HUSH 백준 통역사", "HUSH bring water", "/ 예상 80명", "정리 완료 11:50",
    ]  # fmt: skip
    assert [one for one in wanted if one not in text] == []


@NO_READER
def test_a_person_with_several_cues_is_listed_once_and_the_cue_sheet_tells_the_rest(tmp_path: Path) -> None:
    text = text_of(running_order(*programme(), "big", DAY, "en"), tmp_path)

    opening = text[text.index("Opening") : text.index("N1")]
    assert [opening.count(one) for one in ("host", "10:00", "10:10", "HUSH cue", "HUSH speech")] == [1, 1, 1, 1, 1]


@NO_READER
def test_what_the_public_does_not_see_is_marked(tmp_path: Path) -> None:
    text = text_of(running_order(*programme(), "big", DAY, "en"), tmp_path)

    assert text.count("not public") == 1
    assert "guests only" in text_of(running_order(*programme(), "little", DAY, "en"), tmp_path)


@NO_READER
def test_too_short_a_turnaround_is_marked(tmp_path: Path) -> None:
    problem = problem_of(
        {
            "rooms": [{"id": "a", "turnaround": 20}],
            "sessions": [{"id": "one", "duration": 60}, {"id": "two", "duration": 60}],
        }
    )

    text = text_of(
        running_order(problem, placed(problem, {"one#1": ("a", "10:00"), "two#1": ("a", "11:05")}), "a", DAY, "en"),
        tmp_path,
    )

    assert "! starts 15 min too early after the one before" in text


@NO_READER
def test_a_day_without_anything_says_so(tmp_path: Path) -> None:
    problem, _ = programme()

    assert "이 날 이 상영관에는 일정이 없습니다." in text_of(
        running_order(problem, placed(problem, {}), "big", DAY, "ko"), tmp_path
    )


@NO_READER
def test_a_long_day_takes_several_pages_that_count(tmp_path: Path) -> None:
    sessions = [{"id": f"s{n}", "duration": 10, "notes": "\n".join(["a line"] * 12)} for n in range(12)]
    problem = problem_of({"rooms": [{"id": "a"}], "sessions": sessions})
    timetable = placed(problem, {f"s{n}#1": ("a", f"{9 + n}:00".zfill(5)) for n in range(12)})

    sheets = text_of(running_order(problem, timetable, "a", DAY, "both"), tmp_path).split("\f")[:-1]

    half = len(sheets) // 2
    assert half > 1
    assert [sheet.split()[-1] for sheet in sheets] == 2 * [f"{n + 1}/{half}" for n in range(half)]
