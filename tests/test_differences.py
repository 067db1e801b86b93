"""What moved between two timetables, told once for everybody and once for each person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.differences import differences
from scheduler.timetable import Assignment, Timetable
from tests.constraints.support import placed, problem_of

TWO_DAYS = {
    "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}],
    "rooms": [{"id": "a", "name": {"en": "Hall A", "ko": "A홀"}}],
    "people": [{"id": "kim", "name": {"en": "Kim", "ko": "김"}}],
    "sessions": [{"id": "s", "title": {"en": "Talk", "ko": "강연"}, "duration": 60, "people": ["kim"]}],
}
FIRST, SECOND = {"s#1": ("a", "10:00")}, {"s#1": ("a", "2024-10-26T10:00")}
NOWHERE: dict[str, tuple[str, str]] = {}


@pytest.mark.parametrize(
    ("old", "new", "lang", "told"),
    [
        (FIRST, FIRST, "en", ["Nothing moved."]),
        (FIRST, FIRST, "ko", ["변경된 것이 없습니다."]),
        (FIRST, SECOND, "en", ["Talk moved from Hall A Fri 25 Oct 10:00 to Hall A Sat 26 Oct 10:00.", "Kim: Talk moved from Hall A Fri 25 Oct 10:00 to Hall A Sat 26 Oct 10:00."]),
        (FIRST, SECOND, "ko", ["강연: A홀 10월 25일(금) 10:00에서 A홀 10월 26일(토) 10:00로 변경", "김: 강연: A홀 10월 25일(금) 10:00에서 A홀 10월 26일(토) 10:00로 변경"]),
        (NOWHERE, FIRST, "en", ["Talk is now at Hall A Fri 25 Oct 10:00.", "Kim: Talk is now at Hall A Fri 25 Oct 10:00."]),
        (FIRST, NOWHERE, "en", ["Talk is taken out; it was at Hall A Fri 25 Oct 10:00.", "Kim: Talk is taken out; it was at Hall A Fri 25 Oct 10:00."]),
        (NOWHERE, NOWHERE, "en", ["Nothing moved."]),
    ],
)  # fmt: skip
def test_what_is_told(
    old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]], lang: str, told: list[str]
) -> None:
    problem = problem_of(TWO_DAYS)

    assert [one.text(lang) for one in differences(problem, placed(problem, old), placed(problem, new))] == told


GUESTS = {
    "days": [{"date": "2024-10-25"}, {"date": "2024-10-26"}],
    "rooms": [{"id": "a", "name": {"en": "Hall A", "ko": "A홀"}}, {"id": "b", "name": {"en": "Hall B", "ko": "B홀"}}],
    "people": [{"id": "vanessa", "name": "Vanessa Rosa"}, {"id": "ina", "name": {"en": "Ina", "ko": "이나"}}, {"id": "inb"}],
    "resources": [{"id": "interpreter", "name": {"en": "interpreter", "ko": "통역"}, "people": ["ina", "inb"]}],
    "sessions": [
        {
            "id": "mateo", "title": {"en": "Mateo", "ko": "마테오"}, "uses": {"interpreter": 1},
            "parts": [{"name": "film", "minutes": 90}, {"name": "q-and-a", "minutes": 20}],
            "people": [{"id": "vanessa", "parts": ["q-and-a"]}],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Vanessa Rosa: Q&A of Mateo moved from Hall A Fri 25 Oct 14:00 to Hall B 16:30."),
        ("ko", "Vanessa Rosa: 마테오 GV: A홀 10월 25일(금) 14:00에서 B홀 16:30으로 변경"),
    ],
)
def test_a_guest_is_told_of_their_own_part(lang: str, told: str) -> None:
    problem = problem_of(GUESTS)
    old, new = placed(problem, {"mateo#1": ("a", "12:30")}), placed(problem, {"mateo#1": ("b", "15:00")})

    assert [one.text(lang) for one in differences(problem, old, new)][1:] == [told]


def test_who_is_chosen_for_something_else_is_told() -> None:
    problem = problem_of(GUESTS)
    old, new = (
        placed(problem, {"mateo#1": ("a", "12:30")}, assignments=(Assignment("interpreter", "mateo", 1, who),))
        for who in ("ina", "inb")
    )

    assert [one.text() for one in differences(problem, old, new)] == [
        "Ina: no longer interpreter for Mateo (Hall A Fri 25 Oct 12:30).",
        "inb: now interpreter for Mateo (Hall A Fri 25 Oct 12:30).",
    ]
    assert [one.text("ko") for one in differences(problem, old, new)] == [
        "이나: 마테오(A홀 10월 25일(금) 12:30) 통역 담당 해제",
        "inb: 마테오(A홀 10월 25일(금) 12:30) 통역 담당",
    ]


def test_a_longer_film_is_told_by_its_end() -> None:
    problem = problem_of(TWO_DAYS)
    (old,) = placed(problem, FIRST)
    longer = Timetable(problem, {old.showing.index: replace(old, end=old.end + 20)})

    assert [one.text() for one in differences(problem, placed(problem, FIRST), longer)] == [
        "Talk at Hall A Fri 25 Oct 10:00 now ends at 11:20.",
        "Kim: Talk at Hall A Fri 25 Oct 10:00 now ends at 11:20.",
    ]


def test_whoever_serves_a_showing_moves_with_it() -> None:
    problem = problem_of(GUESTS)
    chosen = (Assignment("interpreter", "mateo", 1, "ina"),)
    old, new = (placed(problem, {"mateo#1": ("a", when)}, assignments=chosen) for when in ("12:30", "15:00"))

    assert [one.text() for one in differences(problem, old, new)][1:] == [
        "Ina: Mateo moved from Hall A Fri 25 Oct 12:30 to Hall A 15:00.",
        "Vanessa Rosa: Q&A of Mateo moved from Hall A Fri 25 Oct 14:00 to Hall A 16:30.",
    ]
