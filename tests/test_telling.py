"""A report for people: verdict, the worst first, a table that is aligned in every language."""

from __future__ import annotations

import pytest

from scheduler.lettering import columns_of
from scheduler.telling import report_as_data, report_as_text
from scheduler.timetable import Timetable
from scheduler.verify import Report, verify
from tests.constraints.support import placed, problem_of

DOCUMENT = {
    "rooms": [{"id": "a", "name": {"en": "Hall A", "ko": "A홀"}, "capacity": 10}],
    "sessions": [
        {"id": f"s{n}", "title": {"en": f"Talk {n}", "ko": f"강연 {n}"}, "duration": 30, "audience": 10 + n}
        for n in range(20)
    ],
}


def report(weight: int | None = 1) -> Report:
    rule = {"kind": "room_fits_audience"} | ({"weight": weight} if weight else {})
    problem = problem_of(DOCUMENT, rule)
    return verify(
        problem, placed(problem, {f"s{n}#1": ("a", f"{9 + n // 2:02d}:{30 * (n % 2):02d}") for n in range(20)})
    )


def test_the_dearest_are_told_first_and_how_many_more_there_are() -> None:
    lines = report_as_text(report(), "en", most=2).splitlines()

    assert lines[:7] == [
        "Valid: nothing that must hold is broken.",
        "Penalty 190; 20 of 20 showings placed.",
        "",
        "Points lost",
        "      19  Talk 19: 19 people find no seat in Hall A.",
        "      18  Talk 18: 18 people find no seat in Hall A.",
        "  ... and 17 more",
    ]


def test_a_rule_speaks_of_sessions_rooms_and_resources_by_name() -> None:
    document = {
        "rooms": [{"id": "a", "name": {"en": "Hall A", "ko": "A홀"}}, {"id": "b"}],
        "resources": [{"id": "mic", "name": "Microphones", "stock": 2}],
        "sessions": [
            {"id": "one", "title": {"en": "First", "ko": "첫째"}, "duration": 30},
            {"id": "two", "duration": 30},
        ],
        "rules": [
            {"kind": "session_before", "sessions": ["one", "two"]},
            {"kind": "starts_at_times", "templates": {"a": ["10:00"], "b": ["11:00", "12:00"]}, "weight": 1},
            {"kind": "resource_suffices", "resources": ["mic"]},
        ],
    }
    problem = problem_of(document)
    told = report_as_data(verify(problem, Timetable(problem, {})), "ko")["rules"]

    assert {rule["rule"]: rule["sentence"] for rule in told if not rule["builtin"]} == {
        "session_before": "첫째, two 순서로 열립니다.",
        "starts_at_times": "상영은 A홀: 10:00; b: 11:00, 12:00에 시작합니다.",
        "resource_suffices": "Microphones는 보유 수량을 넘겨 쓰지 않습니다.",
    }


def test_every_broken_must_is_told() -> None:
    lines = report_as_text(report(None), "ko", most=2).splitlines()

    assert lines[0] == "유효하지 않음: 필수 조건 위반 19건."
    assert len([line for line in lines if line.startswith("  room_fits_audience: ")]) == 19


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_columns_of_the_table_stand_under_each_other(lang: str) -> None:
    problem = problem_of(DOCUMENT, {"kind": "room_fits_audience", "weight": 1})
    table = report_as_text(verify(problem, Timetable(problem, {})), lang).split("\n\n")[-1].splitlines()

    ends = [columns_of(line[: line.index("20") + 2]) for line in table if line.startswith("placed")]
    assert len(table) == 3
    assert ends == [
        columns_of(table[0][: table[0].index("found" if lang == "en" else "건수") + (5 if lang == "en" else 2)])
    ]


@pytest.mark.parametrize(("width", "rows"), [(60, 5), (80, 4), (140, 2)])
def test_a_sentence_of_the_table_is_broken_at_the_width_of_a_screen_and_never_cut(width: int, rows: int) -> None:
    told = report_as_text(report(), "ko", width=width)

    table = told.split("\n\n")[-1].splitlines()
    whole = " ".join(" ".join(table[1:]).split())
    assert [line for line in table if columns_of(line) > width] == []
    assert "모든 상영은 상영관 좌석에 맞으며, 빈 좌석 하나는 입장하지 못한 관객의 25%로 계산합니다." in whole
    assert len(table) == rows


def test_rules_that_lose_nothing_are_counted_if_they_are_not_shown() -> None:
    problem = problem_of({**DOCUMENT, "rules": [{"kind": "film_not_parallel"}]})
    told = report_as_text(verify(problem, placed(problem, {"s1#1": ("a", "09:00")})), "en", kept=False).splitlines()

    table = told[-told[::-1].index("", 2) :]
    assert [line.split("  ")[0] for line in table] == [
        "rule", "placed", "", "Further rules, by which nothing is lost: 1.",
    ]  # fmt: skip


def test_what_is_told_to_programs_counts_the_same() -> None:
    told = report_as_data(report(), "en")

    assert (told["valid"], told["penalty"], len(told["violations"]), told["rules"]) == (
        True,
        190,
        19,
        [
            {
                "rule": "room_fits_audience", "builtin": False, "must": False, "weight": 1, "tier": 0,
                "sentence": told["rules"][0]["sentence"], "unit": told["rules"][0]["unit"],
                "violations": 19, "amount": 190, "points": 190,
            }
        ],
    )  # fmt: skip
