"""All faults come at once, once each, in order; and what is merely unwise loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.check import faults
from scheduler.faults import Fault
from scheduler.festival import About, Festival, Pin, Room, Session, ShowingFields
from scheduler.formats.document import load
from tests.faulty import faults_of

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_all_faults_come_at_once_in_the_order_of_the_document_shape_first() -> None:
    assert faults_of(
        """
        rooms: [{id: a, capacity: many}, {id: b, venue: k}]
        sessions: [{id: s}]
        """
    ) == [
        "rooms.0.capacity (a), line 3: 'many' does not fit; write a whole number",
        "rooms.1.venue (b), line 3: there is no venue 'k'",
        "sessions.0 (s), line 4: how long does it last? give a duration, parts with minutes, or films with runtimes",
    ]


def test_faults_that_follow_from_an_entry_that_cannot_be_read_are_not_told() -> None:
    assert faults_of(
        """
        venues: [{id: k}, {id: l}]
        rooms: [{id: a, venue: k}, {id: b, venue: l}]
        walks: [{from: k, to: l, minutes: few}]
        films: [{id: f, runtime: long}]
        sessions: [{id: s, films: [f]}]
        """
    ) == [
        "walks.0.minutes, line 5: 'few' does not fit; write a whole number",
        "films.0.runtime (f), line 6: 'long' does not fit; write a number",
    ]


def test_fields_that_can_be_read_are_checked_though_others_of_their_entry_cannot() -> None:
    assert faults_of(
        """
        rooms: [{id: a, capacity: 5}, {id: a, capacity: many, open: [{from: 2025-05-16T22:00, to: 2025-05-16T10:00}]}]
        sessions: [{id: s, duration: long, films: [x], people: [{id: q, parts: [talk]}], parts: [{nam: talk}]}]
        rules: [{kind: not_parallel, weight: x, select: {tracks: [t]}}]
        """
    ) == [
        "rooms.1.capacity (a), line 3: 'many' does not fit; write a whole number",
        (
            "rooms.1.id (a), line 3: the id 'a' is taken already; venues and rooms share their ids, "
            "as walks may name either (see rooms.0.id (a), line 3)"
        ),
        "rooms.1.open.0.to (a), line 3: 2025-05-16T10:00 is not after 2025-05-16T22:00, where it begins",
        "sessions.0.parts.0.name (s), line 4: this is missing; it must be given",
        "sessions.0.parts.0.nam (s), line 4: there is no field 'nam' here; did you mean 'name'?",
        "sessions.0.duration (s), line 4: 'long' does not fit; write a whole number or 'block'",
        "sessions.0.films.0 (s), line 4: there is no film 'x'",
        "sessions.0.people.0.id (s), line 4: there is no person 'q'",
        "rules.0.weight (not_parallel), line 5: 'x' does not fit; write a whole number",
        "rules.0.select.tracks.0 (not_parallel), line 5: there is no track 't'",
    ]


def test_a_list_with_a_wrong_name_hides_no_other_fault_and_brings_none() -> None:
    told = faults_of("sesions: [{id: a, track: t}]\npins: [{session: a, room: x}, {session: b}]\nwaivers: []\n")

    assert told == [
        "pins.0.room (a), line 4: there is no room 'x'",
        "pins.1.session (b), line 4: there is no session 'b'; there is 'a'",
        "sesions, line 3: there is no list 'sesions'; did you mean 'sessions'?",
        "waivers, line 5: there is no list 'waivers'",
    ]


def test_a_zone_is_looked_up_though_the_grid_cannot_be_read() -> None:
    assert faults_of("", "showgrid: 1\nfestival: {id: f, timezone: Asia/Seol, grid: 0}\n") == [
        "festival.grid, line 2: 0 cannot be; it is at least 1",
        "festival.timezone, line 2: there is no time zone 'Asia/Seol'; did you mean 'Asia/Seoul'?",
    ]


def test_a_festival_made_by_a_program_is_checked_by_the_same() -> None:
    festival = Festival(
        showgrid=1,
        festival=About(id="f"),
        rooms=[Room(id="a", venue="k")],
        sessions=[Session(id="s", duration=5, showings=[ShowingFields(label=7)])],
        pins=[Pin(session="s", showing=1)],
    )

    assert faults(festival) == [
        Fault("rooms.0.venue (a)", "there is no venue 'k'"),
        Fault("pins.0.showing (s)", "'s' has no showing 1; there is 7"),
    ]


@pytest.mark.parametrize("name", ["too-full", "impossible-guest", "summit"])
def test_a_draft_that_cannot_be_solved_still_loads(name: str) -> None:
    assert faults(load(FIXTURES / name / "festival.yaml")) == []


def test_a_thousand_unknown_ids_are_told_without_comparing_each_with_all() -> None:
    sessions = ", ".join(f"{{id: s{number}, duration: 5, people: [nobody-{number}]}}" for number in range(1000))

    found = faults_of(f"people: [{{id: somebody-1}}]\nsessions: [{sessions}]")

    assert found[0] == "sessions.0.people.0.id (s0), line 4: there is no person 'nobody-0'; did you mean 'somebody-1'?"
    assert found[999] == "sessions.999.people.0.id (s999), line 4: there is no person 'nobody-999'"
