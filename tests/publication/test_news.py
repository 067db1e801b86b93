"""What changed is told once, to those whom it concerns, as far as they may know of it."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.problem import Problem
from scheduler.publication import Publication
from scheduler.publication.news import for_person, news, public_news
from tests.publication.support import DOCUMENT, PLACES, announced, problem_with, session

LESS = {key: place for key, place in PLACES.items() if key != "opening#1"}


def changed(places: dict[str, tuple[str, str]] = PLACES, **lists: Any) -> tuple[Problem, Publication]:
    """The second version."""
    _, _, first = announced()
    problem, _, second = announced(places, first, problem_with(**lists) if lists else None)
    return problem, second


def said(problem: Problem, publication: Publication, person: str | None, lang: str = "en", since: int = 1) -> list[str]:
    if person is None:
        changes = publication.changes_of(publication.version)
        return [one.text(lang) for one in public_news(problem, changes)]
    return [one.name(lang) for one in for_person(problem, person, news(publication, since))]


@pytest.mark.parametrize(
    ("places", "en", "ko"),
    [
        (PLACES | {"film#1": ("little", "15:00")}, "Salt (1) moved from Big hall 13:00 to little 15:00.", "Salt (1): 큰 홀 13:00 → little 15:00"),
        (PLACES | {"film#1": ("big", "15:00")}, "Salt (1) moved from Big hall 13:00 to 15:00.", "Salt (1): 큰 홀 13:00 → 15:00"),
        ({key: at for key, at in PLACES.items() if key != "film#1"}, "Salt (1) is cancelled; it was at Big hall 13:00.", "Salt (1): 취소(이전 큰 홀 13:00)"),
    ],
    ids=["elsewhere", "later", "cancelled"],
)  # fmt: skip
def test_a_move_is_told_to_the_public_and_to_whoever_is_in_it(
    places: dict[str, tuple[str, str]], en: str, ko: str
) -> None:
    made = changed(places)

    for lang, sentence in (("en", en), ("ko", ko)):
        assert said(*made, None, lang) == [sentence]
        assert said(*made, "ryu", lang) == [sentence]
    assert said(*made, "kim") == []


def test_a_part_is_told_with_its_own_times() -> None:
    parts = {"duration": None, "parts": [{"name": "film", "minutes": 70}, {"name": "q-and-a", "minutes": 20}]}
    people = [{"id": "ryu", "role": "director", "parts": ["q-and-a"], "showings": [1]}]
    problem, second = changed(PLACES | {"film#1": ("big", "15:00")}, sessions=session("film", people=people, **parts))

    assert said(problem, second, "ryu") == [
        "Salt (1) moved from Big hall 13:00 to 15:00. You are needed 16:10–16:30 (director)."
    ]
    assert said(problem, second, "ryu", "ko") == ["Salt (1): 큰 홀 13:00 → 15:00 (감독 참여 시간 16:10–16:30)"]


def test_who_is_needed_at_another_time_or_no_more_is_told_so_though_nothing_moved() -> None:
    parts = {"duration": None, "parts": [{"name": "film", "minutes": 70}, {"name": "q-and-a", "minutes": 20}]}
    people = [{"id": "ryu", "role": "director", "parts": ["q-and-a"], "showings": [1]}]
    problem, second = changed(sessions=session("film", people=people, **parts))

    assert said(problem, second, None) == []
    assert said(problem, second, "ryu") == [
        "Salt (1) at Big hall 13:00: you are needed at another time. You are needed 14:10–14:30 (director)."
    ]
    without = changed(sessions=session("film", people=[{"id": "kim", "role": "director", "showings": [1]}]))
    assert said(*without, "ryu") == ["Salt (1) at Big hall 13:00 goes on without you."]
    assert said(*without, "kim") == ["Salt (1) is new, at Big hall 13:00."]


def test_what_nobody_needs_to_act_upon_is_no_news_to_them() -> None:
    problem, second = changed(sessions=session("opening", abstract="It begins."))

    assert (said(problem, second, None), said(problem, second, "kim")) == ([], [])


def test_the_public_hears_nothing_of_what_it_may_not_know() -> None:
    assert said(*changed(PLACES | {"secret#1": ("big", "09:00")}), None) == []
    hidden = session("opening", visibility="staff", title="HUSH")
    assert said(*changed(sessions=hidden), None) == ["Opening is cancelled; it was at Big hall 10:00."]
    shown = session("secret", visibility="public", title="Surprise")
    assert said(*changed(sessions=shown), None) == ["Surprise is new, at little 09:00."]
    later = session("opening", embargo_until="2030-01-01T00:00", title="HUSH")
    assert said(*changed(sessions=later), None) == ["Opening is cancelled; it was at Big hall 10:00."]


def test_several_versions_together_tell_where_it_began_and_where_it_ended() -> None:
    problem, second = changed(PLACES | {"film#1": ("little", "15:00")})
    _, _, third = announced(PLACES | {"film#1": ("little", "17:00")}, second)
    _, _, back = announced(PLACES, third)

    assert said(problem, third, "ryu") == ["Salt (1) moved from Big hall 13:00 to little 17:00."]
    assert said(problem, third, "ryu", since=2) == ["Salt (1) moved from little 15:00 to 17:00."]
    assert said(problem, back, "ryu") == []


def test_what_the_festival_does_not_have_any_more_is_told_all_the_same() -> None:
    gone = [one for one in DOCUMENT["sessions"] if one["id"] != "opening"]
    problem, second = changed(LESS, sessions=gone)

    assert said(problem, second, "kim", "ko") == ["개막식: 취소(이전 큰 홀 10:00)"]
