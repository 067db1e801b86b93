"""What moved between two timetables, told once for everybody and once for each person."""

from __future__ import annotations

import pytest

from scheduler.differences import differences
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
        (FIRST, SECOND, "en", ["Talk moved from Hall A 10-25 10:00 to Hall A 10-26 10:00.", "Kim: Talk moved from Hall A 10-25 10:00 to Hall A 10-26 10:00."]),
        (FIRST, SECOND, "ko", ["강연: A홀 10-25 10:00에서 A홀 10-26 10:00(으)로 변경", "김: 강연: A홀 10-25 10:00에서 A홀 10-26 10:00(으)로 변경"]),
        (NOWHERE, FIRST, "en", ["Talk is now at Hall A 10-25 10:00.", "Kim: Talk is now at Hall A 10-25 10:00."]),
        (FIRST, NOWHERE, "en", ["Talk is taken out; it was at Hall A 10-25 10:00.", "Kim: Talk is taken out; it was at Hall A 10-25 10:00."]),
        (NOWHERE, NOWHERE, "en", ["Nothing moved."]),
    ],
)  # fmt: skip
def test_what_is_told(
    old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]], lang: str, told: list[str]
) -> None:
    problem = problem_of(TWO_DAYS)

    assert [one.text(lang) for one in differences(problem, placed(problem, old), placed(problem, new))] == told
