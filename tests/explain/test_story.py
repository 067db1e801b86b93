"""A conflict is told in names and times, in both languages."""

from __future__ import annotations

import pytest

from scheduler.explain.story import story
from tests.explain.test_conflicts import of_family, of_fixture

IMPOSSIBLE_GUEST = {
    "en": [
        "Prof. Kim is there only 13:00–15:00 and is needed in Keynote: The Organ and the Projector.",
        "Opening lasts 90 minutes and is pinned to Hall A, 13:00–14:30.",
        "Keynote: The Organ and the Projector lasts 60 minutes and may only be in Hall A.",
        "Hall A holds one at a time.",
        "Always: Everybody is on stage only while they are there.",
        "All of this together cannot be.",
    ],
    "ko": [
        "김 교수는 13:00–15:00에만 있고 기조강연: 오르간과 영사기에 나옵니다.",
        "개막식은 90분이고 A홀, 13:00–14:30에 고정되어 있습니다.",
        "기조강연: 오르간과 영사기는 60분이고 A홀에서만 할 수 있습니다.",
        "A홀은 한 번에 하나만 할 수 있습니다.",
        "기본 규칙: 출연자는 체류하는 동안에만 무대에 섭니다.",
        "이 모두를 함께 지킬 수는 없습니다.",
    ],
}


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_impossible_guest(lang: str) -> None:
    findings = of_fixture("impossible-guest")
    (conflict,) = findings.conflicts

    assert [one.text(lang) for one in story(findings.problem, conflict)] == IMPOSSIBLE_GUEST[lang]


def test_those_of_whom_the_same_is_said_are_told_together() -> None:
    findings = of_fixture("too-full")
    (conflict,) = findings.conflicts
    showings, rooms, end = (one.text() for one in story(findings.problem, conflict))

    assert showings.startswith("Each of Tide Tables, The Night Gardener, ")
    assert showings.endswith(" lasts 60 minutes.")
    assert rooms == (
        "Each of Screen 1, Screen 2 holds one at a time, is open 10:00–18:00 only and needs 15 minutes after each."
    )
    assert end == "So 3 of 15 find no place: Last Dance in Busan, The Second Shadow, What the Crow Saw."


def test_days_are_named_where_there_are_several() -> None:
    findings = of_family("too_few_days")
    (conflict,) = findings.conflicts

    assert [one.text() for one in story(findings.problem, conflict)] == [
        "Each of Planted thrice (1), Planted thrice (2), Planted thrice (3) lasts 60 minutes.",
        "Each of Planted thrice (1), Planted thrice (2), Planted thrice (3) may only be within Sat 13 Sep 13:00–19:00, Sun 14 Sep 13:00–19:00.",
        "Rule 1: The next showing of a session is on another day.",
        "All of this together cannot be.",
    ]
