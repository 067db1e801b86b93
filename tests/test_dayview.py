"""The day in a terminal: a grid whose columns stand straight, with everything that is on."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from scheduler.dayview import day_tables
from tests.constraints.support import placed, problem_of
from tests.formats.programme import programme


def lines(lang: str, width: int = 80) -> list[str]:
    *grids, _ = day_tables(*programme(), lang, width=width)
    return [line for grid in grids for line in grid.plain.splitlines()]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_line_is_equally_wide(lang: str, width: int) -> None:
    widths = {wcswidth(line) for line in lines(lang, width)}

    assert len(widths) == 1
    assert max(widths) <= width


def test_a_row_is_a_start_and_a_bar_how_long_it_runs() -> None:
    assert [line.rstrip() for line in lines("ko", 60)] == [
        "2024년 10월 25일(금)",
        "         큰 홀                     작은 홀",
        "         100석                     20석",
        "───────────────────────────────────────────────────────────",
        " 09:00 ▛ HUSH rehearsal",
        "       ▌ –09:45 비공개 김대식",
        " 10:00 ▛ 개막식",
        "       ▌ –10:30 김대식 외 1",
        " 10:40 ▛ 단편 <b>모음</b> (1)",
        "       ▌ –11:40 노지안, 김대식",
        " 12:00                           ▛ HUSH reception",
        "                                 ▌ –12:45 김대식, 노지안",
        " 13:00                           ▛ HUSH winners",
        "                                 ▌ –13:45 노지안",
        " 14:00                           ▛ 단편 <b>모음</b> (2)",
        "                                 ▌ –14:45 비공개",
        " 23:30 ▛ 심야",
        "       ▌ –25:00",
    ]


def test_rooms_that_do_not_fit_side_by_side_follow_below() -> None:
    rooms = [{"id": f"r{n}", "name": f"Room {n}"} for n in range(7)]
    sessions = [{"id": f"s{n}", "duration": 60} for n in range(7)]
    problem = problem_of({"rooms": rooms, "sessions": sessions})
    timetable = placed(problem, {f"s{n}#1": (f"r{n}", "10:00") for n in range(7)})

    *grids, _ = day_tables(problem, timetable, "en", width=80)

    assert [grid.plain.splitlines()[1].split("  ")[1:] != [] for grid in grids] == [True, True, True]
    assert [grid.plain.count("Room") for grid in grids] == [3, 3, 1]


def test_what_a_room_holds_at_once_stands_side_by_side() -> None:
    problem = problem_of(
        {"rooms": [{"id": "a", "parallel": 2}], "sessions": [{"id": "s", "duration": 60}, {"id": "t", "duration": 60}]}
    )
    timetable = placed(problem, {"s#1": ("a", "10:00"), "t#1": ("a", "10:30")})

    *grids, _ = day_tables(problem, timetable, "en", width=60)

    assert [line.rstrip() for line in grids[0].plain.splitlines()[4:]] == [
        " 10:00 ▛ s",
        " 10:30 ▌ –11:00                  ▛ t",
        "       ▌                         ▌ –11:30",
    ]


def test_an_empty_timetable_says_so() -> None:
    problem, _ = programme()

    assert [one.plain for one in day_tables(problem, placed(problem, {}), "ko")] == ["배정된 것이 없습니다."]
