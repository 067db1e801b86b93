"""What loads and is probably a mistake is told."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.compile import compile_festival
from scheduler.complaints import complaints
from scheduler.formats.document import load_text

ABOUT = "festival: {id: f, timezone: Asia/Seoul}"
DAYS = 'days: [{date: 2024-10-25, open: "13:00", close: "22:00"}]'
REST = "rooms: [{id: a, capacity: 10}]\nsessions: [{id: s, duration: 60}]"


def told(about: str = ABOUT, days: str = DAYS, rest: str = REST, lang: Any = "en") -> list[str]:
    problem = compile_festival(load_text(f"showgrid: 1\n{about}\n{days}\n{rest}\n"))
    return [one.text(lang) for one in complaints(problem)]


def test_a_festival_in_order_gives_no_reason_to_complain() -> None:
    assert told() == []


def test_a_festival_without_a_time_zone_is_in_utc_and_should_know_it() -> None:
    assert told(about="festival: {id: f}") == [
        "The festival names no time zone, so its times are taken for UTC; write one such as Asia/Seoul."
    ]
    assert told(about="festival: {id: f, timezone: UTC}") == []


@pytest.mark.parametrize(
    ("close", "sentences"),
    [
        ("12:00", ["Fri 25 Oct is open for 23 hours, from 13:00 to 12:00; are its hours right?"]),
        ("13:00", ["Fri 25 Oct is open for 24 hours, from 13:00 to 13:00; are its hours right?"]),
        ("34:00", ["Fri 25 Oct is open for 21 hours, from 13:00 to 34:00; are its hours right?"]),
        ("09:00", []),
        ("05:00", []),
    ],
)
def test_hours_that_look_swapped(close: str, sentences: list[str]) -> None:
    assert told(days=f'days: [{{date: 2024-10-25, open: "13:00", close: "{close}"}}]') == sentences


def test_a_rule_that_selects_nothing_and_a_pin_on_what_is_cancelled() -> None:
    rest = (
        "rooms: [{id: a, capacity: 10}]\n"
        "sessions: [{id: s, duration: 60}, {id: t, duration: 60, status: cancelled}]\n"
        "rules: [{kind: nothing_beside, select: {types: [ceremoney]}}]\n"
        "pins: [{session: t, room: a}]"
    )

    assert [one.partition(":")[0] for one in told(rest=rest)] == [
        "A pin speaks of t, which is not being shown.",
        "The rule nothing_beside selects nothing",
    ]


def test_pins_and_interests_that_say_nothing_and_what_two_rules_say_is_said_once() -> None:
    rest = (
        "rooms: [{id: a, capacity: 10}]\nfilms: [{id: f, runtime: 60, premiere: cosmic}]\n"
        "sessions: [{id: s, films: [f]}, {id: t, duration: 60}]\n"
        "pins: [{session: s}, {session: t, room: a}]\n"
        "interests: [{sessions: [s, t]}, {sessions: [s]}, {sessions: []}, {sessions: [t, t]}]"
    )

    assert told(rest=rest) == [
        "A pin of s holds nothing; give it a room, day, start or block.",
        "Interests are of two sessions or more; these are not: number 2, 3, 4.",
        "No premiere status cosmic is in the order world, international, continental, national, regional, festival.",
    ]
