"""The running order: what the staff of a hall needs, in Korean and English, the same bytes every time."""

from __future__ import annotations

import re

import pytest

from scheduler.formats.pdf import running_order
from scheduler.paper import Order
from tests.constraints.support import placed, problem_of
from tests.formats.programme import programme
from tests.paper.support import DAY, NO_READER, lines_of, pages_of, text_of


def test_the_same_timetable_is_the_same_bytes() -> None:
    first, second = (running_order(*programme(), "big", DAY, "both") for _ in range(2))

    assert (first[:5], first == second) == (b"%PDF-", True)


@NO_READER
@pytest.mark.parametrize(
    ("lang", "pages", "first_of_each"),
    [("ko", 1, ["진행표"]), ("en", 1, ["Running order"]), ("both", 2, ["진행표", "Running order"])],
)
def test_a_language_begins_a_page_of_its_own(lang: str, pages: int, first_of_each: list[str]) -> None:
    sheets = pages_of(running_order(*programme(), "big", DAY, lang))

    assert len(sheets) == pages
    assert [sheet.split("\n")[0].strip() for sheet in sheets] == first_of_each


@NO_READER
def test_the_head_says_where_when_how_many_which_version_and_the_foot_whom_to_call() -> None:
    problem, timetable = programme()

    lines = lines_of(running_order(problem, timetable, "big", DAY, "en"))

    draft = Order(problem, timetable).version.removeprefix("draft-")
    assert sorted(lines[:7]) == sorted(
        ["Running order", "Small festival", "Fri 25 October 2024", "Big hall", "The House", "100 seats · 10 held",
         f"Draft {draft} · 1/1"]
    )  # fmt: skip
    assert lines[-1] == "HUSH office 031-555-0100 QR: version and hall of this sheet"


@NO_READER
def test_a_showing_says_what_when_who_and_with_what() -> None:
    text = "\n".join(lines_of(running_order(*programme(), "big", DAY, "ko")))

    wanted = [
        "단편 <b>모음</b> N1 1회차 ALL", '<script>alert("1")</script> & Co',
        "무대인사 상영 GV 종료 정리 완료 최종 퇴장 다음", "10:40 10:45 11:24 11:40 11:50 23:20 23:30",
        "노지안 감독 11:24–11:40", "김대식 진행", "HUSH 백준 통역사", "HUSH bring water", "예상 80명", "필요 통역사 1",
        "10:45 소금 편지 N1 Kwon Ye-ji · KR · 2024 30′ DCP +en", "11:15 달항아리 N1 9.5′",
    ]  # fmt: skip
    assert [one for one in wanted if one not in text] == []


@NO_READER
def test_a_person_with_several_cues_is_listed_once_and_the_cues_tell_the_rest() -> None:
    text = text_of(running_order(*programme(), "big", DAY, "en"))

    opening = text[text.index("Opening") : text.index("N1")]
    assert [opening.count(one) for one in ("host", "HUSH cue", "HUSH speech")] == [1, 1, 1]


@NO_READER
def test_what_the_public_does_not_see_is_marked() -> None:
    text = text_of(running_order(*programme(), "big", DAY, "en"))

    assert text.count("not public") == 1
    assert "guests only" in text_of(running_order(*programme(), "little", DAY, "en"))


@NO_READER
def test_too_short_a_turnaround_is_marked() -> None:
    problem = problem_of(
        {
            "rooms": [{"id": "a", "turnaround": 20}],
            "sessions": [{"id": "one", "duration": 60}, {"id": "two", "duration": 60}],
        }
    )

    text = text_of(
        running_order(problem, placed(problem, {"one#1": ("a", "10:00"), "two#1": ("a", "11:05")}), "a", DAY, "en")
    )

    assert "! Starts 15 min too early after the one before." in text


@NO_READER
def test_a_day_without_anything_says_so() -> None:
    problem, _ = programme()

    assert "이 날 이 상영관에는 일정이 없습니다." in text_of(
        running_order(problem, placed(problem, {}), "big", DAY, "ko")
    )


@NO_READER
def test_a_long_day_takes_several_pages_that_count() -> None:
    sessions = [{"id": f"s{n}", "duration": 10, "notes": "\n".join(["a line"] * 12)} for n in range(12)]
    problem = problem_of({"rooms": [{"id": "a"}], "sessions": sessions})
    timetable = placed(problem, {f"s{n}#1": ("a", f"{9 + n}:00".zfill(5)) for n in range(12)})

    sheets = pages_of(running_order(problem, timetable, "a", DAY, "both"))

    half = len(sheets) // 2
    assert half > 1
    assert [re.findall(r"· (\d+/\d+)", sheet) for sheet in sheets] == 2 * [[f"{n + 1}/{half}"] for n in range(half)]
